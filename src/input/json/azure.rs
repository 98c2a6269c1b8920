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

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Millis, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, list, text};
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
    values: Option<serde::de::IgnoredAny>,
}

/// A phrase.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a phrase")]
struct Phrase<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    recognition_status: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    channel: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
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
    #[serde(borrow, default, deserialize_with = "list")]
    n_best: Vec<Heard<'t>>,
    /// Of fast transcription.
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
}

/// What was heard, the likeliest first.
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
    #[serde(borrow, default, deserialize_with = "text")]
    channel: Text<'t>,
    #[serde(borrow, default, alias = "text", deserialize_with = "text")]
    display: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    lexical: Text<'t>,
}

impl Phrase<'_> {
    /// What was said; `None` for what was not understood.
    fn said(&self) -> Option<&str> {
        let understood = self.recognition_status.as_deref().is_none_or(|status| status.eq_ignore_ascii_case("success"));
        let heard = self.n_best.first();
        let ways = [heard.and_then(|heard| heard.display.as_deref()), self.text.as_deref()];
        let mut ways = ways.into_iter().chain([heard.and_then(|heard| heard.lexical.as_deref())]).flatten();
        ways.find(|said| !said.trim().is_empty()).filter(|_| understood)
    }

    /// Start and end.
    fn times(&self, draft: &mut Draft) -> (Option<Millis>, Option<Millis>) {
        let read = |ticks: Time, millis: Time, plain: Time, draft: &mut Draft| {
            let found = ticks.from_start(Unit::Ticks, draft).or_else(|| millis.from_start(Unit::Millis, draft));
            found.or_else(|| plain.from_start(Unit::Millis, draft))
        };
        let start = read(self.offset_in_ticks, self.offset_milliseconds, self.offset, draft);
        let length = read(self.duration_in_ticks, self.duration_milliseconds, self.duration, draft);
        (start, start.zip(length).map(|(start, length)| Millis(start.0 + length.0)))
    }
}

/// One call.
fn read_call(file: &File<'_>) -> Draft {
    let mut draft = Draft::new();
    let phrases = if file.recognized_phrases.is_empty() { &file.phrases } else { &file.recognized_phrases };
    let mut cast = Cast::new(phrases.iter().map(|phrase| &phrase.channel));
    for (index, phrase) in phrases.iter().enumerate() {
        let Some(said) = phrase.said() else { continue };
        let (start, end) = phrase.times(&mut draft);
        let party = cast.party(phrase.channel.as_deref(), phrase.speaker.as_deref(), &mut draft);
        draft.say(party, said, start, end, index + 1);
    }
    if phrases.is_empty() {
        let combined = file.combined_recognized_phrases.iter().chain(&file.combined_phrases);
        let mut cast = Cast::new(combined.clone().map(|whole| &whole.channel));
        for (index, whole) in combined.enumerate() {
            let said = whole.display.as_deref().or(whole.lexical.as_deref()).filter(|said| !said.trim().is_empty());
            let Some(said) = said else { continue };
            let party = cast.party(whole.channel.as_deref(), None, &mut draft);
            draft.say(party, said, None, None, index + 1);
        }
    }
    draft
}

/// Who is who: speakers by number, channels where there are several.
struct Cast<'t> {
    /// True if the file has several channels.
    channels: bool,
    /// The parties by channel and speaker.
    known: BTreeMap<(Option<&'t str>, Option<&'t str>), PartyId>,
}

impl<'t> Cast<'t> {
    /// Nobody has spoken yet.
    fn new(mut channels: impl Iterator<Item = &'t Text<'t>>) -> Self {
        let first = channels.next().and_then(|channel| channel.as_deref());
        Self { channels: channels.any(|channel| channel.as_deref() != first), known: BTreeMap::new() }
    }

    /// The party of a channel's speaker; without diarisation one channel is nobody's.
    fn party(&mut self, channel: Option<&'t str>, speaker: Option<&'t str>, draft: &mut Draft) -> Option<PartyId> {
        let key = (channel.filter(|_| self.channels), speaker.filter(|speaker| !speaker.is_empty()));
        if let Some(party) = self.known.get(&key) {
            return Some(*party);
        }
        let name = match key {
            (None, None) => return None,
            (None, Some(speaker)) => format!("Speaker {speaker}"),
            (Some(channel), None) => format!("Channel {channel}"),
            (Some(channel), Some(speaker)) => format!("Channel {channel}, speaker {speaker}"),
        };
        let party = draft.party(&safe(&name));
        self.known.insert(key, party);
        Some(party)
    }
}
