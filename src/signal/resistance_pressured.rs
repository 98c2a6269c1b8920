//! `structure.resistance_pressured`: hesitation met with pressure.

use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, Role, divide};
use crate::lexicon::Mass;

/// `1.5 x the share` of resisting turns whose next seller turn pushes (METHOD 3.1).
pub(super) struct ResistancePressured;

/// Points if every hesitation was met so; METHOD 3.1.
const MOST: i64 = 1500;
/// How far behind the answer may stand, in turns.
const BEHIND: u32 = 2;
/// Strength times weight that pushes; judgement.
const PUSHES: Points = Points(500);

impl Structural for ResistancePressured {
    fn id(&self) -> &'static str {
        "structure.resistance_pressured"
    }

    fn words(&self, _: usize) -> String {
        "hesitation met with pressure".to_owned()
    }

    fn flag(&self) -> Option<&'static str> {
        Some("pressure_after_resistance")
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let (answered, pushed, proof) = answers(talk);
        (pushed > 0).then(|| Measured {
            mass: Mass::SellerPursuit,
            points: Points(divide(MOST * i64::from(pushed), i64::from(answered))),
            proof: proof.into_iter().map(Proof::Hit).collect(),
        })
    }
}

/// Resisting turns that the seller answered, those answered by pushing, and the hits that did it.
fn answers(talk: &Talk<'_>) -> (u32, u32, Vec<usize>) {
    let mut turns: Vec<u32> = talk.hits(&talk.groups.resist).map(|place| talk.turn_of(place)).collect();
    turns.dedup();
    let (mut answered, mut pushed, mut proof) = (0, 0, Vec::new());
    for turn in turns {
        let is_answer = |&next: &u32| {
            Some(next) != talk.skip
                && talk.scales.facts.get(next as usize).is_some_and(|facts| facts.role == Role::Seller)
        };
        let Some(answer) = (turn + 1..=turn + BEHIND).find(is_answer) else { continue };
        answered += 1;
        let before = proof.len();
        proof.extend(talk.hits_in(&talk.groups.pushing, answer).filter(|&place| talk.force(place) >= PUSHES));
        pushed += u32::from(proof.len() > before);
    }
    proof.dedup();
    (answered, pushed, proof)
}
