//! The end of the table: counts of each class, counts by seller, what was not read and what to do about it.
//!
//! Counts only. Verdicts have no average, and people are not ranked.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::cells::{cut, pad, pad_front};
use super::{Table, class_style};
use crate::batch::Totals;
use crate::report::{count, visible};
use crate::verdict::Class;

/// Sellers that the summary shows; the machine formats have them all.
const SELLERS: usize = 50;
/// Reasons for skipping that the summary shows.
const REASONS: usize = 6;
/// Cells of a seller's name.
const NAME: usize = 24;
/// Headings of the counts by seller, in the order of [`Class::ALL`].
const HEADINGS: [&str; 5] = ["▶", "◆", "◀", "nobody", "can't tell"];

/// Writes the summary.
pub(super) fn write(table: &Table, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out)?;
    classes(table, totals, out)?;
    sellers(table, totals, out)?;
    errors(table, totals, out)?;
    skipped(totals, out)
}

/// Counts of each class that occurs, with its meaning.
fn classes(table: &Table, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    table.paint(Style::new().bold(), &count(totals.calls, "call"), out)?;
    writeln!(out)?;
    for class in Class::ALL {
        if let Some(number) = totals.classes.get(&class) {
            write!(out, "{number:>6}  ")?;
            table.paint(class_style(class), &pad(class.shown(), super::DIRECTION), out)?;
            writeln!(out, "  {}", cut(class.meaning(), table.width - super::DIRECTION - 10))?;
        }
    }
    if totals.calls > 0 {
        writeln!(out, "The score is the direction of effort, from 0 (the seller's)")?;
        writeln!(out, "to 100 (the buyer's). It does not measure performance.")?;
    }
    Ok(())
}

/// Counts of each class for each seller, by name.
fn sellers(table: &Table, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    if totals.sellers.is_empty() {
        return Ok(());
    }
    let line = |name: &str, cells: [String; 5]| {
        let mut line = pad(&cut(name, NAME), NAME);
        for (cell, heading) in cells.iter().zip(HEADINGS) {
            line.push_str(&pad_front(cell, heading.chars().count().max(4) + 2));
        }
        line
    };
    writeln!(out)?;
    table.paint(Style::new().bold(), &line("by seller", HEADINGS.map(str::to_owned)), out)?;
    writeln!(out)?;
    for (name, classes) in totals.sellers.iter().take(SELLERS) {
        let cells = std::array::from_fn(|n| {
            let number = Class::ALL.get(n).and_then(|class| classes.get(class)).unwrap_or(&0);
            number.to_string()
        });
        writeln!(out, "{}", line(&visible(name), cells))?;
    }
    match totals.sellers.len().checked_sub(SELLERS) {
        Some(more @ 1..) => writeln!(out, "and {more} more; --format ndjson has them all"),
        _ => Ok(()),
    }
}

/// The first errors with their place and next step.
fn errors(table: &Table, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    if totals.failed == 0 {
        return Ok(());
    }
    writeln!(out)?;
    let red = Style::new().fg_color(Some(AnsiColor::Red.into())).bold();
    table.paint(red, &format!("{} not read", totals.failed), out)?;
    writeln!(out)?;
    for (number, error) in table.errors.iter().enumerate() {
        writeln!(out, "  {}: {}", visible(&error.place().to_string()), visible(error.what()))?;
        // Neighbours often share their next step: it is said once, after the last of them.
        let same_again = table.errors.get(number + 1).is_some_and(|after| after.advice() == error.advice());
        if let (Some(next), false) = (error.advice(), same_again) {
            writeln!(out, "    next: {}", visible(next))?;
        }
    }
    match totals.failed.saturating_sub(table.errors.len() as u64) {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more; --format ndjson has them all"),
    }
}

/// How many files were left out, and why.
fn skipped(totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
    let files = totals.skipped_files() as u64;
    if files == 0 {
        return Ok(());
    }
    let mut reasons: Vec<_> = totals.skipped.iter().map(|(reason, number)| format!("{number} {reason}")).collect();
    if reasons.len() > REASONS {
        reasons.truncate(REASONS);
        reasons.push("…".to_owned());
    }
    writeln!(out)?;
    writeln!(out, "{} skipped: {}", count(files, "file"), visible(&reasons.join(", ")))
}
