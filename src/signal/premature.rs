//! `pitch.premature`: pitch before any pain or request. Show up and throw up.

use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, Role, divide};
use crate::lexicon::Mass;

/// `2 x premature / all pitch hits`, from two on (METHOD 3.1). A pain, a request, a bid, or the third
/// well-answered question ends the time in which a pitch is premature.
pub(super) struct Premature;

/// Points if all pitch came too early; METHOD 3.1.
const MOST: i64 = 2000;
/// Pitch hits from which it counts; METHOD 3.1.
const LEAST: usize = 2;
/// Answers that open the talk, and the words of one; METHOD 3.1.
const ANSWERS: usize = 3;
const ANSWER_WORDS: u32 = 12;

impl Structural for Premature {
    fn id(&self) -> &str {
        "pitch.premature"
    }

    fn name(&self) -> &str {
        "Pitch before any problem or request"
    }

    fn words(&self, count: usize) -> String {
        format!("{count} pitch clauses before any problem or request")
    }

    fn flag(&self) -> Option<&str> {
        Some("premature_pitch")
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let opened = talk.hits(&talk.groups.opens).next().map(|place| talk.turn_of(place));
        let until = opened.into_iter().chain(third_answer(talk)).min().unwrap_or(u32::MAX);
        let all = talk.hits(&talk.groups.pitch).count();
        let early: Vec<usize> = talk
            .hits(&talk.groups.pitch)
            .take_while(|&place| talk.turn_of(place) < until)
            .filter(|&place| !talk.on_request(place))
            .collect();
        (early.len() >= LEAST).then(|| Measured {
            mass: Mass::SellerPursuit,
            points: Points(divide(MOST * early.len() as i64, all as i64)),
            proof: early.into_iter().map(Proof::Hit).collect(),
        })
    }
}

/// The turn of the third answer of some length to a discovery question.
fn third_answer(talk: &Talk<'_>) -> Option<u32> {
    let mut asked: Vec<u32> = talk.hits(&talk.groups.discovery).map(|place| talk.turn_of(place)).collect();
    asked.dedup();
    let answers = asked.into_iter().map(|turn| turn + 1).filter(|&turn| {
        Some(turn) != talk.skip
            && talk
                .scales
                .facts
                .get(turn as usize)
                .is_some_and(|facts| facts.role == Role::Buyer && facts.words >= ANSWER_WORDS)
    });
    answers.skip(ANSWERS - 1).min()
}
