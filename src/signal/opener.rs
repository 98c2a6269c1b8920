//! `structure.opener`: who brings up the purchase.

use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, Role};
use crate::lexicon::Mass;

/// One point to the side whose turn holds the first words of buying or offering that answer no open question, in
/// the first half of the call (FINDINGS 3, opener; coding question Q2).
pub(super) struct Opener;

/// Turns that are always the beginning; FINDINGS 3.
const BEGINNING: usize = 6;
impl Structural for Opener {
    fn id(&self) -> &str {
        "structure.opener"
    }

    fn words(&self, _: usize) -> String {
        "brought up the purchase".to_owned()
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let answers = |turn: u32| {
            let before = turn.checked_sub(1).filter(|&before| Some(before) != talk.skip);
            before.is_some_and(|before| talk.scales.facts[before as usize].asks_openly)
        };
        let (turn, facts) = talk.turns().find(|(turn, facts)| facts.anchors > 0 && !answers(*turn))?;
        if turn as usize > BEGINNING.max(talk.scales.facts.len() / 2) {
            return None;
        }
        let mass = match facts.role {
            Role::Seller => Mass::SellerPursuit,
            Role::Buyer => Mass::BuyerInitiative,
            Role::Other | Role::Unknown => return None,
        };
        let (turn, span) = talk.clause_span(facts.first_anchor? as usize)?;
        Some(Measured { mass, points: Points::ONE, proof: vec![Proof::Words(turn, span)] })
    }
}
