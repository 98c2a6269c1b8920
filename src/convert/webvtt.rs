//! WebVTT: a cue a piece of speech, in the voice of its speaker.
//!
//! Words are kept; what a caption cannot hold is not: line ends become blanks, other control characters go. Id, date,
//! title and roles stand in a note, which readers skip. A cue must have times: a missing start is that of the cue
//! before, a missing end the next start.

use std::fmt::Write as _;

use crate::call::{Call, Millis, Party};
use crate::error::{Error, ErrorKind};

/// The whole file.
///
/// # Errors
/// Nothing in the call has a time.
pub(super) fn page(id: &str, call: &Call) -> Result<String, Error> {
    if !call.utterances.is_empty() && call.utterances.iter().all(|said| said.start.is_none()) {
        let what = "this call has no times, and captions cannot do without";
        return Err(Error::new(ErrorKind::Usage, what).next("convert it with --to pursuit or --to ndjson"));
    }
    let mut out = format!("WEBVTT\n\nNOTE\n{}", note(id, call));
    let mut last = Millis::new(0);
    for (index, said) in call.utterances.iter().enumerate() {
        let text = escaped(&said.text);
        if text.is_empty() {
            continue;
        }
        let start = said.start.unwrap_or(last);
        let next = call.utterances.get(index + 1).and_then(|next| next.start);
        let end = said.end.or(next).unwrap_or(start).max(start);
        last = start;
        let party = said.party.and_then(|party| call.parties.get(party.0 as usize));
        cue(index + 1, party, (start, end), &text, &mut out);
    }
    Ok(out)
}

/// What captions have no place for, a line each.
fn note(id: &str, call: &Call) -> String {
    let mut out = String::new();
    let mut add = |what: &str, value: &str| {
        let _ = writeln!(out, "{what}: {}", escaped(value));
    };
    add("id", id);
    call.date.iter().for_each(|date| add("date", date));
    call.title.iter().for_each(|title| add("title", title));
    for party in &call.parties {
        if let Some(given) = party.given {
            add(given.role.as_str(), &party.name);
        }
    }
    out
}

/// One cue. Where nobody is named, an id line says so, as Webex writes it: a cue without a voice would go on in the
/// last one.
fn cue(number: usize, party: Option<&Party>, times: (Millis, Millis), text: &str, out: &mut String) {
    out.push('\n');
    if party.is_none() {
        let _ = writeln!(out, "{number} \"\" (0)");
    }
    clock(times.0, out);
    out.push_str(" --> ");
    clock(times.1, out);
    out.push('\n');
    let _ = match party {
        Some(party) => writeln!(out, "<v {}>{text}</v>", escaped(&party.name)),
        None => writeln!(out, "{text}"),
    };
}

/// `HH:MM:SS.mmm`; more than two digits for the hours of days.
fn clock(time: Millis, out: &mut String) {
    let (seconds, millis) = (time.get() / 1000, time.get() % 1000);
    let _ = write!(out, "{:02}:{:02}:{:02}.{millis:03}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

/// Text that is no markup: `&`, `<` and `>` as entities, so no arrow is left either; `{` and a lone `-`, which some
/// readers take for more than they are, as numbers.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '{' => out.push_str("&#123;"),
            c if c.is_control() && c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    match out.trim() {
        "-" => "&#45;".to_owned(),
        text => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::page;
    use crate::call::{Draft, Millis, Role};

    #[test]
    fn a_call_is_a_page_of_voices() {
        let mut draft = Draft::new();
        draft.about(None, Some("2026-03-02".to_owned()), Some("Q3 --> Q4".to_owned()));
        let sam = draft.party("Sam & Co <x>");
        draft.role(sam, Role::Seller, 1000, "role");
        draft.say(Some(sam), "a --> b\n\nNOTE <i>{\\an8}&amp;", Some(Millis::new(3_600_005)), None, 1);
        draft.say(None, "-", Some(Millis::new(3_601_000)), Some(Millis::new(3_602_000)), 2);
        draft.say(Some(sam), "bye", None, None, 3);
        insta::assert_snapshot!(page("one", &draft.finish()).unwrap(), @r#"
        WEBVTT

        NOTE
        id: one
        date: 2026-03-02
        title: Q3 --&gt; Q4
        seller: Sam &amp; Co &lt;x&gt;

        01:00:00.005 --> 01:00:01.000
        <v Sam &amp; Co &lt;x&gt;>a --&gt; b  NOTE &lt;i&gt;&#123;\an8}&amp;amp;</v>

        2 "" (0)
        01:00:01.000 --> 01:00:02.000
        &#45;

        01:00:01.000 --> 01:00:01.000
        <v Sam &amp; Co &lt;x&gt;>bye</v>
        "#);
        let mut untimed = Draft::new();
        untimed.say(None, "hi", None, None, 1);
        assert_eq!(
            page("x", &untimed.finish()).unwrap_err().what(),
            "this call has no times, and captions cannot do without"
        );
    }
}
