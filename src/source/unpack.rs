//! Packed inputs: which packing it is, by its first bytes, and what comes out of it.
//!
//! A packing is one file here with one constant, and one row in [`PACKINGS`]. It either turns one stream into another
//! (gzip), or holds members (zip), each of which goes through here again. Nothing is ever written to disk, so the
//! names of members are only shown. One member is in memory at a time.
//!
//! Three limits hold against bombs, and their messages name them: bytes of one member, layers of packing, and bytes
//! unpacked of the whole input.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::Path;

use super::feed::{Feed, Meter, Metered};
use super::filter::{Filter, NOT_ASKED};
use super::{Member, damaged, promise, stem, too_large, unreadable};
use crate::error::{Error, ErrorKind};

/// Layers of packing in one another at most: a zip in a `.tar.gz` makes three. Judgement: real ones have two.
const MOST_LAYERS: usize = 4;

/// The packings, sorted by name.
const PACKINGS: &[Packing] =
    &[super::bzip2::BZIP2, super::gzip::GZIP, super::tar::TAR, super::zip::ZIP, super::zstd::ZSTD];

/// A way to pack files.
pub(super) struct Packing {
    /// What people call it.
    pub(super) name: &'static str,
    /// True if a file that begins like this, up to 512 bytes, is packed so.
    pub(super) fits: fn(&[u8]) -> bool,
    /// What is done about it.
    pub(super) opens: Opens,
}

/// What is done about a packing.
pub(super) enum Opens {
    /// One stream comes out of it.
    Stream(for<'r> fn(Box<dyn Read + 'r>) -> Box<dyn Read + 'r>),
    /// Members come out of it: hands each of the archive at that place to [`Unpacking::member`].
    Archive(fn(&mut Unpacking<'_>, &Spot, Feed<'_>)),
}

/// Where something stands that is being unpacked.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// What people see: `calls.zip!a/b.vtt`.
    shown: String,
    /// The path inside of the nearest archive; `None` for the input itself.
    inside: Option<String>,
    /// Layers of packing around it.
    layers: usize,
}

/// One input on its way out of its packings.
pub(super) struct Unpacking<'a> {
    /// Which members are wanted.
    filter: &'a Filter,
    /// The input as a whole was asked for, so its members need not be.
    asked: bool,
    /// How much has come out of it.
    meter: &'a Meter,
    /// Gets each member.
    see: &'a mut dyn FnMut(Member) -> ControlFlow<()>,
    /// Nothing more is wanted.
    stopped: bool,
    /// Members handed over, those that could not be read among them.
    given: usize,
    /// Members that `--include` or `--exclude` left out.
    refused: usize,
    /// Members left out, by reason.
    skipped: BTreeMap<String, usize>,
}

/// Hands over the input of that name itself, or all that is packed in it; gives what was left out, by reason.
pub(super) fn all(
    name: &str,
    feed: Feed<'_>,
    meter: &Meter,
    (filter, asked): (&Filter, bool),
    see: &mut dyn FnMut(Member) -> ControlFlow<()>,
) -> BTreeMap<String, usize> {
    let skipped = BTreeMap::new();
    let mut unpacking = Unpacking { filter, asked, meter, see, stopped: false, given: 0, refused: 0, skipped };
    unpacking.open(Spot { shown: name.to_owned(), inside: None, layers: 0 }, feed);
    unpacking.skipped
}

impl Unpacking<'_> {
    /// Hands over what has come out, or unpacks it further.
    fn open(&mut self, spot: Spot, feed: Feed<'_>) {
        let Some(packing) = PACKINGS.iter().find(|packing| (packing.fits)(feed.head())) else {
            return self.give(&spot, feed);
        };
        match packing.opens {
            Opens::Archive(members) => members(self, &spot, feed),
            Opens::Stream(_) if self.is_too_deep(&spot) => {}
            Opens::Stream(decode) => {
                let stream = Metered::new(decode(feed.stream()), packing.name, self.meter);
                match Feed::new(Box::new(stream)) {
                    Ok(feed) => self.open(Spot { layers: spot.layers + 1, ..spot }, feed),
                    Err(error) => self.lose(&spot, self.word(&error)),
                }
            }
        }
    }

    /// Takes the member of that path out of an archive, unless it is not wanted. `read` gives its stream.
    pub(super) fn member<'r>(
        &mut self,
        archive: &Spot,
        packing: &'static str,
        inside: &str,
        read: impl FnOnce() -> Result<Box<dyn Read + 'r>, Error>,
    ) {
        if is_hidden(inside) {
            return;
        }
        let shown = format!("{}!{inside}", archive.shown);
        let spot = Spot { shown, inside: Some(inside.to_owned()), layers: archive.layers + 1 };
        if let Some(reason) = self.filter.refuses_member(&spot.views(), self.asked) {
            return self.refuse(reason);
        }
        if !self.filter.asks_for_any(&spot.views())
            && let Some(reason) = promise::broken_by(Path::new(inside))
        {
            return self.skip(reason);
        }
        let stream = read().map(|stream| Metered::new(stream, packing, self.meter));
        match stream.and_then(|stream| Feed::new(Box::new(stream)).map_err(|error| self.word(&error))) {
            Ok(feed) => self.open(spot, feed),
            Err(error) => self.lose(&spot, error),
        }
    }

    /// Hands over something that is not packed.
    pub(super) fn give(&mut self, spot: &Spot, feed: Feed<'_>) {
        if self.filter.refuses_leaf(&spot.views(), self.asked) {
            return self.refuse(NOT_ASKED);
        }
        let bytes = match feed.whole(self.filter.most_bytes()) {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return self.lose(spot, too_large(self.filter.most_bytes())),
            Err(error) => return self.lose(spot, self.word(&error)),
        };
        self.hand_over(spot, Ok(bytes));
    }

    /// Hands over something that cannot be read.
    pub(super) fn lose(&mut self, spot: &Spot, error: Error) {
        self.hand_over(spot, Err(error.in_file(&*spot.shown)));
    }

    /// Hands over a member.
    fn hand_over(&mut self, spot: &Spot, bytes: Result<Vec<u8>, Error>) {
        self.given += 1;
        self.stopped |= (self.see)(Member { name: spot.shown.clone(), stem: spot.stem(), bytes }).is_break();
    }

    /// Counts a member that is left out.
    pub(super) fn skip(&mut self, reason: impl Into<String>) {
        *self.skipped.entry(reason.into()).or_default() += 1;
    }

    /// Counts a member that the command line leaves out.
    fn refuse(&mut self, reason: &'static str) {
        self.refused += 1;
        self.skip(reason);
    }

    /// Reads an archive by `members`; one that gives nothing at all gets a row that says so.
    pub(super) fn archive(&mut self, spot: &Spot, members: impl FnOnce(&mut Self)) {
        if self.is_too_deep(spot) {
            return;
        }
        let before = (self.given, self.refused);
        let skipped: usize = self.skipped.values().sum();
        members(self);
        if before == (self.given, self.refused) {
            let skipped = self.skipped.values().sum::<usize>() - skipped;
            let what = match skipped {
                0 => "there is nothing in this archive".to_owned(),
                1 => "there is no transcript in this archive, only one other file".to_owned(),
                _ => format!("there is no transcript in this archive, only {skipped} other files"),
            };
            let next = "ask for other files with --include \"*.log\", or leave it out";
            self.lose(spot, Error::new(ErrorKind::Empty, what).next(next));
        }
    }

    /// True if this is one layer too many, which is said.
    fn is_too_deep(&mut self, spot: &Spot) -> bool {
        let deep = spot.layers >= MOST_LAYERS;
        if deep {
            let what = format!("packed more than {MOST_LAYERS} times over, the most that is unpacked");
            self.lose(spot, Error::new(ErrorKind::TooLarge, what).next("unpack it yourself and give what is inside"));
        }
        deep
    }

    /// True if the rest of the input is left alone: so much has come out of it, or nothing more is wanted.
    pub(super) fn is_over(&self) -> bool {
        self.stopped || self.meter.has_burst()
    }

    /// The most bytes of one member.
    pub(super) fn most_bytes(&self) -> u64 {
        self.filter.most_bytes()
    }

    /// Words the trouble of an archive of that packing, whose stream may be the one that broke.
    pub(super) fn word_in(&self, packing: &'static str, error: &io::Error) -> Error {
        match (self.meter.has_burst(), self.meter.fault()) {
            (true, _) => self.meter.error(),
            (false, fault) => damaged(fault.unwrap_or(packing), error),
        }
    }

    /// Words the trouble of a stream: the limit of the whole input, a damaged packing, or the disk's own.
    pub(super) fn word(&self, error: &io::Error) -> Error {
        match (self.meter.has_burst(), self.meter.fault()) {
            (true, _) => self.meter.error(),
            (false, Some(packing)) => damaged(packing, error),
            (false, None) => unreadable(error),
        }
    }
}

impl Spot {
    /// The paths that globs are matched against.
    fn views(&self) -> [&str; 2] {
        [&self.shown, self.inside.as_deref().unwrap_or(&self.shown)]
    }

    /// The name of the file without folders and extensions.
    fn stem(&self) -> String {
        let path = self.inside.as_deref().unwrap_or(&self.shown);
        if self.inside.is_none() && path == super::Stdin::NAME {
            return "stdin".to_owned();
        }
        stem(&Path::new(path).file_name().unwrap_or_default().to_string_lossy())
    }
}

/// True for files that systems keep for themselves: a name with a dot in front, and what macOS adds to archives.
fn is_hidden(path: &str) -> bool {
    let own = |part: &str| part == "__MACOSX" || (part.starts_with('.') && !matches!(part, "." | ".."));
    path.split('/').any(own)
}
