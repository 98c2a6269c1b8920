//! Bytes to calls: decode, recognise by content, read.
//!
//! One format is one file here and one row in [`FORMATS`]. Nothing in this module knows
//! who sells or what a phrase is; it only uses `call` and `error`.

use crate::call::Call;
use crate::error::Error;

/// How sure a format is that a file is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not.
    No,
    /// It can be read, but another format may know better.
    Maybe,
    /// It is.
    Sure,
}

/// Reads all calls of one file, handing over each call or broken record with the id of its format.
///
/// # Errors
/// What concerns the whole file: empty, binary, or claimed by no format.
pub fn read(bytes: &[u8], sink: &mut dyn FnMut(&'static str, Result<Call, Error>)) -> Result<(), Error> {
    let _ = (bytes, sink);
    Err(Error::new(crate::error::ErrorKind::Unrecognised, "no format claims this file"))
}
