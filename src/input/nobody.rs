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

/// Words of a date, lower case and sorted, without weekdays' and months' last letters.
const DATES: &[&str] = &[
    "apr", "aug", "dec", "feb", "fri", "jan", "jul", "jun", "mar", "may", "mon", "nov", "oct", "sat", "sep", "sun",
    "thu", "tue", "wed",
];

/// True for a date in words, such as `March 1, 2024`: all are numbers or begin like months and weekdays.
pub(super) fn is_date(words: &[&str]) -> bool {
    let bare = |word: &&str| word.trim_end_matches([',', '.']).to_lowercase();
    let number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let named = |word: &str| word.get(..3).is_some_and(|start| DATES.binary_search(&start).is_ok());
    let all: Vec<String> = words.iter().map(bare).collect();
    all.iter().any(|word| number(word))
        && all.iter().any(|word| named(word))
        && all.iter().all(|word| number(word) || named(word))
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
