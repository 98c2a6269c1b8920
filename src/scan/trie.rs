//! Where anchors end: a tree of word ids, read backwards.
//!
//! At each word the tree is entered by that word and followed to the words before it, so that every anchor that ends
//! there is met. A word that ends no anchor costs one look; one that does costs a look
//! at 64 bits for each word before it, and into the table of edges only where those say so.

use serde::{Deserialize, Serialize};

use super::anchor::LONGEST;
use super::numbers;
use super::vocabulary::WordId;

/// A node by its place.
pub(super) type NodeId = u32;

/// No node.
const NONE: NodeId = 0;

/// All anchors.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Packed", into = "Packed")]
pub(super) struct Trie {
    /// By word: the node of the anchors that end with it.
    roots: Vec<NodeId>,
    /// By node.
    nodes: Vec<Node>,
    /// Open addressing, a power of two long and at most half full.
    edges: Vec<Edge>,
}

/// The words of an anchor from one of them to its end.
#[derive(Clone, Copy, Debug, Default)]
struct Node {
    /// One bit or more for each word that may stand before, by [`mark`].
    before: u64,
    /// The anchor that these words are, if they are one.
    anchor: Option<u32>,
}

/// From a node to that of one word more.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    from: NodeId,
    word: WordId,
    to: NodeId,
}

/// A tree as it is packed, column by column: the table of edges follows.
#[derive(Serialize, Deserialize)]
struct Packed {
    /// How many ids there are.
    words: usize,
    /// By node, but for the first: the node that it grew from, its word, and its anchor or [`NO_ANCHOR`].
    #[serde(with = "numbers")]
    from: Vec<NodeId>,
    #[serde(with = "numbers")]
    word: Vec<WordId>,
    #[serde(with = "numbers")]
    anchor: Vec<u32>,
}

/// The words up to a node are no anchor.
const NO_ANCHOR: u32 = u32::MAX;

impl From<Trie> for Packed {
    fn from(trie: Trie) -> Self {
        let count = trie.nodes.len();
        let (mut from, mut word) = (vec![NONE; count], vec![0; count]);
        let roots = (0..).zip(&trie.roots).map(|(word, &to)| Edge { from: NONE, word, to });
        for edge in roots.chain(trie.edges).filter(|edge| edge.to != NONE) {
            from[edge.to as usize] = edge.from;
            word[edge.to as usize] = edge.word;
        }
        let anchor = trie.nodes.iter().skip(1).map(|node| node.anchor.unwrap_or(NO_ANCHOR)).collect();
        Self { words: trie.roots.len(), from: from.split_off(1), word: word.split_off(1), anchor }
    }
}

impl From<Packed> for Trie {
    fn from(packed: Packed) -> Self {
        let mut trie = Self::empty(packed.words, packed.from.len());
        for ((&from, &word), anchor) in packed.from.iter().zip(&packed.word).zip(packed.anchor) {
            let node = trie.grow(from, word);
            trie.nodes[node as usize].anchor = Some(anchor).filter(|&anchor| anchor != NO_ANCHOR);
        }
        trie
    }
}

impl Trie {
    /// The tree of anchors, of which each is met by its place; `words` is how many ids there are.
    pub(super) fn of<'a>(anchors: impl Iterator<Item = &'a [WordId]>, words: usize) -> Self {
        let mut trie = Self::empty(words, 0);
        for (anchor, ids) in (0..).zip(anchors) {
            let mut node = NONE;
            for &word in ids.iter().rev() {
                node = trie.next(node, word).unwrap_or_else(|| trie.grow(node, word));
            }
            trie.nodes[node as usize].anchor = Some(anchor);
        }
        trie
    }

    /// No anchors yet, but room for so many nodes.
    fn empty(words: usize, nodes: usize) -> Self {
        let edges = vec![Edge::default(); (nodes * 2 + 64).next_power_of_two()];
        let mut all = Vec::with_capacity(nodes + 1);
        all.push(Node::default());
        Self { roots: vec![NONE; words], nodes: all, edges }
    }

    fn next(&self, from: NodeId, word: WordId) -> Option<NodeId> {
        if from == NONE {
            return self.roots.get(usize::from(word)).copied().filter(|&root| root != NONE);
        }
        self.edge(from, word)
    }

    fn push(&mut self) -> NodeId {
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or(NONE)
    }

    /// A new node, from [`NONE`] a root.
    fn grow(&mut self, from: NodeId, word: WordId) -> NodeId {
        if from == NONE {
            let root = self.push();
            self.roots[usize::from(word)] = root;
            return root;
        }
        if self.nodes.len() * 2 >= self.edges.len() {
            let longer = vec![Edge::default(); self.edges.len() * 2];
            let old = std::mem::replace(&mut self.edges, longer);
            old.into_iter().filter(|edge| edge.to != NONE).for_each(|edge| self.put(edge));
        }
        let to = self.push();
        self.nodes[from as usize].before |= mark(word);
        self.put(Edge { from, word, to });
        to
    }

    fn put(&mut self, edge: Edge) {
        let mut slot = slot(edge.from, edge.word, self.edges.len());
        while self.edges[slot].to != NONE {
            slot = (slot + 1) & (self.edges.len() - 1);
        }
        self.edges[slot] = edge;
    }

    /// The node of one word more.
    fn edge(&self, from: NodeId, word: WordId) -> Option<NodeId> {
        if self.nodes.get(from as usize)?.before & mark(word) == 0 {
            return None;
        }
        let mut slot = slot(from, word, self.edges.len());
        loop {
            let edge = self.edges.get(slot)?;
            if edge.to == NONE {
                return None;
            }
            if edge.from == from && edge.word == word {
                return Some(edge.to);
            }
            slot = (slot + 1) & (self.edges.len() - 1);
        }
    }

    /// By length less one: the anchor of so many words that ends with the last of these.
    pub(super) fn ending(&self, words: &[WordId]) -> [Option<u32>; LONGEST] {
        let mut ending = [None; LONGEST];
        let mut node = NONE;
        for (anchor, &word) in ending.iter_mut().zip(words.iter().rev()) {
            match self.next(node, word) {
                Some(next) => node = next,
                None => break,
            }
            *anchor = self.nodes.get(node as usize).and_then(|node| node.anchor);
        }
        ending
    }
}

/// The bit of a word.
fn mark(word: WordId) -> u64 {
    1 << (word % 64)
}

/// Where to look for an edge first: the upper bits of a product, which hang on all bits below.
fn slot(from: NodeId, word: WordId, slots: usize) -> usize {
    let hash = (u64::from(from) << 16 | u64::from(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 32) as usize & (slots - 1)
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
