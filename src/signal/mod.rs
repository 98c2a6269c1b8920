//! Measured quantities: what the hits of each lexicon add up to, and what the order of things adds.
//!
//! A lexicon's points are `W n / (n + k g)` (METHOD 4.1). Everything else that earns points
//! is a [`Structural`] signal: one file here and one row of [`STRUCTURAL`], each with its
//! own evidence. Points are thousandths; nothing here decides a verdict.

mod buyer_questions;
mod candy;
mod closes_without_pain;
mod groups;
mod opener;
mod pain_connected;
mod premature;
mod repeated_ask;
mod resistance_pressured;
mod shape;
mod talk;
mod tally;

pub use groups::Groups;
pub use shape::{Structure, shape};
pub use talk::Talk;
pub use tally::{Tally, points};

use crate::call::{Points, Span};
use crate::lexicon::Mass;
use crate::scan::Evidence;

/// One measured quantity: a lexicon's hits together, or a structural observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The lexicon's id, `pitch.premature` or `structure.*`.
    pub id: String,
    /// The side its points count for.
    pub mass: Mass,
    /// Sum of strength times weight over the evidence.
    pub strength: Points,
    /// What it adds to its mass.
    pub points: Points,
    /// All of the evidence, in order.
    pub evidence: Vec<Evidence>,
}

/// A quantity that hangs on order or number rather than on one phrase.
pub trait Structural: Sync {
    /// Stable id, shown with its evidence.
    fn id(&self) -> &'static str;
    /// What happened, in a few words for the because-sentence; `count` is the number of proofs.
    fn words(&self, count: usize) -> String;
    /// The flag it raises in the output, if it raises one.
    fn flag(&self) -> Option<&'static str> {
        None
    }
    /// What it comes to in this talk; `None` for nothing.
    fn measure(&self, talk: &Talk<'_>) -> Option<Measured>;
}

/// What a structural signal found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The side its points count for.
    pub mass: Mass,
    /// The points.
    pub points: Points,
    /// What proves it, in order.
    pub proof: Vec<Proof>,
}

/// A thing to quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A kept hit, by its place.
    Hit(usize),
    /// Words of a turn (from 0).
    Words(u32, Span),
}

/// Every structural signal, sorted by id.
pub const STRUCTURAL: &[&dyn Structural] = &[
    &premature::Premature,
    &buyer_questions::BuyerQuestions,
    &candy::Candy,
    &closes_without_pain::ClosesWithoutPain,
    &opener::Opener,
    &pain_connected::PainConnected,
    &repeated_ask::RepeatedAsk,
    &resistance_pressured::ResistancePressured,
];
