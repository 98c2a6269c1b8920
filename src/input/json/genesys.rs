//! Genesys Cloud: the file behind a transcript URL of speech and text analytics.
//!
//! Shape after types made from the vendor's transcript schema, its SDK's `PhraseTranslation` and public readers of
//! these files; no real file was seen. `startTime`, `conversationStartTime` and every `startTimeMs` are milliseconds
//! since 1970; `offset` and `duration` are objects of `milliseconds`, also seen as `offsetMs` and `durationMs`. Times
//! here count from the start of the recorded part, not of the conversation, which may wait in a queue before.
//! `decoratedText` is `text` with capitals and marks, and may be missing. `transcripts[]` are parts of one call. Who
//! speaks is told only by `participantPurpose`: external or internal, or customer, agent, acd, ivr, bot; no name.

use std::borrow::Cow;

use serde::Deserialize;

use crate::call::{Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::side;
use super::super::time::{Time, Unit, iso};
use super::super::{Gives, Times};
use super::loose::{Text, list, text};
use super::{Calls, Trouble, Vendor};

/// Genesys Cloud's transcripts.
pub(super) struct Genesys;

impl Vendor for Genesys {
    fn id(&self) -> &'static str {
        "genesys"
    }

    fn about(&self) -> &'static str {
        "Genesys Cloud speech and text analytics: the file of a transcript URL"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "participantPurpose", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["transcripts[].phrases"],
            &["phrases[].participantPurpose"],
            &["conversationId", "communicationId", "transcripts"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file: File<'_> = serde_json::from_str(document)?;
        if !file.phrases.is_empty() {
            file.transcripts
                .push(Transcript { start_time: file.start_time, phrases: std::mem::take(&mut file.phrases) });
        }
        if file.transcripts.is_empty() {
            let error =
                Error::new(ErrorKind::Empty, "this is what Genesys knows about a conversation, without its words");
            return Err(error.next("export it again once its transcript is ready").into());
        }
        calls(file.say());
        Ok(())
    }
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a transcript file")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    conversation_id: Text<'t>,
    #[serde(default)]
    conversation_start_time: Time,
    #[serde(default)]
    start_time: Time,
    #[serde(borrow, default, deserialize_with = "list")]
    transcripts: Vec<Transcript<'t>>,
    /// Of a part saved alone.
    #[serde(borrow, default, deserialize_with = "list")]
    phrases: Vec<Phrase<'t>>,
}

/// A part of the call.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a transcript")]
struct Transcript<'t> {
    #[serde(default)]
    start_time: Time,
    #[serde(borrow, default, deserialize_with = "list")]
    phrases: Vec<Phrase<'t>>,
}

/// What somebody says at a stretch.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a phrase")]
struct Phrase<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    participant_purpose: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    decorated_text: Text<'t>,
    #[serde(default)]
    start_time_ms: Time,
    #[serde(default)]
    offset: Time,
    #[serde(default)]
    offset_ms: Time,
    #[serde(default)]
    duration: Time,
    #[serde(default)]
    duration_ms: Time,
}

impl File<'_> {
    /// The call of all parts.
    fn say(self) -> Draft {
        let mut draft = Draft::new();
        let since = |time: Time| time.since_1970(Unit::Millis);
        let phrases = || self.transcripts.iter().flat_map(|part| &part.phrases);
        let parts = self.transcripts.iter().filter_map(|part| since(part.start_time)).min();
        let first = phrases().filter_map(|phrase| since(phrase.start_time_ms)).min();
        let begun = since(self.start_time).or(parts).or(since(self.conversation_start_time)).or(first);
        let zero = begun.min(first).or(begun);
        let date = [self.conversation_start_time, self.start_time].into_iter().find_map(|time| iso(time, Unit::Millis));
        draft.about(self.conversation_id.as_deref().map(str::to_owned), date, None);
        for (index, phrase) in phrases().enumerate() {
            let purpose = phrase.participant_purpose.as_deref().map(str::trim).filter(|purpose| !purpose.is_empty());
            let party = purpose.map(|purpose| draft.party(&titled(&safe(purpose))));
            if let Some(party) = party {
                side::state(&mut draft, party, purpose, "participantPurpose");
            }
            let offset = phrase.offset.or(phrase.offset_ms).since_start(Unit::Millis, &mut draft);
            let start = phrase.start_time_ms.after(zero, Unit::Millis, &mut draft).or(offset);
            let length = phrase.duration.or(phrase.duration_ms).since_start(Unit::Millis, &mut draft);
            let end = start.zip(length).map(|(start, length)| Millis::new(start.get() + length.get()));
            let words = phrase.decorated_text.as_deref().filter(|text| !text.trim().is_empty());
            let words = words.or(phrase.text.as_deref()).unwrap_or_default();
            draft.say(party, words, start, end, index + 1);
        }
        draft
    }
}

/// The word with a capital.
fn titled(word: &str) -> Cow<'_, str> {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(letters).collect::<String>().into(),
        _ => word.into(),
    }
}
