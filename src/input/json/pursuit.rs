//! The canonical call: `turns` of speaker, text and times, with `parties`, `id` and `date`.
//!
//! Keys that are not known are left alone. One object is one call, a list is many.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::{Error as _, Unexpected};

use crate::call::{Draft, Role};

use super::super::name::safe;
use super::super::time::{Time, Unit};
use super::super::{Gives, Times};
use super::loose::{Text, is_list, text};
use super::{Calls, Trouble, Vendor};

/// How far a stated role can be trusted, in thousandths: fully, it was written for us.
const STATED: u16 = 1000;

/// The canonical call.
pub(super) struct Pursuit;

impl Vendor for Pursuit {
    fn id(&self) -> &'static str {
        "pursuit"
    }

    fn about(&self) -> &'static str {
        "canonical JSON: {\"turns\":[{\"speaker\",\"start\",\"end\",\"text\",\"role\"}]}, one call or a list of calls"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "role", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["turns"]]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        calls(read_call(document)?);
        Ok(())
    }
}

/// A call as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a call")]
struct Written<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    date: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    title: Text<'t>,
    #[serde(borrow, default)]
    parties: Option<Vec<WrittenParty<'t>>>,
    #[serde(borrow)]
    turns: Vec<WrittenTurn<'t>>,
}

/// A party as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a party")]
struct WrittenParty<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    role: Text<'t>,
}

/// A turn as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a turn")]
struct WrittenTurn<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
    /// `null` is no words; the key must be there.
    #[serde(borrow, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    role: Text<'t>,
}

/// Reads one call.
fn read_call(text: &str) -> Result<Draft, serde_json::Error> {
    if is_list(text) {
        // A struct would also be read from a list of its fields.
        return Err(serde_json::Error::invalid_type(Unexpected::Seq, &"a call"));
    }
    let written: Written<'_> = serde_json::from_str(text)?;
    let mut draft = Draft::new();
    let owned = |text: Text<'_>| text.map(Cow::into_owned);
    draft.about(owned(written.id), owned(written.date), owned(written.title));
    for party in written.parties.into_iter().flatten() {
        let Some(name) = named(party.name.as_deref(), party.role.as_deref().or(party.email.as_deref())) else {
            continue;
        };
        let id = draft.party(&name);
        if let Some(email) = party.email.as_deref() {
            draft.email(id, &safe(email));
        }
        state(&mut draft, id, party.role.as_deref());
    }
    for (index, turn) in written.turns.iter().enumerate() {
        let party = named(turn.speaker.as_deref(), turn.role.as_deref()).map(|name| draft.party(&name));
        if let Some(party) = party {
            state(&mut draft, party, turn.role.as_deref());
        }
        let start = turn.start.since_start(Unit::Seconds, &mut draft);
        let end = turn.end.since_start(Unit::Seconds, &mut draft);
        draft.say(party, turn.text.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    Ok(draft)
}

/// The name, or what stands in for it; `None` where both are missing or blank.
fn named<'w>(name: Option<&'w str>, instead: Option<&'w str>) -> Option<Cow<'w, str>> {
    [name, instead].into_iter().flatten().map(safe).find(|name| !name.is_empty())
}

/// Gives a party the role that is written, in any case; a word that is no role is noted.
fn state(draft: &mut Draft, party: crate::call::PartyId, role: Option<&str>) {
    let Some(word) = role.map(safe).filter(|word| !word.is_empty()) else { return };
    match Role::parse(&word.to_ascii_lowercase()) {
        Some(Role::Unknown) => {}
        Some(role) => draft.role(party, role, STATED, "role"),
        None => draft.note("unknown_role", format!("{word:?} is no role; known are seller, buyer, other and unknown")),
    }
}
