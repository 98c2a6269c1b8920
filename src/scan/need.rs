//! What must stand in a clause, beside an anchor, for its phrase to match at all.
//!
//! A match holds at least one of each of several sets of words. Where the clause holds no word of such a set, the
//! phrase need not be tried: three of four phrases whose anchor is met end so, and of those that are tried two of five
//! match.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::numbers;
use super::row::{Bits, Row};
use super::vocabulary::{NUMERIC, Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// Words of which one must stand in the match.
#[derive(Clone, Debug, Default)]
struct OneOf {
    ids: Vec<WordId>,
    /// How often one of them is met, as a share of all words.
    share: f64,
}

/// What a phrase asks for, the rarest first.
#[derive(Clone, Debug)]
pub(super) struct Needs(Vec<OneOf>);

impl Needs {
    /// What a phrase asks for; `share` tells how often a word is met.
    pub(super) fn of(sequence: &Sequence, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Self {
        let mut sets: Vec<OneOf> = sequence.iter().filter_map(|node| set(node, words, share)).collect();
        sets.sort_by(|a, b| a.share.total_cmp(&b.share));
        Self(sets)
    }

    /// The two rarest sets besides what the anchor holds itself; none is empty.
    pub(super) fn beside(&self, anchor: &[WordId]) -> [Option<&[WordId]>; 2] {
        let mut others = self.0.iter().filter(|set| !set.ids.iter().any(|id| anchor.contains(id)));
        [(); 2].map(|()| others.next().map(|set| set.ids.as_slice()))
    }
}

/// The words of which a match of the node holds one, where [`NUMERIC`] is any number; `None` if it may hold none that is
/// written.
fn set(node: &Node, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Option<OneOf> {
    /// How often a number is met, roughly; it only ranks the sets.
    const NUMBERS: f64 = 0.03;
    let of = |ids: Vec<WordId>| OneOf { share: ids.iter().map(|&id| share(id)).sum(), ids };
    match node {
        Node::Word(word) => Some(of(vec![words.id(word)])),
        Node::Prefix(stem) => Some(of(words.starting_with(stem))),
        Node::Number => Some(OneOf { ids: vec![NUMERIC], share: NUMBERS }),
        Node::OneOf(branches) => {
            let rarest = |branch: &Sequence| {
                let sets = branch.iter().filter_map(|node| set(node, words, share));
                sets.min_by(|a, b| a.share.total_cmp(&b.share))
            };
            branches.iter().map(rarest).try_fold(OneOf::default(), |mut all, set| {
                let set = set?;
                all.ids.extend(set.ids);
                all.share += set.share;
                Some(all)
            })
        }
        Node::Maybe(_) | Node::Not(_) | Node::Any | Node::Gap(_) | Node::Start | Node::End => None,
    }
}

/// Lists of words, each kept once.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Lists {
    /// One behind the other.
    #[serde(with = "numbers")]
    words: Vec<WordId>,
    #[serde(skip)]
    known: BTreeMap<Vec<WordId>, List>,
}

/// A list by its place in [`Lists`], and the number of its words, together one number; 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct List(pub(super) u32);

impl List {
    /// Bits for the number of words.
    const COUNT: u32 = 8;
}

impl Lists {
    /// A list of these words; none if there are more than can be told.
    pub(super) fn add(&mut self, words: &[WordId]) -> List {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        if let Some(&list) = self.known.get(&words) {
            return list;
        }
        let (place, count) = (self.words.len(), words.len());
        if count >= 1 << List::COUNT || place >= 1 << (32 - List::COUNT) {
            return List::default();
        }
        let list = u32::try_from(place << List::COUNT | count).map_or(List::default(), List);
        self.words.extend_from_slice(&words);
        self.known.insert(words, list);
        list
    }

    /// Its words.
    pub(super) fn words(&self, list: List) -> &[WordId] {
        let (place, count) = (list.0 >> List::COUNT, list.0 & ((1 << List::COUNT) - 1));
        self.words.get(place as usize..(place + count) as usize).unwrap_or_default()
    }

    /// The bits of all of its words; of none, any.
    pub(super) fn bits(&self, list: List, words: &Vocabulary) -> Bits {
        let ids = self.words(list).iter();
        let all = ids.map(|&id| words.bits(id).but(Bits::SOFTENER)).fold(Bits::default(), Bits::or);
        if list == List::default() { Bits::ANY } else { all }
    }
}

/// Which words stand in a clause.
#[derive(Debug, Default)]
pub(super) struct Said {
    /// By word: the last clause in which it stood.
    last: Vec<u32>,
    clause: u32,
}

impl Said {
    /// Takes another clause.
    pub(super) fn hear(&mut self, row: Row<'_>, words: &Vocabulary) {
        self.clause = self.clause.wrapping_add(1);
        if self.clause == 0 || self.last.len() < words.len() {
            self.last = vec![0; words.len()];
            self.clause = 1;
        }
        for (&id, bits) in row.ids().iter().zip(row.all_bits()) {
            self.last[usize::from(id)] = self.clause;
            if bits.meets(Bits::NUMBER) {
                self.last[usize::from(NUMERIC)] = self.clause;
            }
        }
    }

    /// Does one of these words stand in it?
    pub(super) fn any(&self, words: &[WordId]) -> bool {
        words.iter().any(|&id| self.last.get(usize::from(id)) == Some(&self.clause))
    }
}
