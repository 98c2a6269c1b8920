//! Deepgram: answers for recordings, and the messages of live streams as a list or one a line.
//!
//! Shape after Deepgram's public API reference and the types of its SDKs. All times are seconds with a fraction.
//! - A recording: `metadata` (`request_id`, `created`: when the request was made, the nearest to a date of the call),
//!   `results.channels[].alternatives[]` with `transcript`, `words[]` (`word`, `start`, `end`, and where they were
//!   asked for `punctuated_word` and `speaker`) and `paragraphs.paragraphs[]` (`speaker`, `sentences[]`); with
//!   `utterances` asked for also `results.utterances[]` (`start`, `end`, `channel`, `speaker`, `transcript`, `words`).
//!   All three say the same words: utterances are read before paragraphs, paragraphs before words. Whisper models
//!   give words alone, without punctuation.
//! - A stream: messages with `type: "Results"`, `channel.alternatives[]`, `channel_index` (`[channel, of how many]`),
//!   `start`, `duration` and `is_final`; what is not final is said again. Messages of other types hold no words.
//!
//! Speakers are numbers from 0 on each channel, absent without diarisation; channels are numbered from 0.

use std::borrow::Cow;

use serde::Deserialize;

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::time::{Time, Unit, iso};
use super::super::{Gives, Times};
use super::floor::Floor;
use super::label::{Label, Voices};
use super::loose::{Text, first, list, object, text, trimmed_records};
use super::speech::Speech;
use super::{Calls, Trouble, Vendor};

/// Deepgram's API.
pub(super) struct Deepgram;

impl Vendor for Deepgram {
    fn id(&self) -> &'static str {
        "deepgram"
    }

    fn about(&self) -> &'static str {
        "Deepgram: utterances, paragraphs or words of a recording, or the messages of a live stream"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["results.channels[].alternatives"],
            &["results.utterances[].transcript"],
            &["results.channels", "metadata.request_id"],
            &["channel.alternatives[].transcript", "type"],
            &["[].channel.alternatives[].transcript", "[].type"],
            &["err_code", "err_msg"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let trim = |message: &mut Message<'_>| {
            if let (Some(false), Some(channel)) = (message.is_final, &mut message.channel) {
                channel.reading = None;
            }
        };
        calls(read_call(&trimmed_records(document, trim)?)?);
        Ok(())
    }
}

/// An answer for a recording, or a message of a stream.
#[derive(Deserialize)]
#[serde(expecting = "an answer of Deepgram")]
struct Message<'t> {
    #[serde(borrow, default)]
    metadata: Option<Metadata<'t>>,
    #[serde(borrow, default)]
    results: Option<Results<'t>>,
    /// Of a stream.
    #[serde(borrow, default, deserialize_with = "object")]
    channel: Option<Channel<'t>>,
    /// The channel, and how many there are.
    #[serde(borrow, default, deserialize_with = "list")]
    channel_index: Vec<Label<'t>>,
    #[serde(default)]
    is_final: Option<bool>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    duration: Time,
    /// Why the request failed.
    #[serde(borrow, default, deserialize_with = "text")]
    err_msg: Text<'t>,
}

/// What is known of a request.
#[derive(Deserialize)]
#[serde(expecting = "what is known of a request")]
struct Metadata<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    request_id: Text<'t>,
    #[serde(default)]
    created: Time,
}

/// What was heard in a recording.
#[derive(Deserialize)]
#[serde(expecting = "the results")]
struct Results<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    channels: Vec<Channel<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    utterances: Vec<Utterance<'t>>,
}

/// One channel.
#[derive(Deserialize)]
#[serde(expecting = "a channel")]
struct Channel<'t> {
    /// The likeliest reading.
    #[serde(borrow, default, rename = "alternatives", deserialize_with = "first")]
    reading: Option<Reading<'t>>,
}

/// What was heard on one channel.
#[derive(Deserialize)]
#[serde(expecting = "a reading of a channel")]
struct Reading<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    words: Vec<Word<'t>>,
    #[serde(borrow, default)]
    paragraphs: Option<Paragraphs<'t>>,
}

/// The paragraphs of a channel.
#[derive(Deserialize)]
#[serde(expecting = "paragraphs")]
struct Paragraphs<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    paragraphs: Vec<Paragraph<'t>>,
}

/// Sentences of one speaker.
#[derive(Deserialize)]
#[serde(expecting = "a paragraph")]
struct Paragraph<'t> {
    #[serde(borrow, default)]
    speaker: Label<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    sentences: Vec<Sentence<'t>>,
}

/// A sentence.
#[derive(Deserialize)]
#[serde(expecting = "a sentence")]
struct Sentence<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
}

/// What was said between two pauses.
#[derive(Deserialize)]
#[serde(expecting = "an utterance")]
struct Utterance<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default)]
    channel: Label<'t>,
    #[serde(borrow, default)]
    speaker: Label<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    words: Vec<Word<'t>>,
}

impl Utterance<'_> {
    /// True if its words must be told apart: they name another speaker, or they are all there is.
    fn is_mixed(&self) -> bool {
        let other = |word: &Word<'_>| !word.speaker.is_none() && word.speaker != self.speaker;
        self.transcript.as_deref().is_none_or(|text| text.trim().is_empty()) || self.words.iter().any(other)
    }
}

/// A word.
#[derive(Deserialize)]
#[serde(expecting = "a word")]
struct Word<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    word: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    punctuated_word: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default)]
    speaker: Label<'t>,
}

/// Reads the answer for a recording, or all messages of a stream.
fn read_call(messages: &[Message<'_>]) -> Result<Draft, Error> {
    let mut draft = Draft::new();
    let metadata = || messages.iter().filter_map(|message| message.metadata.as_ref());
    draft.about(
        metadata().find_map(|known| known.request_id.clone()).map(Cow::into_owned),
        metadata().find_map(|known| iso(known.created, Unit::Seconds)),
        None,
    );
    let channels = |results: &Results<'_>| results.channels.len() + results.utterances.len();
    let heard =
        |message: &Message<'_>| message.channel.is_some() || message.results.as_ref().is_some_and(|r| channels(r) > 0);
    if !messages.iter().any(heard) {
        return Err(silent(messages));
    }
    messages.iter().filter_map(|message| message.results.as_ref()).for_each(|results| say_results(results, &mut draft));
    say_stream(messages, &mut draft);
    if draft.is_silent() && messages.iter().any(|message| message.is_final == Some(false)) {
        return Err(Error::new(ErrorKind::Empty, "this stream of Deepgram holds no final results")
            .next("save the messages with \"is_final\": true too"));
    }
    Ok(draft)
}

/// The error for an answer without a transcript.
fn silent(messages: &[Message<'_>]) -> Error {
    match messages.iter().find_map(|message| message.err_msg.as_deref()) {
        Some(why) => Error::new(
            ErrorKind::Empty,
            format!("Deepgram could not transcribe this call: {}", safe(why).trim_end_matches('.')),
        )
        .next("transcribe the recording again"),
        None => Error::new(ErrorKind::Empty, "this is an answer of Deepgram without a channel that was transcribed")
            .next("transcribe the recording again, and save the whole answer"),
    }
}

/// Says what was heard in a recording.
fn say_results(results: &Results<'_>, draft: &mut Draft) {
    let mut said = results.utterances.iter();
    let first = said.next().map(|utterance| &utterance.channel);
    let several = results.channels.len() > 1 || said.any(|utterance| Some(&utterance.channel) != first);
    let floor = if several { floor(&results.channels) } else { Floor::default() };
    let mut teller = Teller { voices: Voices::new(several), floor, speech: Speech::new(draft), record: 0 };
    for utterance in &results.utterances {
        teller.utterance(utterance);
    }
    if results.utterances.is_empty() {
        for (channel, heard) in (0..).zip(&results.channels) {
            if let Some(reading) = &heard.reading {
                teller.reading(&Label::Number(channel), reading, (Time::None, Time::None));
            }
        }
    }
}

/// When the words of all channels are said.
fn floor(channels: &[Channel<'_>]) -> Floor {
    let mut floor = Floor::default();
    for (number, channel) in (0..).zip(channels) {
        for word in channel.reading.iter().flat_map(|reading| &reading.words) {
            let time = |time: Time| time.quietly_since_start(Unit::Seconds);
            floor.add(number, (time(word.start), time(word.end)));
        }
    }
    floor.close();
    floor
}

/// Says the final messages of a stream.
fn say_stream(messages: &[Message<'_>], draft: &mut Draft) {
    let several = |message: &Message<'_>| !matches!(message.channel_index.get(1), None | Some(Label::Number(..=1)));
    let voices = Voices::new(messages.iter().any(several));
    let mut teller = Teller { voices, floor: Floor::default(), speech: Speech::new(draft), record: 0 };
    for message in messages.iter().filter(|message| message.is_final != Some(false)) {
        if let Some(reading) = message.channel.as_ref().and_then(|channel| channel.reading.as_ref()) {
            let channel = message.channel_index.first().unwrap_or(&Label::None);
            let end = match (message.start, message.duration) {
                (Time::Number(start), Time::Number(length)) => Time::Number(start + length),
                _ => Time::None,
            };
            teller.reading(channel, reading, (message.start, end));
        }
    }
}

/// Says words and sentences by channel and speaker.
struct Teller<'d, 't> {
    /// Who speaks.
    voices: Voices<'t>,
    /// When the words of several channels are said.
    floor: Floor,
    /// What is said.
    speech: Speech<'d>,
    /// Number of the last utterance, sentence or word.
    record: usize,
}

impl<'t> Teller<'_, 't> {
    /// Says an utterance, word by word if it has several speakers.
    fn utterance(&mut self, utterance: &Utterance<'t>) {
        if utterance.is_mixed() {
            let record = self.record + 1;
            self.words(&utterance.channel, &utterance.speaker, &utterance.words, Some(record));
            self.speech.cut();
            self.record = record;
        } else {
            let times = (utterance.start, utterance.end);
            self.whole(&utterance.channel, &utterance.speaker, utterance.transcript.as_deref(), times);
        }
    }

    /// Says what was heard on a channel, by paragraphs, else by words, else as a whole at `times`.
    fn reading(&mut self, channel: &Label<'t>, reading: &Reading<'t>, times: (Time, Time)) {
        let paragraphs = reading.paragraphs.iter().flat_map(|paragraphs| &paragraphs.paragraphs);
        let mut some = false;
        for paragraph in paragraphs {
            for sentence in &paragraph.sentences {
                some = true;
                let times = (sentence.start, sentence.end);
                self.whole(channel, &paragraph.speaker, sentence.text.as_deref(), times);
            }
        }
        if !some && reading.words.is_empty() {
            self.whole(channel, &Label::None, reading.transcript.as_deref(), times);
        } else if !some {
            self.words(channel, &Label::None, &reading.words, None);
        }
    }

    /// Says a piece of one speaker.
    fn whole(&mut self, channel: &Label<'t>, speaker: &Label<'t>, text: Option<&str>, times: (Time, Time)) {
        let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return };
        self.speech.cut();
        self.record += 1;
        let draft = &mut *self.speech.draft;
        let party = self.voices.party(channel, speaker, draft);
        let start = times.0.since_start(Unit::Seconds, draft);
        let end = times.1.since_start(Unit::Seconds, draft);
        draft.say(party, text, start, end, self.record);
    }

    /// Says words; one without a speaker is `speaker`'s. They count as records of their own, unless all of them
    /// stand in one `record`.
    fn words(&mut self, channel: &Label<'t>, speaker: &Label<'t>, words: &[Word<'t>], record: Option<usize>) {
        for word in words {
            let Some(text) = word.punctuated_word.as_deref().or(word.word.as_deref()) else { continue };
            self.record += 1;
            let draft = &mut *self.speech.draft;
            let speaker = if word.speaker.is_none() { speaker } else { &word.speaker };
            let party = self.voices.party(channel, speaker, draft);
            let start = word.start.since_start(Unit::Seconds, draft);
            let end = word.end.since_start(Unit::Seconds, draft);
            let record = record.unwrap_or(self.record);
            match channel {
                Label::Number(channel) => {
                    self.speech.word_on((&self.floor, *channel), party, text, (start, end), record);
                }
                _ => self.speech.word(party, text, (start, end), record),
            }
        }
    }
}
