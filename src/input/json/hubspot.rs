//! HubSpot: transcripts of calls as its API takes and gives them.
//!
//! Shape after the vendor's reference of third-party transcripts: what is sent has `engagementId` and
//! `transcriptCreateUtterances`, what comes back also `id`, `createdAt` and `transcriptUtterances`. Times are whole
//! milliseconds from the start of the call; a speaker has `id` and `name`, and may have an `email`.
//!
//! Nothing says whose house recorded, so no side follows from an address; and `createdAt` dates the transcript, which
//! may be sent long after the call, so it is no date of the call.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Identity, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::address::address;
use super::super::name::{known, label};
use super::super::time::{Time, Unit};
use super::super::{Gives, Times};
use super::loose::{Text, owned, text};
use super::{Calls, Trouble, Vendor};

/// HubSpot's API.
pub(super) struct HubSpot;

impl Vendor for HubSpot {
    fn id(&self) -> &'static str {
        "hubspot"
    }

    fn about(&self) -> &'static str {
        "HubSpot API: transcripts of calls"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["transcriptUtterances"], &["transcriptCreateUtterances"], &["engagementId", "transcriptSource"]]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        let Some(utterances) = file.transcript_utterances.as_ref().or(file.transcript_create_utterances.as_ref())
        else {
            let error = Error::new(ErrorKind::Empty, "this is a transcript of HubSpot without its utterances");
            return Err(error.next("get the transcript by its own id: GET .../calling/transcripts/{id}").into());
        };
        calls(read_call(&file, utterances));
        Ok(())
    }
}

/// A transcript as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a transcript of HubSpot")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    /// The call.
    #[serde(borrow, default, deserialize_with = "text")]
    engagement_id: Text<'t>,
    #[serde(borrow, default)]
    transcript_utterances: Option<Vec<Spoken<'t>>>,
    #[serde(borrow, default)]
    transcript_create_utterances: Option<Vec<Spoken<'t>>>,
}

/// A piece of speech; times in milliseconds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an utterance")]
struct Spoken<'t> {
    #[serde(borrow, default)]
    speaker: Option<Speaker<'t>>,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start_time_millis: Time,
    #[serde(default)]
    end_time_millis: Time,
}

/// Who speaks.
#[derive(Deserialize)]
#[serde(expecting = "a speaker")]
struct Speaker<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
}

/// One call.
fn read_call(file: &File<'_>, utterances: &[Spoken<'_>]) -> Draft {
    let mut draft = Draft::new();
    draft.about(owned(&file.engagement_id).or_else(|| owned(&file.id)), None, None);
    let mut parties = BTreeMap::new();
    for (index, said) in utterances.iter().enumerate() {
        let party = said.speaker.as_ref().and_then(|speaker| {
            let who = (speaker.name.as_deref(), speaker.email.as_deref(), speaker.id.as_deref());
            *parties.entry(who).or_insert_with(|| join(who, &mut draft))
        });
        let start = said.start_time_millis.since_start(Unit::Millis, &mut draft);
        let end = said.end_time_millis.since_start(Unit::Millis, &mut draft);
        draft.say(party, said.text.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    draft
}

/// The party of a speaker, by its name, address or id; `None` if it has none of them.
fn join((name, email, id): (Option<&str>, Option<&str>, Option<&str>), draft: &mut Draft) -> Option<PartyId> {
    let email = address(email);
    let name = name.and_then(known).or_else(|| email.clone()).or_else(|| label(id?))?;
    let party = draft.party_of(Identity { name: &name, id, email: email.as_deref(), ..Identity::default() });
    Some(party)
}
