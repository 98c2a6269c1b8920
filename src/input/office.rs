//! Office files that are no Word document: told apart, so that an error can name them.

use memchr::memmem;

use crate::error::{Error, ErrorKind};

/// How an archive of the new Office begins, as any other zip archive.
pub(super) const ZIP: &[u8] = b"PK\x03\x04";
/// How a file of the old Office begins; one of the new that has a password is wrapped in such a file, too.
const OLD: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The stream in which an encrypted file of the new Office lies, in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Members that only one kind of archive has, and what it is.
const KINDS: &[(&[u8], &str)] = &[
    (b"xl/workbook.", "an Excel workbook"),
    (b"ppt/presentation.", "a PowerPoint presentation"),
    (b"mimetypeapplication/vnd.oasis.opendocument", "an OpenDocument file"),
    (b"mimetypeapplication/epub", "an EPUB book"),
];

/// The error for a file of Office that holds no text for people to read as a call; `None` for all others.
pub(super) fn error(bytes: &[u8]) -> Option<Error> {
    let has = |sign: &[u8]| memmem::find(bytes, sign).is_some();
    if bytes.starts_with(OLD) {
        let (kind, next) = if has(ENCRYPTED) {
            ("an Office document with a password", "open it and save it without the password")
        } else {
            ("a document of an old Office (.doc, .xls or .ppt)", "open it and save it as .docx or as plain text")
        };
        return Some(Error::new(ErrorKind::Binary, format!("this is {kind}, which cannot be read")).next(next));
    }
    let kind = bytes.starts_with(ZIP).then(|| KINDS.iter().find(|(sign, _)| has(sign)))?;
    let (_, kind) = kind?;
    let error = Error::new(ErrorKind::Binary, format!("this is {kind}, not the text of a call"));
    Some(error.next("save the transcript as .docx, as a CSV table or as plain text"))
}

#[cfg(test)]
mod tests {
    use super::error;

    #[test]
    fn kinds_of_office_are_named() {
        let what = |bytes: &[u8]| error(bytes).map(|error| error.what().to_owned());
        assert!(what(b"PK\x03\x04....xl/workbook.xml").unwrap().contains("an Excel workbook"));
        assert!(what(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1WordDocument").unwrap().contains(".doc"));
        let locked = [super::OLD, super::ENCRYPTED].concat();
        assert!(what(&locked).unwrap().contains("password"));
        assert_eq!((what(b"PK\x03\x04a.vtt"), what(b"xl/workbook.xml")), (None, None));
    }
}
