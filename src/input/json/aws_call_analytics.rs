//! Amazon Transcribe Call Analytics and Contact Lens of Amazon Connect: a finished call, a chat, or events as
//! they come in real time.
//!
//! Shape after the developer guide of Transcribe, the administrator's guide of Connect (output files, segment
//! streams), its API reference (`ListRealtimeContactAnalysisSegments`, version 1 and 2) and real files. A turn of
//! `Transcript` has whole milliseconds from the start; a chat has `AbsoluteTime` and version 2 an object `Time`
//! instead, and an import has none. Call Analytics names the `ParticipantRole` in each turn, Contact Lens only a
//! `ParticipantId` that `Participants` explains. The words in `Items` are those of `Content` and are not read.
//! In real time each of `Segments` has one key: a `Transcript` is final, an `Utterance` is a part of one to come and
//! is dropped. Events of a stream, a list of them or one a line, are one call for each `ContactId`.
//!
//! Roles are `AGENT`, `CUSTOMER`, `SYSTEM`, `CUSTOM_BOT` and `SUPERVISOR`; whoever records works for the agent.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::call::{Draft, Identity, Millis, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::name::{clean, safe};
use super::super::side;
use super::super::time::{Time, Unit, iso};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, list, records, text};
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Call Analytics and Contact Lens.
pub(super) struct AwsCallAnalytics;

impl Vendor for AwsCallAnalytics {
    fn id(&self) -> &'static str {
        "aws-call-analytics"
    }

    fn about(&self) -> &'static str {
        "Amazon Transcribe Call Analytics and Contact Lens, finished or in real time"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "ParticipantRole", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["Transcript", "Participants"],
            &["Transcript[].Content", "Transcript[].ParticipantRole"],
            &["Transcript[].Content", "Transcript[].ParticipantId"],
            &["Segments[].Transcript"],
            &["Segments[].Utterance"],
            &["[].ContactId", "[].EventType"],
            &["CallAnalyticsJob.CallAnalyticsJobStatus"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let lists = ["Transcript", "Segments"].iter().all(|key| !keys.has(key) || keys.kind(key) == Some(Kind::List));
        if lists { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let files: Vec<File<'_>> = records(document)?;
        if let Some(error) = no_words(&files) {
            return Err(error.into());
        }
        let mut places = BTreeMap::new();
        let mut contacts: Vec<(Option<String>, Vec<File<'_>>)> = Vec::new();
        for file in files {
            let id = file.id().map(str::to_owned);
            let place = *places.entry(id.clone()).or_insert(contacts.len());
            match contacts.get_mut(place) {
                Some((_, files)) => files.push(file),
                None => contacts.push((id, vec![file])),
            }
        }
        contacts.into_iter().for_each(|(id, files)| calls(read_call(id, files)));
        Ok(())
    }
}

/// The error for files without a final word.
fn no_words(files: &[File<'_>]) -> Option<Error> {
    let failed = |status: &Text<'_>| status.as_deref().is_some_and(|status| status.eq_ignore_ascii_case("failed"));
    let spoken = |file: &File<'_>| {
        !file.transcript.is_empty() || file.segments.iter().any(|segment| segment.transcript.is_some())
    };
    if files.iter().any(spoken) {
        return None;
    }
    let (what, next) = if files.iter().any(|file| failed(&file.job_status) || failed(&file.event_type)) {
        ("Amazon says that the analysis of this call failed; there are no words", "run the analysis again")
    } else if files.iter().any(|file| file.segments.iter().any(|segment| segment.utterance.is_some())) {
        (
            "these are parts of a call still going on, without a finished sentence",
            "export the segments again once the call is over",
        )
    } else if files.iter().any(|file| file.call_analytics_job.is_some()) {
        (
            "this tells of a job of Call Analytics, without the words",
            "download the file that its TranscriptFileUri names",
        )
    } else if files.iter().any(|file| file.event_type.is_some()) {
        ("these are events of Contact Lens without any words", "export the events named SEGMENTS too")
    } else {
        return None;
    };
    Some(Error::new(ErrorKind::Empty, what).next(next))
}

/// A file or an event as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "an output of Call Analytics or Contact Lens")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    job_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    job_status: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    contact_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    event_type: Text<'t>,
    #[serde(borrow, default)]
    customer_metadata: Option<Customer<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    participants: Vec<Participant<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    transcript: Vec<Turn<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    segments: Vec<Segment<'t>>,
    #[serde(default)]
    call_analytics_job: Option<IgnoredAny>,
}

impl File<'_> {
    /// The id of the contact, else the name of the job.
    fn id(&self) -> Option<&str> {
        let contact = self.customer_metadata.as_ref().and_then(|about| about.contact_id.as_deref());
        contact.or(self.contact_id.as_deref()).or(self.job_name.as_deref())
    }
}

/// Whose call it is.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "metadata")]
struct Customer<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    contact_id: Text<'t>,
}

/// Somebody in a call.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a participant")]
struct Participant<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    participant_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    participant_role: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    display_name: Text<'t>,
}

/// A turn; offsets in milliseconds.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a turn")]
struct Turn<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    participant_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    participant_role: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    display_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    content: Text<'t>,
    #[serde(default)]
    begin_offset_millis: Time,
    #[serde(default)]
    end_offset_millis: Time,
    #[serde(default)]
    absolute_time: Time,
    #[serde(default)]
    time: Option<Moment>,
}

impl Turn<'_> {
    /// The date and time of a message of a chat.
    fn moment(&self) -> Option<i64> {
        let time = self.time.as_ref().map_or(self.absolute_time, |time| time.absolute_instant);
        time.since_1970(Unit::Seconds)
    }
}

/// When a message was sent.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a time")]
struct Moment {
    #[serde(default)]
    absolute_instant: Time,
}

/// A piece of a call in real time: one of these, or what was found in it.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", expecting = "a segment")]
struct Segment<'t> {
    #[serde(borrow, default)]
    transcript: Option<Turn<'t>>,
    #[serde(default)]
    utterance: Option<IgnoredAny>,
}

/// One call of all its files or events.
fn read_call(id: Option<String>, files: Vec<File<'_>>) -> Draft {
    let (mut turns, mut people) = (Vec::new(), Vec::new());
    for file in files {
        people.extend(file.participants);
        turns.extend(file.transcript);
        turns.extend(file.segments.into_iter().filter_map(|segment| segment.transcript));
    }
    let zero = turns.iter().filter_map(Turn::moment).min();
    let mut draft = Draft::new();
    let date = zero.and_then(|zero| iso(Time::Date(zero), Unit::Millis));
    draft.about(id, date, None);
    let mut cast = Cast::new(&people);
    for (index, turn) in turns.iter().enumerate() {
        let content = turn.content.as_deref().unwrap_or_default();
        if content.trim().is_empty() {
            continue;
        }
        let sent = turn.moment().zip(zero).map(|(moment, zero)| Millis::new(moment - zero));
        let start = turn.begin_offset_millis.since_start(Unit::Millis, &mut draft).or(sent);
        let end = turn.end_offset_millis.since_start(Unit::Millis, &mut draft);
        let party = cast.party(turn, &mut draft);
        draft.say(party, content, start, end, index + 1);
    }
    draft
}

/// Who is who in one call.
struct Cast<'t> {
    /// The participants by their id.
    people: BTreeMap<&'t str, &'t Participant<'t>>,
    /// The parties by id and role.
    known: BTreeMap<(&'t str, &'t str), PartyId>,
}

impl<'t> Cast<'t> {
    /// Nobody has spoken yet.
    fn new(people: &'t [Participant<'t>]) -> Self {
        let people = people.iter().filter_map(|person| Some((person.participant_id.as_deref()?, person)));
        Self { people: people.collect(), known: BTreeMap::new() }
    }

    /// The party of a turn: by the name that is shown, else by its role. Another id or role is another party.
    fn party(&mut self, turn: &'t Turn<'t>, draft: &mut Draft) -> Option<PartyId> {
        let id = turn.participant_id.as_deref().unwrap_or_default();
        let listed = self.people.get(id).copied();
        let role = turn.participant_role.as_deref().or(listed.and_then(|person| person.participant_role.as_deref()));
        let role = role.filter(|role| !role.trim().is_empty());
        let key = (id, role.unwrap_or_default());
        if let Some(party) = self.known.get(&key) {
            return Some(*party);
        }
        let shown = turn.display_name.as_deref().or(listed.and_then(|person| person.display_name.as_deref()));
        let stated = role.or(Some(id).filter(|id| side::role(id).is_some()));
        let name = shown.and_then(clean).or_else(|| stated.map(title).map(Cow::Owned)).or_else(|| clean(id))?;
        let account = format!("{id} {}", key.1);
        let party = draft.party_of(Identity { name: &name, account: Some(&account), ..Identity::default() });
        self.known.insert(key, party);
        side::state(draft, party, stated, if role.is_some() { "ParticipantRole" } else { "ParticipantId" });
        Some(party)
    }
}

/// A role as a name: `CUSTOM_BOT` is *Custom bot*.
fn title(role: &str) -> String {
    let words = safe(role.trim()).to_lowercase().replace('_', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
