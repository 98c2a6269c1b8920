//! Plain text.

use std::fmt::Write as _;

use super::{NAMES, Said, clock, each};

/// `Name: words`.
pub(super) fn plain(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| write!(out, "{}: {}\n\n", NAMES[said.who], said.text).unwrap())
}

/// A time of the form `H:MM:SS`, or `M:SS` where there are no hours.
fn short(millis: i64) -> String {
    let seconds = millis / 1000;
    match seconds / 3600 {
        0 => format!("{}:{:02}", seconds / 60, seconds % 60),
        hours => format!("{hours}:{:02}:{:02}", seconds / 60 % 60, seconds % 60),
    }
}

/// Rev: name and time before a colon, words below.
pub(super) fn rev(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| write!(out, "{} ({:0>5}):\n{}\n\n", NAMES[said.who], short(said.start), said.text).unwrap())
}

/// Teams' document, its text copied.
pub(super) fn teams_document(talk: &[Said]) -> Vec<u8> {
    let lines = each(talk, |said, out| {
        write!(out, "{}   {}\n{}\n", NAMES[said.who], short(said.start), said.text).unwrap();
    });
    let head =
        "Demo-20260302_103000-Meeting Transcript\n2 March 2026, 10:30am\n5m 1s\nSam Reyes started transcription\n";
    [head.as_bytes(), &lines, b"Sam Reyes stopped transcription\n"].concat()
}

/// Times with their ends first, then the name.
pub(super) fn time_first(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        let (start, end) = (clock(said.start, '.'), clock(said.end, '.'));
        writeln!(out, "[{start} --> {end}] [{}]: {}", NAMES[said.who], said.text).unwrap();
    })
}

/// Times that are spelled out.
pub(super) fn spelled(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        let seconds = said.start / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        writeln!(out, "[{hours}h {minutes:02}m {seconds:02}s] {}: {}", NAMES[said.who], said.text).unwrap();
    })
}

/// Gong's page, its text copied: time and name on a line, words below.
pub(super) fn gong(talk: &[Said]) -> Vec<u8> {
    let lines = each(talk, |said, out| {
        write!(out, "{} | {}\n{}\n\n", short(said.start), NAMES[said.who], said.text).unwrap();
    });
    [b"Demo\nRecorded on Mar 2, 2026 via Zoom, 45m\n\nTranscript\n\n", lines.as_slice()].concat()
}

/// Name, time and words on a line each.
pub(super) fn two_lines(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| write!(out, "{}\n{}\n{}\n\n", NAMES[said.who], short(said.start), said.text).unwrap())
}

/// Time, name and words on a line each.
pub(super) fn time_above(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| write!(out, "{}\n{}\n{}\n\n", short(said.start), NAMES[said.who], said.text).unwrap())
}

/// Names in capitals, words below.
pub(super) fn screenplay(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| {
        write!(out, "{}\n(quietly)\n{}\n\n", NAMES[said.who].to_uppercase(), said.text).unwrap();
    })
}

/// A Meet document without marks of time.
pub(super) fn meet_document(talk: &[Said]) -> Vec<u8> {
    let lines = each(talk, |said, out| write!(out, "{}: {}\n\n", NAMES[said.who], said.text).unwrap());
    let head = "Demo - 2026/03/02 10:30 GMT \u{2013} Transcript\n\nAttendees\n\nDana Ng, Sam Reyes\n\nTranscript\n\n";
    [head.as_bytes(), &lines, "Meeting ended after 00:46:02 \u{1F44B}\n\nThis was computer generated.\n".as_bytes()]
        .concat()
}

/// A telephone log.
pub(super) fn log(talk: &[Said]) -> Vec<u8> {
    let lines = each(talk, |said, out| writeln!(out, "{}: {}", NAMES[said.who], said.text).unwrap());
    [b"Call from +1 (415) 555-0100\nDate: 2026-03-02\nDuration: 00:12:31\n\n", lines.as_slice()].concat()
}

/// Otter: name and time on a line, words below.
pub(super) fn otter(talk: &[Said]) -> Vec<u8> {
    let lines = each(talk, |said, out| {
        let seconds = said.start / 1000;
        write!(out, "{}  {}:{:02}  \n{}\n\n", NAMES[said.who], seconds / 60, seconds % 60, said.text).unwrap();
    });
    [lines.as_slice(), b"Transcribed by https://otter.ai\n"].concat()
}
