//! Which words are numbers: the phrase language's `#`.

/// Number words; a plural `s` may follow (METHOD 2.1.7).
pub const WORDS: &[&str] = &[
    "billion",
    "dozen",
    "eight",
    "eighteen",
    "eighty",
    "eleven",
    "fifteen",
    "fifty",
    "five",
    "forty",
    "four",
    "fourteen",
    "grand",
    "hundred",
    "million",
    "nine",
    "nineteen",
    "ninety",
    "one",
    "seven",
    "seventeen",
    "seventy",
    "six",
    "sixteen",
    "sixty",
    "ten",
    "thirteen",
    "thirty",
    "thousand",
    "three",
    "twelve",
    "twenty",
    "two",
    "zero",
];

/// Is the normalised word digits (with a currency before, `%` or one letter behind) or a number word?
#[must_use]
pub fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches(['$', '€', '£', '₹']);
    if digits.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
        return true;
    }
    WORDS.binary_search(&word).is_ok()
        || word.strip_suffix('s').is_some_and(|singular| WORDS.binary_search(&singular).is_ok())
}

/// What may follow a number as a part of the amount, sorted.
pub const CURRENCIES: &[&str] =
    &["bucks", "cents", "dollar", "dollars", "euro", "euros", "percent", "pounds", "quid", "rupees"];

/// Is the normalised word one that belongs to the number before it, such as *dollars*?
#[must_use]
pub fn is_currency(word: &str) -> bool {
    /// The letters with which they begin, by their last five bits: most words begin otherwise, and need no search.
    const LETTERS: u32 = {
        let (mut letters, mut place) = (0, 0);
        while place < CURRENCIES.len() {
            letters |= 1 << (CURRENCIES[place].as_bytes()[0] & 31);
            place += 1;
        }
        letters
    };
    let begins = word.bytes().next().is_some_and(|letter| LETTERS >> (letter & 31) & 1 == 1);
    begins && CURRENCIES.binary_search(&word).is_ok()
}

/// Is the normalised word a sum with its currency sign?
#[must_use]
pub fn is_amount(word: &str) -> bool {
    word.starts_with(['$', '€', '£', '₹'])
}

#[cfg(test)]
mod tests {
    use super::{CURRENCIES, WORDS, is_currency, is_number};

    #[test]
    fn digits_money_and_words_are_numbers() {
        assert!(WORDS.is_sorted() && CURRENCIES.is_sorted());
        for number in ["5", "$1,200", "10k", "15%", "twenty", "thousands", "sixes"] {
            assert_eq!(is_number(number), number != "sixes", "{number}");
        }
        assert!(!is_number("once") && !is_number("a"));
        assert!(CURRENCIES.iter().all(|word| is_currency(word)) && !is_currency("") && !is_currency("dollar "));
    }
}
