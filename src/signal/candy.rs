//! `structure.candy`: the first pain is answered with the offer. Candy spilled in the lobby.

use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, Role};
use crate::lexicon::Mass;

/// Half a point if the turn behind the first pain is the seller's, long, asks nothing and pitches (METHOD 3.2.3).
pub(super) struct Candy;

/// Points; METHOD 3.2.3.
const POINTS: Points = Points(500);
/// Words from which the turn is long; METHOD 3.2.3.
const WORDS: u32 = 40;

impl Structural for Candy {
    fn id(&self) -> &'static str {
        "structure.candy"
    }

    fn words(&self, _: usize) -> String {
        "the first problem answered with the offer".to_owned()
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let pain = talk.hits(&talk.groups.pain).next()?;
        let next = talk.turn_of(pain) + 1;
        let facts = talk.scales.facts.get(next as usize).filter(|_| Some(next) != talk.skip)?;
        if facts.role != Role::Seller || facts.asks || facts.words < WORDS {
            return None;
        }
        let proof: Vec<Proof> = talk.hits_in(&talk.groups.pitch, next).map(Proof::Hit).collect();
        (!proof.is_empty()).then_some(Measured { mass: Mass::SellerPursuit, points: POINTS, proof })
    }
}
