//! What to say of a file that no format claims: what it looks like, what is missing, what comes nearest, what to do.

use crate::error::{Error, ErrorKind};

use super::lines::{beginning, lines};
use super::{Export, Outline, csv, formats, json};

/// How a line of a talk looks, for people.
const LINE: &str = "a line should look like \"Dana Ng: Good morning.\" or \"[00:01:02] Dana Ng: Good morning.\"";
/// How a cue looks, for people.
const CUE: &str = "a cue should look like \"00:00:01.000 --> 00:00:03.500\" with the words in the next line";
/// Which columns make a table a talk, for people.
const TABLE: &str = "a table needs a header row with a column of speakers and a column of words: \"speaker,text\"";
/// How a call looks that other programs write, for people.
const CALL: &str = "{\"turns\":[{\"speaker\":\"...\",\"text\":\"...\"}]}";

/// The error for a text that no format claims; broken JSON is malformed, all else unrecognised.
pub(super) fn error(export: &Export<'_>) -> Error {
    if export.head().trim_start().starts_with("{\\rtf") {
        let error = Error::new(ErrorKind::Unrecognised, "this is RTF, a word processor's rich text, which is not read");
        return error.next("open it and save it as .docx or as plain text");
    }
    if let Some(outline) = export.outline()
        && let Some(broken) = outline.broken()
        && !export.in_parts()
    {
        let broken = broken.clone();
        let quoted = export.head().trim_start().trim_start_matches(['[', '{']).trim_start().starts_with('\'');
        let python =
            "its keys stand in single quotes, which is Python's way of writing and not JSON: write it by json.dumps";
        return if quoted { broken.next(python) } else { broken };
    }
    let nearest = match export.outline() {
        Some(outline) => near_json(outline),
        None => near_text(export.head()),
    };
    let next = format!("{nearest}; `pursuit formats` lists what can be read");
    Error::new(ErrorKind::Unrecognised, format!("no format claims this file; it looks like {}", looks(export)))
        .next(next)
}

/// The two formats whose keys come nearest, and for each the first key that is missing.
fn near_json(outline: &Outline) -> String {
    let mut near: Vec<json::Near> = json::VENDORS.iter().map(|vendor| vendor.nearness(outline)).collect();
    near.retain(|near| near.found > 0);
    near.sort_by_key(|near| std::cmp::Reverse((near.share, near.found)));
    let word = |near: &json::Near| match near.missing {
        "" => format!("{}, whose keys are there but do not hold what they should", near.id),
        missing => format!("{}, of which `{missing}` is missing", near.id),
    };
    let words: Vec<String> = near.iter().take(2).map(word).collect();
    let nearest = match words.len() {
        0 => "none of its keys belong to a known format".to_owned(),
        1 => format!("the nearest format is {}", words.concat()),
        _ => format!("the nearest formats are {}", words.join(", and ")),
    };
    format!("{nearest}; other programs can write a call as {CALL}")
}

/// The two formats that come nearest to a text, and how they look.
fn near_text(head: &str) -> String {
    let (head, text, webvtt) = (head.trim_start(), ("text", LINE), ("webvtt", CUE));
    let near = match () {
        () if csv::header(head).is_some() => [("csv", TABLE), text],
        () if head.contains("-->") => [webvtt, ("srt", "in SRT a comma stands for the point")],
        () => [text, webvtt],
    };
    let known = near.into_iter().filter(|(id, _)| formats().any(|format| format.id() == *id));
    let (ids, ways): (Vec<&str>, Vec<&str>) = known.unzip();
    let plural = if ids.len() == 1 { " is" } else { "s are" };
    format!("the nearest format{plural} {}: {}", ids.join(" and "), ways.join("; "))
}

/// What the file looks like, in a few words.
fn looks(export: &Export<'_>) -> String {
    if let Some(outline) = export.outline() {
        let keys = outline.top();
        return match (keys.is_empty(), outline.is_list()) {
            (true, true) => match outline.kind("[]") {
                None => "an empty JSON list".to_owned(),
                Some(json::Kind::List) => "a JSON list of lists without keys".to_owned(),
                Some(_) => "a JSON list of values without keys".to_owned(),
            },
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
        None => format!("text without speakers or sentences, from {:?} on", beginning(first, 40)),
    }
}
