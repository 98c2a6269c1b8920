//! What must stand around an anchor for its phrase to match at all.
//!
//! A match holds at least one of each of several sets of words. Where the clause holds no word of such a set, told by
//! [`Bits`], the phrase need not be tried: two of five phrases whose anchor is met end so.

use super::row::Bits;
use super::vocabulary::{Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// Words of which one must stand in the match.
#[derive(Clone, Debug, Default)]
struct OneOf {
    ids: Vec<WordId>,
    bits: Bits,
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

    /// The two rarest sets besides what the anchor holds itself.
    pub(super) fn beside(&self, anchor: &[WordId]) -> [Bits; 2] {
        let mut others = self.0.iter().filter(|set| !set.ids.iter().any(|id| anchor.contains(id)));
        [(); 2].map(|()| others.next().map_or(Bits::ANY, |set| set.bits))
    }
}

/// The words of which a match of the node holds one; `None` if it may hold none that is written.
fn set(node: &Node, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Option<OneOf> {
    /// How often a number is met, roughly; it only ranks the sets.
    const NUMBERS: f64 = 0.03;
    let of = |ids: Vec<WordId>| OneOf {
        bits: ids.iter().map(|&id| words.bits(id).but(Bits::SOFTENER)).fold(Bits::default(), Bits::or),
        share: ids.iter().map(|&id| share(id)).sum(),
        ids,
    };
    match node {
        Node::Word(word) => Some(of(vec![words.id(word)])),
        Node::Prefix(stem) => Some(of(words.starting_with(stem))),
        Node::Number => Some(OneOf { ids: Vec::new(), bits: Bits::NUMBER, share: NUMBERS }),
        Node::OneOf(branches) => {
            let rarest = |branch: &Sequence| {
                let sets = branch.iter().filter_map(|node| set(node, words, share));
                sets.min_by(|a, b| a.share.total_cmp(&b.share))
            };
            branches.iter().map(rarest).try_fold(OneOf::default(), |mut all, set| {
                let set = set?;
                all.ids.extend(set.ids);
                all.bits = all.bits.or(set.bits);
                all.share += set.share;
                Some(all)
            })
        }
        Node::Maybe(_) | Node::Not(_) | Node::Any | Node::Gap(_) | Node::Start | Node::End => None,
    }
}
