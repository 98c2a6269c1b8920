//! Standard input: `-` on the command line. It is one item, listed last, and can be read once.

use std::fmt;
use std::io::{self, Read};
use std::sync::{Mutex, PoisonError};

use crate::error::{Error, ErrorKind};

/// Standard input, or what a test puts in its place.
pub struct Stdin {
    reader: Mutex<Option<Box<dyn Read + Send>>>,
}

impl Stdin {
    /// The path under which it stands in results. No file is called that by accident.
    pub const NAME: &'static str = "<stdin>";

    /// Reads from `reader`.
    #[must_use]
    pub fn new(reader: Box<dyn Read + Send>) -> Self {
        Self { reader: Mutex::new(Some(reader)) }
    }

    /// The stream; an error the second time.
    pub(super) fn take(&self) -> Result<Box<dyn Read + Send>, Error> {
        let reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner).take();
        reader.ok_or_else(|| Error::new(ErrorKind::Unreadable, "standard input has been read already"))
    }
}

impl Default for Stdin {
    /// The process's own.
    fn default() -> Self {
        Self::new(Box::new(io::stdin()))
    }
}

impl fmt::Debug for Stdin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::NAME)
    }
}
