//! Gates and classes: the first rule that fires decides (METHOD 4.2; FINDINGS 3, sale-gate and thin-mutual).

use super::masses::Sums;
use super::{Class, Masses, Terms, kind};
use crate::call::Points;
use crate::scan;
use crate::signal::{Kind, Talk, Tally};
use crate::text;

/// The class, and which rule gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The class.
    pub class: Class,
    /// The rule.
    pub reason: Reason,
}

/// The rule that decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Nobody spoke.
    Silent,
    /// No seller or no buyer is known, and somebody's role is open.
    RolesUnknown,
    /// One side is missing or hardly speaks.
    OneSided,
    /// Too few words.
    TooShort,
    /// It does not read as English.
    OtherLanguage,
    /// A recorded greeting.
    Voicemail,
    /// A kind of talk in which nothing is sold.
    Sounds(Kind),
    /// No words of buying or offering.
    NothingForSale,
    /// Too little that counts.
    TooFew,
    /// A long talk in which neither side pursues.
    Neither,
    /// A working sale talk with little force on either side.
    Working,
    /// The seller's pursuit outweighs the buyer's pull.
    SellerPursues,
    /// The buyer took the initiative in several ways.
    BuyerPursues,
    /// Pull without initiative.
    PullWithoutInitiative,
    /// Initiative, but nearly all of the buyer's words are answers.
    Answers,
    /// Effort on both sides.
    Balanced,
}

/// Words, of all and of each side, below which nothing is said; METHOD 4.2, FINDINGS 3 a.
pub const LEAST_WORDS: u32 = 60;
/// The same of each side.
pub const LEAST_WORDS_A_SIDE: u32 = 15;
/// Signs of a recorded greeting, and the buyer's words that overrule them; METHOD 4.2.
const VOICEMAIL_SIGNS: u32 = 2;
const VOICEMAIL_WORDS: u32 = 30;
/// Words from which a talk without a sale is no sale rather than too little; FINDINGS 3, sale-gate.
const NO_SALE_FROM_WORDS: u32 = 200;
/// Force, ways of effort and scored clauses below which evidence is thin; METHOD 4.2, rule 4.
const THIN_FORCE: Points = Points(3000);
const THIN_WAYS: usize = 2;
const THIN_CLAUSES: u32 = 3;
/// Anchors and turns of each side that make a thin talk a working one; FINDINGS 3, thin-mutual.
const WORKING_ANCHORS: u32 = 3;
const WORKING_TURNS: u32 = 4;
/// Words from which a thin talk is called one in which neither side pursues; METHOD 4.2, rule 4.
const NEITHER_FROM_WORDS: u32 = 800;
/// The balance up to which a call is the seller's, and the points that needs; METHOD 4.2, rule 5.
pub const SELLER_BALANCE: Points = Points(35_000);
const SELLER_POINTS: Points = Points(2500);
/// The raw score from which a call is the buyer's, and the points and ways that needs; METHOD 4.2, rule 6.
pub const BUYER_RAW: Points = Points(65_000);
const BUYER_POINTS: Points = Points(2000);
const BUYER_WAYS: usize = 2;

/// The ruling on a talk.
pub(super) fn decide(talk: &Talk<'_>, tally: &Tally, sums: &Sums, masses: &Masses, terms: &Terms) -> Ruling {
    let ruling = |class, reason| Ruling { class, reason };
    if let Some(reason) = unusable(talk, tally) {
        return ruling(Class::InsufficientEvidence, reason);
    }
    let gated = talk.scales.rules.has_gate();
    if let Some(kind) = kind::held(tally, masses).filter(|_| gated) {
        return ruling(Class::NoSaleDynamic, Reason::Sounds(kind));
    }
    let sale = words_of_sale(tally);
    if gated && !scan::is_sale(sale, tally.words) {
        return match (kind::likeliest(tally), tally.words + tally.aside_words >= NO_SALE_FROM_WORDS) {
            (Some(kind), false) => ruling(Class::NoSaleDynamic, Reason::Sounds(kind)),
            (_, true) => ruling(Class::NoSaleDynamic, Reason::NothingForSale),
            (None, false) => ruling(Class::InsufficientEvidence, Reason::NothingForSale),
        };
    }
    let thin = masses.push + masses.pull < THIN_FORCE || sums.effort < THIN_WAYS || tally.scored_clauses < THIN_CLAUSES;
    if thin {
        let works = sale >= WORKING_ANCHORS
            && tally.seller_turns.min(tally.buyer_turns) >= WORKING_TURNS
            && tally.scored_clauses > 0;
        return match (works, tally.words + tally.aside_words >= NEITHER_FROM_WORDS) {
            (true, _) => ruling(Class::Mutual, Reason::Working),
            (false, true) => ruling(Class::NoSaleDynamic, Reason::Neither),
            (false, false) => ruling(Class::InsufficientEvidence, Reason::TooFew),
        };
    }
    if terms.balance <= SELLER_BALANCE && masses.seller_pursuit >= SELLER_POINTS {
        return ruling(Class::SellerPursuing, Reason::SellerPursues);
    }
    if terms.raw() >= BUYER_RAW {
        return if masses.buyer_initiative < BUYER_POINTS || sums.initiative < BUYER_WAYS {
            ruling(Class::Mutual, Reason::PullWithoutInitiative)
        } else if terms.unasked < talk.scales.rules.weights().unasked.least {
            ruling(Class::Mutual, Reason::Answers)
        } else {
            ruling(Class::BuyerPursuing, Reason::BuyerPursues)
        };
    }
    ruling(Class::Mutual, Reason::Balanced)
}

/// Why nothing can be said, if that is so.
fn unusable(talk: &Talk<'_>, tally: &Tally) -> Option<Reason> {
    if tally.words + tally.foreign_words + tally.aside_words == 0 {
        return Some(Reason::Silent);
    }
    if tally.speaks.unknown && !(tally.speaks.seller && tally.speaks.buyer) {
        return Some(Reason::RolesUnknown);
    }
    if tally.foreign_words > tally.words + tally.aside_words || talk.scales.text.language() != text::ENGLISH {
        return Some(Reason::OtherLanguage);
    }
    if tally.words < LEAST_WORDS {
        return Some(Reason::TooShort);
    }
    if tally.seller_words.min(tally.buyer_words) < LEAST_WORDS_A_SIDE {
        return Some(Reason::OneSided);
    }
    (tally.voicemail >= VOICEMAIL_SIGNS && tally.buyer_words < VOICEMAIL_WORDS).then_some(Reason::Voicemail)
}

/// Anchors, and each different strong code as one more if there is any anchor.
fn words_of_sale(tally: &Tally) -> u32 {
    if tally.anchors == 0 { 0 } else { tally.anchors + tally.vouching_codes }
}
