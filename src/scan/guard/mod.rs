//! Guards: reasons why words that are there do not mean what they seem to mean (METHOD 2.3).
//!
//! A guard knows language; how much is left of the hit is the lexicon's word (`guards` in
//! its file). One guard is one file and one row of [`GUARDS`].

mod after_commitment;
mod after_pressure;
mod call_technology;
mod complaint;
mod elicited;
mod fired;
mod greeting;
mod hypothetical;
mod idiom;
mod near_pain;
mod negated;
mod no_objection;
mod no_pain_yet;
mod on_request;
mod only_answers;
mod past;
mod question;
mod reported;
mod role_play;
mod sarcasm;
mod then_pressed;
mod third_party;
mod trade_talk;

pub use fired::Fired;

use super::hit::Hit;
use super::scene::{Cause, ClauseScene, TurnScene};
use crate::call::Points;

/// What a guard looks at, and so when it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Words: the clause of the hit and those beside it; it speaks before clauses are compared.
    Clause,
    /// Hits and turns; it speaks when all hits of the earlier ones are weighed.
    Turns,
}

/// A reason to weaken or drop a hit.
pub trait Guard: Sync {
    /// Stable name, shown wherever it acted.
    fn id(&self) -> &'static str;
    /// What it looks at.
    fn reach(&self) -> Reach;
    /// Phrases that may make it fire, in the phrase language.
    fn signs(&self) -> &'static [&'static str] {
        &[]
    }
    /// Phrases that keep it from firing.
    fn cancels(&self) -> &'static [&'static str] {
        &[]
    }
    /// Lexicons whose earlier hits it listens for, as ids or `family.*`.
    fn listens_for(&self) -> &'static [&'static str] {
        &[]
    }
    /// Does a turn guard look for its signs in the turn before? One without signs looks for the hit's topic.
    fn looks_at_turn_before(&self) -> bool {
        false
    }
    /// Are its signs heard over the whole call, since they carry on past their clause?
    fn carries(&self) -> bool {
        false
    }
    /// Of a clause guard: why it fires on this hit, if it does.
    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        let _ = (hit, scene);
        None
    }
    /// Of a guard that looks at turns: why it fires on this hit, if it does.
    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        let _ = (hit, scene);
        None
    }
}

/// Weight over which earlier pressure or an earlier ask is felt in what follows; judgement.
const FELT: Points = Points(300);

/// Every guard, sorted by id; in this order they speak.
pub const GUARDS: &[&dyn Guard] = &[
    &after_commitment::AfterCommitment,
    &after_pressure::AfterPressure,
    &call_technology::CallTechnology,
    &complaint::Complaint,
    &elicited::Elicited,
    &greeting::Greeting,
    &hypothetical::Hypothetical,
    &idiom::Idiom,
    &near_pain::NearPain,
    &negated::Negated,
    &no_objection::NoObjection,
    &no_pain_yet::NoPainYet,
    &on_request::OnRequest,
    &only_answers::OnlyAnswers,
    &past::Past,
    &question::Question,
    &reported::Reported,
    &role_play::RolePlay,
    &sarcasm::Sarcasm,
    &then_pressed::ThenPressed,
    &third_party::ThirdParty,
    &trade_talk::TradeTalk,
];

/// The names of all guards, sorted.
pub(super) fn ids() -> Vec<&'static str> {
    GUARDS.iter().map(|guard| guard.id()).collect()
}
