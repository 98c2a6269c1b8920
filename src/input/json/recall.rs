//! Recall.ai: the transcript of a bot, as its download link gives it, and as the first version of its API did.
//!
//! Shape after the vendor's page on download schemas: a list of pieces of speech, each with its `participant` and
//! its `words`. A word's times are objects: `relative` in seconds from the start of the recording, `absolute` as a
//! date (null in some). A word may be a whole sentence where the meeting's own captions are the source. The `id` of a
//! participant is unique in one meeting only; `name` and `email` may be null, and the speaker is null for what was
//! said before the bot saw who speaks. The first version has `speaker` and `speaker_id` in place of the participant
//! and plain seconds in place of the objects; this one is from memory.
//!
//! `is_host` says only who opened the room, so no side follows from it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use crate::call::{Draft, Identity, Millis, PartyId};

use super::super::address::address;
use super::super::name::{known, label};
use super::super::time::{Time, Unit, iso};
use super::super::{Gives, Times};
use super::loose::{Text, list, text};
use super::speech::Speech;
use super::{Calls, Trouble, Vendor};

/// Recall.ai's transcript.
pub(super) struct Recall;

impl Vendor for Recall {
    fn id(&self) -> &'static str {
        "recall"
    }

    fn about(&self) -> &'static str {
        "Recall.ai: transcripts of its bots, current and first version"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["[].participant", "[].words"], &["[].speaker", "[].words[].start_timestamp"]]
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let pieces: Vec<Piece<'_>> = serde_json::from_str(document)?;
        calls(read_call(&pieces));
        Ok(())
    }
}

/// What one speaker says at a stretch.
#[derive(Deserialize)]
#[serde(expecting = "a piece of speech")]
struct Piece<'t> {
    #[serde(borrow, default)]
    participant: Option<Participant<'t>>,
    /// The name, in the first version.
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    words: Vec<Word<'t>>,
}

/// Somebody in the meeting.
#[derive(Deserialize)]
#[serde(expecting = "a participant")]
struct Participant<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email: Text<'t>,
}

/// A word, or several.
#[derive(Deserialize)]
#[serde(expecting = "a word")]
struct Word<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start_timestamp: Moment,
    #[serde(default)]
    end_timestamp: Moment,
}

/// A time: seconds from the start of the recording, a date, or both.
#[derive(Clone, Copy, Default)]
struct Moment {
    /// From the start of the recording.
    relative: Time,
    /// Since 1970.
    absolute: Time,
}

impl Moment {
    /// Milliseconds from the start, where the recording began at `zero`.
    fn from(self, zero: Option<i64>, draft: &mut Draft) -> Option<Millis> {
        match self.relative {
            Time::None => self.absolute.after(zero, Unit::Seconds, draft),
            relative => relative.since_start(Unit::Seconds, draft),
        }
    }

    /// When the recording began, in milliseconds since 1970; the moment itself if it does not tell how long after.
    fn zero(self) -> Option<i64> {
        let after = self.relative.since_start(Unit::Seconds, &mut Draft::new()).unwrap_or_default();
        Some(self.absolute.since_1970(Unit::Seconds)? - after.get())
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(MomentVisitor)
    }
}

/// Reads a [`Moment`].
struct MomentVisitor;

impl<'de> Visitor<'de> for MomentVisitor {
    type Value = Moment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a time")
    }

    fn visit_unit<E>(self) -> Result<Moment, E> {
        Ok(Moment::default())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Moment, E> {
        Ok(Moment { relative: Time::Number(number), ..Moment::default() })
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds of a call are far below 2^52")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<Moment, E> {
        self.visit_f64(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "seconds of a call are far below 2^52")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Moment, E> {
        self.visit_f64(number as f64)
    }

    fn visit_str<E>(self, text: &str) -> Result<Moment, E> {
        let time = Time::parse(text).unwrap_or(Time::Unclear);
        let absolute = matches!(time, Time::Date(_));
        Ok(if absolute {
            Moment { absolute: time, ..Moment::default() }
        } else {
            Moment { relative: time, ..Moment::default() }
        })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut parts: A) -> Result<Moment, A::Error> {
        let mut moment = Moment::default();
        while let Some(key) = parts.next_key::<String>()? {
            match key.as_str() {
                "relative" => moment.relative = parts.next_value()?,
                "absolute" => moment.absolute = parts.next_value()?,
                _ => drop(parts.next_value::<IgnoredAny>()?),
            }
        }
        Ok(moment)
    }
}

/// One call.
fn read_call(pieces: &[Piece<'_>]) -> Draft {
    let mut draft = Draft::new();
    let zero = pieces.iter().flat_map(|piece| &piece.words).find_map(|word| word.start_timestamp.zero());
    let date = zero.and_then(|zero| iso(Time::Date(zero), Unit::Millis));
    draft.about(None, date, None);
    let mut parties = BTreeMap::new();
    for (index, piece) in pieces.iter().enumerate() {
        let id =
            piece.participant.as_ref().map_or(piece.speaker_id.as_deref(), |participant| participant.id.as_deref());
        let name =
            piece.participant.as_ref().map_or(piece.speaker.as_deref(), |participant| participant.name.as_deref());
        let email = piece.participant.as_ref().and_then(|participant| participant.email.as_deref());
        let party = *parties.entry((name, id)).or_insert_with(|| join(name, id, email, &mut draft));
        let mut speech = Speech::new(&mut draft);
        for word in &piece.words {
            let start = word.start_timestamp.from(zero, speech.draft);
            let end = word.end_timestamp.from(zero, speech.draft);
            speech.word(party, word.text.as_deref().unwrap_or_default(), (start, end), index + 1);
        }
        drop(speech);
        let open = |word: &Word<'_>| word.text.is_some() && word.end_timestamp.from(zero, &mut Draft::new()).is_none();
        if piece.words.last().is_some_and(open)
            && let Some(said) = draft.last()
        {
            // A sentence of captions has no end; its start is none.
            said.end = None;
        }
    }
    draft
}

/// The party of a speaker; `None` if nothing names one.
fn join(name: Option<&str>, id: Option<&str>, email: Option<&str>, draft: &mut Draft) -> Option<PartyId> {
    let name = name.and_then(known).or_else(|| label(id?))?;
    let email = address(email);
    let party = draft.party_of(Identity { name: &name, id, email: email.as_deref(), ..Identity::default() });
    Some(party)
}
