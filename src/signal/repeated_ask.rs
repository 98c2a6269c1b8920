//! `structure.repeated_ask`: asking again and again.

use super::{Groups, Proof, Structural, Talk, Tally, Worth};
use crate::call::{Points, divide};
use crate::lexicon::Mass;
use crate::scan::LexiconId;

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

    fn worth(&self, talk: &Talk<'_>, tally: &Tally) -> Option<Worth> {
        let further = tally.ask_turns.checked_sub(1).filter(|&further| further > 0)?;
        let turns = (talk.scales.facts.len() - usize::from(talk.skip.is_some())) as i64;
        let points = Points(divide(EACH * i64::from(further) * LONG, turns.max(LONG))).min(MOST);
        Some(Worth { mass: Mass::SellerPursuit, points })
    }

    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof> {
        let mut asks: Vec<usize> = talk.hits(&talk.groups.asks).filter(|&place| is_felt(place, talk)).collect();
        asks.dedup_by_key(|place| talk.turn_of(*place));
        asks.into_iter().map(Proof::Hit).collect()
    }

    fn hears(&self, _: LexiconId, _: &Groups<'_>) -> bool {
        false
    }

    /// It is made of sums alone, and costs as little.
    fn misses(&self, _: Option<u32>, _: &Talk<'_>) -> bool {
        true
    }
}

/// Does an ask weigh enough to count?
pub(super) fn is_felt(place: usize, talk: &Talk<'_>) -> bool {
    talk.weight(place) >= FELT
}
