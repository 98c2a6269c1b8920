//! `structure.repeated_ask`: asking again and again.

use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, divide};
use crate::lexicon::Mass;

/// Half a point for every further turn that asks or closes, 1.5 at most, fewer in long calls (FINDINGS 3, asks).
pub(super) struct RepeatedAsk;

/// Points for one turn more, and for all; FINDINGS 3.
const EACH: i64 = 500;
const MOST: Points = Points(1500);
/// Turns up to which a call is not long; FINDINGS 3.
const LONG: i64 = 60;
/// Weight from which an ask counts; judgement.
const FELT: Points = Points(300);

impl Structural for RepeatedAsk {
    fn id(&self) -> &str {
        "structure.repeated_ask"
    }

    fn name(&self) -> &str {
        "The same ask again and again"
    }

    fn words(&self, count: usize) -> String {
        format!("asked in {count} turns")
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let mut asks: Vec<usize> = talk.hits(&talk.groups.asks).filter(|&place| talk.weight(place) >= FELT).collect();
        asks.dedup_by_key(|place| talk.turn_of(*place));
        let further = asks.len().checked_sub(1).filter(|&further| further > 0)?;
        let turns = (talk.scales.facts.len() - usize::from(talk.skip.is_some())) as i64;
        let points = Points(divide(EACH * further as i64 * LONG, turns.max(LONG))).min(MOST);
        let proof = asks.into_iter().map(Proof::Hit).collect();
        Some(Measured { mass: Mass::SellerPursuit, points, proof })
    }
}
