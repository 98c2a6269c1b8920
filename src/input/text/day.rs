//! Dates as people and documents write them, as ISO 8601.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::{Captures, Regex};

/// A date and, behind it, the time of day and the zone: `2026/07/23 14:32 GMT+2`, `March 2nd, 2026 at 3:35pm`,
/// `2 Mar 2026`, `23.07.2026`. What stands between slashes is read only year first, as `02/03/2026` is two days.
const PATTERN: &str = r"(?xi) (?-u: \b ) (?:
        (?<y1> [0-9]{4} ) [-/.] (?<m1> [0-9]{1,2} ) [-/.] (?<d1> [0-9]{1,2} )
        | (?<d2> [0-9]{1,2} ) (?: st | nd | rd | th )? \.? \s (?<m2> [a-z]{3,9} ) \.? ,? \s (?<y2> [0-9]{4} )
        | (?<m3> [a-z]{3,9} ) \.? \s (?<d3> [0-9]{1,2} ) (?: st | nd | rd | th )? ,? \s (?<y3> [0-9]{4} )
        | (?<d4> [0-9]{1,2} ) \. (?<m4> [0-9]{1,2} ) \. (?<y4> [0-9]{4} )
    ) (?:
        (?: T | ,? \s+ (?: at \s+ )? ) (?<hour> [0-9]{1,2} ) : (?<minute> [0-9]{2} ) (?: : (?<second> [0-9]{2} ) (?: \. [0-9]+ )? )?
        (?: \s* (?<half> [ap] ) \.? m \.? )? (?: \s* (?<zone> Z | (?: GMT | UTC )? [+-] [0-9]{1,2} (?: :? [0-9]{2} )? | GMT | UTC ) )?
    )? (?-u: \b )";

/// Months by their first letters.
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first date in a text.
pub(super) fn first(text: &str) -> Option<String> {
    find(text).map(|(_, date)| date)
}

/// Where the first date in a text stands, and the date.
pub(super) fn find(text: &str) -> Option<(usize, String)> {
    pattern().captures_iter(text).find_map(|found| Some((found.get_match().start(), iso(&found)?)))
}

/// True for a text that is a date, maybe with the day of the week before it, and nothing else.
pub(super) fn is_whole(text: &str) -> bool {
    let Some(found) = pattern().captures(text).filter(|found| iso(found).is_some()) else { return false };
    let (whole, before) = (found.get_match(), text.get(..found.get_match().start()).unwrap_or_default());
    let weekday = before.trim_end_matches([' ', ',']);
    whole.end() + 6 >= text.len()
        && weekday.split_whitespace().count() <= 1
        && (weekday.is_empty() || weekday.ends_with("day"))
}

/// The pattern, ready to read.
fn pattern() -> &'static Regex {
    static ALL: LazyLock<Regex> = LazyLock::new(|| Regex::new(PATTERN).expect("the pattern of dates is a regex"));
    &ALL
}

/// What was found, if there is such a day. A zone that is only a name is left out, and so the time is local.
fn iso(found: &Captures<'_>) -> Option<String> {
    let of = |names: [&str; 4]| names.into_iter().find_map(|name| found.name(name)).map(|found| found.as_str());
    let year: i16 = of(["y1", "y2", "y3", "y4"])?.parse().ok()?;
    let month = of(["m1", "m2", "m3", "m4"])?;
    let word = month.to_lowercase();
    let named = MONTHS.iter().position(|known| word.starts_with(known)).map(|index| index + 1);
    let month: i8 = named.and_then(|month| i8::try_from(month).ok()).or_else(|| month.parse().ok())?;
    let date = Date::new(year, month, of(["d1", "d2", "d3", "d4"])?.parse().ok()?).ok()?;
    let number = |name: &str| found.name(name).map_or(Some(0_i8), |found| found.as_str().parse().ok());
    if found.name("hour").is_none() {
        return Some(date.to_string());
    }
    let hour = match (number("hour")?, found.name("half").map(|half| half.as_str())) {
        (hour, None) => hour,
        (hour, Some("p" | "P")) => hour % 12 + 12,
        (hour, Some(_)) => hour % 12,
    };
    let time = Time::new(hour, number("minute")?, number("second")?, 0).ok()?;
    Some(format!("{date}T{time}{}", found.name("zone").map_or(String::new(), |zone| offset(zone.as_str()))))
}

/// A zone as ISO 8601 writes it: `Z`, `+02:00`.
fn offset(zone: &str) -> String {
    let bare = zone.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (digits.as_str(), "00") };
    match bare.chars().next() {
        Some(sign) => format!("{sign}{hours:0>2}:{minutes}"),
        None => "Z".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::{first, is_whole};

    #[test]
    fn dates_of_documents_are_read() {
        for (text, want) in [
            ("2026-03-02", "2026-03-02"),
            ("Recorded on Mar 2, 2026 via Zoom", "2026-03-02"),
            ("15 June 2026, 03:35pm", "2026-06-15T15:35:00"),
            ("2026/07/23 14:32 BST", "2026-07-23T14:32:00"),
            ("2026-07-23 14:32 GMT+2", "2026-07-23T14:32:00+02:00"),
            ("2026-03-02T10:30:00-08:00", "2026-03-02T10:30:00-08:00"),
            ("March 2nd, 2026 at 12:05 a.m.", "2026-03-02T00:05:00"),
            ("23.07.2026", "2026-07-23"),
        ] {
            assert_eq!(first(text).as_deref(), Some(want), "{text}");
        }
        for none in ["02/03/2026", "may 2026", "version 2026.13.40", "soon"] {
            assert_eq!(first(none), None, "{none}");
        }
        assert!(
            is_whole("Monday, 2 March 2026")
                && !is_whole("we met on 2 March 2026")
                && !is_whole("2 March 2026 was the day")
        );
    }
}
