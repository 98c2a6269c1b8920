//! Folders: every file below, as `.gitignore` and `.pursuitignore` allow.
//!
//! Ignore files hold outside of git repositories, too; the user's and the system's own are left
//! aside, so that a folder gives the same files on every machine. Hidden files and links are not
//! followed, which also ends loops. A file is read if its extension promises a transcript.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::filter::Filter;
use super::{Found, Item, promise, real_path, unreadable};
use crate::error::{Error, ErrorKind};

/// The ignore file of this program.
const IGNORE_FILE: &str = ".pursuitignore";

/// What a walk meets.
pub(super) enum Entry<'a> {
    /// A file.
    File(&'a Path),
    /// Something that is no file, in one word for people.
    Other(&'static str),
    /// A place that could not be entered.
    Lost(PathBuf, Error),
}

/// Adds the transcripts below a folder and counts the other files.
pub(super) fn folder(root: &Path, filter: &Filter, found: &mut Found) {
    let real_root = real_path(root);
    files(root, false, &mut |entry| match entry {
        Entry::File(path) => {
            if !filter.asks_for(path, root)
                && let Some(reason) = promise::broken_by(path)
            {
                found.skip(reason);
            } else {
                found.file(path, root, &real_root, filter);
            }
        }
        Entry::Other(reason) => found.skip(reason),
        Entry::Lost(path, error) => found.keep(Item::lost(path, error), root, &real_root),
    });
}

/// Walks a folder in no order that matters.
pub(super) fn files(root: &Path, hidden: bool, see: &mut dyn FnMut(Entry<'_>)) {
    let mut builder = WalkBuilder::new(root);
    builder.hidden(!hidden).require_git(false).git_global(false).git_exclude(false).ignore(false);
    builder.add_custom_ignore_filename(IGNORE_FILE).follow_links(false);
    for entry in builder.build() {
        match entry {
            Ok(entry) => {
                let Some(kind) = entry.file_type() else { continue };
                let path = entry.path().strip_prefix(".").unwrap_or(entry.path());
                if kind.is_file() {
                    see(Entry::File(path));
                } else if kind.is_symlink() {
                    see(Entry::Other("symbolic link"));
                } else if !kind.is_dir() {
                    see(Entry::Other("no plain file"));
                }
            }
            Err(error) => {
                let path = place(&error).unwrap_or(root);
                let path = path.strip_prefix(".").unwrap_or(path).to_owned();
                see(Entry::Lost(path, word(&error)));
            }
        }
    }
}

/// The path that the trouble is about.
fn place(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// Words the trouble of a walk.
fn word(error: &ignore::Error) -> Error {
    match error.io_error() {
        Some(error) => unreadable(error),
        None => Error::new(ErrorKind::Unreadable, format!("cannot be walked: {error}")),
    }
}
