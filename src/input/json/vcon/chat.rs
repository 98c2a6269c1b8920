//! A vCon's dialogs of text: a message each, or one with a whole transcript.

use serde_json::Value;

use crate::call::{Draft, Millis};
use crate::error::{Error, ErrorKind};

use super::super::super::markup::plain;
use super::super::super::time::Unit;
use super::super::embedded;
use super::file::{Dialog, File, index};
use super::people;

/// Says all messages; the first begins the call.
///
/// # Errors
/// They are letters of an e-mail thread.
pub(super) fn say(file: &File<'_>, draft: &mut Draft) -> Result<(), Error> {
    let messages: Vec<(usize, &Dialog<'_>, String)> = file
        .dialog
        .iter()
        .enumerate()
        .filter(|(_, dialog)| dialog.kind.as_deref() == Some("text"))
        .filter_map(|(index, dialog)| Some((index, dialog, words(dialog)?)))
        .collect();
    if messages.iter().any(|(_, dialog, _)| is_mail(dialog)) {
        let error = Error::new(ErrorKind::Empty, "this vCon holds an e-mail thread and no call");
        return Err(error.next("leave it out: only what is said in calls and chats is measured"));
    }
    if let [(_, _, text)] = messages.as_slice()
        && transcript(text, file, draft)
    {
        return Ok(());
    }
    let zero = messages.iter().filter_map(|(_, dialog, _)| dialog.since_1970()).min();
    for (index, dialog, text) in &messages {
        let start = dialog.since_1970().zip(zero).map(|(start, zero)| Millis(start.saturating_sub(zero)));
        let length = dialog.duration.since_start(Unit::Seconds, draft);
        let end = start.zip(length.filter(|length| length.0 > 0)).map(|(start, length)| Millis(start.0 + length.0));
        let party = speaker(dialog).map(|speaker| people::at(speaker, &file.parties, draft));
        draft.say(party, text, start, end, index + 1);
    }
    Ok(())
}

/// Who sends a message: the originator, else the first party.
fn speaker(dialog: &Dialog<'_>) -> Option<usize> {
    index(&dialog.originator).or_else(|| index(&dialog.parties))
}

/// The words of a message, if there are any.
fn words(dialog: &Dialog<'_>) -> Option<String> {
    let text = dialog.text()?;
    let text = if media(dialog).starts_with("text/html") { without_tags(&text) } else { text };
    (!text.trim().is_empty()).then_some(text)
}

/// The media type, empty if it is not known.
fn media<'d>(dialog: &'d Dialog<'_>) -> &'d str {
    dialog.mediatype.as_deref().or(dialog.mimetype.as_deref()).unwrap_or_default()
}

/// True for a letter: its id is that of a mail, or it has parts as mails have.
fn is_mail(dialog: &Dialog<'_>) -> bool {
    let id = dialog.message_id.as_deref().unwrap_or_default().trim();
    let mail = id.starts_with('<') && id.ends_with('>') && id.contains('@');
    mail || media(dialog).starts_with("multipart/") || media(dialog).starts_with("message/")
}

/// Says a message that is a transcript of several speakers; false, with nothing said, if it is none.
fn transcript(text: &str, file: &File<'_>, draft: &mut Draft) -> bool {
    let Ok(calls) = embedded(text) else { return false };
    let [call] = calls.as_slice() else { return false };
    if call.parties.len() < 2 {
        return false;
    }
    let Some(call) = calls.into_iter().next() else { return false };
    people::retell(call, &file.parties, &Value::Null, 0, draft);
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
