//! `NaN` and `Infinity` in JSON, which Python writes and JSON has not.

/// The text with each `NaN`, `Infinity` and `-Infinity` outside strings made a negative number of the
/// same length, which is no time, so that all places stay; `None` if there is none.
pub(crate) fn without_nan(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let (mut at, mut quoted, mut found) = (0, false, false);
    while let Some(byte) = bytes.get(at) {
        let minus = at > 0 && bytes.get(at - 1) == Some(&b'-');
        match byte {
            b'\\' if quoted && !matches!(bytes.get(at + 1), Some(b'\r' | b'\n')) => at += 1,
            b'"' => quoted = !quoted,
            // No string goes on in another line; a broken one before it takes nothing from the next.
            b'\n' => quoted = false,
            b'N' if !quoted => found |= put(&mut bytes, at, b"NaN", b"-1 "),
            b'I' if !quoted && minus => found |= put(&mut bytes, at, b"Infinity", b"1       "),
            b'I' if !quoted => found |= put(&mut bytes, at, b"Infinity", b"-1      "),
            _ => {}
        }
        at += 1;
    }
    found.then(|| String::from_utf8(bytes).ok())?
}

/// Replaces `old` at `at` by `new`, of the same length; false if `old` does not stand there.
fn put(bytes: &mut [u8], at: usize, old: &[u8], new: &[u8]) -> bool {
    let Some(place) = bytes.get_mut(at..at + old.len()).filter(|place| *place == old) else { return false };
    place.copy_from_slice(new);
    true
}

#[cfg(test)]
mod tests {
    use super::without_nan;

    #[test]
    fn numbers_that_are_none_become_negative_and_strings_stay() {
        let mended = without_nan(r#"{"a":NaN,"b\"N":"NaN","c":[-Infinity,Infinity]}"#);
        assert_eq!(mended.as_deref(), Some(r#"{"a":-1 ,"b\"N":"NaN","c":[-1       ,-1      ]}"#));
        assert_eq!(without_nan(r#"{"a":"NaN"}"#), None);
        for cut in ["{\"a\":\"b\n", "{\"a\":\"b\\\n", "{\"a\":\"b\\\r\n"] {
            assert_eq!(without_nan(&format!("{cut}{{\"a\":\"NaN\"}}")), None);
        }
    }
}
