//! Globs that no shell has expanded: `"calls/**/*.vtt"`.
//!
//! A glob is a walk of its fixed part, narrowed to what it matches; as with `--include`,
//! what it matches is read whatever its extension. It stands for files, never for folders.

use std::path::{Path, PathBuf};

use super::filter::{Filter, glob};
use super::{Found, Item, real_path, walk};
use crate::error::{Error, ErrorKind};

/// True if the path holds a character that means something in a glob.
pub(super) fn is_glob(path: &Path) -> bool {
    path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte))
}

/// Adds every file that the glob matches; one that matches nothing is an item that cannot be read.
pub(super) fn expand(path: &Path, filter: &Filter, found: &mut Found) {
    let lost = |error: Error| Item::lost(path.to_owned(), error);
    let matcher = match glob(&path.to_string_lossy()) {
        Ok(glob) => glob.compile_matcher(),
        Err(error) => {
            let error = Error::new(ErrorKind::Unreadable, format!("no such file, and {}", error.what()));
            return found.keep(lost(error), path, path);
        }
    };
    let base = fixed_part(path);
    let real_base = real_path(&base);
    let (mut matched, mut troubles) = (0, Vec::new());
    walk::files(&base, shows_hidden(path), &mut |entry| match entry {
        walk::Entry::File(file) if matcher.is_match(file) => {
            matched += 1;
            found.file(file, &base, &real_base, filter);
        }
        walk::Entry::File(_) | walk::Entry::Other(..) => {}
        walk::Entry::Lost(place, error) => troubles.push(Item::lost(place, error)),
    });
    if matched == 0 {
        let error = Error::new(ErrorKind::Unreadable, "no file matches this glob")
            .next("check the folder you are in; `*` stays within a folder, `**` does not");
        found.keep(lost(error), path, path);
    }
    for trouble in troubles {
        found.keep(trouble, &base, &real_base);
    }
}

/// The folders in front of the first part that holds a glob character; `.` if there are none.
pub(super) fn fixed_part(path: &Path) -> PathBuf {
    let fixed: PathBuf = path.components().take_while(|part| !is_glob(part.as_ref())).collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

/// True if a part of the glob asks for names with a dot in front, as in a shell.
fn shows_hidden(path: &Path) -> bool {
    path.components().any(|part| {
        let name = part.as_os_str().as_encoded_bytes();
        name.starts_with(b".") && name.iter().any(|byte| b"*?[{".contains(byte))
    })
}
