//! Where bytes come from: files, folders, globs, standard input, and what is packed in them. The only reader of disk.
//!
//! [`list`] turns what was typed into [`Item`]s: a name and a way to its bytes, sorted by the
//! bytes of the path, each file once however it was named, standard input last. What the bytes
//! mean is left to `input`; who reads them, and when, to `batch`.
//!
//! An item that cannot be read is an item all the same, so that it gets its row: trouble is
//! found when its bytes are asked for.

mod again;
mod bzip2;
mod feed;
mod filter;
mod glob;
mod gzip;
mod items;
mod promise;
mod sorting;
mod stdin;
mod tar;
mod unpack;
mod walk;
mod zip;
mod zstd;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, Metadata};
use std::io;
use std::ops::ControlFlow;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

pub use again::{Again, again};
pub use filter::{Filter, Globs};
pub use items::Items;
pub(crate) use promise::endings;
pub use stdin::Stdin;

use self::feed::{Counted, Feed, Meter};
use self::sorting::Sorting;
use crate::error::{Error, ErrorKind};

/// Bytes read of one input, or of one member of an archive, at most, if nothing else is said; a longer one is an
/// error that names the limit. Judgement: the longest transcripts known are some ten megabytes, and a file is held in
/// memory whole.
pub const MOST_BYTES: u64 = 1 << 30;

/// One input: a name and a way to its bytes.
#[derive(Clone, Debug)]
pub struct Item {
    way: Way,
    /// What is wanted of its members.
    filter: Arc<Filter>,
    /// It was asked for itself, so all its members are.
    asked: bool,
}

/// What an input holds: itself, or one file of an archive.
#[derive(Debug)]
pub struct Member {
    /// The name of the input, and behind `!` the path inside: `calls.zip!a/b.vtt`.
    pub name: String,
    /// The name of the file without folders and extensions of packing and format; `stdin` for standard input.
    pub stem: String,
    /// All bytes; or why there are none, in the place of that name.
    pub bytes: Result<Vec<u8>, Error>,
}

/// How the bytes of an item are had.
#[derive(Clone, Debug)]
enum Way {
    /// From a file.
    File(Box<Path>),
    /// From standard input.
    Stdin(Arc<Stdin>),
    /// Not at all: the walk could not enter this place.
    Lost(Box<(PathBuf, Error)>),
}

/// What was found.
#[derive(Debug, Default)]
pub struct Listing {
    /// The inputs, in the order in which their results are reported.
    pub items: Items,
    /// Files that a walk met and left out: the reason, as people read it, and how many.
    pub skipped: BTreeMap<String, usize>,
}

/// Finds everything that `paths` name. `-` stands for `stdin`.
///
/// A path is a file, a folder to walk, or, where nothing of that name exists, a glob. Arguments may
/// overlap: a file is listed once, under the smallest of the names it was given.
#[must_use]
pub fn list(paths: &[PathBuf], filter: &Filter, stdin: Stdin) -> Listing {
    let shared = Arc::new(filter.clone());
    let files: Vec<PathBuf> = paths.iter().filter(|path| !is_stdin(path)).map(|path| plain_path(path)).collect();
    let mut found = Found::new(overlap(&files), Arc::clone(&shared));
    files.iter().for_each(|path| found.root(path, filter));
    let mut listing = found.listing();
    if files.len() < paths.len() {
        listing.items.push(Item { filter: shared, ..Item::stdin(stdin) });
    }
    listing
}

/// May [`list`] find the file under one of those paths? It need not, if a filter or a glob leaves it out.
#[must_use]
pub fn may_hold(paths: &[PathBuf], file: &Path) -> bool {
    let file = real_path(file);
    paths.iter().any(|path| file.starts_with(place(path)))
}

/// Each file that [`list`] finds, and what standard input is if it is asked for, as the place where it really is.
#[must_use]
pub fn real_files(paths: &[PathBuf], filter: &Filter) -> BTreeSet<PathBuf> {
    let files = list(paths, &filter.with_outputs(), Stdin::default()).files().map(|path| real_path(&path)).collect();
    let stdin = paths.iter().find(|path| is_stdin(path)).map(|path| place(path));
    stdin.into_iter().chain::<BTreeSet<PathBuf>>(files).collect()
}

impl Listing {
    /// Keeps the files that `wants`, each by its path as it was named or found; standard input stays, and so does what
    /// can't be read.
    pub fn retain(&mut self, wants: &dyn Fn(&Path) -> bool) {
        self.items.retain(|item| match &item.way {
            Way::File(path) => wants(path),
            Way::Stdin(_) | Way::Lost(_) => true,
        });
    }

    /// The files on the disk, in their order.
    pub fn files(&self) -> impl Iterator<Item = PathBuf> {
        self.items.iter().filter_map(|item| match item.way {
            Way::File(path) => Some(path.into_path_buf()),
            Way::Stdin(_) | Way::Lost(_) => None,
        })
    }
}

impl Item {
    /// A file.
    #[must_use]
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::new(Way::File(path.into().into_boxed_path()))
    }

    /// Standard input.
    #[must_use]
    pub fn stdin(stdin: Stdin) -> Self {
        Self::new(Way::Stdin(Arc::new(stdin)))
    }

    /// A place that could not be entered.
    fn lost(path: PathBuf, error: Error) -> Self {
        Self::new(Way::Lost(Box::new((path, error))))
    }

    /// An item of which everything is wanted.
    fn new(way: Way) -> Self {
        Self { way, filter: Arc::default(), asked: true }
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

    /// Reads the item and hands over itself, or in their order the files that are packed in it; gives what was left
    /// out of those, by reason. One of them is in memory at a time. Ends early when `see` breaks off. Standard input
    /// gives its bytes once.
    ///
    /// What cannot be read is handed over, too: [`ErrorKind::Unreadable`] with the reason, [`ErrorKind::TooLarge`]
    /// over a limit, [`ErrorKind::Empty`] for an archive without a transcript.
    pub fn each(&self, see: &mut dyn FnMut(Member) -> ControlFlow<()>) -> BTreeMap<String, usize> {
        let name = self.name();
        let most = self.filter.most_bytes();
        let wanted = (&*self.filter, self.asked);
        let error = match &self.way {
            Way::File(path) => match open(path) {
                Ok((feed, size)) => return unpack::all(&name, feed, &Meter::new(size, most), wanted, see),
                Err(error) => error,
            },
            Way::Stdin(stdin) => {
                let meter = Meter::new(0, most);
                let stream = stdin.take().map(|stream| Box::new(Counted { stream, meter: &meter }));
                match stream.and_then(|stream| Feed::new(stream).map_err(|error| unreadable(&error))) {
                    Ok(feed) => return unpack::all(&name, feed, &meter, wanted, see),
                    Err(error) => error,
                }
            }
            Way::Lost(lost) => lost.1.clone(),
        };
        let file = self.path().file_name().unwrap_or_default().to_string_lossy();
        // It is the last there is, so nothing is to be broken off.
        let _ = see(Member { stem: stem(&file), bytes: Err(error.in_file(&*name)), name });
        BTreeMap::new()
    }

    /// The order in which results are reported.
    fn by_path(&self, other: &Self) -> Ordering {
        self.path().as_os_str().as_encoded_bytes().cmp(other.path().as_os_str().as_encoded_bytes())
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

/// The name of a file without extensions of packing and format.
fn stem(name: &str) -> String {
    let name = promise::unpacked(name);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// What the arguments have given so far.
#[derive(Debug)]
struct Found {
    items: Sorting,
    /// Where two names may be one file, the items themselves, each with the path that tells.
    keyed: Option<Vec<(PathBuf, Item)>>,
    skipped: BTreeMap<String, usize>,
    /// The filter, for the members of the items.
    filter: Arc<Filter>,
}

impl Found {
    /// Nothing; whether two names may be one file.
    fn new(overlaps: bool, filter: Arc<Filter>) -> Self {
        let keyed = overlaps.then(Vec::new);
        Self { items: Sorting::new(Arc::clone(&filter)), keyed, skipped: BTreeMap::new(), filter }
    }

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
        let (filter, asked) = (Arc::clone(&self.filter), filter.is_asked(path, root));
        self.keep(Item { filter, asked, ..Item::file(path) }, root, real_root);
    }

    /// Adds an item found under `root`, which really is `real_root`.
    fn keep(&mut self, item: Item, root: &Path, real_root: &Path) {
        let Some(keyed) = &mut self.keyed else { return self.items.push(item) };
        let key = match item.path().strip_prefix(root) {
            Ok(rest) if rest.as_os_str().is_empty() => real_path(item.path()),
            Ok(rest) => real_root.join(rest),
            Err(_) => real_root.join(item.path()),
        };
        keyed.push((key, item));
    }

    /// Counts a file that is left out.
    fn skip(&mut self, reason: impl Into<String>) {
        *self.skipped.entry(reason.into()).or_default() += 1;
    }

    /// Sorted, each file once.
    fn listing(mut self) -> Listing {
        let mut keyed = self.keyed.unwrap_or_default();
        keyed.sort_by(|(key, item), (other_key, other)| key.cmp(other_key).then_with(|| item.by_path(other)));
        keyed.dedup_by(|(later, _), (first, _)| later == first);
        keyed.into_iter().for_each(|(_, item)| self.items.push(item));
        Listing { items: self.items.finish(), skipped: self.skipped }
    }
}

/// True if two arguments may name one file: they are one place, or one of them is inside of the other.
fn overlap(paths: &[PathBuf]) -> bool {
    if paths.len() < 2 {
        return false;
    }
    let mut places: Vec<PathBuf> = paths.iter().map(|path| place(path)).collect();
    // Folder by folder, so that what is inside of a place stands behind it.
    places.sort();
    places.windows(2).any(|two| matches!(two, [one, next] if next.starts_with(one)))
}

/// Does the argument stand for standard input?
fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// The place where all is that an argument names, every link followed.
fn place(path: &Path) -> PathBuf {
    match metadata(path) {
        _ if is_stdin(path) => real_path(Path::new("/dev/stdin")),
        Err(_) if glob::is_glob(path) => real_path(&glob::fixed_part(path)),
        _ => real_path(path),
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

/// Opens a file; gives its size, too.
fn open(path: &Path) -> Result<(Feed<'static>, u64), Error> {
    #[expect(clippy::disallowed_methods, reason = "this is the reader of disk")]
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    let meta = file.metadata().map_err(|error| unreadable(&error))?;
    if meta.is_dir() {
        return Err(Error::new(ErrorKind::Unreadable, "this is a folder"));
    }
    let feed = Feed::of_file(file, meta.len()).map_err(|error| unreadable(&error))?;
    Ok((feed, meta.len()))
}

/// The error for input over the limit.
fn too_large(most: u64) -> Error {
    let what = format!("larger than {}, the most that is read of one input", shown_size(most));
    Error::new(ErrorKind::TooLarge, what).next("split it into one file a call, or raise the limit with --max-size")
}

/// A number of bytes for people: in the largest unit that leaves it whole.
fn shown_size(bytes: u64) -> String {
    const UNITS: [(u64, &str); 6] =
        [(1 << 30, "GiB"), (1_000_000_000, "GB"), (1 << 20, "MiB"), (1_000_000, "MB"), (1 << 10, "KiB"), (1000, "kB")];
    let unit = UNITS.into_iter().find(|(size, _)| bytes >= *size && bytes.is_multiple_of(*size));
    let (size, unit) = unit.unwrap_or((1, "bytes"));
    format!("{} {unit}", bytes / size)
}

/// The error for a packing that broke.
fn damaged(packing: &str, error: &io::Error) -> Error {
    let what = match error.kind() {
        io::ErrorKind::UnexpectedEof => format!("the {packing} data is cut off"),
        _ => format!("the {packing} data is damaged: {error}"),
    };
    Error::new(ErrorKind::Unreadable, what).next("copy or export it again")
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
