//! `pursuit lexicon`: what the lexicons are, and whether they hold.

use super::exit::Exit;
use super::streams::Streams;
use crate::error::{Error, ErrorKind};

/// `pursuit lexicon list`.
pub(super) fn list(_streams: &mut Streams<'_>) -> Result<Exit, Error> {
    Err(missing("list"))
}

/// `pursuit lexicon test`.
pub(super) fn test(_streams: &mut Streams<'_>) -> Result<Exit, Error> {
    Err(missing("test"))
}

/// The error of a command that this build lacks.
fn missing(command: &str) -> Error {
    Error::new(ErrorKind::Usage, format!("this build has no `pursuit lexicon {command}`"))
}
