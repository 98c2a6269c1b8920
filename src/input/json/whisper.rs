//! Whisper and its kin: openai/whisper, WhisperX, whisper-timestamped, faster-whisper, OpenAI's
//! diarised answer, and whisper.cpp.
//!
//! A segment without a speaker is of an unknown speaker, not of the last one. Where the words of a
//! segment name different speakers, it is cut where the speaker changes.

use serde::Deserialize;

use crate::call::{Draft, Millis};

use super::super::name::clean;
use super::super::timestamp::clock;
use super::super::{Fit, Gives, Times};
use super::loose::{Text, text};
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Whisper's JSON.
pub(super) struct Whisper;

impl Vendor for Whisper {
    fn id(&self) -> &'static str {
        "whisper"
    }

    fn about(&self) -> &'static str {
        "JSON of Whisper, WhisperX, whisper-timestamped, faster-whisper, whisper.cpp"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["segments[].text", "segments[].start"],
            &["segments", "text"],
            &["segments", "language"],
            &["transcription[].offsets", "transcription[].text"],
            &["[].text", "[].start"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        fit(keys)
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let written = if document.trim_start().starts_with('[') {
            Written { segments: serde_json::from_str(document)?, ..Written::default() }
        } else {
            serde_json::from_str(document)?
        };
        calls(say(written));
        Ok(())
    }
}

/// Judges the keys. Old AssemblyAI files have segments too, in whole milliseconds, and are left alone.
fn fit(outline: Keys<'_>) -> Fit {
    let other = ["audio_duration", "audio_src_url", "language_model", "utterances"];
    if other.iter().any(|key| outline.has(key)) {
        return Fit::No;
    }
    if outline.kind("transcription[].offsets") == Some(Kind::Object) && outline.has("transcription[].text") {
        return Fit::Sure;
    }
    let own = ["seek", "avg_logprob", "no_speech_prob", "compression_ratio", "tokens"];
    let number = |kind| matches!(kind, Some(Kind::Fraction | Kind::Whole));
    if outline.kind("[].text") == Some(Kind::Text) && number(outline.kind("[].start")) {
        let whisper = own.iter().any(|key| outline.has(&format!("[].{key}")));
        return if whisper { Fit::Sure } else { Fit::No };
    }
    if outline.kind("segments") != Some(Kind::List) {
        return Fit::No;
    }
    if !outline.has("segments[]") {
        return if outline.has("text") || outline.has("language") { Fit::Sure } else { Fit::No };
    }
    match (outline.kind("segments[].text"), outline.kind("segments[].start")) {
        (Some(Kind::Text), Some(Kind::Fraction)) => Fit::Sure,
        (Some(Kind::Text), Some(Kind::Whole)) => Fit::Maybe,
        _ => Fit::No,
    }
}

/// A file as it is written.
#[derive(Default, Deserialize)]
#[serde(expecting = "a transcript")]
struct Written<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(borrow, default)]
    segments: Vec<Segment<'t>>,
    /// whisper.cpp.
    #[serde(borrow, default)]
    transcription: Vec<Piece<'t>>,
}

/// A piece between two pauses; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a segment")]
struct Segment<'t> {
    /// `null` is no words; the key must be there.
    #[serde(borrow, deserialize_with = "text")]
    text: Text<'t>,
    start: Option<f64>,
    end: Option<f64>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
    #[serde(borrow, default)]
    words: Option<Vec<Word<'t>>>,
}

/// A word; its text still has its leading space.
#[derive(Deserialize)]
#[serde(expecting = "a word with its times")]
struct Word<'t> {
    #[serde(borrow, alias = "text", deserialize_with = "text")]
    word: Text<'t>,
    start: Option<f64>,
    end: Option<f64>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
}

/// A piece of whisper.cpp.
#[derive(Deserialize)]
#[serde(expecting = "a piece of the transcript")]
struct Piece<'t> {
    /// `null` is no words; the key must be there.
    #[serde(borrow, deserialize_with = "text")]
    text: Text<'t>,
    offsets: Offsets,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
}

/// Times in milliseconds.
#[derive(Deserialize)]
#[serde(expecting = "two times")]
struct Offsets {
    from: i64,
    to: i64,
}

/// Says everything of a file; the text alone where there are no segments.
fn say(written: Written<'_>) -> Draft {
    let mut draft = Draft::new();
    for (index, segment) in written.segments.iter().enumerate() {
        if !say_words(segment, index + 1, &mut draft) {
            let end = segment.end.and_then(Millis::from_seconds);
            let start = segment.start.and_then(Millis::from_seconds);
            speak(segment.speaker.as_deref(), segment.text.as_deref(), (start, end), index + 1, &mut draft);
        }
    }
    for (index, piece) in written.transcription.iter().enumerate() {
        let times = (Some(Millis(piece.offsets.from.max(0))), Some(Millis(piece.offsets.to.max(0))));
        speak(piece.speaker.as_deref(), piece.text.as_deref(), times, index + 1, &mut draft);
    }
    if let Some(text) = written.text.filter(|_| draft.is_silent()) {
        draft.say(None, untimed(&text), None, None, 0);
    }
    draft
}

/// Says one piece.
fn speak(
    speaker: Option<&str>,
    text: Option<&str>,
    times: (Option<Millis>, Option<Millis>),
    record: usize,
    draft: &mut Draft,
) {
    let Some(text) = text else { return };
    let party = speaker.and_then(clean).map(|name| draft.party(&name));
    draft.say(party, untimed(text), times.0, times.1, record);
}

/// The text without a time such as `[00:01.000 --> 00:02.000]` that some tools leave at its start.
fn untimed(text: &str) -> &str {
    let inner = text.trim_start().strip_prefix('[').filter(|inner| clock(inner).is_some());
    inner.and_then(|inner| inner.split_once(']')).map_or(text, |(_, words)| words)
}

/// Says a segment word by word if its words name more than one speaker; returns false if they do not.
fn say_words(segment: &Segment<'_>, record: usize, draft: &mut Draft) -> bool {
    let words = segment.words.as_deref().unwrap_or_default();
    let mut named = words.iter().filter_map(|word| word.speaker.as_deref());
    let first = named.next();
    let mixed = named.any(|speaker| Some(speaker) != first);
    if !mixed {
        if segment.speaker.is_none() && first.is_some() {
            let times = (segment.start.and_then(Millis::from_seconds), segment.end.and_then(Millis::from_seconds));
            speak(first, segment.text.as_deref(), times, record, draft);
            return true;
        }
        return false;
    }
    let mut rest = words;
    let mut speaker = segment.speaker.as_deref().or(first);
    while let Some(head) = rest.first() {
        speaker = head.speaker.as_deref().or(speaker);
        let run = rest.iter().position(|word| word.speaker.as_deref().is_some_and(|other| Some(other) != speaker));
        let (said, after) = rest.split_at(run.unwrap_or(rest.len()));
        let text: Vec<&str> = said.iter().map(|word| word.word.as_deref().unwrap_or_default().trim()).collect();
        let start = said.iter().find_map(|word| word.start).or(segment.start).and_then(Millis::from_seconds);
        let end = said.iter().rev().find_map(|word| word.end).or(segment.end).and_then(Millis::from_seconds);
        speak(speaker, Some(&text.join(" ")), (start, end), record, draft);
        rest = after;
    }
    true
}
