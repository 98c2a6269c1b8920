//! Rev.ai and Temi transcripts, and Gecko's files, which have the same frame.
//!
//! Shape after the vendor's documentation, the types of its Node SDK and a public description of Temi's API:
//! `monologues[]` are what one speaker says at a stretch. Their `elements` are of type `text`, with `ts` and `end_ts`
//! in seconds; `punct`, which holds the blanks too and has no times; and `unknown` for what could not be understood.
//! The values together, as they are, make the text. `speaker` is a number, or the channel in a file of several.
//! Names stand in the monologue's `speaker_info.display_name` or, in Temi's files, in `speakers[]` by `id`.
//! Gecko (gong-io/gecko, `schemaVersion` 2.0) has `terms` instead: `start`, `end`, `text` and `type`, WORD or
//! PUNCTUATION, and an object as speaker with `id` and `name`, both of which may be null.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::lines::beginning;
use super::super::name::clean;
use super::super::time::{Time, Unit};
use super::super::{Fit, Gives, Times};
use super::each::each;
use super::loose::{Text, list, text};
use super::speech::Speech;
use super::{Calls, Keys, Trouble, Vendor};

/// Bytes of the service's own message that an error quotes.
const QUOTED: usize = 80;

/// Rev.ai's transcripts.
pub(super) struct RevAi;

impl Vendor for RevAi {
    fn id(&self) -> &'static str {
        "revai"
    }

    fn about(&self) -> &'static str {
        "Rev.ai and Temi transcripts, and Gecko's files"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Both, roles: "", words: true }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["monologues[].elements"],
            &["monologues[].terms"],
            &["monologues"],
            &["status", "failure_detail", "created_on"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let spoken = keys.has("monologues[].elements") || keys.has("monologues[].terms");
        let silent = keys.is_list("monologues") && !keys.has("monologues[]");
        if spoken || silent || keys.has("failure_detail") { Fit::Sure } else { Fit::No }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        let Some(monologues) = file.monologues else {
            let why = beginning(file.failure_detail.as_deref().unwrap_or("it gives no reason"), QUOTED);
            let error = Error::new(ErrorKind::Empty, format!("Rev.ai could not transcribe this recording: {why}"));
            return Err(error.next("correct that and transcribe it again").into());
        };
        let mut draft = Draft::new();
        for (index, monologue) in monologues.into_iter().enumerate() {
            let party = monologue.label(&file.speakers).map(|label| draft.party(&label));
            for said in [monologue.elements, monologue.terms] {
                let call = said.finish();
                call.utterances.iter().for_each(|said| draft.say(party, &said.text, said.start, said.end, index + 1));
                call.notes.into_iter().for_each(|note| draft.note(note.code, note.text));
            }
        }
        calls(draft);
        Ok(())
    }
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(expecting = "a transcript")]
struct File<'t> {
    #[serde(borrow, default)]
    monologues: Option<Vec<Monologue<'t>>>,
    #[serde(borrow, default, deserialize_with = "list")]
    speakers: Vec<Person<'t>>,
    #[serde(borrow, default, deserialize_with = "text")]
    failure_detail: Text<'t>,
}

/// Somebody who speaks.
#[derive(Deserialize)]
#[serde(expecting = "a speaker")]
struct Person<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    display_name: Text<'t>,
}

impl Person<'_> {
    /// The name, if there is one.
    fn named(&self) -> Option<Cow<'_, str>> {
        [&self.display_name, &self.name].into_iter().flatten().find_map(|name| clean(name))
    }
}

/// What one speaker says at a stretch, already put together from its words.
#[derive(Deserialize)]
#[serde(expecting = "a monologue")]
struct Monologue<'t> {
    /// A number, or Gecko's object.
    #[serde(borrow, default)]
    speaker: Option<&'t RawValue>,
    #[serde(borrow, default)]
    speaker_info: Option<Person<'t>>,
    #[serde(default, deserialize_with = "elements")]
    elements: Draft,
    #[serde(default, deserialize_with = "terms")]
    terms: Draft,
}

impl Monologue<'_> {
    /// The name of the speaker's party: the name that the file knows, else the number behind `Speaker`.
    fn label(&self, known: &[Person<'_>]) -> Option<String> {
        if let Some(name) = self.speaker_info.as_ref().and_then(Person::named) {
            return Some(name.into_owned());
        }
        let raw = self.speaker?.get();
        let person: Person<'_> = if raw.starts_with('{') {
            serde_json::from_str(raw).ok()?
        } else {
            Person { id: Some(raw.trim_matches('"').into()), name: None, display_name: None }
        };
        let id = person.id.as_deref().map(str::trim).filter(|id| !id.is_empty());
        let listed = known.iter().find(|one| id.is_some() && one.id.as_deref() == id).and_then(Person::named);
        if let Some(name) = person.named().or(listed) {
            return Some(name.into_owned());
        }
        let id = id?;
        let number = id.bytes().all(|byte| byte.is_ascii_digit());
        if number { Some(format!("Speaker {id}")) } else { clean(id).map(Cow::into_owned) }
    }
}

/// A word or a mark; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "an element")]
struct Element<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    kind: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    value: Text<'t>,
    #[serde(default)]
    ts: Time,
    #[serde(default)]
    end_ts: Time,
}

/// Reads Rev.ai's elements.
fn elements<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Draft, D::Error> {
    let mut draft = Draft::new();
    let mut speech = Speech::new(&mut draft);
    each(deserializer, |element: Element<'de>| {
        let value = element.value.as_deref().unwrap_or_default();
        if element.kind.as_deref() == Some("text") {
            let start = element.ts.since_start(Unit::Seconds, speech.draft);
            let end = element.end_ts.since_start(Unit::Seconds, speech.draft);
            speech.word(None, value, (start, end), 0);
            return;
        }
        speech.mark(if element.kind.as_deref() == Some("punct") { value } else { "[inaudible]" });
        speech.join_next();
    })?;
    drop(speech);
    Ok(draft)
}

/// A word or a mark of Gecko; times in seconds.
#[derive(Deserialize)]
#[serde(expecting = "a term")]
struct Term<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    kind: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    text: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
}

/// Reads Gecko's terms.
fn terms<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Draft, D::Error> {
    let mut draft = Draft::new();
    let mut speech = Speech::new(&mut draft);
    each(deserializer, |term: Term<'de>| {
        let text = term.text.as_deref().unwrap_or_default();
        let start = term.start.since_start(Unit::Seconds, speech.draft);
        let end = term.end.since_start(Unit::Seconds, speech.draft);
        if term.kind.as_deref().is_some_and(|kind| kind.eq_ignore_ascii_case("punctuation")) {
            speech.mark(text);
        } else {
            speech.word(None, text, (start, end), 0);
        }
    })?;
    drop(speech);
    Ok(draft)
}
