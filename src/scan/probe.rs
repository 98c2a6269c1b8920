//! One phrase, or any part of one, tried on any row of words: what explanations are made of.
//!
//! It runs the very programs that scanning runs, without anchors, so it never disagrees with them; it is slow.

use super::program::Programs;
use super::row::Row;
use super::vocabulary::{Vocabulary, WordId};
use crate::lexicon::phrase::Sequence;

/// A sequence made ready to be tried.
#[derive(Debug)]
pub struct Probe {
    words: Vocabulary,
    programs: Programs,
}

impl Probe {
    /// Makes a sequence ready; `None` if it names more words than a vocabulary holds.
    #[must_use]
    pub fn new(sequence: &Sequence) -> Option<Self> {
        let words = Vocabulary::of(std::iter::once(sequence))?;
        let mut programs = Programs::default();
        programs.add(sequence, &words);
        programs.finish(&words);
        Some(Self { words, programs })
    }

    /// First match in a clause of normalised words: its first word, and one past its last.
    #[must_use]
    pub fn find(&self, clause: &[&str]) -> Option<(usize, usize)> {
        (0..clause.len()).find_map(|begin| Some((begin, self.end_from(clause, begin)?)))
    }

    /// The end of the match that begins at that word.
    #[must_use]
    pub fn end_from(&self, clause: &[&str], begin: usize) -> Option<usize> {
        let ids: Vec<WordId> = clause.iter().map(|word| self.words.id(word)).collect();
        self.programs.end_of_match(0, Row::of(&ids, &self.words, &mut Vec::new()), begin, &self.words)
    }
}
