//! `idle_not`: a `!()` that stops nothing.
//!
//! Sentences are made that say what the `!()` forbids, right there. Where the phrase is found in them all the same,
//! something before the `!()` has given way: a gap, an optional part, a shorter alternative.

use std::ops::Range;

use crate::lint::desk::{Desk, Spoken};
use crate::lint::tree::{Kind, Part, walk};
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "idle_not",
    about: "a `!()` that stops nothing: the phrase is found with the forbidden words behind it, too",
    look,
};

/// Sentences for each forbidden alternative.
const LOTS: u64 = 6;
/// One in so many of them is no accident where an optional part or a gap stands right before the `!()`.
const SHARE: usize = 4;

/// A `!()` in a phrase.
struct Forbids<'d> {
    phrase: &'d Spoken,
    span: Range<usize>,
    /// A gap or an optional part stands right before it.
    is_loose: bool,
    branches: usize,
}

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut all: Vec<Forbids<'_>> = Vec::new();
    let mut lines = Vec::new();
    for phrase in &desk.phrases {
        walk(&phrase.tree, false, &mut |branch, place, part: &Part| {
            let Kind::Not(branches) = &part.kind else { return };
            let before = place.checked_sub(1).and_then(|before| branch.parts.get(before));
            let is_loose = before.is_some_and(|before| matches!(before.kind, Kind::Gap(_) | Kind::Maybe(_)));
            all.push(Forbids { phrase, span: part.span.clone(), is_loose, branches: branches.len() });
            lines.extend(branches.iter().flat_map(|not| desk.lots(phrase, &not.span, LOTS)));
        });
    }
    let mut heard = desk.hear(&lines).into_iter();
    let mut marks = Vec::new();
    for not in all {
        let told: Vec<_> = heard.by_ref().take(not.branches * usize::try_from(LOTS).unwrap_or_default()).collect();
        let found = told.iter().filter(|heard| not.phrase.is_in(heard)).count();
        if found == told.len() || not.is_loose && found * SHARE > told.len() {
            let text = "the phrase is found with these words behind it, too";
            let help =
                "the gap, optional part or alternative before `!()` gives way: write what may stand there in full";
            marks.push(Mark::new(not.phrase.page, not.phrase.part(&not.span), text, help));
        }
    }
    marks
}
