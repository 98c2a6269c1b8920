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

use crate::call::{Draft, Millis, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, list, text};
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
        let file: Answer<'_> = if document.trim_start().starts_with('[') {
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
    #[serde(borrow, default, deserialize_with = "list")]
    speaker_labels: Vec<Label<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    alternatives: Vec<Alternative<'t>>,
    #[serde(default, rename = "final")]
    is_final: Option<bool>,
}

/// What was heard; the first alternative is the likeliest.
#[derive(Deserialize)]
#[serde(expecting = "an alternative")]
struct Alternative<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    timestamps: Vec<Word<'t>>,
}

/// A word, its start and its end in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a word with its times")]
struct Word<'t>(#[serde(borrow, deserialize_with = "text")] Text<'t>, Time, Time);

/// Who speaks a word; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a speaker label")]
struct Label<'t> {
    #[serde(default)]
    from: Time,
    #[serde(default)]
    to: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
}

/// Everything of a file, out of its nest.
#[derive(Default)]
struct Found<'t> {
    /// The final results.
    results: Vec<Alternative<'t>>,
    /// The labels in the order of the file.
    labels: Vec<Label<'t>>,
    /// How many results were not final.
    interim: usize,
}

impl<'t> Found<'t> {
    /// Takes in an answer. The parser limits how deep one can stand in another.
    fn take(&mut self, answer: Answer<'t>) {
        self.labels.extend(answer.speaker_labels);
        if answer.is_final == Some(false) {
            self.interim += answer.alternatives.len().min(1);
        } else {
            self.results.extend(answer.alternatives.into_iter().next());
        }
        answer.results.into_iter().for_each(|inner| self.take(inner));
    }

    /// Says all of it.
    fn say(&self) -> Draft {
        let mut draft = Draft::new();
        let ranges = Ranges::of(&self.labels, &mut draft);
        let mut cast = Cast::default();
        for (index, result) in self.results.iter().enumerate() {
            let times: Vec<_> = result.timestamps.iter().map(|word| word.times(&mut draft)).collect();
            let speakers: Vec<_> = times.iter().map(|(start, _)| ranges.at((*start)?.0)).collect();
            let first = speakers.first().copied().flatten();
            let whole = result.transcript.as_deref().filter(|whole| !whole.trim().is_empty());
            if let Some(whole) = whole.filter(|_| speakers.iter().all(|speaker| *speaker == first)) {
                let start = times.first().and_then(|(start, _)| *start);
                let end = times.last().and_then(|(_, end)| *end);
                let party = cast.party(first, &mut draft);
                draft.say(party, &spoken(whole), start, end, index + 1);
                continue;
            }
            let mut speech = Speech::new(&mut draft);
            for ((word, times), speaker) in result.timestamps.iter().zip(times).zip(speakers) {
                let party = cast.party(speaker, speech.draft);
                speech.word(party, &spoken(word.0.as_deref().unwrap_or_default()), times, index + 1);
            }
        }
        draft
    }
}

impl Word<'_> {
    /// Start and end.
    fn times(&self, draft: &mut Draft) -> (Option<Millis>, Option<Millis>) {
        (self.1.from_start(Unit::Seconds, draft), self.2.from_start(Unit::Seconds, draft))
    }
}

/// The words with a sound of hesitation written as people write it.
fn spoken(words: &str) -> Cow<'_, str> {
    if words.contains("%HESITATION") { Cow::Owned(words.replace("%HESITATION", "um")) } else { Cow::Borrowed(words) }
}

/// The party of the speaker that spoke last, so that not every word looks its party up.
#[derive(Default)]
struct Cast<'s> {
    /// The speaker's number.
    speaker: Option<&'s str>,
    /// Its party.
    party: Option<PartyId>,
}

impl<'s> Cast<'s> {
    /// The party of a speaker.
    fn party(&mut self, speaker: Option<&'s str>, draft: &mut Draft) -> Option<PartyId> {
        if speaker != self.speaker {
            self.speaker = speaker;
            self.party = speaker.map(|number| draft.party(&safe(&format!("Speaker {number}"))));
        }
        self.party
    }
}

/// Who speaks from when to when, in milliseconds; of labels with one start the last in the file stands last.
struct Ranges<'s>(Vec<(i64, i64, &'s str)>);

impl<'s> Ranges<'s> {
    /// The ranges of labels that name a speaker and its times.
    fn of(labels: &'s [Label<'s>], draft: &mut Draft) -> Self {
        let mut ranges = Vec::with_capacity(labels.len());
        for label in labels {
            let from = label.from.from_start(Unit::Seconds, draft);
            let to = label.to.from_start(Unit::Seconds, draft).or(from);
            let speaker = label.speaker.as_deref().filter(|speaker| !speaker.is_empty());
            if let (Some(from), Some(to), Some(speaker)) = (from, to, speaker) {
                ranges.push((from.0, to.0, speaker));
            }
        }
        ranges.sort_by_key(|(from, ..)| *from);
        Self(ranges)
    }

    /// The speaker of a word that starts at that time.
    fn at(&self, start: i64) -> Option<&'s str> {
        let begun = self.0.partition_point(|(from, ..)| *from <= start);
        let (from, to, speaker) = *self.0.get(begun.checked_sub(1)?)?;
        (from == start || to > start).then_some(speaker)
    }
}
