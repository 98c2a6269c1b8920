//! Twilio Conversational Intelligence (Voice Intelligence before): the sentences of a transcript, alone or with the
//! transcript's own record.
//!
//! Shape after Twilio's OpenAPI description `twilio_intelligence_v2` and its reference of both resources:
//! `media_channel` and `sentence_index` are whole numbers; `start_time` and `end_time` are seconds from the start of
//! the recording, typed as strings that may be null, and in real answers numbers. Without times the index gives the
//! order. A file may hold one page of many, which its `meta` tells. Who speaks on a channel stands only in the record,
//! and only if the client gave it when it made the transcript: `channel.participants[]` with `channel_participant`
//! (the channel), `full_name`, `email`, `media_participant_id` (the number) and `role`, Agent or Customer. A
//! channel's number alone says nothing of sides. The SDK for Node writes the same keys in camel case.

use std::borrow::Cow;

use serde::Deserialize;

use crate::call::{Draft, Identity, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::address::address;
use super::super::name::{known, safe};
use super::super::side;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, is_list, list, text};
use super::{Calls, Keys, Trouble, Vendor};

/// Twilio's sentences.
pub(super) struct Twilio;

impl Vendor for Twilio {
    fn id(&self) -> &'static str {
        "twilio"
    }

    fn about(&self) -> &'static str {
        "Twilio Conversational Intelligence: sentences of a transcript, with or without its record"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "channel.participants[].role", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["sentences[].media_channel", "sentences[].transcript"],
            &["sentences[].mediaChannel", "sentences[].transcript"],
            &["sentences", "meta.key"],
            &["[].media_channel", "[].transcript"],
            &["[].mediaChannel", "[].transcript"],
            &["service_sid", "links.sentences"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let spoken = ["sentences[]", "[]"].iter().any(|place| keys.has(&format!("{place}.transcript")));
        let page = keys.is_list("sentences") && !keys.has("sentences[]");
        if spoken || page || keys.has("service_sid") { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = if is_list(document) {
            File { sentences: Some(serde_json::from_str(document)?), ..File::default() }
        } else {
            serde_json::from_str(document)?
        };
        if file.sentences.is_none() {
            let error = Error::new(ErrorKind::Empty, "this is what Twilio knows about a transcript, without its words");
            return Err(error.next("export its sentences too: GET /v2/Transcripts/{Sid}/Sentences").into());
        }
        calls(file.say());
        Ok(())
    }
}

/// A file as it is written.
#[derive(Default, Deserialize)]
#[serde(expecting = "an answer of Twilio")]
struct File<'t> {
    #[serde(borrow, default)]
    sentences: Option<Vec<Sentence<'t>>>,
    #[serde(borrow, default)]
    meta: Option<Meta<'t>>,
    #[serde(borrow, default, deserialize_with = "text")]
    sid: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    media_start_time: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    date_created: Text<'t>,
    #[serde(borrow, default)]
    channel: Option<Channel<'t>>,
}

/// Which page of the sentences it is, from 0.
#[derive(Deserialize)]
#[serde(expecting = "the place of a page")]
struct Meta<'t> {
    #[serde(default)]
    page: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    next_page_url: Text<'t>,
}

/// A sentence; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a sentence")]
struct Sentence<'t> {
    #[serde(borrow, default, alias = "mediaChannel", deserialize_with = "text")]
    media_channel: Text<'t>,
    #[serde(default, alias = "sentenceIndex")]
    sentence_index: Time,
    #[serde(default, alias = "startTime")]
    start_time: Time,
    #[serde(default, alias = "endTime")]
    end_time: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    transcript: Text<'t>,
}

/// What was recorded.
#[derive(Deserialize)]
#[serde(expecting = "a channel")]
struct Channel<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    participants: Vec<Participant<'t>>,
}

/// Who speaks on a channel.
#[derive(Deserialize)]
#[serde(expecting = "a participant")]
struct Participant<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    channel_participant: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    full_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    media_participant_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    role: Text<'t>,
}

impl File<'_> {
    /// The call of the sentences.
    fn say(self) -> Draft {
        let mut draft = Draft::new();
        let date = self.media_start_time.or(self.date_created);
        draft.about(self.sid.map(Cow::into_owned), date.map(Cow::into_owned), None);
        if let Some(meta) = self.meta.filter(Meta::is_part) {
            let page = if let Time::Number(page) = meta.page { page + 1.0 } else { 1.0 };
            draft.note("part_only", format!("this is page {page} of a transcript of several; the others are not here"));
        }
        let people = self.channel.map(|channel| channel.participants).unwrap_or_default();
        let mut sentences = self.sentences.unwrap_or_default();
        sentences.sort_by(|a, b| a.place().total_cmp(&b.place()));
        for (index, sentence) in sentences.iter().enumerate() {
            let channel = sentence.media_channel.as_deref().map(str::trim).filter(|channel| !channel.is_empty());
            let party = channel.map(|channel| join(channel, &people, &mut draft));
            let start = sentence.start_time.since_start(Unit::Seconds, &mut draft);
            let end = sentence.end_time.since_start(Unit::Seconds, &mut draft);
            draft.say(party, sentence.transcript.as_deref().unwrap_or_default(), start, end, index + 1);
        }
        draft
    }
}

impl Meta<'_> {
    /// True if other pages belong to the transcript.
    fn is_part(&self) -> bool {
        let next = self.next_page_url.as_deref().is_some_and(|url| !url.is_empty());
        next || matches!(self.page, Time::Number(page) if page > 0.0)
    }
}

impl Sentence<'_> {
    /// Its place in the order of the transcript; the last one if it has none.
    fn place(&self) -> f64 {
        if let Time::Number(index) = self.sentence_index { index } else { f64::INFINITY }
    }
}

/// The party of a channel, by its name, address or number, else by the channel's number alone.
fn join(channel: &str, people: &[Participant<'_>], draft: &mut Draft) -> PartyId {
    let label = format!("Channel {channel}");
    let found = people.iter().find(|person| person.channel_participant.as_deref() == Some(channel));
    let Some(found) = found else { return draft.party(&safe(&label)) };
    let names = [&found.full_name, &found.email, &found.media_participant_id];
    let name = names.into_iter().flatten().find_map(|name| known(name));
    let name = name.unwrap_or_else(|| safe(&label));
    // One of two channels is one of two people, whatever they are called.
    let email = address(found.email.as_deref());
    let who = Identity { name: &name, account: Some(channel), email: email.as_deref(), ..Identity::default() };
    let party = draft.party_of(who);
    side::state(draft, party, found.role.as_deref(), "role");
    party
}
