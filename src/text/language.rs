//! Does it read as English? Phrases of another language are never scored in silence.

use super::Text;

/// ISO 639-1 for English.
pub const ENGLISH: &str = "en";
/// ISO 639-2 for undetermined.
pub const UNDETERMINED: &str = "und";

/// The commonest function words of spoken English that are no common words of its neighbours.
const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "all", "and", "are", "as", "at", "be", "but", "can", "do", "for", "get", "go", "have", "how", "i",
    "if", "is", "it", "just", "know", "like", "my", "not", "of", "okay", "on", "or", "our", "right", "so", "that",
    "the", "there", "they", "think", "this", "to", "was", "we", "what", "will", "with", "would", "yeah", "yes", "you",
    "your",
];

/// Words looked at; a call does not change its language behind them.
const SAMPLE: usize = 2000;
/// Below this many words nothing is said about the language.
const LEAST: usize = 30;
/// Function words in a hundred below which it is not English; they are 40 to 60 in English talk, judgement.
const LEAST_PERCENT: usize = 18;

/// The language's code.
pub(super) fn tell(text: &Text) -> &'static str {
    let sample = text.tokens.get(..text.tokens.len().min(SAMPLE)).unwrap_or_default();
    if sample.len() < LEAST {
        return ENGLISH;
    }
    let known = sample.iter().filter(|&&token| FUNCTION_WORDS.binary_search(&text.word(token)).is_ok()).count();
    if known * 100 < sample.len() * LEAST_PERCENT { UNDETERMINED } else { ENGLISH }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_list_is_sorted() {
        assert!(super::FUNCTION_WORDS.is_sorted());
    }
}
