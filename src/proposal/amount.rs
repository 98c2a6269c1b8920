//! The sum that a clause names: digits or number words to hundredths.

use super::numeral::{Heard, MOST, SIGNS, numeral};
use crate::text::{is_currency, is_number};

/// The first sum that the words offer, in hundredths.
///
/// A number is a sum with a currency, behind words of a price, or where no noun follows that it could count. One that
/// is denied ("I can't do 300") is passed over; so is a share, a measure, a time of day, and what is over ten thousand
/// million.
pub(super) fn amount(words: &[Heard<'_>]) -> Option<i64> {
    let word = |at: usize| words.get(at).map(|heard| heard.word);
    let (mut at, mut from) = (0, 0);
    while at < words.len() {
        if !word(at).is_some_and(is_number) {
            at += 1;
            continue;
        }
        let (value, end) = numeral(words, at);
        let before = words.get(from..at).unwrap_or_default();
        let before: Vec<&str> = before.iter().map(|heard| heard.word).collect();
        let sum = value.and_then(|value| worth(words, at, end, value, &before));
        if let Some(sum) = sum.filter(|&sum| sum > 0 && sum <= MOST && !is_denied(&before)) {
            return Some(sum);
        }
        (at, from) = (end, end);
    }
    None
}

/// Marks behind a share or a measure.
const MARKS: [char; 7] = ['%', '\'', '"', '’', '′', '″', '”'];
/// Marks behind which nothing is counted.
const STOPS: [char; 6] = [',', '.', ';', '!', '?', ')'];
/// What makes the number before it no sum, whatever stands before that.
const MEASURES: &[&str] = &[
    "am", "day", "days", "feet", "foot", "hour", "hours", "inch", "inches", "km", "miles", "minute", "minutes",
    "month", "months", "o'clock", "people", "percent", "person", "pm", "second", "seconds", "times", "week", "weeks",
    "year", "years",
];
/// Words of a price, before a number.
const PRICES: &[&str] = &[
    "bid", "charge", "cost", "costs", "donate", "fee", "paid", "pay", "paying", "price", "rate", "sell", "spare",
    "spend",
];
/// What may follow a bare number that counts nothing; any other word may be a noun that it counts.
const AFTER: &[&str] = &[
    "a",
    "all",
    "altogether",
    "and",
    "apiece",
    "as",
    "at",
    "because",
    "but",
    "by",
    "cash",
    "delivered",
    "each",
    "even",
    "every",
    "extra",
    "firm",
    "flat",
    "for",
    "from",
    "he",
    "i",
    "if",
    "ill",
    "in",
    "instead",
    "is",
    "it",
    "just",
    "max",
    "maximum",
    "maybe",
    "minimum",
    "net",
    "no",
    "now",
    "obo",
    "okay",
    "on",
    "only",
    "or",
    "per",
    "please",
    "plus",
    "right",
    "she",
    "shipped",
    "since",
    "so",
    "straight",
    "that",
    "the",
    "then",
    "they",
    "this",
    "though",
    "to",
    "today",
    "tomorrow",
    "tonight",
    "too",
    "tops",
    "total",
    "until",
    "up",
    "was",
    "we",
    "when",
    "which",
    "will",
    "with",
    "would",
];
/// A border behind which a denial names the sum that is offered: "no more than 80".
const BORDERS: &[&str] = &["above", "below", "beyond", "higher", "less", "lower", "more", "over", "under"];
/// Words between a border and its number: "more than about 80". Judgement.
const NEAR: usize = 3;

/// What the number is worth as a sum, in hundredths; `before` are the words before it.
fn worth(words: &[Heard<'_>], from: usize, end: usize, value: i64, before: &[&str]) -> Option<i64> {
    // "5-7 weeks": what the second number counts, the first does.
    let is_range = words.get(end).is_some_and(|heard| is_number(heard.word));
    let to = if is_range { numeral(words, end).1 } else { end };
    let (first, last) = (words.get(from)?, words.get(to - 1)?);
    let next = words.get(to).map(|heard| heard.word);
    let has_sign = first.word.starts_with(SIGNS);
    let mark = |heard: &Heard<'_>, marks: &[char]| heard.behind.trim_start().starts_with(marks);
    if next == Some("cents") {
        return Some(value / 100);
    }
    if mark(last, &SIGNS) || next.is_some_and(|next| is_currency(next) && next != "percent") {
        let rest = words.get(to + 1..).unwrap_or_default();
        return value.checked_add(if is_range { 0 } else { cents(rest) });
    }
    let is_measured = words.get(from..to)?.iter().any(|heard| mark(heard, &MARKS));
    let is_article = to == from + 1 && matches!(first.word, "one" | "ones");
    if is_measured || is_article || next.is_some_and(|next| MEASURES.contains(&next)) {
        return None;
    }
    let is_bare = mark(last, &STOPS) || next.is_none_or(|next| AFTER.contains(&next));
    let is_price = before.iter().any(|word| PRICES.contains(word));
    (has_sign || is_bare || is_price).then_some(value)
}

/// "two dollars and fifty cents": the cents behind the currency.
fn cents(rest: &[Heard<'_>]) -> i64 {
    let begin = usize::from(rest.first().is_some_and(|heard| heard.word == "and"));
    if !rest.get(begin).is_some_and(|heard| is_number(heard.word)) {
        return 0;
    }
    let (value, end) = numeral(rest, begin);
    let is_cents = rest.get(end).is_some_and(|heard| heard.word == "cents");
    value.filter(|_| is_cents).map_or(0, |value| value / 100)
}

/// Do the words before a number deny it? "Why not" asks for it, and what is no more than a sum offers that sum.
fn is_denied(before: &[&str]) -> bool {
    let near = before.len().saturating_sub(NEAR);
    if before.get(near..).unwrap_or_default().iter().any(|word| BORDERS.contains(word)) {
        return false;
    }
    let asks = |at: usize| {
        let next = before.get(at + 1).copied().unwrap_or_default();
        at > 0 && before.get(at - 1) == Some(&"why") || matches!(next, "i" | "mind" | "only" | "we" | "you")
    };
    (0..before.len()).any(|at| before.get(at).is_some_and(|&word| matches!(word, "not" | "never")) && !asks(at))
}

#[cfg(test)]
mod tests {
    use super::{Heard, amount};

    /// Words in small letters, each with the blank or mark behind it.
    fn heard(words: &str) -> Vec<Heard<'_>> {
        let is_mark = |letter: char| !letter.is_alphanumeric() && !"$€£₹.,".contains(letter);
        let mut found = Vec::new();
        let mut rest = words;
        while !rest.is_empty() {
            let (word, after) = rest.split_at(rest.find(is_mark).unwrap_or(rest.len()));
            let (behind, next) = after.split_at(after.find(|letter| !is_mark(letter)).unwrap_or(after.len()));
            found.push(Heard { word, behind });
            rest = next;
        }
        found
    }

    #[test]
    fn sums_are_read_in_digits_and_in_words() {
        for (words, sum) in [
            ("how about $1,200", Some(120_000)),
            ("i could do two hundred and no more", Some(20_000)),
            ("two hundred fifty dollars", Some(25_000)),
            ("two hundred and fifty", Some(25_000)),
            ("make it 5k", Some(500_000)),
            ("it is 12.50 a seat", Some(1_250)),
            ("three grand", Some(300_000)),
            ("a million", Some(100_000_000)),
            ("it is ₹2 340 for both", Some(234_000)),
            ("10 cents", Some(10)),
            ("three dollars and twenty cents", Some(320)),
            ("we charge 60 barges", Some(6_000)),
            ("how about 80 for the oars", Some(8_000)),
            ("twenty percent off", None),
            ("ten percent", None),
            ("i could do 12 % less", None),
            ("at 3 pm", None),
            ("nothing", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(amount(&heard(words)), sum, "{words}");
        }
    }

    #[test]
    fn what_counts_or_measures_something_is_no_sum() {
        for words in [
            "we could do 25-30 minutes",
            "how about 15 - 20 days",
            "i am 6'2\"",
            "we could do a 12-person raft",
            "how about 300 lanterns",
            "we could do three million lookups",
            "we can start with five ferries",
            "how about the blue one",
        ] {
            assert_eq!(amount(&heard(words)), None, "{words}");
        }
        assert_eq!(amount(&heard("how about $25-30")), Some(2_500));
        assert_eq!(amount(&heard("how about 25-30 for the pair")), Some(2_500));
    }

    #[test]
    fn a_sum_that_is_denied_is_not_offered() {
        for (words, sum) in [
            ("i can not do 900 how about 700", Some(70_000)),
            ("i do not think i can do 9", None),
            ("i can not go over 90", Some(9_000)),
            ("why not 90", Some(9_000)),
            ("could not you do 90", Some(9_000)),
        ] {
            assert_eq!(amount(&heard(words)), sum, "{words}");
        }
    }
}
