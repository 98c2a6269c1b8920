//! A set of phrases, all looked for in one pass.
//!
//! At each word of a clause, softeners left out, a tree of anchors is followed backwards ([`Trie`]); where an anchor
//! ends, the phrases that own it are tried on the words around, but for those whose [`Needs`] the clause can't meet.
//! A word that ends no anchor costs one look, however many phrases there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::anchor::{Chooser, LONGEST};
use super::need::{List, Lists, Needs, Said};
use super::numbers;
use super::program::Programs;
use super::row::{Bits, Row};
use super::trie::Trie;
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
#[derive(Clone, Copy, Debug)]
struct Owner {
    /// The bits of the first list that it needs; they follow from that.
    around: Bits,
    /// Of each the clause must hold a word.
    needs: [List; 2],
    phrase: u32,
    least: u16,
    most: u16,
}

/// With what matches of a phrase begin; it follows from its program.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// The first word.
    first: Bits,
    /// What stands behind that.
    second: Bits,
    /// The match begins with the clause.
    starts: bool,
}

/// Phrases compiled together.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub(super) struct Phrases {
    trie: Trie,
    /// Of all anchors, one behind the other: the phrases to try.
    owners: Vec<Owner>,
    /// By anchor: its first owner; and the number of owners at the end.
    bounds: Vec<u32>,
    /// What owners need.
    lists: Lists,
    programs: Programs,
    /// By phrase.
    heads: Vec<Head>,
}

/// Phrases as they are packed, column by column, without what follows.
#[derive(Serialize, Deserialize)]
struct Packed {
    trie: Trie,
    /// By owner.
    #[serde(with = "numbers")]
    phrase: Vec<u32>,
    #[serde(with = "numbers")]
    least: Vec<u16>,
    #[serde(with = "numbers")]
    most: Vec<u16>,
    #[serde(with = "numbers")]
    first_need: Vec<u32>,
    #[serde(with = "numbers")]
    second_need: Vec<u32>,
    #[serde(with = "numbers")]
    bounds: Vec<u32>,
    lists: Lists,
    programs: Programs,
}

impl From<Phrases> for Packed {
    fn from(phrases: Phrases) -> Self {
        let Phrases { trie, owners, bounds, lists, programs, heads: _ } = phrases;
        Self {
            trie,
            phrase: owners.iter().map(|owner| owner.phrase).collect(),
            least: owners.iter().map(|owner| owner.least).collect(),
            most: owners.iter().map(|owner| owner.most).collect(),
            first_need: owners.iter().map(|owner| owner.needs[0].0).collect(),
            second_need: owners.iter().map(|owner| owner.needs[1].0).collect(),
            bounds,
            lists,
            programs,
        }
    }
}

impl From<Packed> for Phrases {
    fn from(packed: Packed) -> Self {
        let Packed { trie, phrase, least, most, first_need, second_need, bounds, lists, programs } = packed;
        let needs = first_need.iter().zip(&second_need).map(|(&first, &second)| [List(first), List(second)]);
        let rows = phrase.iter().zip(least.iter().zip(&most)).zip(needs);
        let owners =
            rows.map(|((&phrase, (&least, &most)), needs)| Owner { around: Bits::ANY, needs, phrase, least, most });
        Self { trie, owners: owners.collect(), bounds, lists, programs, heads: Vec::new() }
    }
}

/// Why a set can't be compiled: a match of the phrase of this number may hold no word to look for.
#[derive(Debug)]
pub(super) struct NoAnchor(pub(super) usize);

/// What a pass needs to remember, kept from pass to pass.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// Which words the clause holds.
    said: Said,
    /// The clause without softeners.
    words: Vec<WordId>,
    /// By word of those: its place in the clause.
    places: Vec<u32>,
    /// By phrase: the word of the clause from which it may begin again; all 0 between two clauses.
    from: Vec<u32>,
    /// Phrases for which it is not 0.
    found: Vec<u32>,
}

impl Phrases {
    /// Compiles the phrases; their numbers are their places.
    pub(super) fn compile<'s>(
        sequences: impl Iterator<Item = &'s Sequence>,
        words: &Vocabulary,
    ) -> Result<Self, NoAnchor> {
        let chooser = Chooser::new(words);
        let mut programs = Programs::default();
        let mut lists = Lists::default();
        let mut by_anchor: BTreeMap<Vec<WordId>, Vec<Owner>> = BTreeMap::new();
        let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        for (phrase, sequence) in sequences.enumerate() {
            programs.add(sequence, words);
            let needs = Needs::of(sequence, words, &|id| chooser.share(id));
            for anchor in chooser.choose(sequence).ok_or(NoAnchor(phrase))? {
                let owner = Owner {
                    around: Bits::ANY,
                    needs: needs.beside(&anchor.ids).map(|ids| ids.map_or(List::default(), |ids| lists.add(ids))),
                    phrase: u32::try_from(phrase).unwrap_or(u32::MAX),
                    least: narrow(anchor.least),
                    most: narrow(anchor.most),
                };
                by_anchor.entry(anchor.ids).or_default().push(owner);
            }
        }
        let trie = Trie::of(by_anchor.keys().map(Vec::as_slice), words.len());
        let mut bounds = vec![0];
        let mut owners = Vec::new();
        for mut of_anchor in by_anchor.into_values() {
            owners.append(&mut of_anchor);
            bounds.push(u32::try_from(owners.len()).unwrap_or(u32::MAX));
        }
        programs.finish(words);
        let mut phrases = Self { trie, owners, bounds, lists, programs, heads: Vec::new() };
        phrases.finish(words);
        Ok(phrases)
    }

    /// Finds out what follows from the rest, once that is compiled or unpacked.
    pub(super) fn finish(&mut self, words: &Vocabulary) {
        let head = |phrase| {
            let [first, second] = self.programs.head(phrase);
            Head { first, second, starts: self.programs.starts_clauses(phrase) }
        };
        self.heads = (0..self.programs.count()).map(head).collect();
        for owner in &mut self.owners {
            owner.around = self.lists.bits(owner.needs[0], words);
        }
    }

    /// Hands over each match of each phrase in each clause, in the order in which their anchors end; matches of one
    /// phrase do not overlap.
    ///
    /// `clauses` gives first and end of each clause in the row; the number handed over is the clause's place.
    pub(super) fn find(
        &self,
        row: Row<'_>,
        clauses: impl Iterator<Item = (usize, usize)>,
        words: &Vocabulary,
        stream: &mut Stream,
        mut each: impl FnMut(usize, Match),
    ) {
        stream.from.resize(self.heads.len(), 0);
        for (clause, (first, end)) in clauses.enumerate() {
            let Some(row) = row.part(first, end) else { continue };
            self.find_in(row, words, stream, |found| {
                each(clause, Match { phrase: found.phrase, first: first + found.first, end: first + found.end });
            });
        }
    }

    /// The phrases that own an anchor.
    fn owners_of(&self, anchor: u32) -> &[Owner] {
        let Some(&[first, last]) = self.bounds.get(anchor as usize..anchor as usize + 2) else { return &[] };
        self.owners.get(first as usize..last as usize).unwrap_or_default()
    }

    /// Does the clause hold a word of the list, if there is one?
    fn is_said(&self, list: List, said: &Said) -> bool {
        list == List::default() || said.any(self.lists.words(list))
    }

    /// The same in one clause; tokens count within it.
    fn find_in(&self, row: Row<'_>, words: &Vocabulary, stream: &mut Stream, mut each: impl FnMut(Match)) {
        let Stream { words: bare, places, said, from, found } = stream;
        bare.clear();
        places.clear();
        said.hear(row, words);
        let whole = row.all_bits().iter().fold(Bits::default(), |all, &bits| all.or(bits));
        for ((place, &id), bits) in (0..).zip(row.ids()).zip(row.all_bits()) {
            if !bits.meets(Bits::SOFTENER) {
                bare.push(id);
                places.push(place);
            }
        }
        for end in 1..=bare.len() {
            let ending = self.trie.ending(&bare[..end]);
            for length in (1..=LONGEST).rev() {
                let Some(anchor) = ending[length - 1] else { continue };
                let Some(&at) = places.get(end - length) else { continue };
                let at = at as usize;
                for owner in self.owners_of(anchor) {
                    let [first, second] = owner.needs;
                    if !(whole.meets(owner.around) && self.is_said(first, said) && self.is_said(second, said)) {
                        continue;
                    }
                    let Some(latest) = at.checked_sub(usize::from(owner.least)) else { continue };
                    let phrase = owner.phrase as usize;
                    let (Some(head), Some(from)) = (self.heads.get(phrase), from.get_mut(phrase)) else { continue };
                    let latest = if head.starts { 0 } else { latest };
                    let earliest = at.saturating_sub(usize::from(owner.most)).max(*from as usize);
                    let may_begin =
                        |&begin: &usize| head.first.meets(row.bits(begin)) && head.second.meets(row.bits(begin + 1));
                    let begins = (earliest..=latest)
                        .filter(may_begin)
                        .find_map(|begin| Some((begin, self.programs.end_of_match(phrase, row, begin, words)?)));
                    if let Some((begin, end)) = begins {
                        *from = u32::try_from(end).unwrap_or(u32::MAX);
                        found.push(owner.phrase);
                        each(Match { phrase, first: begin, end });
                    }
                }
            }
        }
        // Far fewer are found in a clause than there are.
        while let Some(phrase) = found.pop() {
            from[phrase as usize] = 0;
        }
    }
}
