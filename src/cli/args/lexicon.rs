//! `pursuit lexicon`: what its commands take.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};

use crate::call::Role;
use crate::lint::{RULES, Rule};

/// `pursuit lexicon`.
#[derive(Debug, Subcommand)]
pub(crate) enum Lexicon {
    /// List the lexicons: what each one counts, for which side, and how much
    List(Sheet),
    /// Show one lexicon whole: why it weighs what it does, its phrases, guards and examples
    Show(Show),
    /// Run the examples that the lexicons carry: what must be found, and what must not
    Test(Test),
    /// Look for what a careful trainer would mend: phrases that never match, are too broad, or that nothing proves
    Lint(Lint),
    /// Say which word, gap, role, window or guard kept a lexicon from counting a turn
    WhyNot(WhyNot),
    /// Say what the phrases do on a pile of calls: which fire, how often, and what share of the verdicts they carry
    Coverage(Coverage),
    /// Mine phrases that tell one pile of calls from another; nothing is added by itself
    Suggest(Suggest),
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
    /// Print its file as it stands, to start a copy from: show pressure.urgency --source > ours/urgency.toml
    #[arg(long, conflicts_with = "format", help_heading = "Output")]
    pub(crate) source: bool,
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

/// `pursuit lexicon lint`.
#[derive(Debug, clap::Args)]
#[command(after_help = rules())]
pub(crate) struct Lint {
    /// Folders or files of lexicons [default: the built-in ones, and those of --lexicons and the configuration]
    #[arg(value_name = "PATH", help_heading = "Arguments")]
    pub(crate) paths: Vec<PathBuf>,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: Sheet,
}

/// What the rules of lint report, from their table.
fn rules() -> String {
    let row = |rule: &Rule| format!("  {}: {}", rule.id, rule.about);
    format!("Rules:\n{}", RULES.iter().map(row).collect::<Vec<_>>().join("\n"))
}

/// `pursuit lexicon why-not`.
#[derive(Debug, clap::Args)]
pub(crate) struct WhyNot {
    /// The lexicon, or a family as "pressure.*"; "*" for all
    #[arg(value_name = "ID", help_heading = "Arguments")]
    pub(crate) id: String,
    /// A transcript and one of its turns, or a sentence: calls/dale.vtt:14, "seller: the offer ends today"
    ///
    /// Turns count from 1, after neighbouring lines of one speaker are joined, as `turn` does in --format json.
    #[arg(value_name = "FILE:TURN|SENTENCE", value_parser = said, help_heading = "Arguments")]
    pub(crate) said: Said,
    /// Which call, where the file holds several: its id [default: the first]
    #[arg(long, value_name = "ID")]
    pub(crate) call: Option<String>,
    /// Who is on which side.
    #[command(flatten)]
    pub(crate) parties: super::Parties,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: Sheet,
}

/// What is asked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    /// A turn of a transcript, from 1.
    Turn(PathBuf, u32),
    /// A sentence on that side's lips.
    Sentence(Role, String),
}

/// Reads `FILE:TURN` or `seller: words`.
fn said(typed: &str) -> Result<Said, String> {
    let way =
        "write a transcript and a turn, as calls/dale.vtt:14, or who says what, as \"seller: the offer ends today\"";
    let (head, rest) = typed.split_once(':').ok_or(way)?;
    if let Some(role @ (Role::Seller | Role::Buyer)) = Role::parse(head.trim()) {
        return Ok(Said::Sentence(role, rest.trim().to_owned()));
    }
    let (file, turn) = typed.rsplit_once(':').ok_or(way)?;
    match turn.parse() {
        Ok(turn) if turn > 0 && !file.is_empty() => Ok(Said::Turn(PathBuf::from(file), turn)),
        _ => Err(format!("`{turn}` is no number of a turn, which count from 1; {way}")),
    }
}

/// `pursuit lexicon coverage`.
#[derive(Debug, clap::Args)]
pub(crate) struct Coverage {
    /// What to read.
    #[command(flatten)]
    pub(crate) files: super::Files,
    /// Who is on which side.
    #[command(flatten)]
    pub(crate) parties: super::Parties,
    /// Only these lexicons: ids, or families as "pressure.*" (repeatable)
    #[arg(long, value_name = "ID", help_heading = "Output")]
    pub(crate) only: Vec<String>,
    /// Show every phrase, those that never fired too
    #[arg(long, help_heading = "Output")]
    pub(crate) phrases: bool,
    /// List every hit: file, turn, who said it, and the words
    #[arg(long, help_heading = "Output")]
    pub(crate) hits: bool,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: Sheet,
}

/// `pursuit lexicon suggest`.
#[derive(Debug, clap::Args)]
pub(crate) struct Suggest {
    /// Calls that have what you look for: a file, a folder or a glob
    #[arg(value_name = "PILE_A", help_heading = "Arguments")]
    pub(crate) a: PathBuf,
    /// Calls that have it not
    #[arg(value_name = "PILE_B", help_heading = "Arguments")]
    pub(crate) b: PathBuf,
    /// Only words of this side
    #[arg(long, value_enum, value_name = "SIDE", help_heading = "Input")]
    pub(crate) said_by: Option<Side>,
    /// Phrases to show for each pile
    #[arg(long, value_name = "N", default_value_t = 15, help_heading = "Output")]
    pub(crate) top: usize,
    /// Who is on which side.
    #[command(flatten)]
    pub(crate) parties: super::Parties,
    /// The form of the answer.
    #[command(flatten)]
    pub(crate) sheet: Sheet,
}

/// A side of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Side {
    /// The seller's
    Seller,
    /// The buyer's
    Buyer,
}
