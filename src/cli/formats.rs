//! `pursuit formats`: what can be read, how it is told, and what it gives.

use std::io::{self, Write};

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::args::{Formats, ListForm};
use super::exit::Exit;
use super::output::printed;
use super::streams::Streams;
use crate::error::Error;
use crate::input::{Format, Times, formats};
use crate::report::{self, visible};

/// Cells of the columns between the ids and the text: `times  words  `.
const MIDDLE: usize = 14;
/// Cells of the narrowest text.
const NARROWEST: usize = 30;

/// What the columns mean, and what is not in them.
const NOTE: &str = "Formats are told by what is in a file, never by its name. times: of each piece of speech; words: \
                    each word has its own. Packed in gz, zst, bz2, zip or tar, files are read, too.";

/// A row for programs.
#[derive(Serialize)]
struct Row {
    id: &'static str,
    about: &'static str,
    told_by: String,
    times: &'static str,
    roles: &'static str,
    words: bool,
}

/// Runs the command.
///
/// # Errors
/// If standard output cannot be written; one that is closed is no error.
pub(super) fn run(typed: &Formats, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let mut rows: Vec<Row> = formats().map(row).collect();
    rows.sort_by_key(|row| row.id);
    let width = streams.stdout_is.width;
    let out = &mut *streams.stdout;
    let written = match typed.format {
        ListForm::Json => report::json_line(&rows, out),
        ListForm::Table => table(&rows, width, out),
    };
    printed(written.and_then(|()| out.flush())).map(|()| Exit::Done)
}

/// The row of a format.
fn row(format: &dyn Format) -> Row {
    let gives = format.gives();
    let times = match gives.times {
        Times::No => "none",
        Times::Some => "some",
        Times::Start => "start",
        Times::Both => "both",
    };
    let (id, about, told_by) = (format.id(), format.about(), format.told_by());
    Row { id, about, told_by, times, roles: gives.roles, words: gives.words }
}

/// The table: a row a format, with what does not fit the line below it.
fn table(rows: &[Row], width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
    let ids = rows.iter().map(|row| row.id.len()).max().unwrap_or_default().max("format".len());
    let left = width.map_or(usize::MAX, |width| width.saturating_sub(ids + 2 + MIDDLE).max(NARROWEST));
    writeln!(out, "{:ids$}  times  words  what it is, and how it is told", "format")?;
    for row in rows {
        let mut lines = wrapped(row.about, left);
        lines.extend(wrapped(&format!("told by {}", row.told_by), left));
        if !row.roles.is_empty() {
            lines.extend(wrapped(&format!("roles: {}", row.roles), left));
        }
        let (times, words) = (if row.times == "none" { "–" } else { row.times }, if row.words { "yes" } else { "–" });
        for (number, line) in lines.iter().enumerate() {
            let line = visible(line);
            match number {
                0 => writeln!(out, "{:ids$}  {times:5}  {words:5}  {line}", row.id)?,
                _ => writeln!(out, "{:1$}{line}", "", ids + 2 + MIDDLE)?,
            }
        }
    }
    let most = width.unwrap_or(usize::MAX).max(NARROWEST);
    writeln!(out)?;
    wrapped(NOTE, most).into_iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// The text in lines of at most that many cells, broken at blanks.
fn wrapped(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.width() + 1 + word.width() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{row, table};
    use crate::input::formats;

    #[test]
    fn the_table_fits_the_terminal_and_knows_every_format() {
        let rows: Vec<_> = formats().map(row).collect();
        let mut out = Vec::new();
        table(&rows, Some(80), &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        // Only a key path may be wider than its column, as it cannot be broken.
        assert!(out.lines().all(|line| line.width() <= 80 || line.trim().split(' ').count() <= 2), "{out}");
        assert!(rows.iter().all(|row| out.lines().any(|line| line.starts_with(row.id))), "{out}");
    }
}
