//! How a run looks: one file a form, one row in [`REPORTS`].
//!
//! A report gets the outcomes in order, one at a time, and writes into the writer that it is handed.
//! It rounds, cuts and colours; it never counts, sorts or decides, which `batch` and `verdict` have done.
//! Nothing hostile in a transcript reaches the writer raw: see [`visible`].

mod columns;
mod csv;
mod explain;
mod gate;
mod html;
mod json;
mod markdown;
mod names;
mod ndjson;
#[cfg(feature = "parquet")]
mod parquet;
mod quoted;
mod shown;
mod table;
mod visible;
mod words;

use std::io::{self, Write};

use crate::analyze::{Method, Settings};
use crate::batch::{Outcome, Totals};
use crate::signal::Codes;

pub use columns::{Heading, Kind, Meaning, SHEETS, Sheet, csv_schema, parquet_schema};
pub use explain::{AROUND, Look, NARROWEST, Turns, USUAL, WIDEST, explain, heard};
pub use gate::{Desk, FORMS, Form};
pub use html::page;
pub use json::{Run, SCHEMA, VERSION, json_line, object, schema, settings_of};
pub use markdown::escaped as escaped_markdown;
pub use visible::visible;
pub use words::count;

/// What a report knows besides the outcomes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Whether escapes for colour may be written.
    pub color: bool,
    /// Cells in a line of the terminal; `None` where nothing limits a line, so that nothing is cut.
    pub width: Option<usize>,
    /// The table that CSV and Parquet write, by its id in [`SHEETS`].
    pub sheet: &'static str,
    /// Version of the built-in lexicons.
    pub lexicon_version: String,
    /// `blake3:` and the hash of every lexicon in use.
    pub lexicon_hash: String,
    /// What was set for the run.
    pub settings: Settings,
    /// What codes are called.
    pub codes: Codes,
    /// The name of the folder beside the report's file that may take further files; `None` where all must be one.
    pub folder: Option<String>,
    /// The name of the report's file.
    pub report: Option<String>,
}

impl View {
    /// What is known of the method; nothing of where the report goes.
    #[must_use]
    pub fn of(method: &Method) -> Self {
        let rules = &method.rules;
        Self {
            lexicon_version: rules.version().to_owned(),
            lexicon_hash: rules.hash().to_owned(),
            settings: method.settings(),
            codes: Codes::of(rules),
            ..Self::default()
        }
    }
}

/// A file that belongs beside a report, in the folder of [`View::folder`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// Its name there.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Appends an outcome to the bytes; false if it is too long to be held, and is to be written in its turn.
pub type Apart = Box<dyn Fn(&Outcome, &mut Vec<u8>) -> io::Result<bool> + Send + Sync>;

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

    /// What writes an outcome without knowing the others, so that workers can do it before its turn comes; asked for
    /// after [`begin`](Self::begin). `None` for a report that has to see them in order.
    fn apart(&self) -> Option<Apart> {
        None
    }

    /// One outcome that was written by what [`apart`](Self::apart) gave, in its turn.
    ///
    /// # Errors
    /// Those of the writer.
    fn written(&mut self, bytes: &[u8], out: &mut dyn Write) -> io::Result<()> {
        out.write_all(bytes)
    }

    /// After the last outcome.
    ///
    /// # Errors
    /// Those of the writer.
    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()>;

    /// Files that belong beside the report and are ready; asked for after each outcome.
    fn beside(&mut self) -> Vec<Beside> {
        Vec::new()
    }
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
    /// It holds one table of [`SHEETS`].
    pub holds_a_table: bool,
    /// It is not for a terminal.
    pub is_binary: bool,
    /// Makes one.
    pub make: fn() -> Box<dyn Report>,
}

/// The path, and the id where it is not the file's own name: a file of many calls, or an export with ids of its own.
#[must_use]
pub fn label(path: &str, id: &str) -> String {
    let is_own = |name: &str| name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let member = name.rsplit('!').next().unwrap_or(name);
    if [name, name.trim_matches(['<', '>']), member].into_iter().any(is_own) {
        path.to_owned()
    } else {
        format!("{path} {id}")
    }
}
/// The form that shows what was said, and so needs [`Method::keeps_transcript`](crate::analyze::Method).
pub const HTML: &str = "html";

/// Every form of a report, sorted by id.
pub const REPORTS: &[Row] = &[
    Row {
        id: "csv",
        about: "a row a call for spreadsheets, or another table with --table",
        extension: "csv",
        holds_a_table: true,
        is_binary: false,
        make: || Box::<csv::Csv>::default(),
    },
    Row {
        id: HTML,
        about: "overview, table and a page a call for the browser, in one file",
        extension: "html",
        holds_a_table: false,
        is_binary: false,
        make: || Box::<html::Html>::default(),
    },
    Row {
        id: "json",
        about: "one JSON array of the objects that ndjson writes",
        extension: "json",
        holds_a_table: false,
        is_binary: false,
        make: || Box::<json::Json>::default(),
    },
    Row {
        id: "markdown",
        about: "a summary for a pull request or a chat",
        extension: "md",
        holds_a_table: false,
        is_binary: false,
        make: || Box::<markdown::Markdown>::default(),
    },
    Row {
        id: "ndjson",
        about: "one JSON object a call and line, for programs",
        extension: "ndjson",
        holds_a_table: false,
        is_binary: false,
        make: || Box::<ndjson::Ndjson>::default(),
    },
    #[cfg(feature = "parquet")]
    Row {
        id: "parquet",
        about: "the same tables for a warehouse",
        extension: "parquet",
        holds_a_table: true,
        is_binary: true,
        make: || Box::<parquet::Parquet>::default(),
    },
    Row {
        id: "table",
        about: "a row a call and a summary, for the terminal",
        extension: "txt",
        holds_a_table: false,
        is_binary: false,
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
