//! The sum that a clause names: digits or number words to hundredths.

use crate::text::is_number;

/// The first sum among normalised words, in hundredths; none where no number stands there, where the number is a share
/// in percent or a time of day, or where it is over ten thousand million.
#[must_use]
pub fn amount<'w>(words: impl Iterator<Item = &'w str>) -> Option<i64> {
    let mut words = words.skip_while(|word| !is_number(word)).peekable();
    let mut sum = Sum::default();
    while let Some(word) = words.next_if(|word| is_number(word)) {
        sum.take(word)?;
    }
    let unit = words.next().unwrap_or_default();
    (!matches!(unit, "percent" | "pm" | "am" | "o'clock")).then(|| sum.whole())?
}

/// A sum in the making: what is said, and what waits for a thousand or million behind it.
#[derive(Default)]
struct Sum {
    done: i64,
    open: i64,
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
const MOST: i64 = 1_000_000_000_000;

impl Sum {
    fn take(&mut self, word: &str) -> Option<()> {
        let singular = word.strip_suffix('s').unwrap_or(word);
        let times = match singular {
            "hundred" => 100,
            "thousand" | "grand" => 1_000,
            "million" => 1_000_000,
            "billion" => 1_000_000_000,
            _ => 0,
        };
        match times {
            0 => {
                let worth = SMALL.iter().find(|(name, _)| *name == word).map(|(_, worth)| worth * 100);
                self.open = self.open.checked_add(worth.or_else(|| digits(word))?)?;
            }
            100 => self.open = self.open.max(100).checked_mul(100)?,
            _ => {
                self.done = self.done.checked_add(self.open.max(100).checked_mul(times)?)?;
                self.open = 0;
            }
        }
        (self.done <= MOST && self.open <= MOST).then_some(())
    }

    fn whole(self) -> Option<i64> {
        self.done.checked_add(self.open).filter(|&sum| sum > 0 && sum <= MOST)
    }
}

/// `$1,200.50`, `5k`: digits in hundredths; none with another letter or a share sign.
fn digits(word: &str) -> Option<i64> {
    let word = word.trim_start_matches(['$', '€', '£', '₹']);
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

#[cfg(test)]
mod tests {
    use super::amount;

    #[test]
    fn sums_are_read_in_digits_and_in_words() {
        for (words, sum) in [
            ("how about $1,200", Some(120_000)),
            ("i could do two hundred and no more", Some(20_000)),
            ("two hundred fifty dollars", Some(25_000)),
            ("make it 5k", Some(500_000)),
            ("it is 12.50 a seat", Some(1_250)),
            ("three grand", Some(300_000)),
            ("a million", Some(100_000_000)),
            ("twenty percent off", None),
            ("ten percent", None),
            ("at 3 pm", None),
            ("nothing", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(amount(words.split(' ')), sum, "{words}");
        }
    }
}
