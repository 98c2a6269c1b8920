//! A vCon as it is written. What may be of any kind, or large, stays raw.

use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::Value;
use serde_json::value::RawValue;

use super::super::super::time::{Time, date};
use super::super::loose::{Text, list, text};
use super::base64url;

/// A vCon in any of its three forms.
#[derive(Deserialize)]
#[serde(expecting = "a vCon")]
pub(super) struct File<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) uuid: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) subject: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) created_at: Text<'t>,
    #[serde(borrow, default, deserialize_with = "list")]
    pub(super) parties: Vec<Party<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    pub(super) dialog: Vec<Dialog<'t>>,
    #[serde(borrow, default, deserialize_with = "list")]
    pub(super) analysis: Vec<Analysis<'t>>,
    /// Of a signed one.
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) payload: Text<'t>,
    /// Of an encrypted one.
    #[serde(default)]
    pub(super) ciphertext: Option<IgnoredAny>,
    /// The version, deprecated.
    #[serde(default)]
    vcon: Option<IgnoredAny>,
}

impl<'t> File<'t> {
    /// True if it holds the parts of a vCon itself.
    pub(super) fn is_plain(&self) -> bool {
        let parts = self.parties.len() + self.dialog.len() + self.analysis.len();
        parts > 0 || self.vcon.is_some()
    }

    /// When each dialog in which people met began, where that is known: milliseconds since 1970, and as it is written.
    pub(super) fn starts(&self) -> impl Iterator<Item = (i64, &str)> {
        let met = |dialog: &&Dialog<'_>| !matches!(dialog.kind.as_deref(), Some("incomplete" | "transfer"));
        let dialogs = self.dialog.iter().filter(met);
        dialogs.filter_map(|dialog| Some((dialog.since_1970()?, dialog.start.as_deref()?)))
    }
}

/// Somebody who takes part.
#[derive(Deserialize)]
#[serde(expecting = "a party")]
pub(super) struct Party<'t> {
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) name: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) mailto: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) tel: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) sip: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) role: Text<'t>,
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    pub(super) kind: Text<'t>,
    /// Of any content.
    #[serde(borrow, default)]
    pub(super) meta: Option<&'t RawValue>,
}

/// One piece of the conversation.
#[derive(Deserialize)]
#[serde(expecting = "a dialog")]
pub(super) struct Dialog<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    pub(super) kind: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) start: Text<'t>,
    /// In seconds.
    #[serde(default)]
    pub(super) duration: Time,
    /// One index, a list of them, or a list of lists.
    #[serde(default)]
    pub(super) parties: Value,
    #[serde(default)]
    pub(super) originator: Value,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) mediatype: Text<'t>,
    /// The media type in old versions.
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) mimetype: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) message_id: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    encoding: Text<'t>,
    /// Words, or sound.
    #[serde(borrow, default)]
    body: Option<&'t RawValue>,
}

impl Dialog<'_> {
    /// When it began, in milliseconds since 1970.
    pub(super) fn since_1970(&self) -> Option<i64> {
        self.start.as_deref().and_then(date)
    }

    /// The body as text.
    pub(super) fn text(&self) -> Option<String> {
        unpacked(self.body?, self.encoding.as_deref())
    }
}

/// What somebody made of the dialogs.
#[derive(Deserialize)]
#[serde(expecting = "an analysis")]
pub(super) struct Analysis<'t> {
    #[serde(borrow, default, rename = "type", deserialize_with = "text")]
    pub(super) kind: Text<'t>,
    /// One index or a list of them.
    #[serde(default)]
    pub(super) dialog: Value,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) url: Text<'t>,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) encoding: Text<'t>,
    /// Of any content.
    #[serde(borrow, default)]
    pub(super) body: Option<&'t RawValue>,
}

/// The text of a body that is a string; `None` for other values and for what is no text.
pub(super) fn unpacked(body: &RawValue, encoding: Option<&str>) -> Option<String> {
    let text: String = serde_json::from_str(body.get()).ok()?;
    let packed = encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64url"));
    if packed { base64url::text(&text) } else { Some(text) }
}

/// The first index in a value that is one or a list of them.
pub(super) fn index(value: &Value) -> Option<usize> {
    match value {
        Value::Array(items) => items.iter().find_map(index),
        _ => value.as_u64().and_then(|index| usize::try_from(index).ok()),
    }
}
