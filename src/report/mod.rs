//! How a run looks: one file a form, one row in [`REPORTS`].
//!
//! A report gets the outcomes in order, one at a time, and writes into the writer that it is handed.
//! It rounds, cuts and colours; it never counts, sorts or decides, which `batch` and `verdict` have done.
//! Nothing hostile in a transcript reaches the writer raw: see [`visible`].

mod json;
mod ndjson;
mod table;
mod visible;

use std::io::{self, Write};

use crate::batch::{Outcome, Totals};

pub use json::{json_line, schema};
pub use visible::visible;

/// What a report knows besides the outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// Whether escapes for colour may be written.
    pub color: bool,
    /// Cells in a line of the terminal; `None` where nothing limits a line, so that nothing is cut.
    pub width: Option<usize>,
    /// Version of the built-in lexicons.
    pub lexicon_version: String,
    /// `blake3:` and the hash of every lexicon in use.
    pub lexicon_hash: String,
}

/// One way to write a batch as it comes. It formats; it never counts, sorts or decides.
/// Calls arrive in input order, one at a time, so that a million of them need no memory.
pub trait Report {
    /// Before the first outcome.
    ///
    /// # Errors
    /// Those of the writer, here and below.
    fn begin(&mut self, view: &View, out: &mut dyn Write) -> io::Result<()>;

    /// One outcome.
    ///
    /// # Errors
    /// Those of the writer.
    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()>;

    /// After the last outcome.
    ///
    /// # Errors
    /// Those of the writer.
    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()>;
}

/// A row of [`REPORTS`].
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// What `--format` calls it; also the extension of a file named after it, unless `extension` differs.
    pub id: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Extension of a file that holds it.
    pub extension: &'static str,
    /// Makes one.
    pub make: fn() -> Box<dyn Report>,
}

/// Every form of a report, sorted by id.
pub const REPORTS: &[Row] = &[
    Row {
        id: "json",
        about: "one JSON array of the objects that ndjson writes",
        extension: "json",
        make: || Box::<json::Json>::default(),
    },
    Row {
        id: "ndjson",
        about: "one JSON object a call and line, for programs",
        extension: "ndjson",
        make: || Box::<ndjson::Ndjson>::default(),
    },
    Row {
        id: "table",
        about: "a row a call and a summary, for the terminal",
        extension: "txt",
        make: || Box::<table::Table>::default(),
    },
];

#[cfg(test)]
mod tests {
    use super::REPORTS;

    #[test]
    fn reports_are_sorted_and_documented() {
        assert!(REPORTS.is_sorted_by(|a, b| a.id < b.id));
        for row in REPORTS {
            assert!(row.id.bytes().all(|byte| byte.is_ascii_lowercase()) && !row.about.is_empty(), "{}", row.id);
        }
    }
}
