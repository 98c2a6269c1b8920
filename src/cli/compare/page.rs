//! The answer for people: in the terminal, and as Markdown.

use std::collections::BTreeMap;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use crate::compare::{Change, Comparison, Pair, Piece, Scored};
use crate::report::{count, escaped_markdown, visible};
use crate::verdict::Class;

/// Pieces of evidence that are shown of a call, each way.
const PIECES: usize = 6;
/// Calls of one result alone that are listed.
const ALONE: usize = 50;
/// Names of the classes over their counts, in the order of [`Class::ALL`].
const VERDICTS: [&str; 5] = ["▶", "◆", "◀", "nobody", "can't tell"];

/// Writes the answer for the terminal.
pub(super) fn table(comparison: &Comparison, failed: [u64; 2], all: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", headline(comparison, failed))?;
    for pair in shown(comparison, all) {
        writeln!(out, "\n{}\n  {}", visible(&name(&pair.new)), verdicts(pair))?;
        let line = |sign: &str, piece: &Piece| {
            format!("  {sign} {} “{}” (turn {})", piece.code, visible(&piece.quote), piece.turn)
        };
        for (sign, pieces) in [("-", &pair.went), ("+", &pair.came)] {
            pieces.iter().take(PIECES).try_for_each(|piece| writeln!(out, "{}", line(sign, piece)))?;
            if let Some(more @ 1..) = pieces.len().checked_sub(PIECES) {
                writeln!(out, "  {sign} and {more} more; --format json has them all")?;
            }
        }
    }
    for (what, calls) in [("only in the old result", &comparison.gone), ("only in the new result", &comparison.fresh)] {
        if !calls.is_empty() {
            writeln!(out, "\n{} {what}", count(calls.len(), "call"))?;
            let listed = calls.iter().take(ALONE);
            listed.into_iter().try_for_each(|call| {
                writeln!(out, "  {}  {} {}", visible(&name(call)), call.class.shown(), call.score)
            })?;
            if let Some(more @ 1..) = calls.len().checked_sub(ALONE) {
                writeln!(out, "  and {more} more; --format json has them all")?;
            }
        }
    }
    if sellers(comparison).next().is_some() {
        let head: Vec<String> = ["by seller", "calls"].iter().chain(&VERDICTS).map(|&word| word.to_owned()).collect();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(sellers(comparison)).collect();
        let width =
            |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| visible(cell).width()).max();
        writeln!(out)?;
        for row in &rows {
            let cell = |(column, cell): (usize, &String)| {
                let cell = visible(cell);
                let blanks = " ".repeat(width(column).unwrap_or_default().saturating_sub(cell.width()));
                if column == 0 { format!("{cell}{blanks}") } else { format!("  {blanks}{cell}") }
            };
            writeln!(out, "{}", row.iter().enumerate().map(cell).collect::<String>().trim_end())?;
        }
    }
    Ok(())
}

/// Writes the answer as Markdown.
pub(super) fn markdown(comparison: &Comparison, failed: [u64; 2], all: bool, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## What moved\n\n{}", escaped_markdown(&headline(comparison, failed)))?;
    let pairs = shown(comparison, all);
    if !pairs.is_empty() {
        writeln!(out, "\n| call | before | after | went | came |\n|---|---|---|---|---|")?;
    }
    for pair in pairs {
        let pieces = |pieces: &[Piece]| {
            let mut words: Vec<String> = pieces
                .iter()
                .take(PIECES)
                .map(|piece| escaped_markdown(&format!("{} “{}”", piece.code, piece.quote)))
                .collect();
            if let Some(more @ 1..) = pieces.len().checked_sub(PIECES) {
                words.push(format!("and {more} more"));
            }
            words.join("<br>")
        };
        let (call, went, came) = (escaped_markdown(&name(&pair.new)), pieces(&pair.went), pieces(&pair.came));
        writeln!(out, "| {call} | {} | {} | {went} | {came} |", verdict(&pair.old), verdict(&pair.new))?;
    }
    for (what, calls) in [("Only in the old result", &comparison.gone), ("Only in the new result", &comparison.fresh)] {
        if !calls.is_empty() {
            writeln!(out, "\n{what}:\n")?;
            calls
                .iter()
                .try_for_each(|call| writeln!(out, "- {} ({})", escaped_markdown(&name(call)), verdict(call)))?;
        }
    }
    if sellers(comparison).next().is_some() {
        writeln!(out, "\n| by seller | calls | {} |\n|---|{}", VERDICTS.join(" | "), "---:|".repeat(6))?;
        for row in sellers(comparison) {
            writeln!(out, "| {} |", row.iter().map(|cell| escaped_markdown(cell)).collect::<Vec<_>>().join(" | "))?;
        }
    }
    Ok(())
}

/// What is compared, and how much of it moved.
fn headline(comparison: &Comparison, failed: [u64; 2]) -> String {
    let both = comparison.pairs.len();
    let changed = |change: Change| comparison.pairs.iter().filter(|pair| pair.change == change).count();
    let mut text = format!("{} in both", count(both, "call"));
    if both > 0 {
        let (class, score) = (changed(Change::Class), changed(Change::Score));
        let still = both - class - score;
        text.push_str(&format!(
            ": another verdict in {class}, another score beyond its uncertainty in {score}, {still} as before"
        ));
    }
    for (what, number) in [("old", comparison.gone.len()), ("new", comparison.fresh.len())] {
        if number > 0 {
            text.push_str(&format!("; {number} only in the {what} one"));
        }
    }
    for (what, number) in [("old", failed[0]), ("new", failed[1])] {
        if number > 0 {
            text.push_str(&format!("; {number} not read in the {what} one"));
        }
    }
    if comparison.other_lexicons {
        text.push_str(". The lexicons differ, so that what moved may be their doing");
    }
    text
}

/// The calls that are listed, those that moved most first.
fn shown(comparison: &Comparison, all: bool) -> Vec<&Pair> {
    let mut pairs = comparison.moved();
    if all {
        pairs.extend(comparison.pairs.iter().filter(|pair| !pair.change.is_move()));
    }
    pairs
}

fn name(call: &Scored) -> String {
    let file = call.path.rsplit(['/', '\\', '!']).next().unwrap_or(&call.path);
    let is_own = file.strip_prefix(&call.id).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
    if is_own { call.path.clone() } else { format!("{} {}", call.path, call.id) }
}

fn verdict(call: &Scored) -> String {
    format!("{} {} ({})", call.class.shown(), call.score, call.confidence)
}

fn verdicts(pair: &Pair) -> String {
    let tail = match pair.change {
        Change::Class => ", another verdict",
        Change::Score => ", beyond its uncertainty",
        Change::Little => ", within its uncertainty",
        Change::None => ", the same",
    };
    format!("{} -> {}{tail}", verdict(&pair.old), verdict(&pair.new))
}

/// For each seller whose counts differ, those before and after.
fn sellers(comparison: &Comparison) -> impl Iterator<Item = Vec<String>> {
    let moved = comparison.sellers.iter().filter(|(_, [old, new])| old != new);
    moved.map(|(name, [old, new])| {
        let of = |classes: &BTreeMap<Class, u64>, class: Class| classes.get(&class).copied().unwrap_or_default();
        let both = |old: u64, new: u64| if old == new { new.to_string() } else { format!("{old} -> {new}") };
        let all = both(old.values().sum(), new.values().sum());
        let counts = Class::ALL.into_iter().map(|class| both(of(old, class), of(new, class)));
        [name.clone(), all].into_iter().chain(counts).collect()
    })
}
