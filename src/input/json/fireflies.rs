//! Fireflies: transcripts of its GraphQL API, and the list of sentences that its pages download.
//!
//! Shape after the vendor's schema pages (`Transcript`, `Sentence`, `Speaker`, `MeetingAttendee`): `start_time` and
//! `end_time` are seconds from the start, strings by the schema and numbers in practice; `date` is milliseconds
//! since 1970, `duration` minutes. `sentences` is null where the words were not asked for or are not ready.
//! `fireflies_users` are the addresses of users of Fireflies; the schema does not say that a guest's cannot be among
//! them, so they tell a house only where they share one. `workspace_users` are taken for those of one workspace, by
//! their name. The downloaded list has `sentence`, `startTime`, `endTime` and the same `speaker_name`; it is from
//! memory, for no public page was found that describes it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::address::Addresses;
use super::super::name::{clean, label, safe};
use super::super::side;
use super::super::time::{Time, Unit, iso};
use super::super::{Gives, Times};
use super::loose::{Text, is_list, list, owned, text};
use super::{Calls, Trouble, Vendor};

/// Fireflies' API and download.
pub(super) struct Fireflies;

impl Vendor for Fireflies {
    fn id(&self) -> &'static str {
        "fireflies"
    }

    fn about(&self) -> &'static str {
        "Fireflies: transcripts of the API, or the JSON download"
    }

    fn gives(&self) -> Gives {
        let roles = "domains of workspace_users, user, fireflies_users";
        Gives { times: Times::Both, roles, words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["sentences[].speaker_name", "sentences[].start_time"],
            &["[].sentence", "[].speaker_name"],
            &["sentences[].speaker_name", "sentences[].raw_text"],
            &["sentences[].speaker_name", "sentences[].text"],
            &["sentences", "transcript_url"],
            &["sentences", "organizer_email"],
        ]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file = File::default();
        if is_list(document) {
            file.sentences = Some(serde_json::from_str(document)?);
        } else {
            file = serde_json::from_str(document)?;
        }
        let Some(sentences) = file.sentences.take() else {
            let error = Error::new(ErrorKind::Empty, "this is what Fireflies knows about a meeting, without its words");
            return Err(error
                .next("ask the API for the sentences of the transcript, or wait until it is ready")
                .into());
        };
        calls(read_call(&file, &sentences));
        Ok(())
    }
}

/// A transcript as it is written.
#[derive(Default, Deserialize)]
#[serde(expecting = "a transcript of Fireflies")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    title: Text<'t>,
    /// Milliseconds since 1970.
    #[serde(default)]
    date: Time,
    #[serde(borrow, default, deserialize_with = "text", rename = "dateString")]
    date_string: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    host_email: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    organizer_email: Text<'t>,
    /// On whose behalf it was recorded.
    #[serde(borrow, default)]
    user: Option<Person<'t>>,
    #[serde(default, deserialize_with = "list")]
    workspace_users: Vec<Option<String>>,
    #[serde(default, deserialize_with = "list")]
    fireflies_users: Vec<Option<String>>,
    /// Addresses; several may stand in one, with commas between.
    #[serde(default, deserialize_with = "list")]
    participants: Vec<Option<String>>,
    #[serde(borrow, default, deserialize_with = "list")]
    meeting_attendees: Vec<Person<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    speakers: Vec<Person<'t>>,
    #[serde(borrow, default)]
    sentences: Option<Vec<Sentence<'t>>>,
}

/// Somebody: a user, an attendee with an address, or a speaker with an id.
#[derive(Deserialize)]
#[serde(expecting = "a person")]
struct Person<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text", rename = "displayName")]
    display_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
}

/// A sentence; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a sentence")]
struct Sentence<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text", alias = "sentence")]
    text: Text<'t>,
    /// As it was heard; `text` may be edited.
    #[serde(borrow, default, deserialize_with = "text")]
    raw_text: Text<'t>,
    #[serde(default, alias = "startTime")]
    start_time: Time,
    #[serde(default, alias = "endTime")]
    end_time: Time,
}

/// One call.
fn read_call(file: &File<'_>, sentences: &[Sentence<'_>]) -> Draft {
    let mut draft = Draft::new();
    let date = owned(&file.date_string).filter(|date| !date.is_empty()).or_else(|| iso(file.date, Unit::Millis));
    draft.about(owned(&file.id), date, owned(&file.title));
    let people = People::of(file);
    let mut parties = BTreeMap::new();
    for (index, said) in sentences.iter().enumerate() {
        let speaker = (said.speaker_name.as_deref(), said.speaker_id.as_deref());
        let party = *parties.entry(speaker).or_insert_with(|| people.join(speaker, file, &mut draft));
        let start = said.start_time.since_start(Unit::Seconds, &mut draft);
        let end = said.end_time.since_start(Unit::Seconds, &mut draft);
        let words = said.text.as_deref().filter(|text| !text.trim().is_empty()).or(said.raw_text.as_deref());
        draft.say(party, words.unwrap_or_default(), start, end, index + 1);
    }
    draft
}

/// What a transcript knows about people.
struct People<'t> {
    /// Who has which address.
    addresses: Addresses<'t>,
    /// The domain of the house that records, and the field that tells it.
    house: Option<(String, &'static str)>,
}

impl<'t> People<'t> {
    /// Gathers it.
    fn of(file: &'t File<'_>) -> Self {
        let mut addresses = Addresses::default();
        for person in file.meeting_attendees.iter().chain(&file.user) {
            let name = person.display_name.as_deref().or(person.name.as_deref());
            addresses.add(name, person.email.as_deref().unwrap_or_default());
        }
        let listed = [&file.participants, &file.fireflies_users, &file.workspace_users];
        for address in listed.into_iter().flatten().flatten().flat_map(|entry| entry.split(',')) {
            addresses.add(None, address);
        }
        for address in [&file.organizer_email, &file.host_email].into_iter().flatten() {
            addresses.add(None, address);
        }
        Self { addresses, house: house(file) }
    }

    /// The party of a speaker; `None` if nothing names one.
    fn join(&self, (name, id): (Option<&str>, Option<&str>), file: &File<'_>, draft: &mut Draft) -> Option<PartyId> {
        let listed = || file.speakers.iter().find(|known| id.is_some() && known.id.as_deref() == id)?.name.as_deref();
        let name = name.and_then(clean).or_else(|| clean(listed()?)).or_else(|| label(id?))?;
        let party = draft.party(&name);
        if let Some(address) = self.addresses.of(&name) {
            draft.email(party, &safe(address));
            if let Some((house, by)) = &self.house {
                side::state_domain(draft, party, address, Some(house), by);
            }
        }
        Some(party)
    }
}

/// The domain of the house that records: the workspace's, else the recording user's, else the one that all users
/// of Fireflies share. Where they are of several houses nothing is told, nor by who organised the meeting.
fn house(file: &File<'_>) -> Option<(String, &'static str)> {
    let shared = |addresses: &[Option<String>]| {
        let mut domains = addresses.iter().flatten().filter_map(|address| side::domain(address));
        let first = domains.next()?;
        domains.all(|other| other == first).then_some(first)
    };
    let user = file.user.as_ref().and_then(|user| side::domain(user.email.as_deref()?));
    shared(&file.workspace_users)
        .map(|domain| (domain, "workspace_users"))
        .or(user.map(|domain| (domain, "user")))
        .or_else(|| Some((shared(&file.fireflies_users)?, "fireflies_users")))
}
