//! Which turns are shown: all, or those that were asked for.

use std::str::FromStr;

use super::{AROUND, Page};
use crate::analyze::{Analysis, MarkOf, Passage};
use crate::lexicon::is_named;

/// Turns from one to another, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Turns {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

impl FromStr for Turns {
    type Err = String;

    /// Reads `14`, `14-20`, `14-` or `-20`.
    fn from_str(typed: &str) -> Result<Self, String> {
        let way = || "write a turn or a range of them: 14, 14-20, 14- or -20".to_owned();
        let number = |typed: &str| typed.trim().parse::<u32>().map_err(|_| way());
        let (first, last) = match typed.split_once('-') {
            None => number(typed).map(|turn| (turn, turn))?,
            Some(("", "")) => return Err(way()),
            Some(("", last)) => (1, number(last)?),
            Some((first, "")) => (number(first)?, u32::MAX),
            Some((first, last)) => (number(first)?, number(last)?),
        };
        match (first, last) {
            (0, _) | (_, 0) => Err("turns count from 1".to_owned()),
            (first, last) if first > last => Err("the range ends before it begins".to_owned()),
            _ => Ok(Self { first, last }),
        }
    }
}

/// The code of a mark.
pub(super) fn code_of(call: &Analysis, of: MarkOf) -> &str {
    match of {
        MarkOf::Evidence { signal, .. } => call.signals.get(signal).map_or("", |signal| &signal.id),
        MarkOf::Discard(place) => call.discarded.get(place).map_or("", |discard| &discard.id),
    }
}

/// Is one of these codes heard in the turn, counted or not?
#[must_use]
pub fn heard(call: &Analysis, passage: &Passage, codes: &[String]) -> bool {
    let names: Vec<&str> = codes.iter().map(String::as_str).collect();
    passage.marks.iter().any(|mark| is_named(code_of(call, mark.of), &names))
}

/// What is shown of each turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// Nothing.
    No,
    /// It stands beside one that was asked for.
    Beside,
    /// It was asked for, or all are.
    Yes,
}

/// By place in the transcript.
pub(super) fn pick(page: &Page<'_>) -> Vec<Shown> {
    let look = page.look;
    let asked = |passage: &Passage| {
        let in_range = look.turns.iter().any(|turns| (turns.first..=turns.last).contains(&passage.turn));
        (look.turns.is_empty() || in_range) && (look.codes.is_empty() || heard(page.call, passage, &look.codes))
    };
    let mut shown: Vec<Shown> =
        page.passages.iter().map(|passage| if asked(passage) { Shown::Yes } else { Shown::No }).collect();
    if !look.turns.is_empty() {
        let wanted: Vec<usize> = (0..shown.len()).filter(|&at| shown.get(at) == Some(&Shown::Yes)).collect();
        for at in wanted {
            let near = at.saturating_sub(AROUND as usize)..(at + AROUND as usize + 1).min(shown.len());
            for beside in shown.get_mut(near).into_iter().flatten().filter(|shown| **shown == Shown::No) {
                *beside = Shown::Beside;
            }
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::Turns;

    #[test]
    fn turns_are_one_or_a_range() {
        let read = |typed: &str| typed.parse::<Turns>().map(|turns| (turns.first, turns.last)).ok();
        assert_eq!([read("14"), read("14-20"), read("-3")], [Some((14, 14)), Some((14, 20)), Some((1, 3))]);
        assert_eq!([read("14-"), read(" 7 - 9 ")], [Some((14, u32::MAX)), Some((7, 9))]);
        assert!(["", "-", "0", "0-3", "9-7", "x", "1-2-3", "1,2"].iter().all(|typed| read(typed).is_none()));
    }
}
