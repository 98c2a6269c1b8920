//! `structure.buyer_questions`: the buyer asks unasked, and more than the seller.

use super::{Groups, Proof, Structural, Talk, Tally, Worth, points};
use crate::call::{Points, Role};
use crate::lexicon::Mass;
use crate::scan::{self, Facts, LexiconId};

/// Questions of the buyer in turns that answer nothing are initiative, if there are two and they outnumber all of the
/// seller's. Form, not words: it hears the questions that no phrase knows. METHOD 3.1 and FINDINGS 3 had one point of
/// pull for four questions of any kind; on labelled calls the unasked ones tell more (EXCHANGE 2).
pub(super) struct BuyerQuestions;

/// Questions; judgement, 2 to 4 give the same verdicts on labelled calls.
const LEAST: u32 = 2;
/// The points that questions can give, and how many give half of them; judgement, 1.5 to 2 points are alike.
const MOST: Points = Points(2000);
const HALF_AT: Points = Points(3000);
/// Questions quoted.
const QUOTED: usize = 5;

impl Structural for BuyerQuestions {
    fn id(&self) -> &str {
        "structure.buyer_questions"
    }

    fn name(&self) -> &str {
        "The buyer asks more than the seller"
    }

    fn words(&self, _: usize) -> String {
        "more questions than the seller asked".to_owned()
    }

    fn shows_initiative(&self) -> bool {
        true
    }

    fn worth(&self, _: &Talk<'_>, tally: &Tally) -> Option<Worth> {
        let buyer = tally.buyer_asks;
        (buyer >= LEAST && buyer > tally.seller_asks).then(|| Worth {
            mass: Mass::BuyerInitiative,
            points: points(MOST, HALF_AT, Points(1000 * i64::from(buyer)), tally.near_words),
        })
    }

    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof> {
        let unasked = talk
            .turns()
            .filter(|(turn, facts)| !facts.aside && facts.role == Role::Buyer && asks_unasked(*turn, facts, talk) > 0);
        let is_question = |&clause: &usize| talk.scales.text.clauses().get(clause).is_some_and(|c| c.is_question);
        // A turn may be heard to ask by its words alone; then its end is quoted.
        let asked = |(turn, _): (u32, _)| {
            let clauses = talk.scales.text.clauses_of(turn as usize);
            let last = clauses.clone().last().filter(|_| !clauses.clone().any(|clause| is_question(&clause)));
            clauses.filter(is_question).chain(last)
        };
        let proof = unasked.flat_map(asked).take(QUOTED).filter_map(|clause| talk.clause_span(clause));
        proof.map(|(turn, span)| Proof::Words(turn, span)).collect()
    }

    fn hears(&self, _: LexiconId, _: &Groups<'_>) -> bool {
        false
    }

    /// It is made of sums alone, and costs as little.
    fn misses(&self, _: Option<u32>, _: &Talk<'_>) -> bool {
        true
    }
}

/// Questions of a turn, if it answers none.
pub(super) fn asks_unasked(turn: u32, facts: &Facts, talk: &Talk<'_>) -> u32 {
    let is_unasked = facts.acts.questions > 0 && !scan::responds(talk.scales.facts, turn, talk.skip);
    if is_unasked { facts.acts.questions } else { 0 }
}
