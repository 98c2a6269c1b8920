//! `pursuit formats`: the form of the list.

use clap::ValueEnum;

/// `pursuit formats`.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Formats {
    /// Form of the list
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(crate) format: ListForm,
}

/// For whom the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListForm {
    /// For people
    #[default]
    Table,
    /// For programs
    Json,
}
