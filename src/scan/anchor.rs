//! Which words of a phrase to look for first.
//!
//! Every match of a phrase holds at least one of its *anchors*: short runs of neighbouring
//! words, chosen to be rare in talk. One tree ([`Trie`](super::trie::Trie)) looks for the anchors of all phrases;
//! only where one stands is its phrase tried. Softeners are left out of anchors, as they
//! are of the stream that is searched.

use super::frequency::{RARE, common};
use super::vocabulary::{AMOUNT_WORDS, SOFTENERS_SKIPPED, Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// Neighbouring words, and how many words of the match can stand before them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub(super) ids: Vec<WordId>,
    pub(super) before: Width,
}

/// How many words something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Width {
    /// At least.
    pub(super) least: usize,
    /// At most, where no softener is skipped.
    pub(super) plain: usize,
    /// At most, softeners before each word included.
    pub(super) most: usize,
}

impl Width {
    /// So many words, and two softeners before them.
    const fn words(least: usize, most: usize) -> Self {
        Self { least, plain: most, most: most + SOFTENERS_SKIPPED }
    }

    fn and(self, other: Self) -> Self {
        Self { least: self.least + other.least, plain: self.plain + other.plain, most: self.most + other.most }
    }

    fn or(self, other: Self) -> Self {
        Self { least: self.least.min(other.least), plain: self.plain.max(other.plain), most: self.most.max(other.most) }
    }
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
    /// How often each word is said, roughly, as a share of all words.
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
        let mut shares = vec![RARE; words.len()];
        for (word, share) in common() {
            shares[words.id(word) as usize] = share;
        }
        Self { words, most: MOST, shares }
    }

    /// The cheapest set of anchors for a phrase, or `None` if a match may hold no written word.
    pub(super) fn choose(&self, sequence: &Sequence) -> Option<Vec<Anchor>> {
        let widest = || Self { most: WIDEST, shares: self.shares.clone(), ..*self }.best(sequence, Width::default());
        self.best(sequence, Width::default()).or_else(widest).map(|choice| choice.anchors)
    }

    /// `before` is how many words of the match stand before the sequence.
    fn best(&self, sequence: &[Node], mut before: Width) -> Option<Choice> {
        let mut best: Option<Choice> = None;
        let mut run: Vec<Anchor> = Vec::new();
        for node in sequence {
            let ways = self.spell(node);
            let fits = |run: &[Anchor], ways: &[Way]| run.len().max(1) * ways.len() <= self.most;
            match ways {
                Some(ways) if fits(&run, &ways) => run = extend(&run, &ways, before),
                Some(ways) if fits(&[], &ways) => run = extend(&[], &ways, before),
                _ => {
                    run.clear();
                    if let Node::OneOf(branches) = node {
                        let inner = branches.iter().map(|branch| self.best(branch, before));
                        if let Some(choices) = inner.collect::<Option<Vec<_>>>() {
                            let all = choices.into_iter().flat_map(|choice| choice.anchors).collect();
                            self.consider(all, &mut best);
                        }
                    }
                }
            }
            self.consider(run.clone(), &mut best);
            before = before.and(width(node));
        }
        best
    }

    fn consider(&self, anchors: Vec<Anchor>, best: &mut Option<Choice>) {
        if anchors.is_empty() || anchors.iter().any(|anchor| anchor.ids.is_empty()) {
            return;
        }
        let cost = anchors.iter().map(|anchor| self.cost(anchor)).sum();
        if best.as_ref().is_none_or(|best| cost < best.cost) {
            *best = Some(Choice { anchors, cost });
        }
    }

    /// How often an anchor is met: as often as its rarest word, and less by the root of what each other word is met.
    /// Words that stand together in phrases do so in talk, so that their product would be far too low.
    fn cost(&self, anchor: &Anchor) -> f64 {
        let shares = || anchor.ids.iter().map(|&id| self.share(id));
        let rarest = shares().fold(1.0, f64::min);
        shares().map(f64::sqrt).product::<f64>() * rarest.sqrt()
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

/// Every anchor of `run` followed by every way; an empty run begins here.
fn extend(run: &[Anchor], ways: &[Way], before: Width) -> Vec<Anchor> {
    let begin = [Anchor { ids: Vec::new(), before }];
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
                    longer.before = longer.before.and(Width::words(1, 1));
                }
            }
            if anchor.ids.is_empty() && !longer.ids.is_empty() {
                // The softeners that may stand before the anchor's own first word.
                longer.before.most += SOFTENERS_SKIPPED;
            }
            if !out.contains(&longer) {
                out.push(longer);
            }
        }
    }
    out
}

/// How many words a match takes.
pub(super) fn width_of(sequence: &[Node]) -> Width {
    sequence.iter().map(width).fold(Width::default(), Width::and)
}

/// How many words a node takes.
fn width(node: &Node) -> Width {
    let over =
        |branches: &[Sequence]| branches.iter().map(|branch| width_of(branch)).reduce(Width::or).unwrap_or_default();
    match node {
        Node::Word(_) | Node::Prefix(_) | Node::Any => Width::words(1, 1),
        // An article before it and a currency behind.
        Node::Number => Width::words(1, AMOUNT_WORDS + 2),
        Node::Gap(wide) => Width { least: 0, plain: usize::from(*wide), most: usize::from(*wide) },
        Node::Start | Node::End | Node::Not(_) => Width::default(),
        Node::OneOf(branches) => over(branches),
        Node::Maybe(branches) => Width { least: 0, ..over(branches) },
    }
}
