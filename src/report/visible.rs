//! Characters that act on a terminal or turn the order of others: where they are, and something to see in their place.

use std::borrow::Cow;

/// True for controls (C0, DEL, C1), marks and overrides of writing direction, and the line and paragraph separators.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with a picture in place of each hidden character: `␛` for escape, `␊` for a line feed, `�` where there is none.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| if is_hidden(c) { picture(c) } else { c }).collect())
}

/// The picture of a hidden character.
fn picture(c: char) -> char {
    match u32::from(c) {
        control @ 0..=0x1f => char::from_u32(0x2400 + control).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn hidden_characters_get_a_picture() {
        assert_eq!(visible("a\x1b[31m\r\n\u{202e}b\u{9b}\u{7f}"), "a␛[31m␍␊\u{fffd}b\u{fffd}␡");
        assert!(matches!(visible("naïve – 中"), std::borrow::Cow::Borrowed(_)));
    }
}
