//! Subtitles.

use std::fmt::Write as _;

use super::{NAMES, Said, clock, each};

/// Zoom's cloud recording.
pub(super) fn zoom(talk: &[Said]) -> Vec<u8> {
    let mut number = 0;
    let cues = each(talk, |said, out| {
        number += 1;
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        write!(out, "\r\n{number}\r\n{start} --> {end}\r\n{}: {}\r\n", NAMES[said.who], said.text).unwrap();
    });
    [b"WEBVTT\r\n", cues.as_slice()].concat()
}

/// Teams, with voice tags and ids of the utterance.
pub(super) fn teams(talk: &[Said]) -> Vec<u8> {
    let mut number = 0;
    let cues = each(talk, |said, out| {
        number += 1;
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        let id = "3f0d1c5e-8d0a-4d51-9c3f-0f5d2b7d1a10";
        write!(out, "\n{id}/{number}-0\n{start} --> {end}\n<v {}>{}</v>\n", NAMES[said.who], said.text).unwrap();
    });
    [b"WEBVTT\n", cues.as_slice()].concat()
}

/// SRT with names before colons.
pub(super) fn srt(talk: &[Said]) -> Vec<u8> {
    let mut number = 0;
    each(talk, |said, out| {
        number += 1;
        let (start, end) = (clock(said.start, ','), clock(said.end, ','));
        write!(out, "{number}\n{start} --> {end}\n{}: {}\n\n", NAMES[said.who], said.text).unwrap();
    })
}

/// SRT without index lines.
pub(super) fn srt_bare(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        let (start, end) = (clock(said.start, ','), clock(said.end, ','));
        write!(out, "{start} --> {end}\n{}: {}\n\n", NAMES[said.who], said.text).unwrap();
    })
}

/// Sonix: labels with a time in brackets.
pub(super) fn sonix(talk: &[Said]) -> Vec<u8> {
    let mut number = 0;
    each(talk, |said, out| {
        number += 1;
        let (start, end) = (clock(said.start, ','), clock(said.end, ','));
        let (label, time) = (said.who + 1, &start[..8]);
        write!(out, "{number}\n{start} --> {end}\nSpeaker {label} [{time}] {}\n\n", said.text).unwrap();
    })
}

/// Webex: the speaker in the id.
pub(super) fn webex(talk: &[Said]) -> Vec<u8> {
    let mut number = 0;
    let cues = each(talk, |said, out| {
        number += 1;
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        let (name, id) = (NAMES[said.who], 3_217_481_472_u32 + u32::try_from(said.who).unwrap());
        write!(out, "\n{number} \"{name}\" ({id})\n{start} --> {end}\n{}\n", said.text).unwrap();
    });
    [b"WEBVTT\n", cues.as_slice()].concat()
}

/// Captions of Google Meet: no header, the speaker in brackets on a line.
pub(super) fn meet(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        write!(out, "{start} --> {end}\n({})\n{}\n\n", NAMES[said.who], said.text).unwrap();
    })
}

/// Microsoft Graph's transcript with metadata.
pub(super) fn graph(talk: &[Said]) -> Vec<u8> {
    let cues = each(talk, |said, out| {
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        let payload = serde_json::json!({"startDateTime": "2026-03-02T08:22:30.0461639+00:00",
            "speakerName": NAMES[said.who], "spokenText": said.text, "spokenLanguage": "en-us"});
        write!(out, "\n{start} --> {end}\n{payload}\n").unwrap();
    });
    [b"WEBVTT\n", cues.as_slice()].concat()
}

/// As models write it: no blank lines between cues.
pub(super) fn crowded(talk: &[Said]) -> Vec<u8> {
    let mut number = 0;
    let cues = each(talk, |said, out| {
        number += 1;
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        write!(out, "{number}\n{start} --> {end}\n{}: {}\n", NAMES[said.who], said.text).unwrap();
    });
    [b"WEBVTT\n\n", cues.as_slice()].concat()
}

/// The first years of Teams: unpadded times, the name on a line of its own.
pub(super) fn old_teams(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        let time = |millis: i64| {
            let seconds = millis / 1000;
            format!("{}:{}:{}.{}", seconds / 3600, seconds / 60 % 60, seconds % 60, millis % 1000)
        };
        let (start, end) = (time(said.start), time(said.end));
        write!(out, "{start} --> {end}\n{}\n{}\n\n", NAMES[said.who], said.text).unwrap();
    })
}
