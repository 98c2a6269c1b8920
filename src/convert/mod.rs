//! Calls written in another form, so that they can be read back: one file a form, one row in [`FORMS`].
//!
//! A form writes one call at a time. How several stand in one file is the form's to say and the caller's to do.

mod pursuit;
mod webvtt;

use crate::call::Call;
use crate::error::Error;

/// A form that calls can be written in.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What `--to` calls it.
    pub id: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Extension of a file that holds it.
    pub extension: &'static str,
    /// How several calls stand in one file.
    pub several: Several,
    /// Writes a call under that id; ends in a line end.
    ///
    /// # Errors
    /// The form cannot hold this call; the message says why.
    pub write: fn(&str, &Call) -> Result<String, Error>,
}

/// How several calls stand in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Several {
    /// Behind one another.
    Lines,
    /// As the items of a JSON list; one alone is no list.
    List,
    /// Not at all: each has a file of its own.
    Apart,
}

/// All forms, sorted by id.
pub const FORMS: &[Form] = &[
    Form {
        id: "ndjson",
        about: "the same, one call a line",
        extension: "ndjson",
        several: Several::Lines,
        write: |id, call| Ok(pursuit::line(id, call)),
    },
    Form {
        id: "pursuit",
        about: "canonical JSON, one object or a list of them",
        extension: "json",
        several: Several::List,
        write: |id, call| Ok(pursuit::page(id, call)),
    },
    Form {
        id: "webvtt",
        about: "captions with voices, one call a file",
        extension: "vtt",
        several: Several::Apart,
        write: webvtt::page,
    },
];

#[cfg(test)]
mod tests {
    use super::FORMS;

    #[test]
    fn forms_are_sorted_and_documented() {
        assert!(FORMS.is_sorted_by(|a, b| a.id < b.id));
        assert!(FORMS.iter().all(|form| !form.about.is_empty() && !form.extension.is_empty()));
    }
}
