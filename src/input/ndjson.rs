//! NDJSON: canonical calls, one a line. A broken line is an error of its own; the next are still read.
//!
//! The documents of vendors come one a line, too: those are claimed by the vendors, which share [`outline`].

use super::json::{self, Keys, Outline};
use super::lines::{Line, lines};
use super::{Export, Fit, Format, Gives, Sink, Times};

/// Lines looked at to recognise the format.
const LOOK: usize = 8;

/// One canonical call a line.
pub(super) struct Ndjson;

impl Format for Ndjson {
    fn id(&self) -> &'static str {
        "ndjson"
    }

    fn about(&self) -> &'static str {
        "canonical JSON, one call a line"
    }

    fn told_by(&self) -> String {
        "a whole JSON object a line, with the key `turns`".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "role", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let calls = export.outline().is_some_and(|outline| Keys::new(outline, "[]").has("turns"));
        if export.in_lines() && calls { Fit::Sure } else { Fit::No }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        json::lines(export.text(), self.id(), &mut |id, result| {
            sink(if id == "pursuit" { self.id() } else { id }, result)
        });
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
