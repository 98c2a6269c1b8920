//! A file of cues cut into cues. Forgiving: blank lines between cues may be missing, ids may be
//! wrong, a timing line may be broken; the words are always kept.

use crate::call::{Draft, Millis};

use super::super::lines::{Line, lines};
use super::super::timestamp::{Timing, timing};
use super::{Cue, Dialect};

/// Lines outside a cue, not yet known to be an id or words: first, last and how many.
#[derive(Clone, Copy, Debug)]
struct Loose<'t> {
    /// The first line.
    first: Line<'t>,
    /// The last line.
    last: Line<'t>,
    /// Where the lines before the last one end.
    before_last: usize,
}

/// The cut in progress.
struct Cutter<'t, 'd> {
    /// The whole file.
    text: &'t str,
    /// Finished cues and the one that is being read.
    cues: Vec<Cue<'t>>,
    /// True between a timing line and the next blank line.
    inside: bool,
    /// Bytes of the current cue's words.
    words: (usize, usize),
    /// Line of the current cue read last.
    last: Option<Line<'t>>,
    /// Where the words end if the last line turns out to be the next cue's id.
    before_last: usize,
    /// Lines since the last blank line outside a cue.
    loose: Option<Loose<'t>>,
    /// For notes.
    draft: &'d mut Draft,
}

/// All cues in file order, empty ones left out.
pub(super) fn cut<'t>(text: &'t str, dialect: Dialect, draft: &mut Draft) -> Vec<Cue<'t>> {
    let mut cutter =
        Cutter { text, cues: Vec::new(), inside: false, words: (0, 0), last: None, before_last: 0, loose: None, draft };
    let mut skipping = dialect == Dialect::WebVtt && text.trim_start().starts_with("WEBVTT");
    for line in lines(text) {
        let blank = line.is_blank();
        if skipping {
            skipping = !blank && timing(line.text, false).is_none();
            if skipping || blank {
                continue;
            }
        }
        if blank {
            cutter.blank();
        } else if let Some(timing) = timing(line.text, !cutter.inside) {
            cutter.begin(line, timing);
        } else if cutter.inside {
            cutter.more(line);
        } else if dialect == Dialect::WebVtt && cutter.loose.is_none() && is_aside(line.text) {
            skipping = true;
        } else {
            cutter.stray(line);
        }
    }
    cutter.blank();
    cutter.end();
    cutter.cues
}

/// True for the first line of a block that is no cue.
fn is_aside(line: &str) -> bool {
    ["NOTE", "STYLE", "REGION"]
        .iter()
        .any(|word| line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t'])))
}

/// True for a line that is a cue's id even where no blank line stands before it.
fn is_id(line: &str) -> bool {
    let line = line.trim();
    let number = line.len() <= 9 && line.bytes().all(|byte| byte.is_ascii_digit());
    let guid = line.len() >= 36 && line.bytes().all(|byte| byte.is_ascii_hexdigit() || matches!(byte, b'-' | b'/'));
    number || guid
}

impl<'t> Cutter<'t, '_> {
    /// A blank line: ends a cue, unless a lone `-` before it says that another speaker follows.
    fn blank(&mut self) {
        if self.inside {
            self.inside = self.last.is_some_and(|line| line.text.trim() == "-");
        } else if let Some(loose) = self.loose.take() {
            self.keep(loose);
        }
    }

    /// A timing line: the line directly above is the new cue's id.
    fn begin(&mut self, line: Line<'t>, timing: Timing) {
        let mut id = "";
        if let Some(loose) = self.loose.take() {
            id = loose.last.text;
            if loose.last.number > loose.first.number {
                let last =
                    Line { text: self.text.get(loose.first.at..loose.before_last).unwrap_or_default(), ..loose.first };
                self.keep(Loose { first: loose.first, last, before_last: loose.first.at });
            }
        } else if let Some(last) = self.last.filter(|last| self.inside && is_id(last.text)) {
            id = last.text;
            self.words.1 = self.before_last;
        }
        if timing.start.is_none() || timing.end.is_none() {
            self.draft
                .note("bad_time", format!("the times in line {} cannot be read; the words were kept", line.number));
        } else if timing.negative {
            self.draft.note("negative_time", "some times lie before the start of the call; they became 0");
        } else if timing.end < timing.start {
            self.draft.note("end_before_start", "some cues end before they start; their end became their start");
        }
        self.push(line, timing.start, timing.end, id);
        self.inside = true;
    }

    /// A line of words inside a cue.
    fn more(&mut self, line: Line<'t>) {
        if self.last.is_none() {
            self.words = (line.at, line.at);
            if let Some(cue) = self.cues.last_mut() {
                cue.line = line.number;
            }
        }
        self.before_last = self.words.1;
        self.words.1 = line.end();
        self.last = Some(line);
    }

    /// A line outside a cue.
    fn stray(&mut self, line: Line<'t>) {
        self.loose = Some(match self.loose {
            None => Loose { first: line, last: line, before_last: line.at },
            Some(loose) => Loose { first: loose.first, last: line, before_last: loose.last.end() },
        });
    }

    /// Loose lines that no timing line follows: a cue that lost its times (an index stands above the
    /// words), or words of the last cue after a blank line.
    fn keep(&mut self, loose: Loose<'t>) {
        let whole = self.text.get(loose.first.at..loose.last.end()).unwrap_or_default();
        let (head, rest) = whole.split_once('\n').unwrap_or((whole, ""));
        let numbered = is_id(head);
        if numbered && rest.trim().is_empty() {
            return;
        }
        if numbered {
            let line = loose.first.number + 1;
            self.draft.note("untimed_cue", format!("the cue in line {line} has no times; its words were kept"));
            let from = loose.first.at + head.len() + 1;
            self.push(Line { number: line, at: from, text: rest }, None, None, "");
        } else if let Some(cue) = self.cues.last().copied() {
            self.push(loose.first, cue.start, cue.end, "");
        } else {
            self.draft.note("set_aside", "lines before the first cue were set aside");
            return;
        }
        let from = loose.last.end() - if numbered { rest.len() } else { whole.len() };
        self.words = (from, loose.last.end());
        self.last = Some(loose.last);
    }

    /// Ends the current cue and starts the next.
    fn push(&mut self, line: Line<'t>, start: Option<Millis>, end: Option<Millis>, id: &'t str) {
        self.end();
        self.words = (line.at, line.at);
        self.last = None;
        self.cues.push(Cue { line: line.number, start, end, id, text: "" });
    }

    /// Gives the current cue its words; drops it if it has none.
    fn end(&mut self) {
        let words = self.text.get(self.words.0..self.words.1).unwrap_or_default();
        match self.cues.last_mut() {
            Some(cue) if cue.text.is_empty() && !words.trim().is_empty() => cue.text = words,
            Some(cue) if cue.text.is_empty() => drop(self.cues.pop()),
            _ => {}
        }
    }
}
