//! A file where it belongs, if nothing is there.

use std::fs;
use std::io::Write;
use std::path::Path;

use crate::cli::output::{NewFile, unwritable};
use crate::error::Error;

/// What became of a file.
pub(super) enum Placed {
    /// It was not there.
    Written,
    /// It is there already, with these very words.
    Equal,
    /// Another is there, with these words; empty where it is no text.
    Other(String),
}

impl Placed {
    /// How that is said.
    pub(super) fn line(&self, name: &str) -> String {
        match self {
            Self::Written => format!("written: {name}"),
            Self::Equal => format!("as it is: {name} (it is there already)"),
            Self::Other(_) => format!("left: {name} (another is there, and stays as it is)"),
        }
    }
}

/// Writes a file below `dir`, with the folders on its way, whole or not at all, and never over another.
///
/// # Errors
/// It cannot be written.
pub(super) fn place(dir: &Path, name: &str, text: &str) -> Result<Placed, Error> {
    let path = dir.join(name);
    // A link that leads nowhere is somebody's, too.
    if fs::symlink_metadata(&path).is_ok() {
        return Ok(there(&path, text));
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| unwritable(&path, &error))?;
    }
    let mut file = NewFile::create(&path)?;
    file.write_all(text.as_bytes()).map_err(|error| unwritable(&path, &error))?;
    Ok(if file.finish_new()? { Placed::Written } else { there(&path, text) })
}

/// What is there beside what would have been written.
fn there(path: &Path, text: &str) -> Placed {
    #[expect(clippy::disallowed_methods, reason = "a file of that name is the command line's to look at")]
    let there = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    if there.replace("\r\n", "\n") == text { Placed::Equal } else { Placed::Other(there) }
}
