//! Google Cloud Speech-to-Text, v1 and v2: answers, files of batches, operations, and the messages of a stream as a
//! list or one a line.
//!
//! Shape after Google's public reference (v1, v1p1beta1, v2). All times count from the start of the audio and are
//! durations: `"12.900s"`, or `{"seconds": "12", "nanos": 900000000}`; a part or a start that is missing is 0.
//! - `results[].alternatives[]` with `transcript` and `words[]`: v1 `startTime`, `endTime`, `word`, `speakerTag` (from
//!   1; 0 is nobody) or `speakerLabel`; v2 `startOffset`, `endOffset`, `word`, `speakerLabel`. Clients in Python write
//!   the same in snake case. `channelTag` counts from 1.
//! - A result without words has only its end, `resultEndTime` or `resultEndOffset`: it begins where the one before it
//!   on its channel ended.
//! - With speakers asked for, v1 repeats all words from the beginning in its last result, now with their speakers;
//!   that result is then read alone.
//! - v2's batch holds files by their address: `results.<address>.inlineResult.transcript.results` or, older,
//!   `results.<address>.transcript.results`; each is a call.
//! - In a stream, what is not `isFinal` is said again.
//!
//! Japanese words come as `word|reading`; the reading is left out.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

use crate::call::{Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::floor::Floor;
use super::label::{Label, Voices};
use super::loose::{Text, first, list, records, text};
use super::speech::Speech;
use super::{Calls, Keys, Trouble, Vendor};

/// Google's Speech-to-Text.
pub(super) struct Google;

impl Vendor for Google {
    fn id(&self) -> &'static str {
        "google-stt"
    }

    fn about(&self) -> &'static str {
        "Google Speech-to-Text v1 and v2: answers, batches, streams"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["results[].alternatives[].transcript"],
            &["results[].alternatives[].words[].word"],
            &["results.*.transcript.results"],
            &["results.*.inlineResult.transcript"],
            &["results.*.inline_result.transcript"],
            &["results.*.error.code"],
            &["[].results[].alternatives[].transcript", "[].results[].isFinal"],
            &["[].results[].alternatives[].transcript", "[].results[].is_final"],
            &["[].results[].alternatives[].transcript", "[].results[].stability"],
        ]
    }

    /// IBM Watson has the same keys, and times of its own beside them.
    fn fit(&self, keys: Keys<'_>) -> Fit {
        let watson = ["result_index", "speaker_labels", "results[].final", "results[].alternatives[].timestamps"];
        let other = watson.iter().any(|path| keys.has(path)) || keys.has("results[].alternatives[].content");
        if other { Fit::No } else { Fit::Sure }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut answers: Vec<Answer<'_>> = records(document)?;
        let files: Vec<(String, FileResult<'_>)> =
            answers.iter_mut().flat_map(|answer| std::mem::take(&mut answer.results.files)).collect();
        if !files.is_empty() {
            return read_files(&files, calls);
        }
        let id = answers.iter().find_map(|answer| answer.request_id.as_deref()).map(str::to_owned);
        let results: Vec<Heard<'_>> = answers.into_iter().flat_map(|answer| answer.results.heard).collect();
        let mut draft = Draft::new();
        draft.about(id, None, None);
        say(&results, &mut draft);
        calls(draft);
        Ok(())
    }
}

/// An answer as it is written.
#[derive(Deserialize)]
#[serde(expecting = "an answer of Speech-to-Text")]
struct Answer<'t> {
    #[serde(borrow, default)]
    results: Results<'t>,
    #[serde(borrow, default, alias = "requestId", deserialize_with = "text")]
    request_id: Text<'t>,
}

/// What was heard in one recording, or in several by their addresses.
#[derive(Default)]
struct Results<'t> {
    /// In one.
    heard: Vec<Heard<'t>>,
    /// In several.
    files: Vec<(String, FileResult<'t>)>,
}

/// One recording of a batch.
#[derive(Deserialize)]
#[serde(expecting = "the result of a file")]
struct FileResult<'t> {
    #[serde(borrow, default)]
    transcript: Option<Answer<'t>>,
    #[serde(borrow, default, alias = "inlineResult")]
    inline_result: Option<Inline<'t>>,
    #[serde(borrow, default)]
    error: Option<Status<'t>>,
}

impl<'t> FileResult<'t> {
    /// What was heard in it.
    fn heard(&self) -> Option<&[Heard<'t>]> {
        let inline = self.inline_result.as_ref().and_then(|inline| inline.transcript.as_ref());
        inline.or(self.transcript.as_ref()).map(|answer| answer.results.heard.as_slice())
    }
}

/// A transcript inside an answer.
#[derive(Deserialize)]
#[serde(expecting = "a transcript")]
struct Inline<'t> {
    #[serde(borrow, default)]
    transcript: Option<Answer<'t>>,
}

/// Why something failed.
#[derive(Deserialize)]
#[serde(expecting = "a status")]
struct Status<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    message: Text<'t>,
}

/// What was heard at a stretch.
#[derive(Deserialize)]
#[serde(expecting = "a result")]
struct Heard<'t> {
    /// The likeliest reading.
    #[serde(borrow, default, rename = "alternatives", deserialize_with = "first")]
    reading: Option<Reading<'t>>,
    #[serde(borrow, default, rename = "channelTag", alias = "channel_tag")]
    channel: Label<'t>,
    #[serde(default, rename = "isFinal", alias = "is_final")]
    is_final: Option<bool>,
    #[serde(
        default,
        rename = "resultEndTime",
        alias = "result_end_time",
        alias = "resultEndOffset",
        alias = "result_end_offset"
    )]
    end: Time,
}

/// A reading of it.
#[derive(Default, Deserialize)]
#[serde(expecting = "a reading")]
struct Reading<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    words: Vec<Word<'t>>,
}

/// A word.
#[derive(Deserialize)]
#[serde(expecting = "a word")]
struct Word<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    word: Text<'t>,
    #[serde(default, rename = "startTime", alias = "start_time", alias = "startOffset", alias = "start_offset")]
    start: Time,
    #[serde(default, rename = "endTime", alias = "end_time", alias = "endOffset", alias = "end_offset")]
    end: Time,
    #[serde(default, rename = "speakerTag", alias = "speaker_tag")]
    tag: Option<i32>,
    #[serde(borrow, default, rename = "speakerLabel", alias = "speaker_label")]
    label: Label<'t>,
}

impl<'t> Word<'t> {
    /// Who says it.
    fn speaker(&self) -> Label<'t> {
        match (&self.label, self.tag) {
            (Label::None, Some(tag @ 1..)) => Label::Number(tag.into()),
            (label, _) => label.clone(),
        }
    }

    /// Its times; where only the end is written, the start is 0.
    fn times(&self) -> (Time, Time) {
        if self.start == Time::None && self.end != Time::None {
            (Time::Span(0), self.end)
        } else {
            (self.start, self.end)
        }
    }

    /// Its start and end, where they are times.
    fn span(&self) -> (Option<Millis>, Option<Millis>) {
        let (start, end) = self.times();
        (start.quietly_since_start(Unit::Seconds), end.quietly_since_start(Unit::Seconds))
    }

    /// The word without its reading.
    fn text(&self) -> &str {
        self.word.as_deref().and_then(|word| word.split('|').next()).unwrap_or_default()
    }
}

impl<'de: 't, 't> Deserialize<'de> for Results<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ResultsVisitor)
    }
}

/// Reads [`Results`].
struct ResultsVisitor;

impl<'de> Visitor<'de> for ResultsVisitor {
    type Value = Results<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of results, or an object of files")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Results::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut results = Results::default();
        while let Some(heard) = items.next_element()? {
            results.heard.push(heard);
        }
        Ok(results)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Self::Value, A::Error> {
        let mut results = Results::default();
        while let Some(entry) = entries.next_entry()? {
            results.files.push(entry);
        }
        Ok(results)
    }
}

/// Reads each recording of a batch; those that failed are noted with the first that did not.
fn read_files(files: &[(String, FileResult<'_>)], calls: Calls<'_>) -> Result<(), Trouble> {
    let why = |file: &FileResult<'_>| {
        let message = file.error.as_ref().and_then(|error| error.message.as_deref());
        safe(message.unwrap_or("no transcript")).trim_end_matches('.').to_owned()
    };
    let mut failed = files.iter().filter(|(_, file)| file.heard().is_none()).peekable();
    let mut all = files.iter().filter_map(|(address, file)| Some((address, file.heard()?))).peekable();
    if all.peek().is_none() {
        let reason = failed.peek().map_or_else(String::new, |(_, file)| why(file));
        let error = Error::new(ErrorKind::Empty, format!("Google could not transcribe this call: {reason}"));
        return Err(error.next("transcribe the recording again, with the result inside the answer").into());
    }
    for (address, heard) in all {
        let mut draft = Draft::new();
        draft.about(Some(address.clone()), None, None);
        for (address, file) in failed.by_ref() {
            draft
                .note("file_failed", format!("{} of the same batch was not transcribed: {}", safe(address), why(file)));
        }
        say(heard, &mut draft);
        calls(draft);
    }
    Ok(())
}

/// Says all that was heard in one recording.
fn say(results: &[Heard<'_>], draft: &mut Draft) {
    let streamed = results.iter().any(|heard| heard.is_final == Some(true));
    let mut lanes: BTreeMap<&Label<'_>, Vec<&Heard<'_>>> = BTreeMap::new();
    for heard in results.iter().filter(|heard| !streamed || heard.is_final == Some(true)) {
        lanes.entry(&heard.channel).or_default().push(heard);
    }
    let lanes: Vec<(&Label<'_>, &[&Heard<'_>])> =
        lanes.iter().map(|(channel, lane)| (*channel, unrepeated(lane))).collect();
    let floor = floor(&lanes);
    let mut voices = Voices::new(lanes.len() > 1);
    let mut speech = Speech::new(draft);
    let mut record = 0;
    for (number, (channel, lane)) in (0..).zip(&lanes) {
        let mut before = None;
        for heard in *lane {
            let Some(reading) = &heard.reading else { continue };
            let end = heard.end.since_start(Unit::Seconds, speech.draft);
            if reading.words.is_empty() {
                record += 1;
                let party = voices.party(channel, &Label::None, speech.draft);
                let start = end.and(before.or(Some(Millis::new(0))));
                speech.draft.say(party, reading.transcript.as_deref().unwrap_or_default(), start, end, record);
            }
            for word in &reading.words {
                record += 1;
                let party = voices.party(channel, &word.speaker(), speech.draft);
                let (start, end) = word.times();
                let start = start.since_start(Unit::Seconds, speech.draft);
                let end = end.since_start(Unit::Seconds, speech.draft);
                speech.word_on((&floor, number), party, word.text(), (start, end), record);
            }
            speech.cut();
            before = end.or(before);
        }
    }
}

/// When the words of several channels are said.
fn floor(lanes: &[(&Label<'_>, &[&Heard<'_>])]) -> Floor {
    let mut floor = Floor::default();
    for (number, (_, lane)) in (0..).zip(lanes).filter(|_| lanes.len() > 1) {
        for word in lane.iter().filter_map(|heard| heard.reading.as_ref()).flat_map(|reading| &reading.words) {
            floor.add(number, word.span());
        }
    }
    floor.close();
    floor
}

/// The results without those that the last one repeats: the last alone if its words have speakers and it covers
/// the time of all others, or where times are missing, begins like them and is about as long.
fn unrepeated<'r, 't>(lane: &'r [&'r Heard<'t>]) -> &'r [&'r Heard<'t>] {
    let (others, last) = lane.split_at(lane.len().saturating_sub(1));
    let words = |all: &'r [&'r Heard<'t>]| all.iter().filter_map(|heard| heard.reading.as_ref()).flat_map(|r| &r.words);
    let reach = |all: &'r [&'r Heard<'t>]| {
        let start = words(all).filter_map(|word| word.span().0).min();
        start.zip(words(all).filter_map(|word| word.span().1).max())
    };
    let repeats = || match (reach(last), reach(others)) {
        (Some((start, end)), Some((first, until))) => start <= first && until <= end,
        _ => begins_alike(last, others),
    };
    let tagged = words(last).any(|word| !word.speaker().is_none());
    if !others.is_empty() && tagged && repeats() { last } else { lane }
}

/// True if a result begins with the first word of others and has at least nine words for ten of theirs; judgement.
fn begins_alike(last: &[&Heard<'_>], others: &[&Heard<'_>]) -> bool {
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let spoken = |all: &[&Heard<'_>]| -> Vec<String> {
        let mut words = Vec::new();
        for reading in all.iter().filter_map(|heard| heard.reading.as_ref()) {
            if reading.words.is_empty() {
                words.extend(reading.transcript.as_deref().unwrap_or_default().split_whitespace().map(bare));
            }
            words.extend(reading.words.iter().map(|word| bare(word.text())));
        }
        words
    };
    let (own, theirs) = (spoken(last), spoken(others));
    own.first() == theirs.first() && own.len() * 10 >= theirs.len() * 9
}
