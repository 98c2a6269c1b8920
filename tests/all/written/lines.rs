//! Plain text.

use std::fmt::Write as _;

use super::{NAMES, Said, each};

/// `Name: words`.
pub(super) fn plain(talk: &[Said]) -> Vec<u8> {
    each(talk, |said, out| write!(out, "{}: {}\n\n", NAMES[said.who], said.text).unwrap())
}

/// Otter: name and time on a line, words below.
pub(super) fn otter(talk: &[Said]) -> Vec<u8> {
    let lines = each(talk, |said, out| {
        let seconds = said.start / 1000;
        write!(out, "{}  {}:{:02}  \n{}\n\n", NAMES[said.who], seconds / 60, seconds % 60, said.text).unwrap();
    });
    [lines.as_slice(), b"Transcribed by https://otter.ai\n"].concat()
}
