//! Findings as a JUnit report: one suite a run, one test a call.
//!
//! | test | when |
//! |---|---|
//! | `error` | the input could not be read |
//! | `failure` | the gate fails on the call; one element with every finding in it, as many readers take only the first |
//! | `skipped` | the call can't be judged or nobody sells in it, and the policy only warns or an acceptance covers it: neither a pass nor a failure |
//! | passed | anything else |
//!
//! Warnings, and what is known or accepted, stand in `system-out`. There are no times: a test's time is that of its run,
//! and a report must be the same bytes for the same calls.
//!
//! Written with the XML writer that the project has anyway: the crate `quick-junit` gives `testsuites` an attribute
//! `skipped`, which the schema that Jenkins publishes does not know, and brings a clock and UUIDs that nothing here needs.

use std::collections::BTreeMap;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::place::{Home, findings, heard, title, unread, why_unread};
use super::text::step;
use super::{Desk, excuse};
use crate::check::{Checked, Finding, Gate, State, UNDECIDED};
use crate::report::visible;
use crate::report::words::{count, line};

/// What the suite is called.
const SUITE: &str = "pursuit check";

/// A test.
struct Case {
    folder: String,
    name: String,
    came: Came,
    /// Lines of `system-out`.
    aside: Vec<String>,
}

/// What became of a test: the element, its message, its type and its text.
enum Came {
    Passed,
    Told { element: &'static str, message: String, kind: String, text: String },
}

/// Writes the report.
pub(super) fn write(gate: &Gate, _desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let cases = cases(gate);
    let of = |name: &str| {
        let is = |case: &&Case| matches!(&case.came, Came::Told { element, .. } if *element == name);
        cases.iter().filter(is).count().to_string()
    };
    let (tests, failures, errors, skipped) = (cases.len().to_string(), of("failure"), of("error"), of("skipped"));
    let loose: Vec<String> = gate
        .acceptances
        .iter()
        .map(|(place, one)| format!("warning[{}] {}: {}", one.rule, visible(&place.to_string()), sentence(one)))
        .collect();
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let counts = [("tests", &*tests), ("failures", &*failures), ("errors", &*errors)];
    let suites = writer.create_element("testsuites").with_attribute(("name", SUITE)).with_attributes(counts);
    suites.write_inner_content(|writer| {
        let suite = writer.create_element("testsuite").with_attribute(("name", SUITE)).with_attributes(counts);
        let suite = suite.with_attribute(("skipped", &*skipped));
        if cases.is_empty() && loose.is_empty() {
            return suite.write_empty().map(drop);
        }
        let suite = suite.write_inner_content(|writer| {
            cases.iter().try_for_each(|case| case.write(writer))?;
            aside(&loose, writer)
        });
        suite.map(drop)
    })?;
    out.write_all(&writer.into_inner())?;
    writeln!(out)
}

/// The tests, in the order of the run.
fn cases(gate: &Gate) -> Vec<Case> {
    let mut given: BTreeMap<(String, String), u32> = BTreeMap::new();
    let case = |call: &Checked| {
        let title = title(call);
        let id = title.strip_prefix(&*call.path).unwrap_or_default();
        let path = call.path.strip_prefix("./").unwrap_or(&call.path);
        let (folder, name) = path.rsplit_once(['/', '\\']).unwrap_or((".", path));
        let (folder, name) = (visible(folder).into_owned(), visible(&format!("{name}{id}")).into_owned());
        // Readers take two of one name for one.
        let number = given.entry((folder.clone(), name.clone())).or_default();
        *number += 1;
        let name = if *number == 1 { name } else { format!("{name} ({number})") };
        let came = came(call);
        let is_skipped = matches!(came, Came::Told { element: "skipped", .. });
        let aside = findings(call).filter(|one| !(one.fails() || is_skipped && one.rule == UNDECIDED));
        Case { folder, name, came, aside: aside.map(|one| aside_line(call, one)).collect() }
    };
    gate.calls.iter().map(case).collect()
}

/// What became of a call.
fn came(call: &Checked) -> Came {
    if let Some(error) = unread(call) {
        let message = why_unread(error);
        let text = visible(&error.place().to_string()).into_owned();
        return Came::Told { element: "error", message, kind: error.kind().as_str().to_owned(), text };
    }
    let failing: Vec<&Finding> = findings(call).filter(|one| one.fails()).collect();
    if let Some(first) = failing.first() {
        let more = match failing.len() - 1 {
            0 => String::new(),
            more => format!("; {}", count(more, "more finding")),
        };
        let message = format!("{}{more}", sentence(first));
        let text = failing.iter().map(|one| told(call, one)).collect::<Vec<_>>().join("\n");
        return Came::Told { element: "failure", message, kind: first.rule.clone(), text };
    }
    let undecided = findings(call).find(|one| one.rule == UNDECIDED || call.result.is_err());
    undecided.map_or(Came::Passed, |one| {
        let message = excuse(one).map_or_else(|| sentence(one), |excuse| format!("{} ({excuse})", sentence(one)));
        Came::Told { element: "skipped", message: line(&message), kind: one.rule.clone(), text: String::new() }
    })
}

/// The sentence on one line.
fn sentence(finding: &Finding) -> String {
    visible(&line(&finding.what)).into_owned()
}

/// A finding with its place, its quote, the way to it, and what to try.
fn told(call: &Checked, finding: &Finding) -> String {
    let mut lines = vec![format!("{}[{}]: {}", finding.level.as_str(), finding.rule, sentence(finding))];
    let home = Home::of(&call.path);
    let at = |spot| {
        let line = home.line(spot).map(|line| format!(":{line}")).unwrap_or_default();
        let column = home.line(spot).and(spot.place.column).map(|column| format!(":{column}")).unwrap_or_default();
        let more = home.more(spot).map(|more| format!(" ({more})")).unwrap_or_default();
        format!("  at {}{line}{column}{more}: {}", visible(&home.file), heard(spot))
    };
    lines.extend(finding.spots.iter().take(1).map(at));
    if finding.trail.len() > 1 {
        lines.extend(finding.trail.iter().map(|spot| format!("  {}", step(spot))));
    }
    if !finding.next.is_empty() {
        lines.push(format!("  try: {}", visible(&line(&finding.next))));
    }
    lines.join("\n") + "\n"
}

/// A finding on which the gate does not fail.
fn aside_line(call: &Checked, finding: &Finding) -> String {
    let word = if finding.state == State::New { finding.level.as_str() } else { finding.state.as_str() };
    let excuse = excuse(finding).map(|excuse| format!(" ({})", visible(&line(&excuse)))).unwrap_or_default();
    let home = Home::of(&call.path);
    let place = finding.spots.first().map(|spot| {
        let line = home.line(spot).map(|line| format!("line {line}: ")).unwrap_or_default();
        format!(": {line}{}", heard(spot))
    });
    format!("{word}[{}]: {}{excuse}{}", finding.rule, sentence(finding), place.unwrap_or_default())
}

impl Case {
    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let (folder, name) = (legal(&self.folder), legal(&self.name));
        let test = writer.create_element("testcase").with_attribute(("classname", &*folder));
        let test = test.with_attribute(("name", &*name));
        if matches!(self.came, Came::Passed) && self.aside.is_empty() {
            return test.write_empty().map(drop);
        }
        let test = test.write_inner_content(|writer| {
            if let Came::Told { element, message, kind, text } = &self.came {
                let (message, kind, text) = (legal(message), legal(kind), legal(text));
                let told = writer.create_element(*element).with_attribute(("message", &*message));
                let told = told.with_attribute(("type", &*kind));
                if text.is_empty() { told.write_empty() } else { told.write_text_content(BytesText::new(&text)) }?;
            }
            aside(&self.aside, writer)
        });
        test.map(drop)
    }
}

fn aside(lines: &[String], writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    if lines.is_empty() {
        return Ok(());
    }
    let text = legal(&lines.join("\n"));
    writer.create_element("system-out").write_text_content(BytesText::new(&text)).map(drop)
}

/// The text without the two characters that XML forbids and that can be seen; those that can't already have a picture.
fn legal(text: &str) -> String {
    text.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
