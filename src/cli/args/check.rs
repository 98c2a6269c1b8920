//! `pursuit check`.

use std::path::PathBuf;

use super::output::{Form, form};
use super::{Files, Parties};
use crate::report::{self, FORMS};

/// `pursuit check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// What to read.
    #[command(flatten)]
    pub(crate) files: Files,
    /// Check only what changed since the commit at which REV and the current branch part, and what git does not know yet
    ///
    /// Everything is checked if the configuration, the baseline or a lexicon of yours changed, too.
    #[arg(long, value_name = "REV", help_heading = "Input")]
    pub(crate) changed_since: Option<String>,
    /// Stay and check again whenever one of the files is saved
    #[arg(long, help_heading = "Input", conflicts_with_all = ["update_baseline", "format", "output"])]
    pub(crate) watch: bool,
    /// Who is on which side.
    #[command(flatten)]
    pub(crate) parties: Parties,
    #[arg(long, value_name = "FORMAT[=FILE]", value_parser = of_gate, help = about(), help_heading = "Output")]
    pub(crate) format: Vec<Form<report::Form>>,
    /// File for the findings, or a folder for one file a format; written whole or not at all
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// The file of the accepted takes [default: that of pursuit.toml, else .pursuit-baseline.json, if it is there]
    #[arg(long, value_name = "FILE", help_heading = "Ratchet")]
    pub(crate) baseline: Option<PathBuf>,
    /// Take no notice of accepted takes: every finding is new
    #[arg(long, conflicts_with_all = ["baseline", "update_baseline"], help_heading = "Ratchet")]
    pub(crate) no_baseline: bool,
    /// Write the baseline: accept the takes as they are, or with `=shrink` only take out of it what is better now
    #[arg(
        long,
        value_name = "HOW",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "accept",
        help_heading = "Ratchet"
    )]
    pub(crate) update_baseline: Option<Update>,
}

/// How a baseline is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Update {
    /// Each take that was checked becomes the accepted one
    Accept,
    /// Takes that are no worse become the accepted ones, and findings that are gone leave it; nothing new is accepted
    Shrink,
}

/// The help of `--format`, from the table of forms.
fn about() -> String {
    let forms: Vec<String> = FORMS.iter().map(|form| format!("{}, {}", form.id, form.about)).collect();
    format!("Form of the findings (repeatable, with files): {} [default: text]", forms.join("; "))
}

/// Reads `FORMAT` or `FORMAT=FILE`.
fn of_gate(typed: &str) -> Result<Form<report::Form>, String> {
    form(typed, FORMS, |form| form.id)
}
