//! `--include` and `--exclude`: which of the files found are wanted.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::real_path;
use crate::error::{Error, ErrorKind};

/// Which files are wanted. Holds for files that are named, too.
///
/// A pattern without `/` is matched against names of files and, when it excludes, of folders on the
/// way; one with `/` against the path as shown and against the path from the folder walked.
#[derive(Debug, Default)]
pub struct Filter {
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
    outputs: Vec<PathBuf>,
}

impl Filter {
    /// Wants what matches one of `include` (or anything, if that is empty) and none of `exclude`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a pattern that is no glob.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, Error> {
        Ok(Self { include: set(include)?, exclude: set(exclude)?, outputs: Vec::new() })
    }

    /// Leaves out the file that this run writes, so that the second run does not read the first one's results.
    #[must_use]
    pub fn without_output(mut self, path: &Path) -> Self {
        self.outputs.push(real_path(path));
        self
    }

    /// True if a pattern of `--include` asks for the file, whatever its extension.
    pub(super) fn asks_for(&self, path: &Path, root: &Path) -> bool {
        self.include.as_ref().is_some_and(|set| matches(set, path, root))
    }

    /// Why the file is not wanted, if it is not.
    pub(super) fn refuses(&self, path: &Path, root: &Path) -> Option<&'static str> {
        if self.include.is_some() && !self.asks_for(path, root) {
            return Some("not asked for by --include");
        }
        if let Some(set) = &self.exclude {
            let from_root = path.strip_prefix(root).unwrap_or(path);
            let above = from_root.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
            if matches(set, path, root) || above.into_iter().any(|folder| set.is_match(folder)) {
                return Some("excluded by --exclude");
            }
        }
        let is_output = |output: &PathBuf| output.file_name() == path.file_name() && *output == real_path(path);
        self.outputs.iter().any(is_output).then_some("written by this run")
    }
}

/// Matches the path as shown or as seen from the folder walked.
fn matches(set: &GlobSet, path: &Path, root: &Path) -> bool {
    set.is_match(path) || path.strip_prefix(root).is_ok_and(|rest| set.is_match(rest))
}

/// The patterns as one set; `None` without patterns.
fn set(patterns: &[String]) -> Result<Option<GlobSet>, Error> {
    if patterns.is_empty() {
        return Ok(None);
    }
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let plain = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
        set.add(if plain.contains('/') { glob(plain)? } else { glob(&format!("**/{plain}"))? });
    }
    set.build().map(Some).map_err(|error| bad_glob(&error))
}

/// One pattern; `*` does not cross a `/`.
pub(super) fn glob(pattern: &str) -> Result<Glob, Error> {
    GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| bad_glob(&error))
}

/// Words the trouble with a pattern.
fn bad_glob(error: &globset::Error) -> Error {
    let pattern = error.glob().unwrap_or_default().trim_start_matches("**/");
    Error::new(ErrorKind::Usage, format!("`{pattern}` is no glob: {}", error.kind()))
        .next("write [[] for a bracket that stands for itself")
}
