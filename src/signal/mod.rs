//! Measured quantities.

use crate::call::{Millis, Points};
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

/// Figures about the shape of the talk, for display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// Seller's words of seller's and buyer's words, 0 to 1.
    pub seller_share: Option<Points>,
    /// Longest stretch of seller talk over backchannels, in seconds; from words where there are no times.
    pub longest_seller_monologue: Option<Millis>,
    /// Questions asked by sellers.
    pub seller_questions: u32,
    /// Questions asked by buyers.
    pub buyer_questions: u32,
    /// Where the first pain stands, as a share of the call's words.
    pub first_pain_at: Option<Points>,
    /// Where the first unrequested pitch stands, as a share of the call's words.
    pub first_pitch_at: Option<Points>,
}
