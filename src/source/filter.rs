//! `--include`, `--exclude` and `--max-size`: which of the files found are wanted, and how large they may be.

use std::path::{Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

use super::{MOST_BYTES, promise, real_path};
use crate::error::{Error, ErrorKind};

/// Why a file is left out that no pattern of `--include` fits.
pub(super) const NOT_ASKED: &str = "not asked for by --include";
/// Why a file is left out that a pattern of `--exclude` fits.
const EXCLUDED: &str = "excluded by --exclude";

/// Patterns for paths. One without `/` fits the file's name in any folder, one with `/` the path from its beginning.
#[derive(Clone, Debug)]
pub struct Globs(GlobSet);

impl Globs {
    /// Those patterns; none fits nothing.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a pattern that is no glob.
    pub fn new(patterns: &[String]) -> Result<Self, Error> {
        set(patterns).map(|set| Self(set.unwrap_or_else(GlobSet::empty)))
    }

    /// Does one of them fit?
    #[must_use]
    pub fn is_match(&self, path: &Path) -> bool {
        self.0.is_match(path)
    }
}

/// Which files are wanted. Holds for files that are named, too, and for the members of archives.
///
/// A pattern without `/` is matched against names of files and, when it excludes, of folders on the
/// way; one with `/` against the path as shown and against the path from the folder walked or inside the archive.
/// All members of an archive that a pattern asks for are asked for.
#[derive(Clone, Debug)]
pub struct Filter {
    include: Option<GlobSet>,
    exclude: Option<GlobSet>,
    outputs: Vec<PathBuf>,
    most_bytes: u64,
}

impl Default for Filter {
    /// Wants everything, up to [`MOST_BYTES`] each.
    fn default() -> Self {
        Self { include: None, exclude: None, outputs: Vec::new(), most_bytes: MOST_BYTES }
    }
}

impl Filter {
    /// Wants what matches one of `include` (or anything, if that is empty) and none of `exclude`.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for a pattern that is no glob.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, Error> {
        Ok(Self { include: set(include)?, exclude: set(exclude)?, ..Self::default() })
    }

    /// Wants what is called by one of these names, as it is shown, and nothing else.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] for more names than can be looked for at once.
    pub(super) fn exactly(names: &[&str]) -> Result<Self, Error> {
        let mut set = GlobSetBuilder::new();
        for name in names {
            set.add(glob(&globset::escape(name))?);
        }
        Ok(Self { include: Some(set.build().map_err(|error| bad_glob(&error))?), ..Self::default() })
    }

    /// Refuses what is larger than that, a member of an archive each for itself, by an error that names the limit.
    #[must_use]
    pub fn at_most(mut self, bytes: u64) -> Self {
        self.most_bytes = bytes;
        self
    }

    /// The most bytes of one input, unpacked.
    pub(super) fn most_bytes(&self) -> u64 {
        self.most_bytes
    }

    /// Leaves out the file that this run writes, so that the second run does not read the first one's results.
    #[must_use]
    pub fn without_output(mut self, path: &Path) -> Self {
        self.outputs.push(real_path(path));
        self
    }

    /// The same, but it leaves out no file for being written.
    pub(super) fn with_outputs(&self) -> Self {
        Self { outputs: Vec::new(), ..self.clone() }
    }

    /// True if a pattern of `--include` asks for the file, whatever its extension.
    pub(super) fn asks_for(&self, path: &Path, root: &Path) -> bool {
        self.include.as_ref().is_some_and(|set| matches(set, path, root))
    }

    /// True if the file was asked for: by a pattern, or because there is none.
    pub(super) fn is_asked(&self, path: &Path, root: &Path) -> bool {
        self.include.is_none() || self.asks_for(path, root)
    }

    /// Why the file is not wanted, if it is not. One that may hold others is not refused for want of a pattern.
    pub(super) fn refuses(&self, path: &Path, root: &Path) -> Option<&'static str> {
        if !self.is_asked(path, root) && !promise::is_packed(path) {
            return Some(NOT_ASKED);
        }
        if self.excludes(path, path.strip_prefix(root).unwrap_or(path)) {
            return Some(EXCLUDED);
        }
        let is_output = |output: &PathBuf| output.file_name() == path.file_name() && *output == real_path(path);
        self.outputs.iter().any(is_output).then_some("written by this run")
    }

    /// True if a pattern of `--include` asks for one of these paths.
    pub(super) fn asks_for_any(&self, views: &[&str]) -> bool {
        self.include.as_ref().is_some_and(|set| views.iter().any(|view| set.is_match(view)))
    }

    /// Why the member of an archive is not wanted, if it is not: seen from outside, and from inside.
    /// `asked` says that the whole archive was asked for.
    pub(super) fn refuses_member(&self, views: &[&str; 2], asked: bool) -> Option<&'static str> {
        let [shown, inside] = views.map(Path::new);
        if !asked && !self.asks_for_any(views) && !promise::is_packed(inside) {
            return Some(NOT_ASKED);
        }
        self.excludes(shown, inside).then_some(EXCLUDED)
    }

    /// True if `--include` does not ask for what has come out of all packings, under its name with and without theirs.
    pub(super) fn refuses_leaf(&self, views: &[&str; 2], asked: bool) -> bool {
        !asked && !self.asks_for_any(views) && !self.asks_for_any(&views.map(promise::unpacked))
    }

    /// True if `--exclude` takes out the file, or a folder between the root and it.
    fn excludes(&self, path: &Path, from_root: &Path) -> bool {
        let Some(set) = &self.exclude else { return false };
        let mut above = from_root.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        set.is_match(path) || set.is_match(from_root) || above.any(|folder| set.is_match(folder))
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
