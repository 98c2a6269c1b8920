//! Results that pursuit itself wrote: told from transcripts, so that a folder with both says what to leave out.

use crate::error::{Error, ErrorKind};

/// How the value of `schema` begins.
const SCHEMA: &str = "\"pursuit/";

/// The error for a file of results: one, one a line or a list of them. `None` for all other files.
/// A result begins with its schema, so the first decides.
pub(super) fn error(text: &str) -> Option<Error> {
    let start = text.trim_start();
    let first = start.strip_prefix('[').unwrap_or(start).trim_start().strip_prefix('{')?.trim_start();
    let value = first.strip_prefix("\"schema\"")?.trim_start().strip_prefix(':')?.trim_start();
    value.starts_with(SCHEMA).then(|| {
        Error::new(ErrorKind::Unrecognised, "these are results of pursuit, not transcripts")
            .next("leave the file out with --exclude, or write results outside the folder of calls")
    })
}

#[cfg(test)]
mod tests {
    use super::error;

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
}
