//! Gong: `POST /v2/calls/transcript`, `POST /v2/calls/extensive`, and both merged in one file.
//!
//! Shape after Gong's public OpenAPI description (schemas `CallTranscript`, `Monologue`, `Sentence`, `Party`,
//! `CallBasicData`): sentence times are whole milliseconds from the start of the call; a sentence's `speakerId`
//! is the `speakerId` of a party of the same call, not its `id`; ids have up to 20 digits. `affiliation` is
//! Internal, External or Unknown, and a party with a `userId` is a user of Gong, so internal.
//!
//! A party without a `speakerId` was invited and said nothing, so it is none here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Identity, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::address::address;
use super::super::name::{known, safe};
use super::super::side;
use super::super::time::{Time, Unit};
use super::super::{Gives, Times};
use super::loose::{Text, list, owned, text};
use super::{Calls, Trouble, Vendor};

/// Gong's API.
pub(super) struct Gong;

impl Vendor for Gong {
    fn id(&self) -> &'static str {
        "gong"
    }

    fn about(&self) -> &'static str {
        "Gong API: call transcripts, extensive calls, or both in one file"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "affiliation, userId", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["callTranscripts[].transcript"],
            &["callTranscripts", "records"],
            &["calls[].metaData", "calls[].parties"],
            &["metaData", "parties"],
            &["callId", "transcript[].speakerId", "transcript[].sentences"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file: File<'_> = serde_json::from_str(document)?;
        if file.meta_data.is_some() || !file.parties.is_empty() {
            file.calls.push(About { meta_data: file.meta_data.take(), parties: std::mem::take(&mut file.parties) });
        }
        if !file.transcript.is_empty() {
            file.call_transcripts.push(Transcript { call_id: file.call_id.take(), transcript: file.transcript });
        }
        if file.call_transcripts.is_empty() {
            let error = Error::new(ErrorKind::Empty, "this is what Gong knows about calls, without their words");
            return Err(error.next("export the transcript too: POST /v2/calls/transcript").into());
        }
        for transcript in file.call_transcripts {
            let about =
                file.calls.iter().find(|about| about.id().is_some() && about.id() == transcript.call_id.as_deref());
            calls(read_call(transcript, about));
        }
        Ok(())
    }
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an answer of Gong")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "list")]
    call_transcripts: Vec<Transcript<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    calls: Vec<About<'t>>,
    /// Of an entry of `callTranscripts` that stands alone.
    #[serde(borrow, default, deserialize_with = "text")]
    call_id: Text<'t>,
    /// Of the same.
    #[serde(borrow, default, deserialize_with = "list")]
    transcript: Vec<Monologue<'t>>,
    /// Of a single call.
    #[serde(borrow, default)]
    meta_data: Option<MetaData<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    parties: Vec<Party<'t>>,
}

/// The words of one call.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "the transcript of a call")]
struct Transcript<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    call_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    transcript: Vec<Monologue<'t>>,
}

/// What one speaker says at a stretch.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a monologue")]
struct Monologue<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    sentences: Vec<Sentence<'t>>,
}

/// A sentence; times in milliseconds.
#[derive(Deserialize)]
#[serde(expecting = "a sentence")]
struct Sentence<'t> {
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
}

/// What Gong knows about one call.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a call")]
struct About<'t> {
    #[serde(borrow, default)]
    meta_data: Option<MetaData<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    parties: Vec<Party<'t>>,
}

impl About<'_> {
    /// The id of the call.
    fn id(&self) -> Option<&str> {
        self.meta_data.as_ref()?.id.as_deref()
    }
}

/// The head of a call.
#[derive(Deserialize)]
#[serde(expecting = "the head of a call")]
struct MetaData<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    title: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    started: Text<'t>,
}

/// Somebody in a call.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a party")]
struct Party<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email_address: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    phone_number: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    user_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    affiliation: Text<'t>,
}

/// One call.
fn read_call(transcript: Transcript<'_>, about: Option<&About<'_>>) -> Draft {
    let mut draft = Draft::new();
    let head = about.and_then(|about| about.meta_data.as_ref());
    draft.about(
        transcript.call_id.map(Cow::into_owned),
        head.and_then(|head| owned(&head.started)),
        head.and_then(|head| owned(&head.title)),
    );
    let mut speakers = BTreeMap::new();
    let parties = about.map(|about| about.parties.as_slice()).unwrap_or_default();
    let mut record = 0;
    for monologue in &transcript.transcript {
        let speaker = monologue.speaker_id.as_deref().filter(|id| !id.trim().is_empty());
        let party = speaker.map(|id| *speakers.entry(id).or_insert_with(|| join(id, parties, &mut draft)));
        for sentence in &monologue.sentences {
            record += 1;
            let start = sentence.start.since_start(Unit::Millis, &mut draft);
            let end = sentence.end.since_start(Unit::Millis, &mut draft);
            draft.say(party, sentence.text.as_deref().unwrap_or_default(), start, end, record);
        }
    }
    draft
}

/// The party of a speaker, by its name, address or number, else by the id alone.
fn join(id: &str, parties: &[Party<'_>], draft: &mut Draft) -> PartyId {
    let Some(found) = parties.iter().find(|party| party.speaker_id.as_deref() == Some(id)) else {
        return draft.party(&safe(id));
    };
    let names = [&found.name, &found.email_address, &found.phone_number];
    let name = names.into_iter().flatten().find_map(|name| known(name));
    let name = name.unwrap_or_else(|| safe(id));
    let email = address(found.email_address.as_deref());
    let account = found.user_id.as_deref().filter(|id| !id.is_empty());
    let stated = found.affiliation.as_deref().and_then(side::role);
    let role = stated.or_else(|| side::role(account.map(|_| "internal")?));
    let party = draft.party_of(Identity { name: &name, id: Some(id), account, email: email.as_deref(), role });
    side::state(draft, party, found.affiliation.as_deref(), "affiliation");
    if stated.is_none() && account.is_some() {
        side::state(draft, party, Some("internal"), "userId");
    }
    party
}
