//! Phrases in text.

mod evidence;

pub use evidence::{Discard, Evidence};

use crate::error::Error;

/// The lexicons, checked and compiled into one matcher.
#[derive(Debug)]
pub struct Rules {}

impl Rules {
    /// The lexicons that are compiled in.
    ///
    /// # Errors
    /// [`ErrorKind::Lexicon`](crate::error::ErrorKind::Lexicon) if one of them is broken.
    pub fn builtin() -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Version of the built-in lexicons.
    #[must_use]
    pub fn version(&self) -> &str {
        "1.0.0"
    }

    /// `blake3:` and the hash of every lexicon file in use.
    #[must_use]
    pub fn hash(&self) -> &str {
        "blake3:0"
    }
}
