//! Findings as SARIF 2.1.0.
//!
//! A finding is a result at its words, with the way through the call as a code flow. What the accepted take has, too, and
//! what an acceptance covers stays in it, suppressed with the reason. With a baseline every result says whether it is new,
//! and hits of accepted takes that are gone are results, too, `absent`. An input that could not be read is a notification,
//! and the run is then none that succeeded. No time, no random id: the same calls give the same bytes.

mod log;
mod place;

use std::collections::BTreeMap;
use std::io::{self, Write};

use self::log::{
    Bag, Base, CodeFlow, Driver, Found, Invocation, Location, Log, Notification, Rule, Run, SCHEMA, Step, Suppression,
    Text, ThreadFlow, Tool,
};
use super::identity::Identities;
use super::place::{Home, heard, why_unread};
use super::text::step;
use super::{Desk, excuse};
use crate::check::{Against, Checked, Finding, Gate, Print, RULES, State, advice};
use crate::report::visible;
use crate::report::words::line;

/// The key of our fingerprints; its number changes if what they are made of does.
const FINGERPRINT: &str = "pursuit/v1";

/// Writes the log.
pub(super) fn write(gate: &Gate, desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut shelf = Shelf::new(desk);
    let mut results = Vec::new();
    for call in &gate.calls {
        let home = Home::of(&call.path);
        results.extend(call.findings.iter().map(|finding| shelf.found(call, &home, finding)));
        if let (Some(against), true) = (&call.against, desk.has_baseline) {
            results.extend(against.gone.iter().map(|print| shelf.gone(call, against, &home, print)));
        }
    }
    for (at, finding) in &gate.acceptances {
        let location = place::file(&Home::of(&at.path), at.line, at.column);
        let identity = shelf.identities.next(&at.path, "", &finding.rule, &finding.fingerprint);
        results.push(shelf.result(finding, location, identity, None));
    }
    let rules = shelf.rules(desk);
    for result in &mut results {
        result.rule_index = rules.binary_search_by(|rule| rule.id.cmp(&result.rule_id)).unwrap_or_default();
    }
    let notifications: Vec<Notification> = gate.calls.iter().filter_map(notification).collect();
    let base = Base { description: text("The folder in which pursuit was started.") };
    let version = env!("CARGO_PKG_VERSION");
    let run = Run {
        tool: Tool { driver: Driver { name: "pursuit", version, semantic_version: version, rules } },
        invocations: [Invocation {
            execution_successful: notifications.is_empty() && desk.totals.failed == 0,
            tool_execution_notifications: notifications,
        }],
        original_uri_base_ids: BTreeMap::from([(place::BASE, base)]),
        column_kind: "unicodeCodePoints",
        language: "en-GB",
        results,
    };
    serde_json::to_writer_pretty(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    writeln!(out)
}

/// What is gathered over all results.
struct Shelf {
    has_baseline: bool,
    identities: Identities,
    /// The rules that occur.
    seen: std::collections::BTreeSet<String>,
}

impl Shelf {
    fn new(desk: &Desk<'_>) -> Self {
        Self { has_baseline: desk.has_baseline, identities: Identities::default(), seen: Default::default() }
    }

    /// A finding of a call.
    fn found(&mut self, call: &Checked, home: &Home<'_>, finding: &Finding) -> Found {
        let location = match (finding.spots.first(), &call.result) {
            (Some(spot), _) => place::spot(home, spot, None),
            (None, Err(error)) => place::file(home, error.place().line, error.place().column),
            (None, Ok(_)) => place::file(home, None, None),
        };
        let identity = self.identities.next(&call.name, &call.id, &finding.rule, &finding.fingerprint);
        let is_old = match finding.state {
            State::New => false,
            State::Known => true,
            State::Accepted { .. } => call.against.is_some(),
        };
        let mut found = self.result(finding, location, identity, bag(call));
        found.baseline_state = self.has_baseline.then_some(if is_old { "unchanged" } else { "new" });
        if finding.trail.len() > 1 {
            let steps = finding.trail.iter();
            let steps = steps.map(|spot| Step { location: place::spot(home, spot, Some(plain(&step(spot)))) });
            found.code_flows.push(CodeFlow { thread_flows: [ThreadFlow { locations: steps.collect() }] });
        }
        found
    }

    /// A finding at a place.
    fn result(&mut self, finding: &Finding, location: Location, identity: String, properties: Option<Bag>) -> Found {
        self.seen.insert(finding.rule.clone());
        let mut message = line(&finding.what);
        if let Some(spot) = finding.spots.first() {
            message.push_str(&format!(": {}", heard(spot)));
        }
        if !finding.next.is_empty() {
            message.push_str(&format!(". Try: {}", line(&finding.next)));
        }
        Found {
            rule_id: finding.rule.clone(),
            rule_index: 0,
            level: finding.level.as_str(),
            message: text(&message),
            locations: vec![location],
            code_flows: Vec::new(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, identity)]),
            suppressions: excuse(finding).map(|reason| [suppression(&reason)]),
            baseline_state: self.has_baseline.then_some("new"),
            properties,
        }
    }

    /// A hit of the accepted take that is gone.
    fn gone(&mut self, call: &Checked, against: &Against, home: &Home<'_>, print: &Print) -> Found {
        self.seen.insert(print.code.clone());
        let message = format!("gone since the accepted take {}: “{}”", line(&against.path), line(&print.quote));
        let identity = self.identities.next(&call.name, &call.id, &print.code, &print.fingerprint);
        Found {
            rule_id: print.code.clone(),
            rule_index: 0,
            level: "note",
            message: text(&message),
            locations: vec![place::file(home, None, None)],
            code_flows: Vec::new(),
            partial_fingerprints: BTreeMap::from([(FINGERPRINT, identity)]),
            suppressions: None,
            baseline_state: Some("absent"),
            properties: bag(call),
        }
    }

    /// The rules that occur, sorted, with what they are called and why they count.
    fn rules(&self, desk: &Desk<'_>) -> Vec<Rule> {
        self.seen.iter().map(|id| rule(id, desk)).collect()
    }
}

fn rule(id: &str, desk: &Desk<'_>) -> Rule {
    if let Some(rule) = RULES.iter().find(|rule| rule.id == id) {
        let help = format!("Set in [check] of pursuit.toml: {}.", rule.keys);
        return Rule {
            id: id.to_owned(),
            short_description: text(rule.about),
            full_description: None,
            help: text(&help),
        };
    }
    let lexicon = desk.rules.lexicons().iter().find(|lexicon| lexicon.id == id).map(|one| (&*one.name, &*one.why));
    let order = || desk.rules.orders().iter().find(|order| order.id == id).map(|one| (&*one.name, &*one.why));
    let (name, why) = lexicon.or_else(order).unwrap_or((id, ""));
    Rule {
        id: id.to_owned(),
        short_description: text(&line(name)),
        full_description: Some(line(why)).filter(|why| !why.is_empty()).map(|why| text(&why)),
        help: text(advice(id)),
    }
}

/// What is said of an input that could not be read.
fn notification(call: &Checked) -> Option<Notification> {
    let error = call.result.as_ref().err()?;
    let location = place::file(&Home::of(&call.path), error.place().line, error.place().column);
    Some(Notification { level: "error", message: text(&why_unread(error)), locations: [location] })
}

fn bag(call: &Checked) -> Option<Bag> {
    let judged = call.result.as_ref().ok()?;
    Some(Bag { call: plain(&call.id), class: judged.measures.class.as_str(), score: judged.measures.score })
}

fn suppression(reason: &str) -> Suppression {
    Suppression { kind: "external", status: "accepted", justification: plain(&line(reason)) }
}

/// A message. Braces and links have a meaning in one (§3.11.5, §3.11.6), which words of a call must not have.
fn text(message: &str) -> Text {
    Text { text: plain(message).replace('{', "{{").replace('}', "}}").replace("](", "\\](") }
}

/// The text without what acts on a terminal.
fn plain(text: &str) -> String {
    visible(text).into_owned()
}
