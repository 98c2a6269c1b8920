//! How well a verdict holds if the transcript were a little worse: words lost, turns dropped, labels swapped.

use super::{Method, class_of};
use crate::call::{Call, PartyId};
use crate::lot::Lot;
use crate::verdict::Class;

/// In how many worsened copies of a call the class stays what it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stability {
    /// Copies from which words were lost.
    pub words_lost: Draws,
    /// Copies from which utterances were dropped.
    pub turns_dropped: Draws,
    /// Copies in which utterances were given to the party that spoke before or after.
    pub labels_swapped: Draws,
}

/// Copies that were worsened in one way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Draws {
    /// All of them.
    pub draws: u32,
    /// Those with the class of the whole call.
    pub holds: u32,
}

/// Words, utterances and labels that are touched, of a hundred each. METHOD 4.8 loses 5, 10 and 15 words of a hundred
/// and keeps 97, 95 and 92 of a hundred verdicts; the others are judgement.
const WORDS: u64 = 5;
const TURNS: u64 = 5;
const LABELS: u64 = 3;

impl Stability {
    /// All copies together.
    #[must_use]
    pub fn all(&self) -> Draws {
        let each = [self.words_lost, self.turns_dropped, self.labels_swapped];
        each.iter()
            .fold(Draws::default(), |all, one| Draws { draws: all.draws + one.draws, holds: all.holds + one.holds })
    }
}

/// Worsens the call `draws` times, in turn in each of the three ways. The numbers come from the words of the call, so
/// that the same call gives the same figures everywhere.
pub(super) fn of(call: &Call, method: &Method, class: Class, draws: u32) -> Stability {
    let mut stability = Stability::default();
    let seed = seed(call);
    for number in 0..draws {
        let mut lot = Lot::of(seed.wrapping_add(u64::from(number)));
        let (worse, count) = match number % 3 {
            0 => (lose_words(call, &mut lot), &mut stability.words_lost),
            1 => (drop_turns(call, &mut lot), &mut stability.turns_dropped),
            _ => (swap_labels(call, &mut lot), &mut stability.labels_swapped),
        };
        count.draws += 1;
        count.holds += u32::from(class_of(&worse, method) == class);
    }
    stability
}

fn lose_words(call: &Call, lot: &mut Lot) -> Call {
    let mut worse = call.clone();
    for utterance in &mut worse.utterances {
        let kept = utterance.text.split_whitespace().filter(|_| !lot.falls(WORDS)).collect::<Vec<_>>().join(" ");
        utterance.text = kept;
    }
    worse.utterances.retain(|utterance| !utterance.text.is_empty());
    worse
}

fn drop_turns(call: &Call, lot: &mut Lot) -> Call {
    let mut worse = call.clone();
    worse.utterances.retain(|_| !lot.falls(TURNS));
    worse
}

fn swap_labels(call: &Call, lot: &mut Lot) -> Call {
    let mut worse = call.clone();
    let parties: Vec<Option<PartyId>> = call.utterances.iter().map(|utterance| utterance.party).collect();
    for (at, utterance) in worse.utterances.iter_mut().enumerate() {
        if lot.falls(LABELS) {
            let before = at.checked_sub(1).and_then(|before| parties.get(before));
            let beside = [before, parties.get(at + 1)];
            let other = beside.into_iter().flatten().find(|party| **party != utterance.party);
            utterance.party = other.copied().unwrap_or(utterance.party);
        }
    }
    worse
}

/// A number from the words of a call.
fn seed(call: &Call) -> u64 {
    let mut hash = blake3::Hasher::new();
    for utterance in &call.utterances {
        hash.update(utterance.text.as_bytes());
        hash.update(b"\n");
    }
    let bytes = *hash.finalize().as_bytes();
    bytes.iter().take(8).fold(0, |number, &byte| number << 8 | u64::from(byte))
}

#[cfg(test)]
mod tests {
    use super::{Method, class_of};
    use crate::analyze::analyze;
    use crate::call::Draft;
    use crate::lexicon::Library;

    #[test]
    fn a_copy_is_judged_as_the_call_is() {
        let method = Method::builtin().unwrap();
        let talks = Library::builtin().conversations().unwrap();
        assert!(talks.len() > 10);
        for talk in talks {
            let call = Draft::talk(talk.turns.iter().map(|(role, words, line)| (*role, words.as_str(), *line)));
            let class = class_of(&call, &method);
            assert_eq!(class, analyze(call, "", &method).verdict.class, "{}", talk.path);
        }
    }
}
