//! ConvoKit: the utterances of a corpus, one a line (`utterances.jsonl`) or as one list (old `utterances.json`).
//!
//! Shape after the toolkit's own description of its data and the code of its old versions: six mandatory fields,
//! `id`, `speaker`, `conversation_id`, `reply_to`, `timestamp` and `text`, and a dictionary `meta` of any content.
//! Old corpora say `user` for `speaker`, `root` for `conversation_id` and `reply-to`. A file holds many
//! conversations, each a call; its utterances keep the order of the file. `timestamp` may be null, a number or a
//! string of any unit, so it gives no times; where it can only be a date since 2001 it dates the call. What is known
//! of the speakers stands in another file; a role counts where the utterance's own `meta` names it. An utterance
//! that breaks the shape costs itself alone.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::call::Draft;

use super::super::name::safe;
use super::super::side;
use super::super::time::{Time, Unit, iso};
use super::super::{Fit, Gives, Times};
use super::each::each;
use super::loose::{Text, text};
use super::{Calls, Keys, Kind, Trouble, Vendor, wrong};

/// Numbers between these are seconds since 1970: the years 2001 to 2096.
const SECONDS: std::ops::Range<f64> = 1e9..4e9;
/// Numbers between these are milliseconds since 1970.
const MILLIS: std::ops::Range<f64> = 1e12..4e12;

/// A corpus of ConvoKit.
pub(super) struct ConvoKit;

impl Vendor for ConvoKit {
    fn id(&self) -> &'static str {
        "convokit"
    }

    fn about(&self) -> &'static str {
        "ConvoKit corpora: utterances.jsonl with many conversations"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::No, roles: "meta.role", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["[].conversation_id", "[].reply_to", "[].text"],
            &["[].root", "[].reply_to", "[].text", "[].user"],
            &["[].root", "[].reply-to", "[].text", "[].user"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let named = keys.has("[].speaker") || keys.has("[].user");
        if named && keys.kind("[].text") == Some(Kind::Text) { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let mut corpus = Corpus::default();
        let (mut record, mut lost) = (0, Vec::new());
        each(&mut serde_json::Deserializer::from_str(document), |raw: &RawValue| {
            record += 1;
            match serde_json::from_str(raw.get()) {
                Ok(line) => corpus.add(&line, record),
                Err(error) => lost.push((record, error)),
            }
        })?;
        match (corpus.drafts.first_mut(), lost.first()) {
            (Some(draft), Some((record, _))) => {
                let more = if lost.len() > 1 { format!(" (and {} more such)", lost.len() - 1) } else { String::new() };
                draft.note("bad_record", format!("utterance {record} of the file is none and was left out{more}"));
            }
            (None, Some((record, error))) => {
                let error = wrong("this convokit utterance", error);
                return Err(error.at(u64::try_from(*record).unwrap_or(u64::MAX), 1).into());
            }
            _ => {}
        }
        corpus.drafts.into_iter().for_each(calls);
        Ok(())
    }
}

/// An utterance as it is written.
#[derive(Deserialize)]
#[serde(expecting = "an utterance")]
struct Line<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    conversation_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    root: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    user: Text<'t>,
    #[serde(default)]
    timestamp: Time,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    /// Of any content.
    #[serde(borrow, default)]
    meta: Option<&'t RawValue>,
}

/// What `meta` may say of the speaker.
#[derive(Default, Deserialize)]
struct Meta<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    role: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_role: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    speaker_type: Text<'t>,
}

/// The conversations so far.
#[derive(Default)]
struct Corpus {
    /// The calls, in the order of their first utterances.
    drafts: Vec<Draft>,
    /// By id: which of the calls it is.
    by_id: BTreeMap<String, usize>,
}

impl Corpus {
    /// Adds an utterance to its conversation.
    fn add(&mut self, line: &Line<'_>, record: usize) {
        let id = line.conversation_id.as_deref().or(line.root.as_deref()).unwrap_or_default();
        let at = match self.by_id.get(id) {
            Some(at) => *at,
            None => {
                let mut draft = Draft::new();
                draft.about(Some(id.to_owned()), day(line.timestamp), None);
                self.by_id.insert(id.to_owned(), self.drafts.len());
                self.drafts.push(draft);
                self.drafts.len() - 1
            }
        };
        let Some(draft) = self.drafts.get_mut(at) else { return };
        let name = line.speaker.as_deref().or(line.user.as_deref()).map(safe).filter(|name| !name.is_empty());
        let party = name.map(|name| draft.party(&name));
        if let (Some(party), Some(meta)) = (party, line.meta) {
            let meta: Meta<'_> = serde_json::from_str(meta.get()).unwrap_or_default();
            side::state(draft, party, meta.role.as_deref(), "meta.role");
            side::state(draft, party, meta.speaker_role.as_deref(), "meta.speaker_role");
            side::state(draft, party, meta.speaker_type.as_deref(), "meta.speaker_type");
        }
        draft.say(party, line.text.as_deref().unwrap_or_default(), None, None, record);
    }
}

/// The date that a timestamp is, where it can be nothing else.
fn day(timestamp: Time) -> Option<String> {
    match timestamp {
        Time::Number(number) if SECONDS.contains(&number) => iso(timestamp, Unit::Seconds),
        Time::Number(number) if MILLIS.contains(&number) => iso(timestamp, Unit::Millis),
        Time::Date(_) => iso(timestamp, Unit::Seconds),
        _ => None,
    }
}
