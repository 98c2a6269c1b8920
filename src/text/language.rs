//! Does it read as English? Phrases of another language are never scored in silence.

use super::class::{Class, Mark};

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

/// Hears a call turn by turn.
#[derive(Debug, Default)]
pub(super) struct Listener {
    /// Words of the sample so far.
    sample: usize,
    /// Of those, English function words.
    english: usize,
    /// The last turn was in another language.
    foreign: bool,
}

impl Listener {
    /// Is the next turn, whose words have these marks, in another language? One too short to tell goes with the one
    /// before.
    pub(super) fn is_foreign(&mut self, marks: &[Mark], said: &str) -> bool {
        let more = marks.get(..marks.len().min(SAMPLE - self.sample)).unwrap_or_default();
        self.sample += more.len();
        self.english += more.iter().filter(|mark| mark.is(Class::ENGLISH)).count();
        self.foreign = match tongue(marks, said) {
            Tongue::English => false,
            Tongue::Other => true,
            Tongue::Open => self.foreign,
        };
        self.foreign
    }

    /// The code of the call's language.
    pub(super) fn language(&self) -> &'static str {
        if self.sample >= LEAST && self.english * 100 < self.sample * LEAST_PERCENT { UNDETERMINED } else { ENGLISH }
    }
}

fn tongue(marks: &[Mark], said: &str) -> Tongue {
    let (mut seen, mut english, mut other) = (0, 0, 0);
    for mark in marks.iter().filter(|mark| !mark.is(Class::NUMBER)) {
        seen += 1;
        if mark.is(Class::ENGLISH) {
            english += 1;
            if english >= SURE && english * 4 >= seen && other == 0 {
                return Tongue::English;
            }
        } else if mark.is(Class::OTHER) {
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
