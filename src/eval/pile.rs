//! Labelled calls as they are read: each call with its label, and what is wrong with either.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{Codes, Known};
use super::gold::{Gold, Label};
use crate::batch::{self, Reading, Totals};
use crate::call::Call;
use crate::error::{Error, ErrorKind};
use crate::monitor::Monitor;
use crate::source::Listing;

/// What to do about a label that cannot be used.
const MEND: &str = "mend the label, or take `gold` out of the call";

/// A call and its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The input it came from.
    pub path: String,
    /// Its id, or the name that stands in for one.
    pub id: String,
    /// What it belongs to: as the label says, else its id up to the first `-`.
    pub source: String,
    /// The call.
    pub call: Call,
    /// The label.
    pub gold: Gold,
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Pile {
    /// Calls with a label, in the order of the inputs.
    pub calls: Vec<Labelled>,
    /// Calls without one.
    pub unlabelled: u64,
    /// By code that no lexicon in use has: turns with it.
    pub strange: BTreeMap<String, u32>,
    /// Counts of the run; a call whose label is broken is not read.
    pub totals: Totals,
}

/// Reads everything listed. What cannot be read goes to `trouble`, and so does a label whose call was not read.
pub fn read(listing: &Listing, codes: &Codes, monitor: &dyn Monitor, trouble: &mut dyn FnMut(&Error)) -> Pile {
    let mut pile = Pile::default();
    let (mut broken, mut lost) = (0, 0);
    let mut file = File::default();
    pile.totals = batch::read_beside(listing, &Label::of, monitor, &mut |reading, place, labels| {
        if file.path != reading.path {
            lost += file.end(trouble);
            file = File::of(&reading, labels);
        }
        let path = reading.path;
        let (id, call) = match reading.result {
            Ok(read) => read,
            Err(error) => {
                file.is_whole = false;
                return trouble(&error);
            }
        };
        let Some((at, label)) = Label::of_call(labels, call.id.as_deref(), place) else {
            pile.unlabelled += 1;
            return;
        };
        file.left.remove(&at);
        match label.gold.clone().map(|gold| usable(gold, label, &call, codes)) {
            None => pile.unlabelled += 1,
            Some(Ok(gold)) => {
                let before = id.split('-').next().unwrap_or_default();
                let source = gold.source.clone().unwrap_or_else(|| before.to_owned());
                pile.calls.push(Labelled { path, id, source, call, gold });
            }
            Some(Err(error)) => {
                broken += 1;
                trouble(&placed(error, labels, at).in_file(path));
            }
        }
    });
    lost += file.end(trouble);
    pile.totals.calls -= broken;
    pile.totals.failed += broken + lost;
    for codes in pile.calls.iter().flat_map(|labelled| labelled.gold.turns.values()) {
        let strange: BTreeSet<&str> = codes.iter().filter(|code| code.is_strange).map(|code| &*code.id).collect();
        strange.into_iter().for_each(|code| *pile.strange.entry(code.to_owned()).or_default() += 1);
    }
    pile
}

/// The labels of the file that is being read.
#[derive(Default)]
struct File {
    path: String,
    /// Every record was read so far.
    is_whole: bool,
    /// By place of a label that no call has taken yet: its line.
    left: BTreeMap<usize, u64>,
}

impl File {
    fn of(reading: &Reading, labels: &[Label]) -> Self {
        let labelled = labels.iter().enumerate().filter(|(_, label)| label.gold.is_some());
        let left = labelled.map(|(place, label)| (place, label.line)).collect();
        Self { path: reading.path.clone(), is_whole: true, left }
    }

    /// Says which labels no call has taken, unless something else was wrong with the file; gives their number.
    fn end(&mut self, trouble: &mut dyn FnMut(&Error)) -> u64 {
        let left = if self.is_whole { std::mem::take(&mut self.left) } else { BTreeMap::new() };
        for line in left.values() {
            let error = Error::new(ErrorKind::Malformed, "this `gold` belongs to no call that was read");
            let error = error.next("give each call an `id` of its own, and its label beside its `turns`");
            trouble(&error.at_line(*line).in_file(&*self.path));
        }
        left.len() as u64
    }
}

/// The label, with its codes looked up.
///
/// # Errors
/// It is broken, names a turn that the call does not have, or has a code that is a slip of another.
fn usable(gold: Result<Gold, String>, label: &Label, call: &Call, codes: &Codes) -> Result<Gold, Error> {
    let error = |what: String| Error::new(ErrorKind::Malformed, what);
    let mut gold = gold.map_err(|what| error(what).next(MEND))?;
    let turns = call.utterances.iter().map(|utterance| utterance.line).max().unwrap_or_default().max(label.turns);
    if let Some((last, _)) = gold.turns.last_key_value().filter(|(last, _)| **last > turns) {
        let has = if turns == 1 { "one turn".to_owned() } else { format!("{turns} turns") };
        let what = format!("its `gold.turns` has the key \"{last}\", and the call has {has}");
        return Err(error(what).next(MEND));
    }
    for (turn, written) in &mut gold.turns {
        for code in written {
            match codes.find(&code.id) {
                Known::Yes => {}
                Known::No => code.is_strange = true,
                Known::SlipOf(id) => {
                    let code: String = code.id.chars().take(40).collect();
                    let what = format!("its `gold.turns.{turn}` has the code {code:?}, which no lexicon has");
                    return Err(error(what).next(format!("did you mean `{id}`?")));
                }
            }
        }
    }
    Ok(gold)
}

/// The error with its line, and with the number of the call where another stands on that line.
fn placed(error: Error, labels: &[Label], at: usize) -> Error {
    let line = labels.get(at).map_or(1, |label| label.line);
    let share = labels.iter().filter(|label| label.line == line).count();
    if share < 2 {
        return error.at_line(line);
    }
    let said = Error::new(error.kind(), format!("call {}: {}", at + 1, error.what())).at_line(line);
    match error.advice() {
        Some(advice) => said.next(advice),
        None => said,
    }
}
