//! Where anchors end: a tree of word ids, read backwards.
//!
//! At each word the tree is entered by that word and followed to the words before it, so that every anchor that ends
//! there is met. A word that ends no anchor costs one look; one that does costs a look
//! at 64 bits for each word before it, and among the words that may stand there only where those say so.
//!
//! Nodes are numbered level by level, so that those behind one node follow one another and need not be written down:
//! the tree is unpacked as fast as it is copied.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::anchor::LONGEST;
use super::numbers::{self, Column};
use super::vocabulary::WordId;

/// A node by its place; 0 is the one that is before all words.
pub(super) type NodeId = u32;

/// No node, where one is asked for behind another.
const NONE: NodeId = 0;

/// All anchors.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Packed<'de>", into = "Packed<'_>")]
pub(super) struct Trie {
    /// By word: the node of the anchors that end with it.
    roots: Vec<NodeId>,
    /// By node, and one more at the end.
    nodes: Vec<Node>,
    /// By node: its word. Those of the nodes behind one node rise.
    words: Vec<WordId>,
}

/// The words of an anchor from one of them to its end.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// One bit or more for each word that may stand before, by [`mark`].
    before: u64,
    /// The anchor that these words are, or [`NO_ANCHOR`].
    anchor: u32,
    /// The first of the nodes with one word more; the last is before the first of the next node.
    first: NodeId,
}

/// A tree as it is packed, column by column.
#[derive(Serialize, Deserialize)]
struct Packed<'d> {
    /// How many ids there are.
    ids: usize,
    /// By node.
    #[serde(with = "numbers")]
    words: Vec<WordId>,
    #[serde(borrow)]
    anchors: Column<'d, u32>,
    #[serde(borrow)]
    firsts: Column<'d, NodeId>,
}

/// The words up to a node are no anchor.
const NO_ANCHOR: u32 = u32::MAX;

impl From<Trie> for Packed<'_> {
    fn from(trie: Trie) -> Self {
        let Trie { roots, nodes, words } = trie;
        let anchors = nodes.iter().take(words.len()).map(|node| node.anchor).collect();
        let firsts = nodes.iter().take(words.len()).map(|node| node.first).collect();
        Self { ids: roots.len(), words, anchors, firsts }
    }
}

impl From<Packed<'_>> for Trie {
    fn from(packed: Packed) -> Self {
        let Packed { ids, words, anchors, firsts } = packed;
        let end = NodeId::try_from(words.len()).unwrap_or(NONE);
        let rows = anchors.iter().zip(firsts.iter()).chain([(NO_ANCHOR, end)]);
        let mut nodes: Vec<Node> = rows.map(|(anchor, first)| Node { before: 0, anchor, first }).collect();
        let mut roots = vec![NONE; ids];
        for node in 0..words.len() {
            let behind = nodes[node].first..nodes[node + 1].first;
            let of = words.get(behind.start as usize..behind.end as usize).unwrap_or_default();
            nodes[node].before = of.iter().fold(0, |all, &word| all | mark(word));
            if node == NONE as usize {
                behind.zip(of).for_each(|(root, &word)| roots[usize::from(word)] = root);
            }
        }
        Self { roots, nodes, words }
    }
}

impl Trie {
    /// The tree of anchors, of which each is met by its place; `ids` is how many ids there are.
    pub(super) fn of<'a>(anchors: impl Iterator<Item = &'a [WordId]>, ids: usize) -> Self {
        let backwards = |ids: &[WordId]| ids.iter().rev().copied().collect::<Vec<WordId>>();
        let mut paths: Vec<(Vec<WordId>, u32)> = anchors.map(backwards).zip(0..).collect();
        paths.sort_unstable();
        let (mut words, mut anchors, mut firsts) = (vec![0], Vec::new(), Vec::new());
        let mut waiting = VecDeque::from([(paths.as_slice(), 0)]);
        while let Some((mut paths, depth)) = waiting.pop_front() {
            firsts.push(NodeId::try_from(words.len()).unwrap_or(NONE));
            let whole = paths.split_first().filter(|((path, _), _)| path.len() == depth);
            anchors.push(whole.map_or(NO_ANCHOR, |((_, anchor), _)| *anchor));
            paths = whole.map_or(paths, |(_, longer)| longer);
            for behind in paths.chunk_by(|(a, _), (b, _)| a.get(depth) == b.get(depth)) {
                words.extend(behind.first().and_then(|(path, _)| path.get(depth)));
                waiting.push_back((behind, depth + 1));
            }
        }
        Packed { ids, words, anchors: anchors.into_iter().collect(), firsts: firsts.into_iter().collect() }.into()
    }

    /// The node of one word more, or [`NONE`].
    fn behind(&self, from: NodeId, word: WordId) -> NodeId {
        let Some([node, next]) = self.nodes.get(from as usize..from as usize + 2) else { return NONE };
        if node.before & mark(word) == 0 {
            return NONE;
        }
        let words = self.words.get(node.first as usize..next.first as usize).unwrap_or_default();
        words.binary_search(&word).map_or(NONE, |place| node.first + NodeId::try_from(place).unwrap_or(NONE))
    }

    /// By length less one: the anchor of so many words that ends with the last of these.
    pub(super) fn ending(&self, words: &[WordId]) -> [Option<u32>; LONGEST] {
        let mut ending = [None; LONGEST];
        let mut words = words.iter().rev();
        let mut node = words.next().and_then(|&word| self.roots.get(usize::from(word)).copied()).unwrap_or(NONE);
        for anchor in &mut ending {
            let Some(here) = self.nodes.get(node as usize).filter(|_| node != NONE) else { break };
            *anchor = Some(here.anchor).filter(|&anchor| anchor != NO_ANCHOR);
            node = words.next().map_or(NONE, |&word| self.behind(node, word));
        }
        ending
    }
}

/// The bit of a word.
fn mark(word: WordId) -> u64 {
    1 << (word % 64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Trie;

    proptest! {
        #[test]
        fn every_anchor_is_met_where_it_ends_the_longer_first(
            anchors in prop::collection::btree_set(prop::collection::vec(1u16..200, 1..4), 1..60),
            words in prop::collection::vec(1u16..200, 0..80),
        ) {
            let anchors: Vec<Vec<u16>> = anchors.into_iter().collect();
            let trie = Trie::of(anchors.iter().map(Vec::as_slice), 200);
            for end in 0..=words.len() {
                let ending = trie.ending(&words[..end]);
                let met = ending.iter().enumerate().filter_map(|(less, anchor)| Some((less + 1, (*anchor)? as usize)));
                let met: Vec<(usize, usize)> = met.rev().collect();
                let fits = |anchor: &Vec<u16>| words[..end].ends_with(anchor);
                let mut plain: Vec<(usize, usize)> =
                    anchors.iter().enumerate().filter(|(_, anchor)| fits(anchor)).map(|(at, a)| (a.len(), at)).collect();
                plain.sort_by(|a, b| b.cmp(a));
                prop_assert_eq!(met, plain);
            }
        }
    }
}
