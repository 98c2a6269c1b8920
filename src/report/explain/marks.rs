//! Marks in the words of a turn: which are shown, and how.

use anstyle::Style;

use super::Page;
use super::ink::{Ink, dim};
use super::pick::code_of;
use super::tags::mass_style;
use crate::analyze::{MarkOf, Passage};
use crate::call::Span;
use crate::lexicon::is_named;
use crate::report::shown;

/// Marks on the same words, under one number.
pub(super) struct Marked {
    /// The words.
    pub(super) span: Span,
    /// What they belong to, evidence first.
    pub(super) of: Vec<MarkOf>,
}

impl Marked {
    /// Some of it counts.
    pub(super) fn counts(&self) -> bool {
        self.of.iter().any(|of| matches!(of, MarkOf::Evidence { .. }))
    }
}

impl Page<'_> {
    /// Is the mark shown, by itself or because it is asked for?
    pub(super) fn shows(&self, of: MarkOf) -> bool {
        let code = code_of(self.call, of);
        let is_asked = || self.look.codes.iter().any(|name| is_named(code, &[name]));
        self.look.all || is_asked() || shown::is_shown(self.call, &self.codes, of)
    }

    /// The marks that are shown in a passage, those on the same words together.
    pub(super) fn marked(&self, passage: &Passage) -> Vec<Marked> {
        let mut all: Vec<Marked> = Vec::new();
        for mark in passage.marks.iter().filter(|mark| mark.span.start < mark.span.end && self.shows(mark.of)) {
            match all.last_mut() {
                Some(last) if last.span == mark.span => last.of.push(mark.of),
                _ => all.push(Marked { span: mark.span, of: vec![mark.of] }),
            }
        }
        all
    }

    /// The words of a passage with their marks: underlined in colour what counts, dimmed what does not; without colour
    /// in brackets. Behind each stands its number.
    pub(super) fn words(&self, passage: &Passage, marked: &[Marked], base: Style) -> Vec<Ink> {
        let mut inks = Vec::new();
        let number_of = |mark: usize| {
            let span = passage.marks.get(mark)?.span;
            marked.binary_search_by_key(&key(span), |marked| key(marked.span)).ok()
        };
        for run in passage.runs() {
            let mut open: Vec<usize> = run.marks.iter().filter_map(|&mark| number_of(mark)).collect();
            open.dedup();
            let here = || open.iter().filter_map(|&at| marked.get(at).map(|marked| (at, marked)));
            if !self.look.color {
                let starting = here().filter(|(_, marked)| marked.span.start == run.span.start);
                for (at, marked) in starting {
                    // Where one begins within another and ends behind it, its number stands before it, too.
                    let crosses = here()
                        .any(|(_, other)| other.span.start < marked.span.start && other.span.end < marked.span.end);
                    inks.extend(crosses.then(|| dim(format!("‹{}›", at + 1))));
                    let opening = if marked.counts() { "[[" } else { "((" };
                    inks.push(Ink { text: opening.to_owned(), style: base });
                }
            }
            let style = here().fold(base, |style, (_, marked)| match marked.of.first() {
                Some(&MarkOf::Evidence { signal, .. }) => {
                    self.call.signals.get(signal).map_or(style, |signal| mass_style(signal.mass).underline())
                }
                _ if style == base => base.dimmed(),
                _ => style,
            });
            inks.push(Ink { text: run.text.to_owned(), style });
            let mut ending: Vec<(usize, &Marked)> =
                here().filter(|(_, marked)| marked.span.end == run.span.end).collect();
            ending.reverse();
            for (at, marked) in ending {
                let closing = match (self.look.color, marked.counts()) {
                    (true, _) => "",
                    (false, true) => "]]",
                    (false, false) => "))",
                };
                inks.push(Ink { text: closing.to_owned(), style: base });
                inks.push(dim(format!("‹{}›", at + 1)));
            }
        }
        inks
    }
}

/// The order of marks: by first byte, the longer first.
fn key(span: Span) -> (u32, std::cmp::Reverse<u32>) {
    (span.start, std::cmp::Reverse(span.end))
}
