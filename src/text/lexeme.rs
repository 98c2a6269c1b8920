//! Characters to words, numbers and marks.
//!
//! A turn is lower-cased as a whole, byte for byte, into the words of the call; a word of ASCII is a place in that copy
//! and nothing is copied for it. Eight letters are told at a time, which also gives the numbers that the table of
//! [classes](super::class) asks for. Apostrophes become straight ones. Hyphens separate, dashes count as commas,
//! quotation marks vanish.

use super::Text;
use super::capitals::Capitals;
use super::class::{Class, Mark};
use crate::call::{Span, narrow};

/// A word as it is read: what the call keeps of it is a [`Token`](super::Token).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    /// Bytes in the words of the call.
    pub(super) word: Span,
    /// Bytes in the turn's text.
    pub(super) span: Span,
    /// What is known of it.
    pub(super) mark: Mark,
}

impl Word {
    /// The word itself.
    pub(super) fn said(self, text: &Text) -> &str {
        self.word.of(&text.words)
    }
}

/// One thing found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexeme {
    /// A word or number as it was said.
    Word(Word),
    /// A comma or dash.
    Comma,
    /// A question mark.
    Ask,
    /// A full stop, exclamation mark, semicolon or colon.
    Stop,
}

/// What [`Reader::other`] finds. A word is left beside, as it is not small enough for a register: given back in memory
/// it would keep all words there, and their fields would be stored and loaded again (a third of the time).
#[derive(Clone, Copy)]
enum Other {
    Word,
    Comma,
    Ask,
    Stop,
    Nothing,
}

/// Titles and short forms whose full stop ends nothing; judgement.
pub(super) const SHORT_FORMS: &[&str] = &["dr", "inc", "jr", "ltd", "mr", "mrs", "ms", "vs"];

/// Marks of things heard that are no words (FORMATS 0.6); anything else in brackets stands for one unknown word.
const EVENTS: &[&str] = &[
    "applause",
    "background",
    "cough",
    "coughs",
    "crosstalk",
    "inaudible",
    "laughing",
    "laughs",
    "laughter",
    "music",
    "noise",
    "pause",
    "sighs",
    "silence",
    "sneezes",
    "unintelligible",
];

/// The word that stands for `[NAME]` and other bracketed marks.
const REDACTED: &str = "[]";

/// Bytes behind the copy of a turn, so that eight can be had at every place of it, and before one.
const PADDING: &str = "\0\0\0\0\0\0\0\0";

/// Reads a text from the front.
pub(super) struct Reader<'t> {
    text: &'t str,
    /// Where the lower-case copy of the text begins in the words of the call.
    copy: usize,
    at: usize,
    /// A short form was read last.
    short: bool,
    /// The word that [`other`](Self::other) found.
    found: Word,
}

impl<'t> Reader<'t> {
    /// A reader of `text`, which is copied to the end of `words`.
    pub(super) fn new(text: &'t str, words: &mut String) -> Self {
        let copy = words.len().next_multiple_of(Capitals::STEP);
        words.push_str(PADDING.get(..copy - words.len()).unwrap_or_default());
        words.push_str(text);
        words.push_str(PADDING);
        if let Some(copy) = words.get_mut(copy..) {
            copy.make_ascii_lowercase();
        }
        Self { text, copy, at: 0, short: false, found: Word::default() }
    }

    /// The bytes of the copy.
    pub(super) fn copy(&self) -> Span {
        span(self.copy, self.copy + self.text.len())
    }

    /// The next lexeme. `words` are those that the reader was made with; a word that is no place in the copy is added.
    #[inline]
    pub(super) fn next(&mut self, words: &mut String) -> Option<Lexeme> {
        // What stands most often, blanks and plain words, is read here, in the caller's loop; the rest is a call.
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if byte == b' ' {
                self.short = false;
                self.at += 1;
            } else if byte.is_ascii_alphabetic() {
                return Some(Lexeme::Word(self.word(words)));
            } else {
                match self.other(byte, words) {
                    Other::Word => return Some(Lexeme::Word(self.found)),
                    Other::Comma => return Some(Lexeme::Comma),
                    Other::Ask => return Some(Lexeme::Ask),
                    Other::Stop => return Some(Lexeme::Stop),
                    Other::Nothing => {}
                }
            }
        }
    }

    /// What begins with anything but a blank or a letter of ASCII.
    #[inline(never)]
    fn other(&mut self, byte: u8, words: &mut String) -> Other {
        let bytes = self.text.as_bytes();
        let (at, short) = (self.at, std::mem::take(&mut self.short));
        let digit_next = || bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        self.at += 1;
        match byte {
            b'0'..=b'9' => self.number(at, at, words),
            b'$' if digit_next() => self.number(at, at + 1, words),
            b'.' if short || is_letter_at(self.text, at + 1) => Other::Nothing,
            b'.' | b'!' | b';' | b':' => Other::Stop,
            b'?' => Other::Ask,
            b',' => Other::Comma,
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                self.at += 1;
                Other::Comma
            }
            b'[' | b'(' => self.bracket(at, words),
            0..=127 => Other::Nothing,
            _ => self.beyond_ascii(at, short, words),
        }
    }

    fn beyond_ascii(&mut self, at: usize, short: bool, words: &mut String) -> Other {
        let Some(letter) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { return Other::Nothing };
        if letter.is_alphabetic() {
            self.found = self.odd_word(at, words);
            return Other::Word;
        }
        self.at = at + letter.len_utf8();
        if matches!(letter, '€' | '£' | '₹') && self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            return self.number(at, self.at, words);
        }
        // Such a mark between a short form and its full stop changes nothing.
        self.short = short;
        match letter {
            '–' | '—' => Other::Comma,
            '…' | '。' | '！' => Other::Stop,
            '？' => Other::Ask,
            _ => Other::Nothing,
        }
    }

    /// `[...]`: an event vanishes, any other mark is one unknown word. `(...)` vanishes only as an event.
    fn bracket(&mut self, start: usize, words: &mut String) -> Other {
        let Some((end, is_event)) = bracket(self.text, start) else { return Other::Nothing };
        self.at = end;
        if is_event {
            return Other::Nothing;
        }
        let from = words.len();
        words.push_str(REDACTED);
        self.found = Word { word: span(from, words.len()), span: span(start, end), mark: Mark::of(REDACTED) };
        Other::Word
    }

    /// Letters and the apostrophes between them.
    #[inline]
    fn word(&mut self, words: &mut String) -> Word {
        let copy = words.as_bytes();
        let start = self.copy + self.at;
        let (head, mut length) = letters(copy, start);
        let mut tail = 0;
        if length == 8 {
            let mut more;
            (tail, more) = letters(copy, start + 8);
            length += more;
            while more == 8 {
                (_, more) = letters(copy, start + length);
                length += more;
            }
        }
        if copy.get(start + length).is_some_and(|byte| *byte == b'\'' || *byte >= 128) {
            return self.odd_word(self.at, words);
        }
        let mark = Mark::known(head, tail);
        let from = self.at;
        self.at += length;
        self.short = mark.is(Class::SHORT_FORM);
        Word { word: span(start, start + length), span: span(from, self.at), mark }
    }

    /// A word with apostrophes or letters beyond ASCII. It is added to `words` unless all of it is ASCII.
    #[inline(never)]
    fn odd_word(&mut self, start: usize, words: &mut String) -> Word {
        let text = self.text;
        let (mut apostrophe, mut ascii) = (false, true);
        let mut at = start;
        for letter in text.get(start..).unwrap_or_default().chars() {
            if !is_letter(letter) {
                let joins = is_apostrophe(letter) && at > start && is_letter_at(text, at + letter.len_utf8());
                if !joins {
                    break;
                }
                apostrophe = true;
            }
            ascii &= letter.is_ascii();
            at += letter.len_utf8();
        }
        self.at = at;
        let place = if ascii {
            span(self.copy + start, self.copy + at)
        } else {
            let from = words.len();
            for letter in text.get(start..at).unwrap_or_default().chars() {
                if is_letter(letter) {
                    words.extend(letter.to_lowercase());
                } else {
                    words.push('\'');
                }
            }
            span(from, words.len())
        };
        let mark = Mark::of(place.of(words));
        let mark = if apostrophe { mark.with(Class::APOSTROPHE) } else { mark };
        self.short = mark.is(Class::SHORT_FORM);
        Word { word: place, span: span(start, at), mark }
    }

    /// Digits with separators, then `%` or a single letter; `digits` is where they start, after a currency sign.
    fn number(&mut self, start: usize, digits: usize, words: &str) -> Other {
        let bytes = self.text.as_bytes();
        let mut at = digits;
        while let Some(&byte) = bytes.get(at) {
            let inner = matches!(byte, b',' | b'.' | b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
            if !byte.is_ascii_digit() && !inner {
                break;
            }
            at += 1;
        }
        let letter = |byte: &u8| *byte == b'%' || byte.is_ascii_alphabetic() && !is_letter_at(self.text, at + 1);
        at += usize::from(bytes.get(at).is_some_and(letter));
        self.at = at;
        let word = span(self.copy + start, self.copy + at);
        self.found = Word { word, span: span(start, at), mark: Mark::of(word.of(words)).with(Class::NUMBER) };
        Other::Word
    }
}

/// The small letters of ASCII at `at`, up to eight, as a little-endian number filled up with zeros, and how many.
#[inline]
fn letters(bytes: &[u8], at: usize) -> (u64, usize) {
    /// The number with the byte in all its bytes.
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    let eight = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()).map_or(0, |eight| u64::from_le_bytes(*eight));
    // The highest bit of each byte: not below `a`, above `z`; no sum carries into the next byte.
    let low = eight & all(0x7F);
    let (from_a, above_z) = (low + all(0x80 - b'a'), low + all(0x7F - b'z'));
    let others = !(from_a & !above_z & !eight) & all(0x80);
    let count = others.trailing_zeros() as usize / 8;
    let kept = if count == 8 { eight } else { eight & ((1 << (8 * count)) - 1) };
    (kept, count)
}

fn is_letter_at(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at) {
        Some(byte @ 0..=127) => byte.is_ascii_alphanumeric(),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric),
        None => false,
    }
}

fn span(start: usize, end: usize) -> Span {
    Span { start: narrow(start), end: narrow(end) }
}

/// One past the end of a mark in brackets, and true for an event; `None` where the bracket holds speech.
fn bracket(text: &str, start: usize) -> Option<(usize, bool)> {
    /// Bytes within which a mark must close; longer brackets hold speech.
    const LONGEST: usize = 40;
    let (&open, rest) = text.as_bytes().get(start..)?.split_first()?;
    let close = if open == b'[' { b']' } else { b')' };
    let length = rest.iter().take(LONGEST).position(|byte| *byte == close)?;
    let inside = text.get(start + 1..start + 1 + length)?;
    let is_event = inside
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| EVENTS.iter().any(|event| event.eq_ignore_ascii_case(word)));
    let redacts = open == b'[' && !inside.is_empty() && inside.split_whitespace().count() <= 2;
    (is_event || redacts).then_some((start + length + 2, is_event))
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '´')
}

/// Letters, and the marks that belong to the letter before them (combining diacritics).
fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::class::{Class, Mark};
    use super::{Lexeme, Reader, is_apostrophe, is_letter, letters};

    /// The words of a text without numbers and brackets, letter by letter, and where they stand.
    fn plain(text: &str) -> Vec<(String, u32, u32)> {
        let mut words = Vec::new();
        let mut all = text.char_indices().peekable();
        while let Some((start, letter)) = all.next() {
            if !letter.is_alphabetic() {
                continue;
            }
            let (mut word, mut end) = (letter.to_lowercase().to_string(), start + letter.len_utf8());
            while let Some((at, letter)) = all.next_if(|&(at, letter)| {
                let next = text[at + letter.len_utf8()..].chars().next();
                is_letter(letter) || is_apostrophe(letter) && next.is_some_and(char::is_alphanumeric)
            }) {
                if is_letter(letter) {
                    word.extend(letter.to_lowercase());
                } else {
                    word.push('\'');
                }
                end = at + letter.len_utf8();
            }
            words.push((word, u32::try_from(start).unwrap(), u32::try_from(end).unwrap()));
        }
        words
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_plain_way(text in "([a-z]{1,20}|[A-Z'’ ,.?!-]|[éİKßʼ\u{301}中😀]|don't|Mr\\.){0,40}") {
            let mut words = String::from("before");
            let mut reader = Reader::new(&text, &mut words);
            let mut found = Vec::new();
            while let Some(lexeme) = reader.next(&mut words) {
                if let Lexeme::Word(token) = lexeme {
                    let word = token.word.of(&words);
                    let mark = Mark::of(word);
                    let mark = if word.contains('\'') { mark.with(Class::APOSTROPHE) } else { mark };
                    prop_assert!(token.mark.agrees(mark), "{}", word);
                    found.push((word.to_owned(), token.span.start, token.span.end));
                }
            }
            prop_assert_eq!(found, plain(&text));
        }

        #[test]
        fn letters_end_at_the_first_other_byte(bytes in prop::collection::vec(any::<u8>(), 8..12), small in 0_usize..9) {
            let mut bytes = bytes;
            bytes.iter_mut().take(small).for_each(|byte| *byte = b'a' + *byte % 26);
            let count = bytes.iter().take(8).take_while(|byte| byte.is_ascii_lowercase()).count();
            let mut kept = [0; 8];
            kept[..count].copy_from_slice(&bytes[..count]);
            prop_assert_eq!(letters(&bytes, 0), (u64::from_le_bytes(kept), count));
        }
    }
}
