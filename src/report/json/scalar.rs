//! Strings and numbers of JSON, as `serde_json` writes them with [`Escape`](super::escape::Escape).
//!
//! Strings are looked at eight bytes at a time and copied whole; a decimal is written from its thousandths, without the
//! search for the shortest digits. Both take a third of the time.

use crate::report::visible::is_hidden;

/// A whole number in digits.
pub(super) fn whole(value: u64, out: &mut Vec<u8>) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Writes a number that is one of thousandths; false, and nothing written, for any other.
///
/// Two decimals of up to fifteen digits are never the same number, so none shorter than the thousandths without their
/// last zeros names it: they are what a search for the shortest digits finds.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "the result is compared")]
pub(super) fn decimal(value: f64, out: &mut Vec<u8>) -> bool {
    let number = (value * 1000.0).round() as i64;
    (number as f64 / 1000.0).to_bits() == value.to_bits() && thousandths(number, out)
}

/// Writes the decimal of so many thousandths, as [`decimal`] does; false, and nothing written, for more than fifteen
/// digits, which not every decimal has to itself.
pub(super) fn thousandths(number: i64, out: &mut Vec<u8>) -> bool {
    /// Fifteen digits.
    const MOST: u64 = 1_000_000_000_000_000;
    if number.unsigned_abs() >= MOST {
        return false;
    }
    if number < 0 {
        out.push(b'-');
    }
    let (units, rest) = (number.unsigned_abs() / 1000, number.unsigned_abs() % 1000);
    whole(units, out);
    let digit = |of: u64| b'0' + (of % 10) as u8;
    // One digit stands in any case: `1.0`.
    if rest % 100 == 0 {
        out.extend_from_slice(&[b'.', digit(rest / 100)]);
    } else if rest % 10 == 0 {
        out.extend_from_slice(&[b'.', digit(rest / 100), digit(rest / 10)]);
    } else {
        out.extend_from_slice(&[b'.', digit(rest / 100), digit(rest / 10), digit(rest)]);
    }
    true
}

/// A string in quotes that needs no escape.
pub(super) fn plain(text: &str, out: &mut Vec<u8>) {
    debug_assert!(odd(text).is_none(), "{text:?} needs an escape");
    out.reserve(text.len() + 2);
    out.push(b'"');
    out.extend_from_slice(text.as_bytes());
    out.push(b'"');
}

/// A string in quotes.
pub(super) fn string(text: &str, out: &mut Vec<u8>) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let mut rest = text;
    while let Some((at, c)) = odd(rest) {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        escape(c, out);
        rest = &rest[at + c.len_utf8()..];
    }
    out.extend_from_slice(rest.as_bytes());
    out.push(b'"');
}

/// The first character that needs an escape, and its place.
fn odd(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk()) {
            if !is_fine(u64::from_le_bytes(*eight)) {
                break;
            }
            at += 8;
        }
        // The last bytes once more with those before them: one by one they cost more than all others together.
        let left = bytes.len() - at;
        if left < 8 && ends_fine(bytes, left) {
            return None;
        }
        let byte = *bytes.get(at)?;
        let c = match byte {
            0x80.. => text.get(at..)?.chars().next()?,
            _ => char::from(byte),
        };
        if is_hidden(c) || matches!(c, '"' | '\\') {
            return Some((at, c));
        }
        at += c.len_utf8();
    }
}

/// Is each of the eight bytes a character that needs no escape?
fn is_fine(eight: u64) -> bool {
    /// The number with the byte in all its bytes.
    const fn all(byte: u8) -> u64 {
        u64::from_le_bytes([byte; 8])
    }
    // The highest bit of a byte that is `byte`: all bytes here are below 128, so that no sum carries.
    let is = |eight: u64, byte: u8| all(0x80) - (eight ^ all(byte));
    let low = eight & all(0x7F);
    // Not a control (a sum with 0x60 reaches 0x80), not DEL (a sum with 1 does not), not beyond ASCII.
    let fine = (low + all(0x60)) & !(low + all(1)) & !eight & !is(low, b'"') & !is(low, b'\\');
    fine & all(0x80) == all(0x80)
}

/// Do the last bytes, fewer than eight, need no escape, nor those before them that make them four or eight? False where
/// that cannot be told at once.
fn ends_fine(bytes: &[u8], left: usize) -> bool {
    if left == 0 {
        return true;
    }
    if let Some(eight) = bytes.last_chunk() {
        return is_fine(u64::from_le_bytes(*eight));
    }
    let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) else { return false };
    is_fine(u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32)
}

/// A character as JSON escapes it.
fn escape(c: char, out: &mut Vec<u8>) {
    let short = match c {
        '"' | '\\' => c as u8,
        '\u{8}' => b'b',
        '\t' => b't',
        '\n' => b'n',
        '\u{c}' => b'f',
        '\r' => b'r',
        _ => {
            let digit = |shift: u32| b"0123456789abcdef"[(u32::from(c) >> shift & 15) as usize];
            out.extend_from_slice(&[b'\\', b'u', digit(12), digit(8), digit(4), digit(0)]);
            return;
        }
    };
    out.extend_from_slice(&[b'\\', short]);
}
