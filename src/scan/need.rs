//! What must stand in a clause for a phrase to match at all: a quick look before a phrase is tried.
//!
//! Each word id has one of 64 bits, all numbers together have one of them. A clause has the bits of its words. A match
//! begins with one of certain words, and holds at least one of each of several sets of words; where none of a set's
//! bits is there, there is no match. Bits are shared, so that a bit that is there proves nothing. Of 21 million trials
//! in 10 MB of sales talk FIGURE are left.

use super::vocabulary::{Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// Bits of words: of those in a clause, or of those of which one must be.
pub(super) type Bits = u64;

/// Any word will do.
const ANY: Bits = Bits::MAX;

/// Words of which one must stand in the match.
#[derive(Clone, Debug, Default)]
struct OneOf {
    ids: Vec<WordId>,
    bits: Bits,
    /// How often one of them is met, as a share of all words.
    share: f64,
}

/// What a phrase asks for.
#[derive(Clone, Debug)]
pub(super) struct Needs {
    /// With one of these the match begins.
    pub(super) first: Bits,
    /// The rarest first.
    sets: Vec<OneOf>,
}

impl Needs {
    /// What a phrase asks for; `share` tells how often a word is met.
    pub(super) fn of(sequence: &Sequence, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Self {
        let mut first = 0;
        if !firsts(sequence, words, &mut first) {
            first = ANY;
        }
        let mut sets = Vec::new();
        for node in sequence {
            sets.extend(set(node, words, share));
        }
        sets.sort_by(|a, b| a.share.total_cmp(&b.share));
        Self { first, sets }
    }

    /// The two rarest sets besides what the anchor holds itself.
    pub(super) fn beside(&self, anchor: &[WordId]) -> [Bits; 2] {
        let mut others = self.sets.iter().filter(|set| !set.ids.iter().any(|id| anchor.contains(id)));
        [(); 2].map(|()| others.next().map_or(ANY, |set| set.bits))
    }
}

/// The words of which a match of the node holds one; `None` if it may hold none that is written.
fn set(node: &Node, words: &Vocabulary, share: &dyn Fn(WordId) -> f64) -> Option<OneOf> {
    /// A number in a hundred words, or three; it only ranks the sets.
    const NUMBERS: f64 = 0.03;
    let of = |ids: Vec<WordId>| OneOf {
        bits: ids.iter().map(|&id| words.bits(id)).fold(0, |all, bits| all | bits),
        share: ids.iter().map(|&id| share(id)).sum(),
        ids,
    };
    match node {
        Node::Word(word) => Some(of(vec![words.id(word)])),
        Node::Prefix(stem) => Some(of(words.starting_with(stem))),
        Node::Number => Some(OneOf { ids: Vec::new(), bits: words.numbers(), share: NUMBERS }),
        Node::OneOf(branches) => {
            let rarest = |branch: &Sequence| {
                let sets = branch.iter().filter_map(|node| set(node, words, share));
                sets.min_by(|a, b| a.share.total_cmp(&b.share))
            };
            branches.iter().map(rarest).try_fold(OneOf::default(), |mut all, set| {
                let set = set?;
                all.ids.extend(set.ids);
                all.bits |= set.bits;
                all.share += set.share;
                Some(all)
            })
        }
        Node::Maybe(_) | Node::Not(_) | Node::Any | Node::Gap(_) | Node::Start | Node::End => None,
    }
}

/// Adds the bits of all words with which a match may begin; false if that may be any word, or if the sequence may be
/// passed without one.
fn firsts(sequence: &[Node], words: &Vocabulary, bits: &mut Bits) -> bool {
    for node in sequence {
        match node {
            Node::Word(word) => {
                *bits |= words.bits(words.id(word));
                return true;
            }
            Node::Prefix(stem) => {
                words.starting_with(stem).into_iter().for_each(|id| *bits |= words.bits(id));
                return true;
            }
            Node::Number => {
                *bits |= words.numbers() | words.bits(words.article());
                return true;
            }
            // A branch may be passed without a word (`(^|a)`): then what follows counts, too.
            Node::OneOf(branches) => {
                let all = branches.iter().map(|branch| firsts(branch, words, bits)).collect::<Vec<bool>>();
                if all.iter().all(|&one| one) {
                    return true;
                }
                if branches.iter().zip(all).any(|(branch, one)| !one && !is_passed(branch)) {
                    return false;
                }
            }
            Node::Maybe(branches) => {
                let any = branches.iter().all(|branch| firsts(branch, words, bits) || is_passed(branch));
                if !any {
                    return false;
                }
            }
            Node::Start | Node::End | Node::Not(_) => {}
            Node::Any | Node::Gap(_) => return false,
        }
    }
    false
}

/// Holds the sequence nothing but what takes no word?
fn is_passed(sequence: &[Node]) -> bool {
    sequence.iter().all(|node| matches!(node, Node::Start | Node::End | Node::Not(_)))
}
