//! Text in which nobody is named: told from code, tables and logs, and read as one block.

use crate::call::Draft;

use super::super::csv;
use super::super::lines::Line;

/// True if text reads as words: nearly all of it letters, blanks and the marks of sentences, a fifth
/// digits at most. Tables and code do not; neither does a single word.
pub(super) fn reads_as_words(head: &str) -> bool {
    let (mut all, mut good, mut digits, mut code) = (0_usize, 0_usize, 0_usize, 0_usize);
    for c in head.chars() {
        all += 1;
        digits += usize::from(c.is_ascii_digit());
        let mark =
            matches!(c, '.' | ',' | '?' | '!' | '\'' | '’' | '"' | '“' | '”' | '-' | '–' | '—' | ':' | '…' | '(' | ')');
        good += usize::from(mark || c.is_alphabetic() || c.is_whitespace() || !c.is_ascii());
        code += usize::from(matches!(c, '{' | '}' | '[' | ']' | '<' | '>' | '=' | ';' | '_' | '/' | '\\' | '|' | '#'));
    }
    let words = head.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).take(4).count();
    digits * 5 <= all
        && (good + digits) * 100 >= all * 90
        && code * 50 <= all
        && (words >= 3 || (words > 0 && !head.is_ascii()))
        && csv::header(head).is_none()
}

/// Says all lines as nobody's, with a note.
pub(super) fn read<'t>(lines: impl Iterator<Item = Line<'t>>, draft: &mut Draft) {
    for line in lines {
        draft.say(None, line.text, None, None, line.number as usize);
    }
    draft.note("no_speakers", "no line of this text names a speaker; it was read as one block of nobody's words");
}

#[cfg(test)]
mod tests {
    use super::reads_as_words;

    #[test]
    fn prose_is_told_from_other_text() {
        assert!(reads_as_words("So we looked at it again, and the numbers did not add up."));
        assert!(reads_as_words("我们又看了一遍"));
        for other in [
            "fn main() { let x = [1, 2]; }",
            "speaker,text\nDana,hello there you",
            "hello",
            "2024-01-01 12:00:01 GET /a/b 200",
        ] {
            assert!(!reads_as_words(other), "{other}");
        }
    }
}
