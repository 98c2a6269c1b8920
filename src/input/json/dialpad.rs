//! Dialpad: `GET /transcripts/{call_id}`.
//!
//! Shape after the vendor's OpenAPI description (`TranscriptLineProto`), where every field of a line may be
//! null: `time` is a date, seen without a zone; there is no end; `type` is `transcript` for speech, all others
//! (`moment`, `ai_question`, `custom_moment`, `real_time_moment`) are marks. `user_id` is set for a user of Dialpad,
//! `contact_id` for anybody else. The call begins with its first line of any type, for nothing tells more.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Identity, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::name::{known, label};
use super::super::side;
use super::super::time::{Time, Unit, iso};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, text};
use super::{Calls, Keys, Kind, Trouble, Vendor};

/// Dialpad's API.
pub(super) struct Dialpad;

impl Vendor for Dialpad {
    fn id(&self) -> &'static str {
        "dialpad"
    }

    fn about(&self) -> &'static str {
        "Dialpad API: transcripts of calls"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Start, roles: "user_id, contact_id", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["lines[].content", "lines[].type"], &["lines", "call_id"]]
    }

    /// Lines must be objects, or be missing.
    fn fit(&self, keys: Keys<'_>) -> Fit {
        let lines = matches!(keys.kind("lines"), Some(Kind::List | Kind::Null));
        let objects = keys.kind("lines[]").is_none_or(|kind| kind == Kind::Object);
        if lines && objects { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        let Some(lines) = &file.lines else {
            let error = Error::new(ErrorKind::Empty, "this is an answer of Dialpad without the lines of a transcript");
            return Err(error.next("export the call again when its transcript is ready").into());
        };
        calls(read_call(&file, lines));
        Ok(())
    }
}

/// A transcript as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a transcript of Dialpad")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    call_id: Text<'t>,
    #[serde(borrow, default)]
    lines: Option<Vec<Line<'t>>>,
}

/// Something said, or a mark.
#[derive(Deserialize)]
#[serde(expecting = "a line of the transcript")]
struct Line<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    contact_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    user_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    content: Text<'t>,
    #[serde(default)]
    time: Time,
    #[serde(borrow, default, deserialize_with = "text", rename = "type")]
    kind: Text<'t>,
}

/// One call.
fn read_call(file: &File<'_>, lines: &[Line<'_>]) -> Draft {
    let mut draft = Draft::new();
    let zero = lines.iter().filter_map(|line| line.time.since_1970(Unit::Seconds)).min();
    let date = zero.and_then(|zero| iso(Time::Date(zero), Unit::Millis));
    draft.about(file.call_id.as_deref().map(str::to_owned), date, None);
    let mut parties = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if line.kind.as_deref().is_some_and(|kind| kind != "transcript") {
            continue;
        }
        let who = (line.name.as_deref(), line.user_id.as_deref(), line.contact_id.as_deref());
        let party = *parties.entry(who).or_insert_with(|| join(who, &mut draft));
        let start = line.time.after(zero, Unit::Seconds, &mut draft);
        draft.say(party, line.content.as_deref().unwrap_or_default(), start, None, index + 1);
    }
    draft
}

/// The party of a line, by its name, else by its id; `None` if it has neither.
fn join((name, user, contact): (Option<&str>, Option<&str>, Option<&str>), draft: &mut Draft) -> Option<PartyId> {
    let [user, contact] = [user, contact].map(|id| id.filter(|id| !id.trim().is_empty()));
    let name = name.and_then(known).or_else(|| label(user.or(contact)?))?;
    let stated = match (user, contact) {
        (Some(_), _) => Some(("internal", "user_id")),
        (None, Some(_)) => Some(("external", "contact_id")),
        (None, None) => None,
    };
    let role = stated.and_then(|(value, _)| side::role(value));
    let party = draft.party_of(Identity { name: &name, account: user.or(contact), role, ..Identity::default() });
    if let Some((value, by)) = stated {
        side::state(draft, party, Some(value), by);
    }
    Some(party)
}
