//! Text in base64url, with or without its padding, and in plain base64, which some tools write under that name.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD_INDIFFERENT as BASE64;

/// The text that is encoded; `None` if it is none.
pub(super) fn text(encoded: &str) -> Option<String> {
    let bytes = BASE64.decode(encoded).or_else(|_| BASE64.decode(mended(encoded))).ok()?;
    String::from_utf8(bytes).ok()
}

/// The same without blanks and padding, in the alphabet of base64url.
fn mended(encoded: &str) -> Vec<u8> {
    let mend = |byte: u8| match byte {
        b'+' => Some(b'-'),
        b'/' => Some(b'_'),
        b'=' => None,
        _ => Some(byte).filter(|byte| !byte.is_ascii_whitespace()),
    };
    encoded.bytes().filter_map(mend).collect()
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn every_way_of_base64_is_read() {
        for encoded in ["w7_DvyE", "w7_DvyE=", "w7/D\nvyE="] {
            assert_eq!(text(encoded).as_deref(), Some("ÿÿ!"), "{encoded}");
        }
        assert_eq!((text("w7"), text("a!b")), (None, None));
    }
}
