//! Does it read as English? Phrases of another language are never scored in silence.

use super::{Text, Token};
use crate::call::Turn;

/// ISO 639-1 for English.
pub const ENGLISH: &str = "en";
/// ISO 639-2 for undetermined.
pub const UNDETERMINED: &str = "und";

/// The commonest function words of spoken English that are no common words of its neighbours.
pub(super) const FUNCTION_WORDS: &[&str] = &[
    "a", "about", "all", "and", "are", "as", "at", "be", "but", "can", "do", "for", "get", "go", "have", "how", "i",
    "if", "is", "it", "just", "know", "like", "my", "not", "of", "okay", "on", "or", "our", "right", "so", "that",
    "the", "there", "they", "think", "this", "to", "was", "we", "what", "will", "with", "would", "yeah", "yes", "you",
    "your",
];

/// The commonest function words of Spanish, French, German, Portuguese, Italian and Dutch that English does not know.
pub(super) const OTHER_WORDS: &[&str] = &[
    "aber", "alla", "als", "anche", "auch", "avec", "bien", "bij", "c'est", "che", "como", "con", "cosa", "das", "dat",
    "de", "dei", "del", "della", "dem", "des", "du", "een", "ein", "eine", "el", "elle", "es", "est", "estoy", "está",
    "et", "eu", "für", "gracias", "het", "hij", "ich", "il", "ils", "ist", "ja", "je", "la", "las", "le", "les", "los",
    "maar", "mais", "merci", "met", "mit", "moi", "muy", "nel", "nicht", "niet", "nous", "não", "oder", "ook", "os",
    "ou", "oui", "para", "pas", "perché", "pero", "por", "pour", "qu", "que", "qui", "quoi", "sehr", "sich", "sie",
    "sind", "sont", "su", "suis", "sur", "sì", "sí", "tu", "uma", "un", "una", "und", "une", "van", "você", "von",
    "voor", "vous", "wat", "wij", "wir", "y", "zijn", "zu", "è", "één",
];

/// Words looked at; a call that changes its language behind them is told by its turns.
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
    let known = sample.iter().filter(|token| token.is(Token::ENGLISH)).count();
    if known * 100 < sample.len() * LEAST_PERCENT { UNDETERMINED } else { ENGLISH }
}

/// English function words of a turn at which it counts as English if they are a quarter of the words so far; judgement.
const SURE: usize = 3;
/// Function words of another language that a turn in it holds at least; two may be a name, three are none. Judgement.
const OTHER: usize = 3;
/// Words from which a turn with a function word of another language and hardly one of English is in another language,
/// and the share of English in a hundred. Judgement.
const BARE_FROM: usize = 12;
const BARE_PERCENT: usize = 8;

/// What a turn's own words say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tongue {
    English,
    Other,
    /// Too short to tell.
    Open,
}

/// By turn: is it in another language? A turn too short to tell goes with the one before.
pub(super) fn foreign(text: &Text, turns: &[Turn<'_>]) -> Vec<bool> {
    let mut before = false;
    let turns = turns.iter().enumerate();
    turns
        .map(|(index, turn)| {
            before = match tongue(text, index, &turn.text) {
                Tongue::English => false,
                Tongue::Other => true,
                Tongue::Open => before,
            };
            before
        })
        .collect()
}

fn tongue(text: &Text, turn: usize, said: &str) -> Tongue {
    let clauses = text.clauses.get(text.clauses_of(turn)).unwrap_or_default();
    let bounds =
        clauses.first().zip(clauses.last()).map_or(0..0, |(first, last)| first.first as usize..last.end as usize);
    let (mut seen, mut english, mut other) = (0, 0, 0);
    for token in text.tokens.get(bounds).unwrap_or_default() {
        if token.is(Token::NUMBER) {
            continue;
        }
        seen += 1;
        if token.is(Token::ENGLISH) {
            english += 1;
            if english >= SURE && english * 4 >= seen && other == 0 {
                return Tongue::English;
            }
        } else if token.is(Token::OTHER) {
            other += 1;
        }
    }
    // A list of names and goods has no function word of any language.
    let is_bare = seen >= BARE_FROM && english * 100 < seen * BARE_PERCENT && other > 0;
    if is_mostly_beyond_ascii(said) || other >= OTHER && other > english || is_bare {
        Tongue::Other
    } else if english > other {
        Tongue::English
    } else {
        Tongue::Open
    }
}

/// Is it mostly in letters of another script?
fn is_mostly_beyond_ascii(said: &str) -> bool {
    if said.is_ascii() {
        return false;
    }
    let letters = said.bytes().filter(u8::is_ascii_alphabetic).count();
    let script = said.chars().filter(|letter| letter.is_alphabetic() && !letter.is_ascii()).count();
    script > letters
}

#[cfg(test)]
mod tests {
    use super::{FUNCTION_WORDS, OTHER_WORDS};

    #[test]
    fn the_lists_are_sorted_and_share_no_word() {
        assert!(FUNCTION_WORDS.is_sorted() && OTHER_WORDS.is_sorted());
        assert!(FUNCTION_WORDS.iter().all(|word| OTHER_WORDS.binary_search(word).is_err()));
    }
}
