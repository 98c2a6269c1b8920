//! A set of phrases, all looked for in one pass.
//!
//! The word ids of the text, softeners left out, are one stream of bytes. An automaton
//! (Aho-Corasick) finds every anchor in it; at each the phrases that own the anchor are
//! tried on the words around. A stretch without an anchor costs one step a byte, however
//! many phrases there are.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::anchor::Chooser;
use super::program::Programs;
use super::vocabulary::{Vocabulary, WordId};
use crate::lexicon::phrase::Sequence;

/// A phrase found: its number in the set and its tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) phrase: usize,
    /// First token, counted over all ids.
    pub(super) first: usize,
    /// One past the last token.
    pub(super) end: usize,
}

/// A phrase that owns an anchor, and how many words of its match stand before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Owner {
    phrase: u32,
    least: u16,
    most: u16,
}

/// Phrases compiled together.
#[derive(Debug)]
pub(super) struct Phrases {
    automaton: AhoCorasick,
    /// By anchor: the phrases to try.
    owners: Vec<Vec<Owner>>,
    programs: Programs,
    count: usize,
}

/// Why a set can't be compiled.
#[derive(Debug)]
pub(super) enum Unfit {
    /// A match of the phrase of this number may hold no word to look for.
    NoAnchor(usize),
    /// Too many phrases for the automaton.
    TooMany(String),
}

/// Where in the ids a pass may look: the stream without softeners, kept from pass to pass.
#[derive(Debug, Default)]
pub(super) struct Stream {
    bytes: Vec<u8>,
    /// By pair of bytes: the token.
    tokens: Vec<u32>,
    /// By phrase: the token from which it may begin again; all 0 between two passes.
    from: Vec<usize>,
    /// Phrases for which it is not 0.
    found: Vec<usize>,
}

impl Phrases {
    /// Compiles the phrases; their numbers are their places.
    pub(super) fn compile<'s>(
        sequences: impl Iterator<Item = &'s Sequence>,
        words: &Vocabulary,
    ) -> Result<Self, Unfit> {
        let chooser = Chooser::new(words);
        let mut programs = Programs::default();
        let mut by_anchor: BTreeMap<Vec<WordId>, Vec<Owner>> = BTreeMap::new();
        let mut count = 0;
        for (phrase, sequence) in sequences.enumerate() {
            programs.add(sequence, words);
            for anchor in chooser.choose(sequence).ok_or(Unfit::NoAnchor(phrase))? {
                by_anchor.entry(anchor.ids).or_default().push(Owner {
                    phrase: u32::try_from(phrase).unwrap_or(u32::MAX),
                    least: u16::try_from(anchor.least).unwrap_or(u16::MAX),
                    most: u16::try_from(anchor.most).unwrap_or(u16::MAX),
                });
            }
            count = phrase + 1;
        }
        let needles = by_anchor.keys().map(|ids| ids.iter().flat_map(|id| id.to_le_bytes()).collect::<Vec<u8>>());
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(needles)
            .map_err(|error| Unfit::TooMany(error.to_string()))?;
        Ok(Self { automaton, owners: by_anchor.into_values().collect(), programs, count })
    }

    /// Hands over each match of each phrase in each clause, in the order of their anchors; matches of one phrase
    /// do not overlap.
    ///
    /// `clauses` gives first and end of each clause among the ids; the number handed over is the clause's place.
    pub(super) fn find(
        &self,
        ids: &[WordId],
        clauses: impl Iterator<Item = (usize, usize)> + Clone,
        words: &Vocabulary,
        stream: &mut Stream,
        mut each: impl FnMut(usize, Match),
    ) {
        stream.bytes.clear();
        stream.tokens.clear();
        stream.from.resize(self.count, 0);
        for (first, end) in clauses.clone() {
            for (token, &id) in ids.iter().enumerate().take(end).skip(first) {
                if !words.is_softener(id) {
                    stream.bytes.extend(id.to_le_bytes());
                    stream.tokens.push(u32::try_from(token).unwrap_or(u32::MAX));
                }
            }
            // An unknown word, which no anchor holds, keeps clauses apart.
            stream.bytes.extend([0, 0]);
            stream.tokens.push(u32::MAX);
        }
        let mut walk = clauses.enumerate();
        let mut here = walk.next();
        for found in self.automaton.find_overlapping_iter(&stream.bytes) {
            if found.start() % 2 == 1 {
                continue;
            }
            let Some(&token) = stream.tokens.get(found.start() / 2) else { continue };
            let token = token as usize;
            while let Some((_, (_, end))) = here
                && end <= token
            {
                here = walk.next();
            }
            let Some((clause, (first, end))) = here else { break };
            let Some(clause_ids) = ids.get(first..end) else { continue };
            for owner in self.owners.get(found.pattern().as_usize()).into_iter().flatten() {
                let phrase = owner.phrase as usize;
                let Some(from) = stream.from.get_mut(phrase) else { continue };
                let at = token - first;
                let Some(latest) = at.checked_sub(usize::from(owner.least)) else { continue };
                let earliest = at.saturating_sub(usize::from(owner.most)).max(from.saturating_sub(first));
                let begins = (earliest..=latest).find_map(|begin| {
                    let end = self.programs.end_of_match(phrase, clause_ids, begin, words)?;
                    Some((begin, end))
                });
                if let Some((begin, end)) = begins {
                    *from = first + end;
                    stream.found.push(phrase);
                    each(clause, Match { phrase, first: first + begin, end: first + end });
                }
            }
        }
        // Far fewer are found in a pass than there are.
        while let Some(phrase) = stream.found.pop() {
            stream.from[phrase] = 0;
        }
    }
}
