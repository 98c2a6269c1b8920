//! Lines with their number and place. Text comes here after [`decode`](super::decode), so a
//! line ends in `\n` or `\r\n` only.

use memchr::memchr_iter;

/// One line without its end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    /// Number, from 1.
    pub(super) number: u32,
    /// Byte at which it starts in the whole text.
    pub(super) at: usize,
    /// What stands in it.
    pub(super) text: &'t str,
}

impl Line<'_> {
    /// One past its last byte in the whole text.
    pub(super) fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// True if nothing but blanks stands in it.
    pub(super) fn is_blank(&self) -> bool {
        trim(self.text).is_empty()
    }
}

/// All lines in order; a text that ends in a line end has an empty last line.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut number = 0;
    let mut at = 0;
    let ends = memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    ends.map(move |end| {
        number += 1;
        let line = text.get(at..end).unwrap_or_default();
        let line = Line { number, at, text: line.strip_suffix('\r').unwrap_or(line) };
        at = end + 1;
        line
    })
}

/// As [`str::trim`], which decodes characters from both ends before it knows that there is nothing to take away: a
/// seventh of the time that reading a text took.
#[inline]
pub(super) fn trim(text: &str) -> &str {
    let bytes = text.as_bytes();
    let is_ink = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    if is_ink(bytes.first()) && is_ink(bytes.last()) { text } else { text.trim() }
}

/// The longest beginning of at most `bytes` bytes that ends on a character border.
pub(super) fn beginning(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{beginning, lines};

    #[test]
    fn lines_know_their_number_and_place() {
        let found: Vec<_> = lines("a\r\n\nbc").map(|line| (line.number, line.at, line.text)).collect();
        assert_eq!(found, [(1, 0, "a"), (2, 3, ""), (3, 4, "bc")]);
    }

    #[test]
    fn a_beginning_never_cuts_a_character() {
        assert_eq!((beginning("aé", 2), beginning("aé", 9)), ("a", "aé"));
    }
}
