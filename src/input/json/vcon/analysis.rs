//! Transcripts in a vCon's `analysis`: which to take, what is in their bodies, and when and by whom it is said.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::call::{Call, Draft};
use crate::error::{Error, ErrorKind};

use super::super::super::Export;
use super::super::embedded;
use super::file::{Analysis, Dialog, Encoding, File, index, unpacked};
use super::people;

/// What to do where no format claims a body.
const UNKNOWN: &str = "have the recording transcribed in one of the formats that `pursuit formats` lists";

/// What a body holds: calls, and records that could not be read.
type Records = Vec<Result<Call, Error>>;

/// A transcript that was read.
struct Part {
    /// The dialog that it is of.
    dialog: Option<usize>,
    /// What it holds.
    calls: Vec<Call>,
}

/// What is wrong with what cannot be read.
pub(super) struct Unread {
    /// With the first that is said to be a transcript, or is one in part.
    pub(super) trouble: Option<Error>,
    /// With the first that only may have been one.
    pub(super) doubt: Option<Error>,
}

/// Says all transcripts, the first that can be read for each dialog. Returns what is wrong with one that cannot be.
pub(super) fn say(file: &File<'_>, draft: &mut Draft) -> Unread {
    let mut parts: Vec<Part> = Vec::new();
    let (mut done, mut trouble, mut doubt, mut more) = (BTreeSet::new(), None, None, 0);
    let sure = file.analysis.iter().filter(|analysis| is_transcript(analysis)).map(|analysis| (analysis, true));
    let loose = file.analysis.iter().filter(|analysis| is_loose(analysis)).map(|analysis| (analysis, false));
    for (analysis, named) in sure.chain(loose) {
        let dialog = index(&analysis.dialog);
        if done.contains(&dialog) || (dialog.is_none() && !done.is_empty()) {
            more += usize::from(named);
            continue;
        }
        match read(analysis) {
            Ok(records) => {
                let (calls, lost): (Vec<_>, Vec<_>) = records.into_iter().partition(Result::is_ok);
                let calls: Vec<Call> = calls.into_iter().flatten().collect();
                if calls.iter().any(|call| !call.utterances.is_empty()) {
                    done.insert(dialog);
                    parts.push(Part { dialog, calls });
                }
                trouble = trouble.or_else(|| lost.into_iter().find_map(Result::err));
            }
            Err(error) => drop(if named { &mut trouble } else { &mut doubt }.get_or_insert(error)),
        }
    }
    if more > 0 {
        draft.note("other_transcripts", format!("{more} more of this vCon's transcripts are of the same dialogs"));
    }
    place(parts, file, draft);
    Unread { trouble, doubt }
}

/// True for an analysis whose type says that it is a transcript.
fn is_transcript(analysis: &Analysis<'_>) -> bool {
    analysis.kind.as_deref().is_some_and(|kind| kind.to_ascii_lowercase().contains("transcript"))
}

/// True for an analysis that may be a transcript: vcon-server's examples call it so.
fn is_loose(analysis: &Analysis<'_>) -> bool {
    analysis.kind.as_deref() == Some("analysis_info") && !matches!(analysis.dialog, Value::Null)
}

/// What a transcript holds.
fn read(analysis: &Analysis<'_>) -> Result<Records, Error> {
    let Some(body) = analysis.body else {
        let elsewhere = analysis.url.is_some();
        let what = if elsewhere { "is kept at an address outside of it" } else { "has no body" };
        let next = if elsewhere { "fetch it and put it in place of its `url`" } else { "have it transcribed again" };
        return Err(Error::new(ErrorKind::Empty, format!("the transcript of this vCon {what}")).next(next));
    };
    let found = if body.get().starts_with('"') {
        let Some(text) = unpacked(body, analysis.encoding) else {
            let error = Error::new(ErrorKind::Malformed, "the transcript inside this vCon is no text in base64url");
            return Err(error.next("export it again"));
        };
        words(&text)
    } else {
        structured(body.get())
    };
    let records = found.map_err(|error| unread("the transcript", &error))?;
    let lost = |error: Error| unread("a part of the transcript", &error);
    Ok(records.into_iter().map(|record| record.map_err(lost)).collect())
}

/// What is said of `which` transcript that cannot be read.
fn unread(which: &str, error: &Error) -> Error {
    let what = format!("{which} inside this vCon cannot be read: {}", error.what());
    let advice = error.advice().filter(|_| error.kind() != ErrorKind::Unrecognised).unwrap_or(UNKNOWN).to_owned();
    Error::new(error.kind(), what).next(advice)
}

/// What a body holds that is text: JSON in a string, or a transcript as people read it.
fn words(text: &str) -> Result<Records, Error> {
    let json = text.trim_start().starts_with(['{', '[']);
    if json && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        return structured(text);
    }
    embedded(text).or_else(|error| {
        if json || text.trim().is_empty() {
            return Err(error);
        }
        let mut draft = Draft::new();
        draft.say(None, text, None, None, 0);
        Ok(vec![Ok(draft.finish())])
    })
}

/// What a body holds that is JSON.
fn structured(text: &str) -> Result<Records, Error> {
    let export = Export::new(text.as_bytes());
    let records = documents(export.text())?;
    Ok(records.into_iter().map(|record| record.map(|call| export.noted(call))).collect())
}

/// What JSON holds that needs no more mending.
fn documents(text: &str) -> Result<Records, Error> {
    let reading = serde_json::from_str::<Reading<'_>>(text).ok().filter(|_| text.trim_start().starts_with('{'));
    let Some(reading) = reading else { return embedded(text) };
    let told = reading.transcript.or(reading.text).filter(|told| told.get().starts_with('"'));
    if reading.transcript.is_some_and(|told| told.get().starts_with('"'))
        && (reading.words.is_some() || reading.paragraphs.is_some())
    {
        let answer = format!("{{\"results\":{{\"channels\":[{{\"alternatives\":[{text}]}}]}}}}");
        if let Ok(calls) = embedded(&answer) {
            return Ok(calls);
        }
    }
    embedded(text).or_else(|error| match told.and_then(|told| unpacked(told, Encoding::Plain)) {
        Some(told) if error.kind() == ErrorKind::Unrecognised && !told.trim_start().starts_with(['{', '[']) => {
            words(&told)
        }
        _ => Err(error),
    })
}

/// One of Deepgram's readings, which vcon-server keeps without the answer around it, or a text under a key.
#[derive(Deserialize)]
struct Reading<'t> {
    #[serde(borrow, default)]
    transcript: Option<&'t RawValue>,
    #[serde(borrow, default)]
    text: Option<&'t RawValue>,
    #[serde(default)]
    words: Option<IgnoredAny>,
    #[serde(default)]
    paragraphs: Option<IgnoredAny>,
}

/// Says the parts one after another: each from the start of its dialog, or, where that is not known, from the end of
/// the part before.
fn place(parts: Vec<Part>, file: &File<'_>, draft: &mut Draft) {
    let begun = |part: &Part| file.dialog.get(part.dialog?)?.since_1970();
    let zero = parts.iter().filter_map(begun).min();
    let mut end = 0;
    for part in parts {
        let shift = begun(&part).zip(zero).map_or(end, |(begun, zero)| begun.saturating_sub(zero));
        let dialog = part.dialog.and_then(|index| file.dialog.get(index));
        let channels = dialog.map(Dialog::parties).unwrap_or_default();
        for call in part.calls {
            end = end.max(call.duration().map_or(0, |time| time.get()).saturating_add(shift));
            people::retell(call, &file.parties, &channels, shift, draft);
        }
    }
}
