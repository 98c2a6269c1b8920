//! How much hangs on one turn: each turn is left out once, and the talk read again (METHOD 4.4).

use super::{Books, Class, Confidence, Reading};
use crate::call::{Points, narrow};
use crate::scan::Echo;
use crate::signal::Talk;

/// What leaving out turns does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Firmness {
    pub(super) low: Points,
    pub(super) high: Points,
    pub(super) confidence: Confidence,
    /// The turn (from 1) whose absence changes the class and moves the score the most.
    pub(super) deciding: Option<u32>,
    /// Every turn (from 1) whose absence changes the class.
    pub(super) flips: Vec<u32>,
}

/// Work that leaving out turns may cost, in turns times hits, and the fewest turns left out. Judgement: an hour's call
/// is far below, a day's transcript stays a matter of seconds.
const WORK: usize = 4_000_000;
const FEWEST: usize = 200;

/// The turns to leave out: all of them; of more than the work allows, those with the most strength, the earlier
/// first among equals, in order.
fn candidates(talk: &Talk<'_>) -> Vec<u32> {
    let judged = talk.scales.judged;
    let turns = narrow(talk.scales.facts.len());
    let most = (WORK / judged.kept.len().max(1)).max(FEWEST);
    if turns as usize <= most {
        return (0..turns).collect();
    }
    let force = |turn: u32| talk.scales.hits_of(turn).map(|place| talk.force(place).0).sum::<i64>();
    let mut heaviest: Vec<(i64, u32)> = (0..turns).map(|turn| (-force(turn), turn)).collect();
    heaviest.sort_unstable();
    heaviest.truncate(most);
    let mut chosen: Vec<u32> = heaviest.into_iter().map(|(_, turn)| turn).collect();
    chosen.sort_unstable();
    chosen
}

/// Reads the talk again without each turn.
pub(super) fn leave_one_out(whole: &Reading, books: &mut Books<'_>) -> Firmness {
    let talk = books.talk;
    let mut found =
        Firmness { low: whole.raw, high: whole.raw, confidence: Confidence::Firm, deciding: None, flips: Vec::new() };
    let mut furthest = -1;
    let echo = Echo::of(talk.scales, talk.weights);
    let mut changed = Vec::new();
    for skip in candidates(talk) {
        let (class, raw) = books.without_turn(skip, &echo, &mut changed);
        found.low = found.low.min(raw);
        found.high = found.high.max(raw);
        if class != whole.ruling.class {
            found.flips.push(skip + 1);
            found.confidence = found.confidence.min(left(whole.ruling.class, class));
            let moved = (raw.0 - whole.raw.0).abs();
            if moved > furthest {
                furthest = moved;
                found.deciding = Some(skip + 1);
            }
        }
    }
    found
}

/// Confidence that is left if one turn moves the class so.
fn left(from: Class, to: Class) -> Confidence {
    let one_sided = |class| matches!(class, Class::SellerPursuing | Class::BuyerPursuing);
    let neighbours = one_sided(from) && to == Class::Mutual || from == Class::Mutual && one_sided(to);
    if neighbours { Confidence::Leaning } else { Confidence::Fragile }
}
