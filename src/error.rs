//! The one error type: what went wrong, where, and what to do next.
//!
//! The library returns it, `cli/` words it (three parts: what, place, next). It never
//! holds more than a short piece of the input.

use std::fmt;

/// What kind of trouble it is; the word stands in `error.kind` of a failed row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes could not be had (permission, missing file, broken archive).
    Unreadable,
    /// 0 bytes or nothing but blanks.
    Empty,
    /// Bytes that are no text in any encoding known here.
    Binary,
    /// Text that no format claims.
    Unrecognised,
    /// A format claimed it, but it breaks that format's rules.
    Malformed,
    /// Over a limit that the message names.
    TooLarge,
    /// `pursuit.toml` is wrong.
    Config,
    /// The command line is wrong.
    Usage,
    /// A lexicon file is wrong.
    Lexicon,
    /// A bug of ours, caught so that the batch goes on.
    Internal,
}

impl ErrorKind {
    /// The stable lower-case word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::Unrecognised => "unrecognised",
            Self::Malformed => "malformed",
            Self::TooLarge => "too_large",
            Self::Config => "config",
            Self::Usage => "usage",
            Self::Lexicon => "lexicon",
            Self::Internal => "internal",
        }
    }
}

/// Where in the input: a path (with `!member` inside an archive) and a line or record, counted from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path as it was given or found; empty until the owner of the file fills it in.
    pub path: String,
    /// Line (text) or record (NDJSON, CSV), from 1.
    pub line: Option<u64>,
    /// Column in characters, from 1.
    pub column: Option<u64>,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        Ok(())
    }
}

/// What went wrong, where, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    what: String,
    place: Place,
    next: Option<String>,
}

impl Error {
    /// An error without a place yet. `what` starts in lower case and ends without a full stop.
    pub fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), place: Place::default(), next: None }
    }

    /// Says what to do next.
    #[must_use]
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// Says which line or record, counted from 1.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.place.line = Some(line);
        self
    }

    /// Says which line and column, counted from 1.
    #[must_use]
    pub fn at(mut self, line: u64, column: u64) -> Self {
        self.place.line = Some(line);
        self.place.column = Some(column);
        self
    }

    /// Says which file, keeping the line.
    #[must_use]
    pub fn in_file(mut self, path: impl Into<String>) -> Self {
        self.place.path = path.into();
        self
    }

    /// The kind.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What went wrong, without the place.
    #[must_use]
    pub fn what(&self) -> &str {
        &self.what
    }

    /// Where.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// What to do next, if there is something.
    #[must_use]
    pub fn advice(&self) -> Option<&str> {
        self.next.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.place.to_string();
        if !place.is_empty() {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.what)?;
        if let Some(next) = &self.next {
            write!(f, "; {next}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
