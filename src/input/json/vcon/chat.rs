//! A vCon's dialogs of text: a message each, or one with a whole transcript.

use std::borrow::Cow;

use serde_json::Value;

use crate::call::{Call, Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::super::markup::plain;
use super::super::super::time::Unit;
use super::super::embedded;
use super::file::{Dialog, File, Holds, Media};
use super::people;

/// Says all messages; the first begins the call.
///
/// # Errors
/// They are letters of an e-mail thread.
pub(super) fn say(file: &File<'_>, draft: &mut Draft) -> Result<(), Error> {
    if file.dialog.iter().any(|dialog| dialog.is_mail() && words(dialog).is_some()) {
        let error = Error::new(ErrorKind::Empty, "this vCon holds an e-mail thread and no call");
        return Err(error.next("leave it out: only what is said in calls and chats is measured"));
    }
    let lost = file.dialog.iter().filter(|dialog| dialog.is_unreadable()).count();
    if lost > 0 {
        draft.note("messages_unread", format!("messages of this vCon that are no text, and were left out: {lost}"));
    }
    let messages = || (1..).zip(&file.dialog).filter_map(|(number, dialog)| Some((number, dialog, words(dialog)?)));
    let mut first = messages();
    if let (Some((_, _, text)), None) = (first.next(), first.next())
        && transcript(&text, file, draft)
    {
        return Ok(());
    }
    let dated = file.dialog.iter().filter_map(|dialog| Some((dialog.since_1970()?, dialog)));
    let zero = dated.filter(|(_, dialog)| words(dialog).is_some()).map(|(start, _)| start).min();
    for (number, dialog, text) in messages() {
        let start = dialog.since_1970().zip(zero).map(|(start, zero)| Millis::new(start.saturating_sub(zero)));
        let length = dialog.duration.since_start(Unit::Seconds, draft);
        let end = start
            .zip(length.filter(|length| length.get() > 0))
            .map(|(start, length)| Millis::new(start.get() + length.get()));
        let party = dialog.speaker().map(|speaker| people::at(speaker, &file.parties, draft));
        draft.say(party, &text, start, end, number);
    }
    Ok(())
}

/// The words of a message; `None` for a dialog that is none, or has none.
fn words<'t>(dialog: &Dialog<'t>) -> Option<Cow<'t, str>> {
    let text = if dialog.holds == Holds::Message { dialog.text()? } else { return None };
    let text = if dialog.media() == Media::Html { Cow::Owned(without_tags(&text)) } else { text };
    (!text.trim().is_empty()).then_some(text)
}

/// Says a message that is a transcript of several speakers; false, with nothing said, if it is none.
fn transcript(text: &str, file: &File<'_>, draft: &mut Draft) -> bool {
    let (calls, lost): (Vec<_>, Vec<_>) = embedded(text).unwrap_or_default().into_iter().partition(Result::is_ok);
    let calls: Vec<Call> = calls.into_iter().flatten().collect();
    let Ok([call]) = <[Call; 1]>::try_from(calls) else { return false };
    if call.parties.len() < 2 {
        return false;
    }
    people::retell(call, &file.parties, &Value::Null, 0, draft);
    if let Some(Err(error)) = lost.into_iter().next() {
        draft.note("transcript_unread", format!("a part of the message of this vCon cannot be read: {}", error.what()));
    }
    true
}

/// The text of HTML: what stands between brackets becomes a blank, entities are decoded.
fn without_tags(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    plain(&words.join(" ")).into_owned()
}
