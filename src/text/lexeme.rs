//! Characters to words, numbers and marks.
//!
//! Words are lower-cased into a scratch buffer with straight apostrophes; their place in
//! the text is kept. Hyphens separate, dashes count as commas, quotation marks vanish.

use crate::call::Span;

/// One thing found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lexeme<'s> {
    /// A word or number in lower case, and its bytes.
    Word(&'s str, Span),
    /// A comma or dash.
    Comma,
    /// A question mark.
    Ask,
    /// A full stop, exclamation mark, semicolon or colon.
    Stop,
}

/// Titles and short forms whose full stop ends nothing; judgement.
const SHORT_FORMS: &[&str] = &["dr", "inc", "jr", "ltd", "mr", "mrs", "ms", "vs"];

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
pub(super) const REDACTED: &str = "[]";

/// Reads `text` from the front, handing over each lexeme.
pub(super) fn read(text: &str, scratch: &mut String, mut each: impl FnMut(Lexeme<'_>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digit_next = || bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        match byte {
            b'0'..=b'9' => at = number(text, at, at, scratch, &mut each),
            b'$' if digit_next() => at = number(text, at, at + 1, scratch, &mut each),
            b'a'..=b'z' | b'A'..=b'Z' => at = word(text, at, scratch, &mut each),
            b'.' => {
                let ends = !is_letter_at(text, at + 1) && !SHORT_FORMS.contains(&scratch.as_str());
                at += 1;
                if ends {
                    each(Lexeme::Stop);
                }
            }
            b'!' | b';' | b':' => {
                at += 1;
                each(Lexeme::Stop);
            }
            b'?' => {
                at += 1;
                each(Lexeme::Ask);
            }
            b',' => {
                at += 1;
                each(Lexeme::Comma);
            }
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                at += 2;
                each(Lexeme::Comma);
            }
            b'[' => at = bracket(text, at, b']', true, &mut each),
            b'(' => at = bracket(text, at, b')', false, &mut each),
            0..=127 => at += 1,
            _ => at = beyond_ascii(text, at, scratch, &mut each),
        }
        if !matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | 128..) {
            scratch.clear();
        }
    }
    scratch.clear();
}

fn is_letter_at(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

fn span(start: usize, end: usize) -> Span {
    Span { start: u32::try_from(start).unwrap_or(u32::MAX), end: u32::try_from(end).unwrap_or(u32::MAX) }
}

/// Letters and the apostrophes between them; returns where it ends.
fn word(text: &str, start: usize, scratch: &mut String, each: &mut impl FnMut(Lexeme<'_>)) -> usize {
    scratch.clear();
    let bytes = text.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() {
            scratch.push(char::from(byte.to_ascii_lowercase()));
            at += 1;
        } else if byte == b'\'' && at > start && is_letter_at(text, at + 1) {
            scratch.push('\'');
            at += 1;
        } else if byte >= 128 {
            let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
            if letter.is_alphabetic() || is_combining(letter) {
                scratch.extend(letter.to_lowercase());
            } else if is_apostrophe(letter) && at > start && is_letter_at(text, at + letter.len_utf8()) {
                scratch.push('\'');
            } else {
                break;
            }
            at += letter.len_utf8();
        } else {
            break;
        }
    }
    each(Lexeme::Word(scratch, span(start, at)));
    at
}

/// Digits with separators, then `%` or a single letter; `digits` is where they start, after a currency sign.
fn number(text: &str, start: usize, digits: usize, scratch: &mut String, each: &mut impl FnMut(Lexeme<'_>)) -> usize {
    let bytes = text.as_bytes();
    let mut at = digits;
    while let Some(&byte) = bytes.get(at) {
        let inner = matches!(byte, b',' | b'.' | b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !inner {
            break;
        }
        at += 1;
    }
    let unit =
        bytes.get(at).is_some_and(|byte| *byte == b'%' || byte.is_ascii_alphabetic() && !is_letter_at(text, at + 1));
    at += usize::from(unit);
    scratch.clear();
    scratch.push_str(text.get(start..at).unwrap_or_default());
    scratch.make_ascii_lowercase();
    each(Lexeme::Word(scratch, span(start, at)));
    at
}

/// `[...]`: an event vanishes, any other mark is one unknown word. `(...)` vanishes only as an event.
fn bracket(text: &str, start: usize, close: u8, marks: bool, each: &mut impl FnMut(Lexeme<'_>)) -> usize {
    /// Bytes within which a mark must close; longer brackets hold speech.
    const LONGEST: usize = 40;
    let rest = text.as_bytes().get(start + 1..).unwrap_or_default();
    let Some(length) = rest.iter().take(LONGEST).position(|byte| *byte == close) else { return start + 1 };
    let Some(inside) = text.get(start + 1..start + 1 + length) else { return start + 1 };
    let end = start + length + 2;
    let is_event = inside
        .split(|letter: char| !letter.is_alphabetic())
        .any(|word| EVENTS.iter().any(|event| event.eq_ignore_ascii_case(word)));
    if is_event {
        return end;
    }
    if marks && !inside.is_empty() && inside.split_whitespace().count() <= 2 {
        each(Lexeme::Word(REDACTED, span(start, end)));
        return end;
    }
    start + 1
}

fn beyond_ascii(text: &str, at: usize, scratch: &mut String, each: &mut impl FnMut(Lexeme<'_>)) -> usize {
    let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else { return at + 1 };
    let next = at + letter.len_utf8();
    if letter.is_alphabetic() {
        return word(text, at, scratch, each);
    }
    match letter {
        '€' | '£' | '₹' if text.as_bytes().get(next).is_some_and(u8::is_ascii_digit) => {
            return number(text, at, next, scratch, each);
        }
        '–' | '—' => each(Lexeme::Comma),
        '…' | '。' | '！' => each(Lexeme::Stop),
        '？' => each(Lexeme::Ask),
        _ => {}
    }
    next
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '’' | '‘' | 'ʼ' | '´')
}

/// Marks that belong to the letter before them (combining diacritics).
fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}')
}
