//! RingCentral: what RingSense found in a call, of its API and webhook, and the answers of RingCentral's speech to text.
//!
//! Shape after the vendor's guide to RingSense events and the models of its SDKs (`TranscriptInsightUnit`,
//! `UtteranceObject`, `UtteranceInsightsObject`): times are seconds from the start of the recording; `speakerInfo`
//! names the speakers of `insights.Transcript`. `extensionId` and `accountId` are null for somebody outside of the
//! account; where nobody has an extension, as in some meetings, they tell nothing. Speech to text has `utterances`, or
//! `utteranceInsights` where it was asked for more, with the id of a speaker alone.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Identity, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::name::{known, label};
use super::super::side;
use super::super::time::{Time, Unit};
use super::super::{Gives, Times};
use super::loose::{Text, list, owned, text};
use super::{Calls, Trouble, Vendor};

/// RingCentral's RingSense and speech to text.
pub(super) struct RingSense;

impl Vendor for RingSense {
    fn id(&self) -> &'static str {
        "ringsense"
    }

    fn about(&self) -> &'static str {
        "RingCentral: RingSense insights of a call, or speech to text"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "extensionId, accountId", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["insights.Transcript", "speakerInfo"],
            &["insights", "speakerInfo", "sourceSessionId"],
            &["utterances[].speakerId", "utterances[].wordTimings"],
            &["utteranceInsights[].speakerId", "utteranceInsights[].text"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file: File<'_> = serde_json::from_str(document)?;
        let insights = file.insights.take().and_then(|insights| insights.transcript);
        let heard = file.utterances.take().or(file.utterance_insights.take());
        let Some(pieces) = insights.or(heard) else {
            let error = Error::new(ErrorKind::Empty, "these are insights of RingSense without the transcript");
            return Err(error.next("ask for the insight `Transcript` too: AI notes alone do not hold it").into());
        };
        calls(read_call(&file, &pieces));
        Ok(())
    }
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "insights of RingSense")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    title: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    source_session_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    source_record_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    owner_extension_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    recording_start_time: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    speaker_info: Vec<Speaker<'t>>,
    #[serde(borrow, default)]
    insights: Option<Insights<'t>>,
    #[serde(borrow, default)]
    utterances: Option<Vec<Piece<'t>>>,
    #[serde(borrow, default)]
    utterance_insights: Option<Vec<Piece<'t>>>,
}

/// What was found; all else than the words is left alone.
#[derive(Deserialize)]
#[serde(expecting = "insights")]
struct Insights<'t> {
    #[serde(borrow, default, rename = "Transcript")]
    transcript: Option<Vec<Piece<'t>>>,
}

/// A piece of speech; times in seconds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "an utterance")]
struct Piece<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
}

/// Who speaks.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a speaker")]
struct Speaker<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    account_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    extension_id: Text<'t>,
}

/// One call.
fn read_call(file: &File<'_>, pieces: &[Piece<'_>]) -> Draft {
    let mut draft = Draft::new();
    let id = owned(&file.source_session_id).or_else(|| owned(&file.source_record_id));
    draft.about(id, owned(&file.recording_start_time), owned(&file.title));
    let mut parties = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        let speaker = piece.speaker_id.as_deref();
        let party = *parties.entry(speaker).or_insert_with(|| join(speaker?, file, &mut draft));
        let start = piece.start.since_start(Unit::Seconds, &mut draft);
        let end = piece.end.since_start(Unit::Seconds, &mut draft);
        draft.say(party, piece.text.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    draft
}

/// The party of a speaker, by its name, else by its id.
fn join(id: &str, file: &File<'_>, draft: &mut Draft) -> Option<PartyId> {
    let speaker = file.speaker_info.iter().find(|speaker| speaker.speaker_id.as_deref() == Some(id));
    let name = speaker.and_then(|speaker| known(speaker.name.as_deref()?));
    let name = name.or_else(|| label(id))?;
    let account = speaker.and_then(|speaker| full(&speaker.extension_id));
    let stated = speaker.and_then(|speaker| side_of(speaker, file));
    let role = stated.and_then(|(side, _)| side::role(side));
    let party = draft.party_of(Identity { name: &name, id: Some(id), account, email: None, role });
    if let Some((side, by)) = stated {
        side::state(draft, party, Some(side), by);
    }
    Some(party)
}

/// On which side of the account a speaker is, and the field that says so: with an extension inside, of another
/// account or without an extension outside. `None` where nobody has an extension.
fn side_of(speaker: &Speaker<'_>, file: &File<'_>) -> Option<(&'static str, &'static str)> {
    let extension = full(&speaker.extension_id);
    let owner =
        |other: &&Speaker<'_>| full(&other.extension_id).is_some_and(|id| full(&file.owner_extension_id) == Some(id));
    let house = file.speaker_info.iter().find(owner).and_then(|owner| full(&owner.account_id));
    if full(&speaker.account_id).zip(house).is_some_and(|(own, house)| own != house) {
        return Some(("external", "accountId"));
    }
    let known = file.speaker_info.iter().any(|other| full(&other.extension_id).is_some());
    match extension {
        Some(_) => Some(("internal", "extensionId")),
        None => known.then_some(("external", "extensionId")),
    }
}

/// A value that is there and not blank.
fn full<'v>(value: &'v Text<'_>) -> Option<&'v str> {
    value.as_deref().filter(|value| !value.trim().is_empty())
}
