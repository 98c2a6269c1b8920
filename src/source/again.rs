//! Inputs that an earlier run has named, found again: files, and what is packed in them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::filter::Filter;
use super::sorting::Sorting;
use super::stdin::Stdin;
use super::{Item, Listing, metadata, promise};
use crate::error::{Error, ErrorKind};

/// What is found of the names of an earlier run.
#[derive(Debug, Default)]
pub struct Again {
    /// The files, in their order; of an archive only the members named are handed over, as far as that can be told.
    /// Those that are not there any more are among them.
    pub listing: Listing,
    /// Names that no file bears, and why they can't be had.
    pub lost: Vec<(String, Error)>,
}

/// Finds inputs by the names that [`Member::name`](super::Member) gave them, whatever their extension, of at most so
/// many bytes each. Standard input, devices and pipes can't be had again.
///
/// # Errors
/// [`ErrorKind::Usage`] for more names than can be looked for at once.
pub fn again(names: &BTreeSet<&str>, most_bytes: u64) -> Result<Again, Error> {
    let mut files: BTreeMap<PathBuf, Vec<&str>> = BTreeMap::new();
    let mut again = Again::default();
    for &name in names {
        let path = file_of(name);
        let lost = match metadata(path) {
            _ if name == Stdin::NAME => Some("it came from standard input, which cannot be had again"),
            Ok(meta) if !meta.is_file() && !meta.is_dir() => Some("this is no file, so it cannot be had again"),
            _ => None,
        };
        match lost {
            Some(what) => {
                again.lost.push((name.to_owned(), Error::new(ErrorKind::Unreadable, what).in_file(name)));
            }
            None => files.entry(path.to_owned()).or_default().push(name),
        }
    }
    let mut items = Sorting::default();
    for (path, names) in files {
        let filter = Arc::new(Filter::exactly(&names)?.at_most(most_bytes));
        // An archive that is named itself could not be read as a whole, and what is said of it depends on all members.
        let is_whole = |name: &&str| Path::new(name) == path || promise::is_packed(Path::new(name));
        let asked = names.iter().any(is_whole);
        items.push(Item { filter, asked, ..Item::file(path) });
    }
    again.listing.items = items.finish();
    Ok(again)
}

/// The file of that name: the name itself, or what stands before a `!` in it.
fn file_of(name: &str) -> &Path {
    let there = |name: &&str| metadata(Path::new(name)).is_ok();
    let before = name.rmatch_indices('!').map(|(at, _)| &name[..at]);
    Path::new(std::iter::once(name).chain(before).find(there).unwrap_or(name))
}
