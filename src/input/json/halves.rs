//! Half characters in JSON: who cuts a text at a number of UTF-16 units may cut through an emoji, and JSON writers put
//! what is left as one `\ud83d` alone, which no parser of UTF-8 takes.

use memchr::{memchr, memmem};

/// The text with each such half made U+FFFD, in as many bytes, so that all places stay, and how many they are; `None`
/// if there is none.
pub(crate) fn without_halves(text: &str) -> Option<(String, usize)> {
    let begins = |half: &str| memmem::find(text.as_bytes(), half.as_bytes());
    let first = [begins("\\ud"), begins("\\uD")].into_iter().flatten().min()?;
    // Of several backslashes each second one is escaped.
    let run = text.as_bytes().get(..first)?.iter().rev().take_while(|byte| **byte == b'\\').count();
    let (bytes, mut at) = (text.as_bytes(), first - run);
    let mut halves = Vec::new();
    while let Some(next) = bytes.get(at..).and_then(|rest| memchr(b'\\', rest)) {
        at += next;
        at += match (unit(bytes, at), unit(bytes, at + 6)) {
            (Some(0xd800..0xdc00), Some(0xdc00..0xe000)) => 12,
            (Some(0xd800..0xe000), _) => {
                halves.push(at + 2..at + 6);
                6
            }
            _ => 2,
        };
    }
    if halves.is_empty() {
        return None;
    }
    let mut mended = text.to_owned();
    halves.iter().for_each(|digits| mended.replace_range(digits.clone(), "fffd"));
    Some((mended, halves.len()))
}

/// The UTF-16 unit of the `\u` that stands here.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    digits.iter().try_fold(0, |unit, &digit| Some(unit << 4 | u16::try_from(char::from(digit).to_digit(16)?).ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::without_halves;

    #[test]
    fn halves_are_replaced_and_all_else_stays() {
        let mended = without_halves;
        assert_eq!(mended(r#"["\ud83d"]"#), Some((r#"["\ufffd"]"#.to_owned(), 1)));
        assert_eq!(
            mended(r#"["\uDE00 \uD83D\uDE00\ud83d"]"#),
            Some((r#"["\ufffd \uD83D\uDE00\ufffd"]"#.to_owned(), 2))
        );
        assert_eq!(mended(r#"["\\ud83d", "\\\ud83dx"]"#), Some((r#"["\\ud83d", "\\\ufffdx"]"#.to_owned(), 1)));
        for whole in [r#"["\ud83d\ude00"]"#, r#"["\\ud83d"]"#, r#"["\u00e9 \ud7ff \ue000"]"#, r#"["\ud8"]"#, "[]"] {
            assert_eq!(mended(whole), None, "{whole}");
        }
    }

    proptest! {
        #[test]
        fn any_row_of_units_can_be_read(units in prop::collection::vec(prop_oneof![any::<u16>(), 0xd7f0_u16..0xe010], 0..12)) {
            let text = format!("\"{}\"", units.iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>());
            let mended = without_halves(&text).map_or(text, |(text, _)| text);
            let read: String = serde_json::from_str(&mended).unwrap();
            prop_assert_eq!(read, String::from_utf16_lossy(&units));
        }
    }
}
