//! Bytes on their way: a stream whose beginning is known, and the meter that stops bombs.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use super::shown_size;
use crate::error::{Error, ErrorKind};

/// Bytes of the beginning: a header of tar.
const HEAD: u64 = 512;
/// How many times its size an input may unpack to, once that is more than the limit of one member. Judgement:
/// transcripts pack three to thirty times; deflate cannot pack more than about a thousand times.
const MOST_TIMES: u64 = 200;

/// What a packing reads that must go back and forth.
pub(super) trait Seekable: Read + Seek {}

impl<T: Read + Seek> Seekable for T {}

/// The bytes of an input or a member, of which the beginning has been read.
pub(super) struct Feed<'r> {
    /// The beginning, up to 512 bytes.
    head: Vec<u8>,
    /// The others.
    rest: Rest<'r>,
}

/// The bytes behind the beginning.
enum Rest<'r> {
    /// Of a file, which can be read again, with its size.
    File(File, u64),
    /// Of anything else.
    Stream(Box<dyn Read + 'r>),
}

impl<'r> Feed<'r> {
    /// Reads the beginning of a stream.
    pub(super) fn new(mut stream: Box<dyn Read + 'r>) -> io::Result<Self> {
        let head = beginning(&mut stream)?;
        Ok(Self { head, rest: Rest::Stream(stream) })
    }

    /// Reads the beginning of a file of that size.
    pub(super) fn of_file(mut file: File, size: u64) -> io::Result<Self> {
        let head = beginning(&mut file)?;
        Ok(Self { head, rest: Rest::File(file, size) })
    }

    /// The beginning.
    pub(super) fn head(&self) -> &[u8] {
        &self.head
    }

    /// All bytes; `None` if there are more than `most`.
    pub(super) fn whole(self, most: u64) -> io::Result<Option<Vec<u8>>> {
        let mut bytes = self.head;
        let more = most.saturating_add(1).saturating_sub(bytes.len() as u64);
        match self.rest {
            Rest::File(_, size) if size > most => return Ok(None),
            Rest::File(file, size) => {
                bytes.reserve_exact(usize::try_from(size).unwrap_or_default().saturating_add(1));
                file.take(more).read_to_end(&mut bytes)?
            }
            Rest::Stream(stream) => stream.take(more).read_to_end(&mut bytes)?,
        };
        Ok((bytes.len() as u64 <= most).then_some(bytes))
    }

    /// The bytes as they come.
    pub(super) fn stream(self) -> Box<dyn Read + 'r> {
        let head = Cursor::new(self.head);
        match self.rest {
            Rest::File(file, _) => Box::new(head.chain(file)),
            Rest::Stream(stream) => Box::new(head.chain(stream)),
        }
    }

    /// The bytes in any order: the file itself, or all of them in memory; `None` if those are more than `most`.
    pub(super) fn seekable(self, most: u64) -> io::Result<Option<Box<dyn Seekable>>> {
        match self.rest {
            Rest::File(mut file, _) => {
                file.seek(SeekFrom::Start(0))?;
                Ok(Some(Box::new(file)))
            }
            Rest::Stream(_) => Ok(self.whole(most)?.map(|bytes| Box::new(Cursor::new(bytes)) as Box<dyn Seekable>)),
        }
    }
}

/// The first bytes.
fn beginning(from: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    from.take(HEAD).read_to_end(&mut head)?;
    Ok(head)
}

/// Counts what goes into and comes out of one input, and remembers what went wrong.
#[derive(Debug)]
pub(super) struct Meter {
    /// Bytes of the input, as far as they are known.
    packed: Cell<u64>,
    /// Bytes that packings have made of them.
    unpacked: Cell<u64>,
    /// Bytes of one member at most.
    most: u64,
    /// Too much has come out.
    burst: Cell<bool>,
    /// The packing that broke first since it was last asked.
    fault: Cell<Option<&'static str>>,
}

impl Meter {
    /// A meter for an input of that many bytes, 0 if that will be seen, and members of at most `most` bytes.
    pub(super) fn new(packed: u64, most: u64) -> Self {
        let (unpacked, burst, fault) = (Cell::new(0), Cell::new(false), Cell::new(None));
        Self { packed: Cell::new(packed), unpacked, most, burst, fault }
    }

    /// True once too much has come out.
    pub(super) fn has_burst(&self) -> bool {
        self.burst.get()
    }

    /// The packing that broke since this was last asked.
    pub(super) fn fault(&self) -> Option<&'static str> {
        self.fault.take()
    }

    /// The error once too much has come out.
    pub(super) fn error(&self) -> Error {
        let most = shown_size(self.most);
        let what = format!(
            "what is packed here comes to more than {most} and more than {MOST_TIMES} times its size, the most that \
             is unpacked of one input; nothing behind this was read"
        );
        Error::new(ErrorKind::TooLarge, what).next("unpack it yourself, or raise the limit with --max-size")
    }

    /// Counts bytes that came out.
    fn count(&self, bytes: usize) -> io::Result<usize> {
        let unpacked = self.unpacked.get().saturating_add(bytes as u64);
        self.unpacked.set(unpacked);
        if unpacked > self.most.max(self.packed.get().saturating_mul(MOST_TIMES)) {
            self.burst.set(true);
            return Err(io::Error::other("too much was packed"));
        }
        Ok(bytes)
    }
}

/// What comes out of a packing, counted.
pub(super) struct Metered<'m, R> {
    stream: R,
    /// What people call the packing.
    packing: &'static str,
    meter: &'m Meter,
}

impl<'m, R: Read> Metered<'m, R> {
    /// Counts what is read.
    pub(super) fn new(stream: R, packing: &'static str, meter: &'m Meter) -> Self {
        Self { stream, packing, meter }
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self.stream.read(buffer) {
            Ok(bytes) => self.meter.count(bytes),
            Err(error) => {
                if error.kind() != io::ErrorKind::Interrupted {
                    self.meter.fault.set(self.meter.fault.get().or(Some(self.packing)));
                }
                Err(error)
            }
        }
    }
}

/// An input whose size shows only as it is read, counted.
pub(super) struct Counted<'m> {
    pub(super) stream: Box<dyn Read + 'm>,
    pub(super) meter: &'m Meter,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.stream.read(buffer)?;
        self.meter.packed.set(self.meter.packed.get().saturating_add(bytes as u64));
        Ok(bytes)
    }
}
