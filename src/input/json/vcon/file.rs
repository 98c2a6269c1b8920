//! A vCon as it is written. What may be of any kind, or large, stays raw.

use std::borrow::Cow;

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};
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
        let met = |dialog: &&Dialog<'_>| dialog.holds != Holds::Apart;
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

/// One piece of the conversation. A chat has thousands, so that of each only what is needed is kept.
#[derive(Deserialize)]
#[serde(expecting = "a dialog")]
pub(super) struct Dialog<'t> {
    #[serde(default, rename = "type", deserialize_with = "meant")]
    pub(super) holds: Holds,
    #[serde(borrow, default, deserialize_with = "text")]
    pub(super) start: Text<'t>,
    /// In seconds.
    #[serde(default)]
    pub(super) duration: Time,
    /// One index, a list of them, or a list of lists.
    #[serde(borrow, default)]
    parties: Option<&'t RawValue>,
    #[serde(borrow, default)]
    originator: Option<&'t RawValue>,
    #[serde(default, deserialize_with = "meant")]
    mediatype: Media,
    /// The media type in old versions.
    #[serde(default, deserialize_with = "meant")]
    mimetype: Media,
    #[serde(default, rename = "message_id", deserialize_with = "meant")]
    mail: MailId,
    #[serde(default, deserialize_with = "meant")]
    encoding: Encoding,
    /// Words, or sound.
    #[serde(borrow, default)]
    body: Option<&'t RawValue>,
}

impl<'t> Dialog<'t> {
    /// When it began, in milliseconds since 1970.
    pub(super) fn since_1970(&self) -> Option<i64> {
        self.start.as_deref().and_then(date)
    }

    /// The parties as they are written.
    pub(super) fn parties(&self) -> Value {
        value(self.parties)
    }

    /// Who speaks: the originator, else the first party.
    pub(super) fn speaker(&self) -> Option<usize> {
        index(&value(self.originator)).or_else(|| index(&self.parties()))
    }

    /// The media type.
    pub(super) fn media(&self) -> Media {
        if self.mediatype == Media::Unknown { self.mimetype } else { self.mediatype }
    }

    /// True for a letter: its id is that of a mail, or it has parts as mails have.
    pub(super) fn is_mail(&self) -> bool {
        self.mail.0 || self.media() == Media::Parts
    }

    /// True for a message whose body is no text.
    pub(super) fn is_unreadable(&self) -> bool {
        self.holds == Holds::Message && self.body.is_some() && self.text().is_none()
    }

    /// The body as text.
    pub(super) fn text(&self) -> Option<Cow<'t, str>> {
        unpacked(self.body?, self.encoding)
    }
}

/// What is made of a text as it is read.
fn meant<'de, D: Deserializer<'de>, T: From<Text<'de>>>(deserializer: D) -> Result<T, D::Error> {
    text(deserializer).map(T::from)
}

/// What a dialog holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Holds {
    /// Sound.
    Recording,
    /// A message.
    Message,
    /// A try at a call, or its transfer: nobody met in it.
    Apart,
    /// Another one, or not told.
    #[default]
    Other,
}

impl From<Text<'_>> for Holds {
    fn from(kind: Text<'_>) -> Self {
        match kind.as_deref() {
            Some("recording") => Self::Recording,
            Some("text") => Self::Message,
            Some("incomplete" | "transfer") => Self::Apart,
            _ => Self::Other,
        }
    }
}

/// What a media type says of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Media {
    /// Nothing.
    #[default]
    Unknown,
    /// It is HTML.
    Html,
    /// It has parts, as letters have.
    Parts,
    /// It is something else.
    Other,
}

impl From<Text<'_>> for Media {
    fn from(media: Text<'_>) -> Self {
        match media.as_deref() {
            None => Self::Unknown,
            Some(html) if html.starts_with("text/html") => Self::Html,
            Some(parts) if parts.starts_with("multipart/") || parts.starts_with("message/") => Self::Parts,
            Some(_) => Self::Other,
        }
    }
}

/// True for the id of a mail.
#[derive(Clone, Copy, Debug, Default)]
struct MailId(bool);

impl From<Text<'_>> for MailId {
    fn from(id: Text<'_>) -> Self {
        let id = id.as_deref().unwrap_or_default().trim();
        Self(id.starts_with('<') && id.ends_with('>') && id.contains('@'))
    }
}

/// How a body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    /// As it is.
    #[default]
    Plain,
    /// In base64url.
    Base64Url,
}

impl From<Text<'_>> for Encoding {
    fn from(encoding: Text<'_>) -> Self {
        let packed = encoding.is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64url"));
        if packed { Self::Base64Url } else { Self::Plain }
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
    #[serde(default, deserialize_with = "meant")]
    pub(super) encoding: Encoding,
    /// Of any content.
    #[serde(borrow, default)]
    pub(super) body: Option<&'t RawValue>,
}

/// The text of a body that is a string; `None` for other values and for what is no text.
pub(super) fn unpacked(body: &RawValue, encoding: Encoding) -> Option<Cow<'_, str>> {
    let body = Some(body.get()).filter(|body| body.starts_with('"'))?;
    let text = text(&mut serde_json::Deserializer::from_str(body)).ok()??;
    let text = match encoding {
        Encoding::Plain => text,
        Encoding::Base64Url => base64url::text(&text).map(Cow::Owned)?,
    };
    Some(text)
}

/// A value that was left raw; one that is missing or too deep is `null`.
fn value(raw: Option<&RawValue>) -> Value {
    raw.and_then(|raw| serde_json::from_str(raw.get()).ok()).unwrap_or_default()
}

/// The first index in a value that is one or a list of them.
pub(super) fn index(value: &Value) -> Option<usize> {
    match value {
        Value::Array(items) => items.iter().find_map(index),
        _ => value.as_u64().and_then(|index| usize::try_from(index).ok()),
    }
}
