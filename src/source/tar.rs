//! tar: members behind one another, each behind a header of 512 bytes.

use std::io::{self, Read};

use tar::{Archive, EntryType};

use super::feed::Feed;
use super::unpack::{Opens, Packing, Spot, Unpacking};
use crate::error::{Error, ErrorKind};

/// What people call it.
const NAME: &str = "tar";

/// `.tar`, told by the checksum of its first header, so that old ones without the word `ustar` are known, too.
pub(super) const TAR: Packing = Packing { name: NAME, fits: is_header, opens: Opens::Archive(members) };

/// True for a header whose checksum is right: the sum of its bytes, the checksum's own counted as blanks.
fn is_header(head: &[u8]) -> bool {
    let (Some(header), Some(stated)) = (head.get(..512), head.get(148..156)) else { return false };
    let stated = std::str::from_utf8(stated).map(|stated| stated.trim_matches([' ', '\0'])).unwrap_or_default();
    let Ok(stated) = u32::from_str_radix(stated, 8) else { return false };
    let blanks = |at: usize, byte: u8| if (148..156).contains(&at) { b' ' } else { byte };
    let sum: u32 = header.iter().enumerate().map(|(at, byte)| u32::from(blanks(at, *byte))).sum();
    sum == stated && header.first() != Some(&0)
}

/// Hands over the members in their order. A break ends the archive, as nobody knows where the next header would be.
fn members(unpacking: &mut Unpacking<'_>, spot: &Spot, feed: Feed<'_>) {
    unpacking.archive(spot, |unpacking| {
        let mut archive = Archive::new(feed.stream());
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(error) => return unpacking.lose(spot, unpacking.word_in(NAME, &error)),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => return unpacking.lose(spot, unpacking.word_in(NAME, &error)),
            };
            let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            match entry.header().entry_type() {
                EntryType::Regular | EntryType::Continuous if name.ends_with('/') => {}
                EntryType::Regular | EntryType::Continuous => {
                    let left = entry.size();
                    unpacking.member(spot, NAME, &name, || Ok(Box::new(Whole { stream: entry, left })));
                }
                EntryType::Directory | EntryType::XGlobalHeader => {}
                EntryType::Symlink => unpacking.skip("symbolic link"),
                EntryType::Link => unpacking.skip("hard link"),
                EntryType::GNUSparse => unpacking.member(spot, NAME, &name, || Err(sparse())),
                _ => unpacking.skip("no plain file"),
            }
            if unpacking.is_over() {
                return;
            }
        }
    });
}

/// A member that must be there to its last byte: the end of the archive must not pass for its own.
struct Whole<R> {
    stream: R,
    /// Bytes to come.
    left: u64,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let bytes = self.stream.read(buffer)?;
        self.left = self.left.saturating_sub(bytes as u64);
        if bytes == 0 && self.left > 0 && !buffer.is_empty() {
            Err(io::ErrorKind::UnexpectedEof.into())
        } else {
            Ok(bytes)
        }
    }
}

/// The error for a member with holes, which could be of any size.
fn sparse() -> Error {
    Error::new(ErrorKind::Unreadable, "this member is stored as a sparse file, which is not read")
        .next("make the archive without --sparse")
}
