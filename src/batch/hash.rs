//! The hash of an input, by which a result can be traced to what it was made from.

use std::fmt;
use std::ops::ControlFlow;

use super::caught::caught;
use super::ordered::{self, Step};
use crate::error::Error;
use crate::source::Listing;

/// The BLAKE3 hash of the bytes of an input, or of a member of an archive: unpacked, but not yet decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InputHash(blake3::Hash);

impl InputHash {
    /// The hash of these bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(blake3::hash(bytes))
    }
}

impl fmt::Display for InputHash {
    /// `blake3:` and 64 hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "blake3:{}", self.0.to_hex())
    }
}

/// Reads everything listed on `threads` threads without looking into it, and hands over the name and the hash of each
/// input and member, in order, on the thread of the caller; or why its bytes can't be had.
pub fn hashes(listing: &Listing, threads: usize, emit: &mut dyn FnMut(String, Result<InputHash, Error>)) {
    let items = &listing.items;
    let read = |source: usize, sink: &mut dyn FnMut((String, Result<InputHash, Error>)) -> ControlFlow<()>| {
        let Some(item) = items.get(source) else { return };
        let members =
            caught(|| item.each(&mut |member| sink((member.name, member.bytes.map(|bytes| InputHash::of(&bytes))))));
        if let Err(error) = members {
            // Nothing comes after the last, so nothing is to be broken off.
            let _ = sink((item.name(), Err(error.in_file(item.name()))));
        }
    };
    ordered::run(items.len(), threads, &read, &|hashed| hashed, &mut |step| {
        if let Step::Result((name, hash)) = step {
            emit(name, hash);
        }
        ControlFlow::Continue(())
    });
}
