//! The canonical call: `{"id","date","title","parties":[...],"turns":[...]}`, as the format `pursuit` reads it.
//!
//! What the export does not say is left out. A turn here is one piece of speech as it was read; times are seconds.

use serde::Serialize;

use crate::call::{Call, Party};
use crate::report::json_line;

/// A call on one line.
pub(super) fn line(id: &str, call: &Call) -> String {
    write(id, call, ["", ",", ""])
}

/// A call with each turn on a line of its own.
pub(super) fn page(id: &str, call: &Call) -> String {
    write(id, call, ["\n", ",\n", "\n"])
}

/// What stands before the turns.
#[derive(Serialize)]
struct HeadOut<'c> {
    id: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'c str>,
    parties: Vec<PartyOut<'c>>,
}

/// Somebody in the call.
#[derive(Serialize)]
struct PartyOut<'c> {
    name: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

/// A piece of speech.
#[derive(Serialize)]
struct TurnOut<'c> {
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<f64>,
    text: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'static str>,
}

/// Writes a call; `marks` stand before, between and behind its turns.
fn write(id: &str, call: &Call, [before, between, behind]: [&str; 3]) -> String {
    let mut out = Vec::new();
    let party = |party| PartyOut { name: name(party), email: party.email.as_deref(), role: role(party) };
    let parties = call.parties.iter().map(party).collect();
    put(&HeadOut { id, date: call.date.as_deref(), title: call.title.as_deref(), parties }, &mut out);
    // The brace that ends the head ends the call instead.
    out.pop();
    out.extend_from_slice(b",\"turns\":[");
    for (index, said) in call.utterances.iter().enumerate() {
        out.extend_from_slice(if index == 0 { before } else { between }.as_bytes());
        let party = said.party.and_then(|party| call.parties.get(party.0 as usize));
        let turn = TurnOut {
            speaker: party.map(name),
            start: said.start.map(|time| time.seconds()),
            end: said.end.map(|time| time.seconds()),
            text: &said.text,
            role: party.and_then(role),
        };
        put(&turn, &mut out);
    }
    if !call.utterances.is_empty() {
        out.extend_from_slice(behind.as_bytes());
    }
    out.extend_from_slice(b"]}\n");
    String::from_utf8_lossy(&out).into_owned()
}

/// Writes a value without a line end.
fn put(value: &impl Serialize, out: &mut Vec<u8>) {
    // Memory takes everything, and nothing here fails to be written.
    let _ = json_line(value, out);
    out.pop();
}

/// The party's name.
fn name(party: &Party) -> &str {
    &party.name
}

/// The party's role, if the export states one in so many words: the canonical call has no room for doubt.
fn role(party: &Party) -> Option<&'static str> {
    party.given.filter(|given| given.is_stated()).map(|given| given.role.as_str())
}
