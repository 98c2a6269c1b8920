//! `pursuit verify`: which results, and how the answer looks.

use std::path::PathBuf;

use clap::ValueEnum;

/// `pursuit verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// What `pursuit score --format ndjson` or json wrote, or - for standard input
    #[arg(value_name = "RESULT", required = true)]
    pub(crate) results: Vec<PathBuf>,
    /// Refuse inputs larger than SIZE, as score did if it was given
    #[arg(long, value_name = "SIZE", default_value = "1GiB", value_parser = super::files::size, help_heading = "Input")]
    pub(crate) max_size: u64,
    /// Threads to use [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "Input")]
    pub(crate) threads: Option<u16>,
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub(crate) format: VerifyForm,
}

/// The form of the answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum VerifyForm {
    /// For people: a line for each object that is not proved (-v: for every object), and what to do
    #[default]
    Text,
    /// For programs, with every object
    Json,
}
