//! Numbers in digits or in words, to hundredths.

use crate::text::is_number;

/// A word and the characters between it and the next.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Heard<'w> {
    /// The normalised word.
    pub(super) word: &'w str,
    /// What stands behind it in the original, up to the next word.
    pub(super) behind: &'w str,
}

/// The number that begins there, in hundredths, and where it ends. Digits are never added up: "35-40" is no 75.
pub(super) fn numeral(words: &[Heard<'_>], from: usize) -> (Option<i64>, usize) {
    let word = |at: usize| words.get(at).map_or("", |heard| heard.word);
    let mut sum = Sum::default();
    let mut at = from;
    if is_small(word(from)) || multiplier(word(from)).is_some() {
        while let Some(sum_so_far) = sum.with(word(at)) {
            (sum, at) = (sum_so_far, at + 1);
            // "two hundred and fifty", but "between two hundred and fifty" is a choice.
            let joins = sum.open >= 100 && word(at) == "and" && is_small(word(at + 1));
            if joins && (from == 0 || word(from - 1) != "between") {
                at += 1;
            }
        }
        // "two fifty" may be 2.50 or 250, "ten fifteen" a time or a choice.
        if is_small(word(at)) {
            let more = words.get(at..).unwrap_or_default().iter().take_while(|heard| is_number(heard.word)).count();
            return (None, at + more);
        }
        return (sum.whole().and_then(|whole| whole.checked_mul(100)), at.max(from + 1));
    }
    let mut value = digits(word(from));
    at += 1;
    // "₹1 563": groups of three behind a blank.
    while is_group(words, from, at) {
        let group = word(at).parse::<i64>().ok().and_then(|group| group.checked_mul(100));
        value =
            value.and_then(|value| value.checked_mul(1000)).zip(group).and_then(|(sum, group)| sum.checked_add(group));
        at += 1;
    }
    while let Some(times) = multiplier(word(at)) {
        value = value.and_then(|value| value.checked_mul(times));
        at += 1;
    }
    (value, at)
}

/// Does the word there go on with the digits before it, set apart by a blank as thousands are?
fn is_group(words: &[Heard<'_>], from: usize, at: usize) -> bool {
    let (Some(first), Some(before), Some(here)) = (words.get(from), words.get(at - 1), words.get(at)) else {
        return false;
    };
    let is_three = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_digit());
    let head = first.word.trim_start_matches(SIGNS);
    let begins = head.len() <= 3 && head.bytes().all(|byte| byte.is_ascii_digit());
    let is_blank = before.behind.chars().count() == 1 && before.behind.chars().all(char::is_whitespace);
    begins && first.word.starts_with(SIGNS) && is_blank && is_three(here.word)
}

/// Number words and their worth; `hundred` and above multiply.
const SMALL: &[(&str, i64)] = &[
    ("zero", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("dozen", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];
/// Largest sum, in hundredths.
pub(super) const MOST: i64 = 1_000_000_000_000;
/// Signs of money.
pub(super) const SIGNS: [char; 4] = ['$', '€', '£', '₹'];
fn is_small(word: &str) -> bool {
    SMALL.iter().any(|(name, _)| *name == word)
}

fn multiplier(word: &str) -> Option<i64> {
    match word.strip_suffix('s').unwrap_or(word) {
        "hundred" => Some(100),
        "thousand" | "grand" => Some(1_000),
        "million" => Some(1_000_000),
        "billion" => Some(1_000_000_000),
        _ => None,
    }
}

/// Number words in the making: what is said, and what waits for a thousand or million behind it.
#[derive(Clone, Copy, Default)]
struct Sum {
    done: i64,
    open: i64,
}

impl Sum {
    /// With another word; none where it does not go on with the number.
    fn with(self, word: &str) -> Option<Self> {
        let Self { done, open } = self;
        let next = match multiplier(word) {
            Some(100) => Self { done, open: open.max(1).checked_mul(100)? },
            Some(times) => Self { done: done.checked_add(open.max(1).checked_mul(times)?)?, open: 0 },
            None => {
                let worth = SMALL.iter().find(|(name, _)| *name == word)?.1;
                let tens = open % 100;
                let goes_on = tens == 0 || (20..100).contains(&tens) && tens % 10 == 0 && worth < 10;
                Self { done, open: goes_on.then(|| open.checked_add(worth))?? }
            }
        };
        (next.done <= MOST && next.open <= MOST).then_some(next)
    }

    fn whole(self) -> Option<i64> {
        self.done.checked_add(self.open)
    }
}

/// `$1,200.50`, `5k`: digits in hundredths; none with another letter or a share sign.
fn digits(word: &str) -> Option<i64> {
    let word = word.trim_start_matches(SIGNS);
    let (number, times) = match word.as_bytes().last()? {
        b'k' => (word.get(..word.len() - 1)?, 1_000),
        b'm' => (word.get(..word.len() - 1)?, 1_000_000),
        _ => (word, 1),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: String = whole.split(',').collect();
    let cents = match part.len() {
        0 => 0,
        1 => part.parse::<i64>().ok()?.checked_mul(10)?,
        _ => part.get(..2)?.parse::<i64>().ok()?,
    };
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)?.checked_mul(times)
}
