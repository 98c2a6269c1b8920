//! Whisper and its kin: openai/whisper, WhisperX, whisper-timestamped, faster-whisper, OpenAI's API, whisper.cpp.
//!
//! Shapes after the tools' own sources and OpenAI's API reference. Times are seconds, in whisper.cpp milliseconds.
//! - `segments[]` (`start`, `end`, `text`, and where they were asked for `speaker` and `words[]` with `word` or `text`,
//!   `start`, `end`, `speaker`), in an object, as a list, or one a line. WhisperX leaves out times and speakers that it
//!   did not find. OpenAI's `diarized_json` calls speakers `A`, `B` or by names that it was given.
//! - `text` and `words[]`, from OpenAI's API when only words were asked for; the words have no punctuation then, the
//!   text has.
//! - `text` and `usage`, from OpenAI's API without times.
//! - `transcription[]` of whisper.cpp: `offsets` (`from`, `to`), `text`, with `--diarize` a `speaker`: `0`, `1` or `?`.
//!
//! A segment without a speaker is of an unknown speaker, not of the last one. Where the words of a segment name
//! different speakers, it is cut where the speaker changes.

use std::borrow::Cow;

use serde::Deserialize;

use crate::call::Draft;

use super::super::time::{Time, Unit};
use super::super::timestamp::clock;
use super::super::{Fit, Gives, Times};
use super::label::{Label, Voices};
use super::loose::{Text, is_list, list, text};
use super::runs::Runs;
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Whisper's JSON.
pub(super) struct Whisper;

impl Vendor for Whisper {
    fn id(&self) -> &'static str {
        "whisper"
    }

    fn about(&self) -> &'static str {
        "JSON of Whisper, WhisperX, whisper-timestamped, faster-whisper, OpenAI's API, whisper.cpp"
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
            &["text", "words[].word", "words[].start"],
            &["text", "usage.type"],
            &["[].text", "[].start"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        fit(keys)
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let written = if is_list(document) {
            Written { segments: serde_json::from_str(document)?, ..Written::default() }
        } else {
            serde_json::from_str(document)?
        };
        calls(say(&written));
        Ok(())
    }
}

/// Keys that only Whisper's segments have.
const OWN: &[&str] = &[
    "avg_logprob",
    "compression_ratio",
    "no_speech_prob",
    "seek",
    "tokens",
    "words[].probability",
    "words[].score",
    "words[].word",
];
/// Keys of old AssemblyAI files, which have segments too, in whole milliseconds.
const OTHER: &[&str] = &["audio_duration", "audio_src_url", "language_model", "utterances"];

/// Judges the keys.
fn fit(keys: Keys<'_>) -> Fit {
    if OTHER.iter().any(|key| keys.has(key)) {
        return Fit::No;
    }
    let is_text = |path| keys.kind(path) == Some(Kind::Text);
    if keys.kind("transcription[].offsets") == Some(Kind::Object) && keys.has("transcription[].text") {
        return Fit::Sure;
    }
    if keys.has("[].text") {
        let own = OWN.iter().any(|key| keys.has(&format!("[].{key}")));
        return if own && is_text("[].text") && keys.is_number("[].start") { Fit::Sure } else { Fit::No };
    }
    if !keys.is_list("segments") {
        let words = is_text("words[].word") && keys.is_number("words[].start");
        return if is_text("text") && (words || is_text("usage.type")) { Fit::Sure } else { Fit::No };
    }
    if !keys.has("segments[]") {
        return if keys.has("text") || keys.has("language") { Fit::Sure } else { Fit::No };
    }
    match (keys.kind("segments[].text"), keys.kind("segments[].start")) {
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
    #[serde(borrow, default, deserialize_with = "list")]
    segments: Vec<Segment<'t>>,
    /// All words of the text.
    #[serde(borrow, default)]
    words: Runs<'t, true>,
    /// whisper.cpp.
    #[serde(borrow, default, deserialize_with = "list")]
    transcription: Vec<Piece<'t>>,
}

/// A piece between two pauses; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a segment")]
struct Segment<'t> {
    /// `null` is no words; the key must be there.
    #[serde(borrow, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default)]
    speaker: Label<'t>,
    #[serde(borrow, default)]
    words: Runs<'t, false>,
}

/// A piece of whisper.cpp.
#[derive(Deserialize)]
#[serde(expecting = "a piece of the transcript")]
struct Piece<'t> {
    /// `null` is no words; the key must be there.
    #[serde(borrow, deserialize_with = "text")]
    text: Text<'t>,
    offsets: Offsets,
    #[serde(borrow, default)]
    speaker: Label<'t>,
}

/// Times in milliseconds.
#[derive(Deserialize)]
#[serde(expecting = "two times")]
struct Offsets {
    #[serde(default)]
    from: Time,
    #[serde(default)]
    to: Time,
}

/// Says everything of a file: segments, else words, else the text alone.
fn say(written: &Written<'_>) -> Draft {
    let mut teller = Teller { draft: Draft::new(), voices: Voices::new(false), unit: Unit::Seconds };
    for (index, segment) in written.segments.iter().enumerate() {
        teller.segment(segment, index + 1);
    }
    if written.segments.is_empty() {
        teller.words(&written.words, written.text.as_deref());
    }
    teller.unit = Unit::Millis;
    for (index, piece) in written.transcription.iter().enumerate() {
        teller.say(&piece.speaker, piece.text.as_deref(), (piece.offsets.from, piece.offsets.to), index + 1);
    }
    if teller.draft.is_silent() {
        teller.say(&Label::None, written.text.as_deref(), (Time::None, Time::None), 0);
    }
    teller.draft
}

/// Says pieces.
struct Teller<'t> {
    /// The call.
    draft: Draft,
    /// Who speaks.
    voices: Voices<'t>,
    /// What times count.
    unit: Unit,
}

impl<'t> Teller<'t> {
    /// Says one piece.
    fn say(&mut self, speaker: &Label<'t>, text: Option<&str>, times: (Time, Time), record: usize) {
        let Some(text) = text.map(untimed).filter(|text| !text.trim().is_empty()) else { return };
        let party = self.voices.party(&Label::None, speaker, &mut self.draft);
        let start = times.0.since_start(self.unit, &mut self.draft);
        let end = times.1.since_start(self.unit, &mut self.draft);
        self.draft.say(party, text, start, end, record);
    }

    /// Says a segment, in pieces if its words name more than one speaker.
    fn segment(&mut self, segment: &Segment<'t>, record: usize) {
        let whole = (segment.start, segment.end);
        let runs = &segment.words.runs;
        match runs.as_slice() {
            [] => self.say(&segment.speaker, segment.text.as_deref(), whole, record),
            [run] => {
                let speaker = if segment.speaker.is_none() { &run.speaker } else { &segment.speaker };
                self.say(speaker, segment.text.as_deref(), whole, record);
            }
            runs => {
                for (run, times) in runs.iter().zip(segment.words.times(whole)) {
                    self.say(&run.speaker, Some(&run.text), times, record);
                }
            }
        }
    }

    /// Says words that stand beside their text: with its punctuation, if both have as many words.
    fn words(&mut self, words: &Runs<'t, true>, text: Option<&str>) {
        let told: Vec<&str> = text.unwrap_or_default().split_whitespace().collect();
        let alike = told.len() == words.runs.iter().map(|run| run.words).sum::<usize>();
        let mut from = 0;
        for (run, times) in words.runs.iter().zip(words.times((Time::None, Time::None))) {
            let text = told.get(from..from + run.words).filter(|_| alike);
            self.say(
                &run.speaker,
                Some(&text.map_or(Cow::Borrowed(&*run.text), |words| words.join(" ").into())),
                times,
                from + 1,
            );
            from += run.words;
        }
    }
}

/// The text without a time such as `[00:01.000 --> 00:02.000]` that some tools leave at its start.
fn untimed(text: &str) -> &str {
    let inner = text.trim_start().strip_prefix('[').filter(|inner| clock(inner).is_some());
    inner.and_then(|inner| inner.split_once(']')).map_or(text, |(_, words)| words)
}
