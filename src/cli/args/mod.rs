//! What was typed. What it means is for `plan`: nothing here looks at a disk or a terminal.

mod bands;
mod check;
mod compare;
mod convert;
mod eval;
mod explain;
mod files;
mod formats;
mod global;
mod init;
mod lexicon;
mod output;
mod parties;
mod verify;

use clap::{Parser, Subcommand};

pub(super) use bands::Bands;
pub(super) use check::{Check, Update};
pub(super) use compare::{Compare, CompareForm};
pub(super) use convert::Convert;
pub(super) use eval::{Eval, EvalForm};
pub(super) use explain::{Explain, ExplainForm};
pub(super) use files::Files;
pub(super) use formats::{Formats, ListForm};
pub(super) use global::{Color, Global};
pub(super) use init::Init;
pub(super) use lexicon::{Coverage, Lexicon, Lint, Said, Sheet, SheetForm, Show, Side, Suggest, Test, WhyNot};
pub(super) use output::{Form, Output};
pub(super) use parties::Parties;
pub(super) use verify::{Verify, VerifyForm};

/// Who was selling whom? Reads call transcripts and measures the direction of effort.
#[derive(Debug, Parser)]
#[command(name = "pursuit", version, max_term_width = 100, arg_required_else_help = true)]
#[command(
    after_help = "Exit codes: 0 done, 1 findings, 2 the command line, the configuration or the output is wrong, \
                        3 some or all inputs could not be read."
)]
pub(super) struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Flags of every command.
    #[command(flatten)]
    pub(super) global: Global,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Say for each call who was selling whom
    Score(Score),
    /// Explain one call: its transcript with the evidence in it, the curve, moments to replay, the sum
    ///
    /// The score says who was selling whom; this says why, in the words of the call. Every piece of evidence is marked
    /// where it was said and tagged with its code, its points, and whether anybody had asked.
    Explain(Explain),
    /// Hold recordings to a policy: findings with their line, and an exit code for CI
    ///
    /// The policy stands in [check] of pursuit.toml; without one, calls fail in which the seller was selling. A take of a demo
    /// that was accepted before fails only where it is worse than that by more than its own uncertainty. Exit codes: 0 the
    /// policy holds, 1 it does not, 2 the command line, the configuration or the output is wrong, 3 nothing fails but some
    /// inputs could not be read.
    Check(Check),
    /// Say what moved between two results: verdicts, scores, and the evidence that came and went
    ///
    /// Calls are paired by path and id, else by id, else as takes of one recording: demo-v1.vtt and demo-v2.vtt. A call
    /// moved if its verdict is another, or its score is outside of what either result calls its uncertainty.
    Compare(Compare),
    /// Make results again from their inputs, and prove them byte for byte
    ///
    /// Each object of a result says which bytes, version, lexicons and settings made it. The inputs are looked for under
    /// the paths in the result, from the current folder; settings come from the result, lexicons from this build and
    /// pursuit.toml or --lexicons. What does not hold is named: an input that is gone or changed, another version, other
    /// lexicons or settings, the first value that was edited, rows left out or put in. That a whole input was left out
    /// cannot be seen from a result. Exit codes: 0 all proved, 1 something differs, 3 nothing but inputs that are gone.
    Verify(Verify),
    /// Say what is usual in your own calls: percentiles of each figure, by type of call
    ///
    /// Types with fewer than 30 calls get no figures. Bands say what is usual, not what is good.
    Bands(Bands),
    /// Read any export and write its calls as canonical JSON, NDJSON or captions
    Convert(Convert),
    /// Say how often the verdicts are right, on calls that people have labelled
    ///
    /// PATH holds canonical calls with a label beside the turns: {"id": "acme-demo", "turns": [...], "gold": {"verdict":
    /// "mutual", "also": ["buyer_pursuing"], "turns": {"3": ["pain.problem", "pitch.launch~"]}}}. `also` lists verdicts
    /// that count as right, too; `gold.turns` gives the codes of single turns, ~ behind a doubtful one. A code is a
    /// lexicon's id, or other.NAME. Calls without a label are left out and counted; a broken label is an error.
    Eval(Eval),
    /// List the formats that can be read, and what each gives
    Formats(Formats),
    /// Write a commented pursuit.toml, and what runs the gate: a GitHub workflow, a GitLab job, a pre-commit hook
    ///
    /// Nothing is ever written over: what is there stays, and is named. On a terminal a bare `pursuit init` asks what to
    /// write; Enter takes what stands in brackets.
    Init(Init),
    /// Print the schema of the results: what every key and column means
    Schema(Schema),
    /// List, show, test and repair the lexicons
    #[command(subcommand)]
    Lexicon(Lexicon),
}

/// `pursuit score`.
#[derive(Debug, clap::Args)]
pub(super) struct Score {
    /// What to read.
    #[command(flatten)]
    pub(super) files: Files,
    /// Who is on which side.
    #[command(flatten)]
    pub(super) parties: Parties,
    /// Where results go.
    #[command(flatten)]
    pub(super) output: Output,
    /// Try each verdict on N worsened copies of its call and count how often it holds
    ///
    /// From a third of the copies words are lost, from a third turns are dropped, in a third labels are swapped, always
    /// the same for the same call. The counts stand in the JSON forms. It takes N times as long.
    #[arg(long, value_name = "N", help_heading = "Output", value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub(super) stability: Option<u32>,
}

/// `pursuit schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Schema {
    /// Form of the results that it is of
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t)]
    pub(super) format: SchemaForm,
}

/// The forms that have a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum SchemaForm {
    /// JSON Schema of each object of json and ndjson
    #[default]
    Json,
    /// The columns of every table, as a table
    Csv,
    /// The message types of every table
    Parquet,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        super::Cli::command().debug_assert();
    }
}
