//! Keyword stuffing: a seller's good words said for the one who counts them.

use super::Scene;
use crate::call::{Points, Role, narrow};
use crate::lexicon::Mass;

/// Hits of process in one turn, counted or not, and words a hit, from and up to which a turn is stuffed. Judgement: a
/// good summary has two or three in thirty words.
const HITS: usize = 6;
const WORDS_A_HIT: u32 = 8;
/// Turns in which the very same words of process stand, from which they are a litany. Judgement.
const TURNS: usize = 4;

/// Does the seller stuff the talk? Repeats in a turn decay and count at most twice whatever is said here; this only
/// says so (flag `stuffed`).
pub(super) fn is_stuffed(scene: &Scene<'_>) -> bool {
    let talk = scene.talk;
    let is_process = |place: usize| {
        let lexicon = talk.scales.rules.lexicon(talk.kept(place).hit.lexicon);
        lexicon.mass == Mass::Process && lexicon.weighs()
    };
    let of_sellers = || talk.turns().filter(|(_, facts)| facts.role == Role::Seller);
    let mut said: Vec<(String, u32)> = Vec::new();
    for (turn, facts) in of_sellers() {
        let hits = talk.scales.hits_of(turn).filter(|&place| is_process(place));
        let count = hits.clone().count();
        if count >= HITS && facts.words <= WORDS_A_HIT * narrow(count) {
            return true;
        }
        // A question in so many words is no litany: "How many?" is asked in every good call.
        let told = hits.filter(|&place| {
            talk.weight(place) > Points::ZERO && !scene.is_question(talk.kept(place).hit.clause as usize)
        });
        for place in told {
            let hit = &talk.kept(place).hit;
            said.push((scene.talk.scales.text.said(hit.turn, hit.span).to_lowercase(), turn));
        }
    }
    said.sort_unstable();
    said.dedup();
    said.chunk_by(|a, b| a.0 == b.0).any(|alike| alike.len() >= TURNS)
}
