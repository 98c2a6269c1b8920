//! What results may not replace: what a run reads, and what rules it.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::plan::Inputs;
use crate::error::{Error, ErrorKind};
use crate::source;

/// How the results of each form begin.
const RESULTS: [&str; 16] = [
    "{\"schema\":\"pursuit",
    "[\n{\"schema\":\"pursuit/",
    "[]",
    "path,id,title,date,",
    "path,call_id,call_date,",
    "<!doctype html>\n<!-- pursuit -->",
    "## Who was selling whom",
    "## The gate ",
    "error[check.",
    "warning[check.",
    "::error ",
    "::warning ",
    "::notice ",
    "[\n  {\n    \"description\": \"",
    "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pursuit",
];
/// Bytes of a file that tell whether it holds results: the head of a table is as wide as the longest name of a call.
const HEAD: u64 = 4096;

/// Sees to it that results replace no transcript: a file that is to be read, by its name, in a folder or by a glob, may
/// be written over only if it holds results of an earlier run.
///
/// # Errors
/// [`ErrorKind::Usage`] if it holds anything else.
pub(super) fn inputs(output: &Path, inputs: &Inputs) -> Result<(), Error> {
    if !output.is_file() || !source::reads(&inputs.paths, &inputs.filter, output) {
        return Ok(());
    }
    let mut head = Vec::new();
    #[expect(clippy::disallowed_methods, reason = "the output is the command line's to look at")]
    let file = File::open(output);
    let seen = file.and_then(|file| file.take(HEAD).read_to_end(&mut head));
    let head = String::from_utf8_lossy(&head);
    let is_told = |line: &str| {
        line.starts_with("call  ") && line.contains(" direction ") || line.contains(" checked: 0 errors, ")
    };
    let is_told = || head.lines().next().is_some_and(is_told);
    if seen.is_ok() && (head.is_empty() || is_told() || RESULTS.iter().any(|start| head.starts_with(start))) {
        return Ok(());
    }
    Err(refused("the results would overwrite one of the inputs", output))
}

/// Sees to it that results replace nothing that rules a run: its configuration, its baseline, its lexicons.
///
/// # Errors
/// [`ErrorKind::Usage`] if they would.
pub(super) fn rules(output: &Path, rules: &[PathBuf]) -> Result<(), Error> {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let place = real(output);
    let is_kept = |rule: &PathBuf| {
        let rule = real(rule);
        // Something else may be kept beside the lexicons of a folder.
        place == rule
            || place.starts_with(rule) && output.is_file() && place.extension().is_some_and(|end| end == "toml")
    };
    if rules.iter().any(is_kept) {
        return Err(refused("the results would overwrite a file that this run goes by", output));
    }
    Ok(())
}

fn refused(what: &str, output: &Path) -> Error {
    Error::new(ErrorKind::Usage, what).next("name another file").in_file(output.to_string_lossy())
}
