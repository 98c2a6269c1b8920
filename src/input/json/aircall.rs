//! Aircall: transcriptions of calls and voicemails, of its API and hooks.
//!
//! Shape after a file in a public test, not the vendor's reference: an utterance has `start_time` and `end_time` in
//! seconds, and `participant_type`: `external` with a `phone_number`, or `internal` with a `user_id`. Nobody has a
//! name, so a party is called by its number or as `User` with its id.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, PartyId, Role};
use crate::error::{Error, ErrorKind};

use super::super::name::safe;
use super::super::side;
use super::super::time::{Time, Unit};
use super::super::{Gives, Times};
use super::loose::{Text, owned, text};
use super::{Calls, Trouble, Vendor};

/// Aircall's API.
pub(super) struct Aircall;

impl Vendor for Aircall {
    fn id(&self) -> &'static str {
        "aircall"
    }

    fn about(&self) -> &'static str {
        "Aircall API: transcriptions of calls"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "participant_type", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["transcription.content.utterances[].participant_type"],
            &["content.utterances[].participant_type"],
            &["transcription.call_id", "transcription.content"],
            &["call_id", "content", "call_created_at"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file: File<'_> = serde_json::from_str(document)?;
        let about = file.transcription.take().unwrap_or(About {
            call_id: file.call_id,
            call_created_at: file.call_created_at,
            content: file.content,
        });
        let Some(utterances) = about.content.as_ref().and_then(|content| content.utterances.as_ref()) else {
            let error = Error::new(ErrorKind::Empty, "this is what Aircall knows about a call, without its words");
            return Err(error.next("export the call again when its transcription is ready").into());
        };
        calls(read_call(&about, utterances));
        Ok(())
    }
}

/// A file as it is written: an answer that holds a transcription, or one alone.
#[derive(Deserialize)]
#[serde(expecting = "a transcription of Aircall")]
struct File<'t> {
    #[serde(borrow, default)]
    transcription: Option<About<'t>>,
    #[serde(borrow, default, deserialize_with = "text")]
    call_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    call_created_at: Text<'t>,
    #[serde(borrow, default)]
    content: Option<Content<'t>>,
}

/// A transcription.
#[derive(Deserialize)]
#[serde(expecting = "a transcription")]
struct About<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    call_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    call_created_at: Text<'t>,
    #[serde(borrow, default)]
    content: Option<Content<'t>>,
}

/// The words.
#[derive(Deserialize)]
#[serde(expecting = "the content of a transcription")]
struct Content<'t> {
    #[serde(borrow, default)]
    utterances: Option<Vec<Spoken<'t>>>,
}

/// A piece of speech; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "an utterance")]
struct Spoken<'t> {
    #[serde(default)]
    start_time: Time,
    #[serde(default)]
    end_time: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    participant_type: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    phone_number: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    user_id: Text<'t>,
}

/// One call.
fn read_call(about: &About<'_>, utterances: &[Spoken<'_>]) -> Draft {
    let mut draft = Draft::new();
    draft.about(owned(&about.call_id), owned(&about.call_created_at), None);
    let mut parties = BTreeMap::new();
    for (index, said) in utterances.iter().enumerate() {
        let who = (said.participant_type.as_deref(), said.user_id.as_deref(), said.phone_number.as_deref());
        let party = *parties.entry(who).or_insert_with(|| join(who, &mut draft));
        let start = said.start_time.since_start(Unit::Seconds, &mut draft);
        let end = said.end_time.since_start(Unit::Seconds, &mut draft);
        draft.say(party, said.text.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    draft
}

/// The party of an utterance, by its user or number, else by its side alone; `None` if nothing tells.
fn join((kind, user, number): (Option<&str>, Option<&str>, Option<&str>), draft: &mut Draft) -> Option<PartyId> {
    let full = |value: Option<&str>| value.map(safe).filter(|value| !value.is_empty()).map(Cow::into_owned);
    let side = match kind.and_then(side::role) {
        Some(Role::Seller) => Some("Internal".to_owned()),
        Some(Role::Buyer) => Some("External".to_owned()),
        _ => None,
    };
    let name = full(user).map(|id| format!("User {id}")).or_else(|| full(number)).or(side)?;
    let party = draft.party(&name);
    side::state(draft, party, kind, "participant_type");
    Some(party)
}
