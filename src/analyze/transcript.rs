//! The transcript with the places of its evidence, for reports that show what was said around a quote.
//!
//! Marks are the spans of the very hits that [`Evidence`] and [`Discard`] quote; nothing is looked for again.

use crate::call::{Millis, Role, Span, Turn, narrow};
use crate::scan::{Discard, Evidence, Facts};
use crate::signal::Signal;
use crate::text::Text;

/// All that was said in a call, with its marks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Transcript {
    /// One a turn, in order: the one at place `n` is turn `n + 1`.
    pub passages: Vec<Passage>,
}

/// What one party said until another spoke.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The turn, counted from 1.
    pub turn: u32,
    /// Index into [`Analysis::parties`](super::Analysis::parties); `None` where the export names nobody.
    pub party: Option<usize>,
    /// The side that speaks.
    pub role: Role,
    /// When it begins, as exported.
    pub start: Option<Millis>,
    /// When it ends, as exported.
    pub end: Option<Millis>,
    /// The words, as quotes are cut from them.
    pub text: String,
    /// It is in another language: nothing in it counts.
    pub is_foreign: bool,
    /// Evidence and discards in it, by first byte, the longer first; they may overlap.
    pub marks: Vec<Mark>,
}

/// Words of a passage that are evidence, or a hit that does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its bytes in the passage's text.
    pub span: Span,
    /// What it is.
    pub of: MarkOf,
}

/// What a mark belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkOf {
    /// A piece of evidence.
    Evidence {
        /// Index into [`Analysis::signals`](super::Analysis::signals).
        signal: usize,
        /// Index into its evidence.
        place: usize,
    },
    /// Index into [`Analysis::discarded`](super::Analysis::discarded).
    Discard(usize),
}

/// A stretch of a passage on which the same marks lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run<'p> {
    /// Its words; never empty.
    pub text: &'p str,
    /// Its bytes in the passage's text.
    pub span: Span,
    /// Indices into [`Passage::marks`], rising; empty where nothing is marked.
    pub marks: Vec<usize>,
}

impl Passage {
    /// The passage cut wherever a mark begins or ends. The runs follow each other without a gap, so that their words
    /// together are the whole text. A mark that covers nothing lies on no run.
    #[must_use]
    pub fn runs(&self) -> Vec<Run<'_>> {
        let whole = narrow(self.text.len());
        let mut edges: Vec<u32> = self.marks.iter().flat_map(|mark| [mark.span.start, mark.span.end]).collect();
        edges.extend([0, whole]);
        edges.retain(|&edge| edge <= whole && self.text.is_char_boundary(edge as usize));
        edges.sort_unstable();
        edges.dedup();
        let (mut runs, mut open, mut next) = (Vec::new(), Vec::new(), 0);
        for pair in edges.windows(2) {
            let &[start, end] = pair else { continue };
            open.retain(|&mark: &usize| self.marks.get(mark).is_some_and(|mark| mark.span.end >= end));
            while let Some(mark) = self.marks.get(next).filter(|mark| mark.span.start <= start) {
                if mark.span.end >= end {
                    open.push(next);
                }
                next += 1;
            }
            let span = Span { start, end };
            runs.push(Run { text: span.of(&self.text), span, marks: open.clone() });
        }
        runs
    }
}

impl Transcript {
    /// The turns with the marks of all that was found in them.
    pub(super) fn of(
        turns: &[Turn<'_>],
        text: &Text,
        facts: &[Facts],
        signals: &[Signal],
        discarded: &[Discard],
    ) -> Self {
        let passage = |((number, turn), facts): ((u32, &Turn<'_>), &Facts)| Passage {
            turn: number,
            party: turn.party.map(|party| party.0 as usize),
            role: facts.role,
            start: turn.start(),
            end: turn.end(),
            text: text.turn(number - 1),
            is_foreign: facts.foreign,
            marks: Vec::new(),
        };
        let mut passages: Vec<Passage> = (1..).zip(turns).zip(facts).map(passage).collect();
        let mut mark = |turn: u32, span: Span, of: MarkOf| {
            let at = (turn as usize).checked_sub(1).and_then(|at| passages.get_mut(at));
            at.into_iter().for_each(|passage| passage.marks.push(Mark { span, of }));
        };
        for (signal, heard) in signals.iter().enumerate() {
            for (place, &Evidence { turn, span, .. }) in heard.evidence.iter().enumerate() {
                mark(turn, span, MarkOf::Evidence { signal, place });
            }
        }
        for (place, &Discard { turn, span, .. }) in discarded.iter().enumerate() {
            mark(turn, span, MarkOf::Discard(place));
        }
        for passage in &mut passages {
            passage.marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), mark.of));
        }
        Self { passages }
    }
}
