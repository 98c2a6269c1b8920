//! JSON: the outline of keys by which a vendor's format is recognised, and errors with their place.
//!
//! The outline is made in one pass that builds no value and does not recurse, so depth and size
//! of the input do not matter. One vendor is one file here and one row in
//! [`FORMATS`](super::FORMATS).

mod loose;
mod nan;
mod outline;
pub(super) mod pursuit;
pub(super) mod whisper;
mod words;

use crate::error::{Error, ErrorKind};

use super::lines::beginning;

pub(super) use nan::without_nan;
pub(super) use outline::{Kind, Outline};

/// Bytes of a parser's message kept: it may quote the input.
const MESSAGE: usize = 120;

/// The error for text that breaks JSON's rules or a format's, with line and column (in characters) from 1.
/// `what` names the thing that could not be read.
fn malformed(text: &str, what: &str, error: &serde_json::Error) -> Error {
    let place = offset(text, error);
    let line = u64::try_from(error.line().max(1)).unwrap_or(u64::MAX);
    let start = text.get(..place).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let column = text.get(start..place).map_or(1, |before| before.chars().count().max(1));
    wrong(what, error).at(line, u64::try_from(column).unwrap_or(u64::MAX))
}

/// The same error without its place.
fn wrong(what: &str, error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message);
    let message: String = beginning(message, MESSAGE).chars().filter(|c| !c.is_control()).collect();
    let next = if error.is_eof() {
        "the file ends too early: export or download it again"
    } else {
        "correct this place, or export the file again"
    };
    Error::new(ErrorKind::Malformed, format!("{what} cannot be read: {}", words::plain(&message))).next(next)
}

/// The byte of `text` at which the error was found, on a character border.
fn offset(text: &str, error: &serde_json::Error) -> usize {
    let before: usize = text.split('\n').take(error.line().saturating_sub(1)).map(|line| line.len() + 1).sum();
    let mut at = (before + error.column()).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
