//! `pursuit explain`.

use std::path::PathBuf;

use clap::ValueEnum;

use super::{Files, Parties};
use crate::report::Turns;

/// `pursuit explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Explain {
    /// What to read; one call of it is explained.
    #[command(flatten)]
    pub(crate) files: Files,
    /// Explain the call with this id, where PATH holds several
    #[arg(long, value_name = "ID", help_heading = "Input")]
    pub(crate) call: Option<String>,
    /// Who is on which side.
    #[command(flatten)]
    pub(crate) parties: Parties,
    /// Show only this turn or range of turns, with two turns around it: 14, 14-20, 14-, -20 (repeatable)
    #[arg(long, value_name = "N", help_heading = "What is shown", allow_hyphen_values = true)]
    pub(crate) turn: Vec<Turns>,
    /// Show only turns in which a code is heard, counted or not: pressure.urgency, "pressure.*" (repeatable)
    #[arg(long, value_name = "CODE", help_heading = "What is shown")]
    pub(crate) code: Vec<String>,
    /// Mark also what adds nothing: codes without points, and words that count already under another code
    #[arg(long, help_heading = "What is shown")]
    pub(crate) all: bool,
    /// Form of the page
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t, help_heading = "Output")]
    pub(crate) format: ExplainForm,
    /// File for the page; written whole or not at all
    #[arg(short, long, value_name = "PATH", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Cells of a line of text [default: the terminal's, at most 160; 100 where there is none]
    #[arg(long, value_name = "CELLS", help_heading = "Output", value_parser = clap::value_parser!(u16).range(60..=400))]
    pub(crate) width: Option<u16>,
    /// Print the whole page at once, also where it is longer than the screen
    ///
    /// Otherwise it is shown in $PURSUIT_PAGER, else $PAGER, else less.
    #[arg(long, help_heading = "Output")]
    pub(crate) no_pager: bool,
}

/// The form of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExplainForm {
    /// For people, in the terminal
    #[default]
    Text,
    /// For the browser: the page that a report in HTML has for the call, in a file of its own
    Html,
}
