//! What results may not replace: what a run reads, and what rules it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::output;
use super::plan::Inputs;
use crate::error::{Error, ErrorKind};

/// How the results of each form begin, and what else stands in their head; a transcript may begin so, but never has both.
const RESULTS: [(&str, &str); 16] = [
    ("{\"schema\":\"pursuit", ""),
    ("[\n{\"schema\":\"pursuit/", ""),
    ("path,id,title,date,", ""),
    ("path,call_id,call_date,", ""),
    ("<!doctype html>\n<!-- pursuit -->", ""),
    ("call ", "  confidence  because\n"),
    ("call      ", " words\nfrom      "),
    // What is coloured.
    ("\u{1b}[", ""),
    ("## Who was selling whom\n", ""),
    ("## The gate ", " call"),
    ("error[check.", "\n--> "),
    ("warning[check.", "\n--> "),
    ("::", "title="),
    ("[\n  {\n    \"description\": \"", "\n    \"check_name\": \""),
    ("{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/", "\"name\": \"pursuit\""),
    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pursuit", ""),
];
/// What the first lines of results hold that begin with a number.
const COUNTS: [&str; 2] = [" checked: 0 errors, ", " of them sale talks"];
/// Bytes of a file that tell whether it holds results: the head of a table is as wide as the longest name of a call.
const HEAD: u64 = 4096;

/// Sees to it that results replace no transcript: a file that is to be read, by its name, in a folder, by a glob or as
/// standard input, may be written over only if it holds results of an earlier run.
///
/// # Errors
/// [`ErrorKind::Usage`] if it holds anything else.
pub(super) fn inputs(output: &Path, inputs: &Inputs) -> Result<(), Error> {
    if !output.is_file() || !inputs.hold(output) {
        return Ok(());
    }
    let mut head = Vec::new();
    #[expect(clippy::disallowed_methods, reason = "the output is the command line's to look at")]
    let file = File::open(output);
    let seen = file.and_then(|file| file.take(HEAD).read_to_end(&mut head));
    if seen.is_ok() && are_results(&String::from_utf8_lossy(&head)) {
        return Ok(());
    }
    let error = refused("the results would overwrite one of the inputs", output);
    Err(error.next("name another file, or leave it out of what is read with --exclude"))
}

/// Does a file that begins so hold results, or nothing?
fn are_results(head: &str) -> bool {
    let line = head.lines().next().unwrap_or_default();
    let is_count = line.starts_with(|letter: char| letter.is_ascii_digit());
    let is_form = |(begin, more): &(&str, &str)| head.starts_with(begin) && head.contains(more);
    ["", "[]"].contains(&head.trim())
        || RESULTS.iter().any(is_form)
        || is_count && COUNTS.iter().any(|count| line.contains(count))
}

/// Sees to it that results replace nothing that the run goes by: its configuration, its baseline, its lexicons.
///
/// # Errors
/// [`ErrorKind::Usage`] if they would.
pub(super) fn rules(output: &Path, rules: &[PathBuf]) -> Result<(), Error> {
    let place = real(output);
    if rules.iter().any(|rule| real(rule) == place) {
        let error = refused("the results would overwrite a file that this run goes by", output);
        return Err(error.next("name another file"));
    }
    Ok(())
}

/// Where a file is, or would be made, however its name is spelled.
fn real(path: &Path) -> PathBuf {
    let path = output::target(path);
    let folder = path.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let folder = folder.and_then(|folder| fs::canonicalize(folder).ok());
    folder.zip(path.file_name()).map_or(path.clone(), |(folder, name)| folder.join(name))
}

fn refused(what: &str, output: &Path) -> Error {
    Error::new(ErrorKind::Usage, what).in_file(output.to_string_lossy())
}

#[cfg(test)]
mod tests {
    use super::are_results;

    #[test]
    fn what_only_looks_like_results_is_a_transcript() {
        for head in [
            "[\n  {\n    \"description\": \"Discovery\",\n    \"turns\": []",
            "## The gate project\n\nRep: Hi.",
            "call  12: direction of the project\nRep: Hi.",
            "[ ]\nRep: Hi.",
            "12 calls were made.",
        ] {
            assert!(!are_results(head), "{head}");
        }
        assert!(are_results("[]\n") && are_results(" ") && are_results("3 calls checked: 0 errors, 1 warning\n"));
    }
}
