//! The page of a GitHub job: where the runner names a file for it, the Markdown form is put behind what is there.

use std::env;
use std::fs::OpenOptions;
use std::path::Path;

use crate::check::Gate;
use crate::cli::output::unwritable;
use crate::error::Error;
use crate::report::{Desk, FORMS};

/// Appends the summary, if this is a job of GitHub's.
///
/// # Errors
/// The file cannot be written.
pub(super) fn append(gate: &Gate, desk: &Desk<'_>) -> Result<(), Error> {
    #[expect(clippy::disallowed_methods, reason = "the environment is the command line's to read")]
    let path = env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    let form = FORMS.iter().find(|form| form.id == "markdown");
    let Some((path, form)) = path.zip(form) else { return Ok(()) };
    let path = Path::new(&path);
    let fails = |error: std::io::Error| {
        let error = unwritable(path, &error);
        Error::new(error.kind(), format!("GITHUB_STEP_SUMMARY: {}", error.what())).in_file(path.to_string_lossy())
    };
    let mut file = OpenOptions::new().append(true).create(true).open(path).map_err(fails)?;
    (form.write)(gate, desk, &mut file).map_err(fails)
}
