//! The turning point: where the direction of effort changed, and whether it came back.

use super::Scene;
use super::curve::Curve;
use crate::call::{Millis, Points};
use crate::verdict::balance;

/// Where the direction changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TurningPoint {
    /// The first turn (from 1) of the new direction.
    pub turn: u32,
    /// When it begins, where the export has times.
    pub start: Option<Millis>,
    /// The balance of the evidence before it, in thousandths.
    pub before: Points,
    /// The balance of the evidence from it on, up to where the direction came back, if it did.
    pub after: Points,
    /// The turn (from 1) from which the direction is the old one again, and when it begins.
    pub back: Option<(u32, Option<Millis>)>,
}

/// Points of push and pull together that a stretch needs to have a direction; METHOD 4.2, rule 4.
const FORCE: i64 = 3000;
/// Raw scores at most and at least which a stretch goes one way; judgement: ten points beside the middle.
const SELLER: Points = Points(40_000);
const BUYER: Points = Points(60_000);

/// The point that parts the evidence best: one side pursues before it, the other from it on. `None` if there is none,
/// or if the verdict is not about directions. (METHOD 3.1, momentum, with the border where the call has it and not at
/// its thirds.)
pub(super) fn find(scene: &Scene<'_>, curve: &Curve) -> Option<TurningPoint> {
    if !scene.is_directional() {
        return None;
    }
    let sums = Sums::of(curve);
    let end = sums.turns.len();
    let split = sums.best_split(0, end)?;
    let (before, mut after) = (sums.balance(0, split)?, sums.balance(split, end)?);
    // It came back if what follows turns the other way once more.
    let back = sums.best_split(split, end).filter(|&at| {
        let parts = sums.balance(split, at).zip(sums.balance(at, end));
        parts.is_some_and(|(new, old)| (new > old) != (before > after) && (old > new) == (before > after))
    });
    if let Some(at) = back {
        after = sums.balance(split, at)?;
    }
    let place = |at: usize| sums.turns.get(at).map(|&turn| (turn + 1, scene.start(turn)));
    let (turn, start) = place(split)?;
    Some(TurningPoint { turn, start, before, after, back: back.and_then(place) })
}

/// Push and pull up to each turn that has evidence.
struct Sums {
    /// Turns with evidence, from 0, rising.
    turns: Vec<u32>,
    /// By place: the sums before it, and behind the last those of all.
    upto: Vec<(Points, Points)>,
}

impl Sums {
    fn of(curve: &Curve) -> Self {
        let (mut turns, mut upto) = (Vec::new(), vec![(Points::ZERO, Points::ZERO)]);
        for in_turn in curve.shares.chunk_by(|a, b| a.turn == b.turn) {
            let (mut push, mut pull) = upto.last().copied().unwrap_or_default();
            for share in in_turn {
                push += share.push;
                pull += share.pull;
            }
            turns.extend(in_turn.first().map(|share| share.turn));
            upto.push((push, pull));
        }
        Self { turns, upto }
    }

    /// The balance of the evidence between two places; `None` if it has too little force.
    fn balance(&self, from: usize, to: usize) -> Option<Points> {
        let (before, all) = (self.upto.get(from)?, self.upto.get(to)?);
        let (push, pull) = (all.0 - before.0, all.1 - before.1);
        (push.0 + pull.0 >= FORCE).then(|| balance(push, pull))
    }

    /// Where two directions part with the widest gap between their scores; the earliest among equals.
    fn best_split(&self, from: usize, to: usize) -> Option<usize> {
        let mut best: Option<(i64, usize)> = None;
        for at in from + 1..to {
            let Some((before, after)) = self.balance(from, at).zip(self.balance(at, to)) else { continue };
            let (low, high) = (before.min(after), before.max(after));
            let gap = high.0 - low.0;
            if low <= SELLER && high >= BUYER && best.is_none_or(|(widest, _)| gap > widest) {
                best = Some((gap, at));
            }
        }
        best.map(|(_, at)| at)
    }
}
