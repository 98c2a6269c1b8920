//! The canonical call: `turns` of speaker, text and times, with `parties`, `id` and `date`.
//!
//! Keys that are not known are left alone. One object is one call, a list is many.

use std::fmt;

use serde::de::{Error as _, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::call::{Call, Draft, Millis, Role};
use crate::error::Error;

use super::super::name::safe;
use super::super::timestamp::whole_clock;
use super::super::{Export, Fit, Format, Sink};
use super::loose::text;
use super::{malformed, offset, wrong};

/// What an error calls the thing.
const WHAT: &str = "this call";
/// How far a stated role can be trusted, in thousandths: fully, it was written for us.
const STATED: u16 = 1000;

/// The canonical call.
pub(in super::super) struct Pursuit;

impl Format for Pursuit {
    fn id(&self) -> &'static str {
        "pursuit"
    }

    fn about(&self) -> &'static str {
        "canonical JSON: {\"turns\":[{\"speaker\",\"start\",\"end\",\"text\",\"role\"}]}, one call or a list of calls"
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        match export.outline() {
            Some(outline) if outline.has("turns") || outline.has("[].turns") => Fit::Sure,
            _ => Fit::No,
        }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        let text = export.text();
        if !text.trim_start().starts_with('[') {
            sink(read_call(text).map_err(|error| malformed(text, WHAT, &error)));
            return;
        }
        let mut json = serde_json::Deserializer::from_str(text);
        let calls = Calls { place: Cursor { text, at: 0, line: 1, column: 1 }, sink: &mut *sink };
        if let Err(error) = json.deserialize_seq(calls).and_then(|()| json.end()) {
            sink(Err(malformed(text, "this list of calls", &error)));
        }
    }
}

/// Reads one line that is one call, for formats that hold many; `line` is its number, from 1.
pub(in super::super) fn read_line(text: &str, line: u32) -> Result<Call, Error> {
    read_call(text).map_err(|error| {
        let column = text.get(..offset(text, &error)).map_or(1, |before| before.chars().count().max(1));
        wrong(WHAT, &error).at(u64::from(line), u64::try_from(column).unwrap_or(u64::MAX))
    })
}

/// A call as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a call")]
struct Written {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    date: Option<String>,
    #[serde(default, deserialize_with = "text")]
    title: Option<String>,
    #[serde(default)]
    parties: Option<Vec<WrittenParty>>,
    turns: Vec<WrittenTurn>,
}

/// A party as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a party")]
struct WrittenParty {
    #[serde(default, deserialize_with = "text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "text")]
    email: Option<String>,
    #[serde(default, deserialize_with = "text")]
    role: Option<String>,
}

/// A turn as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a turn")]
struct WrittenTurn {
    #[serde(default, deserialize_with = "text")]
    speaker: Option<String>,
    /// `null` is no words; the key must be there.
    #[serde(deserialize_with = "text")]
    text: Option<String>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(default, deserialize_with = "text")]
    role: Option<String>,
}

/// A time in seconds: a number, a number in a string, or a clock time in a string.
#[derive(Clone, Copy, Default)]
enum Time {
    /// Missing or null.
    #[default]
    None,
    /// As read; it may lie outside a call.
    Seconds(f64),
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TimeVisitor)
    }
}

/// Reads a [`Time`].
struct TimeVisitor;

impl Visitor<'_> for TimeVisitor {
    type Value = Time;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time in seconds")
    }

    fn visit_unit<E>(self) -> Result<Time, E> {
        Ok(Time::None)
    }

    fn visit_f64<E>(self, seconds: f64) -> Result<Time, E> {
        Ok(Time::Seconds(seconds))
    }

    #[expect(clippy::cast_precision_loss, reason = "times of calls are far below 2^52")]
    fn visit_u64<E>(self, seconds: u64) -> Result<Time, E> {
        Ok(Time::Seconds(seconds as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "times of calls are far below 2^52")]
    fn visit_i64<E>(self, seconds: i64) -> Result<Time, E> {
        Ok(Time::Seconds(seconds as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "times of calls are far below 2^52")]
    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Time, E> {
        let text = text.trim();
        let clock = || whole_clock(text).map(|clock| clock.millis as f64 / 1000.0);
        match text.parse().ok().or_else(clock) {
            _ if text.is_empty() => Ok(Time::None),
            Some(seconds) => Ok(Time::Seconds(seconds)),
            None => Err(E::invalid_value(Unexpected::Str(text), &self)),
        }
    }
}

/// Reads one call.
fn read_call(text: &str) -> Result<Call, serde_json::Error> {
    if text.trim_start().starts_with('[') {
        // A struct would also be read from a list of its fields.
        return Err(serde_json::Error::invalid_type(Unexpected::Seq, &"a call"));
    }
    let written: Written = serde_json::from_str(text)?;
    let mut draft = Draft::new();
    draft.about(written.id, written.date, written.title);
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
        let (start, end) = (millis(turn.start, &mut draft), millis(turn.end, &mut draft));
        draft.say(party, turn.text.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    Ok(draft.finish())
}

/// The name, or what stands in for it; `None` where both are missing or blank.
fn named<'w>(name: Option<&'w str>, instead: Option<&'w str>) -> Option<std::borrow::Cow<'w, str>> {
    [name, instead].into_iter().flatten().map(safe).find(|name| !name.is_empty())
}

/// Gives a party the role that is written, in any case; a word that is no role is noted.
fn state(draft: &mut Draft, party: crate::call::PartyId, role: Option<&str>) {
    let Some(word) = role.map(safe).filter(|word| !word.is_empty()) else { return };
    match Role::parse(&word.to_ascii_lowercase()) {
        Some(Role::Unknown) => {}
        Some(role) => draft.role(party, role, STATED),
        None => draft.note("unknown_role", format!("{word:?} is no role; known are seller, buyer, other and unknown")),
    }
}

/// A time inside a call; one outside is noted and left out.
fn millis(time: Time, draft: &mut Draft) -> Option<Millis> {
    let Time::Seconds(seconds) = time else { return None };
    let found = Millis::from_seconds(seconds);
    if found.is_none() {
        draft.note("bad_time", "some times are negative or far too large; the words were kept without them");
    }
    found
}

/// Reads a list call by call, so that a broken one does not cost the others.
struct Calls<'t, 's> {
    /// The start of the call read last.
    place: Cursor<'t>,
    /// Takes them.
    sink: Sink<'s>,
}

impl<'de> Visitor<'de> for Calls<'de, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of calls")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(raw) = items.next_element::<&RawValue>()? {
            let raw = raw.get();
            (self.sink)(read_call(raw).map_err(|error| {
                let start = raw.as_ptr() as usize - self.place.text.as_ptr() as usize;
                let (line, column) = self.place.move_to(start + offset(raw, &error));
                wrong(WHAT, &error).at(line, column)
            }));
        }
        Ok(())
    }
}

/// A place in a text that only moves forward, so that many errors cost one pass.
struct Cursor<'t> {
    /// The text.
    text: &'t str,
    /// The byte.
    at: usize,
    /// Its line, from 1.
    line: u64,
    /// Its column in characters, from 1.
    column: u64,
}

impl Cursor<'_> {
    /// Moves to a later byte and returns its line and column; the column is that of the last character read.
    fn move_to(&mut self, at: usize) -> (u64, u64) {
        for c in self.text.get(self.at..at).unwrap_or_default().chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.at = at.max(self.at);
        (self.line, self.column.saturating_sub(1).max(1))
    }
}
