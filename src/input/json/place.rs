//! Errors of a JSON parser, with their place in the file and in plain words.

use crate::error::{Error, ErrorKind};

use super::super::lines::beginning;
use super::message;

/// Bytes of a parser's message kept: it may quote the input.
const MESSAGE: usize = 120;

/// The error for text that breaks JSON's rules or a format's, with line and column (in characters) from 1.
/// `what` names the thing that could not be read.
pub(in super::super) fn malformed(text: &str, what: &str, error: &serde_json::Error) -> Error {
    let (line, column) = Cursor::new(text).move_to(offset(text, error));
    wrong(what, error).at(line, column)
}

/// The same error without its place.
pub(in super::super) fn wrong(what: &str, error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let message: String = beginning(message, MESSAGE).chars().filter(|c| !c.is_control()).collect();
    let next = if error.is_eof() {
        "it was cut off: export or download it again"
    } else {
        "correct this place, or export the file again"
    };
    Error::new(ErrorKind::Malformed, format!("{what} cannot be read: {}", message::plain(&message))).next(next)
}

/// The byte of `text` at which the error was found, on a character border.
pub(in super::super) fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split('\n').take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum();
    let mut at = (before + error.column()).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// A place in a text that only moves forward, so that many errors cost one pass.
pub(super) struct Cursor<'t> {
    /// The text.
    text: &'t str,
    /// The byte.
    at: usize,
    /// Its line, from 1.
    line: u64,
    /// Its column in characters, from 1.
    column: u64,
}

impl<'t> Cursor<'t> {
    /// The start of a text.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0, line: 1, column: 1 }
    }

    /// The error found in a part of the text, with its place in the whole.
    pub(super) fn rebase(&mut self, part: &str, error: Error) -> Error {
        let place = error.place();
        let (line, column) = (place.line.unwrap_or(1), place.column.unwrap_or(1));
        self.line_of(part);
        if line == 1 { error.at(self.line, self.column + column - 1) } else { error.at(self.line + line - 1, column) }
    }

    /// The line, from 1, at which a later part of the text begins.
    pub(super) fn line_of(&mut self, part: &str) -> u64 {
        self.move_to((part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize));
        self.line
    }

    /// Moves to a later byte and returns its line and column; the column is that of the last character read.
    pub(super) fn move_to(&mut self, at: usize) -> (u64, u64) {
        for c in self.text.get(self.at..at).unwrap_or_default().chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.at = at.max(self.at);
        (self.line, self.column.saturating_sub(1).max(1))
    }
}
