//! Zoom: the JSON of a cloud recording, with words (type `transcription`) or, without, its timeline of speakers.
//!
//! Zoom does not document it; shape after files in public tests. `ts` and `end_ts` are `HH:MM:SS.mmm` from the start
//! of the recording, or dates; `users` are those who speak then, mostly one, none in silence. Somebody on the telephone
//! has the number as `username`, and `Unknown Speaker` as `zoom_userid`. The list is called `timeline`, or `content`
//! in copies that other tools keep. A timeline of type `TIMELINE` says who spoke when, and holds no words.
//!
//! `zoom_userid` tells who was signed in, and `host_id` who opened the room: no side follows from them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::call::{Draft, Identity, Millis, PartyId};
use crate::error::{Error, ErrorKind};

use super::super::address::address;
use super::super::name::{is_nobody, known};
use super::super::time::{Time, Unit, iso};
use super::super::{Fit, Gives, Times};
use super::loose::{Text, is_list, list, text};
use super::{Calls, Keys, Trouble, Vendor};

/// Zoom's recording as JSON.
pub(super) struct Zoom;

impl Vendor for Zoom {
    fn id(&self) -> &'static str {
        "zoom-json"
    }

    fn about(&self) -> &'static str {
        "Zoom: the transcript of a cloud recording as JSON"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[&["timeline[].ts", "timeline[].users"], &["content[].ts", "content[].users"], &["[].ts", "[].users"]]
    }

    /// A bare list must name its users too, or hold words: chats have `ts` and lists of users' ids.
    fn fit(&self, keys: Keys<'_>) -> Fit {
        let own = ["timeline[].ts", "content[].ts", "[].users[].username", "[].end_ts"];
        if own.iter().any(|path| keys.has(path)) { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut file = File::default();
        if is_list(document) {
            file.timeline = serde_json::from_str(document)?;
        } else {
            file = serde_json::from_str(document)?;
        }
        file.timeline.append(&mut file.content);
        if file.timeline.iter().all(|piece| piece.text.is_none()) {
            let error = Error::new(ErrorKind::Empty, "this is Zoom's timeline of who spoke when, without the words");
            return Err(error.next("download the audio transcript of the recording (VTT, or JSON with text)").into());
        }
        calls(read_call(&file));
        Ok(())
    }
}

/// A file as it is written.
#[derive(Default, Deserialize)]
#[serde(expecting = "a transcript of Zoom")]
struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    meeting_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    recording_id: Text<'t>,
    #[serde(default, alias = "start_time")]
    recording_start: Time,
    #[serde(borrow, default, deserialize_with = "list")]
    timeline: Vec<Piece<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    content: Vec<Piece<'t>>,
}

/// What is said from one time to the next.
#[derive(Deserialize)]
#[serde(expecting = "a piece of the timeline")]
struct Piece<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    ts: Time,
    #[serde(default)]
    end_ts: Time,
    #[serde(borrow, default, deserialize_with = "list")]
    users: Vec<User<'t>>,
}

/// Who speaks.
#[derive(Deserialize)]
#[serde(expecting = "a user")]
struct User<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    username: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    email_address: Text<'t>,
    /// Of somebody who signed in.
    #[serde(borrow, default, deserialize_with = "text")]
    zoom_userid: Text<'t>,
}

/// One call.
fn read_call(file: &File<'_>) -> Draft {
    let mut draft = Draft::new();
    let id = file.meeting_id.as_deref().or(file.recording_id.as_deref()).map(str::to_owned);
    draft.about(id, iso(file.recording_start, Unit::Millis), None);
    let first = file.timeline.iter().filter_map(|piece| date(piece.ts)).min();
    let began = date(file.recording_start).filter(|began| first.is_none_or(|first| *began <= first));
    let zero = began.or(first);
    let mut parties = BTreeMap::new();
    for (index, piece) in file.timeline.iter().enumerate() {
        let user = piece.users.first();
        let who = user.map(|user| [&user.username, &user.email_address, &user.zoom_userid].map(Option::as_deref));
        let party = who.and_then(|who| *parties.entry(who).or_insert_with(|| join(who, &mut draft)));
        let start = at(piece.ts, zero, &mut draft);
        let end = at(piece.end_ts, zero, &mut draft);
        draft.say(party, piece.text.as_deref().unwrap_or_default(), start, end, index + 1);
    }
    draft
}

/// A date, in milliseconds since 1970; times from the start are none.
fn date(time: Time) -> Option<i64> {
    matches!(time, Time::Date(_)).then(|| time.since_1970(Unit::Millis)).flatten()
}

/// Milliseconds from the start of the recording.
fn at(time: Time, zero: Option<i64>, draft: &mut Draft) -> Option<Millis> {
    if date(time).is_some() { time.after(zero, Unit::Millis, draft) } else { time.since_start(Unit::Seconds, draft) }
}

/// The party of a user; `None` if it has no name.
fn join([name, email, account]: [Option<&str>; 3], draft: &mut Draft) -> Option<PartyId> {
    let name = known(name?)?;
    let email = address(email);
    let account = account.filter(|id| !is_nobody(id));
    let who = Identity { name: &name, account, email: email.as_deref(), ..Identity::default() };
    let party = draft.party_of(who);
    Some(party)
}
