//! Programs as they are packed: column by column.
//!
//! What may come next at a step follows from the steps, but to find it out at every start took a seventh of the time that
//! unpacking took: it is packed, each different set once.

use serde::{Deserialize, Serialize};

use super::{Place, Programs, Step, Way};
use crate::call::narrow;
use crate::scan::numbers::{self, Column};
use crate::scan::row::Bits;
use crate::scan::sets::{Set, Sets};

/// All programs of a set of phrases.
#[derive(Serialize, Deserialize)]
pub(super) struct Packed<'d> {
    /// By step: what it does, and up to two numbers that belong to it.
    #[serde(borrow)]
    does: Column<'d, u8>,
    #[serde(borrow)]
    first: Column<'d, u32>,
    #[serde(borrow)]
    second: Column<'d, u16>,
    #[serde(with = "numbers")]
    starts: Vec<u32>,
    /// By step: the place of what may come next in `sets_of_next`.
    #[serde(borrow)]
    next: Column<'d, u32>,
    #[serde(borrow)]
    sets_of_next: Column<'d, Bits>,
    /// By way of a fork: the step.
    #[serde(borrow)]
    targets: Column<'d, u32>,
    sets: Sets,
    /// By phrase.
    #[serde(with = "numbers")]
    seconds: Vec<Bits>,
}

impl From<Programs> for Packed<'_> {
    fn from(programs: Programs) -> Self {
        let Programs { steps, starts, forks, sets, seconds } = programs;
        let columns = || steps.iter().map(|place| columns(place.step));
        let mut sets_of_next: Vec<Bits> = steps.iter().map(|place| place.next).collect();
        sets_of_next.sort_unstable();
        sets_of_next.dedup();
        let place = |next| narrow(sets_of_next.partition_point(|set| *set < next));
        Self {
            does: columns().map(|(does, ..)| does).collect(),
            first: columns().map(|(_, first, _)| first).collect(),
            second: columns().map(|(.., second)| second).collect(),
            starts,
            next: steps.iter().map(|step| place(step.next)).collect(),
            sets_of_next: sets_of_next.into_iter().collect(),
            targets: forks.iter().map(|way| way.target).collect(),
            sets,
            seconds,
        }
    }
}

impl From<Packed<'_>> for Programs {
    fn from(packed: Packed) -> Self {
        let Packed { does, first, second, starts, next, sets_of_next, targets, sets, seconds } = packed;
        let set = |next: u32| sets_of_next.get(next as usize).unwrap_or(Bits::ANY);
        let rows = does.iter().zip(first.iter()).zip(second.iter()).zip(next.iter());
        let steps = rows.map(|(((does, first), second), next)| Place {
            step: step(does, first, second),
            next: set(next),
            then: 0,
        });
        let way = |target: u32| Way { target, next: next.get(target as usize).map_or(Bits::ANY, set) };
        let mut programs =
            Self { starts, forks: targets.iter().map(way).collect(), sets, steps: steps.collect(), seconds };
        programs.skip_jumps();
        programs
    }
}

/// A step as numbers.
fn columns(step: Step) -> (u8, u32, u16) {
    match step {
        Step::Accept => (0, 0, 0),
        Step::Word(word) => (1, 0, word),
        Step::Set(set) => {
            let (first, second) = set.columns();
            (2, first, second)
        }
        Step::Any => (3, 0, 0),
        Step::Number => (4, 0, 0),
        Step::Gap(width) => (5, 0, u16::from(width)),
        Step::Start => (6, 0, 0),
        Step::End => (7, 0, 0),
        Step::Fork(first, count) => (8, first, count),
        Step::Jump(target) => (9, target, 0),
        Step::Not(target) => (10, target, 0),
    }
}

/// The step that these numbers are.
fn step(does: u8, first: u32, second: u16) -> Step {
    match does {
        1 => Step::Word(second),
        2 => Step::Set(Set::of_columns(first, second)),
        3 => Step::Any,
        4 => Step::Number,
        5 => Step::Gap(u8::try_from(second).unwrap_or(u8::MAX)),
        6 => Step::Start,
        7 => Step::End,
        8 => Step::Fork(first, second),
        9 => Step::Jump(first),
        10 => Step::Not(first),
        _ => Step::Accept,
    }
}
