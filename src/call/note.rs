//! Trouble that was mended while reading: shown as a warning, never as an error.

/// A recovered trouble.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Stable lower-case word with underscores, for machines.
    pub code: &'static str,
    /// One sentence for people: what was odd, what was done.
    pub text: String,
}

impl Note {
    /// A note.
    pub fn new(code: &'static str, text: impl Into<String>) -> Self {
        Self { code, text: text.into() }
    }
}
