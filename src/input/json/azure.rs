//! Azure Speech: the result file of a batch transcription, and the answer of fast transcription.
//!
//! Shape after Microsoft's public schemas of the result (`transcriptionresult_v3`, `v2024-11-15`), its pages on both
//! interfaces and the documentation of its client libraries. Batch: `recognizedPhrases` with `offsetInTicks` (ticks of
//! 100 ns, whole or with a fraction), `offset` (ISO 8601) and since 2024-11-15 `offsetMilliseconds`; the best of
//! `nBest` is the first, its `display` has punctuation, `lexical` has none. A phrase whose `recognitionStatus` is not
//! `Success` has no words. `speaker` counts from 1 and is missing without diarisation. Phrases of a stereo file stand
//! channel by channel. Fast: `phrases` with `text` and `offsetMilliseconds`; `offset` was a number of milliseconds in
//! the preview, and client libraries write `offsetInMs`. `combinedRecognizedPhrases` and `combinedPhrases` repeat all
//! words of a channel as one text and are read only where there are no phrases.
//!
//! `timestamp` is when the text was made, not when people spoke, and `source` may be a signed address: neither is
//! taken. No field says who sells.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::call::{Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::label::{Label, Voices};
use super::loose::{Text, first, list, text};
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Azure Speech.
pub(super) struct Azure;

impl Vendor for Azure {
    fn id(&self) -> &'static str {
        "azure-batch"
    }

    fn about(&self) -> &'static str {
        "Azure Speech: batch transcription and fast transcription"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["recognizedPhrases"],
            &["combinedRecognizedPhrases"],
            &["combinedPhrases", "phrases"],
            &["phrases[].text", "phrases[].offsetMilliseconds"],
            &["phrases[].text", "phrases[].offsetInMs"],
            &["values[].links.contentUrl", "values[].kind"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let lists = ["recognizedPhrases", "phrases", "combinedRecognizedPhrases", "combinedPhrases"];
        let fits = lists.iter().all(|key| matches!(keys.kind(key), None | Some(Kind::List | Kind::Null)));
        if fits { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        if file.values.is_some() {
            let error = Error::new(ErrorKind::Empty, "this is a list of the files of an Azure job, without the words");
            return Err(error.next("download the contentUrl of the file whose kind is Transcription").into());
        }
        calls(read_call(&file));
        Ok(())
    }
}

/// A file as it is written; the keys of batch and of fast transcription.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a result of Azure Speech")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    recognized_phrases: Vec<Phrase<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    phrases: Vec<Phrase<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    combined_recognized_phrases: Vec<Combined<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    combined_phrases: Vec<Combined<'t>>,
    #[serde(default)]
    values: Option<IgnoredAny>,
}

/// A phrase, without what nobody needs of it: a file holds very many.
#[derive(Deserialize)]
#[serde(from = "WrittenPhrase<'t>", bound(deserialize = "'de: 't"))]
struct Phrase<'t> {
    /// The channel, from 0.
    channel: Label<'t>,
    /// The speaker, from 1.
    speaker: Label<'t>,
    /// When it starts; a number counts milliseconds.
    start: Time,
    /// How long it is; a number counts milliseconds.
    length: Time,
    /// What was said; `None` for what was not understood.
    said: Text<'t>,
}

/// A phrase as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a phrase")]
struct WrittenPhrase<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    recognition_status: Text<'t>,
    #[serde(borrow, default)]
    channel: Label<'t>,
    #[serde(borrow, default)]
    speaker: Label<'t>,
    #[serde(default)]
    offset: Time,
    #[serde(default)]
    duration: Time,
    #[serde(default)]
    offset_in_ticks: Time,
    #[serde(default)]
    duration_in_ticks: Time,
    #[serde(default, alias = "offsetInMs")]
    offset_milliseconds: Time,
    #[serde(default, alias = "durationInMs")]
    duration_milliseconds: Time,
    #[serde(borrow, default, deserialize_with = "first")]
    n_best: Option<Heard<'t>>,
    /// Of fast transcription.
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
}

/// What was heard.
#[derive(Deserialize)]
#[serde(expecting = "an alternative")]
struct Heard<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    display: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    lexical: Text<'t>,
}

/// All words of a channel.
#[derive(Deserialize)]
#[serde(expecting = "the words of a channel")]
struct Combined<'t> {
    #[serde(borrow, default)]
    channel: Label<'t>,
    #[serde(borrow, default, alias = "text", deserialize_with = "text")]
    display: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    lexical: Text<'t>,
}

impl<'t> From<WrittenPhrase<'t>> for Phrase<'t> {
    fn from(phrase: WrittenPhrase<'t>) -> Self {
        let status = phrase.recognition_status.as_deref();
        let understood = status.is_none_or(|status| status.eq_ignore_ascii_case("success"));
        let (display, lexical) = phrase.n_best.map(|heard| (heard.display, heard.lexical)).unwrap_or_default();
        let ways = [display, phrase.text, lexical].into_iter().flatten();
        let said = ways.filter(|_| understood).find(|said| !said.trim().is_empty());
        let time = |ticks: Time, millis: Time, plain: Time| match (ticks, millis) {
            (Time::Number(_), _) => {
                let found = ticks.quietly_since_start(Unit::Ticks);
                found.map_or(Time::Unclear, |found| Time::Span(found.get()))
            }
            (_, Time::None) => plain,
            (_, millis) => millis,
        };
        Self {
            channel: phrase.channel,
            speaker: phrase.speaker,
            start: time(phrase.offset_in_ticks, phrase.offset_milliseconds, phrase.offset),
            length: time(phrase.duration_in_ticks, phrase.duration_milliseconds, phrase.duration),
            said,
        }
    }
}

/// One call.
fn read_call(file: &File<'_>) -> Draft {
    let mut draft = Draft::new();
    let phrases = if file.recognized_phrases.is_empty() { &file.phrases } else { &file.recognized_phrases };
    let mut voices = Voices::new(several(phrases.iter().map(|phrase| &phrase.channel)));
    for (index, phrase) in phrases.iter().enumerate() {
        let Some(said) = phrase.said.as_deref() else { continue };
        let start = phrase.start.since_start(Unit::Millis, &mut draft);
        let length = phrase.length.since_start(Unit::Millis, &mut draft);
        let end = start.zip(length).map(|(start, length)| Millis::new(start.get() + length.get()));
        let party = voices.party(&phrase.channel, &phrase.speaker, &mut draft);
        draft.say(party, said, start, end, index + 1);
    }
    if phrases.is_empty() {
        let combined = file.combined_recognized_phrases.iter().chain(&file.combined_phrases);
        let mut voices = Voices::new(several(combined.clone().map(|whole| &whole.channel)));
        for (index, whole) in combined.enumerate() {
            let said = whole.display.as_deref().or(whole.lexical.as_deref()).filter(|said| !said.trim().is_empty());
            let Some(said) = said else { continue };
            let party = voices.party(&whole.channel, &Label::None, &mut draft);
            draft.say(party, said, None, None, index + 1);
        }
    }
    draft
}

/// True if there are two channels or more.
fn several<'l>(mut channels: impl Iterator<Item = &'l Label<'l>>) -> bool {
    let first = channels.next();
    channels.any(|channel| Some(channel) != first)
}
