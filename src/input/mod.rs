//! Bytes to calls: decode, recognise by content, read.
//!
//! One format is one file here and one row in a table: `TEXTS`, or `json::VENDORS` for a vendor's JSON;
//! [`formats`] gives them all. Nothing in this module knows who sells or what a phrase is; it only uses `call`
//! and `error`.

mod address;
mod cast;
mod csv;
mod cue;
mod decode;
mod docx;
mod heading;
mod json;
mod lines;
mod markup;
mod name;
mod ndjson;
mod nobody;
mod office;
mod original;
mod parquet;
mod parts;
mod results;
mod side;
mod srt;
mod table;
mod text;
mod time;
mod timestamp;
mod unknown;
mod vtt;

use std::borrow::Cow;

use crate::call::{Call, Note};
use crate::error::Error;

use self::decode::Decoded;
use self::json::Outline;
use self::lines::Line;
use self::parts::Apart;

pub use self::original::{Original, Place};
pub use self::results::are_results;

/// How sure a format is that a file is its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is not.
    No,
    /// It can be read, but another format may know better.
    Maybe,
    /// It holds documents of that format inside a list or a wrapper.
    Likely,
    /// It is.
    Sure,
}

/// Takes each call, or each record that could not be read, as it comes, with the id of its format.
pub type Sink<'s> = &'s mut dyn FnMut(&'static str, Result<Call, Error>);

/// Which times a format gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Times {
    /// None.
    No,
    /// Where the writer put some.
    Some,
    /// The start of each piece of speech.
    Start,
    /// Start and end of each piece of speech.
    Both,
}

/// What a format gives besides the words and, where it has them, the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gives {
    /// Times.
    pub times: Times,
    /// What in it says who sells, in a few words for people; empty if nothing does.
    pub roles: &'static str,
    /// True if every single word has its time.
    pub words: bool,
}

/// One transcript format. Implementors are unit structs, one per file.
pub trait Format: Sync {
    /// Stable and lower case: the name users see and the folder under `fixtures/formats/`.
    fn id(&self) -> &'static str;

    /// One line for a list of formats: what it is and which tools write it.
    fn about(&self) -> &'static str;

    /// By what it is told from all others, in a few words for people.
    fn told_by(&self) -> String;

    /// What it gives.
    fn gives(&self) -> Gives;

    /// Judges text by its head and JSON by its outline of keys; never by a file's name, never fails.
    fn recognise(&self, export: &Export<'_>) -> Fit;

    /// Reads the whole file and hands over each call or broken record as it comes: a file may hold many.
    fn parse(&self, export: &Export<'_>, sink: Sink<'_>);
}

/// The formats that are no vendor's JSON.
const TEXTS: &[&dyn Format] =
    &[&vtt::Vtt, &ndjson::Ndjson, &srt::Srt, &csv::Csv, &docx::Docx, &parquet::Parquet, &text::PlainText];

/// All formats. The surest wins; a tie goes to the earlier one.
pub fn formats() -> impl Iterator<Item = &'static dyn Format> {
    TEXTS.iter().copied().chain(json::VENDORS.iter().map(|vendor| vendor as &dyn Format))
}

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
    /// The keys of JSON; of its lines as one list, if it is JSON one a line.
    outline: Option<Outline>,
    /// How the values stand, if the text is several JSON values.
    apart: Option<Apart>,
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
        if outline.is_some()
            && let Some((mended, halves)) = json::without_halves(&text)
        {
            outline = Outline::of(&mended);
            text = Cow::Owned(mended);
            let what = format!("the JSON holds characters that are cut in half ({halves}); they were replaced");
            notes.push(Note::new("half_characters", what));
        }
        if outline.as_ref().is_some_and(|outline| outline.broken().is_some())
            && let Some(mended) = json::without_nan(&text)
        {
            outline = Outline::of(&mended);
            text = Cow::Owned(mended);
            notes.push(Note::new("not_a_number", "the JSON holds NaN or Infinity; they were read as missing times"));
        }
        let many = outline.as_ref().is_some_and(|outline| outline.broken().is_some() && !outline.is_cut());
        let (apart, several) = if many { parts::outline(&text) } else { None }.unzip();
        Self { bytes, text, notes, trouble, outline: several.or(outline), apart }
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

    /// True if the text is several JSON values, one a line or one behind the other; its outline is that of a list of
    /// the first of them.
    fn in_parts(&self) -> bool {
        self.apart.is_some()
    }

    /// What was mended to get the text.
    fn notes(&self) -> &[Note] {
        &self.notes
    }

    /// A call of it, with what was mended to get the text.
    fn noted(&self, mut call: Call) -> Call {
        let fresh: Vec<Note> = self.notes.iter().filter(|note| !call.notes.contains(note)).cloned().collect();
        call.notes.splice(0..0, fresh);
        call
    }

    /// The several JSON values, broken ones among them.
    fn parts(&self) -> impl Iterator<Item = Line<'_>> {
        parts::parts(&self.text, self.apart.unwrap_or(Apart::Lines))
    }
}

/// Reads all calls of one file, handing over each call or broken record with the id of its format.
///
/// # Errors
/// What concerns the whole file: empty, binary, or claimed by no format.
pub fn read(bytes: &[u8], sink: Sink<'_>) -> Result<(), Error> {
    let export = Export::new(bytes);
    let format = claim(&export)?;
    format.parse(&export, &mut |id, result| sink(id, result.map(|call| export.noted(call))));
    Ok(())
}

/// Hands over the text of each JSON document that [`read`] reads from a file, in its order, and the line at which the
/// document begins, from 1; an empty text for one that cannot be told. A file that is no JSON has none.
pub fn documents(bytes: &[u8], each: &mut dyn FnMut(&str, u64)) {
    let export = Export::new(bytes);
    if let Ok(format) = claim(&export) {
        json::texts(&export, format.id(), each);
    }
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
    for format in formats() {
        let fit = format.recognise(export);
        if fit > best.0 {
            best = (fit, Some(format));
        }
    }
    match (best.1, &export.trouble) {
        (Some(format), _) => Ok(format),
        (None, Some(error)) => Err(error.clone()),
        (None, None) => Err(unknown::error(export)),
    }
}
