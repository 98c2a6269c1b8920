//! What results may not replace: what a run reads, and what rules it.

use std::fs;
use std::path::{Path, PathBuf};

use super::neighbour::place;
use super::output;
use super::plan::Inputs;
use crate::error::{Error, ErrorKind};
use crate::input;

/// Sees to it that results replace neither what is read nor what the run goes by.
///
/// # Errors
/// [`ErrorKind::Usage`] if they would.
pub(super) fn both(output: &Path, read: &Inputs, ruled_by: &[PathBuf]) -> Result<(), Error> {
    inputs(output, read)?;
    rules(output, ruled_by)
}

/// Sees to it that results replace no transcript: a file that is to be read, by its name, in a folder, by a glob or as
/// standard input, may be written over only if it holds results of an earlier run.
///
/// # Errors
/// [`ErrorKind::Usage`] if it holds anything else.
pub(super) fn inputs(output: &Path, inputs: &Inputs) -> Result<(), Error> {
    if !output.is_file() || output::handle(output).is_some() || !inputs.hold(output) {
        return Ok(());
    }
    #[expect(clippy::disallowed_methods, reason = "the output is the command line's to look at")]
    let old = fs::read(output).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if old.is_ok_and(|old| ["", "[]"].contains(&old.trim()) || input::are_results(&old)) {
        return Ok(());
    }
    let error = refused("the results would overwrite one of the inputs", output);
    Err(error.next("name another file, or leave it out of what is read with --exclude"))
}

/// Sees to it that results replace nothing that the run goes by: its configuration, its baseline, its lexicons.
///
/// # Errors
/// [`ErrorKind::Usage`] if they would.
pub(super) fn rules(output: &Path, rules: &[PathBuf]) -> Result<(), Error> {
    let real = |path: &Path| place(&output::target(path));
    let place = real(output);
    if rules.iter().any(|rule| real(rule) == place) {
        let error = refused("the results would overwrite a file that this run goes by", output);
        return Err(error.next("name another file"));
    }
    Ok(())
}

fn refused(what: &str, output: &Path) -> Error {
    Error::new(ErrorKind::Usage, what).in_file(output.to_string_lossy())
}
