//! What must stand in a clause, beside an anchor, for its phrase to match at all.
//!
//! A match holds at least one of each of several sets of words. Where the clause holds no word of such a set, the
//! phrase need not be tried: three of four phrases whose anchor is met end so, and of those that are tried two of five
//! match.
//!
//! There are thousands of sets, and a look at each word of a set for each phrase was a tenth of all time. So sets have
//! bits, and of each word is known in which sets it stands; those of a clause are put together once, and then a phrase
//! costs a look at two bits, without a branch that the machine could guess wrongly. About four sets that hold the same
//! common words share a bit: were they eight, a fifth more phrases would be tried; were they two, next to none fewer. Beyond
//! 16,000 sets more of them do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::numbers;
use super::vocabulary::{NUMERIC, Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// Words of which one must stand in the match.
#[derive(Clone, Debug, Default)]
struct OneOf {
    /// Rising, once the phrase is gone through.
    ids: Vec<WordId>,
    /// How often one of them is met, as a share of all words.
    share: f64,
    /// Its place among those that are asked for, once it is.
    place: Option<usize>,
}

/// What a phrase asks for, the rarest first.
#[derive(Clone, Debug)]
pub(super) struct Needs(Vec<OneOf>);

impl Needs {
    /// What a phrase asks for; `share` tells how often a word is met.
    pub(super) fn of(sequence: &Sequence, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Self {
        let mut sets: Vec<OneOf> = sequence.iter().filter_map(|node| set(node, words, share)).collect();
        sets.sort_by(|a, b| a.share.total_cmp(&b.share));
        sets.iter_mut().for_each(|set| set.ids.sort_unstable());
        Self(sets)
    }

    /// Asks for the two rarest sets besides what the anchor holds itself, and gives their places.
    pub(super) fn beside(&mut self, anchor: &[WordId], asked: &mut Asked) -> [Option<usize>; 2] {
        let holds = |set: &OneOf| anchor.iter().any(|id| set.ids.binary_search(id).is_ok());
        let mut others = self.0.iter_mut().filter(|set| !holds(set));
        [(); 2].map(|()| others.next().map(|set| *set.place.get_or_insert_with(|| asked.add(&set.ids))))
    }
}

/// The words of which a match of the node holds one, where [`NUMERIC`] is any number; `None` if it may hold none that is
/// written.
fn set(node: &Node, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Option<OneOf> {
    /// How often a number is met, roughly; it only ranks the sets.
    const NUMBERS: f64 = 0.03;
    let of = |ids: Vec<WordId>| OneOf { share: ids.iter().map(|&id| share(id)).sum(), ids, place: None };
    match node {
        Node::Word(word) => Some(of(vec![words.id(word)])),
        Node::Prefix(stem) => Some(of(words.starting_with(stem))),
        Node::Number => Some(OneOf { ids: vec![NUMERIC], share: NUMBERS, place: None }),
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

/// Sets that share a bit.
const SHARE_A_BIT: usize = 4;
/// Numbers of 64 bits that are put together at once.
const BLOCK: usize = 8;
/// Most blocks for a word, of which there may be 65,000.
const MOST_BLOCKS: usize = 8;

/// A set by its bit, which may be that of other sets, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Need(u16);

impl Need {
    /// What every clause meets.
    pub(super) const NOTHING: Self = Self(0);

    /// As a number.
    pub(super) fn number(self) -> u16 {
        self.0
    }

    /// Of that number.
    pub(super) fn of_number(number: u16) -> Self {
        Self(number)
    }
}

/// Sets of words that are asked for, while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// By words, sorted: the place of the set.
    sets: BTreeMap<Vec<WordId>, usize>,
}

impl Asked {
    /// Takes a set; gives its place.
    pub(super) fn add(&mut self, words: &[WordId]) -> usize {
        let mut words = words.to_vec();
        words.sort_unstable();
        words.dedup();
        let next = self.sets.len();
        *self.sets.entry(words).or_insert(next)
    }

    /// Gives each set its bit: which sets each word answers, and the bits by place of the set; `share` tells how often
    /// a word is met.
    pub(super) fn share_out(self, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> (Answers, Vec<Need>) {
        let commonest_first = |mut ids: Vec<WordId>| {
            ids.sort_by(|&a, &b| share(b).total_cmp(&share(a)).then(a.cmp(&b)));
            ids
        };
        let mut sets: Vec<_> = self.sets.into_iter().map(|(ids, place)| (commonest_first(ids), place)).collect();
        sets.sort_unstable();
        let count = sets.len();
        let of_block = SHARE_A_BIT * BLOCK * 64;
        let width = BLOCK * ((count + of_block / 2) / of_block).clamp(1, MOST_BLOCKS);
        let mut needs = vec![Need::NOTHING; count];
        let mut of_word = vec![0; words.len() * width];
        for (rank, (ids, place)) in sets.into_iter().enumerate() {
            // The first bit is always met.
            let bit = 1 + rank * (width * 64 - 1) / count;
            needs[place] = u16::try_from(bit).map_or(Need::NOTHING, Need);
            for id in ids {
                of_word[usize::from(id) * width + bit / 64] |= 1 << (bit % 64);
            }
        }
        let of_number = of_word[usize::from(NUMERIC) * width..][..width].to_vec();
        for (_, sets) in (0..).zip(of_word.chunks_exact_mut(width)).filter(|(id, _)| words.is_number(*id)) {
            sets.iter_mut().zip(&of_number).for_each(|(sets, of_number)| *sets |= of_number);
        }
        (Answers { width, of_word }, needs)
    }
}

/// Which sets each word answers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Answers {
    /// Numbers of 64 bits for each word.
    width: usize,
    /// By word: a bit for each set, or for some that share one.
    #[serde(with = "numbers")]
    of_word: Vec<u64>,
}

impl Answers {
    /// What a clause of these words meets.
    pub(super) fn put_together(&self, words: &[WordId], met: &mut Met) {
        met.0.clear();
        met.0.resize(self.width, 0);
        met.0[0] = 1 << Need::NOTHING.0;
        for first in words.iter().map(|&word| usize::from(word) * self.width) {
            let sets = self.of_word.get(first..first + self.width).unwrap_or_default();
            for (met, sets) in met.0.as_chunks_mut::<BLOCK>().0.iter_mut().zip(sets.as_chunks::<BLOCK>().0) {
                *met = std::array::from_fn(|place| met[place] | sets[place]);
            }
        }
    }
}

/// The sets of which a clause holds a word.
#[derive(Debug, Default)]
pub(super) struct Met(Vec<u64>);

impl Met {
    /// Is one of the set's words there? It may be said of a set that shares its bit.
    pub(super) fn holds(&self, need: Need) -> bool {
        let bit = usize::from(need.0);
        self.0.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 != 0)
    }

    /// Is that so of all of them?
    pub(super) fn holds_all(&self, needs: [Need; 2]) -> bool {
        needs.iter().fold(true, |all, &need| all & self.holds(need))
    }
}
