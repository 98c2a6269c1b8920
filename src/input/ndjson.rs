//! NDJSON: one canonical call a line. A broken line is an error of its own; the next are still read.

use super::json::pursuit::read_line;
use super::lines::{Line, lines};
use super::{Export, Fit, Format, Sink};

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

    /// Among the first lines a call that ends on its own line, with another object on a line beside it: no single
    /// JSON text has that. A broken line among them costs itself, not the file.
    fn recognise(&self, export: &Export<'_>) -> Fit {
        if !export.text().trim_start().starts_with('{') {
            return Fit::No;
        }
        let first: Vec<&str> = calls(export.text()).take(LOOK).map(|line| line.text.trim()).collect();
        let call = |line: &str| line.starts_with('{') && line.ends_with('}') && line.contains("\"turns\"");
        let apart = first
            .windows(2)
            .any(|pair| pair.iter().all(|line| line.starts_with('{')) && pair.iter().any(|line| call(line)));
        if apart { Fit::Sure } else { Fit::No }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        for line in calls(export.text()) {
            sink(read_line(line.text, line.number));
        }
    }
}

/// The lines that are not blank.
fn calls(text: &str) -> impl Iterator<Item = Line<'_>> {
    lines(text).filter(|line| !line.is_blank())
}
