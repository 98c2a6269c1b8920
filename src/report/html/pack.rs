//! Pages packed: deflated, and written in the letters of base64, which no HTML can misread.

use std::io::{self, Read, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

/// Parts the pieces of a page. Words of a call cannot hold it: their `<` is escaped.
pub(super) const CUT: &str = "<!--cut-->";
/// Where the pieces of each kind go: turns, and marks.
const PLACES: [(char, &str); 2] = [('T', "<!--turns-->"), ('H', "<!--marks-->")];

/// The bytes of a page, deflated.
pub(super) fn packed(page: &str) -> io::Result<Vec<u8>> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(page.as_bytes())?;
    encoder.finish()
}

/// The page of these bytes.
pub(super) fn unpacked(bytes: &[u8]) -> io::Result<String> {
    let mut page = String::new();
    DeflateDecoder::new(bytes).read_to_string(&mut page)?;
    Ok(page)
}

/// The bytes in letters.
pub(super) fn text(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Letters that these bytes take.
pub(super) fn size(bytes: &[u8]) -> usize {
    bytes.len().div_ceil(3) * 4
}

/// The page in one piece: what was cut off stands where it belongs.
pub(super) fn joined(page: &str) -> String {
    let mut pieces = page.split(CUT);
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    let rest: Vec<&str> = pieces.collect();
    for (kind, place) in PLACES {
        let mine: String = rest.iter().filter_map(|piece| piece.strip_prefix(kind)).collect();
        whole = whole.replacen(place, &mine, 1);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{joined, packed, size, text, unpacked};

    #[test]
    fn a_page_comes_back_as_it_was() {
        let page = "<p>Naïve – 中</p>".repeat(40);
        let bytes = packed(&page).unwrap();
        assert!(bytes.len() < page.len() / 4);
        assert_eq!((unpacked(&bytes).unwrap(), text(&bytes).len()), (page, size(&bytes)));
        assert_eq!(joined("a<!--turns-->b<!--marks-->c<!--cut-->T1<!--cut-->T2<!--cut-->H3"), "a12b3c");
    }
}
