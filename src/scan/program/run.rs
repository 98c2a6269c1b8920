//! The machine that runs a program on the words of a clause.

use super::{PATIENCE, Place, Programs, Step};
use crate::scan::row::{Bits, Row};
use crate::scan::vocabulary::{AMOUNT_WORDS, SOFTENERS_SKIPPED, Vocabulary};

/// One trial of one phrase.
pub(super) struct Run<'r> {
    steps: &'r [Place],
    programs: &'r Programs,
    words: &'r Vocabulary,
    row: Row<'r>,
    begin: usize,
    patience: u32,
}

impl<'r> Run<'r> {
    /// A trial that begins at that word.
    pub(super) fn new(programs: &'r Programs, words: &'r Vocabulary, row: Row<'r>, begin: usize) -> Self {
        Self { steps: &programs.steps, programs, words, row, begin, patience: PATIENCE }
    }

    /// The end of the match, from that step and word on.
    pub(super) fn from(&mut self, mut step: usize, mut at: usize) -> Option<usize> {
        let (steps, row) = (self.steps, self.row);
        let mut skipped = 0;
        let may_go_on = |step: usize, here: Bits| steps.get(step).is_some_and(|place| place.next.meets(here));
        loop {
            self.patience = self.patience.checked_sub(u32::from(skipped == 0))?;
            let place = steps.get(step)?;
            let here = row.bits(at);
            if !place.next.meets(here) {
                return None;
            }
            match place.step {
                Step::Accept => return Some(at),
                Step::Start if at == 0 => step = place.then as usize,
                Step::End if at == row.len() => step = place.then as usize,
                Step::Start | Step::End => return None,
                Step::Jump(target) => step = target as usize,
                // Two ways are rarely both open, and the last that is needs no recursion.
                Step::Fork(first, count) => {
                    let ways = self.programs.ways(first, count).iter().filter(|way| way.next.meets(here));
                    let mut last = None;
                    for way in ways {
                        if let Some(earlier) = last.replace(way.target as usize)
                            && let Some(end) = self.from(earlier, at)
                        {
                            return Some(end);
                        }
                    }
                    step = last?;
                }
                Step::Not(target) => {
                    if may_go_on(step + 1, here) && self.from(step + 1, at).is_some() {
                        return None;
                    }
                    step = target as usize;
                }
                Step::Gap(width) => {
                    let widest = usize::from(width).min(row.len() - at);
                    let then = place.then as usize;
                    return (at..=at + widest).find_map(|there| {
                        let goes_on = may_go_on(then, row.bits(there));
                        goes_on.then(|| self.from(then, there)).flatten()
                    });
                }
                // A softener may be taken or skipped; any other word is taken or not, which needs no recursion.
                word if here.meets(Bits::SOFTENER) => {
                    if self.takes(word, at)
                        && let Some(end) = self.from(place.then as usize, at + 1)
                    {
                        return Some(end);
                    }
                    if at == self.begin || skipped == SOFTENERS_SKIPPED {
                        return None;
                    }
                    skipped += 1;
                    at += 1;
                }
                Step::Number => return self.number(place.then as usize, at),
                Step::Word(word) => {
                    if row.id(at) != Some(word) {
                        return None;
                    }
                    (step, at, skipped) = (place.then as usize, at + 1, 0);
                }
                Step::Set(set) => {
                    if !self.programs.sets.holds(set, row.id(at)?) {
                        return None;
                    }
                    (step, at, skipped) = (place.then as usize, at + 1, 0);
                }
                Step::Any => {
                    (step, at, skipped) = (place.then as usize, at + 1, 0);
                }
            }
        }
    }

    /// Does the step take the softener at that place?
    fn takes(&self, step: Step, at: usize) -> bool {
        let Some(id) = self.row.id(at) else { return false };
        match step {
            Step::Word(word) => id == word,
            Step::Set(set) => self.programs.sets.holds(set, id),
            Step::Any => true,
            _ => false,
        }
    }

    /// An amount: perhaps an article, number words, perhaps a currency; the longest that lets the rest, from `step` on,
    /// match.
    fn number(&mut self, step: usize, at: usize) -> Option<usize> {
        let (row, words) = (self.row, self.words);
        let is_number = |at: usize| row.id(at).is_some_and(|id| words.is_number(id));
        let first = at + usize::from(!is_number(at) && row.id(at).is_some_and(|id| words.is_article(id)));
        let count = (first..first + AMOUNT_WORDS).take_while(|&at| is_number(at)).count();
        for end in (first + 1..=first + count).rev() {
            let with_currency = row.id(end).is_some_and(|id| words.is_currency(id));
            let found = if with_currency { self.from(step, end + 1) } else { None };
            if let Some(found) = found.or_else(|| self.from(step, end)) {
                return Some(found);
            }
        }
        None
    }
}
