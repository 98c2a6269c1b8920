//! What kind of sale talk it is, and how the seller's share of the words reads in it. For display alone.

use super::Scene;
use crate::call::{Role, divide};
use crate::lexicon::{Rows, is_named};
use crate::proposal;

/// The kind of a sale talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallType {
    /// A first call that nobody waited for.
    Cold,
    /// Mostly questions about the buyer's world.
    Discovery,
    /// The offer is shown.
    Demo,
    /// Goes on from a talk before.
    FollowUp,
}

/// How the seller's share of the words reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Band {
    /// Little, which is nothing bad.
    Low,
    /// As usual.
    Neutral,
    /// More than usual.
    High,
}

/// The kind as the words tell it, and the band of the seller's share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort {
    /// The kind; `None` where the words do not tell.
    pub call_type: Option<CallType>,
    /// The band; `None` where the kind has none: METHOD has bands for discovery and demo alone.
    pub share: Option<Band>,
}

/// Turns in which a call says what it is; judgement.
const BEGINNING: usize = 8;
/// Clauses that show something, from which a call is a demo. Judgement.
const SHOWS: usize = 2;
/// Questions of the seller's and his share of the words, from and up to which a call is discovery. METHOD 3.1 calls
/// fewer than seven questions poor discovery, and a share over 0.65 high; judgement.
const QUESTIONS: u32 = 6;
const SHARE: i64 = 650;
/// Borders of the bands, in thousandths; METHOD 3.1.
const DISCOVERY: (i64, i64) = (500, 650);
const DEMO: i64 = 750;

/// What kind of call it is.
pub(super) fn of(scene: &Scene<'_>) -> Sort {
    let talk = scene.talk;
    let (seller, buyer) = (i64::from(scene.tally.seller_words), i64::from(scene.tally.buyer_words));
    let share = divide(seller * 1000, seller + buyer);
    let words = talk.scales.rules.story();
    let begins = |rows: &Rows, only: Option<Role>| {
        let turns = talk.turns().take(BEGINNING).filter(|(_, facts)| only.is_none_or(|role| role == facts.role));
        let mut clauses = turns.flat_map(|(turn, _)| talk.scales.text.clauses_of(turn as usize));
        clauses.any(|clause| scene.holds(clause, rows))
    };
    let launches = talk.hits(&talk.groups.pitch).filter(|&place| is_named(scene.id_of(place), &["pitch.launch"]));
    let questions: u32 =
        talk.turns().filter(|(_, facts)| facts.role == Role::Seller).map(|(_, facts)| facts.questions).sum();
    let call_type = if !scene.is_directional() {
        None
    } else if begins(&words.follow_up, None) {
        Some(CallType::FollowUp)
    } else if begins(&words.cold, Some(Role::Seller)) {
        Some(CallType::Cold)
    } else if launches.count() >= SHOWS {
        Some(CallType::Demo)
    } else if questions >= QUESTIONS && share <= SHARE {
        Some(CallType::Discovery)
    } else {
        None
    };
    let share = match call_type {
        Some(CallType::Discovery) if share <= DISCOVERY.0 => Some(Band::Low),
        Some(CallType::Discovery) => Some(if share <= DISCOVERY.1 { Band::Neutral } else { Band::High }),
        Some(CallType::Demo) => Some(if share <= DEMO { Band::Neutral } else { Band::High }),
        Some(CallType::Cold | CallType::FollowUp) | None => None,
    };
    Sort { call_type, share }
}

/// Who first proposed a next step, and in which turn (from 1): the first of the call's proposals of a step (METHOD 3.1).
pub(super) fn first_step(scene: &Scene<'_>) -> Option<(Role, u32)> {
    let first = scene.proposals.iter().find(|proposal| proposal.kind == proposal::Kind::Step)?;
    Some((first.side, first.turn + 1))
}

impl CallType {
    /// The stable word for output and `call_type`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cold => "cold",
            Self::Discovery => "discovery",
            Self::Demo => "demo",
            Self::FollowUp => "follow_up",
        }
    }
}

impl Band {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Neutral => "neutral",
            Self::High => "high",
        }
    }
}
