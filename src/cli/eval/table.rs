//! The answer for the terminal.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::Answer;
use super::grids::{Grid, grids, headline};
use crate::report::visible;

/// Cells of a line of prose.
const LINE: usize = 100;
/// Most wrong calls that are listed; the machine format has them all.
const WRONG: usize = 100;

/// Writes every grid and, if wanted, the calls that are wrong.
pub(super) fn write(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", headline(answer))?;
    for grid in grids(answer) {
        writeln!(out, "\n{}", grid.title)?;
        lines(&grid, out)?;
        prose(&grid.note, out)?;
    }
    if answer.wrong { wrong(answer, out) } else { Ok(()) }
}

fn lines(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let all = || std::iter::once(&grid.head).chain(&grid.rows);
    let width = |column: usize| all().filter_map(|row| row.get(column)).map(|cell| visible(cell).width()).max();
    let widths: Vec<usize> = (0..grid.head.len()).map(|column| width(column).unwrap_or_default()).collect();
    for row in all() {
        let mut line = String::new();
        for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let cell = visible(cell);
            let blanks = " ".repeat(width - cell.width().min(*width));
            if column == 0 {
                line.push_str(&format!("  {cell}{blanks}"));
            } else {
                line.push_str(&format!("  {blanks}{cell}"));
            }
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// Writes words in lines of at most [`LINE`] cells.
fn prose(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && line.width() + 1 + word.width() > LINE {
            writeln!(out, "  {line}")?;
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.is_empty() { Ok(()) } else { writeln!(out, "  {line}") }
}

fn wrong(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rows = answer.evaluation.rows.iter().filter(|row| !row.case.is_right);
    writeln!(out, "\nWrong verdicts")?;
    for row in rows.by_ref().take(WRONG) {
        let confidence = row.case.confidence.map_or("", |confidence| confidence.as_str());
        let (gold, said) = (row.case.gold.shown(), row.case.said.shown());
        writeln!(out, "  {} ({})", visible(&row.id), visible(&row.path))?;
        writeln!(out, "    label {gold}, verdict {said}, score {}, {confidence}", row.score)?;
        writeln!(out, "    {}", visible(&row.because))?;
    }
    match rows.count() {
        0 => Ok(()),
        more => writeln!(out, "  and {more} more; --format json has them all"),
    }
}
