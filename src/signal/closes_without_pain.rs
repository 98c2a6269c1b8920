//! `structure.closes_without_pain`: closing where nothing hurts.

use super::{Measured, Proof, Structural, Talk};
use crate::call::Points;
use crate::lexicon::Mass;

/// One point for two closes or more without a pain (METHOD 3.1).
pub(super) struct ClosesWithoutPain;

/// Closes; METHOD 3.1.
const LEAST: usize = 2;

impl Structural for ClosesWithoutPain {
    fn id(&self) -> &'static str {
        "structure.closes_without_pain"
    }

    fn words(&self, count: usize) -> String {
        format!("{count} closes and no problem named")
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let closes: Vec<usize> = talk.hits(&talk.groups.closes).collect();
        let painless = talk.hits(&talk.groups.pain).next().is_none();
        (closes.len() >= LEAST && painless).then(|| Measured {
            mass: Mass::SellerPursuit,
            points: Points::ONE,
            proof: closes.into_iter().map(Proof::Hit).collect(),
        })
    }
}
