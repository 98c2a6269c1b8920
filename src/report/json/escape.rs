//! Strings of JSON in which nothing hidden stands raw: a terminal that shows them is safe, and so is a log.

use std::io::{self, Write};

use serde_json::ser::Formatter;

use crate::report::visible::is_hidden;

/// Compact JSON that writes every hidden character as `\u` and its number in four digits.
pub(super) struct Escape;

impl Formatter for Escape {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // The usual case in one look: hidden characters that JSON does not escape by itself begin with DEL.
        if fragment.bytes().all(|byte| byte < 0x7f) {
            return writer.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            let (before, after) = rest.split_at(at);
            write!(writer, "{before}\\u{:04x}", u32::from(c))?;
            rest = &after[c.len_utf8()..];
        }
        writer.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::Escape;

    #[test]
    fn hidden_characters_are_escaped_and_read_back_as_they_were() {
        let text = "a\x1b\"\\\n\u{7f}\u{85}é\u{202e}\u{2066}\u{2028}中\u{10ffff}";
        let mut out = Vec::new();
        text.serialize(&mut serde_json::Serializer::with_formatter(&mut out, Escape)).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert_eq!(out, "\"a\\u001b\\\"\\\\\\n\\u007f\\u0085é\\u202e\\u2066\\u2028中\u{10ffff}\"");
        assert_eq!(serde_json::from_str::<String>(&out).unwrap(), text);
    }
}
