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

/// Months and weekdays, whole and short, in lower case and sorted.
const DATES: &[&str] = &[
    "apr",
    "april",
    "aug",
    "august",
    "dec",
    "december",
    "feb",
    "february",
    "fri",
    "friday",
    "jan",
    "january",
    "jul",
    "july",
    "jun",
    "june",
    "mar",
    "march",
    "may",
    "mon",
    "monday",
    "nov",
    "november",
    "oct",
    "october",
    "sat",
    "saturday",
    "sep",
    "sept",
    "september",
    "sun",
    "sunday",
    "thu",
    "thur",
    "thurs",
    "thursday",
    "tue",
    "tues",
    "tuesday",
    "wed",
    "wednesday",
];

/// True for a date in words, such as `March 1, 2024`: numbers, months and weekdays, and of each kind at least one.
pub(super) fn is_date(words: &[&str]) -> bool {
    let words = || words.iter().map(|word| word.trim_end_matches([',', '.']));
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let is_named = |word: &str| {
        DATES.binary_search_by(|known| known.bytes().cmp(word.bytes().map(|byte| byte.to_ascii_lowercase()))).is_ok()
    };
    words().any(is_number) && words().any(is_named) && words().all(|word| is_number(word) || is_named(word))
}

#[cfg(test)]
mod tests {
    use super::{DATES, is_date, known};

    #[test]
    fn nobody_is_no_name() {
        for raw in ["Unknown", "unknown speaker:", " None ", "N/A", "Speaker ?", "nan", "[Unidentified]", "?", ""] {
            assert_eq!(known(raw), None, "{raw}");
        }
        for raw in ["Nan", "Speaker 1", "Unknown Speaker 2", "Nonette Ray"] {
            assert_eq!(known(raw).as_deref(), Some(raw));
        }
    }

    #[test]
    fn dates_are_no_names_and_names_like_months_are() {
        assert!(DATES.is_sorted());
        for (text, want) in [
            ("March 1, 2024", true),
            ("Mon, 15 June 2026", true),
            ("Marcus 2", false),
            ("Julia 3", false),
            ("June Park", false),
            ("2024", false),
        ] {
            assert_eq!(is_date(&text.split(' ').collect::<Vec<_>>()), want, "{text}");
        }
    }
}
