//! Why an object is not proved.

use super::Place;
use crate::report::{SCHEMA, VERSION};

/// Why an object is not proved, in the order in which reasons are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// The input can't be had.
    InputGone,
    /// The input has other bytes.
    InputChanged,
    /// It was made by another version.
    OtherVersion,
    /// It was made with other lexicons.
    OtherLexicons,
    /// The settings are not those that it was made with.
    OtherSettings,
    /// It was changed after it was made.
    Edited,
    /// The input gives an object that the result has left out.
    Missing,
    /// The input does not give it.
    Extra,
}

/// Why one object is not proved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The reason.
    pub reason: Reason,
    /// What it is, for people.
    pub what: String,
    /// Where it was changed, if that can be told.
    pub at: Option<Place>,
}

impl Reason {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::InputGone,
        Self::InputChanged,
        Self::OtherVersion,
        Self::OtherLexicons,
        Self::OtherSettings,
        Self::Edited,
        Self::Missing,
        Self::Extra,
    ];

    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::InputGone => "input_gone",
            Self::InputChanged => "input_changed",
            Self::OtherVersion => "other_version",
            Self::OtherLexicons => "other_lexicons",
            Self::OtherSettings => "other_settings",
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Extra => "extra",
        }
    }

    /// The words for people.
    #[must_use]
    pub fn shown(self) -> &'static str {
        match self {
            Self::InputGone => "input gone",
            Self::InputChanged => "input changed",
            Self::OtherVersion => "other version",
            Self::OtherLexicons => "other lexicons",
            Self::OtherSettings => "other settings",
            Self::Edited => "edited",
            Self::Missing => "missing",
            Self::Extra => "extra",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn next(self) -> &'static str {
        match self {
            Self::InputGone => {
                "verify in the folder where it was scored, with the input back in its place; what came from standard \
                 input has to be scored from a file"
            }
            Self::InputChanged => "score it again, or bring back the input as it was",
            Self::OtherVersion => "score it again, or verify it with the version that made it",
            Self::OtherLexicons => {
                "name the lexicons that it was made with, by --lexicons or in pursuit.toml, or score it again"
            }
            Self::OtherSettings => "do not rely on it: its settings were changed after it was made; score it again",
            Self::Edited => {
                "do not rely on it: it was changed after it was made, or made by another build of this version; score it \
                 again"
            }
            Self::Missing => "score the input again: the result does not hold all that the input gives",
            Self::Extra => "do not rely on it: it was put in, or stands there twice; score the input again",
        }
    }
}

impl Difference {
    fn new(reason: Reason, what: impl Into<String>) -> Self {
        Self { reason, what: what.into(), at: None }
    }

    pub(super) fn gone(why: &str) -> Self {
        Self::new(Reason::InputGone, why)
    }

    /// It could not be read then, and can't be now, for another reason.
    pub(super) fn gone_otherwise(place: Place) -> Self {
        let what = format!("it could not be read then, and cannot be now, but {}", place.words());
        Self { at: Some(place), ..Self::new(Reason::InputGone, what) }
    }

    pub(super) fn changed(what: &str) -> Self {
        Self::new(Reason::InputChanged, what)
    }

    pub(super) fn version(by: &str) -> Self {
        Self::new(Reason::OtherVersion, format!("made by {by}; this is {VERSION}, which writes {SCHEMA}"))
    }

    pub(super) fn lexicons(written: &str, ours: &str) -> Self {
        let short = |hash: &str| hash.chars().take(16).collect::<String>();
        Self::new(Reason::OtherLexicons, format!("made with the lexicons {}…, not {}…", short(written), short(ours)))
    }

    pub(super) fn settings() -> Self {
        Self::new(Reason::OtherSettings, "the settings in it do not fit their hash")
    }

    /// `None` where all values are the same.
    pub(super) fn edited(place: Option<Place>) -> Self {
        let same = || "every value is the same, but written otherwise: by another tool, or in another order".to_owned();
        let what = place.as_ref().map_or_else(same, Place::words);
        Self { at: place, ..Self::new(Reason::Edited, what) }
    }

    pub(super) fn missing() -> Self {
        Self::new(Reason::Missing, "the input gives it, and the result has left it out")
    }

    pub(super) fn extra() -> Self {
        Self::new(Reason::Extra, "the input does not give it")
    }
}

impl Place {
    /// For people.
    fn words(&self) -> String {
        let Self { key, written, computed } = self;
        match (written, computed) {
            (Some(written), Some(computed)) => format!("`{key}`: {written} in the result, {computed} computed"),
            (Some(written), None) => format!("`{key}`: {written} in the result, nothing computed"),
            (None, Some(computed)) => format!("`{key}`: nothing in the result, {computed} computed"),
            (None, None) => format!("`{key}`: nothing in the result that can be read"),
        }
    }
}
