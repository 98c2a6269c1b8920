//! Words of a call on a page of Markdown.

use crate::report::visible;

/// The text with what Markdown or HTML would act on made harmless; a `_` inside of a word does nothing.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::new();
    let text = visible(text);
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        match letter {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '_' if is_word(before) && is_word(letters.peek().copied()) => out.push('_'),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' => out.extend(['\\', letter]),
            _ => out.push(letter),
        }
        before = Some(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_in_a_name_acts_on_the_page() {
        assert_eq!(escaped("pain.impact_cost _x_"), "pain.impact_cost \\_x\\_");
        assert_eq!(escaped("a|b <script> [x](y) `c` \u{1b}"), "a\\|b &lt;script> \\[x\\](y) \\`c\\` ␛");
    }
}
