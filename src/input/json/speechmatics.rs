//! Speechmatics: transcripts of jobs (json-v2), the messages of a live session as a list or one a line, and the
//! files of the old v1 service.
//!
//! Shape after Speechmatics' public API reference (batch and real-time) and its SDKs. All times are seconds.
//! - A job: `format` (a version such as `2.9`), `job` (`id`, `data_name`: the file, `created_at`), `metadata` and
//!   `results[]` with `type` (`word`, `punctuation`, `entity`, `speaker_change`), `start_time`, `end_time`, `channel`
//!   and `alternatives[]` (`content`, `speaker`). Punctuation says with `attaches_to` on which side it stands without
//!   a blank: previous, which is the default, next, both or none. An entity holds its words again under `spoken_form`
//!   and `written_form`, which are left alone.
//! - A session: messages `AddTranscript` of the same results; `AddPartialTranscript` is said again, others say nothing.
//! - v1: `words[]` (`name`, `time`, `duration`) and who spoke from when on, `speakers[]` (`name`, `time`).
//!
//! Speakers are `S1`, in old files `M1` and `F1`, or names where voices were enrolled; `UU` is unknown. Channels have
//! the labels that the job gave them, else `channel_1`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::time::{Time, Unit, iso};
use super::super::{Gives, Times};
use super::floor::Floor;
use super::label::{Label, Voices};
use super::loose::{Text, first, list, text, trimmed_records};
use super::speech::{Speech, wants_blank};
use super::{Calls, Trouble, Vendor};

/// Speechmatics' API.
pub(super) struct Speechmatics;

impl Vendor for Speechmatics {
    fn id(&self) -> &'static str {
        "speechmatics"
    }

    fn about(&self) -> &'static str {
        "Speechmatics: transcripts of jobs, messages of live sessions, and old v1 files"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "channel, if the job named it", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["results[].alternatives[].content", "metadata"],
            &["results[].alternatives[].content", "format"],
            &["results", "metadata.transcription_config"],
            &["message", "metadata.transcript"],
            &["words[].name", "words[].time"],
            &["[].message", "[].results[].alternatives[].content"],
            &["[].message", "[].metadata.transcript"],
            &["[].message", "[].language_pack_info"],
            &["[].message", "[].seq_no"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let trim = |record: &mut Record<'_>| {
            if !record.is_final() {
                record.results = Vec::new();
            }
        };
        calls(read_call(&trimmed_records(document, trim)?)?);
        Ok(())
    }
}

/// A transcript, or a message of a session.
#[derive(Deserialize)]
#[serde(expecting = "a transcript of Speechmatics")]
struct Record<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    message: Text<'t>,
    /// Why a session failed.
    #[serde(borrow, default, deserialize_with = "text")]
    reason: Text<'t>,
    #[serde(borrow, default)]
    job: Option<Job<'t>>,
    #[serde(borrow, default)]
    metadata: Option<Metadata<'t>>,
    #[serde(borrow, default)]
    channel: Label<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    results: Vec<Item<'t>>,
    /// Of v1.
    #[serde(borrow, default, deserialize_with = "list")]
    words: Vec<OldWord<'t>>,
    /// Of v1.
    #[serde(borrow, default, deserialize_with = "list")]
    speakers: Vec<Range<'t>>,
}

impl Record<'_> {
    /// True if its words stand.
    fn is_final(&self) -> bool {
        self.message.as_deref().is_none_or(|message| message == "AddTranscript")
    }
}

/// What is known of a job.
#[derive(Deserialize)]
#[serde(expecting = "a job")]
struct Job<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, alias = "name", deserialize_with = "text")]
    data_name: Text<'t>,
    #[serde(default)]
    created_at: Time,
}

/// What a message says as a whole.
#[derive(Deserialize)]
#[serde(expecting = "what is known of a message")]
struct Metadata<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
    #[serde(default)]
    start_time: Time,
    #[serde(default)]
    end_time: Time,
}

/// A word, a punctuation mark, or another thing heard.
#[derive(Deserialize)]
#[serde(expecting = "a result")]
struct Item<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    kind: Text<'t>,
    #[serde(default)]
    start_time: Time,
    #[serde(default)]
    end_time: Time,
    #[serde(borrow, default)]
    channel: Label<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    attaches_to: Text<'t>,
    /// The likeliest reading.
    #[serde(borrow, default, rename = "alternatives", deserialize_with = "first")]
    reading: Option<Reading<'t>>,
}

impl Item<'_> {
    /// True for punctuation.
    fn is_mark(&self) -> bool {
        self.kind.as_deref() == Some("punctuation")
    }
}

/// What was heard.
#[derive(Deserialize)]
#[serde(expecting = "a reading")]
struct Reading<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    content: Text<'t>,
    #[serde(borrow, default)]
    speaker: Label<'t>,
}

/// A word of v1.
#[derive(Deserialize)]
#[serde(expecting = "a word")]
struct OldWord<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(default)]
    time: Time,
    #[serde(default)]
    duration: Time,
}

/// A stretch of one speaker, of v1.
#[derive(Deserialize)]
#[serde(expecting = "a speaker")]
struct Range<'t> {
    #[serde(borrow, default)]
    name: Label<'t>,
    #[serde(default)]
    time: Time,
}

/// Reads a transcript, or all messages of a session.
fn read_call(records: &[Record<'_>]) -> Result<Draft, Error> {
    let mut draft = Draft::new();
    if let Some(job) = records.iter().find_map(|record| record.job.as_ref()) {
        let owned = |text: &Text<'_>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
        draft.about(owned(&job.id), iso(job.created_at, Unit::Seconds), owned(&job.data_name));
    }
    if !records.iter().any(Record::is_final) {
        let why = records.iter().find_map(|record| record.reason.as_deref());
        let error = match why {
            Some(why) => format!("Speechmatics broke this session off: {}", safe(why).trim_end_matches('.')),
            None => "these are messages of a session of Speechmatics without a final transcript".to_owned(),
        };
        return Err(Error::new(ErrorKind::Empty, error).next("save the messages AddTranscript of the session too"));
    }
    let lanes = lanes(records);
    let (voices, floor) = (Voices::new(lanes.len() > 1), floor(&lanes));
    let mut teller = Teller { voices, floor, speech: Speech::new(&mut draft) };
    for (number, lane) in (0..).zip(&lanes) {
        teller.lane(number, lane);
        teller.speech.cut();
    }
    for record in records {
        teller.whole(record);
        teller.old(record);
    }
    drop(teller);
    Ok(draft)
}

/// What was heard for good on one channel: each thing with its number in the file.
struct Lane<'r, 't> {
    /// The channel.
    channel: &'r Label<'t>,
    /// What was heard.
    items: Vec<(usize, &'r Item<'t>)>,
}

/// What was heard on each channel, in the order of their first words.
fn lanes<'r, 't>(records: &'r [Record<'t>]) -> Vec<Lane<'r, 't>> {
    let mut lanes: Vec<Lane<'r, 't>> = Vec::new();
    let mut known: BTreeMap<&Label<'t>, usize> = BTreeMap::new();
    let mut number = 0;
    for record in records.iter().filter(|record| record.is_final()) {
        for item in &record.results {
            number += 1;
            let channel = if item.channel.is_none() { &record.channel } else { &item.channel };
            let lane = *known.entry(channel).or_insert(lanes.len());
            match lanes.get_mut(lane) {
                Some(lane) => lane.items.push((number, item)),
                None => lanes.push(Lane { channel, items: vec![(number, item)] }),
            }
        }
    }
    lanes
}

/// When the words of several channels are said.
fn floor(lanes: &[Lane<'_, '_>]) -> Floor {
    let mut floor = Floor::default();
    for (number, lane) in (0..).zip(lanes).filter(|_| lanes.len() > 1) {
        for (_, item) in lane.items.iter().filter(|(_, item)| !item.is_mark()) {
            let time = |time: Time| time.quietly_since_start(Unit::Seconds);
            floor.add(number, (time(item.start_time), time(item.end_time)));
        }
    }
    floor.close();
    floor
}

/// Says words by channel and speaker.
struct Teller<'d, 't> {
    /// Who speaks.
    voices: Voices<'t>,
    /// When the words of several channels are said.
    floor: Floor,
    /// What is said.
    speech: Speech<'d>,
}

impl<'t> Teller<'_, 't> {
    /// Says what was heard on one channel.
    fn lane(&mut self, number: i64, lane: &Lane<'_, 't>) {
        for (record, item) in &lane.items {
            if item.kind.as_deref() == Some("speaker_change") {
                self.speech.cut();
            }
            let Some(reading) = &item.reading else { continue };
            let content = reading.content.as_deref().unwrap_or_default();
            let side = item.attaches_to.as_deref().unwrap_or_default();
            if item.is_mark() && !matches!(side, "next" | "none") {
                self.speech.mark(content);
            } else {
                let times = self.times(item.start_time, item.end_time);
                let party = self.voices.party(lane.channel, &known(&reading.speaker), self.speech.draft);
                self.speech.word_on((&self.floor, number), party, content, times, *record);
            }
            if matches!(side, "next" | "both") {
                self.speech.join_next();
            }
        }
    }

    /// Says a message that has its text in one piece only.
    fn whole(&mut self, record: &Record<'t>) {
        let Some(metadata) = record.metadata.as_ref().filter(|_| record.is_final() && record.results.is_empty()) else {
            return;
        };
        let times = self.times(metadata.start_time, metadata.end_time);
        let party = self.voices.party(&record.channel, &Label::None, self.speech.draft);
        self.speech.word(party, metadata.transcript.as_deref().unwrap_or_default(), times, 1);
    }

    /// Says the words of a file of v1; each is of the speaker whose stretch began last.
    fn old(&mut self, record: &Record<'t>) {
        let time = |time: Time| time.quietly_since_start(Unit::Seconds);
        let mut ranges: Vec<(Option<Millis>, &Label<'t>)> =
            record.speakers.iter().map(|range| (time(range.time), &range.name)).collect();
        ranges.sort_by_key(|(start, _)| *start);
        for (index, word) in record.words.iter().enumerate() {
            let name = word.name.as_deref().unwrap_or_default().trim();
            if !name.is_empty() && !wants_blank("a", name) {
                self.speech.mark(name);
                continue;
            }
            let (start, length) = self.times(word.time, word.duration);
            let end = start.zip(length).map(|(start, length)| Millis::new(start.get() + length.get())).or(start);
            let begun = ranges.partition_point(|(from, _)| *from <= start);
            let speaker = begun.checked_sub(1).and_then(|last| ranges.get(last)).map(|(_, name)| known(name));
            let party = self.voices.party(&Label::None, &speaker.unwrap_or_default(), self.speech.draft);
            self.speech.word(party, name, (start, end), index + 1);
        }
    }

    /// Two times in seconds.
    fn times(&mut self, first: Time, second: Time) -> (Option<Millis>, Option<Millis>) {
        let draft = &mut *self.speech.draft;
        (first.since_start(Unit::Seconds, draft), second.since_start(Unit::Seconds, draft))
    }
}

/// The label, unless it says that the speaker is unknown.
fn known<'t>(label: &Label<'t>) -> Label<'t> {
    if *label == Label::Text(Cow::Borrowed("UU")) { Label::None } else { label.clone() }
}
