//! The phrase files: what a trainer writes, read and checked.
//!
//! One file is one thing that people do (`pressure.urgency`; METHOD says code). All of ours
//! are compiled in and listed in [`ROWS`]. Nothing here matches anything: `scan/` does.

mod acts;
mod conversation;
mod cues;
mod lazy;
mod library;
mod load;
pub mod phrase;
mod rows;
mod sale;
mod sequence;
pub mod step;
mod story;
mod weights;

pub use acts::{ActBook, ActKind, ActRow, load_acts};
pub use conversation::{Conversation, Mark, load_conversation};
pub use cues::{Cue, CuePhrase, Heard, RoleCues, RoleMeasure, load_cues};
pub use lazy::Lazy;
pub use library::{Contents, File, Kind, Library};
pub use load::{load, load_lists};
pub use rows::{ACTS, CONVERSATIONS, CUES, LISTS, ROWS, SALE, SEQUENCES, STORY, WEIGHTS};
pub use sale::{Sale, load_sale};
pub use sequence::{COMPUTED, Example, OrderRule, load_sequence};
pub use story::{Rows, StoryWords, load_story};
pub use weights::{Fill, Filling, Unasked, Weights, load_weights};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::call::{Points, Role};
use phrase::Sequence;

/// One lexicon, checked.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    /// `family.name`, stable.
    pub id: String,
    /// Its file, as messages call it.
    pub path: String,
    /// It is a team's own, not one of ours.
    pub is_team: bool,
    /// What it is, in a few words.
    pub name: String,
    /// Whose words count; `None` is anybody's.
    pub said_by: Option<Role>,
    /// The side its points count for.
    pub mass: Mass,
    /// The most it can add to one call (W of METHOD).
    pub points: Points,
    /// Summed strength at which half of that is reached (k of METHOD).
    pub half_at: Points,
    /// Lexicons that yield to this one inside a clause.
    pub beats: Vec<String>,
    /// What it is, and why it weighs what it does.
    pub why: String,
    /// Keys of METHOD's list of sources.
    pub sources: Lazy<Vec<String>>,
    /// What is left of a hit when the guard of that name fires, 0 to 1.
    pub guards: BTreeMap<String, Points>,
    /// Phrases that give the clause another meaning (guard `idiom`).
    pub unless: Lazy<Vec<Sequence>>,
    /// Phrases that do so from the next clause of the turn.
    pub unless_next: Lazy<Vec<Sequence>>,
    /// Phrases that do so from the clause of the turn before.
    pub unless_before: Lazy<Vec<Sequence>>,
    /// Topics of a seller's question that draws such words out (guard `elicited`).
    pub elicited_by: Lazy<Vec<Sequence>>,
    /// Where in the call it counts.
    pub within: Window,
    /// Its phrases, numbered from 1 in messages.
    pub phrases: Vec<Phrase>,
    /// Sentences that must not count.
    pub passes: Lazy<Vec<Pass>>,
}

impl Lexicon {
    /// What output calls its phrase at that place (from 0): `pressure.urgency#3`.
    #[must_use]
    pub fn phrase_id(&self, place: usize) -> String {
        let mut id = String::new();
        self.push_phrase_id(place, &mut id);
        id
    }

    /// Appends what [`phrase_id`](Self::phrase_id) gives: a call quotes some hundred phrases, and formatting costs four
    /// times as much.
    pub(crate) fn push_phrase_id(&self, place: usize, out: &mut String) {
        out.push_str(&self.id);
        out.push('#');
        out.push_str(itoa::Buffer::new().format(place + 1));
    }

    /// Has it points that count? A tracker and a lexicon without points are evidence only: no mass, no gate, no guard
    /// and no other signal takes notice of them. A gate's words are heard by the gates alone.
    #[must_use]
    pub fn weighs(&self) -> bool {
        !matches!(self.mass, Mass::Gate | Mass::Tracker) && self.points > Points::ZERO
    }

    /// May it silence the other inside a clause? What weighs may silence anything, a gate other gates, and all the
    /// rest only each other: or what only counts would move a verdict.
    #[must_use]
    pub fn may_beat(&self, other: &Self) -> bool {
        let gates = |lexicon: &Self| lexicon.mass == Mass::Gate;
        self.weighs() || if gates(self) { !other.weighs() } else { !other.weighs() && !gates(other) }
    }
}

/// One phrase with its proof.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Phrase {
    /// As written.
    pub says: String,
    /// As read.
    pub sequence: Lazy<Sequence>,
    /// 1, 0.7 or 0.4.
    pub strength: Points,
    /// Sentences that this phrase finds.
    pub finds: Lazy<Vec<String>>,
    /// Line in its file, from 1.
    pub line: u64,
}

/// A sentence that must not count, or must be weakened by the guard named.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pass {
    /// The sentence.
    pub text: String,
    /// Who says it.
    pub said_by: Role,
    /// The guard that must drop or weaken it; without one it must only not count: not found, dropped, or below a half.
    pub guard: Option<String>,
    /// Earlier turns, `buyer: ...` or `seller: ...`.
    pub before: Vec<(Role, String)>,
    /// Why it must not count.
    pub because: String,
    /// Why it counts all the same today: counted and listed, never hidden.
    pub known_gap: Option<String>,
    /// Line in its file, from 1.
    pub line: u64,
}

/// A part of the call, by the time of the match (or by words, where there are no times).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// All of it.
    #[default]
    Whole,
    /// The first so many seconds.
    First(i64),
    /// The last so many seconds.
    Last(i64),
    /// The first so many percent.
    FirstPercent(i64),
    /// The last so many percent.
    LastPercent(i64),
}

/// The side that a signal's points are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Mass {
    /// The seller's effort towards a purchase.
    SellerPursuit,
    /// Pain and requests of the buyer.
    BuyerPull,
    /// What the buyer did of his own accord.
    BuyerInitiative,
    /// What the buyer put against it.
    Resistance,
    /// The seller's way of working without push.
    Process,
    /// Words that tell what kind of talk it is.
    Gate,
    /// Counted, never weighed.
    Tracker,
}

impl Mass {
    /// The stable word for output and lexicon files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SellerPursuit => "seller_pursuit",
            Self::BuyerPull => "buyer_pull",
            Self::BuyerInitiative => "buyer_initiative",
            Self::Resistance => "resistance",
            Self::Process => "process",
            Self::Gate => "gate",
            Self::Tracker => "tracker",
        }
    }
}

/// Is `id` one of the names, or in a `family.*` of them?
#[must_use]
pub fn is_named(id: &str, names: &[&str]) -> bool {
    names.iter().any(|name| match name.strip_suffix('*') {
        Some(family) => id.starts_with(family),
        None => *name == id,
    })
}
