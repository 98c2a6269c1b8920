//! `pursuit lexicon`: what its commands take.

use clap::{Subcommand, ValueEnum};

/// `pursuit lexicon`.
#[derive(Debug, Subcommand)]
pub(crate) enum Lexicon {
    /// List the lexicons: what each one counts, for which side, and how much
    List(Sheet),
    /// Show one lexicon whole: why it weighs what it does, its phrases, guards and examples
    Show(Show),
    /// Run the examples that the lexicons carry: what must be found, and what must not
    Test(Test),
}

/// The form of the answer.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Sheet {
    /// Form of the answer
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(crate) format: SheetForm,
}

/// For whom the answer is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SheetForm {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

/// `pursuit lexicon show`.
#[derive(Debug, clap::Args)]
pub(crate) struct Show {
    /// The lexicon: its id, as `pursuit lexicon list` gives it
    #[arg(value_name = "ID", help_heading = "Arguments")]
    pub(crate) id: String,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: Sheet,
}

/// `pursuit lexicon test`.
#[derive(Debug, clap::Args)]
pub(crate) struct Test {
    /// Only these lexicons: ids, or families as "pressure.*" [default: all, and the conversations]
    #[arg(value_name = "ID", help_heading = "Arguments")]
    pub(crate) ids: Vec<String>,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: Sheet,
}
