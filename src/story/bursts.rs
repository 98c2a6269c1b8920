//! Pitch bursts: stretches in which the offer is talked about again and again, and the buyer hardly says a word.

use super::Scene;
use crate::call::{Millis, Points, Role, divide, narrow};

/// A stretch of much pitch and few words of the buyer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Burst {
    /// Its first and last turn, from 1.
    pub turns: (u32, u32),
    /// Where they begin and end, where the export has times.
    pub time: Option<(Millis, Millis)>,
    /// Pieces of pitch in it.
    pub hits: u32,
    /// Words of sellers in it.
    pub seller_words: u32,
    /// Words of buyers in it.
    pub buyer_words: u32,
    /// Pieces of pitch for 100 words of sellers.
    pub density: Points,
}

/// Pieces of pitch from which a stretch is a burst; judgement.
const HITS: usize = 4;
/// Words of buyers below which it is one; judgement: a word of attention now and then.
const BUYER_WORDS: i64 = 15;

/// Every burst. Each begins with the first piece of pitch behind the burst before, and goes on as long as the buyers
/// say fewer than [`BUYER_WORDS`] in all of it. What was asked for is no burst.
pub(super) fn of(scene: &Scene<'_>) -> Vec<Burst> {
    let talk = scene.talk;
    let hits: Vec<u32> = talk
        .hits(&talk.groups.pitch)
        .filter(|&place| !talk.was_asked_for(place) && scene.role(talk.turn_of(place)) == Role::Seller)
        .map(|place| talk.turn_of(place))
        .collect();
    let of_buyers: Vec<i64> = std::iter::once(0)
        .chain(talk.scales.facts.iter().scan(0, |sum, facts| {
            *sum += if facts.role == Role::Buyer { i64::from(facts.words) } else { 0 };
            Some(*sum)
        }))
        .collect();
    let upto = |turn: u32| of_buyers.get(turn as usize).copied().unwrap_or_default();
    let mut bursts = Vec::new();
    let mut rest = hits.as_slice();
    while let Some(&first) = rest.first() {
        let length = rest.iter().take_while(|&&turn| upto(turn) - upto(first) < BUYER_WORDS).count().max(1);
        let (inside, after) = rest.split_at(length);
        if let (true, Some(&last)) = (length >= HITS, inside.last()) {
            bursts.push(burst(scene, first, last, length));
        }
        rest = after;
    }
    bursts
}

fn burst(scene: &Scene<'_>, first: u32, last: u32, hits: usize) -> Burst {
    let inside = scene.talk.scales.facts.get(first as usize..=last as usize).unwrap_or_default();
    let words = |role: Role| -> u32 { inside.iter().filter(|facts| facts.role == role).map(|facts| facts.words).sum() };
    let (seller_words, hits) = (words(Role::Seller), narrow(hits));
    Burst {
        turns: (first + 1, last + 1),
        time: scene.start(first).zip(scene.end(last)),
        hits,
        seller_words,
        buyer_words: words(Role::Buyer),
        density: Points(divide(i64::from(hits) * 100_000, i64::from(seller_words))),
    }
}
