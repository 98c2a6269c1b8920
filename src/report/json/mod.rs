//! JSON: the objects of version 1, and one array of them.

mod escape;
mod line;
mod made;
mod parts;
mod proposals;
mod scalar;
mod schema;
mod story;
mod v1;

use std::io::{self, Write};
use std::mem;
use std::sync::Arc;

use serde::Serialize;

use self::escape::Escape;
pub use self::made::{Run, VERSION, settings_of};
pub use self::schema::schema;
pub use self::v1::SCHEMA;
use super::{Apart, Report, View};
use crate::analyze::Analysis;
use crate::batch::{Outcome, Totals};

/// One array, written as the calls come.
#[derive(Debug, Default)]
pub(super) struct Json {
    run: Arc<Run>,
    begun: bool,
}

impl Report for Json {
    fn begin(&mut self, view: &View, out: &mut dyn Write) -> io::Result<()> {
        self.run = Arc::new(Run::of(view));
        out.write_all(b"[")
    }

    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        self.part(out)?;
        object(outcome, &self.run, out)
    }

    fn apart(&self) -> Option<Apart> {
        let run = Arc::clone(&self.run);
        Some(Box::new(move |outcome, line| put(outcome, &run, line)))
    }

    fn written(&mut self, line: &[u8], out: &mut dyn Write) -> io::Result<()> {
        self.part(out)?;
        out.write_all(line)
    }

    fn end(&mut self, _totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(if self.begun { b"\n]\n" } else { b"]\n" })
    }
}

impl Json {
    /// What stands before an object.
    fn part(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let begun = mem::replace(&mut self.begun, true);
        out.write_all(if begun { b",\n" } else { b"\n" })
    }
}

/// Writes any value on one line, as safe to look at as the reports are.
///
/// # Errors
/// If `out` can't be written.
pub fn json_line(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Escape))?;
    out.write_all(b"\n")
}

/// The object of an outcome, for forms that look single things up.
pub(super) fn value(outcome: &Outcome, run: &Run) -> io::Result<serde_json::Value> {
    let made = match &outcome.result {
        Ok(analysis) => serde_json::to_value(v1::CallV1::of(outcome, analysis, run)),
        Err(error) => serde_json::to_value(v1::FailureV1::of(outcome, error, run)),
    };
    made.map_err(io::Error::from)
}

/// Writes the object of an outcome on one line, without its end: what `json` and `ndjson` write.
///
/// # Errors
/// If `out` can't be written.
pub fn object(outcome: &Outcome, run: &Run, out: &mut dyn Write) -> io::Result<()> {
    match &outcome.result {
        Ok(analysis) => line::stream(&v1::CallV1::of(outcome, analysis, run), out),
        Err(error) => line::stream(&v1::FailureV1::of(outcome, error, run), out),
    }
}

/// Appends what [`object`] writes; false if it is so long that it should not be held, but written by that.
pub(super) fn put(outcome: &Outcome, run: &Run, line: &mut Vec<u8>) -> io::Result<bool> {
    let written = match &outcome.result {
        Ok(analysis) => {
            line.reserve(length(analysis).min(line::MOST));
            line::write(&v1::CallV1::of(outcome, analysis, run), line)
        }
        Err(error) => line::write(&v1::FailureV1::of(outcome, error, run), line),
    };
    written.map_err(io::Error::from)
}

/// About as many bytes as the object has, some more rather than fewer: a buffer that doubles to that copies all of it
/// once more.
fn length(analysis: &Analysis) -> usize {
    let evidence = analysis.signals.iter().flat_map(|signal| &signal.evidence);
    let evidence =
        evidence.map(|one| 140 + one.quote.len() + one.phrase.len() + one.speaker.len() + 20 * one.guards.len());
    let discards = analysis.discarded.iter();
    let discards = discards.map(|one| 110 + one.quote.len() + one.id.len() + one.words.as_ref().map_or(0, String::len));
    let proposals = analysis.proposals.iter();
    let proposals = proposals.map(|one| 260 + one.quote.len() + one.answer_quote.as_ref().map_or(0, String::len));
    let problems = analysis.story.ledger.rows.iter();
    let problems =
        problems.map(|row| 250 + row.pain.quote.len() + row.next.as_ref().map_or(0, |(_, said)| said.quote.len()));
    let rest = 8192 + 120 * analysis.signals.len();
    evidence.chain(discards).chain(proposals).chain(problems).sum::<usize>() + rest
}
