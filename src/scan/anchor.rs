//! Which words of a phrase to look for first.
//!
//! Every match of a phrase holds at least one of its *anchors*: short runs of neighbouring
//! words, chosen to be rare in talk. One tree ([`Trie`](super::trie::Trie)) looks for the anchors of all phrases;
//! only where one stands is its phrase tried. Softeners are left out of anchors, as they
//! are of the stream that is searched.

use std::collections::BTreeSet;

use super::commonest::COMMON;
use super::vocabulary::{AMOUNT_WORDS, SOFTENERS_SKIPPED, Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// Neighbouring words, and how many words of the match can stand before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) ids: Vec<WordId>,
    /// Fewest words before.
    pub(super) least: usize,
    /// Most words before.
    pub(super) most: usize,
}

/// Most anchors for one phrase: more do not pay for the memory.
const MOST: usize = 16;
/// But a phrase without any other anchor gets as many as it takes: `comp*` where the lexicons name fifty such words.
const WIDEST: usize = 4096;
/// Most words in one anchor.
pub(super) const LONGEST: usize = 4;

/// Chooses the anchors of phrases.
pub(super) struct Chooser<'v> {
    words: &'v Vocabulary,
    most: usize,
    /// How often each word is said, very roughly, as a share of all words: Zipf over [`COMMON`].
    shares: Vec<f64>,
}

struct Choice {
    anchors: Vec<Anchor>,
    /// How often one of them is met, as a share of all words.
    cost: f64,
}

/// One way to say a node: softeners as `None`.
type Way = Vec<Option<WordId>>;

impl<'v> Chooser<'v> {
    pub(super) fn new(words: &'v Vocabulary) -> Self {
        let share = |rank: usize| 0.08 / (rank as f64 + 2.0);
        let mut shares = vec![share(400); words.len()];
        for (rank, word) in COMMON.iter().enumerate() {
            shares[words.id(word) as usize] = share(rank);
        }
        Self { words, most: MOST, shares }
    }

    /// The cheapest set of anchors for a phrase, or `None` if a match may hold no written word.
    pub(super) fn choose(&self, sequence: &Sequence) -> Option<Vec<Anchor>> {
        let widest = || Self { most: WIDEST, shares: self.shares.clone(), ..*self }.best(sequence, 0, 0);
        let mut anchors = self.best(sequence, 0, 0).or_else(widest)?.anchors;
        if begin_matches(&anchors) {
            anchors.iter_mut().for_each(|anchor| anchor.most = 0);
        }
        Some(anchors)
    }

    /// `least..=most` words of the match stand before the sequence.
    fn best(&self, sequence: &[Node], mut least: usize, mut most: usize) -> Option<Choice> {
        let mut best: Option<Choice> = None;
        let mut run: Vec<Anchor> = Vec::new();
        for node in sequence {
            let ways = self.spell(node);
            let fits = |run: &[Anchor], ways: &[Way]| run.len().max(1) * ways.len() <= self.most;
            match ways {
                Some(ways) if fits(&run, &ways) => run = extend(&run, &ways, least, most),
                Some(ways) if fits(&[], &ways) => run = extend(&[], &ways, least, most),
                _ => {
                    run.clear();
                    if let Node::OneOf(branches) = node {
                        let inner = branches.iter().map(|branch| self.best(branch, least, most));
                        if let Some(choices) = inner.collect::<Option<Vec<_>>>() {
                            let all = choices.into_iter().flat_map(|choice| choice.anchors).collect();
                            self.consider(all, &mut best);
                        }
                    }
                }
            }
            self.consider(run.clone(), &mut best);
            let (narrow, wide) = width(node);
            least += narrow;
            most += wide;
        }
        best
    }

    fn consider(&self, anchors: Vec<Anchor>, best: &mut Option<Choice>) {
        if anchors.is_empty() || anchors.iter().any(|anchor| anchor.ids.is_empty()) {
            return;
        }
        let cost = anchors.iter().map(|anchor| anchor.ids.iter().map(|&id| self.share(id)).product::<f64>()).sum();
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            *best = Some(Choice { anchors, cost });
        }
    }

    /// How often a word is said, as a share of all words.
    pub(super) fn share(&self, id: WordId) -> f64 {
        self.shares.get(id as usize).copied().unwrap_or_default()
    }

    /// All ways to say a node in fixed words, or `None` if it has gaps, numbers, any-words or too many ways.
    fn spell(&self, node: &Node) -> Option<Vec<Way>> {
        let word = |id: WordId| Some(id).filter(|&id| !self.words.is_softener(id));
        match node {
            Node::Word(text) => Some(vec![vec![word(self.words.id(text))]]),
            Node::Prefix(stem) => {
                let ids = self.words.starting_with(stem);
                let hidden = ids.iter().any(|&id| self.words.is_softener(id));
                (!hidden).then(|| ids.into_iter().map(|id| vec![Some(id)]).collect())
            }
            Node::Start | Node::End | Node::Not(_) => Some(vec![Vec::new()]),
            Node::Number | Node::Any | Node::Gap(_) => None,
            Node::OneOf(branches) => self.spell_all(branches),
            Node::Maybe(branches) => {
                let mut ways = self.spell_all(branches)?;
                ways.push(Vec::new());
                Some(ways)
            }
        }
        .filter(|ways| ways.len() <= self.most)
    }

    fn spell_all(&self, branches: &[Sequence]) -> Option<Vec<Way>> {
        let mut all = Vec::new();
        for branch in branches {
            let mut ways = vec![Way::new()];
            for node in branch {
                let next = self.spell(node)?;
                if ways.len() * next.len() > self.most {
                    return None;
                }
                ways =
                    ways.iter().flat_map(|way| next.iter().map(move |more| [way.as_slice(), more].concat())).collect();
            }
            all.extend(ways);
        }
        Some(all)
    }
}

/// Does every match begin with an anchor, so that none that begins before is met first where another one ends?
///
/// The match that is met first stands, so a match must still be looked for from the words before its anchor if another anchor
/// of the phrase stands within that one and ends before it does.
fn begin_matches(anchors: &[Anchor]) -> bool {
    let rests = anchors.iter().flat_map(|outer| (1..=SOFTENERS_SKIPPED).filter_map(|at| outer.ids.get(at..)));
    let within: BTreeSet<&[WordId]> = rests.flat_map(|rest| (0..rest.len()).map(|count| &rest[..count])).collect();
    let begins = |anchor: &Anchor| anchor.least == 0 && anchor.most == SOFTENERS_SKIPPED;
    anchors.iter().all(|anchor| begins(anchor) && !within.contains(anchor.ids.as_slice()))
}

/// Every anchor of `run` followed by every way; an empty run begins here.
fn extend(run: &[Anchor], ways: &[Way], least: usize, most: usize) -> Vec<Anchor> {
    let begin = [Anchor { ids: Vec::new(), least, most }];
    let run = if run.is_empty() { begin.as_slice() } else { run };
    let mut out: Vec<Anchor> = Vec::new();
    for anchor in run {
        for way in ways {
            let mut longer = anchor.clone();
            for step in way {
                match step {
                    Some(id) if longer.ids.len() < LONGEST => longer.ids.push(*id),
                    _ => {}
                }
                if longer.ids.is_empty() {
                    longer.least += 1;
                    longer.most += 1 + SOFTENERS_SKIPPED;
                }
            }
            if anchor.ids.is_empty() && !longer.ids.is_empty() {
                // The softeners that may stand before the anchor's own first word.
                longer.most += SOFTENERS_SKIPPED;
            }
            if !out.contains(&longer) {
                out.push(longer);
            }
        }
    }
    out
}

/// Fewest and most words that a node takes, softeners before each included.
fn width(node: &Node) -> (usize, usize) {
    let row = |sequence: &Sequence| {
        sequence.iter().map(width).fold((0, 0), |(least, most), (narrow, wide)| (least + narrow, most + wide))
    };
    let over = |branches: &[Sequence]| {
        let widths = branches.iter().map(row);
        let least = widths.clone().map(|(narrow, _)| narrow).min().unwrap_or(0);
        (least, widths.map(|(_, wide)| wide).max().unwrap_or(0))
    };
    match node {
        Node::Word(_) | Node::Prefix(_) | Node::Any => (1, 1 + SOFTENERS_SKIPPED),
        // An article before it and a currency behind.
        Node::Number => (1, AMOUNT_WORDS + 2 + SOFTENERS_SKIPPED),
        Node::Gap(wide) => (0, usize::from(*wide)),
        Node::Start | Node::End | Node::Not(_) => (0, 0),
        Node::OneOf(branches) => over(branches),
        Node::Maybe(branches) => (0, over(branches).1),
    }
}
