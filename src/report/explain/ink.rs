//! Words with a style, broken into lines of the terminal.

use std::io::{self, Write};

use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::report::visible;

/// Words in one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ink {
    pub(super) text: String,
    pub(super) style: Style,
}

/// Words as they are.
pub(super) fn plain(text: impl Into<String>) -> Ink {
    Ink { text: text.into(), style: Style::new() }
}

/// Words that stand back.
pub(super) fn dim(text: impl Into<String>) -> Ink {
    Ink { text: text.into(), style: Style::new().dimmed() }
}

/// Words in bold.
pub(super) fn bold(text: impl Into<String>) -> Ink {
    Ink { text: text.into(), style: Style::new().bold() }
}

/// Cells that some inks take on one line.
pub(super) fn width_of(inks: &[Ink]) -> usize {
    inks.iter().map(|ink| visible(&ink.text).width()).sum()
}

/// The inks in lines of at most `width` cells, broken at blanks; a word that is wider than a line is broken within.
/// Blanks in a row become one, and line ends a blank: a page has line ends of its own.
pub(super) fn lines(inks: &[Ink], width: usize) -> Vec<Vec<Ink>> {
    let width = width.max(1);
    let mut page = Page { lines: vec![Vec::new()], cells: 0, width };
    let mut word: Vec<Ink> = Vec::new();
    // The style of the blank before the word; an underline goes on over it.
    let mut gap: Option<Style> = None;
    for ink in inks {
        let mut rest = ink.text.as_str();
        while !rest.is_empty() {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (piece, behind) = rest.split_at(end);
            if !piece.is_empty() {
                word.push(Ink { text: visible(piece).into_owned(), style: ink.style });
            }
            rest = behind.trim_start();
            if rest.len() < behind.len() {
                page.word(std::mem::take(&mut word), gap.take());
                gap = Some(ink.style);
            }
        }
    }
    page.word(word, gap);
    page.lines
}

/// Lines in the making.
struct Page {
    lines: Vec<Vec<Ink>>,
    /// Cells of the last line.
    cells: usize,
    width: usize,
}

impl Page {
    /// Puts a word behind what is there, or on a new line.
    fn word(&mut self, word: Vec<Ink>, gap: Option<Style>) {
        if word.is_empty() {
            return;
        }
        let text: String = word.iter().map(|ink| ink.text.as_str()).collect();
        let cells = text.width();
        let blank = usize::from(self.cells > 0 && gap.is_some());
        if self.cells + blank + cells <= self.width {
            if let (1, Some(style)) = (blank, gap) {
                self.add(" ", style, 1);
            }
            for ink in word {
                let cells = ink.text.width();
                self.add(&ink.text, ink.style, cells);
            }
            return;
        }
        if self.cells > 0 {
            self.lines.push(Vec::new());
            self.cells = 0;
        }
        if cells <= self.width {
            self.word(word, None);
            return;
        }
        for ink in word {
            for c in ink.text.chars() {
                let cells = c.width().unwrap_or(0);
                if self.cells + cells > self.width && self.cells > 0 {
                    self.lines.push(Vec::new());
                    self.cells = 0;
                }
                self.add(c.encode_utf8(&mut [0; 4]), ink.style, cells);
            }
        }
    }

    /// Puts words at the end of the last line.
    fn add(&mut self, text: &str, style: Style, cells: usize) {
        self.cells += cells;
        let Some(line) = self.lines.last_mut() else { return };
        match line.last_mut() {
            Some(ink) if ink.style == style => ink.text.push_str(text),
            _ => line.push(Ink { text: text.to_owned(), style }),
        }
    }
}

/// Writes lines: in colour or without, and no wider than they may be.
pub(super) struct Pen<'w> {
    pub(super) out: &'w mut dyn Write,
    pub(super) color: bool,
    /// Cells of a line.
    pub(super) width: usize,
}

impl Pen<'_> {
    /// One line as it is; blanks at its end are left out.
    pub(super) fn line(&mut self, inks: &[Ink]) -> io::Result<()> {
        let last = inks.iter().rposition(|ink| !ink.text.trim_end().is_empty());
        for (at, ink) in inks.iter().enumerate().take(last.map_or(0, |last| last + 1)) {
            let text = if last == Some(at) { ink.text.trim_end() } else { &ink.text };
            let text = visible(text);
            if self.color && ink.style != Style::new() && !text.is_empty() {
                write!(self.out, "{}{text}{:#}", ink.style, ink.style)?;
            } else {
                self.out.write_all(text.as_bytes())?;
            }
        }
        self.out.write_all(b"\n")
    }

    /// Nothing on a line.
    pub(super) fn blank(&mut self) -> io::Result<()> {
        self.line(&[])
    }

    /// A heading, a line above it.
    pub(super) fn heading(&mut self, text: &str, beside: &str) -> io::Result<()> {
        self.blank()?;
        let gap = if beside.is_empty() { "" } else { "  " };
        if text.width() + gap.width() + beside.width() <= self.width {
            return self.line(&[bold(text), plain(gap), dim(beside)]);
        }
        self.line(&[bold(text)])?;
        self.under(0, &[dim(beside)])
    }

    /// Words in as many lines as they need, `first` before the first line and blanks of its width before the others.
    pub(super) fn hang(&mut self, first: &[Ink], inks: &[Ink]) -> io::Result<()> {
        let before = width_of(first);
        for (at, line) in lines(inks, self.width.saturating_sub(before)).into_iter().enumerate() {
            let mut whole = if at == 0 { first.to_vec() } else { vec![plain(" ".repeat(before))] };
            whole.extend(line);
            self.line(&whole)?;
        }
        Ok(())
    }

    /// Words in as many lines as they need, each set in by so many cells.
    pub(super) fn under(&mut self, indent: usize, inks: &[Ink]) -> io::Result<()> {
        self.hang(&[plain(" ".repeat(indent))], inks)
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::{bold, dim, lines, plain};

    fn told(text: &str, width: usize) -> Vec<String> {
        let shown = |line: Vec<super::Ink>| line.into_iter().map(|ink| ink.text).collect();
        lines(&[plain(text)], width).into_iter().map(shown).collect()
    }

    #[test]
    fn lines_break_at_blanks_and_long_words_within() {
        assert_eq!(told("we keep  missing\r\nthe dates", 8), ["we keep", "missing", "the", "dates"]);
        assert_eq!(told("a abcdefghij b", 4), ["a", "abcd", "efgh", "ij b"]);
        assert_eq!(told("", 4), [""]);
        for width in 2..9 {
            assert!(told("中文字幕中文 字幕 😀😀", width).iter().all(|line| line.width() <= width));
        }
    }

    #[test]
    fn a_style_ends_where_its_words_do() {
        let broken = lines(&[plain("the "), bold("offer ends"), plain(", I"), dim(" think")], 9);
        let shown: Vec<Vec<&str>> =
            broken.iter().map(|line| line.iter().map(|ink| ink.text.as_str()).collect()).collect();
        assert_eq!(shown, [vec!["the ", "offer"], vec!["ends", ", I"], vec!["think"]]);
    }
}
