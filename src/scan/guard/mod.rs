//! Guards: reasons why words that are there do not mean what they seem to mean (METHOD 2.3).
//!
//! A guard knows language; how much is left of the hit is the lexicon's word (`guards` in
//! its file). One guard is one file and one row of [`GUARDS`].

mod after_commitment;
mod after_pressure;
mod call_technology;
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
mod past;
mod question;
mod reported;
mod third_party;

pub use fired::Fired;

use super::scene::Scene;

use super::hit::Hit;
use crate::call::Points;

/// What a guard looks at, and so when it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The clause of the hit; it speaks before clauses are compared.
    Clause,
    /// Earlier turns; it speaks when all hits of those are weighed.
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
    /// Does a turn guard look for its signs, or the lexicon's topics, in the turn before?
    fn looks_at_turn_before(&self) -> bool {
        false
    }
    /// Does it fire on this hit?
    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool;
}

/// Weight over which earlier pressure or an earlier ask is felt in what follows; judgement.
const FELT: Points = Points(300);

/// Every guard, sorted by id; in this order they speak.
pub const GUARDS: &[&dyn Guard] = &[
    &after_commitment::AfterCommitment,
    &after_pressure::AfterPressure,
    &call_technology::CallTechnology,
    &elicited::Elicited,
    &greeting::Greeting,
    &hypothetical::Hypothetical,
    &idiom::Idiom,
    &near_pain::NearPain,
    &negated::Negated,
    &no_objection::NoObjection,
    &no_pain_yet::NoPainYet,
    &on_request::OnRequest,
    &past::Past,
    &question::Question,
    &reported::Reported,
    &third_party::ThirdParty,
];

/// The names of all guards, sorted.
pub(super) fn ids() -> Vec<&'static str> {
    GUARDS.iter().map(|guard| guard.id()).collect()
}
