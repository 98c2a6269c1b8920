//! What to say of a file that no format claims: what it looks like, what can be read, what to do.

use crate::error::{Error, ErrorKind};

use super::lines::{beginning, lines};
use super::{Export, csv, formats};

/// The error for a text that no format claims; broken JSON is malformed, all else unrecognised.
pub(super) fn error(export: &Export<'_>) -> Error {
    if let Some(outline) = export.outline()
        && let Some(broken) = outline.broken()
    {
        return broken.clone();
    }
    let ids: Vec<&str> = formats().map(|format| format.id()).collect();
    let next = format!(
        "these formats can be read: {}; export the call as one of them, or write it as \
         {{\"turns\":[{{\"speaker\":\"...\",\"text\":\"...\"}}]}}",
        ids.join(", ")
    );
    Error::new(ErrorKind::Unrecognised, format!("no format claims this file; it looks like {}", looks(export)))
        .next(next)
}

/// What the file looks like, in a few words.
fn looks(export: &Export<'_>) -> String {
    if let Some(outline) = export.outline() {
        let keys = outline.top();
        return match (keys.is_empty(), outline.is_list()) {
            (true, true) => "an empty JSON list or one without keys".to_owned(),
            (true, false) => "JSON without keys".to_owned(),
            (false, true) => format!("a JSON list of objects with the keys {}", keys.join(", ")),
            (false, false) => format!("JSON with the keys {}", keys.join(", ")),
        };
    }
    let head = export.head().trim_start();
    let first = lines(head).find(|line| !line.is_blank()).map_or("", |line| line.text.trim());
    match csv::header(head) {
        Some(table) => {
            format!("a table with the columns {}, none of which is known to hold words", table.names().join(", "))
        }
        None if head.starts_with('<') => "HTML or XML".to_owned(),
        None if is_json_lines(head) => "JSON, one object a line, but not calls".to_owned(),
        None => format!("text without speakers or sentences, from {:?} on", beginning(first, 40)),
    }
}

/// True if the first two lines are JSON objects.
fn is_json_lines(head: &str) -> bool {
    let mut all = lines(head).filter(|line| !line.is_blank()).take(2);
    all.next().is_some_and(|line| line.text.trim().starts_with('{'))
        && all.next().is_none_or(|line| line.text.starts_with('{'))
}
