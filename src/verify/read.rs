//! What the JSON forms of `pursuit score` wrote, read again as far as it says what it was made from; its text is kept.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::error::{Error, ErrorKind};

/// One object of a result.
#[derive(Clone, Debug)]
pub struct Row {
    /// The result it stands in.
    pub result: Arc<str>,
    /// The line there at which it begins, from 1.
    pub line: u64,
    /// The input it is of.
    pub path: String,
    /// The call's id; none of an input that gave no verdict.
    pub id: Option<String>,
    /// The bytes of the object.
    pub(super) text: String,
    /// The version of its keys.
    pub(super) schema: String,
    /// The hash of the lexicons.
    pub(super) lexicon: Option<String>,
    /// What makes it again, if it says so.
    pub(super) made_by: Option<MadeBy>,
}

/// What makes an object again, as far as it can be read.
#[derive(Clone, Debug)]
pub(super) struct MadeBy {
    pub(super) version: String,
    /// `None` where the bytes of the input could not be had.
    pub(super) input: Option<String>,
    pub(super) settings: Value,
    pub(super) settings_hash: String,
}

/// What of an object is read. All but the first two may have been changed into anything.
#[derive(Deserialize)]
struct Head {
    schema: String,
    path: String,
    id: Option<Value>,
    lexicon: Option<Value>,
    made_by: Option<Value>,
}

/// Reads a result: objects one after the other or a line each, lists of them, or several of these.
///
/// # Errors
/// [`ErrorKind::Malformed`] with the line, for what is no result of `pursuit score`, holds nothing, or is of another
/// major version.
pub fn read(text: &str, result: &str) -> Result<Vec<Row>, Error> {
    let wrong = |what: String, line: u64| {
        let next = "name what `pursuit score --format ndjson` or `--format json` wrote";
        Error::new(ErrorKind::Malformed, what).next(next).in_file(result).at_line(line)
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = Lines { text, at: 0, line: 1 };
    let result: Arc<str> = result.into();
    let mut rows = Vec::new();
    for value in serde_json::Deserializer::from_str(text).into_iter::<&RawValue>() {
        let value = value.map_err(|error| {
            let what = if error.is_eof() {
                "this result is cut off".to_owned()
            } else {
                format!("this is no result: {error}")
            };
            wrong(what, u64::try_from(error.line()).unwrap_or_default())
        })?;
        let line = lines.of(value.get());
        let objects: Vec<&RawValue> = if value.get().starts_with('[') {
            serde_json::from_str(value.get()).map_err(|error| wrong(format!("this is no result: {error}"), line))?
        } else {
            vec![value]
        };
        for object in objects {
            let (line, text) = (lines.of(object.get()), object.get());
            let head = serde_json::from_str(text);
            let head: Head = head.map_err(|error| wrong(format!("this is no result: {}", plain(&error)), line))?;
            if !head.schema.starts_with("pursuit/1.") {
                let what = format!("the schema `{}` is not one of this version's, pursuit/1", head.schema);
                return Err(wrong(what, line));
            }
            rows.push(Row::of(head, text, Arc::clone(&result), line));
        }
    }
    if rows.is_empty() {
        return Err(wrong("there is no object in this result, so there is nothing to prove".to_owned(), 1));
    }
    Ok(rows)
}

/// What the parser says, without its place inside of the object.
fn plain(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

impl Row {
    fn of(head: Head, text: &str, result: Arc<str>, line: u64) -> Self {
        let Head { schema, path, id, lexicon, made_by } = head;
        let word = |value: &Value| value.as_str().map(str::to_owned);
        let made = |made: &Value| {
            Some(MadeBy {
                version: word(&made["version"])?,
                input: word(&made["input"]),
                settings: made["settings"].clone(),
                settings_hash: word(&made["settings_hash"])?,
            })
        };
        Self {
            result,
            line,
            path,
            id: id.as_ref().and_then(word),
            text: text.to_owned(),
            schema,
            lexicon: lexicon.and_then(|lexicon| word(&lexicon["hash"])),
            made_by: made_by.as_ref().and_then(made),
        }
    }
}

/// The line of a piece of a text, for pieces that come in order.
struct Lines<'t> {
    text: &'t str,
    /// The byte up to which lines are counted.
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line at which a piece of the text begins.
    fn of(&mut self, piece: &str) -> u64 {
        let at = (piece.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        let passed = self.text.as_bytes().get(self.at..at).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count() as u64;
        self.at = self.at.max(at);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::read;

    fn places(text: &str) -> Vec<(String, u64)> {
        read(text, "r").unwrap().into_iter().map(|row| (row.path, row.line)).collect()
    }

    #[test]
    fn objects_are_found_in_lines_lists_and_several_documents() {
        let object = |path: &str| format!("{{\"schema\":\"pursuit/1.3\",\"path\":\"{path}\"}}");
        let place = |path: &str, line| (path.to_owned(), line);
        let [a, b, c] = ["a", "b", "c"].map(object);
        assert_eq!(places(&format!("{a}\n\n{b}\n")), [place("a", 1), place("b", 3)]);
        assert_eq!(places(&format!("\u{feff}[\n{a},\n{b}\n]\n[]\n{c}")), [place("a", 2), place("b", 3), place("c", 6)]);
    }

    #[test]
    fn what_is_no_result_is_named_with_its_line() {
        let error = |text: &str| read(text, "r").unwrap_err().to_string();
        let row = "{\"schema\":\"pursuit/1.3\",\"path\":\"a\"}";
        assert!(error("\n{\"a\":1}\n").starts_with("r:2: this is no result: missing field"));
        assert!(error(&row.replace("/1.3", "/2.0")).starts_with("r:1: the schema `pursuit/2.0` is not one"));
        assert!(error("Sam: hello").starts_with("r:1: this is no result: expected value"));
        assert!(error(&format!("{row}\n{{\"schema\":\"pur")).starts_with("r:2: this result is cut off"));
        assert!(error(&format!("[{row},")).starts_with("r:1: this result is cut off"));
        assert!(error("7").starts_with("r:1: this is no result"));
        for nothing in ["", " \n", "[]\n"] {
            assert!(error(nothing).contains("nothing to prove"), "{nothing:?}");
        }
    }
}
