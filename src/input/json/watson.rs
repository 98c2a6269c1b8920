//! IBM Watson Speech to Text: an answer, the results of a job, and the messages of a stream.
//!
//! Shape after IBM's API reference (`SpeechRecognitionResults`, `SpeakerLabelsResult`), its page on speaker labels and
//! a real file. An answer has `results[]`, each with `alternatives[0]`, whose `timestamps` are lists of word, start and
//! end in seconds, and beside them `speaker_labels[]` with `from`, `to` and a number that need not count up; a word's
//! speaker is that of the label with its start. A job's `results` are a list of such answers. Messages of a stream are
//! answers too; what is not `final` comes again, and later labels replace earlier ones. Words have neither capitals nor
//! punctuation unless smart formatting puts them into `transcript`, so a result of one speaker is read from there.
//! `%HESITATION` stands for *um*. No field says who sells.

use std::borrow::Cow;

use serde::Deserialize;

use crate::call::{Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::label::{self, Voices};
use super::loose::{Text, first, is_list, list, text};
use super::speech::Speech;
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// IBM Watson.
pub(super) struct Watson;

impl Vendor for Watson {
    fn id(&self) -> &'static str {
        "ibm-watson"
    }

    fn about(&self) -> &'static str {
        "IBM Watson Speech to Text: answers, jobs, streams"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["results[].alternatives[].timestamps"],
            &["results[].results[].alternatives"],
            &["results[].alternatives", "result_index"],
            &["results[].alternatives", "speaker_labels"],
            &["[].results[].alternatives", "[].result_index"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let at = |key: &str, kind| keys.has(key) && keys.kind(key) != Some(kind);
        let other = ["results[].alternatives[].content", "results[].alternatives[].words", "results[].channels"];
        let fits = !at("speaker_labels", Kind::List)
            && !at("results[].alternatives[].timestamps", Kind::List)
            && !other.iter().any(|key| keys.has(key));
        if fits { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: Answer<'_> = if is_list(document) {
            Answer { results: serde_json::from_str(document)?, ..Answer::default() }
        } else {
            serde_json::from_str(document)?
        };
        let mut found = Found::default();
        found.take(file);
        if found.results.is_empty() && found.interim > 0 {
            let error = Error::new(ErrorKind::Empty, "these are only interim results of IBM Watson");
            return Err(error.next("export the transcript again once the call is over").into());
        }
        calls(found.say());
        Ok(())
    }
}

/// An answer, and what stands in its results: a result, or in a job's file another answer.
#[derive(Default, Deserialize)]
#[serde(expecting = "an answer of IBM Watson")]
struct Answer<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    results: Vec<Answer<'t>>,
    #[serde(default, deserialize_with = "list")]
    speaker_labels: Vec<Label>,
    #[serde(borrow, default, deserialize_with = "first")]
    alternatives: Option<Alternative<'t>>,
    #[serde(default, rename = "final")]
    is_final: Option<bool>,
}

/// What was heard; the first alternative is the likeliest and the only one kept.
#[derive(Deserialize)]
#[serde(expecting = "an alternative")]
struct Alternative<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    timestamps: Vec<Word<'t>>,
}

/// A word, its start and its end.
#[derive(Deserialize)]
#[serde(expecting = "a word with its times")]
struct Word<'t>(#[serde(borrow, deserialize_with = "text")] Text<'t>, Moment, Moment);

/// Who speaks a word.
#[derive(Deserialize)]
#[serde(expecting = "a speaker label")]
struct Label {
    #[serde(default)]
    from: Moment,
    #[serde(default)]
    to: Moment,
    #[serde(default)]
    speaker: Option<u32>,
}

/// A time in milliseconds, written in seconds. It is small, because a file holds four for each word.
#[derive(Clone, Copy, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(from = "Time")]
enum Moment {
    /// Missing.
    #[default]
    None,
    /// One that cannot lie in a call.
    Bad,
    /// Within the longest call there can be.
    At(u32),
}

impl From<Time> for Moment {
    fn from(time: Time) -> Self {
        match time.quietly_since_start(Unit::Seconds).map(|time| u32::try_from(time.get())) {
            Some(Ok(millis)) => Self::At(millis),
            None if matches!(time, Time::None | Time::Date(_)) => Self::None,
            _ => Self::Bad,
        }
    }
}

impl Moment {
    /// The time; a bad one is noted.
    fn read(self, draft: &mut Draft) -> Option<Millis> {
        match self {
            Self::None => None,
            Self::Bad => Time::Unclear.since_start(Unit::Seconds, draft),
            Self::At(millis) => Some(Millis::new(i64::from(millis))),
        }
    }
}

/// Everything of a file, out of its nest.
#[derive(Default)]
struct Found<'t> {
    /// The final results.
    results: Vec<Alternative<'t>>,
    /// The labels in the order of the file.
    labels: Vec<Label>,
    /// How many results were not final.
    interim: usize,
}

impl<'t> Found<'t> {
    /// Takes in an answer. The parser limits how deep one can stand in another.
    fn take(&mut self, answer: Answer<'t>) {
        self.labels.extend(answer.speaker_labels);
        if answer.is_final == Some(false) {
            self.interim += usize::from(answer.alternatives.is_some());
        } else {
            self.results.extend(answer.alternatives);
        }
        answer.results.into_iter().for_each(|inner| self.take(inner));
    }

    /// Says all of it.
    fn say(mut self) -> Draft {
        let mut draft = Draft::new();
        self.labels.sort_by_key(|label| label.from);
        let mut voices = Voices::new(false);
        let named =
            |speaker: Option<u32>| speaker.map_or(label::Label::None, |number| label::Label::Number(number.into()));
        for (index, result) in self.results.iter().enumerate() {
            let times: Vec<_> = result.timestamps.iter().map(|word| word.times(&mut draft)).collect();
            let speakers: Vec<_> = times.iter().map(|(start, _)| self.speaker((*start)?)).collect();
            let first = speakers.first().copied().flatten();
            let whole = result.transcript.as_deref().filter(|whole| !whole.trim().is_empty());
            if let Some(whole) = whole.filter(|_| speakers.iter().all(|speaker| *speaker == first)) {
                let start = times.first().and_then(|(start, _)| *start);
                let end = times.last().and_then(|(_, end)| *end);
                let party = voices.party(&label::Label::None, &named(first), &mut draft);
                draft.say(party, &spoken(whole), start, end, index + 1);
                continue;
            }
            let mut speech = Speech::new(&mut draft);
            for ((word, times), speaker) in result.timestamps.iter().zip(times).zip(speakers) {
                let party = voices.party(&label::Label::None, &named(speaker), speech.draft);
                speech.word(party, &spoken(word.0.as_deref().unwrap_or_default()), times, index + 1);
            }
        }
        draft
    }

    /// The speaker of a word that starts at that time. The labels are sorted, and of those with one start the last
    /// in the file stands last.
    fn speaker(&self, start: Millis) -> Option<u32> {
        let start = Moment::At(u32::try_from(start.get()).ok()?);
        let begun = self.labels.partition_point(|label| label.from <= start);
        let label = self.labels.get(begun.checked_sub(1)?)?;
        label.speaker.filter(|_| label.from == start || label.to > start)
    }
}

impl Word<'_> {
    /// Start and end.
    fn times(&self, draft: &mut Draft) -> (Option<Millis>, Option<Millis>) {
        (self.1.read(draft), self.2.read(draft))
    }
}

/// The words with a sound of hesitation written as people write it.
fn spoken(words: &str) -> Cow<'_, str> {
    if words.contains("%HESITATION") { Cow::Owned(words.replace("%HESITATION", "um")) } else { Cow::Borrowed(words) }
}
