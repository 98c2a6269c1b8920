//! The parties of a vCon: their names, addresses and sides, and which of them a transcript's speaker is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::call::{Call, Draft, Millis, Party as Speaker, PartyId, Role};

use super::super::super::name::{clean, safe};
use super::super::super::side;
use super::super::loose::{Text, text};
use super::file::{Party, index};

/// What `meta` may say of a party.
#[derive(Default, Deserialize)]
struct Meta<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    role: Text<'t>,
}

impl Party<'_> {
    /// The role that `meta` names.
    fn meta_role(&self) -> Option<Cow<'_, str>> {
        serde_json::from_str::<Meta<'_>>(self.meta?.get()).ok()?.role
    }

    /// The side that the vCon states.
    fn side(&self) -> Option<Role> {
        let words = [self.meta_role(), self.role.as_deref().map(Cow::Borrowed)];
        words.into_iter().flatten().find_map(|word| side::role(&word))
    }

    /// The name, or the address or number that stands for it.
    fn label(&self) -> Option<Cow<'_, str>> {
        let addresses = [(&self.mailto, "mailto:"), (&self.tel, "tel:"), (&self.sip, "sip:")];
        let other = || addresses.into_iter().find_map(|(text, scheme)| bare(text.as_deref()?, scheme)).map(safe);
        self.name.as_deref().and_then(clean).or_else(other)
    }
}

/// An address without its scheme; `None` if nothing is left.
fn bare<'t>(address: &'t str, scheme: &str) -> Option<&'t str> {
    let address = address.trim();
    Some(address.strip_prefix(scheme).unwrap_or(address)).filter(|address| !address.is_empty())
}

/// The party at an index, with what the vCon knows of it; one that it does not know is `Speaker` and the index.
pub(super) fn at(index: usize, people: &[Party<'_>], draft: &mut Draft) -> PartyId {
    let found = people.get(index);
    let name = found.and_then(Party::label).unwrap_or_else(|| Cow::Owned(format!("Speaker {index}")));
    let party = draft.party(&name);
    let Some(found) = found else { return party };
    let mail = found.mailto.as_deref().and_then(|mail| bare(mail, "mailto:"));
    if let Some(mail) = mail.filter(|mail| mail.contains('@')) {
        draft.email(party, &safe(mail));
    }
    side::state(draft, party, found.meta_role().as_deref(), "meta.role");
    side::state(draft, party, found.role.as_deref(), "role");
    side::state(draft, party, found.kind.as_deref().filter(|kind| *kind == "bot"), "type");
    party
}

/// Says a transcript once more, `shift` milliseconds later, by the vCon's own parties where they are known to be its
/// speakers. `channels` are the parties of the recording.
pub(super) fn retell(call: Call, people: &[Party<'_>], channels: &Value, shift: i64, draft: &mut Draft) {
    let join = |(speaker, found): (&Speaker, Option<usize>)| {
        let party = match found {
            Some(index) => at(index, people, draft),
            None => draft.party(&speaker.name),
        };
        if let Some(given) = speaker.given {
            draft.role(party, given.role, given.confidence, given.by);
        }
        if let Some(email) = speaker.email.as_deref().filter(|_| found.is_none()) {
            draft.email(party, email);
        }
        party
    };
    let parties: Vec<PartyId> = call.parties.iter().zip(matched(&call.parties, people, channels)).map(join).collect();
    call.notes.into_iter().for_each(|note| draft.note(note.code, note.text));
    let later = |time: Option<Millis>| time.map(|time| Millis::new(time.get().saturating_add(shift)));
    for said in call.utterances {
        let party = said.party.and_then(|party| parties.get(party.0 as usize)).copied();
        let line = usize::try_from(said.line).unwrap_or_default();
        draft.say(party, &said.text, later(said.start), later(said.end), line);
    }
}

/// For each speaker of a transcript the index of the vCon's party that it is, where that is certain: by its name,
/// by its side if that side has one speaker and one party, or by its channel if that channel has one speaker.
fn matched(speakers: &[Speaker], people: &[Party<'_>], channels: &Value) -> Vec<Option<usize>> {
    let by_channel = Channels::of(speakers);
    let names = people.iter().enumerate().rev();
    let by_name: BTreeMap<String, usize> =
        names.filter_map(|(index, person)| Some((person.label()?.to_lowercase(), index))).collect();
    let find = |speaker: &Speaker| {
        if let Some(found) = by_name.get(&speaker.name.to_lowercase()) {
            return Some(*found);
        }
        let role = side::role(&speaker.name);
        let same = |other: &&Speaker| role.is_some() && side::role(&other.name) == role;
        let mut sided = people.iter().enumerate().filter(|(_, person)| role.is_some() && person.side() == role);
        if speakers.iter().filter(same).count() == 1
            && let (Some((found, _)), None) = (sided.next(), sided.next())
        {
            return Some(found);
        }
        by_channel.party(speaker, channels)
    };
    speakers.iter().map(find).collect()
}

/// The channels that speakers are named after.
struct Channels {
    /// The channel of each named speaker; empty unless there are several channels.
    heard: Vec<usize>,
    /// The lowest number that is used: some engines count from 1.
    first: usize,
}

impl Channels {
    /// The channels of a transcript's speakers.
    fn of(speakers: &[Speaker]) -> Self {
        let heard: Vec<usize> = speakers.iter().filter_map(|speaker| channel(&speaker.name)).collect();
        let several = heard.iter().any(|channel| Some(channel) != heard.first());
        let first = usize::from(!heard.contains(&0));
        Self { heard: if several { heard } else { Vec::new() }, first }
    }

    /// The party of the vCon on a speaker's channel, if nobody else is heard on it.
    fn party(&self, speaker: &Speaker, channels: &Value) -> Option<usize> {
        let number = channel(&speaker.name)?;
        let alone = self.heard.iter().filter(|channel| **channel == number).count() == 1;
        match channels.get(number.checked_sub(self.first)?)?.clone() {
            _ if !alone => None,
            Value::Array(several) if several.len() != 1 => None,
            one => index(&one),
        }
    }
}

/// The number in `Channel 1` and `Channel 1 Speaker A`.
fn channel(name: &str) -> Option<usize> {
    name.strip_prefix("Channel ")?.split(' ').next()?.parse().ok()
}
