//! The documents of a file: the whole text, the items of a list, what a wrapper holds, one a line or one behind the other.
//!
//! Each document is claimed by its own keys, so a list may mix the exports of several tools; one that nobody
//! claims or that is broken costs itself alone.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::call::Call;
use crate::error::{Error, ErrorKind};

use super::super::{Export, Fit, Sink, claim, unknown};
use super::place::{Cursor, malformed, wrong};
use super::{Document, Keys, Kind, Outline, Trouble, VENDORS, read};

/// Keys that wrap a document; answers of servers and hooks have them.
const WRAPPERS: &[&str] = &[
    "body",
    "call",
    "content",
    "data",
    "item",
    "items",
    "meeting",
    "object",
    "payload",
    "recording",
    "response",
    "result",
    "results",
    "transcript",
    "transcription",
    "transcripts",
];
/// Wrappers and lists entered on the way to a document.
const WRAPPED: usize = 4;

/// What is found where a document may stand.
enum Found<'d> {
    /// A document of the vendor: its text, and the part of the file that it is.
    Document { vendor: &'static Document, text: &'d str, part: &'d str },
    /// None, for this reason.
    Nothing(Error),
}

/// Takes what is found; the cursor stands before it.
type Take<'t> = &'t mut dyn FnMut(Found<'_>, &mut Cursor<'_>);

/// The places of a text at which a document may stand, nearest first; the first is the whole text.
pub(super) fn places(outline: &Outline) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut from = 0;
    for _ in 0..WRAPPED {
        let until = all.len();
        for index in from..until {
            let place = all.get(index).cloned().unwrap_or_default();
            if outline.kind(&place) == Some(Kind::List) {
                all.push(format!("{place}[]"));
            }
            let wrapped =
                WRAPPERS.iter().map(|key| if place.is_empty() { (*key).to_owned() } else { format!("{place}.{key}") });
            all.extend(wrapped.filter(|path| matches!(outline.kind(path), Some(Kind::Object | Kind::List))));
        }
        from = until;
    }
    all
}

/// Hands over the calls of a text that is one document.
pub(super) fn one(vendor: &Document, text: &str, sink: Sink<'_>) {
    give(vendor, read(vendor, text), |error| malformed(text, &what(vendor), error), sink);
}

/// Hands over the calls of all documents in a text that is none itself; errors are put down to format `id`.
pub(super) fn all(text: &str, id: &'static str, sink: Sink<'_>) {
    find(text, false, WRAPPED, &mut Cursor::new(text), &mut reading(id, sink));
}

/// Hands over the calls of lines that are a document each; errors are put down to format `id`.
pub(in super::super) fn lines(export: &Export<'_>, id: &'static str, sink: Sink<'_>) {
    find_each(export, &mut reading(id, sink));
}

/// Hands over the text of each document that [`all`] or [`lines`] would read, and its line, from 1; an empty text where
/// they find none.
pub(super) fn texts(export: &Export<'_>, each: &mut dyn FnMut(&str, u64)) {
    find_each(export, &mut |found, cursor| match found {
        Found::Document { text, part, .. } => each(text, cursor.line_of(part)),
        Found::Nothing(_) => each("", 0),
    });
}

/// Finds the documents of a file: of each of its parts, if it is several.
fn find_each(export: &Export<'_>, take: Take<'_>) {
    let mut cursor = Cursor::new(export.text());
    if !export.in_parts() {
        return find(export.text(), false, WRAPPED, &mut cursor, take);
    }
    for part in export.parts() {
        find(part.text.trim(), false, WRAPPED, &mut cursor, take);
    }
}

/// Reads each document that is found; trouble with what is none is put down to format `id`.
fn reading<'s>(id: &'static str, sink: Sink<'s>) -> impl FnMut(Found<'_>, &mut Cursor<'_>) + use<'s> {
    move |found, cursor| match found {
        Found::Nothing(error) => sink(id, Err(error)),
        Found::Document { vendor, text, part } => {
            let place = |error: &serde_json::Error| cursor.rebase(part, malformed(part, &what(vendor), error));
            give(vendor, read(vendor, text), place, sink);
        }
    }
}

/// Hands over the calls of lines that together are one document: a list of its records. Broken lines are noted.
pub(super) fn joined(vendor: &Document, export: &Export<'_>, sink: Sink<'_>) {
    let mut list = String::with_capacity(export.text().len() + 2);
    let mut broken = Vec::new();
    for line in export.parts() {
        if serde_json::from_str::<IgnoredAny>(line.text).is_err() {
            broken.push(line.number);
            continue;
        }
        list.push(if list.is_empty() { '[' } else { ',' });
        list.push_str(line.text.trim());
    }
    list.push(']');
    let found = read(vendor, &list).map(|mut calls| {
        if let (Some(call), Some(first)) = (calls.first_mut(), broken.first()) {
            let more = if broken.len() > 1 { format!(" (and {} more such)", broken.len() - 1) } else { String::new() };
            let text = format!("line {first} is no whole JSON and was left out{more}");
            call.notes.push(crate::call::Note::new("bad_line", text));
        }
        calls
    });
    give(vendor, found, |error| wrong(&what(vendor), error), sink);
}

/// The calls, and the records that could not be read, of a text that stands inside a container: JSON of any vendor but a
/// container, or a transcript as text.
///
/// # Errors
/// As for a file of its own, if no call can be read.
pub(in super::super) fn embedded(text: &str) -> Result<Vec<Result<Call, Error>>, Error> {
    let export = Export::new(text.as_bytes());
    let format = claim(&export)?;
    let vendor = VENDORS.iter().find(|vendor| vendor.0.id() == format.id());
    if vendor.is_some_and(|vendor| vendor.0.is_container()) {
        let error = Error::new(ErrorKind::Unrecognised, "a container stands inside another one");
        return Err(error.next("take out the inner one and give it alone"));
    }
    let mut records = Vec::new();
    let mut take = |_: &'static str, record: Result<Call, Error>| records.push(record.map(|call| export.noted(call)));
    if !export.in_parts() && vendor.is_some() {
        let text = export.text();
        find_in(&export, text, true, WRAPPED, &mut Cursor::new(text), &mut reading(format.id(), &mut take));
    } else {
        format.parse(&export, &mut take);
    }
    match records.iter().find_map(|record| record.as_ref().err()) {
        Some(error) if records.iter().all(Result::is_err) => Err(error.clone()),
        _ => Ok(records),
    }
}

/// What an error calls a document.
fn what(vendor: &Document) -> String {
    if vendor.0.id() == "pursuit" { "this call".to_owned() } else { format!("this {} transcript", vendor.0.id()) }
}

/// Hands over what came of a document.
fn give(
    vendor: &Document,
    found: Result<Vec<Call>, Trouble>,
    place: impl FnOnce(&serde_json::Error) -> Error,
    sink: Sink<'_>,
) {
    let id = vendor.0.id();
    match found {
        Ok(calls) => calls.into_iter().for_each(|call| sink(id, Ok(call))),
        Err(Trouble::Json(error)) => sink(id, Err(place(&error))),
        Err(Trouble::Said(error)) => sink(id, Err(error)),
    }
}

/// Finds the documents of a part of a text, at most `depth` wrappers deep; `cursor` stands before it. `inside` of a
/// container there may be no container again: no nesting can exhaust the stack.
fn find(part: &str, inside: bool, depth: usize, cursor: &mut Cursor<'_>, take: Take<'_>) {
    find_in(&Export::new(part.as_bytes()), part, inside, depth, cursor, take);
}

/// As [`find`], of a part whose keys are known.
fn find_in(export: &Export<'_>, part: &str, inside: bool, depth: usize, cursor: &mut Cursor<'_>, take: Take<'_>) {
    let lost = |cursor: &mut Cursor<'_>| Found::Nothing(cursor.rebase(part, unknown::error(export)));
    let Some(outline) = export.outline().filter(|outline| outline.broken().is_none()) else {
        return take(lost(cursor), cursor);
    };
    let claims = |place: &str| {
        let open = VENDORS.iter().rev().filter(|vendor| !(inside && vendor.0.is_container()));
        let fits = open.map(|vendor| (vendor.judge(Keys::new(outline, place)), vendor));
        fits.filter(|(fit, _)| *fit > Fit::No).max_by_key(|(fit, _)| *fit)
    };
    let inner = places(outline).into_iter().skip(1).filter_map(|place| claims(&place).map(|(fit, _)| (fit, place)));
    let inner = inner.rev().max_by_key(|(fit, _)| *fit).filter(|_| depth > 0);
    // Who only may know the whole gives way to who is surer of a document in it.
    let better = inner.as_ref().map_or(Fit::No, |(fit, _)| (*fit).min(Fit::Likely));
    if let Some((_, vendor)) = claims("").filter(|(fit, _)| *fit >= better) {
        return take(Found::Document { vendor, text: export.text(), part }, cursor);
    }
    let Some((_, place)) = inner else {
        return take(lost(cursor), cursor);
    };
    let key = place.split(['.', '[']).next().unwrap_or_default();
    let mut enter = |part: &str| find(part, inside, depth - 1, cursor, take);
    // The part was read once without trouble, so there is none to report here.
    let _ = Step { key, each: &mut enter }.deserialize(&mut serde_json::Deserializer::from_str(part));
}

/// Goes one step into a value: to each item of a list, or to what an object holds under a key.
struct Step<'k> {
    /// The key.
    key: &'k str,
    /// Gets the raw text of what is found.
    each: &'k mut dyn FnMut(&str),
}

impl<'de> DeserializeSeed<'de> for Step<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Step<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element::<&RawValue>()? {
            (self.each)(item.get());
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            if key == self.key {
                (self.each)(entries.next_value::<&RawValue>()?.get());
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}
