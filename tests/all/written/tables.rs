//! Tables.

use std::fmt::Write as _;

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
