//! The diagnosis clock: how long it takes until the buyer names a problem, and how much pitch stands before it.

use super::Scene;
use crate::call::{self, Millis, Points, Role, divide, narrow};

/// What stands before the first problem in the buyer's words; all of the call where he names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// The turn (from 1) of the first problem; a reflection counts where the buyer says yes to it.
    pub pain_turn: Option<u32>,
    /// Time before it.
    pub time: Millis,
    /// Turns before it.
    pub turns: u32,
    /// Words before it.
    pub words: u32,
    /// Clauses of pitch before it that the buyer had not asked for.
    pub pitch_clauses: u32,
    /// Turns with such clauses.
    pub pitch_turns: u32,
    /// Words of such clauses.
    pub pitch_words: u32,
    /// Time of such clauses, by the words of their turns.
    pub pitch_time: Millis,
    /// `pitch_words` of all words of pitch that were not asked for; `None` without any.
    pub pitch_share: Option<Points>,
    /// Some time is counted from words, 150 a minute.
    pub is_estimated: bool,
}

/// The clock of a call (METHOD 3.1, first pain / first pitch, pitch-before-pain words).
pub(super) fn of(scene: &Scene<'_>) -> Clock {
    let talk = scene.talk;
    let named = talk.hits(&talk.groups.pain).filter_map(|place| {
        let hit = &talk.kept(place).hit;
        let turn = hit.turn + u32::from(hit.confirmed);
        (scene.role(turn) == Role::Buyer).then_some(turn)
    });
    let pain = named.min();
    let until = pain.unwrap_or(narrow(scene.turns.len()));
    let before = || talk.turns().take(until as usize);
    let mut clock = Clock {
        pain_turn: pain.map(|turn| turn + 1),
        turns: until,
        words: before().map(|(_, facts)| facts.words).sum(),
        ..Clock::default()
    };
    clock.is_estimated = !scene.is_timed();
    clock.time = match (pain, call::duration(scene.turns)) {
        (Some(turn), _) => talk.scales.facts.get(turn as usize).map_or(Millis::new(0), |facts| facts.at),
        (None, Some(whole)) if !clock.is_estimated => whole,
        (None, _) => Millis::of_words(clock.words),
    };
    let (mut all, mut last_clause, mut last_turn) = (0, None, None);
    for place in talk.hits(&talk.groups.pitch).filter(|&place| !talk.was_asked_for(place)) {
        let hit = &talk.kept(place).hit;
        if last_clause.replace(hit.clause) == Some(hit.clause) {
            continue;
        }
        let words = scene.words_in(hit.clause as usize);
        all += words;
        if hit.turn >= until {
            continue;
        }
        clock.pitch_clauses += 1;
        clock.pitch_turns += u32::from(last_turn.replace(hit.turn) != Some(hit.turn));
        clock.pitch_words += words;
        let (length, estimated) = scene.length(hit.turn);
        clock.is_estimated |= estimated;
        let spent = divide(length.get() * i64::from(words), i64::from(scene.words_of(hit.turn)));
        clock.pitch_time = Millis::new(clock.pitch_time.get() + spent);
    }
    clock.pitch_share = (all > 0).then(|| Points(divide(i64::from(clock.pitch_words) * 1000, i64::from(all))));
    clock
}
