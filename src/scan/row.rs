//! The words of a clause as numbers, each with the bits by which phrases are sorted out before they are tried.
//!
//! Each word has one of sixty bits, which it shares with others; numbers have one for all of them, and so have words
//! that no phrase names, and the end of a clause. A set of words has the bits of all of them. Where the bits of a word
//! and those of a set do not meet, the word is not in the set; where they meet, it may be.

use serde::{Deserialize, Serialize};

use super::commonest::rank;
use super::numbers::Number;
use super::vocabulary::{Vocabulary, WordId};

/// A set of words, told by bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Bits(u64);

/// Bits that words share.
const SHARED: usize = 60;

impl Number for Bits {
    const BYTES: usize = u64::BYTES;

    fn put(self, bytes: &mut Vec<u8>) {
        self.0.put(bytes);
    }

    fn of(bytes: &[u8]) -> Self {
        Self(u64::of(bytes))
    }
}

impl Bits {
    /// May be skipped between two words of a phrase.
    pub(super) const SOFTENER: Self = Self(1 << 60);
    /// A word that no phrase names.
    pub(super) const UNKNOWN: Self = Self(1 << 61);
    /// Behind the last word.
    pub(super) const END: Self = Self(1 << 62);
    /// Any number.
    pub(super) const NUMBER: Self = Self(1 << 63);
    /// Any word, or the end.
    pub(super) const ANY: Self = Self(u64::MAX);
    /// Any word.
    pub(super) const WORD: Self = Self(u64::MAX ^ Self::END.0);

    /// The bit of a word that has none of its own kind: neighbours by commonness differ.
    pub(super) fn of(word: WordId, spelling: &str) -> Self {
        let place = rank(spelling).unwrap_or(usize::from(word));
        Self(1 << (place % SHARED))
    }

    /// Both sets.
    pub(super) fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// May there be a word that is in both?
    pub(super) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The words of a clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'c> {
    ids: &'c [WordId],
    bits: &'c [Bits],
}

impl<'c> Row<'c> {
    /// The words of a clause; `bits` is a buffer for the bits of each.
    pub(super) fn of(ids: &'c [WordId], words: &Vocabulary, bits: &'c mut Vec<Bits>) -> Self {
        bits.clear();
        bits.extend(ids.iter().map(|&id| words.bits(id)));
        Self { ids, bits }
    }

    /// How many words.
    pub(super) fn len(self) -> usize {
        self.ids.len()
    }

    /// All ids.
    pub(super) fn ids(self) -> &'c [WordId] {
        self.ids
    }

    /// The word at that place.
    pub(super) fn id(self, at: usize) -> Option<WordId> {
        self.ids.get(at).copied()
    }

    /// The bits of the word at that place, or of the end behind the last.
    pub(super) fn bits(self, at: usize) -> Bits {
        self.bits.get(at).copied().unwrap_or(Bits::END)
    }

    /// The bits of all words.
    pub(super) fn all_bits(self) -> &'c [Bits] {
        self.bits
    }
}
