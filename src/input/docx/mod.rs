//! Word documents: transcripts of Teams, of Word's own Transcribe and of Google Meet, and what people type.
//!
//! A `.docx` is a zip archive (ECMA-376, Office Open XML). Its text lies in `word/document.xml`; SharePoint also
//! writes `word/document2.xml`. The [`paragraphs`] become lines, and the lines are read as cues if they have times with arrows, else as plain text is.
//! `docProps/core.xml` has a title and a date, which stand in for what the text itself does not say.

mod paragraphs;

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::call::Call;
use crate::error::{Error, ErrorKind};

use super::cue::{self, Dialect, Mark};
use super::office::ZIP;
use super::{Export, Fit, Format, Gives, Sink, Times, decode, text};

/// Most bytes of a member once unpacked: 64 MiB. The text of a day of talk has about 1 MiB; judgement.
const LARGEST: u64 = 64 << 20;
/// The member with the title and the date.
const CORE: &str = "docProps/core.xml";
/// How the first member of a Word document may be called, to tell one whose end is missing.
const FIRST: &[&str] = &["[Content_Types].xml", "_rels/", "docProps/", "word/"];

/// An archive in memory.
type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// A Word document.
pub(super) struct Docx;

impl Format for Docx {
    fn id(&self) -> &'static str {
        "docx"
    }

    fn about(&self) -> &'static str {
        "Word documents: transcripts of Teams, Word and Google Meet, and all that plain text can be"
    }

    fn told_by(&self) -> String {
        "a zip archive with the member `word/document.xml`".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "a head such as `Agent: Sam Reyes`", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let bytes = export.bytes();
        if !bytes.starts_with(ZIP) {
            return Fit::No;
        }
        let own = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(archive) => document(&archive).is_some(),
            Err(_) => is_cut(bytes),
        };
        if own { Fit::Sure } else { Fit::No }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        sink(self.id(), read(export.bytes()));
    }
}

/// The name of the member that holds the text.
fn document(archive: &Archive<'_>) -> Option<String> {
    let is_text = |name: &str| {
        let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
        number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    };
    archive.file_names().filter_map(Result::ok).find(|name| is_text(name)).map(std::borrow::Cow::into_owned)
}

/// True for an archive that cannot be opened but began as a Word document does.
fn is_cut(bytes: &[u8]) -> bool {
    let first = bytes.get(30..).unwrap_or_default();
    FIRST.iter().any(|name| first.starts_with(name.as_bytes())) && memmem::find(bytes, b"word/").is_some()
}

/// Reads a whole document into one call.
fn read(bytes: &[u8]) -> Result<Call, Error> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let name = document(&archive).ok_or_else(|| broken(&ZipError::FileNotFound))?;
    let xml = unpack(&mut archive, &name, LARGEST)?;
    let lines = paragraphs::lines(&xml).map_err(|error| {
        let what = format!("the text of this Word document is broken XML: {error}");
        Error::new(ErrorKind::Malformed, what)
            .next("open it and save it again, or copy its text into a plain text file")
    })?;
    drop(xml);
    if lines.trim().is_empty() {
        let error = Error::new(ErrorKind::Empty, "this Word document holds no text");
        return Err(error.next("export the transcript again, or leave the file out"));
    }
    let mut call = match cue::mark(&lines) {
        Mark::Missing => text::read(&lines),
        Mark::Point | Mark::Comma => cue::read(&lines, Dialect::Srt),
    };
    if call.title.is_none() || call.date.is_none() {
        let core = unpack(&mut archive, CORE, LARGEST).map(|xml| paragraphs::core(&xml)).unwrap_or_default();
        call.title = call.title.or(core.title);
        call.date = call.date.or(core.created);
    }
    Ok(call)
}

/// The text of a member, at most `limit` bytes of it.
///
/// # Errors
/// It is missing, encrypted, packed in a way that is not known, damaged, over the limit or no text.
fn unpack(archive: &mut Archive<'_>, name: &str, limit: u64) -> Result<String, Error> {
    let member = archive.by_name(name).map_err(|error| broken(&error))?;
    let mut bytes = Vec::new();
    let read = member.take(limit + 1).read_to_end(&mut bytes).map_err(|error| broken(&ZipError::Io(error)))?;
    if read as u64 > limit {
        let what = format!("{name} in this Word document unpacks to more than {} MiB", limit >> 20);
        let error = Error::new(ErrorKind::TooLarge, what);
        return Err(error.next("no transcript is that long; open the document and save its text alone"));
    }
    decode::decode(&bytes).map(|decoded| decoded.text.into_owned())
}

/// The error for an archive or a member that cannot be opened.
fn broken(error: &ZipError) -> Error {
    if let ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) = error {
        return Error::new(ErrorKind::Unreadable, "this Word document is encrypted with a password")
            .next("open it and save it without the password");
    }
    Error::new(ErrorKind::Unreadable, format!("this Word document is cut off or damaged: {error}"))
        .next("download it again, or open it and save its text as plain text")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::write::SimpleFileOptions;
    use zip::{ZipArchive, ZipWriter};

    use super::{CORE, read, unpack};

    /// A document with this inside of its body.
    fn packed(body: &str) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("word/document2.xml", SimpleFileOptions::default()).unwrap();
        write!(zip, "<w:document xmlns:w=\"x\"><w:body>{body}</w:body></w:document>").unwrap();
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn what_unpacks_past_the_limit_is_an_error_that_names_it() {
        let bytes = packed(&"<w:p/>".repeat(400_000));
        assert!(bytes.len() < 100_000);
        let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice())).unwrap();
        let error = unpack(&mut archive, "word/document2.xml", 1 << 20).unwrap_err();
        assert_eq!(error.what(), "word/document2.xml in this Word document unpacks to more than 1 MiB");
        assert!(unpack(&mut archive, CORE, 1).is_err());
    }

    #[test]
    fn the_second_name_of_the_text_is_known() {
        let call = read(&packed("<w:p><w:r><w:t>Dana: so it is.</w:t></w:r></w:p>")).unwrap();
        assert_eq!(call.utterances.len(), 1);
    }
}
