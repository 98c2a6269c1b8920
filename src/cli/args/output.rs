//! Where results go, and in which form.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;

use crate::report::{REPORTS, Row, SHEETS};
use crate::suggest;

/// Where results go, and in which form.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = of_results, help = about())]
    pub(crate) format: Vec<Form>,
    #[arg(long, value_name = "TABLE", value_parser = table(), hide_possible_values = true, help = about_tables())]
    pub(crate) table: Option<String>,
    /// File for the results, or a folder for one file a format; written whole or not at all
    #[arg(short, long, value_name = "PATH")]
    pub(crate) output: Option<PathBuf>,
}

/// A form, by its row in a table of forms, and the file it goes to, if that was said.
#[derive(Debug)]
pub(crate) struct Form<R: 'static = Row> {
    /// The form.
    pub(crate) row: &'static R,
    /// What stood behind the `=`.
    pub(crate) file: Option<PathBuf>,
}

impl<R> Clone for Form<R> {
    fn clone(&self) -> Self {
        Self { row: self.row, file: self.file.clone() }
    }
}

/// The help of `--format`, from the table of forms.
fn about() -> String {
    let forms: Vec<String> = REPORTS.iter().map(|row| format!("{}, {}", row.id, row.about)).collect();
    format!("Form of the results (repeatable, with files): {} [default: table]", forms.join("; "))
}

/// The tables by name.
fn table() -> PossibleValuesParser {
    PossibleValuesParser::new(SHEETS.iter().map(|sheet| sheet.id))
}

/// The help of `--table`, from the list of them.
fn about_tables() -> String {
    let tables: Vec<String> = SHEETS.iter().map(|sheet| format!("{}, {}", sheet.id, sheet.about)).collect();
    format!("Table that csv and parquet hold: {} [default: calls]", tables.join("; "))
}

/// Reads `FORMAT` or `FORMAT=FILE`.
fn of_results(typed: &str) -> Result<Form, String> {
    form(typed, REPORTS, |row| row.id).map_err(|trouble| match typed.split('=').next() {
        Some("parquet") if REPORTS.iter().all(|row| row.id != "parquet") => {
            "this pursuit is built without it; build it with `--features parquet`, or write csv".to_owned()
        }
        _ => trouble,
    })
}

/// Reads `FORMAT` or `FORMAT=FILE` by a table of forms.
pub(super) fn form<R>(typed: &str, rows: &'static [R], id_of: fn(&R) -> &'static str) -> Result<Form<R>, String> {
    let (id, file) = match typed.split_once('=') {
        Some((_, "")) => return Err("there is no file behind the `=`".to_owned()),
        Some((id, file)) => (id, Some(PathBuf::from(file))),
        None => (typed, None),
    };
    match rows.iter().find(|row| id_of(row) == id) {
        Some(row) => Ok(Form { row, file }),
        None => Err(suggest::instead(id, rows.iter().map(id_of))),
    }
}
