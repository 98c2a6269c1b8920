//! One phrase as a small program over word ids, and the machine that runs it.
//!
//! The machine backtracks in the order in which the phrase is written: gaps as short as
//! possible, alternatives from the left, optional parts rather taken than left. Softeners
//! may be skipped before a word, two at most, once the match has begun.
//!
//! Of each step is known with which words the rest of the phrase may go on ([`Bits`]), so that most alternatives and
//! most trials end at one look at the word that stands there.

use serde::{Deserialize, Serialize};

use super::row::{Bits, Row};
use super::vocabulary::{AMOUNT_WORDS, SOFTENERS_SKIPPED, Vocabulary, WordId};
use crate::lexicon::phrase::{Node, Sequence};

/// One step of a program; targets count from the program's start.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
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

/// A step and what it needs.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Place {
    step: Step,
    /// Words with which a match may go on from here, one of which must come next; all bits if any word will do. Follows
    /// from the steps behind, so that it is not packed.
    #[serde(skip)]
    next: Bits,
}

/// All programs of a set of phrases.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Programs {
    steps: Vec<Place>,
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
        let first = self.steps.len();
        self.sequence(sequence, words);
        self.push(Step::Accept);
        self.look_ahead(first, words);
    }

    /// Makes programs that were unpacked whole again.
    pub(super) fn finish(&mut self, words: &Vocabulary) {
        self.look_ahead(0, words);
    }

    /// Finds out what may come next at each step from `first` on.
    fn look_ahead(&mut self, first: usize, words: &Vocabulary) {
        for at in (first..self.steps.len()).rev() {
            self.steps[at].next = self.next_of(at, words);
        }
    }

    /// The words with which a match of the phrase may begin, and those that may stand behind its first word.
    pub(super) fn head(&self, phrase: usize) -> [Bits; 2] {
        let Some(&start) = self.starts.get(phrase) else { return [Bits::ANY; 2] };
        let first = self.steps.get(start as usize).map_or(Bits::ANY, |place| place.next);
        [first, self.second_of(start as usize)]
    }

    /// Can the phrase match only from the start of a clause?
    pub(super) fn starts_clauses(&self, phrase: usize) -> bool {
        let start = self.starts.get(phrase).and_then(|&start| self.steps.get(start as usize));
        start.is_some_and(|place| matches!(place.step, Step::Start))
    }

    /// What may come next behind the word that is taken at a step.
    fn second_of(&self, at: usize) -> Bits {
        match self.steps.get(at).map(|place| place.step) {
            Some(Step::Word(_) | Step::Set(..) | Step::Any) => {
                self.steps.get(at + 1).map_or(Bits::ANY, |place| place.next)
            }
            Some(Step::Start) => self.second_of(at + 1),
            Some(Step::Split(target)) => self.second_of(at + 1).or(self.second_of(target as usize)),
            Some(Step::Jump(target) | Step::Not(target)) => self.second_of(target as usize),
            Some(Step::Number | Step::Gap(_) | Step::End | Step::Accept) | None => Bits::ANY,
        }
    }

    /// What may come next at a step; the steps behind it are known.
    fn next_of(&self, at: usize, words: &Vocabulary) -> Bits {
        let behind = |at: usize| self.steps.get(at).map_or(Bits::ANY, |place| place.next);
        let of = |ids: &[WordId]| ids.iter().map(|&id| words.bits(id)).fold(Bits::SOFTENER, Bits::or);
        match self.steps[at].step {
            Step::Word(word) => of(&[word]),
            Step::Set(first, count) => of(self.set_of(first, count)),
            Step::Any => Bits::WORD,
            Step::Number => Bits::NUMBER.or(of(&[words.article()])),
            Step::Gap(_) | Step::End | Step::Accept => Bits::ANY,
            Step::Start => behind(at + 1),
            Step::Split(target) => behind(at + 1).or(behind(target as usize)),
            Step::Jump(target) | Step::Not(target) => behind(target as usize),
        }
    }

    fn push(&mut self, step: Step) {
        self.steps.push(Place { step, next: Bits::ANY });
    }

    fn aim(&mut self, at: usize, step: Step) {
        self.steps[at].step = step;
    }

    fn here(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }

    fn sequence(&mut self, sequence: &Sequence, words: &Vocabulary) {
        for node in sequence {
            match node {
                Node::Word(word) => self.push(Step::Word(words.id(word))),
                Node::Prefix(stem) => self.set(words.starting_with(stem)),
                Node::Number => self.push(Step::Number),
                Node::Any => self.push(Step::Any),
                Node::Gap(width) => self.push(Step::Gap(*width)),
                Node::Start => self.push(Step::Start),
                Node::End => self.push(Step::End),
                Node::OneOf(branches) => self.branches(branches, false, words),
                Node::Maybe(branches) => self.branches(branches, true, words),
                Node::Not(branches) => {
                    let not = self.steps.len();
                    self.push(Step::Not(0));
                    self.branches(branches, false, words);
                    self.push(Step::Accept);
                    let behind = self.here();
                    self.aim(not, Step::Not(behind));
                }
            }
        }
    }

    /// One of these words.
    fn set(&mut self, mut ids: Vec<WordId>) {
        ids.sort_unstable();
        ids.dedup();
        let first = u32::try_from(self.sets.len()).unwrap_or(u32::MAX);
        self.push(Step::Set(first, u16::try_from(ids.len()).unwrap_or(u16::MAX)));
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
                self.push(Step::Split(0));
            }
            match singles.len() {
                0 | 1 => self.sequence(branch, words),
                _ => self.set(singles.concat()),
            }
            if !last {
                jumps.push(self.steps.len());
                self.push(Step::Jump(0));
            }
            if !last || optional {
                let behind = self.here();
                self.aim(split, Step::Split(behind));
            }
        }
        for jump in jumps {
            let behind = self.here();
            self.aim(jump, Step::Jump(behind));
        }
    }

    fn set_of(&self, first: u32, count: u16) -> &[WordId] {
        self.sets.get(first as usize..first as usize + usize::from(count)).unwrap_or_default()
    }

    fn is_in(&self, first: u32, count: u16, id: WordId) -> bool {
        /// Sets up to this size are quicker to walk than to halve.
        const FEW: u16 = 16;
        let set = self.set_of(first, count);
        if count <= FEW { set.contains(&id) } else { set.binary_search(&id).is_ok() }
    }

    /// The end of the match of `phrase` that begins at `begin` in a clause, if there is one.
    pub(super) fn end_of_match(&self, phrase: usize, row: Row<'_>, begin: usize, words: &Vocabulary) -> Option<usize> {
        let start = *self.starts.get(phrase)? as usize;
        let mut run = Run { steps: &self.steps, programs: self, words, row, begin, patience: PATIENCE };
        run.from(start, begin).filter(|&end| end > begin)
    }
}

struct Run<'r> {
    steps: &'r [Place],
    programs: &'r Programs,
    words: &'r Vocabulary,
    row: Row<'r>,
    begin: usize,
    patience: u32,
}

impl Run<'_> {
    fn from(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        let (steps, row) = (self.steps, self.row);
        let may_go_on = |step: usize, here: Bits| steps.get(step).is_some_and(|place| place.next.meets(here));
        loop {
            self.patience = self.patience.checked_sub(1)?;
            let place = steps.get(step)?;
            let here = row.bits(at);
            if !place.next.meets(here) {
                return None;
            }
            match place.step {
                Step::Accept => return Some(at),
                Step::Start if at == 0 => step += 1,
                Step::End if at == row.len() => step += 1,
                Step::Start | Step::End => return None,
                Step::Jump(target) => step = target as usize,
                // Two ways are rarely both open, and one needs no recursion.
                Step::Split(target) => {
                    let target = target as usize;
                    if !may_go_on(step + 1, here) {
                        step = target;
                    } else if !may_go_on(target, here) {
                        step += 1;
                    } else if let Some(end) = self.from(step + 1, at) {
                        return Some(end);
                    } else {
                        step = target;
                    }
                }
                Step::Not(target) => {
                    if may_go_on(step + 1, here) && self.from(step + 1, at).is_some() {
                        return None;
                    }
                    step = target as usize;
                }
                Step::Gap(width) => {
                    let widest = usize::from(width).min(row.len() - at);
                    return (at..=at + widest).find_map(|there| {
                        let goes_on = may_go_on(step + 1, row.bits(there));
                        goes_on.then(|| self.from(step + 1, there)).flatten()
                    });
                }
                // A softener may be taken or skipped; any other word is taken or not, which needs no recursion.
                _ if here.meets(Bits::SOFTENER) => return self.word(step, at),
                Step::Number => return self.number(step, at),
                Step::Word(_) | Step::Set(..) | Step::Any if self.takes(place.step, at) => {
                    step += 1;
                    at += 1;
                }
                Step::Word(_) | Step::Set(..) | Step::Any => return None,
            }
        }
    }

    /// Does the step take the word at that place?
    fn takes(&self, step: Step, at: usize) -> bool {
        let Some(id) = self.row.id(at) else { return false };
        match step {
            Step::Word(word) => id == word,
            Step::Set(first, count) => self.programs.is_in(first, count, id),
            _ => true,
        }
    }

    /// A step that takes a word, with up to two softeners before it.
    fn word(&mut self, step: usize, at: usize) -> Option<usize> {
        let what = self.steps.get(step)?.step;
        for skipped in 0..=SOFTENERS_SKIPPED {
            let here = at + skipped;
            if skipped > 0 && (at == self.begin || !self.words.is_softener(self.row.id(here - 1)?)) {
                return None;
            }
            let end = match what {
                Step::Number => self.number(step, here),
                _ if self.takes(what, here) => self.from(step + 1, here + 1),
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
        let (row, words) = (self.row, self.words);
        let is_number = |at: usize| row.id(at).is_some_and(|id| words.is_number(id));
        let first = at + usize::from(!is_number(at) && row.id(at).is_some_and(|id| words.is_article(id)));
        let count = (first..first + AMOUNT_WORDS).take_while(|&at| is_number(at)).count();
        for end in (first + 1..=first + count).rev() {
            let with_currency = row.id(end).is_some_and(|id| words.is_currency(id));
            let found = if with_currency { self.from(step + 1, end + 1) } else { None };
            if let Some(found) = found.or_else(|| self.from(step + 1, end)) {
                return Some(found);
            }
        }
        None
    }
}
