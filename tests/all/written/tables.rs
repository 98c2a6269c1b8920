//! Tables.

use std::fmt::Write as _;

use serde_json::json;

use super::{NAMES, Said, each, seconds};

/// CSV with quoted cells, times in seconds.
pub(super) fn csv(talk: &[Said]) -> Vec<u8> {
    let rows = each(talk, |said, out| {
        let (start, end) = (seconds(said.start), seconds(said.end));
        writeln!(out, "{},\"{}\",{start},{end}", NAMES[said.who], said.text.replace('"', "\"\"")).unwrap();
    });
    [b"Speaker,Text,Start,End\n".as_slice(), &rows].concat()
}

/// Tabs, other names, whole milliseconds that no name tells, a duration for the end.
pub(super) fn tabs(talk: &[Said]) -> Vec<u8> {
    let rows = each(talk, |said, out| {
        let lasts = said.end - said.start;
        write!(out, "{}\t{lasts}\t{}\t{}\r\n", said.start, said.text, NAMES[said.who]).unwrap();
    });
    [b"timestamp\tduration_ms\tutterance\tparticipant\r\n".as_slice(), &rows].concat()
}

/// Two calls whose rows alternate; times are clocks.
pub(super) fn calls(talk: &[Said]) -> Vec<u8> {
    let rows = each(talk, |said, out| {
        let clock = |millis| super::clock(millis, '.');
        let (start, end, name) = (clock(said.start), clock(said.end), NAMES[said.who]);
        writeln!(out, "one;{name};{start};{end};{}\ntwo;{name};{start};{end};no", said.text).unwrap();
    });
    [b"Call ID;Who;Begin;Finish;Message\n".as_slice(), &rows].concat()
}

/// Rows of JSON with a nested speaker.
pub(super) fn json(talk: &[Said]) -> Vec<u8> {
    let row = |said: &Said| {
        json!({"speaker": {"id": said.who, "name": NAMES[said.who]}, "text": said.text,
            "startTimeMillis": said.start, "endTimeMillis": said.end})
    };
    json!({"callId": "one", "utterances": talk.iter().map(row).collect::<Vec<_>>()}).to_string().into_bytes()
}

/// Rows of JSON under other keys, with names in a list beside the rows.
pub(super) fn joined(talk: &[Said]) -> Vec<u8> {
    let row = |said: &Said| {
        let [begin, finish] = [said.start, said.end].map(|millis| seconds(millis).to_string());
        json!({"participantId": format!("person-{}", said.who), "msg": said.text, "begin": begin, "finish": finish})
    };
    let scope = ["internal", "external"];
    let person = |who: usize| json!({"id": format!("person-{who}"), "displayName": NAMES[who], "scope": scope[who]});
    let rows: Vec<_> = talk.iter().map(row).collect();
    json!({"participants": [person(0), person(1)], "chat": rows}).to_string().into_bytes()
}

/// Rows of JSON, one a line.
pub(super) fn lines(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        let row =
            json!({"who": NAMES[said.who], "quote": said.text, "in": seconds(said.start), "out": seconds(said.end)});
        writeln!(out, "{row}").unwrap();
    })
}
