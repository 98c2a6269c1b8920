//! NDJSON: canonical calls, or rows of a talk with any sensible keys, one a line or one behind the other.
//!
//! A broken line among calls is an error of its own, and the next are still read; among rows it is noted. The documents
//! of vendors come one a line, too: those are claimed by the vendors.

use std::cell::Cell;

use crate::call::{Call, Note};
use crate::error::{Error, ErrorKind};

use super::json::{self, Keys};
use super::table::{self, Plan, Row, Source};
use super::{Export, Fit, Format, Gives, Sink, Times};

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
        match export.in_parts() {
            true if calls => Fit::Sure,
            true if json::rows(export).is_some() => Fit::Likely,
            _ => Fit::No,
        }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        if let Some(read) = json::rows(export) {
            return rows(&Rows { export, read, broken: Cell::default() }, sink);
        }
        json::lines(export, self.id(), &mut |id, result| sink(if id == "pursuit" { self.id() } else { id }, result));
    }
}

/// Hands over the calls of rows.
fn rows(source: &Rows<'_, '_>, sink: Sink<'_>) {
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
struct Rows<'e, 'b> {
    /// The file.
    export: &'e Export<'b>,
    /// How a line is read.
    read: json::Lines,
    /// The first broken line, and how many there are.
    broken: Cell<(u32, usize)>,
}

impl Source for Rows<'_, '_> {
    fn plan(&self) -> &Plan {
        &self.read.plan
    }

    fn rows(&self, each: &mut dyn FnMut(&Row<'_>)) {
        self.broken.take();
        for line in self.export.parts() {
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
