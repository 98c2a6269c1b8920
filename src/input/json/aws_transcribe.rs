//! Amazon Transcribe: the file that a batch job leaves in its bucket.
//!
//! Shape after the output examples of the developer guide (standard, diarisation, channel identification) and real
//! files. `results.items` are words and marks of punctuation in the order of speech; times are seconds as strings,
//! and marks have none. A word's speaker is its own `speaker_label`; older files name it only in
//! `speaker_labels.segments[].items` by the word's start, or only by the time from start to end of the segment. With
//! channel identification `channel_labels.channels[].items` hold the same words again, channel by channel.
//! `audio_segments` hold the words once more as text; they are read where there are no items. The language may stand
//! in `language_code` or `language_codes`; nothing here needs it. No field says who sells: a channel's number does not.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Millis, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::name::clean;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::floor::Floor;
use super::loose::{Text, first, list, text};
use super::speech::Speech;
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Amazon Transcribe.
pub(super) struct AwsTranscribe;

impl Vendor for AwsTranscribe {
    fn id(&self) -> &'static str {
        "aws-transcribe"
    }

    fn about(&self) -> &'static str {
        "Amazon Transcribe batch output: plain, with speakers, with channels"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["results.items", "results.transcripts"],
            &["results.channel_labels.channels"],
            &["results.audio_segments"],
            &["results.transcripts", "jobName"],
            &["TranscriptionJob.TranscriptionJobStatus"],
            &["jobName", "accountId"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let fits = !keys.has("results") || keys.kind("results") == Some(Kind::Object);
        if fits { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        let Some(results) = file.results else {
            let status = file.transcription_job.and_then(|job| job.transcription_job_status).or(file.status);
            return Err(no_words(status.as_deref()).into());
        };
        let mut draft = Draft::new();
        draft.about(file.job_name.map(Cow::into_owned), None, None);
        results.say(&mut draft);
        calls(draft);
        Ok(())
    }
}

/// The error for a file that tells of a job only.
fn no_words(status: Option<&str>) -> Error {
    let failed = status.is_some_and(|status| status.eq_ignore_ascii_case("failed"));
    let what = if failed {
        "Amazon Transcribe says that this job failed; there are no words"
    } else {
        "this tells of a job of Amazon Transcribe, without the words"
    };
    let next = if failed { "run the job again" } else { "download the file that its TranscriptFileUri names" };
    Error::new(ErrorKind::Empty, what).next(next)
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an output of Amazon Transcribe")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    job_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    status: Text<'t>,
    #[serde(borrow, default)]
    results: Option<Results<'t>>,
    #[serde(borrow, default, rename = "TranscriptionJob")]
    transcription_job: Option<Job<'t>>,
}

/// What the service tells of a job when it is asked for one.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a job")]
struct Job<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcription_job_status: Text<'t>,
}

/// The words in up to four ways.
#[derive(Deserialize)]
#[serde(expecting = "results")]
struct Results<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    transcripts: Vec<Transcript<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    items: Vec<Item<'t>>,
    #[serde(borrow, default)]
    speaker_labels: Option<SpeakerLabels<'t>>,
    #[serde(borrow, default)]
    channel_labels: Option<ChannelLabels<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    audio_segments: Vec<Segment<'t>>,
}

/// All words as one text.
#[derive(Deserialize)]
#[serde(expecting = "a transcript")]
struct Transcript<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
}

/// A word, or a mark of punctuation.
#[derive(Deserialize)]
#[serde(expecting = "an item")]
struct Item<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    kind: Text<'t>,
    #[serde(default)]
    start_time: Time,
    #[serde(default)]
    end_time: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_label: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    channel_label: Text<'t>,
    #[serde(borrow, default, deserialize_with = "first")]
    alternatives: Option<Alternative<'t>>,
}

/// What was heard; the first alternative is the likeliest and the only one kept.
#[derive(Deserialize)]
#[serde(expecting = "an alternative")]
struct Alternative<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    content: Text<'t>,
}

/// Who speaks when.
#[derive(Deserialize)]
#[serde(expecting = "speaker labels")]
struct SpeakerLabels<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    segments: Vec<Segment<'t>>,
}

/// A stretch of one speaker; only those of `audio_segments` have a transcript, and their `items` are numbers.
#[derive(Deserialize)]
#[serde(expecting = "a segment")]
struct Segment<'t> {
    #[serde(default)]
    start_time: Time,
    #[serde(default)]
    end_time: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_label: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    channel_label: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
}

/// The words of each channel.
#[derive(Deserialize)]
#[serde(expecting = "channel labels")]
struct ChannelLabels<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    channels: Vec<Channel<'t>>,
}

/// One channel.
#[derive(Deserialize)]
#[serde(expecting = "a channel")]
struct Channel<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    channel_label: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    items: Vec<Item<'t>>,
}

impl Results<'_> {
    /// Says the words in the best of the ways that are there.
    fn say(&self, draft: &mut Draft) {
        let channels = self.channels();
        if !channels.is_empty() {
            say_channels(&channels, draft);
        } else if !self.items.is_empty() {
            self.say_items(draft);
        }
        if draft.is_silent() {
            let spoken =
                |segment: &Segment<'_>| segment.transcript.as_deref().is_some_and(|text| !text.trim().is_empty());
            for (index, segment) in self.audio_segments.iter().enumerate().filter(|(_, segment)| spoken(segment)) {
                let label = segment.speaker_label.as_deref().or(segment.channel_label.as_deref());
                let party = label.and_then(clean).map(|name| draft.party(&name));
                let start = segment.start_time.since_start(Unit::Seconds, draft);
                let end = segment.end_time.since_start(Unit::Seconds, draft);
                draft.say(party, segment.transcript.as_deref().unwrap_or_default(), start, end, index + 1);
            }
        }
        if draft.is_silent() {
            for (index, whole) in self.transcripts.iter().enumerate() {
                draft.say(None, whole.transcript.as_deref().unwrap_or_default(), None, None, index + 1);
            }
        }
    }

    /// The words by channel, where channels were told apart.
    fn channels(&self) -> BTreeMap<&str, Vec<&Item<'_>>> {
        let mut found: BTreeMap<&str, Vec<&Item<'_>>> = BTreeMap::new();
        for channel in self.channel_labels.iter().flat_map(|labels| &labels.channels) {
            let label = channel.channel_label.as_deref().unwrap_or_default();
            found.entry(label).or_default().extend(&channel.items);
        }
        if found.values().all(Vec::is_empty) {
            found.clear();
            for item in self.items.iter().filter(|_| self.speaker_labels.is_none()) {
                let Some(label) = item.channel_label.as_deref() else { continue };
                found.entry(label).or_default().push(item);
            }
        }
        found
    }

    /// Says the words of one stream, each by its speaker.
    fn say_items(&self, draft: &mut Draft) {
        let segments = self.speaker_labels.iter().flat_map(|labels| &labels.segments).chain(&self.audio_segments);
        let ranges = Ranges::of(segments, draft);
        let mut speech = Speech::new(draft);
        let mut speaker: (Option<&str>, Option<PartyId>) = (None, None);
        for (index, item) in self.items.iter().enumerate() {
            if item.is_mark() {
                speech.mark(item.content());
                continue;
            }
            let (start, end) = item.times(speech.draft);
            let own = item.speaker_label.as_deref().filter(|label| !label.is_empty());
            let label = own.or_else(|| ranges.at(start?.get()));
            if label != speaker.0 {
                speaker = (label, label.and_then(clean).map(|name| speech.draft.party(&name)));
            }
            speech.word(speaker.1, item.content(), (start, end), index + 1);
        }
    }
}

impl Item<'_> {
    /// True for punctuation.
    fn is_mark(&self) -> bool {
        self.kind.as_deref() == Some("punctuation")
    }

    /// Start and end.
    fn times(&self, draft: &mut Draft) -> (Option<Millis>, Option<Millis>) {
        (self.start_time.since_start(Unit::Seconds, draft), self.end_time.since_start(Unit::Seconds, draft))
    }

    /// What was said.
    fn content(&self) -> &str {
        self.alternatives.as_ref().and_then(|heard| heard.content.as_deref()).unwrap_or_default()
    }
}

/// Who speaks from when to when, in milliseconds.
struct Ranges<'s>(Vec<(i64, i64, &'s str)>);

/// Stretches looked at for a word: they overlap only where people talk at once.
const OVERLAPPING: usize = 8;

impl<'s> Ranges<'s> {
    /// The ranges of segments that name a speaker and both times.
    fn of(segments: impl Iterator<Item = &'s Segment<'s>>, draft: &mut Draft) -> Self {
        let mut ranges = Vec::new();
        for segment in segments {
            let start = segment.start_time.since_start(Unit::Seconds, draft);
            let end = segment.end_time.since_start(Unit::Seconds, draft);
            if let (Some(start), Some(end), Some(label)) = (start, end, segment.speaker_label.as_deref()) {
                ranges.push((start.get(), end.get(), label));
            }
        }
        ranges.sort_by_key(|(start, ..)| *start);
        Self(ranges)
    }

    /// The speaker of a word that starts at that time: of the last stretch begun that has not ended.
    fn at(&self, start: i64) -> Option<&'s str> {
        let begun = self.0.partition_point(|(from, ..)| *from <= start);
        let mut near = self.0.get(..begun)?.iter().rev().take(OVERLAPPING);
        near.find(|(_, until, _)| *until >= start).map(|(.., label)| *label)
    }
}

/// Says the words of channels, each channel's for itself.
fn say_channels(channels: &BTreeMap<&str, Vec<&Item<'_>>>, draft: &mut Draft) {
    let mut floor = Floor::default();
    for (number, items) in (0..).zip(channels.values()) {
        for item in items.iter().filter(|item| !item.is_mark()) {
            let time = |time: Time| time.quietly_since_start(Unit::Seconds);
            floor.add(number, (time(item.start_time), time(item.end_time)));
        }
    }
    floor.close();
    let mut record = 0;
    for (number, (label, items)) in (0..).zip(channels) {
        let speaks = items.iter().any(|item| !item.content().is_empty());
        let party = clean(label).filter(|_| speaks).map(|name| draft.party(&name));
        let mut speech = Speech::new(draft);
        for item in items {
            record += 1;
            if item.is_mark() {
                speech.mark(item.content());
                continue;
            }
            let times = item.times(speech.draft);
            speech.word_on((&floor, number), party, item.content(), times, record);
        }
    }
}
