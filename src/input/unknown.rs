//! What to say of a file that no format claims: what it looks like, what can be read, what to do.

use crate::error::{Error, ErrorKind};

use super::lines::{beginning, lines};
use super::{Export, formats};

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
    match columns(first) {
        Some(names) => format!("a table with the columns {}", names.join(", ")),
        None if head.starts_with('<') => "HTML or XML".to_owned(),
        None if is_json_lines(head) => "JSON, one object a line, but not calls".to_owned(),
        None => format!("text without speakers or sentences, from {:?} on", beginning(first, 40)),
    }
}

/// The names in the header row of a CSV or TSV table: two or more short fields, one of them known.
pub(super) fn columns(line: &str) -> Option<Vec<&str>> {
    const KNOWN: &[&str] = &[
        "content",
        "end",
        "message",
        "name",
        "role",
        "sentence",
        "speaker",
        "start",
        "text",
        "time",
        "timestamp",
        "transcript",
        "utterance",
        "words",
    ];
    let sign = ['\t', ';', ','].into_iter().max_by_key(|sign| line.matches(*sign).count())?;
    let fields: Vec<&str> = line.split(sign).map(|field| field.trim().trim_matches('"')).collect();
    let short = fields.iter().all(|field| field.len() <= 40 && field.split_whitespace().count() <= 4);
    let known = |field: &str| {
        field.split(|c: char| !c.is_ascii_alphabetic()).any(|word| KNOWN.iter().any(|k| k.eq_ignore_ascii_case(word)))
    };
    (fields.len() >= 2 && fields.len() <= 64 && short && fields.iter().copied().any(known)).then_some(fields)
}

/// True if the first two lines are JSON objects.
fn is_json_lines(head: &str) -> bool {
    let mut all = lines(head).filter(|line| !line.is_blank()).take(2);
    all.next().is_some_and(|line| line.text.trim().starts_with('{'))
        && all.next().is_none_or(|line| line.text.starts_with('{'))
}
