//! NDJSON: canonical calls, or rows of a talk with any sensible keys, one a line.
//!
//! A broken line among calls is an error of its own, and the next are still read; among rows it is noted. The documents of vendors come one a line, too: those are claimed by the vendors, which share [`outline`].

use std::cell::Cell;

use crate::call::{Call, Note};
use crate::error::{Error, ErrorKind};

use super::json::{self, Keys, Outline};
use super::lines::{Line, lines};
use super::table::{self, Plan, Row, Source};
use super::{Export, Fit, Format, Gives, Sink, Times};

/// Lines looked at to recognise the format.
const LOOK: usize = 8;

/// One canonical call, or one row, a line.
pub(super) struct Ndjson;

impl Format for Ndjson {
    fn id(&self) -> &'static str {
        "ndjson"
    }

    fn about(&self) -> &'static str {
        "JSON one a line: canonical calls, or a row for each piece of speech"
    }

    fn told_by(&self) -> String {
        "a whole JSON object a line, with the key `turns`, or with keys such as `text` and `speaker`".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "role", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let calls = export.outline().is_some_and(|outline| Keys::new(outline, "[]").has("turns"));
        match export.in_lines() {
            true if calls => Fit::Sure,
            true if json::rows(export).is_some() => Fit::Likely,
            _ => Fit::No,
        }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        if let Some(read) = json::rows(export) {
            return rows(&Rows { text: export.text(), read, broken: Cell::default() }, sink);
        }
        json::lines(export.text(), self.id(), &mut |id, result| {
            sink(if id == "pursuit" { self.id() } else { id }, result)
        });
    }
}

/// Hands over the calls of rows.
fn rows(source: &Rows<'_>, sink: Sink<'_>) {
    let mut calls: Vec<Call> = table::calls(source).into_iter().map(|draft| draft.finish()).collect();
    let Some(first) = calls.first_mut() else {
        let error = Error::new(ErrorKind::Empty, "no line of this JSON holds words");
        return sink(Ndjson.id(), Err(error.next("export the transcript again, with the text of each line")));
    };
    if let (line @ 1.., count) = source.broken.get() {
        let more = if count > 1 { format!(" (and {} more such)", count - 1) } else { String::new() };
        first.notes.push(Note::new("bad_line", format!("line {line} is no whole JSON and was left out{more}")));
    }
    calls.into_iter().for_each(|call| sink(Ndjson.id(), Ok(call)));
}

/// Rows of a talk, one a line.
struct Rows<'t> {
    /// The whole text.
    text: &'t str,
    /// How a line is read.
    read: json::Lines,
    /// The first broken line, and how many there are.
    broken: Cell<(u32, usize)>,
}

impl Source for Rows<'_> {
    fn plan(&self) -> &Plan {
        &self.read.plan
    }

    fn rows(&self, each: &mut dyn FnMut(&Row<'_>)) {
        self.broken.take();
        for line in full(self.text) {
            let mut row = Row::new(0, line.number as usize);
            if self.read.read(line.text, &mut row) {
                each(&row);
            } else {
                let (first, count) = self.broken.get();
                self.broken.set((if count == 0 { line.number } else { first }, count + 1));
            }
        }
    }
}

/// The outline of a list of the first lines, if the text is JSON one a line: an object ends on its own line, and
/// another stands on a line beside it; no single JSON text has that. Broken lines among them cost only themselves.
pub(super) fn outline(text: &str) -> Option<Outline> {
    if !text.trim_start().starts_with('{') {
        return None;
    }
    let first: Vec<(&str, bool)> = full(text).take(LOOK).map(|line| (line.text.trim(), is_whole(line.text))).collect();
    let apart = first
        .windows(2)
        .any(|pair| pair.iter().all(|(line, _)| line.starts_with('{')) && pair.iter().any(|(_, whole)| *whole));
    let whole: Vec<&str> = first.iter().filter(|(_, whole)| *whole).map(|(line, _)| *line).collect();
    apart.then(|| Outline::of(&format!("[{}]", whole.join(","))))?
}

/// True if a line is one JSON object.
fn is_whole(line: &str) -> bool {
    Outline::of(line).is_some_and(|outline| outline.broken().is_none())
}

/// The lines that are not blank.
fn full(text: &str) -> impl Iterator<Item = Line<'_>> {
    lines(text).filter(|line| !line.is_blank())
}
