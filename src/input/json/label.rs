//! Labels by which engines tell speakers and channels apart: numbers, letters, names.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::call::{Draft, PartyId};

use super::super::name::known;
use super::super::side;

/// A label as it is written; `null` and a blank text are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Label<'t> {
    /// Missing.
    #[default]
    None,
    /// A number, from 0 or 1.
    Number(i64),
    /// A letter, a name, or a number in quotes.
    Text(Cow<'t, str>),
}

impl<'t> Label<'t> {
    /// The label of a text.
    pub(super) fn of(text: Cow<'t, str>) -> Self {
        if text.trim().is_empty() { Self::None } else { Self::Text(text) }
    }

    /// True if it is missing.
    pub(super) fn is_none(&self) -> bool {
        *self == Self::None
    }

    /// The name of a speaker: `Speaker 0`, `Speaker A`, or the text as it is. `None` for what is missing or negative.
    pub(super) fn speaker(&self) -> Option<Cow<'_, str>> {
        self.named("Speaker")
    }

    /// The name of a channel: `Channel 0`, or the text as it is.
    fn channel(&self) -> Option<Cow<'_, str>> {
        self.named("Channel")
    }

    /// The name, with `kind` before a number or a single capital.
    fn named(&self, kind: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::None => None,
            Self::Number(number) => (*number >= 0).then(|| Cow::Owned(format!("{kind} {number}"))),
            Self::Text(text) => {
                let name = known(text)?;
                let digits = name.bytes().all(|byte| byte.is_ascii_digit());
                let letter = name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_uppercase());
                Some(if digits || letter { Cow::Owned(format!("{kind} {name}")) } else { name })
            }
        }
    }
}

impl<'de: 't, 't> Deserialize<'de> for Label<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LabelVisitor)
    }
}

/// Reads a [`Label`].
struct LabelVisitor;

impl<'de> Visitor<'de> for LabelVisitor {
    type Value = Label<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number or a string")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Label::None)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Label::Number(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(i64::try_from(number).map_or(Label::None, Label::Number))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Label::Text(Cow::Owned(number.to_string())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Label::of(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Label::of(Cow::Owned(text.to_owned())))
    }
}

/// A channel and a speaker on it.
type Key<'t> = (Label<'t>, Label<'t>);

/// The parties of one call by channel and speaker.
pub(super) struct Voices<'t> {
    /// True if the call has several channels: a speaker's label then counts for its channel alone.
    several: bool,
    /// Who was heard.
    known: BTreeMap<Key<'t>, Option<PartyId>>,
    /// Who was heard last; words come in long runs of one speaker.
    last: (Key<'t>, Option<PartyId>),
}

impl<'t> Voices<'t> {
    /// Nobody yet; `several` if the call has several channels.
    pub(super) fn new(several: bool) -> Self {
        Self { several, known: BTreeMap::new(), last: ((Label::None, Label::None), None) }
    }

    /// The party that speaks. A channel whose label is the word for a side states that side: whoever made the
    /// recording gave the channel that name.
    pub(super) fn party(&mut self, channel: &Label<'t>, speaker: &Label<'t>, draft: &mut Draft) -> Option<PartyId> {
        let channel = if self.several { channel } else { &Label::None };
        let (key, party) = &self.last;
        if key.0 == *channel && key.1 == *speaker && !self.known.is_empty() {
            return *party;
        }
        let key = (channel.clone(), speaker.clone());
        let party = *self.known.entry(key.clone()).or_insert_with(|| meet(channel, speaker, draft));
        self.last = (key, party);
        party
    }
}

/// Makes the party of a channel and a speaker.
fn meet(channel: &Label<'_>, speaker: &Label<'_>, draft: &mut Draft) -> Option<PartyId> {
    let (place, person) = (channel.channel(), speaker.speaker());
    let name = match (&place, person) {
        (Some(place), Some(person)) => Cow::Owned(format!("{place} {person}")),
        (Some(place), None) => Cow::Borrowed(&**place),
        (None, person) => person?,
    };
    let party = draft.party(&name);
    side::state(draft, party, place.as_deref(), "channel");
    Some(party)
}

#[cfg(test)]
mod tests {
    use super::{Label, Voices};
    use crate::call::{Draft, Role};

    fn read(json: &str) -> Label<'_> {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_way_of_writing_a_label_has_a_name() {
        for (json, want) in [
            ("0", Some("Speaker 0")),
            ("\"1\"", Some("Speaker 1")),
            ("\"A\"", Some("Speaker A")),
            ("\"S1\"", Some("S1")),
            ("\"Dana Ng\"", Some("Dana Ng")),
            ("\" \"", None),
            ("\"Unknown\"", None),
            ("\"None\"", None),
            ("null", None),
            ("-1", None),
        ] {
            assert_eq!(read(json).speaker().as_deref(), want, "{json}");
        }
    }

    #[test]
    fn a_channel_counts_only_beside_another() {
        let mut draft = Draft::new();
        let (left, right, first) = (Label::Number(0), read("\"Customer\""), Label::Number(0));
        assert!(Voices::new(false).party(&left, &Label::None, &mut draft).is_none());
        let mut voices = Voices::new(true);
        let parties = [(&left, &first), (&left, &Label::None), (&right, &Label::None), (&left, &first)]
            .map(|(channel, speaker)| voices.party(channel, speaker, &mut draft).unwrap());
        assert_eq!(parties[0], parties[3]);
        let call = draft.finish();
        let told: Vec<_> =
            call.parties.iter().map(|party| (&*party.name, party.given.map(|given| given.role))).collect();
        assert_eq!(told, [("Channel 0 Speaker 0", None), ("Channel 0", None), ("Customer", Some(Role::Buyer))]);
    }
}
