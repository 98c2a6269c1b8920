//! Names of speakers: made safe to show, freed of an export's suffixes, and told from speech.

use std::borrow::Cow;

use super::lines::beginning;

use super::heading::is_one_of;

pub(super) use super::heading::{is_heading, is_mail};
pub(super) use super::nobody::{is_date, is_nobody, known};

/// Longest name kept, in bytes; judgement, the longest real one seen has 57.
const LONGEST: usize = 120;
/// Suffixes that exports add to a name; other brackets belong to it.
const SUFFIXES: &[&str] = &[
    "(host)",
    "(co-host)",
    "(guest)",
    "(you)",
    "(me)",
    "(unverified)",
    "(external)",
    "(organizer)",
    "(organiser)",
    "(presenter)",
];
/// Words that speech starts or goes on with and names do not, lower case.
const SPEECH: &[&str] = &[
    "a", "about", "actually", "after", "again", "all", "also", "an", "and", "are", "as", "at", "be", "because",
    "before", "both", "but", "by", "can", "did", "do", "does", "even", "first", "for", "from", "get", "got", "had",
    "has", "have", "he", "her", "here", "his", "how", "i", "if", "in", "is", "it", "its", "just", "last", "like",
    "look", "maybe", "me", "more", "my", "never", "no", "not", "now", "of", "oh", "ok", "okay", "on", "once", "one",
    "only", "or", "our", "plus", "right", "said", "say", "says", "she", "so", "still", "sure", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "thing", "things", "this", "those", "to", "two", "us", "was",
    "we", "well", "were", "what", "when", "where", "which", "while", "who", "why", "with", "would", "yeah", "yes",
    "yet", "you", "your",
];
/// Small words inside names.
const PARTICLES: &[&str] = &[
    "af", "al", "and", "av", "bin", "da", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "e", "el",
    "ibn", "la", "le", "of", "ten", "ter", "the", "van", "von", "y", "zu",
];
/// Words by which exports call a speaker whose name they do not know.
const LABELS: &[&str] = &[
    "agent",
    "ae",
    "buyer",
    "caller",
    "channel",
    "client",
    "customer",
    "guest",
    "host",
    "interviewee",
    "interviewer",
    "operator",
    "participant",
    "person",
    "prospect",
    "rep",
    "representative",
    "sales",
    "salesperson",
    "sdr",
    "seller",
    "speaker",
    "spk",
    "unknown",
    "user",
    "vendor",
];
/// Words of a name, signs between them included; judgement.
const MOST_WORDS: usize = 12;
/// Words in a label that is not written like a name; judgement.
const LABEL_WORDS: usize = 6;

/// How much a piece of text before a colon or a time looks like a speaker's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// It cannot be one.
    No,
    /// It heads a section (`Agenda`), or is lower case (`dana r`): a name only if it recurs.
    Weak,
    /// It is written like a name.
    Strong,
    /// It is a label such as `Speaker 1`, `SPEAKER_00` or `Customer`.
    Label,
}

/// True for characters that may not stand in a name: controls, zero widths, direction overrides.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

/// A name that is safe to show: hidden characters dropped, blanks single, at most 120 bytes.
pub(super) fn safe(raw: &str) -> Cow<'_, str> {
    let raw = beginning(raw.trim(), LONGEST);
    if raw.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') && !raw.contains("  ") {
        return Cow::Borrowed(raw.trim_end());
    }
    let spaced: String =
        raw.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !is_hidden(*c)).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    Cow::Owned(words.join(" "))
}

/// The name without suffixes such as `(Guest)`, a company after ` | `, marks of Markdown and a last colon.
/// `None` if nothing is left.
pub(super) fn clean(raw: &str) -> Option<Cow<'_, str>> {
    let safe = safe(raw);
    let bare = bare(&safe);
    match (bare.is_empty(), safe.len() == bare.len(), &safe) {
        (true, ..) => None,
        (_, true, _) => Some(safe),
        _ => Some(Cow::Owned(bare.to_owned())),
    }
}

/// What to call a speaker of whom only an id is known: `Speaker 3` for a number, else the id. `None` if it is blank.
pub(super) fn label(id: &str) -> Option<Cow<'_, str>> {
    let id = safe(id);
    if !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()) {
        return Some(Cow::Owned(format!("Speaker {id}")));
    }
    (!id.is_empty()).then_some(id)
}

/// True for a text between letters or digits of ASCII, around which nothing is to be taken away.
fn is_plain(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// What [`clean`] leaves of a safe name.
fn bare(name: &str) -> &str {
    let mut name = name;
    if !is_plain(name) {
        name = name.trim_matches(['*', '_', ' ']).trim_end_matches([':', ' ']);
    }
    if name.contains('|')
        && let Some((person, _)) = name.split_once(" | ")
    {
        name = person;
    }
    while let Some(at) = name.rfind('(') {
        let (rest, suffix) = name.split_at(at);
        if !is_one_of(SUFFIXES, suffix) {
            break;
        }
        name = rest.trim_end();
    }
    match name.strip_prefix('[').and_then(|name| name.strip_suffix(']')) {
        Some(inner) if !inner.contains(['[', ']']) => inner.trim(),
        _ => name,
    }
}

/// Judges text that stands before a colon, a time or alone. Linear, and short for what is long.
pub(super) fn shape(text: &str) -> Shape {
    let text = bare(text.trim());
    if text.is_empty() || text.len() > LONGEST || text.contains(is_foreign) {
        return Shape::No;
    }
    if is_phone(text) {
        return Shape::Strong;
    }
    if !text.chars().any(char::is_alphabetic) || (text.contains('/') && text.contains("//")) {
        return Shape::No;
    }
    let words: Vec<&str> = text.split_whitespace().take(MOST_WORDS + 1).collect();
    let real = words.iter().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    if is_mail(text) {
        return Shape::No;
    }
    if real > 8
        || words.len() > MOST_WORDS
        || ends_a_sentence(&words)
        || words.iter().filter(|w| w.ends_with(',')).count() > 1
    {
        return Shape::No;
    }
    if is_label(text) {
        return Shape::Label;
    }
    if real == 1 && text.contains('@') {
        return Shape::Strong;
    }
    judge(&words, text)
}

/// The [`shape`] of names, judged once while the same few come back.
#[derive(Debug, Default)]
pub(super) struct Shapes<'t> {
    /// What was judged last; nothing is kept of what is no name.
    last: [(&'t str, Option<Shape>); 4],
    /// The place that is written to next.
    next: usize,
}

impl<'t> Shapes<'t> {
    /// The shape of a text.
    pub(super) fn of(&mut self, text: &'t str) -> Shape {
        let known = self.last.iter().find(|(name, _)| *name == text);
        if let Some((_, Some(shape))) = known {
            return *shape;
        }
        let shape = shape(text);
        if shape != Shape::No
            && let Some(place) = self.last.get_mut(self.next)
        {
            *place = (text, Some(shape));
            self.next = (self.next + 1) % self.last.len();
        }
        shape
    }
}

/// True for marks that stand in no name.
fn is_foreign(c: char) -> bool {
    matches!(c, '?' | '!' | ';' | '"' | '“' | '”' | '<' | '>' | '{' | '}' | '=')
}

/// The part of [`shape`] that looks at the case of the words.
fn judge(words: &[&str], text: &str) -> Shape {
    let capital = |word: &str| {
        let first = word.chars().find(|c| c.is_alphanumeric());
        first.is_none_or(|c| !c.is_lowercase()) || word.starts_with(['(', '['])
    };
    if is_date(words) {
        return Shape::No;
    }
    let first = words.first().copied().unwrap_or_default();
    let speech = words.iter().filter(|word| is_speech(word)).count();
    let named = capital(first)
        && !first.starts_with(|c: char| c.is_ascii_digit())
        && words.iter().all(|word| capital(word) || is_one_of(PARTICLES, word));
    if first.contains(['\'', '’']) && is_speech(first) {
        return Shape::No;
    }
    if is_heading(text) || (named && words.len() == 1 && speech > 0) {
        return Shape::Weak;
    }
    match (named, speech > 0 || words.len() > 3) {
        (true, _) => Shape::Strong,
        (false, true) => Shape::No,
        (false, false) => Shape::Weak,
    }
}

/// True for a word of speech, its contractions (`here's`, `we’re`) included.
fn is_speech(word: &str) -> bool {
    let word = if is_plain(word) { word } else { word.trim_matches(|c: char| c.is_ascii_punctuation()) };
    let stem = word.split(['\'', '’']).next().unwrap_or_default();
    SPEECH.binary_search_by(|known| known.bytes().cmp(stem.bytes().map(|b| b.to_ascii_lowercase()))).is_ok()
        || (stem.len() < word.len()
            && ["let", "don", "didn", "can", "won"].iter().any(|s| s.eq_ignore_ascii_case(stem)))
}

/// True for text before a colon that may call a speaker whatever its words: six at most, none of them a
/// contraction such as `here's`, and no heading, mail, time or address.
pub(super) fn is_short_label(text: &str) -> bool {
    let text = bare(text.trim());
    let words: Vec<&str> = text.split_whitespace().collect();
    let contracted = |word: &&str| word.contains(['\'', '’']) && is_speech(word);
    (1..=LABEL_WORDS).contains(&words.len())
        && text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_alphabetic() || c == '(')
        && !text.contains(['?', '!', ';', ',', '/', '"', '“', '”', '<', '>', '{', '}', '='])
        && !words.iter().any(contracted)
        && !ends_a_sentence(&words)
        && !is_heading(text)
        && !is_mail(text)
}

/// True if a full stop ends a sentence inside: after a word of more than three letters that is not the last.
fn ends_a_sentence(words: &[&str]) -> bool {
    let before_last = words.split_last().map_or(&[][..], |(_, rest)| rest);
    before_last.iter().any(|word| word.strip_suffix('.').is_some_and(|word| word.chars().count() > 3))
}

/// Telephone numbers: seven digits or more and only the signs that go with them.
fn is_phone(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    digits >= 7
        && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'+' | b'-' | b'(' | b')' | b'.' | b'*'))
}

/// `Speaker 1`, `spk_0`, `Agent`, `Sales Rep`: a known word, and more of them, numbers or single letters.
fn is_label(text: &str) -> bool {
    let mut parts = text.split(['_', '-', ' ', '#']).filter(|part| !part.is_empty());
    let known = |part: &str| {
        let word = part.trim_end_matches(|c: char| c.is_ascii_digit());
        is_one_of(LABELS, word)
    };
    let small = |part: &str| part.len() == 1 || part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(known) && parts.all(|part| known(part) || small(part))
}

#[cfg(test)]
mod tests {
    use super::{SPEECH, Shape, clean, shape};

    #[test]
    fn suffixes_of_exports_go_and_other_brackets_stay() {
        for (raw, want) in [
            ("Reyes, Dana (Guest)", "Reyes, Dana"),
            ("Lee Ito (Unverified) (External)", "Lee Ito"),
            ("Ana (Spain)", "Ana (Spain)"),
            ("Lee Ito | Acme:", "Lee Ito"),
            ("**Lee**", "Lee"),
            ("[SPEAKER_00]", "SPEAKER_00"),
            ("Da\u{202E}na\u{1b}[31m \u{200B} Ng", "Dana[31m Ng"),
        ] {
            assert_eq!(clean(raw).as_deref(), Some(want), "{raw}");
        }
        assert_eq!(clean("(Guest)"), None);
    }

    #[test]
    fn names_are_told_from_speech() {
        let strong = [
            "Dr. Chen",
            "Björn Åkesson",
            "O'Brien",
            "+1 (415) 555-0100",
            "442070814383",
            "王小明",
            "Reyes, Dana (Guest)",
            "Ana van der Berg",
            "Gil Ames • Long Title • CxO Coach",
            "sam@ourco.com",
            "John & Marie Mc-Kay",
            "RBA",
        ];
        let no = [
            "15 June 2026",
            "March 1, 2024",
            "Great. So here's the thing",
            "12",
            "here's the thing",
            "what he said",
            "Is it true?",
            "well",
            "https//",
        ];
        for name in strong {
            assert_eq!(shape(name), Shape::Strong, "{name}");
        }
        for name in ["Agenda", "dana", "Next steps", "Well"] {
            assert_eq!(shape(name), Shape::Weak, "{name}");
        }
        for name in ["Speaker 1", "SPEAKER_00", "spk_0", "Sales Rep", "customer", "Speaker A"] {
            assert_eq!(shape(name), Shape::Label, "{name}");
        }
        for text in no {
            assert_eq!(shape(text), Shape::No, "{text}");
        }
    }

    #[test]
    fn words_of_speech_are_sorted_and_lower_case() {
        assert!(SPEECH.is_sorted());
        assert!(SPEECH.iter().all(|word| *word == word.to_lowercase()));
    }
}
