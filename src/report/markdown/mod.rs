//! Markdown: the summary for a pull request or a chat.
//!
//! The counts first, then moments and the calls. A long pile is cut, so that little is kept and the page stays one that
//! a chat takes; what is left out is said.

mod escape;

use std::io::{self, Write};

pub use self::escape::escaped;
use super::words::clock;
use super::{Report, View};
use crate::analyze::Analysis;
use crate::batch::{Outcome, Totals};
use crate::error::Error;
use crate::verdict::Class;

/// Calls in the table.
const CALLS: usize = 200;
/// Calls of which a moment is shown, and moments of one.
const REPLAYED: usize = 20;
const MOMENTS: usize = 3;
/// Errors that are listed.
const ERRORS: usize = 20;
/// Sellers that are listed.
const SELLERS: usize = 50;

/// The page.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    /// Calls, and the rows of the first of them.
    calls: usize,
    rows: Vec<String>,
    /// Calls with moments, and their lines.
    replayed: Vec<(String, Vec<String>)>,
    /// Calls with moments beyond those.
    more_replayed: usize,
    errors: Vec<Error>,
    lexicons: String,
}

impl Report for Markdown {
    fn begin(&mut self, view: &View, _out: &mut dyn Write) -> io::Result<()> {
        self.lexicons = format!("Lexicons {}, {}.", view.lexicon_version, view.lexicon_hash);
        Ok(())
    }

    fn outcome(&mut self, outcome: &Outcome, _out: &mut dyn Write) -> io::Result<()> {
        match &outcome.result {
            Ok(analysis) => {
                self.calls += 1;
                self.replay(&outcome.path, analysis);
                if self.calls <= CALLS {
                    self.rows.push(row(&outcome.path, analysis));
                }
            }
            Err(error) => {
                if self.errors.len() < ERRORS {
                    self.errors.push(error.clone());
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "## Who was selling whom")?;
        classes(totals, out)?;
        sellers(totals, out)?;
        self.calls(out)?;
        self.moments(out)?;
        self.errors(totals, out)?;
        writeln!(
            out,
            "\nThe score is the direction of effort, from 0 (the seller's) to 100 (the buyer's). It does not measure \
             performance. {}",
            escaped(&self.lexicons)
        )
    }
}

impl Markdown {
    /// Keeps the moments of a call.
    fn replay(&mut self, path: &str, analysis: &Analysis) {
        if analysis.story.moments.is_empty() {
            return;
        }
        if self.replayed.len() == REPLAYED {
            self.more_replayed += 1;
            return;
        }
        let line = |moment: &crate::story::Moment| {
            let at = moment.said.start.map(|start| format!(", {}", clock(start))).unwrap_or_default();
            let (says, advice) = (escaped(&moment.says), escaped(&moment.advice));
            format!("- turn {}{at}: “{}” {says} *Try:* {advice}", moment.said.turn, escaped(&moment.said.quote))
        };
        let lines = analysis.story.moments.iter().take(MOMENTS).map(line).collect();
        self.replayed.push((escaped(&super::label(path, &analysis.id)), lines));
    }

    fn calls(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.rows.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n| call | direction | score | confidence | because |\n|---|---|---:|---|---|")?;
        self.rows.iter().try_for_each(|row| writeln!(out, "{row}"))?;
        match self.calls.checked_sub(CALLS) {
            Some(more @ 1..) => writeln!(out, "\nAnd {more} more calls; `--format csv` has them all."),
            _ => Ok(()),
        }
    }

    fn moments(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.replayed.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n### Moments to replay")?;
        for (call, lines) in &self.replayed {
            writeln!(out, "\n**{call}**\n")?;
            lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
        }
        match self.more_replayed {
            0 => Ok(()),
            more => writeln!(out, "\nAnd those of {more} more calls; `--format csv --table moments` has them all."),
        }
    }

    fn errors(&self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        if totals.failed == 0 {
            return Ok(());
        }
        writeln!(out, "\n### Not read\n")?;
        for error in &self.errors {
            let next = error.advice().map(|next| format!(" ({})", escaped(next))).unwrap_or_default();
            writeln!(out, "- {}: {}{next}", escaped(&error.place().to_string()), escaped(error.what()))?;
        }
        match totals.failed.saturating_sub(self.errors.len() as u64) {
            0 => Ok(()),
            more => writeln!(out, "- and {more} more; `--format ndjson` has them all"),
        }
    }
}

fn row(path: &str, analysis: &Analysis) -> String {
    let verdict = &analysis.verdict;
    format!(
        "| {} | {} | {} | {} | {} |",
        escaped(&super::label(path, &analysis.id)),
        verdict.class.shown(),
        verdict.score,
        verdict.confidence.as_str(),
        escaped(&verdict.because)
    )
}

/// Counts of each class that occurs.
fn classes(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n| {} | calls | |\n|---|---:|---|", if totals.calls == 1 { "one call" } else { "in all" })?;
    for class in Class::ALL {
        if let Some(number) = totals.classes.get(&class) {
            writeln!(out, "| {} | {number} | {} |", class.shown(), class.meaning())?;
        }
    }
    writeln!(out, "| | {} | |", totals.calls)
}

/// Counts of each class for each seller, by name.
fn sellers(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    if totals.sellers.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| by seller | calls | ▶ | ◆ | ◀ | nobody | can't tell |\n|---|---:|---:|---:|---:|---:|---:|")?;
    for (name, classes) in totals.sellers.iter().take(SELLERS) {
        let counts = Class::ALL.map(|class| classes.get(&class).copied().unwrap_or_default());
        let all: u64 = counts.iter().sum();
        let counts = counts.map(|count| count.to_string()).join(" | ");
        writeln!(out, "| {} | {all} | {counts} |", escaped(name))?;
    }
    match totals.sellers.len().checked_sub(SELLERS) {
        Some(more @ 1..) => writeln!(out, "\nAnd {more} more sellers; `--format csv` has them all."),
        _ => Ok(()),
    }
}
