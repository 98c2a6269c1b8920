//! JSON: vendors told by their keys, documents found inside lists, wrappers and lines, errors with their place.
//!
//! A vendor is one file here, a unit struct that implements [`Vendor`], and one row in [`VENDORS`]. It reads one
//! document; that a file holds a list of them, one a line, or one under `data`, is [`documents`]'s business.
//! The outline of keys is made in one pass that builds no value and does not recurse, so depth and size of the
//! input do not matter.

mod aircall;
mod assemblyai;
mod aws_call_analytics;
mod aws_pca;
mod aws_transcribe;
mod azure;
mod convokit;
mod deepgram;
mod dialpad;
mod documents;
mod each;
mod fathom;
mod find;
mod fireflies;
mod floor;
mod genesys;
mod gong;
mod google;
mod halves;
mod hubspot;
mod label;
mod loose;
mod message;
mod nan;
mod outline;
mod place;
mod pursuit;
mod readai;
mod recall;
mod revai;
mod ringsense;
mod runs;
mod speech;
mod speechmatics;
mod table;
mod twilio;
mod vcon;
mod watson;
mod whisper;
mod zoom;

use std::collections::BTreeMap;

use crate::call::{Call, Draft, Note};
use crate::error::Error;

use super::{Export, Fit, Format, Gives, Sink};

pub(super) use documents::{embedded, lines};
pub(super) use find::Strings;
pub(super) use halves::without_halves;
pub(super) use nan::without_nan;
pub(super) use outline::{Keys, Kind, Outline};
pub(super) use place::{malformed, offset, wrong};
pub(super) use table::{Lines, lines as rows};

/// All vendors, in the order of their ids.
#[rustfmt::skip]
pub(super) const VENDORS: &[Document] = &[
    Document(&aircall::Aircall),
    Document(&assemblyai::AssemblyAi),
    Document(&aws_call_analytics::AwsCallAnalytics),
    Document(&aws_pca::AwsPca),
    Document(&aws_transcribe::AwsTranscribe),
    Document(&azure::Azure),
    Document(&convokit::ConvoKit),
    Document(&deepgram::Deepgram),
    Document(&dialpad::Dialpad),
    Document(&fathom::Fathom),
    Document(&fireflies::Fireflies),
    Document(&genesys::Genesys),
    Document(&gong::Gong),
    Document(&google::Google),
    Document(&hubspot::HubSpot),
    Document(&watson::Watson),
    Document(&table::AnyTable),
    Document(&pursuit::Pursuit),
    Document(&readai::ReadAi),
    Document(&recall::Recall),
    Document(&revai::RevAi),
    Document(&ringsense::RingSense),
    Document(&speechmatics::Speechmatics),
    Document(&twilio::Twilio),
    Document(&vcon::Vcon),
    Document(&whisper::Whisper),
    Document(&zoom::Zoom),
];

/// One vendor's JSON. Implementors are unit structs, one per file.
pub(super) trait Vendor: Sync {
    /// As [`Format::id`].
    fn id(&self) -> &'static str;

    /// As [`Format::about`].
    fn about(&self) -> &'static str;

    /// As [`Format::gives`].
    fn gives(&self) -> Gives;

    /// Rows of key paths such as `segments[].words[].start`: a document can be the vendor's only if all
    /// paths of one row stand in it. The first row is the one that errors and `pursuit formats` name. No rows at
    /// all leave the word to [`fit`](Self::fit).
    fn shapes(&self) -> &'static [&'static [&'static str]];

    /// By what it is told where no row of keys says it, in a few words for people.
    fn told_by(&self) -> Option<&'static str> {
        None
    }

    /// True if JSON one a line may be one document of it, its lines being records.
    fn joins(&self) -> bool {
        true
    }

    /// The second look, at a document that has one of the shapes: what kinds of values, what other keys.
    fn fit(&self, keys: Keys<'_>) -> Fit {
        let _ = keys;
        Fit::Sure
    }

    /// True if a document may hold transcripts of other vendors, which are read by [`embedded`].
    fn is_container(&self) -> bool {
        false
    }

    /// Reads one document and hands over its calls; most hold one.
    ///
    /// # Errors
    /// The document breaks the vendor's rules, or holds no transcript that can be read.
    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble>;
}

/// Takes the calls of one document.
pub(super) type Calls<'c> = &'c mut dyn FnMut(Draft);

/// Why a document could not be read.
#[derive(Debug)]
pub(super) enum Trouble {
    /// It breaks a rule of JSON or of the vendor, at a place.
    Json(serde_json::Error),
    /// Something else, ready for people.
    Said(Error),
}

impl From<serde_json::Error> for Trouble {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<Error> for Trouble {
    fn from(error: Error) -> Self {
        Self::Said(error)
    }
}

/// A vendor's documents as a [`Format`].
pub(super) struct Document(&'static dyn Vendor);

impl Document {
    /// Judges one document by the keys at its place.
    fn judge(&self, keys: Keys<'_>) -> Fit {
        let shape = |row: &&[&str]| row.iter().all(|path| keys.has(path));
        let shapes = self.0.shapes();
        if shapes.is_empty() || shapes.iter().any(shape) { self.0.fit(keys) } else { Fit::No }
    }

    /// True if the whole text is one document.
    fn is_whole(&self, export: &Export<'_>) -> bool {
        export.outline().is_some_and(|outline| self.judge(Keys::new(outline, "")) > Fit::No)
            && (self.0.joins() || !export.in_parts())
    }

    /// Of the shapes at all places of a text, the one that comes nearest.
    pub(super) fn nearness(&self, outline: &Outline) -> Near {
        let id = self.0.id();
        let at = |keys: Keys<'_>, row: &&'static [&'static str]| {
            let parts = row.iter().map(|path| keys.depth_of(path));
            let (found, all) = parts.fold((0, 0), |(found, all), (some, of)| (found + some, all + of));
            let missing = row.iter().find(|path| !keys.has(path)).copied().unwrap_or_default();
            Near { id, share: found * 100 / all.max(1), found, missing }
        };
        let places = documents::places(outline);
        let all =
            places.iter().flat_map(|place| self.0.shapes().iter().map(move |row| at(Keys::new(outline, place), row)));
        all.max_by_key(|near| (near.share, near.found)).unwrap_or(Near { id, share: 0, found: 0, missing: "" })
    }
}

/// How near a text comes to a vendor's document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Near {
    /// The vendor.
    pub(super) id: &'static str,
    /// How much of the nearest shape stands in the text, in hundredths.
    pub(super) share: usize,
    /// How many parts of its paths do.
    pub(super) found: usize,
    /// The first path that does not; empty if all do.
    pub(super) missing: &'static str,
}

impl Format for Document {
    fn id(&self) -> &'static str {
        self.0.id()
    }

    fn about(&self) -> &'static str {
        self.0.about()
    }

    fn told_by(&self) -> String {
        if let Some(told) = self.0.told_by() {
            return told.to_owned();
        }
        let row = |row: &&[&str]| row.iter().map(|path| format!("`{path}`")).collect::<Vec<_>>().join(" with ");
        let first = self.0.shapes().first().map(row).unwrap_or_default();
        match self.0.shapes().len() {
            0 | 1 => format!("the keys {first}"),
            2 => format!("the keys {first}, or another set of keys"),
            shapes => format!("the keys {first}, or {} other sets of keys", shapes - 1),
        }
    }

    fn gives(&self) -> Gives {
        self.0.gives()
    }

    /// As sure as the vendor is of the whole text; of a document inside of it, never wholly sure.
    fn recognise(&self, export: &Export<'_>) -> Fit {
        let Some(outline) = export.outline() else { return Fit::No };
        if !export.in_parts() && outline.broken().is_some() {
            return Fit::No;
        }
        let judge = |place: &String| {
            if place.is_empty() && export.in_parts() && !self.0.joins() {
                return Fit::No;
            }
            let fit = self.judge(Keys::new(outline, place));
            if place.is_empty() { fit } else { fit.min(Fit::Likely) }
        };
        let mut best = Fit::No;
        for place in documents::places(outline) {
            best = best.max(judge(&place));
            // Who goes by no keys of its own looks into every place itself.
            if best == Fit::Sure || (best > Fit::No && self.0.shapes().is_empty()) {
                break;
            }
        }
        best
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        match (export.in_parts(), self.is_whole(export)) {
            (false, true) => documents::one(self, export.text(), sink),
            (false, false) => documents::all(export.text(), self.id(), sink),
            (true, true) => documents::joined(self, export, sink),
            (true, false) => lines(export, self.id(), sink),
        }
    }
}

/// Hands over the text of each document of a file that the format `id` claims, in the order in which it is read, and the
/// line at which it begins; an empty text for what is none. Lines that are one document together have none of their own.
pub(super) fn texts(export: &Export<'_>, id: &str, each: &mut dyn FnMut(&str, u64)) {
    let whole = VENDORS.iter().find(|vendor| vendor.id() == id).map(|vendor| vendor.is_whole(export));
    match (whole, export.in_parts()) {
        (Some(true), false) => each(export.text(), 1),
        (Some(true), true) => {}
        (Some(false), _) => documents::texts(export, each),
        (None, true) if rows(export).is_none() => documents::texts(export, each),
        (None, _) => {}
    }
}

/// Reads one document with the vendor.
fn read(vendor: &Document, document: &str) -> Result<Vec<Call>, Trouble> {
    let mut calls = Vec::new();
    vendor.0.read(document, &mut |draft| calls.push(draft.finish()))?;
    note_same(&mut calls);
    Ok(calls)
}

/// Notes calls of one document that have one id: they may be pages of one call.
fn note_same(calls: &mut [Call]) {
    let mut ids: BTreeMap<String, usize> = BTreeMap::new();
    for id in calls.iter().filter_map(|call| call.id.as_ref()) {
        *ids.entry(id.clone()).or_default() += 1;
    }
    ids.retain(|_, count| *count > 1);
    for call in calls {
        if let Some(count) = call.id.as_ref().and_then(|id| ids.get(id)) {
            let text =
                format!("{count} calls of this file have this id; if they are pages of one call, join them first");
            call.notes.push(Note::new("same_id", text));
        }
    }
}
