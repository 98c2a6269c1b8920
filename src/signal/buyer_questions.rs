//! `structure.buyer_questions`: the buyer asks more than the seller.

use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, Role};
use crate::lexicon::Mass;

/// One point of buyer pull for four questions or more, if they outnumber the seller's (METHOD 3.1).
pub(super) struct BuyerQuestions;

/// Questions; METHOD 3.1.
const LEAST: u32 = 4;
/// Questions quoted.
const QUOTED: usize = 5;

impl Structural for BuyerQuestions {
    fn id(&self) -> &str {
        "structure.buyer_questions"
    }

    fn words(&self, _: usize) -> String {
        "more questions than the seller asked".to_owned()
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let asked = |role: Role| -> u32 {
            talk.turns().filter(|(_, facts)| facts.role == role).map(|(_, facts)| facts.questions).sum()
        };
        let buyer = asked(Role::Buyer);
        if buyer < LEAST || buyer <= asked(Role::Seller) {
            return None;
        }
        let turns = talk.turns().filter(|(_, facts)| facts.role == Role::Buyer && facts.asks);
        let clauses = turns.flat_map(|(turn, _)| talk.scales.text.clauses_of(turn as usize));
        let questions =
            clauses.filter(|&clause| talk.scales.text.clauses().get(clause).is_some_and(|clause| clause.is_question));
        let proof = questions.take(QUOTED).filter_map(|clause| talk.clause_span(clause));
        Some(Measured {
            mass: Mass::BuyerPull,
            points: Points::ONE,
            proof: proof.map(|(turn, span)| Proof::Words(turn, span)).collect(),
        })
    }
}
