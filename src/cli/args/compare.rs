//! `pursuit compare`: which results, and how the answer looks.

use std::path::PathBuf;

use clap::ValueEnum;

/// `pursuit compare`.
#[derive(Debug, clap::Args)]
pub(crate) struct Compare {
    /// The result before: what `pursuit score --format ndjson` or json wrote
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The result after, or - for standard input
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub(crate) format: CompareForm,
    /// File for the answer; written whole or not at all
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// List every call that is in both, also those that did not move
    #[arg(long, help_heading = "Output")]
    pub(crate) all: bool,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CompareForm {
    /// For people, in the terminal
    #[default]
    Table,
    /// For programs, with every call
    Json,
    /// For a pull request
    Markdown,
}
