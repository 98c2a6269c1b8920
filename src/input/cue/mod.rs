//! What WebVTT and SRT share: a file cut into cues, and cues turned into speech.
//!
//! [`cut`](cut::cut) knows the grammar of blocks, [`speak`](speak::speak) knows how exports name
//! speakers in cues. Neither knows which of the two formats it reads, beyond a [`Dialect`].

mod cut;
mod prefix;
mod speak;
mod stamp;
mod style;

use crate::call::{Call, Draft, Millis};

use super::lines::lines;
use super::timestamp::timing;

/// Which grammar of blocks holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// WebVTT: a header, and `NOTE`, `STYLE` and `REGION` blocks that are no speech.
    WebVtt,
    /// SRT: cues alone.
    Srt,
}

/// A timed block as it stands in the file.
#[derive(Clone, Copy, Debug)]
struct Cue<'t> {
    /// Line of its first word, from 1.
    line: u32,
    /// Start, if the timing line has one that can be read.
    start: Option<Millis>,
    /// End, likewise.
    end: Option<Millis>,
    /// The line above the timing line; empty if there is none.
    id: &'t str,
    /// All lines of speech, raw.
    text: &'t str,
}

/// What the first timing line of a file's head says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// There is none.
    Missing,
    /// It has decimal points, as WebVTT writes them.
    Point,
    /// It has decimal commas, as SRT writes them.
    Comma,
}

/// Looks for a timing line in the first lines of a file.
pub(super) fn mark(head: &str) -> Mark {
    let both = |line: &str| timing(line, false).filter(|timing| timing.start.is_some() && timing.end.is_some());
    match lines(head).find_map(|line| both(line.text)) {
        None => Mark::Missing,
        Some(timing) if timing.comma => Mark::Comma,
        Some(_) => Mark::Point,
    }
}

/// Reads a whole text of cues into one call.
pub(super) fn read(text: &str, dialect: Dialect) -> Call {
    let mut draft = Draft::new();
    let cues = cut::cut(text, dialect, &mut draft);
    speak::speak(&cues, &mut draft);
    draft.finish()
}
