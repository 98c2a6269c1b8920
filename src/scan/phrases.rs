//! A set of phrases, all looked for in one pass.
//!
//! At each word of a clause, softeners left out, a tree of anchors is followed backwards ([`Trie`]); where an anchor
//! ends, the phrases that own it are tried on the words around, but for those whose [`Needs`] the clause can't meet.
//! A word that ends no anchor costs one look, however many phrases there are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::anchor::{Chooser, LONGEST, widest};
use super::need::Needs;
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Owner {
    phrase: u32,
    least: u16,
    most: u16,
    /// The match begins with the clause.
    starts: bool,
    /// What the words around must hold.
    around: [Bits; 2],
    /// With what the match begins, and what stands behind that.
    head: [Bits; 2],
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
    programs: Programs,
    count: usize,
}

/// Phrases as they are packed, column by column: what the words around an anchor must hold is the same for many.
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
    /// Its place in `sets`.
    #[serde(with = "numbers")]
    around: Vec<u32>,
    sets: Vec<[Bits; 2]>,
    #[serde(with = "numbers")]
    bounds: Vec<u32>,
    programs: Programs,
    count: usize,
}

impl From<Phrases> for Packed {
    fn from(phrases: Phrases) -> Self {
        let Phrases { trie, owners, bounds, programs, count } = phrases;
        let mut sets: Vec<[Bits; 2]> = owners.iter().map(|owner| owner.around).collect();
        sets.sort_unstable();
        sets.dedup();
        let place = |bits| u32::try_from(sets.partition_point(|other| *other < bits)).unwrap_or(u32::MAX);
        Self {
            trie,
            phrase: owners.iter().map(|owner| owner.phrase).collect(),
            least: owners.iter().map(|owner| owner.least).collect(),
            most: owners.iter().map(|owner| owner.most).collect(),
            around: owners.iter().map(|owner| place(owner.around)).collect(),
            sets,
            bounds,
            programs,
            count,
        }
    }
}

impl From<Packed> for Phrases {
    fn from(packed: Packed) -> Self {
        let Packed { trie, phrase, least, most, around, sets, bounds, programs, count } = packed;
        let any = [Bits::ANY; 2];
        let rows = phrase.iter().zip(least.iter().zip(&most)).zip(&around);
        let owners = rows.map(|((&phrase, (&least, &most)), &around)| {
            let around = sets.get(around as usize).copied().unwrap_or(any);
            Owner { phrase, least, most, around, head: any, starts: false }
        });
        Self { trie, owners: owners.collect(), bounds, programs, count }
    }
}

/// Why a set can't be compiled: a match of the phrase of this number may hold no word to look for.
#[derive(Debug)]
pub(super) struct NoAnchor(pub(super) usize);

/// What a pass needs to remember, kept from pass to pass.
#[derive(Debug, Default)]
pub(super) struct Stream {
    /// The clause without softeners.
    words: Vec<WordId>,
    /// By word of those: its place in the clause.
    places: Vec<u32>,
    /// By [`BLOCK`] words of the clause: their bits.
    blocks: Vec<Bits>,
    /// By phrase: the word of the clause from which it may begin again; all 0 between two clauses.
    from: Vec<u32>,
    /// Phrases for which it is not 0.
    found: Vec<u32>,
}

/// Words whose bits are kept together.
const BLOCK: usize = 32;
/// Blocks on either side of an anchor that hold all of a match; wider phrases ask for nothing around.
const BLOCKS: usize = 2;

impl Phrases {
    /// Compiles the phrases; their numbers are their places.
    pub(super) fn compile<'s>(
        sequences: impl Iterator<Item = &'s Sequence>,
        words: &Vocabulary,
    ) -> Result<Self, NoAnchor> {
        let chooser = Chooser::new(words);
        let mut programs = Programs::default();
        let mut by_anchor: BTreeMap<Vec<WordId>, Vec<Owner>> = BTreeMap::new();
        let mut count = 0;
        let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        for (phrase, sequence) in sequences.enumerate() {
            programs.add(sequence, words);
            let needs = Needs::of(sequence, words, &|id| chooser.share(id));
            let is_wide = widest(sequence) > BLOCK * BLOCKS;
            for anchor in chooser.choose(sequence).ok_or(NoAnchor(phrase))? {
                let owner = Owner {
                    phrase: u32::try_from(phrase).unwrap_or(u32::MAX),
                    least: narrow(anchor.least),
                    most: narrow(anchor.most),
                    around: if is_wide { [Bits::ANY; 2] } else { needs.beside(&anchor.ids) },
                    head: programs.head(phrase),
                    starts: programs.starts_clauses(phrase),
                };
                by_anchor.entry(anchor.ids).or_default().push(owner);
            }
            count = phrase + 1;
        }
        let trie = Trie::of(by_anchor.keys().map(Vec::as_slice), words.len());
        let mut bounds = vec![0];
        let mut owners = Vec::new();
        for mut of_anchor in by_anchor.into_values() {
            owners.append(&mut of_anchor);
            bounds.push(u32::try_from(owners.len()).unwrap_or(u32::MAX));
        }
        Ok(Self { trie, owners, bounds, programs, count })
    }

    /// Makes phrases that were unpacked whole again.
    pub(super) fn finish(&mut self, words: &Vocabulary) {
        self.programs.finish(words);
        let heads: Vec<[Bits; 2]> = (0..self.count).map(|phrase| self.programs.head(phrase)).collect();
        for owner in &mut self.owners {
            owner.head = heads.get(owner.phrase as usize).copied().unwrap_or(owner.head);
            owner.starts = self.programs.starts_clauses(owner.phrase as usize);
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
        stream.from.resize(self.count, 0);
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

    /// The same in one clause; tokens count within it.
    fn find_in(&self, row: Row<'_>, words: &Vocabulary, stream: &mut Stream, mut each: impl FnMut(Match)) {
        let Stream { words: bare, places, blocks, from, found } = stream;
        bare.clear();
        places.clear();
        blocks.clear();
        for block in row.all_bits().chunks(BLOCK) {
            blocks.push(block.iter().fold(Bits::default(), |all, &bits| all.or(bits)));
        }
        for ((place, &id), bits) in (0..).zip(row.ids()).zip(row.all_bits()) {
            if !bits.meets(Bits::SOFTENER) {
                bare.push(id);
                places.push(place);
            }
        }
        // Most clauses are short enough for one look at all of their words.
        let whole = (blocks.len() <= BLOCKS + 1).then(|| bits_around(blocks, 0));
        for end in 1..=bare.len() {
            let ending = self.trie.ending(&bare[..end]);
            for length in (1..=LONGEST).rev() {
                let Some(anchor) = ending[length - 1] else { continue };
                let Some(&at) = places.get(end - length) else { continue };
                let at = at as usize;
                let around = whole.unwrap_or_else(|| bits_around(blocks, at));
                for owner in self.owners_of(anchor) {
                    if !(around.meets(owner.around[0]) && around.meets(owner.around[1])) {
                        continue;
                    }
                    let Some(latest) = at.checked_sub(usize::from(owner.least)) else { continue };
                    let latest = if owner.starts { 0 } else { latest };
                    let Some(from) = from.get_mut(owner.phrase as usize) else { continue };
                    let earliest = at.saturating_sub(usize::from(owner.most)).max(*from as usize);
                    let [first, second] = owner.head;
                    let may_begin = |&begin: &usize| first.meets(row.bits(begin)) && second.meets(row.bits(begin + 1));
                    let begins = (earliest..=latest).filter(may_begin).find_map(|begin| {
                        Some((begin, self.programs.end_of_match(owner.phrase as usize, row, begin, words)?))
                    });
                    if let Some((begin, end)) = begins {
                        *from = u32::try_from(end).unwrap_or(u32::MAX);
                        found.push(owner.phrase);
                        each(Match { phrase: owner.phrase as usize, first: begin, end });
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

/// The bits of all words that a match over the word at that place can hold.
fn bits_around(blocks: &[Bits], at: usize) -> Bits {
    let block = at / BLOCK;
    let near = blocks.get(block.saturating_sub(BLOCKS)..(block + BLOCKS + 1).min(blocks.len())).unwrap_or_default();
    near.iter().fold(Bits::default(), |all, &bits| all.or(bits))
}
