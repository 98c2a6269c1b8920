//! Fathom: meetings of its API and hooks, and the transcript of a recording.
//!
//! Shape after the vendor's API reference (webhook `newMeeting`, `GET /meetings`): `timestamp` is `HH:MM:SS` from the
//! start of the recording, there is no end; `matched_calendar_invitee_email` may be null, and so may
//! `matched_speaker_display_name` of an invitee; `transcript` stands there only if it was asked for. `is_external`
//! is taken to mean outside of the house of `recorded_by`, the user of Fathom. A file may hold `transcript` alone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::address::Addresses;
use super::super::name::{clean, safe};
use super::super::side;
use super::super::time::{Time, Unit};
use super::super::{Gives, Times};
use super::loose::{Text, list, owned, text};
use super::{Calls, Trouble, Vendor};

/// Fathom's API.
pub(super) struct Fathom;

impl Vendor for Fathom {
    fn id(&self) -> &'static str {
        "fathom"
    }

    fn about(&self) -> &'static str {
        "Fathom: meetings of the API or a webhook, with their transcript"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Start, roles: "is_external, domain of recorded_by", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["transcript[].speaker.display_name"], &["calendar_invitees", "recorded_by"]]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        let Some(lines) = &file.transcript else {
            let error = Error::new(ErrorKind::Empty, "this is what Fathom knows about a meeting, without its words");
            return Err(error.next("ask the API for it with include_transcript=true").into());
        };
        calls(read_call(&file, lines));
        Ok(())
    }
}

/// A meeting as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a meeting of Fathom")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    recording_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    title: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    recording_start_time: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    created_at: Text<'t>,
    #[serde(borrow, default)]
    recorded_by: Option<Person<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    calendar_invitees: Vec<Person<'t>>,
    #[serde(borrow, default)]
    transcript: Option<Vec<Line<'t>>>,
}

/// Somebody who was invited, or who recorded.
#[derive(Deserialize)]
#[serde(expecting = "a person")]
struct Person<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    matched_speaker_display_name: Text<'t>,
    #[serde(default)]
    is_external: Option<bool>,
}

/// What somebody says at a stretch.
#[derive(Deserialize)]
#[serde(expecting = "a line of the transcript")]
struct Line<'t> {
    #[serde(borrow, default)]
    speaker: Option<Speaker<'t>>,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    timestamp: Time,
}

/// Who says it.
#[derive(Deserialize)]
#[serde(expecting = "a speaker")]
struct Speaker<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    display_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    matched_calendar_invitee_email: Text<'t>,
}

/// One call.
fn read_call(file: &File<'_>, lines: &[Line<'_>]) -> Draft {
    let mut draft = Draft::new();
    let date = owned(&file.recording_start_time).or_else(|| owned(&file.created_at));
    draft.about(owned(&file.recording_id), date, owned(&file.title));
    let mut parties = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let party = line.speaker.as_ref().and_then(|speaker| {
            let who = (speaker.display_name.as_deref(), speaker.matched_calendar_invitee_email.as_deref());
            *parties.entry(who).or_insert_with(|| join(who, file, &mut draft))
        });
        let start = line.timestamp.since_start(Unit::Seconds, &mut draft);
        draft.say(party, line.text.as_deref().unwrap_or_default(), start, None, index + 1);
    }
    draft
}

/// The party of a speaker, by its name, else by its address.
fn join((shown, matched): (Option<&str>, Option<&str>), file: &File<'_>, draft: &mut Draft) -> Option<PartyId> {
    let matched = matched.filter(|email| email.contains('@'));
    let name = shown.and_then(clean).or_else(|| matched.map(safe))?;
    let party = draft.party(&name);
    let email = matched.or_else(|| address(&name, file));
    if let Some(email) = email {
        draft.email(party, &safe(email));
        let own = |person: &&Person<'_>| person.email.as_deref().is_some_and(|other| other.eq_ignore_ascii_case(email));
        let invited = file.calendar_invitees.iter().find(own).and_then(|person| person.is_external);
        match invited {
            Some(external) => {
                side::state(draft, party, Some(if external { "external" } else { "internal" }), "is_external");
            }
            None => side::state_domain(draft, party, email, house(file).as_deref(), "recorded_by"),
        }
    }
    Some(party)
}

/// The domain of the user who recorded.
fn house(file: &File<'_>) -> Option<String> {
    side::domain(file.recorded_by.as_ref()?.email.as_deref()?)
}

/// The address of the invitee, or the recorder, of that name.
fn address<'f>(name: &str, file: &'f File<'_>) -> Option<&'f str> {
    let mut addresses = Addresses::default();
    for person in file.calendar_invitees.iter().chain(&file.recorded_by) {
        let called = person.matched_speaker_display_name.as_ref().or(person.name.as_ref());
        addresses.add(called.map(Cow::as_ref), person.email.as_deref().unwrap_or_default());
    }
    addresses.of(name)
}
