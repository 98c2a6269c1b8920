//! Sets of words, in which a word is looked up at one place.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::numbers;
use super::vocabulary::{UNKNOWN, WordId};
use crate::call::narrow;

/// Sets of words, each different one kept once.
///
/// A set is a table, a power of two long, in which each of its words has a place of its own: whether a word is in it
/// is one look and no loop.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Sets {
    /// The tables, one behind the other; [`UNKNOWN`], which no phrase names, is a free place.
    #[serde(with = "numbers")]
    slots: Vec<WordId>,
    /// By words: the set; needed only while sets are added.
    #[serde(skip)]
    known: BTreeMap<Vec<WordId>, Set>,
}

/// The most pairs of words, each counted twice, to a place of a table: e⁻⁶ is one chance in 400 that no two meet.
const PAIRS_A_PLACE: usize = 12;

/// A set by the place of its table, the factor that tells its words apart, and the bits of a place in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set {
    first: u32,
    factor: u8,
    bits: u8,
}

impl Set {
    /// Those of a place in a table that has one for every word.
    const MOST_BITS: u8 = WordId::BITS as u8;

    /// As two numbers.
    pub(super) fn columns(self) -> (u32, u16) {
        (self.first, u16::from_le_bytes([self.factor, self.bits]))
    }

    /// Of these two.
    pub(super) fn of_columns(first: u32, second: u16) -> Self {
        let [factor, bits] = second.to_le_bytes();
        Self { first, factor, bits }
    }

    /// The place of a word in the table: the upper bits of a product; in the longest table its own number.
    fn place(self, word: WordId) -> usize {
        let factor =
            if self.bits == Self::MOST_BITS { 1 << WordId::BITS } else { 0x9e37_79b1 ^ u32::from(self.factor) << 8 };
        (u32::from(word).wrapping_mul(factor) >> (31 - self.bits) >> 1) as usize
    }

    /// How long the table is.
    fn len(self) -> usize {
        1 << self.bits
    }
}

impl Sets {
    /// The set of these words.
    pub(super) fn add(&mut self, mut words: Vec<WordId>) -> Set {
        words.sort_unstable();
        words.dedup();
        if let Some(&set) = self.known.get(&words) {
            return set;
        }
        let first = narrow(self.slots.len());
        // In a table with fewer places for each pair of words, hardly one factor in 256 tells all of them apart.
        let places = words.len().max(words.len() * words.len() / PAIRS_A_PLACE);
        let least = u8::try_from(places.next_power_of_two().trailing_zeros())
            .map_or(Set::MOST_BITS, |bits| bits.min(Set::MOST_BITS));
        let tables =
            (least..=Set::MOST_BITS).flat_map(|bits| (0..=u8::MAX).map(move |factor| Set { first, factor, bits }));
        let mut table = Vec::new();
        // The longest table fits any set.
        let set = tables.into_iter().find(|set| {
            table.clear();
            table.resize(set.len(), UNKNOWN);
            words.iter().all(|&word| std::mem::replace(&mut table[set.place(word)], word) == UNKNOWN)
        });
        let set = set.unwrap_or_default();
        self.slots.append(&mut table);
        self.known.insert(words, set);
        set
    }

    /// Forgets by which words sets were found, once all are added.
    pub(super) fn finish(&mut self) {
        self.known.clear();
    }

    /// Is the word in the set?
    pub(super) fn holds(&self, set: Set, word: WordId) -> bool {
        self.slots.get(set.first as usize + set.place(word)) == Some(&word) && word != UNKNOWN
    }

    /// All words of a set.
    pub(super) fn words(&self, set: Set) -> impl Iterator<Item = WordId> {
        let first = set.first as usize;
        self.slots.get(first..first + set.len()).unwrap_or_default().iter().copied().filter(|&word| word != UNKNOWN)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Set, Sets, WordId};

    #[test]
    fn a_set_may_hold_any_number_of_words() {
        let mut all = Sets::default();
        for every in [1, 2, 3, 7, 50, 300] {
            let set = all.add((1..WordId::MAX).filter(|word| word % every == 0).collect());
            let wrong = (0..=WordId::MAX)
                .filter(|&word| all.holds(set, word) != (word != 0 && word != WordId::MAX && word % every == 0));
            assert_eq!(wrong.count(), 0, "every {every}");
        }
    }

    proptest! {
        #[test]
        fn a_set_holds_its_words_and_no_others(
            sets in prop::collection::vec(prop::collection::btree_set(1u16.., 1..80), 1..20),
            asked in prop::collection::vec(0u16.., 200),
        ) {
            let mut all = Sets::default();
            let places: Vec<Set> = sets.iter().map(|words| all.add(words.iter().copied().collect())).collect();
            for (set, words) in places.iter().zip(&sets) {
                prop_assert!(words.iter().all(|&word| all.holds(*set, word)));
                prop_assert!(asked.iter().all(|&word| all.holds(*set, word) == words.contains(&word)));
                let mut listed: Vec<WordId> = all.words(*set).collect();
                listed.sort_unstable();
                prop_assert_eq!(listed, words.iter().copied().collect::<Vec<_>>());
            }
        }
    }
}
