//! Words that stand where a name would and name nobody.

use std::borrow::Cow;

use super::name::clean;

/// What tools write where they know no speaker, in lower case.
const NOBODY: &[&str] = &[
    "",
    "-",
    "?",
    "n/a",
    "none",
    "null",
    "speaker ?",
    "undefined",
    "unidentified",
    "unidentified speaker",
    "unknown",
    "unknown speaker",
    "uu",
];

/// True for words that name nobody. Data frames write `nan`; people are called Nan.
pub(super) fn is_nobody(name: &str) -> bool {
    let name = name.trim();
    matches!(name, "nan" | "NaN") || NOBODY.iter().any(|known| known.eq_ignore_ascii_case(name))
}

/// A name as [`clean`] leaves it, unless it names nobody.
pub(super) fn known(raw: &str) -> Option<Cow<'_, str>> {
    clean(raw).filter(|name| !is_nobody(name))
}

#[cfg(test)]
mod tests {
    use super::known;

    #[test]
    fn nobody_is_no_name() {
        for raw in ["Unknown", "unknown speaker:", " None ", "N/A", "Speaker ?", "nan", "[Unidentified]", "?", ""] {
            assert_eq!(known(raw), None, "{raw}");
        }
        for raw in ["Nan", "Speaker 1", "Unknown Speaker 2", "Nonette Ray"] {
            assert_eq!(known(raw).as_deref(), Some(raw));
        }
    }
}
