//! `unknown_key`: a key that has no meaning, mostly a slip of the pen.

use super::wrong_value::span;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};
use crate::suggest;

pub(super) const RULE: Rule =
    Rule { id: "unknown_key", about: "a key that has no meaning, mostly a slip of the pen", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (page, error) in &desk.refused {
        // The loader knows its keys: "unknown field `a`, expected one of `b`, `c`".
        let Some(told) = error.what().strip_prefix("unknown field ") else { continue };
        let mut names = told.split('`').skip(1).step_by(2);
        let Some(key) = names.next() else { continue };
        let span = span(&desk.pages[*page].file.text, error.place());
        let text = format!("`{key}` is no key that stands here");
        marks.push(Mark::new(*page, span, text, suggest::instead(key, names)));
    }
    marks
}
