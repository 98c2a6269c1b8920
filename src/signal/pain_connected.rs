//! `structure.pain_connected`: pain, explored, then tied to the offer.

use super::{Measured, Proof, Structural, Talk};
use crate::call::Points;
use crate::lexicon::Mass;

/// One point of process for each pain that is deepened within four turns and met by a feature within six
/// more, two at most (METHOD 3.2.2).
pub(super) struct PainConnected;

/// Most points; METHOD 3.2.2.
const MOST: Points = Points(2000);
/// Turns from the pain to the question or reflection; METHOD 3.2.2.
const DEEPEN: u32 = 4;
/// Turns from there to the feature; judgement.
const CONNECT: u32 = 6;

impl Structural for PainConnected {
    fn id(&self) -> &'static str {
        "structure.pain_connected"
    }

    fn words(&self, _: usize) -> String {
        "the problem tied to the offer".to_owned()
    }

    fn flag(&self) -> Option<&'static str> {
        Some("pain_connected")
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let connects = |&place: &usize| {
            let turn = talk.turn_of(place);
            let near = turn.saturating_sub(DEEPEN)..turn;
            talk.weight(place) >= Points::ONE
                && near.into_iter().any(|earlier| talk.hits_in(&talk.groups.pain, earlier).next().is_some())
                && (turn + 1..=turn + CONNECT)
                    .any(|later| talk.hits_in(&talk.groups.features, later).any(|place| talk.near_pain(place)))
        };
        let proof: Vec<Proof> = talk.hits(&talk.groups.deepens).filter(connects).map(Proof::Hit).collect();
        let points = Points(1000 * proof.len() as i64).min(MOST);
        (!proof.is_empty()).then_some(Measured { mass: Mass::Process, points, proof })
    }
}
