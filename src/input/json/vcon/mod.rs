//! vCon: the container for conversations of draft-ietf-vcon-vcon-core, plain or signed.
//!
//! Shape after the draft (its CDDL and examples), files of vcon-dev/vcon-server and vcon-dev/vcon-mcp, and the
//! extension drafts. `parties[]` have `name`, `tel`, `mailto`, `type` (person, bot, organization), and outside of the
//! draft `role` or `meta.role`. `dialog[]` have a `type`: `recording` holds sound, `text` one message; `start` is a
//! date, `duration` is in seconds, `parties` are indices (in a recording of several channels one entry a channel,
//! `null` for an unused one) and the first or `originator` is who speaks or calls. `analysis[]` of a type such as
//! `transcript` or `wtf_transcription` hold a transcript of any vendor, read by `analysis`; without any, text
//! messages are the call, read by `chat`. `encoding` is `json`, `none` or `base64url`.
//!
//! A signed vCon is a JWS whose `payload` is the vCon in base64url; its signature is not checked, and a note says so.
//! An encrypted one (JWE) cannot be read. Sound inside the file is passed over and never copied.

mod analysis;
mod base64url;
mod chat;
mod file;
mod people;

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::{Export, Fit, Gives, Times};
use super::{Calls, Keys, Kind, Trouble, Vendor, wrong};

use self::analysis::Unread;
use self::file::{Dialog, File, Holds};

/// The container vCon.
pub(super) struct Vcon;

impl Vendor for Vcon {
    fn id(&self) -> &'static str {
        "vcon"
    }

    fn about(&self) -> &'static str {
        "vCon containers, plain or signed: transcripts of any vendor inside, or text messages"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "parties[].meta.role, parties[].role", words: false }
    }

    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[
            &["parties", "dialog"],
            &["parties", "analysis"],
            &["vcon", "uuid"],
            &["vcon", "created_at"],
            &["payload", "signatures"],
            &["payload", "protected", "signature"],
            &["ciphertext", "recipients"],
            &["ciphertext", "iv", "tag"],
        ]
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let lists = ["parties", "dialog", "analysis"];
        let listed = lists.iter().all(|key| matches!(keys.kind(key), None | Some(Kind::List | Kind::Null)));
        let packed = ["payload", "ciphertext"].iter().any(|key| keys.kind(key) == Some(Kind::Text));
        let plain = keys.has("vcon") || lists.iter().any(|key| keys.has(key));
        if listed && (plain || packed) { Fit::Sure } else { Fit::No }
    }

    fn is_container(&self) -> bool {
        true
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let file: File<'_> = serde_json::from_str(document)?;
        refuse_encrypted(&file)?;
        let Some(payload) = file.payload.as_deref().filter(|_| !file.is_plain()) else {
            calls(say(&file)?);
            return Ok(());
        };
        let inner = base64url::text(payload).ok_or_else(|| bad_payload("is no text in base64url"))?;
        let inner = Export::new(inner.as_bytes());
        let file: File<'_> =
            serde_json::from_str(inner.text()).map_err(|error| wrong("the payload of this vCon", &error))?;
        refuse_encrypted(&file)?;
        if !file.is_plain() {
            return Err(bad_payload("is no vCon").into());
        }
        let mut draft = say(&file)?;
        inner.notes().iter().for_each(|note| draft.note(note.code, note.text.clone()));
        draft.note("signature_unchecked", "this vCon is signed; its signature was not checked");
        calls(draft);
        Ok(())
    }
}

/// Reads a plain vCon.
fn say(file: &File<'_>) -> Result<Draft, Error> {
    let mut draft = Draft::new();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let date = file.starts().min().map(|(_, date)| date).or(file.created_at.as_deref());
    draft.about(owned(file.uuid.as_deref()), owned(date), owned(file.subject.as_deref()));
    let Unread { trouble, doubt } = analysis::say(file, &mut draft);
    if let Some(error) = &trouble {
        draft.note("transcript_unread", error.what());
    }
    if draft.is_silent() {
        let told = chat::say(file, &mut draft);
        if let (true, Some(error)) = (draft.is_silent(), trouble.or(doubt)) {
            return Err(error);
        }
        told?;
    }
    if draft.is_silent() { Err(no_words(file)) } else { Ok(draft) }
}

/// The error for a vCon in which nobody says anything.
fn no_words(file: &File<'_>) -> Error {
    let recorded = file.dialog.iter().any(|dialog| dialog.holds == Holds::Recording);
    if recorded {
        let error = Error::new(ErrorKind::Empty, "this vCon holds a recording without a transcript");
        return error.next("have it transcribed, with the transcript in `analysis`");
    }
    if file.dialog.iter().any(Dialog::is_unreadable) {
        let error = Error::new(ErrorKind::Malformed, "the messages of this vCon are no text");
        return error.next("export it again, each `body` as text, in the `encoding` that is said");
    }
    let error = Error::new(ErrorKind::Empty, "this vCon holds neither a transcript nor messages with text");
    error.next("add a transcript to its `analysis`, or give the transcript itself")
}

/// The error for an encrypted vCon.
fn refuse_encrypted(file: &File<'_>) -> Result<(), Error> {
    if file.ciphertext.is_none() {
        return Ok(());
    }
    let error = Error::new(ErrorKind::Unreadable, "this vCon is encrypted (JWE); without its key no word can be read");
    Err(error.next("decrypt it first, then give the decrypted vCon"))
}

/// The error for a signed vCon whose payload is not what it must be.
fn bad_payload(what: &str) -> Error {
    let error = Error::new(ErrorKind::Malformed, format!("the payload of this signed vCon {what}"));
    error.next("export it again, or give the vCon without its signature")
}
