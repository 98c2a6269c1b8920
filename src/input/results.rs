//! Results that pursuit itself wrote: told from transcripts, so that a folder with both says what to leave out.

use std::borrow::Cow;

use super::lines;
use crate::error::{Error, ErrorKind};

/// How the value of `schema` begins in all that is written for programs.
const SCHEMAS: [&str; 2] = ["\"pursuit/", "\"pursuit-check/"];
/// How the other forms begin, and what stands in their head besides: no transcript has both.
#[rustfmt::skip]
const FORMS: [(&str, &str); 16] = [
    ("path,id,title,date,format,language,duration_s,", ""),
    ("path,call_id,call_date,", ",sellers,verdict,score,"),
    ("<!doctype html>\n<!-- pursuit -->\n", ""),
    ("call ", " confidence  because\n"),
    ("call      ", "\npeople    "),
    ("## Who was selling whom\n\n", "| in all | calls |"),
    ("## The gate holds: ", " call"),
    ("## The gate can't tell: ", " call"),
    ("## The gate fails: ", " error"),
    ("::error ", "title="),
    ("::warning ", "title="),
    ("::notice ", "title=pursuit"),
    ("[\n  {\n    \"description\": \"", "\n    \"check_name\": \""),
    ("{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/", "\"name\": \"pursuit\""),
    ("# What the terms of the raw score count for: ", "origin = \"pursuit eval --fit"),
    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pursuit", ""),
];
/// Bytes of the head: the first line of a table is as wide as the longest name of a call.
const HEAD: usize = 4096;

/// Are these results of pursuit, in whatever form?
#[must_use]
pub fn are_results(text: &str) -> bool {
    // Whoever wants colours gets them in files, too.
    let head = plain(lines::beginning(text, HEAD));
    let is_form = |(begin, more): &(&str, &str)| head.starts_with(begin) && head.contains(more);
    has_schema(&head) || FORMS.iter().any(is_form) || is_counted(text) || is_measured(&head)
}

/// The error for a file of results. `None` for all other files.
pub(super) fn error(text: &str) -> Option<Error> {
    are_results(text).then(|| {
        Error::new(ErrorKind::Unrecognised, "these are results of pursuit, not transcripts")
            .next("leave the file out with --exclude, or write results outside the folder of calls")
    })
}

/// JSON: one result, one a line or a list of them. A result begins with its schema, so the first decides.
fn has_schema(head: &str) -> bool {
    let start = head.trim_start();
    let first = start.strip_prefix('[').unwrap_or(start).trim_start();
    let first = first.strip_prefix('{').and_then(|first| first.trim_start().strip_prefix("\"schema\""));
    let value = first.and_then(|first| first.trim_start().strip_prefix(':')).map(str::trim_start);
    value.is_some_and(|value| SCHEMAS.iter().any(|schema| value.starts_with(schema)))
}

/// Findings as text: their last line counts them.
fn is_counted(text: &str) -> bool {
    let last = text.trim_end().rsplit('\n').next().unwrap_or_default();
    let parts =
        || last.split_once(" checked").filter(|(calls, _)| calls.ends_with(" call") || calls.ends_with(" calls"));
    last.starts_with(|letter: char| letter.is_ascii_digit())
        && parts().is_some_and(|(_, counts)| {
            counts.contains(": ") && counts.contains(" error") && counts.contains(" warning")
        })
}

/// What `eval` says.
fn is_measured(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default();
    let counts = first.split_once(" labelled call").is_some_and(|(count, rest)| {
        count.bytes().all(|digit| digit.is_ascii_digit()) && rest.contains(" of them sale talk")
    });
    counts && head.contains("Agreement with the labels")
}

/// Without the codes of a terminal.
fn plain(text: &str) -> Cow<'_, str> {
    if !text.contains("\u{1b}[") {
        return Cow::Borrowed(text);
    }
    let mut pieces = text.split("\u{1b}[");
    let first = pieces.next().unwrap_or_default().to_owned();
    Cow::Owned(pieces.fold(first, |plain, piece| plain + piece.split_once('m').map_or(piece, |(_, rest)| rest)))
}

#[cfg(test)]
mod tests {
    use super::{are_results, error};

    #[test]
    fn results_are_told_from_calls() {
        let row = r#"{"schema":"pursuit/1.0","turns":36}"#;
        for text in [row.to_owned(), format!("{row}\n{row}\n"), format!("[\n{row},\n{row}\n]\n")] {
            assert!(error(&text).is_some(), "{text}");
        }
        for text in
            [r#"{"schema":"other/1","turns":[]}"#, r#"{"turns":[]}"#, "[]", "Dana: {\"schema\":\"pursuit/1.0\"}"]
        {
            assert!(error(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_only_begins_like_results_is_a_transcript() {
        for text in [
            "[\n  {\n    \"description\": \"Discovery\",\n    \"turns\": []",
            "## The gate project\n\nRep: Hi.",
            "call  12: direction of the project\nRep: Hi.",
            "\u{1b}[0m\nRep: Hi.",
            "path,id,title,date,speaker,text\na,b,c,d,Rep,Hi.",
            "::speaker title=x\nRep: Hi.",
            "12 calls were made.\nRep: 3 calls checked.",
            "{\"schema\":\"pursuit-call/1\",\"turns\":[]}",
        ] {
            assert!(!are_results(text), "{text}");
        }
        for text in [
            "\u{1b}[1mcall   direction  score  confidence  because\u{1b}[0m\n",
            "  known[pitch.x] a\n  --> b\n\n3 calls checked, 1 failed: 1 error, 0 warnings\n",
            "{\"schema\":\"pursuit-check/1.0\",\"passes\":true}",
        ] {
            assert!(are_results(text), "{text}");
        }
    }
}
