//! Where bytes come from: files, folders, globs and standard input. The only reader of disk.
//!
//! [`list`] turns what was typed into [`Item`]s: a name and a way to its bytes, sorted by the
//! bytes of the path, each file once however it was named, standard input last. What the bytes
//! mean is left to `input`; who reads them, and when, to `batch`.
//!
//! An item that cannot be read is an item all the same, so that it gets its row: trouble is
//! found when its bytes are asked for.

mod filter;
mod glob;
mod stdin;
mod walk;

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

pub use filter::Filter;
pub use stdin::Stdin;

use crate::error::{Error, ErrorKind};

/// Bytes read of one input at most; a longer one is an error that names this limit. Judgement: the
/// longest transcripts known are some ten megabytes, and a file is held in memory whole.
pub const MOST_BYTES: u64 = 1 << 30;

/// One input: a name and a way to its bytes.
#[derive(Debug)]
pub struct Item {
    way: Way,
}

/// How the bytes of an item are had.
#[derive(Debug)]
enum Way {
    /// From a file.
    File(Box<Path>),
    /// From standard input.
    Stdin(Stdin),
    /// Not at all: the walk could not enter this place.
    Lost(Box<(PathBuf, Error)>),
}

/// What was found.
#[derive(Debug, Default)]
pub struct Listing {
    /// The inputs, in the order in which their results are reported.
    pub items: Vec<Item>,
    /// Files that a walk met and left out: the reason, as people read it, and how many.
    pub skipped: BTreeMap<String, usize>,
}

/// Finds everything that `paths` name. `-` stands for `stdin`.
///
/// A path is a file, a folder to walk, or, where nothing of that name exists, a glob. Arguments may
/// overlap: a file is listed once, under the smallest of the names it was given.
#[must_use]
pub fn list(paths: &[PathBuf], filter: &Filter, stdin: Stdin) -> Listing {
    let mut found = Found { several: paths.len() > 1, ..Found::default() };
    let mut piped = false;
    for path in paths {
        if path.as_os_str() == "-" {
            piped = true;
        } else {
            found.root(&plain_path(path), filter);
        }
    }
    let mut listing = found.listing();
    if piped {
        listing.items.push(Item::stdin(stdin));
    }
    listing
}

impl Item {
    /// A file.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self { way: Way::File(path.into().into_boxed_path()) }
    }

    /// Standard input.
    #[must_use]
    pub fn stdin(stdin: Stdin) -> Self {
        Self { way: Way::Stdin(stdin) }
    }

    /// A place that could not be entered.
    fn lost(path: PathBuf, error: Error) -> Self {
        Self { way: Way::Lost(Box::new((path, error))) }
    }

    /// The path as it was given or found, without a leading `./`; bytes that are no UTF-8 become U+FFFD.
    /// Standard input is [`Stdin::NAME`].
    #[must_use]
    pub fn name(&self) -> String {
        match &self.way {
            Way::Stdin(_) => Stdin::NAME.to_owned(),
            Way::File(_) | Way::Lost(_) => self.path().to_string_lossy().into_owned(),
        }
    }

    /// The name of the file without folders and extensions of packing and format; `stdin` for standard input.
    #[must_use]
    pub fn stem(&self) -> String {
        let name = match &self.way {
            Way::Stdin(_) => return "stdin".to_owned(),
            Way::File(_) | Way::Lost(_) => self.path().file_name().unwrap_or_default().to_string_lossy(),
        };
        let name = PACKINGS.iter().find_map(|packing| name.strip_suffix(packing)).unwrap_or(&name);
        match name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
            _ => name.to_owned(),
        }
    }

    /// All bytes. Standard input gives them once.
    ///
    /// # Errors
    /// [`ErrorKind::Unreadable`] with the reason, [`ErrorKind::TooLarge`] over [`MOST_BYTES`]; both name the item.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        match &self.way {
            Way::File(path) => read_file(path),
            Way::Stdin(stdin) => stdin.bytes(),
            Way::Lost(lost) => Err(lost.1.clone()),
        }
        .map_err(|error| error.in_file(self.name()))
    }

    /// The path; empty for standard input, which sorts outside.
    fn path(&self) -> &Path {
        match &self.way {
            Way::File(path) => path,
            Way::Lost(lost) => &lost.0,
            Way::Stdin(_) => Path::new(""),
        }
    }
}

/// Endings of packings, which are no part of a call's name.
const PACKINGS: &[&str] = &[".gz", ".zst", ".bz2"];

/// What the arguments have given so far.
#[derive(Debug, Default)]
struct Found {
    items: Vec<Item>,
    /// For each item the path that tells whether two names are one file; empty for a single argument.
    keys: Vec<PathBuf>,
    skipped: BTreeMap<String, usize>,
    several: bool,
}

impl Found {
    /// Adds what one argument names.
    fn root(&mut self, path: &Path, filter: &Filter) {
        match metadata(path) {
            Ok(meta) if meta.is_dir() => walk::folder(path, filter, self),
            Err(_) if glob::is_glob(path) => glob::expand(path, filter, self),
            _ => self.file(path, path, path, filter),
        }
    }

    /// Adds a file that was named, unless the filter or an earlier name excludes it.
    fn file(&mut self, path: &Path, root: &Path, real_root: &Path, filter: &Filter) {
        if let Some(reason) = filter.refuses(path, root) {
            self.skip(reason);
            return;
        }
        self.keep(Item::file(path), root, real_root);
    }

    /// Adds an item found under `root`, which really is `real_root`.
    fn keep(&mut self, item: Item, root: &Path, real_root: &Path) {
        if self.several {
            self.keys.push(match item.path().strip_prefix(root) {
                Ok(rest) if rest.as_os_str().is_empty() => real_path(item.path()),
                Ok(rest) => real_root.join(rest),
                Err(_) => real_root.join(item.path()),
            });
        }
        self.items.push(item);
    }

    /// Counts a file that is left out.
    fn skip(&mut self, reason: impl Into<String>) {
        *self.skipped.entry(reason.into()).or_default() += 1;
    }

    /// Sorted, each file once.
    fn listing(self) -> Listing {
        let by_path =
            |a: &Item, b: &Item| a.path().as_os_str().as_encoded_bytes().cmp(b.path().as_os_str().as_encoded_bytes());
        let mut items = self.items;
        if self.several {
            let mut keyed: Vec<(PathBuf, Item)> = self.keys.into_iter().zip(items).collect();
            keyed.sort_by(|(key, item), (other_key, other)| key.cmp(other_key).then_with(|| by_path(item, other)));
            keyed.dedup_by(|(later, _), (first, _)| later == first);
            items = keyed.into_iter().map(|(_, item)| item).collect();
        }
        items.sort_by(by_path);
        Listing { items, skipped: self.skipped }
    }
}

/// The path as typed, without `./` in front or inside and without doubled slashes.
fn plain_path(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    match (plain.as_os_str().is_empty(), path.as_os_str().is_empty()) {
        (true, false) => PathBuf::from("."),
        _ => plain,
    }
}

/// The path with every link followed, or as it is where that fails.
fn real_path(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// What the disk says about a path, links followed.
fn metadata(path: &Path) -> io::Result<Metadata> {
    path.metadata()
}

/// All bytes of a file up to the limit.
fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    #[expect(clippy::disallowed_methods, reason = "this is the reader of disk")]
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let meta = file.metadata().map_err(|error| unreadable(&error))?;
    if meta.is_dir() {
        return Err(Error::new(ErrorKind::Unreadable, "this is a folder"));
    }
    if meta.len() > MOST_BYTES {
        return Err(too_large());
    }
    read_all(&mut file, usize::try_from(meta.len()).unwrap_or_default())
}

/// All bytes of a stream up to the limit. `expected` is a hint.
fn read_all(from: &mut dyn Read, expected: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(expected.saturating_add(1));
    from.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large());
    }
    Ok(bytes)
}

/// The error for input over the limit.
fn too_large() -> Error {
    let what = format!("larger than {} MiB, the most that is read of one input", MOST_BYTES >> 20);
    Error::new(ErrorKind::TooLarge, what).next("split it into one file a call")
}

/// Words the trouble that the system reports, alike on every system where it is a common one.
fn unreadable(error: &io::Error) -> Error {
    let (what, next) = match error.kind() {
        io::ErrorKind::NotFound => {
            ("no such file or folder".to_owned(), "check the spelling and the folder you are in")
        }
        io::ErrorKind::PermissionDenied => {
            ("permission denied".to_owned(), "give yourself read access, or leave it out with --exclude")
        }
        _ => (format!("cannot be read: {error}"), "check the file and try again, or leave it out with --exclude"),
    };
    Error::new(ErrorKind::Unreadable, what).next(next)
}

#[cfg(test)]
mod tests;
