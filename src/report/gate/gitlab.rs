//! Findings as a Code Quality report for GitLab.
//!
//! GitLab compares a report with the one of the target branch by fingerprint, and shows what came and what went. So known
//! findings are in it, as `info`: were they left out, the merge request that accepts a take would claim to have mended it.
//! Accepted ones are not, as the format has no word for them.
//!
//! | severity | what |
//! |---|---|
//! | `critical` | an input that could not be read: nothing is known of it |
//! | `major` | the verdict, the score, or the fall of the score fails |
//! | `minor` | anything else that fails |
//! | `info` | warnings, and what is known |

use std::io::{self, Write};

use serde::Serialize;

use super::identity::Identities;
use super::place::{Home, findings, heard, unread, why_unread};
use super::{Desk, excuse};
use crate::check::{Checked, DROP, Finding, Gate, Level, SCORE, State, UNREAD, VERDICT};
use crate::report::visible;
use crate::report::words::line;

/// Writes the array.
pub(super) fn write(gate: &Gate, _desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut identities = Identities::default();
    let mut issues = Vec::new();
    for call in &gate.calls {
        let home = Home::of(&call.path);
        if let Some(error) = unread(call) {
            let description = match home.member {
                Some(member) => format!("{}: {}", visible(member), why_unread(error)),
                None => why_unread(error),
            };
            let line = error.place().line.filter(|_| home.member.is_none());
            issues.push(Issue {
                description,
                check_name: UNREAD.to_owned(),
                fingerprint: identities.next(&call.name, &call.id, UNREAD, error.kind().as_str()),
                severity: "critical",
                location: location(&home, line),
            });
        }
        let counted = findings(call).filter(|finding| !matches!(finding.state, State::Accepted { .. }));
        issues.extend(counted.map(|finding| issue(call, &home, finding, &mut identities)));
    }
    for (place, finding) in &gate.acceptances {
        issues.push(Issue {
            description: format!("{}. Try: {}", visible(&line(&finding.what)), visible(&line(&finding.next))),
            check_name: finding.rule.clone(),
            fingerprint: identities.next(&place.path, "", &finding.rule, &finding.fingerprint),
            severity: severity(finding),
            location: location(&Home::of(&place.path), place.line),
        });
    }
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    writeln!(out)
}

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: String,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u64,
}

fn issue(call: &Checked, home: &Home<'_>, finding: &Finding, identities: &mut Identities) -> Issue {
    let spot = finding.spots.first();
    let mut description = visible(&line(&finding.what)).into_owned();
    if let Some(excuse) = excuse(finding) {
        description.push_str(&format!(" ({})", visible(&line(&excuse))));
    }
    if let Some(spot) = spot {
        let place = home.more(spot).map(|more| format!("{more}: ")).unwrap_or_default();
        description.push_str(&format!(": {place}{}", heard(spot)));
    }
    if !finding.next.is_empty() {
        description.push_str(&format!(". Try: {}", visible(&line(&finding.next))));
    }
    Issue {
        description,
        check_name: finding.rule.clone(),
        fingerprint: identities.next(&call.name, &call.id, &finding.rule, &finding.fingerprint),
        severity: severity(finding),
        location: location(home, spot.and_then(|spot| home.line(spot)).map(u64::from)),
    }
}

/// The place; GitLab wants a line, so the first stands for none.
fn location(home: &Home<'_>, line: Option<u64>) -> Location {
    Location { path: visible(&home.file).into_owned(), lines: Lines { begin: line.unwrap_or(1).max(1) } }
}

fn severity(finding: &Finding) -> &'static str {
    match (finding.level, finding.rule.as_str()) {
        _ if finding.state != State::New => "info",
        (Level::Error, VERDICT | SCORE | DROP) => "major",
        (Level::Error, _) => "minor",
        (Level::Warning | Level::Note, _) => "info",
    }
}
