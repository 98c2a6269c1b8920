//! Bytes to text: byte order marks, UTF-16 and UTF-32, Windows-1252, line ends.
//!
//! UTF-8 is borrowed, not copied. What is no text at all (media, archives, memory dumps) is
//! refused here, so that no format ever sees it.

use std::borrow::Cow;

use memchr::memchr_iter;

use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::call::Note;
use crate::error::{Error, ErrorKind};

use super::office;

/// Bytes looked at to tell text from other things.
const HEAD: usize = 8192;
/// More control bytes than one in this many make a file binary; judgement.
const CONTROL_SHARE: usize = 50;

/// Beginnings of files that are surely no text: the bytes, where they stand, what they are.
const MAGIC: &[(&[u8], usize, &str)] = &[
    (b"\x89PNG", 0, "a PNG picture"),
    (b"\xFF\xD8\xFF", 0, "a JPEG picture"),
    (b"GIF8", 0, "a GIF picture"),
    (b"%PDF-", 0, "a PDF document"),
    (b"PK\x03\x04", 0, "a ZIP archive or an Office document"),
    (b"\x1F\x8B", 0, "a gzip archive"),
    (b"\x28\xB5\x2F\xFD", 0, "a Zstandard archive"),
    (b"7z\xBC\xAF\x27\x1C", 0, "a 7z archive"),
    (b"ustar", 257, "a tar archive"),
    (b"PAR1", 0, "a Parquet table"),
    (b"SQLite format 3\0", 0, "a SQLite database"),
    (b"\x7FELF", 0, "a program"),
    (b"ID3", 0, "an MP3 recording"),
    (b"\xFF\xFB", 0, "an MP3 recording"),
    (b"OggS", 0, "an Ogg recording"),
    (b"fLaC", 0, "a FLAC recording"),
    (b"WAVE", 8, "a WAV recording"),
    (b"ftyp", 4, "an MP4 or M4A recording"),
    (b"\x1A\x45\xDF\xA3", 0, "a WebM or Matroska recording"),
];

/// Text with line ends `\n` or `\r\n` only, without byte order mark.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded<'b> {
    /// The text; borrowed where the file is UTF-8.
    pub(super) text: Cow<'b, str>,
    /// What was guessed or mended.
    pub(super) notes: Vec<Note>,
}

/// Decodes a whole file.
///
/// # Errors
/// [`ErrorKind::Empty`] for 0 bytes or only blanks, [`ErrorKind::Binary`] for what is no text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, Error> {
    let mut notes = Vec::new();
    let text = unify_line_ends(characters(bytes, &mut notes)?);
    if text.trim_start().is_empty() {
        let error = Error::new(ErrorKind::Empty, "there is nothing in this file");
        return Err(error.next("export the transcript again, or leave the file out"));
    }
    Ok(Decoded { text, notes })
}

/// Bytes to characters; the encoding is told by its mark, then by NULs, then by being valid UTF-8.
fn characters<'b>(bytes: &'b [u8], notes: &mut Vec<Note>) -> Result<Cow<'b, str>, Error> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return eight_bit(rest, notes);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE\0\0") {
        return readable(Cow::Owned(four_bytes(rest, u32::from_le_bytes)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\0\0\xFE\xFF") {
        return readable(Cow::Owned(four_bytes(rest, u32::from_be_bytes)));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
        return readable(UTF_16LE.decode_without_bom_handling(rest).0);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
        return readable(UTF_16BE.decode_without_bom_handling(rest).0);
    }
    if let Some(error) = office::error(bytes) {
        return Err(error);
    }
    if let Some(kind) = magic(bytes) {
        return Err(binary(kind));
    }
    let head = bytes.get(..200).unwrap_or(bytes);
    let nuls = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let most = head.len() * 2 / 5;
    match (nuls(0), nuls(1)) {
        (0, second) if second > most => readable(UTF_16LE.decode_without_bom_handling(bytes).0),
        (first, 0) if first > most => readable(UTF_16BE.decode_without_bom_handling(bytes).0),
        _ => eight_bit(bytes, notes),
    }
}

/// UTF-8; with a few bad bytes still UTF-8; else Windows-1252.
fn eight_bit<'b>(bytes: &'b [u8], notes: &mut Vec<Note>) -> Result<Cow<'b, str>, Error> {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let control = controls(head);
    if control * CONTROL_SHARE > head.len() {
        return Err(binary("binary data"));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    // A cut or damaged UTF-8 file has more good characters beyond ASCII than bad bytes; one in Windows-1252 has none.
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    let cut = bytes.get(bytes.len().saturating_sub(3)..).unwrap_or_default().iter().any(|byte| *byte >= 0xC2);
    if good > bad || (bad == 1 && cut && good > 0) {
        notes.push(Note::new("bad_bytes", format!("{bad} places hold bytes that are not UTF-8; they were replaced")));
        return Ok(String::from_utf8_lossy(bytes));
    }
    notes.push(Note::new("encoding_guessed", "the file is not UTF-8; it was read as Windows-1252"));
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// Bytes that stand in no text: controls but for blanks, line ends, form feeds and escapes. They are counted without a
/// branch and so few at a time that their number fits a byte, which is sixteen of them in one step.
fn controls(bytes: &[u8]) -> usize {
    let is_control = |byte: &u8| {
        let stands = (*byte == 0x1B) | (*byte == b'\t') | (*byte == b'\n') | (*byte == 0x0C) | (*byte == b'\r');
        u8::from((*byte < b' ') & !stands)
    };
    bytes.chunks(128).map(|some| usize::from(some.iter().map(is_control).sum::<u8>())).sum()
}

/// Text of 4-byte units; what is no character becomes U+FFFD, left-over bytes are dropped.
fn four_bytes(bytes: &[u8], number: fn([u8; 4]) -> u32) -> String {
    let (units, _) = bytes.as_chunks::<4>();
    units.iter().map(|unit| char::from_u32(number(*unit)).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Refuses wide text in which every tenth character could not be decoded or is a control.
fn readable(text: Cow<'_, str>) -> Result<Cow<'_, str>, Error> {
    let (mut all, mut bad) = (0_usize, 0_usize);
    for c in text.chars().take(HEAD) {
        all += 1;
        bad += usize::from(c == char::REPLACEMENT_CHARACTER || (c.is_control() && !c.is_ascii_whitespace()));
    }
    if bad * 10 > all { Err(binary("binary data")) } else { Ok(text) }
}

/// What the file is by its first bytes, if it is a known kind that is no text.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    let found = MAGIC.iter().find(|(sign, at, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign)));
    found.map(|(_, _, kind)| *kind)
}

/// The error for what is no text.
fn binary(kind: &str) -> Error {
    let next = if kind.ends_with("recording") {
        "transcribe it first and give the transcript (VTT, SRT, JSON or text)"
    } else if kind.ends_with("archive") || kind.contains("archive or") {
        "unpack it, or export the transcript as VTT or text"
    } else {
        "give the transcript as text (VTT, SRT, JSON or plain text)"
    };
    Error::new(ErrorKind::Binary, format!("this is {kind}, not the text of a call")).next(next)
}

/// Turns lone `\r` into `\n`; text without any stays borrowed.
fn unify_line_ends(text: Cow<'_, str>) -> Cow<'_, str> {
    let lone = memchr_iter(b'\r', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) != Some(&b'\n'));
    if !lone {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some((line, after)) = rest.split_once('\r') {
        out.push_str(line);
        out.push('\n');
        rest = after.strip_prefix('\n').unwrap_or(after);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::error::ErrorKind;

    #[test]
    fn lone_carriage_returns_become_line_ends() {
        assert_eq!(decode(b"a\rb\r\nc").unwrap().text, "a\nb\nc");
        assert_eq!(decode(b"a\r\nb").unwrap().text, "a\r\nb");
    }

    #[test]
    fn a_cut_utf8_file_stays_utf8_and_latin_text_does_not() {
        let cut = decode("Zoë sagt: schö".as_bytes().split_last().unwrap().1).unwrap();
        assert!(cut.text.starts_with("Zoë") && cut.notes[0].code == "bad_bytes");
        let latin = decode(b"Zo\xEB: d\xE9j\xE0 vu").unwrap();
        assert_eq!((&*latin.text, latin.notes[0].code), ("Zoë: déjà vu", "encoding_guessed"));
    }

    #[test]
    fn nothing_and_no_text_are_told_apart() {
        let kind = |bytes: &[u8]| decode(bytes).unwrap_err().kind();
        assert_eq!(kind(b""), ErrorKind::Empty);
        assert_eq!(kind(b"\xEF\xBB\xBF \r\n"), ErrorKind::Empty);
        assert_eq!(kind(b"\x89PNG\r\n\x1a\n"), ErrorKind::Binary);
        assert_eq!(kind(&[0; 64]), ErrorKind::Binary);
    }
}
