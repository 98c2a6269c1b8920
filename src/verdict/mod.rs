//! The verdict.

use crate::call::Points;

/// Sums of points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masses {
    /// S of METHOD.
    pub seller_pursuit: Points,
    /// B of METHOD: pull and initiative together.
    pub buyer_pull: Points,
    /// Bp of METHOD, a part of `buyer_pull`.
    pub buyer_initiative: Points,
    /// R of METHOD.
    pub resistance: Points,
    /// P of METHOD.
    pub process: Points,
    /// S + half of R as far as there is S.
    pub push: Points,
    /// B + 0.35 P as far as there is B + 2.
    pub pull: Points,
}

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
    /// A single turn decides.
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
}
