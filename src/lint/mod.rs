//! What a careful trainer would mend in a lexicon, each with its place and a way out.
//!
//! [`lint`] looks at files, not at calls: a file that cannot be read is a finding like any other and hides no other.
//! One rule is one file here and one row of [`RULES`]. Whether the examples of a lexicon hold is not asked here, but
//! by [`prove`](crate::prove); which findings a rule draws from examples stands at its head.

mod desk;
mod ear;
mod page;
mod rules;
mod sample;
mod tree;

use std::ops::Range;

use crate::lexicon::Library;
use desk::Desk;
pub use rules::RULES;

/// One thing to look for.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Stable name, shown with each finding.
    pub id: &'static str,
    /// What it reports, for the list of rules.
    pub about: &'static str,
    /// Looks for it.
    look: fn(&Desk<'_>) -> Vec<Mark>,
}

/// A place and what is to be said of it.
struct Mark {
    /// The file, by its place on the desk.
    page: usize,
    /// Bytes of its text.
    span: Range<usize>,
    text: String,
    help: String,
}

impl Mark {
    fn new(page: usize, span: Range<usize>, text: impl Into<String>, help: impl Into<String>) -> Self {
        Self { page, span, text: text.into(), help: help.into() }
    }
}

/// Something to mend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static str,
    /// The lexicon, where the file says its id.
    pub lexicon: Option<String>,
    /// The file, as messages call it.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// One past the last column; on the same line.
    pub end_column: usize,
    /// What is wrong.
    pub text: String,
    /// The way out.
    pub help: String,
    /// The line itself.
    pub excerpt: String,
    /// The bytes of it that are meant.
    pub mark: Range<usize>,
}

/// What was looked at, and what was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    /// By file, line and column.
    pub findings: Vec<Finding>,
    /// Files looked at.
    pub files: usize,
    /// Lexicons among them that could be read.
    pub lexicons: usize,
    /// Their phrases.
    pub phrases: usize,
}

/// Looks at the folders of a library from `first` on; those before are there to be named.
#[must_use]
pub fn lint(library: &Library, first: usize) -> Lint {
    let desk = Desk::new(library, first);
    let mut rows: Vec<(usize, Range<usize>, Finding)> = Vec::new();
    for rule in RULES {
        for mark in (rule.look)(&desk) {
            let Some(page) = desk.pages.get(mark.page).filter(|page| page.is_subject) else { continue };
            rows.push((mark.page, mark.span.clone(), finding(rule, page, mark)));
        }
    }
    rows.sort_by(|a, b| (a.0, a.1.start, a.1.end, a.2.rule).cmp(&(b.0, b.1.start, b.1.end, b.2.rule)));
    rows.dedup_by(|a, b| a.2 == b.2);
    let subjects: Vec<_> = desk.subjects().collect();
    Lint {
        findings: rows.into_iter().map(|(_, _, finding)| finding).collect(),
        files: desk.pages.iter().filter(|page| page.is_subject).count(),
        lexicons: subjects.len(),
        phrases: subjects.iter().map(|(_, loaded)| loaded.lexicon.phrases.len()).sum(),
    }
}

/// A mark with its line; one that reaches over several lines ends with the first.
fn finding(rule: &Rule, page: &page::Page<'_>, mark: Mark) -> Finding {
    let text = page.file.text.as_str();
    let start = floor(text, mark.span.start);
    let before = text.get(..start).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(line_start..).unwrap_or_default();
    let excerpt = rest.lines().next().unwrap_or_default();
    let from = (start - line_start).min(excerpt.len());
    let to = floor(excerpt, mark.span.end.saturating_sub(line_start)).clamp(from, excerpt.len());
    let column = before.get(line_start..).map_or(0, |head| head.chars().count()) + 1;
    let width = excerpt.get(from..to).map_or(0, |marked| marked.chars().count()).max(1);
    Finding {
        rule: rule.id,
        lexicon: page.has_id().then(|| page.string("id").map(|id| id.text.to_owned())).flatten(),
        path: page.file.path.clone(),
        line: before.matches('\n').count() + 1,
        column,
        end_column: column + width,
        text: mark.text,
        help: mark.help,
        excerpt: excerpt.to_owned(),
        mark: from..to,
    }
}

/// The nearest border of a character at or before a byte.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}
