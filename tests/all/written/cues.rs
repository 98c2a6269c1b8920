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
