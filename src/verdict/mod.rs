//! The verdict: masses, gates, score, and how much hangs on one turn.
//!
//! METHOD 4 with the changes of FINDINGS: [`Masses`] are sums of points, `rule` gives the
//! class, `firmness` leaves out one turn after another, `sentence` says why.

mod books;
mod firmness;
mod kind;
mod margin;
mod masses;
mod prices;
mod rule;
mod sentence;
mod terms;

pub use books::Books;
pub use margin::Margin;
pub use masses::{Masses, balance, signal_points};
pub use rule::{BUYER_RAW, LEAST_WORDS, LEAST_WORDS_A_SIDE, Reason, Ruling, SELLER_BALANCE};
pub use terms::{Term, Terms};

use crate::call::{Note, Points, divide};
use crate::signal::{Measured, Talk, Tally, structural};
use masses::Sums;

/// Who was selling whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    /// The seller was selling.
    SellerPursuing,
    /// Both put in the effort.
    Mutual,
    /// The buyer was selling the seller.
    BuyerPursuing,
    /// Nobody was selling anybody.
    NoSaleDynamic,
    /// It can't be told.
    InsufficientEvidence,
}

/// How much hangs on one turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// A single turn decides, or the score is at the very border.
    Fragile,
    /// A single turn moves it to a neighbouring class.
    Leaning,
    /// No single turn moves it.
    Firm,
}

/// The verdict on one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The class.
    pub class: Class,
    /// Shown score, 0 (seller chases) to 100 (buyer chases); never contradicts the class.
    pub score: u8,
    /// The score before clamping, in thousandths.
    pub raw: Points,
    /// The lowest raw score with one turn left out.
    pub low: Points,
    /// The highest raw score with one turn left out.
    pub high: Points,
    /// How much hangs on one turn.
    pub confidence: Confidence,
    /// One sentence that gives the reason.
    pub because: String,
    /// The turn (from 1) without which the class changes the most.
    pub deciding_turn: Option<u32>,
    /// Every turn (from 1) whose absence changes the class.
    pub flips_if_removed: Vec<u32>,
    /// What `raw` is the sum of.
    pub terms: Terms,
}

/// How large the sale is; in small ones trial and hard closes weigh half (METHOD 3.3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DealSize {
    /// Closes weigh half.
    Small,
    /// Closes weigh in full.
    #[default]
    Large,
}

impl DealSize {
    /// The stable word for output, the same as in the configuration.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Small => "small",
            Self::Large => "large",
        }
    }
}

/// One evaluation of a talk, whole or with a turn left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// By lexicon: its points.
    pub points: Vec<Points>,
    /// By row of [`structural`]: what it found.
    pub structural: Vec<Option<Measured>>,
    /// Sums.
    pub masses: Masses,
    /// What the raw score is the sum of.
    pub terms: Terms,
    /// Score in thousandths before clamping.
    pub raw: Points,
    /// Class and reason.
    pub ruling: Ruling,
}

/// Reads a talk whose sums are `tally`.
#[must_use]
pub fn read(talk: &Talk<'_>, tally: &Tally, deal: DealSize) -> Reading {
    let points = signal_points(talk.scales.rules, tally, deal);
    let structural: Vec<Option<Measured>> =
        structural(talk.scales.rules).map(|signal| signal.measure(talk, tally)).collect();
    let worths = structural.iter().map(|measured| measured.as_ref().map(Measured::worth));
    let (masses, terms, ruling) = weigh_up(talk, tally, &Sums::of(talk.scales.rules, talk.groups, &points, worths));
    Reading { points, structural, masses, terms, raw: terms.raw(), ruling }
}

/// From the points to the ruling.
fn weigh_up(talk: &Talk<'_>, tally: &Tally, sums: &Sums) -> (Masses, Terms, Ruling) {
    let masses = sums.masses();
    let terms = Terms::of(&masses, tally.buyer_unasked_share().unwrap_or_default(), talk.scales.rules.weights());
    let ruling = rule::decide(talk, tally, sums, &masses, &terms);
    (masses, terms, ruling)
}

/// The verdict on a talk that was read whole, by its books; `names` are the speakers, for the sentence.
#[must_use]
pub fn decide(reading: &Reading, books: &mut Books<'_>, names: &[String]) -> Verdict {
    let firmness = firmness::leave_one_out(reading, books);
    let class = reading.ruling.class;
    Verdict {
        class,
        score: shown(class, reading.raw),
        raw: reading.raw,
        low: firmness.low,
        high: firmness.high,
        confidence: Margin::of(class, &reading.terms)
            .map_or(firmness.confidence, |margin| margin.leaves(firmness.confidence)),
        because: sentence::because(reading, books.talk, books.whole, names),
        deciding_turn: firmness.deciding,
        flips_if_removed: firmness.flips,
        terms: reading.terms,
    }
}

/// What to do if a talk was wrongly taken for one without a sale: a note for who keeps the lexicons.
#[must_use]
pub fn remedy(reading: &Reading) -> Option<Note> {
    sentence::remedy(reading.ruling.reason)
}

/// The score that is shown: rounded, then held within its class (METHOD 4.2).
fn shown(class: Class, raw: Points) -> u8 {
    let rounded = divide(raw.0, 1000).clamp(0, 100);
    let (seller_at_most, buyer_at_least) = (SELLER_BALANCE.0 / 1000, BUYER_RAW.0 / 1000);
    let held = match class {
        Class::SellerPursuing => rounded.min(seller_at_most),
        Class::BuyerPursuing => rounded.max(buyer_at_least),
        Class::Mutual => rounded.clamp(seller_at_most + 1, buyer_at_least - 1),
        Class::NoSaleDynamic | Class::InsufficientEvidence => rounded,
    };
    u8::try_from(held).unwrap_or_default()
}

impl Class {
    /// Every class, in the order in which tables list them.
    pub const ALL: [Self; 5] =
        [Self::SellerPursuing, Self::Mutual, Self::BuyerPursuing, Self::NoSaleDynamic, Self::InsufficientEvidence];

    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SellerPursuing => "seller_pursuing",
            Self::Mutual => "mutual",
            Self::BuyerPursuing => "buyer_pursuing",
            Self::NoSaleDynamic => "no_sale_dynamic",
            Self::InsufficientEvidence => "insufficient_evidence",
        }
    }

    /// Does it say who pursued whom?
    #[must_use]
    pub fn is_directional(self) -> bool {
        matches!(self, Self::SellerPursuing | Self::Mutual | Self::BuyerPursuing)
    }

    /// What the class means, in a few words for people.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::SellerPursuing => "the seller was selling",
            Self::Mutual => "both put in the effort",
            Self::BuyerPursuing => "the buyer was selling the seller",
            Self::NoSaleDynamic => "support, internal or private talk, or neither side pursues",
            Self::InsufficientEvidence => "too short, one-sided, roles unknown, or another language",
        }
    }

    /// The words shown to people; at most 14 cells.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::SellerPursuing => "seller ▶ buyer",
            Self::Mutual => "seller ◆ buyer",
            Self::BuyerPursuing => "seller ◀ buyer",
            Self::NoSaleDynamic => "nobody selling",
            Self::InsufficientEvidence => "can't tell",
        }
    }
}

impl Confidence {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Fragile => "fragile",
            Self::Leaning => "leaning",
            Self::Firm => "firm",
        }
    }
}
