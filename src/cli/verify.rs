//! `pursuit verify`: results made again from their inputs, and proved byte for byte.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{Global, Verify, VerifyForm};
use super::config::Config;
use super::exit::Exit;
use super::lexicon;
use super::output::printed;
use super::plan;
use super::progress::Progress;
use super::results;
use super::streams::Streams;
use crate::analyze::Method;
use crate::error::Error;
use crate::report::{self, count, visible};
use crate::verify::{self, Checked, Reason, Row};

/// The version that stands in front of the answer for programs.
const SCHEMA: &str = "pursuit/verify-1.0";

/// Runs the command.
///
/// # Errors
/// A result that can't be read, broken lexicons, an answer that can't be written.
pub(super) fn run(typed: &Verify, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let mut rows = Vec::new();
    for path in &typed.results {
        rows.append(&mut read(path, streams)?);
    }
    let mut method = Method::of(lexicon::rules(global, config)?);
    let threads = typed.threads.map_or_else(plan::cores, usize::from);
    let is_person = streams.stderr.is_terminal();
    let progress = Progress::new(plan::wants_progress(global, is_person, streams.stdout_is.terminal, false));
    let checked = verify::verify(&rows, &mut method, typed.max_size, threads, &progress);
    progress.finish();
    let checked = checked?;
    let out = &mut *streams.stdout;
    let put = match typed.format {
        VerifyForm::Text => text(&checked, rows.len(), global.verbose, out),
        VerifyForm::Json => report::json_line(&Sheet::of(&checked, rows.len()), out),
    };
    printed(put.and_then(|()| streams.stdout.flush())).map(|()| exit(&checked))
}

/// Anything that differs is a finding; an input that can't be had alone is not.
fn exit(checked: &[Checked]) -> Exit {
    let mut reasons = checked.iter().filter_map(|checked| checked.difference.as_ref()).map(|of| of.reason).peekable();
    match (reasons.peek().is_some(), reasons.all(|reason| reason == Reason::InputGone)) {
        (false, _) => Exit::Done,
        (true, true) => Exit::Unread,
        (true, false) => Exit::Findings,
    }
}

/// Reads one result.
fn read(path: &Path, streams: &mut Streams<'_>) -> Result<Vec<Row>, Error> {
    let (text, name) = results::read(path, "name a result of `pursuit score --format ndjson`", streams)?;
    verify::read(&text, &name)
}

/// Writes the answer for people.
fn text(checked: &[Checked], objects: usize, all: bool, out: &mut dyn Write) -> io::Result<()> {
    let mut reasons: BTreeMap<Reason, usize> = BTreeMap::new();
    for checked in checked {
        let what = match &checked.difference {
            Some(difference) => {
                *reasons.entry(difference.reason).or_default() += 1;
                format!("{}: {}", difference.reason.shown(), difference.what)
            }
            None if all => "proved".to_owned(),
            None => continue,
        };
        let (result, line) = &checked.place;
        let place = line.map_or_else(|| result.clone(), |line| format!("{result}:{line}"));
        writeln!(out, "{}: {}: {}", visible(&place), visible(&name(checked)), visible(&what))?;
    }
    let proved = checked.iter().filter(|checked| checked.difference.is_none()).count();
    let head = format!("{proved} of {} proved", count(objects, "object"));
    if reasons.is_empty() {
        return writeln!(out, "{head}: the same inputs, lexicons, settings and version give the same bytes");
    }
    let counts: Vec<String> = reasons.iter().map(|(reason, count)| format!("{count} {}", reason.shown())).collect();
    writeln!(out, "\n{head}; {}", counts.join(", "))?;
    reasons.keys().try_for_each(|reason| writeln!(out, "  {}: {}", reason.shown(), reason.next()))
}

/// The input, and the call where that is not clear from it.
fn name(checked: &Checked) -> String {
    checked.id.as_deref().map_or_else(|| checked.path.clone(), |id| report::label(&checked.path, id))
}

/// The answer for programs. Names and meanings are a promise; keys may be added.
#[derive(Serialize)]
struct Sheet<'a> {
    schema: &'static str,
    objects: usize,
    proved: usize,
    rows: Vec<SheetRow<'a>>,
}

/// One object.
#[derive(Serialize)]
struct SheetRow<'a> {
    result: &'a str,
    /// None for what the result has left out.
    line: Option<u64>,
    path: &'a str,
    id: Option<&'a str>,
    proved: bool,
    reason: Option<&'static str>,
    text: Option<&'a str>,
    next: Option<&'static str>,
    /// Where it was changed: the keys that lead there, and the values, cut short.
    key: Option<&'a str>,
    written: Option<&'a str>,
    computed: Option<&'a str>,
}

impl<'a> Sheet<'a> {
    fn of(checked: &'a [Checked], objects: usize) -> Self {
        let proved = checked.iter().filter(|checked| checked.difference.is_none()).count();
        Self { schema: SCHEMA, objects, proved, rows: checked.iter().map(SheetRow::of).collect() }
    }
}

impl<'a> SheetRow<'a> {
    fn of(checked: &'a Checked) -> Self {
        let Checked { place: (result, line), path, id, difference } = checked;
        let at = difference.as_ref().and_then(|difference| difference.at.as_ref());
        Self {
            result,
            line: *line,
            path,
            id: id.as_deref(),
            proved: difference.is_none(),
            reason: difference.as_ref().map(|difference| difference.reason.as_str()),
            text: difference.as_ref().map(|difference| difference.what.as_str()),
            next: difference.as_ref().map(|difference| difference.reason.next()),
            key: at.map(|at| at.key.as_str()),
            written: at.and_then(|at| at.written.as_deref()),
            computed: at.and_then(|at| at.computed.as_deref()),
        }
    }
}
