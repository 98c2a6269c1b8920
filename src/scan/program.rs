//! One phrase as a small program over word ids, and the machine that runs it.
//!
//! The machine backtracks in the order in which the phrase is written: gaps as short as
//! possible, alternatives from the left, optional parts rather taken than left. Softeners
//! may be skipped before a word, two at most, once the match has begun.

use super::vocabulary::{AMOUNT_WORDS, SOFTENERS_SKIPPED, Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// One step of a program; targets count from the program's start.
#[derive(Clone, Copy, Debug)]
enum Step {
    Word(WordId),
    /// One of so many ids of [`Programs::sets`] from there on.
    Set(u32, u16),
    Any,
    Number,
    Gap(u8),
    Start,
    End,
    /// Try what follows, then the target.
    Split(u32),
    Jump(u32),
    /// What follows up to the next `Accept` must not match; go on at the target.
    Not(u32),
    Accept,
}

/// All programs of a set of phrases.
#[derive(Debug, Default)]
pub(super) struct Programs {
    steps: Vec<Step>,
    starts: Vec<u32>,
    /// Sets of word ids, each sorted, one behind the other.
    sets: Vec<WordId>,
}

/// Steps after which one attempt is given up, so that no phrase can hang on any text.
const PATIENCE: u32 = 20_000;

impl Programs {
    /// Adds a phrase; its number is its place in the order of adding.
    pub(super) fn add(&mut self, sequence: &Sequence, words: &Vocabulary) {
        self.starts.push(u32::try_from(self.steps.len()).unwrap_or(u32::MAX));
        self.sequence(sequence, words);
        self.steps.push(Step::Accept);
    }

    fn here(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }

    fn sequence(&mut self, sequence: &Sequence, words: &Vocabulary) {
        for node in sequence {
            match node {
                Node::Word(word) => self.steps.push(Step::Word(words.id(word))),
                Node::Prefix(stem) => self.set(words.starting_with(stem)),
                Node::Number => self.steps.push(Step::Number),
                Node::Any => self.steps.push(Step::Any),
                Node::Gap(width) => self.steps.push(Step::Gap(*width)),
                Node::Start => self.steps.push(Step::Start),
                Node::End => self.steps.push(Step::End),
                Node::OneOf(branches) => self.branches(branches, false, words),
                Node::Maybe(branches) => self.branches(branches, true, words),
                Node::Not(branches) => {
                    let not = self.steps.len();
                    self.steps.push(Step::Not(0));
                    self.branches(branches, false, words);
                    self.steps.push(Step::Accept);
                    self.steps[not] = Step::Not(self.here());
                }
            }
        }
    }

    /// One of these words.
    fn set(&mut self, mut ids: Vec<WordId>) {
        ids.sort_unstable();
        ids.dedup();
        let first = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.steps.push(Step::Set(first, u16::try_from(ids.len()).unwrap_or(u16::MAX)));
        self.sets.extend(ids);
    }

    /// Alternatives. Neighbouring ones of a single word each are one step, so that a long list costs what one word
    /// costs; but for softeners, which may also be skipped, so that the order of trying them tells.
    fn branches(&mut self, branches: &[Sequence], optional: bool, words: &Vocabulary) {
        let single = |branch: &Sequence| -> Option<Vec<WordId>> {
            let ids = match branch.as_slice() {
                [Node::Word(word)] => vec![words.id(word)],
                [Node::Prefix(stem)] => words.starting_with(stem),
                _ => return None,
            };
            ids.iter().all(|&id| !words.is_softener(id)).then_some(ids)
        };
        let mut jumps = Vec::new();
        let mut rest = branches;
        while let Some(branch) = rest.first() {
            let singles: Vec<Vec<WordId>> = rest.iter().map_while(single).collect();
            rest = rest.get(singles.len().max(1)..).unwrap_or_default();
            let last = rest.is_empty();
            let split = self.steps.len();
            if !last || optional {
                self.steps.push(Step::Split(0));
            }
            match singles.len() {
                0 | 1 => self.sequence(branch, words),
                _ => self.set(singles.concat()),
            }
            if !last {
                jumps.push(self.steps.len());
                self.steps.push(Step::Jump(0));
            }
            if !last || optional {
                self.steps[split] = Step::Split(self.here());
            }
        }
        for jump in jumps {
            self.steps[jump] = Step::Jump(self.here());
        }
    }

    fn is_in(&self, first: u32, count: u16, id: WordId) -> bool {
        /// Sets up to this size are quicker to walk than to halve.
        const FEW: u16 = 16;
        let set = self.sets.get(first as usize..first as usize + usize::from(count)).unwrap_or_default();
        if count <= FEW { set.contains(&id) } else { set.binary_search(&id).is_ok() }
    }

    /// The end of the match of `phrase` that begins at `begin` in the clause `ids`, if there is one.
    pub(super) fn end_of_match(
        &self,
        phrase: usize,
        ids: &[WordId],
        begin: usize,
        words: &Vocabulary,
    ) -> Option<usize> {
        let start = *self.starts.get(phrase)? as usize;
        // Most attempts end here: the phrase begins with a word, and another stands there.
        match *self.steps.get(start)? {
            Step::Word(word) if ids.get(begin) != Some(&word) => return None,
            Step::Set(first, count) if !self.is_in(first, count, *ids.get(begin)?) => return None,
            Step::Start if begin > 0 => return None,
            _ => {}
        }
        let mut run = Run { programs: self, words, ids, begin, patience: PATIENCE };
        run.from(start, begin).filter(|&end| end > begin)
    }
}

struct Run<'r> {
    programs: &'r Programs,
    words: &'r Vocabulary,
    ids: &'r [WordId],
    begin: usize,
    patience: u32,
}

impl Run<'_> {
    fn from(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        loop {
            self.patience = self.patience.checked_sub(1)?;
            match *self.programs.steps.get(step)? {
                Step::Accept => return Some(at),
                Step::Start if at == 0 => step += 1,
                Step::End if at == self.ids.len() => step += 1,
                Step::Start | Step::End => return None,
                Step::Jump(target) => step = target as usize,
                Step::Split(target) => {
                    if let Some(end) = self.from(step + 1, at) {
                        return Some(end);
                    }
                    step = target as usize;
                }
                Step::Not(target) => {
                    if self.from(step + 1, at).is_some() {
                        return None;
                    }
                    step = target as usize;
                }
                Step::Gap(width) => {
                    let widest = usize::from(width).min(self.ids.len() - at);
                    return (0..=widest).find_map(|skip| self.from(step + 1, at + skip));
                }
                // The common case, a plain word right here, needs no recursion.
                Step::Word(word) if self.ids.get(at) == Some(&word) && !self.words.is_softener(word) => {
                    step += 1;
                    at += 1;
                }
                _ => return self.word(step, at),
            }
        }
    }

    /// A step that takes a word, with up to two softeners before it.
    fn word(&mut self, step: usize, at: usize) -> Option<usize> {
        for skipped in 0..=SOFTENERS_SKIPPED {
            let here = at + skipped;
            if skipped > 0 && (at == self.begin || !self.words.is_softener(*self.ids.get(here - 1)?)) {
                return None;
            }
            let end = match *self.programs.steps.get(step)? {
                Step::Number => self.number(step, here),
                Step::Word(word) if self.ids.get(here) == Some(&word) => self.from(step + 1, here + 1),
                Step::Set(first, count)
                    if self.ids.get(here).is_some_and(|&id| self.programs.is_in(first, count, id)) =>
                {
                    self.from(step + 1, here + 1)
                }
                Step::Any if here < self.ids.len() => self.from(step + 1, here + 1),
                _ => None,
            };
            if end.is_some() {
                return end;
            }
        }
        None
    }

    /// An amount: perhaps an article, number words, perhaps a currency; the longest that lets the rest match.
    fn number(&mut self, step: usize, at: usize) -> Option<usize> {
        let is_number = |at: usize| self.ids.get(at).is_some_and(|&id| self.words.is_number(id));
        let first = at + usize::from(!is_number(at) && self.ids.get(at).is_some_and(|&id| self.words.is_article(id)));
        let count = (first..first + AMOUNT_WORDS).take_while(|&at| is_number(at)).count();
        for end in (first + 1..=first + count).rev() {
            let with_currency = self.ids.get(end).is_some_and(|&id| self.words.is_currency(id));
            let found = if with_currency { self.from(step + 1, end + 1) } else { None };
            if let Some(found) = found.or_else(|| self.from(step + 1, end)) {
                return Some(found);
            }
        }
        None
    }
}
