//! The answer for a page or a pull request: figures alone, no call is named.

use std::io::{self, Write};

use super::Answer;
use super::grids::{Grid, grids, headline};
use crate::report::visible;

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

/// The text with what Markdown or HTML would act on made harmless; a `_` inside of a word does nothing.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    let text = visible(text);
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        match letter {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '_' if is_word(before) && is_word(letters.peek().copied()) => out.push('_'),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
        before = Some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_name_acts_on_the_page() {
        assert_eq!(escaped("pain.impact_cost _x_"), "pain.impact_cost \\_x\\_");
        assert_eq!(escaped("a|b <script> [x](y) `c` \u{1b}"), "a\\|b &lt;script> \\[x\\](y) \\`c\\` ␛");
    }
}
