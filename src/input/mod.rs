//! Bytes to calls: decode, recognise by content, read.
//!
//! One format is one file here and one row in [`FORMATS`]. Nothing in this module knows
//! who sells or what a phrase is; it only uses `call` and `error`.

mod cast;
mod cue;
mod decode;
mod json;
mod lines;
mod markup;
mod name;
mod ndjson;
mod results;
mod srt;
mod text;
mod timestamp;
mod unknown;
mod vtt;

use std::borrow::Cow;

use crate::call::{Call, Note};
use crate::error::Error;

use self::decode::Decoded;
use self::json::Outline;

/// How sure a format is that a file is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not.
    No,
    /// It can be read, but another format may know better.
    Maybe,
    /// It is.
    Sure,
}

/// Takes each call, or each record that could not be read, as it comes.
pub type Sink<'s> = &'s mut dyn FnMut(Result<Call, Error>);

/// One transcript format. Implementors are unit structs, one per file.
pub trait Format: Sync {
    /// Stable and lower case: the name users see and the folder under `fixtures/formats/`.
    fn id(&self) -> &'static str;

    /// One line for a list of formats: what it is and which tools write it.
    fn about(&self) -> &'static str;

    /// Judges text by its head and JSON by its outline of keys; never by a file's name, never fails.
    fn recognise(&self, export: &Export<'_>) -> Fit;

    /// Reads the whole file and hands over each call or broken record as it comes: a file may hold many.
    fn parse(&self, export: &Export<'_>, sink: Sink<'_>);
}

/// All formats. The surest wins; a tie goes to the upper row.
pub const FORMATS: &[&dyn Format] =
    &[&vtt::Vtt, &ndjson::Ndjson, &json::pursuit::Pursuit, &json::whisper::Whisper, &srt::Srt, &text::PlainText];

/// Bytes of a text that [`Export::head`] shows.
const HEAD: usize = 8192;

/// An exported file as the formats see it.
#[derive(Debug)]
pub struct Export<'b> {
    /// The file.
    bytes: &'b [u8],
    /// Its text.
    text: Cow<'b, str>,
    /// What was mended to get the text; each call of the file gets them.
    notes: Vec<Note>,
    /// Why there is no text.
    trouble: Option<Error>,
    /// The keys of JSON.
    outline: Option<Outline>,
}

impl<'b> Export<'b> {
    /// Decodes a file and outlines its keys if it is JSON. Never fails: a file that is no text has an
    /// empty [`text`](Self::text), so that a format of bytes can still claim it.
    #[must_use]
    pub fn new(bytes: &'b [u8]) -> Self {
        let (mut text, mut notes, trouble) = match decode::decode(bytes) {
            Ok(Decoded { text, notes }) => (text, notes, None),
            Err(error) => (Cow::Borrowed(""), Vec::new(), Some(error)),
        };
        let mut outline = Outline::of(&text);
        if outline.as_ref().is_some_and(|outline| outline.broken().is_some())
            && let Some(mended) = json::without_nan(&text)
        {
            outline = Outline::of(&mended);
            text = Cow::Owned(mended);
            notes.push(Note::new("not_a_number", "the JSON holds NaN or Infinity; they were read as missing times"));
        }
        Self { bytes, text, notes, trouble, outline }
    }

    /// The bytes as they came.
    #[must_use]
    pub fn bytes(&self) -> &'b [u8] {
        self.bytes
    }

    /// The whole text, with line ends `\n` or `\r\n` only; empty if the file is no text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The first 8 KiB of the text.
    #[must_use]
    pub fn head(&self) -> &str {
        lines::beginning(&self.text, HEAD)
    }

    /// The keys, if the text is JSON or means to be.
    fn outline(&self) -> Option<&Outline> {
        self.outline.as_ref()
    }
}

/// Reads all calls of one file, handing over each call or broken record with the id of its format.
///
/// # Errors
/// What concerns the whole file: empty, binary, or claimed by no format.
pub fn read(bytes: &[u8], sink: &mut dyn FnMut(&'static str, Result<Call, Error>)) -> Result<(), Error> {
    let export = Export::new(bytes);
    let format = claim(&export)?;
    format.parse(&export, &mut |result| {
        let result = result.map(|mut call| {
            call.notes.splice(0..0, export.notes.iter().cloned());
            call
        });
        sink(format.id(), result);
    });
    Ok(())
}

/// The format that is surest that the file is its own.
///
/// # Errors
/// The file is empty, binary or holds results of ours, or no format claims it; the message says what it looks like.
fn claim(export: &Export<'_>) -> Result<&'static dyn Format, Error> {
    if let Some(error) = results::error(export.text()) {
        return Err(error);
    }
    let mut best = (Fit::No, None);
    for format in FORMATS {
        let fit = format.recognise(export);
        if fit > best.0 {
            best = (fit, Some(*format));
        }
    }
    match (best.1, &export.trouble) {
        (Some(format), _) => Ok(format),
        (None, Some(error)) => Err(error.clone()),
        (None, None) => Err(unknown::error(export)),
    }
}
