//! How the findings of the gate look: one file a form, one row in [`FORMS`].
//!
//! A form gets the [`Gate`] whole, since what is new shows only at its end. It words and escapes; it never judges.
//! Nothing hostile in a transcript reaches the writer raw.

mod github;
mod gitlab;
mod identity;
mod json;
mod junit;
mod markdown;
mod place;
mod sarif;
mod text;

use std::io::{self, Write};

use crate::batch::Totals;
use crate::check::{Finding, Gate, Level, State};
use crate::scan::Rules;

/// What a form knows besides the findings.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'d> {
    /// The lexicons in use: what codes are called, and why they count.
    pub rules: &'d Rules,
    /// What the run came to.
    pub totals: &'d Totals,
    /// Where the configuration stands, if there is one.
    pub config: Option<&'d str>,
    /// Whether there was a baseline.
    pub has_baseline: bool,
    /// Whether escapes for colour may be written.
    pub color: bool,
    /// Cells in a line of the terminal; `None` where nothing limits a line.
    pub width: Option<usize>,
}

/// A row of [`FORMS`].
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// What `--format` calls it.
    pub id: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// Extension of a file that holds it.
    pub extension: &'static str,
    /// Writes it.
    pub write: fn(&Gate, &Desk<'_>, &mut dyn Write) -> io::Result<()>,
}

/// Every form of the findings, sorted by id.
pub const FORMS: &[Form] = &[
    Form {
        id: "github",
        about: "workflow commands, which GitHub draws at the lines of a pull request",
        extension: "txt",
        write: github::write,
    },
    Form {
        id: "gitlab",
        about: "a Code Quality report for the widget of a merge request in GitLab",
        extension: "json",
        write: gitlab::write,
    },
    Form {
        id: "json",
        about: "one object with every call and finding, for programs",
        extension: "json",
        write: json::write,
    },
    Form { id: "junit", about: "a test a call, for whatever reads JUnit", extension: "xml", write: junit::write },
    Form {
        id: "markdown",
        about: "a summary for a pull request or the page of a job",
        extension: "md",
        write: markdown::write,
    },
    Form {
        id: "sarif",
        about: "SARIF 2.1.0, with the way through the call to each verdict",
        extension: "sarif",
        write: sarif::write,
    },
    Form {
        id: "text",
        about: "each finding under the line it is about, for people",
        extension: "txt",
        write: text::write,
    },
];

/// What a gate came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    /// Findings on which it fails.
    errors: usize,
    /// New ones on which it does not.
    warnings: usize,
    /// Those that the accepted take has, too.
    known: usize,
    /// Those that the configuration accepts.
    accepted: usize,
    /// Hits of accepted takes that are gone.
    gone: usize,
}

impl Counts {
    fn of(gate: &Gate) -> Self {
        let mut counts = Self::default();
        let loose = gate.acceptances.iter().map(|(_, finding)| finding);
        for finding in gate.findings().map(|(_, finding)| finding).chain(loose) {
            match (&finding.state, finding.level) {
                (State::Known, _) => counts.known += 1,
                (State::Accepted { .. }, _) => counts.accepted += 1,
                (State::New, Level::Error) => counts.errors += 1,
                (State::New, _) => counts.warnings += 1,
            }
        }
        counts.gone =
            gate.calls.iter().filter_map(|call| call.against.as_ref()).map(|against| against.gone.len()).sum();
        counts
    }
}

/// Why a finding does not count, for people; `None` for a new one.
fn excuse(finding: &Finding) -> Option<String> {
    match &finding.state {
        State::New => None,
        State::Known => Some("the accepted take has it, too".to_owned()),
        State::Accepted { reason, until: None } => Some(format!("accepted: {reason}")),
        State::Accepted { reason, until: Some(until) } => Some(format!("accepted until {until}: {reason}")),
    }
}

#[cfg(test)]
mod tests {
    use super::FORMS;

    #[test]
    fn forms_are_sorted_and_documented() {
        assert!(FORMS.is_sorted_by(|a, b| a.id < b.id));
        assert!(FORMS.iter().all(|form| !form.about.is_empty() && !form.extension.is_empty()));
    }
}
