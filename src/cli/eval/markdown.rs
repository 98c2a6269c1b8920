//! The answer for a page or a pull request: figures alone, no call is named.

use std::io::{self, Write};

use super::Answer;
use super::grids::{Grid, grids, headline};
use crate::report::escaped_markdown as escaped;

/// Writes every grid as a table of Markdown.
pub(super) fn write(answer: &Answer<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}.", headline(answer))?;
    for grid in grids(answer) {
        writeln!(out, "\n**{}**\n", grid.title)?;
        table(&grid, out)?;
        if !grid.note.is_empty() {
            writeln!(out, "\n{}", grid.note)?;
        }
    }
    Ok(())
}

fn table(grid: &Grid, out: &mut dyn Write) -> io::Result<()> {
    let line = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        format!("| {} |", cells.join(" | "))
    };
    writeln!(out, "{}", line(&grid.head))?;
    let rule: Vec<&str> = (0..grid.head.len()).map(|column| if column == 0 { "---" } else { "---:" }).collect();
    writeln!(out, "|{}|", rule.join("|"))?;
    grid.rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
}
