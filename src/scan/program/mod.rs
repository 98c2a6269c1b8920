//! One phrase as a small program over word ids, and the machine that runs it.
//!
//! The machine backtracks in the order in which the phrase is written: gaps as short as
//! possible, alternatives from the left, optional parts rather taken than left. Softeners
//! may be skipped before a word, two at most, once the match has begun.
//!
//! Of each step is known with which words the rest of the phrase may go on ([`Bits`]), so that most alternatives and
//! most trials end at one look at the word that stands there.

mod packed;
mod run;

use serde::{Deserialize, Serialize};

use self::packed::Packed;
use self::run::Run;
use super::row::{Bits, Row};
use super::sets::{Set, Sets};
use super::vocabulary::{Vocabulary, WordId};
use crate::call::narrow;
use crate::lexicon::phrase::{Node, Sequence};

/// One step of a program; targets count from the program's start.
#[derive(Clone, Copy, Debug)]
enum Step {
    Word(WordId),
    Set(Set),
    Any,
    Number,
    Gap(u8),
    Start,
    End,
    /// Try so many of [`Programs::forks`] from there on, one after the other.
    Fork(u32, u16),
    Jump(u32),
    /// What follows up to the next `Accept` must not match; go on at the target.
    Not(u32),
    Accept,
}

/// A step and what it needs.
#[derive(Clone, Copy, Debug)]
struct Place {
    step: Step,
    /// Words with which a match may go on from here, one of which must come next; all bits if any word will do. Follows
    /// from the steps behind.
    next: Bits,
    /// The step behind, no jump. Follows, too.
    then: u32,
}

/// One of several ways that a phrase may take.
#[derive(Clone, Copy, Debug)]
struct Way {
    target: u32,
    /// What may come next there; follows.
    next: Bits,
}

/// All programs of a set of phrases.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Packed<'de>", into = "Packed<'_>")]
pub(super) struct Programs {
    steps: Vec<Place>,
    starts: Vec<u32>,
    forks: Vec<Way>,
    sets: Sets,
    /// By phrase: the words that may stand behind the first of a match.
    seconds: Vec<Bits>,
}

/// Steps after which one attempt is given up, so that no phrase can hang on any text.
const PATIENCE: u32 = 20_000;

impl Programs {
    /// Adds a phrase; its number is its place in the order of adding.
    pub(super) fn add(&mut self, sequence: &Sequence, words: &Vocabulary) {
        self.starts.push(narrow(self.steps.len()));
        self.sequence(sequence, words);
        self.push(Step::Accept);
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len()
    }

    /// Finds out what may come next at each step, once all phrases are added.
    pub(super) fn finish(&mut self, words: &Vocabulary) {
        for at in (0..self.steps.len()).rev() {
            if let Step::Fork(first, count) = self.steps[at].step {
                for way in self.forks.iter_mut().skip(first as usize).take(usize::from(count)) {
                    way.next = self.steps.get(way.target as usize).map_or(Bits::ANY, |place| place.next);
                }
            }
            self.steps[at].next = self.next_of(at, words);
        }
        self.skip_jumps();
        self.sets.finish();
        let mut seconds = vec![Bits::ANY; self.steps.len()];
        for at in (0..self.steps.len()).rev() {
            seconds[at] = self.second_of(at, &seconds);
        }
        let second = |&start: &u32| seconds.get(start as usize).copied().unwrap_or(Bits::ANY);
        self.seconds = self.starts.iter().map(second).collect();
    }

    /// Finds out which step is behind each.
    fn skip_jumps(&mut self) {
        for at in 0..self.steps.len() {
            self.steps[at].then = self.behind(at + 1);
        }
    }

    /// The first step from `at` on that is no jump.
    fn behind(&self, at: usize) -> u32 {
        match self.steps.get(at).map(|place| place.step) {
            Some(Step::Jump(target)) => self.behind(target as usize),
            _ => narrow(at),
        }
    }

    fn ways(&self, first: u32, count: u16) -> &[Way] {
        self.forks.get(first as usize..first as usize + usize::from(count)).unwrap_or_default()
    }

    /// The words with which a match of the phrase may begin.
    pub(super) fn first(&self, phrase: usize) -> Bits {
        let start = self.starts.get(phrase).and_then(|&start| self.steps.get(start as usize));
        start.map_or(Bits::ANY, |place| place.next)
    }

    /// The words that may stand behind its first word.
    pub(super) fn second(&self, phrase: usize) -> Bits {
        self.seconds.get(phrase).copied().unwrap_or(Bits::ANY)
    }

    /// Can the phrase match only from the start of a clause?
    pub(super) fn starts_clauses(&self, phrase: usize) -> bool {
        let start = self.starts.get(phrase).and_then(|&start| self.steps.get(start as usize));
        start.is_some_and(|place| matches!(place.step, Step::Start))
    }

    /// What may come next behind the word that is taken at a step; that of the steps behind it is known.
    fn second_of(&self, at: usize, seconds: &[Bits]) -> Bits {
        let of = |at: usize| seconds.get(at).copied().unwrap_or(Bits::ANY);
        match self.steps[at].step {
            Step::Word(_) | Step::Set(_) | Step::Any => self.steps.get(at + 1).map_or(Bits::ANY, |place| place.next),
            Step::Start => of(at + 1),
            Step::Fork(first, count) => {
                self.ways(first, count).iter().map(|way| of(way.target as usize)).fold(Bits::default(), Bits::or)
            }
            Step::Jump(target) | Step::Not(target) => of(target as usize),
            Step::Number | Step::Gap(_) | Step::End | Step::Accept => Bits::ANY,
        }
    }

    /// What may come next at a step; the steps behind it are known.
    fn next_of(&self, at: usize, words: &Vocabulary) -> Bits {
        let behind = |at: usize| self.steps.get(at).map_or(Bits::ANY, |place| place.next);
        let of = |id| Bits::SOFTENER.or(words.bits(id));
        match self.steps[at].step {
            Step::Word(word) => of(word),
            Step::Set(set) => self.sets.words(set).map(|id| words.bits(id)).fold(Bits::SOFTENER, Bits::or),
            Step::Any => Bits::WORD,
            Step::Number => Bits::NUMBER.or(of(words.article())),
            Step::Gap(_) | Step::End | Step::Accept => Bits::ANY,
            Step::Start => behind(at + 1),
            Step::Fork(first, count) => {
                self.ways(first, count).iter().map(|way| way.next).fold(Bits::default(), Bits::or)
            }
            Step::Jump(target) | Step::Not(target) => behind(target as usize),
        }
    }

    fn push(&mut self, step: Step) {
        self.steps.push(Place { step, next: Bits::ANY, then: 0 });
    }

    fn aim(&mut self, at: usize, step: Step) {
        self.steps[at].step = step;
    }

    fn here(&self) -> u32 {
        narrow(self.steps.len())
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
    fn set(&mut self, ids: Vec<WordId>) {
        let set = self.sets.add(ids);
        self.push(Step::Set(set));
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
        let mut ways: Vec<Result<Vec<WordId>, &Sequence>> = Vec::new();
        let mut rest = branches;
        while let Some(branch) = rest.first() {
            let singles: Vec<Vec<WordId>> = rest.iter().map_while(single).collect();
            rest = rest.get(singles.len().max(1)..).unwrap_or_default();
            ways.push(if singles.is_empty() { Err(branch) } else { Ok(singles.concat()) });
        }
        let count = ways.len() + usize::from(optional);
        let first = self.forks.len();
        if count > 1 {
            self.forks.resize(first + count, Way { target: 0, next: Bits::ANY });
            let [place, number] = [first, count].map(narrow);
            self.push(Step::Fork(place, u16::try_from(number).unwrap_or(u16::MAX)));
        }
        let mut jumps = Vec::new();
        for (way, what) in ways.into_iter().enumerate() {
            if count > 1 {
                self.forks[first + way].target = self.here();
            }
            match what {
                Ok(ids) if ids.len() == 1 => self.push(Step::Word(ids[0])),
                Ok(ids) => self.set(ids),
                Err(branch) => self.sequence(branch, words),
            }
            if way + 1 < count {
                jumps.push(self.steps.len());
                self.push(Step::Jump(0));
            }
        }
        let behind = self.here();
        if optional {
            self.forks[first + count - 1].target = behind;
        }
        for jump in jumps {
            self.aim(jump, Step::Jump(behind));
        }
    }

    /// The end of the match of `phrase` that begins at `begin` in a clause, if there is one.
    pub(super) fn end_of_match(&self, phrase: usize, row: Row<'_>, begin: usize, words: &Vocabulary) -> Option<usize> {
        let start = *self.starts.get(phrase)? as usize;
        Run::new(self, words, row, begin).from(start, begin).filter(|&end| end > begin)
    }
}
