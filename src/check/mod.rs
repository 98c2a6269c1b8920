//! The gate: does a recording hold what its team asks of it?
//!
//! A [`Checker`] takes outcomes one by one, as `batch` hands them over, and keeps of each what the policy does not allow,
//! with the words that prove it and their place in the file. [`Checker::settle`] lays them beside the accepted takes: of a
//! demo that was accepted before, only what is worse is new. How a [`Gate`] looks is left to `report`.
//!
//! Nothing here scores: every figure is the analysis's own.

mod baseline;
mod finding;
mod judge;
mod policy;
mod print;
mod ratchet;
mod rule;
mod sketch;
mod trail;

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;

pub use baseline::{Baseline, Take};
pub use finding::{Against, Change, Checked, Finding, Judged, Level, Measures, Print, Spent, Spot, State};
pub use policy::{Acceptance, Allowance, Bounds, Changes, Names, OnInsufficient, Override, Policy};
pub use rule::{ACCEPTANCE, BEFORE_PAIN, BURST, DROP, RULES, Rule, SCORE, UNDECIDED, UNREAD, VERDICT, advice};
pub use sketch::Sketch;

use self::judge::{Desk, Found, finding};
use self::print::Prints;
use crate::analyze::Analysis;
use crate::batch::Outcome;
use crate::call::{Points, divide};
use crate::compare::{self, Named};
use crate::error::{self, Error};
use crate::input::Place;
use crate::scan::Rules;
use crate::signal::Codes;
use crate::source::Stdin;

/// The gate at work.
#[derive(Debug)]
pub struct Checker<'p> {
    policy: &'p Policy,
    /// Today: an acceptance may have expired.
    today: Date,
    codes: Codes,
    /// Sketches are made, for a baseline to keep.
    sketches: bool,
    /// How many calls of each name and id there are.
    ids: BTreeMap<(String, String), usize>,
    calls: Vec<Pending>,
}

/// A call that waits for its accepted take.
#[derive(Debug)]
struct Pending {
    path: String,
    name: String,
    id: String,
    result: Result<Found, (Error, Vec<Finding>)>,
    bounds: Bounds,
    /// What a fall of the score would be: new, or accepted.
    drop: State,
}

/// What the gate made of all calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The calls, in the order of the run.
    pub calls: Vec<Checked>,
    /// Acceptances that have expired or cover nothing, each with its place in the configuration.
    pub acceptances: Vec<(error::Place, Finding)>,
    /// Accepted takes whose demos were not among the calls.
    pub unseen: Vec<Take>,
}

impl<'p> Checker<'p> {
    /// A gate with that policy.
    #[must_use]
    pub fn new(policy: &'p Policy, rules: &Rules, today: Date) -> Self {
        Self { policy, today, codes: Codes::of(rules), sketches: false, ids: BTreeMap::new(), calls: Vec::new() }
    }

    /// Makes sketches, which a new baseline needs.
    #[must_use]
    pub fn with_sketches(self, sketches: bool) -> Self {
        Self { sketches, ..self }
    }

    /// Takes what came of a call, or of an input that gave none.
    pub fn see(&mut self, outcome: &Outcome) {
        let name = self.policy.names.name(&outcome.path);
        let bounds = self.policy.bounds_of(&name);
        let (id, result) = match &outcome.result {
            Ok(analysis) => (analysis.id.clone(), Ok(self.judge(analysis, outcome, &name, &bounds))),
            Err(error) => (outcome.path.clone(), Err((error.clone(), self.unread(error, &name)))),
        };
        // Calls of one file with one id are told apart by their order.
        let alike = self.ids.entry((name.clone(), id.clone())).or_default();
        *alike += 1;
        let id = if *alike > 1 { format!("{id}#{alike}") } else { id };
        let drop = self.state(&name, DROP);
        self.calls.push(Pending { path: outcome.path.clone(), name, id, result, bounds, drop });
    }

    /// Lays all that was seen beside the accepted takes.
    #[must_use]
    pub fn settle(self, baseline: Option<&Baseline>) -> Gate {
        let takes = baseline.map(|baseline| baseline.takes.as_slice()).unwrap_or_default();
        let name = |name, id| Named { path: name, id };
        let old: Vec<Named<'_>> = takes.iter().map(|take| name(&take.name, &take.id)).collect();
        let readable = |call: &&Pending| call.result.is_ok();
        let new: Vec<Named<'_>> = self.calls.iter().filter(readable).map(|call| name(&call.name, &call.id)).collect();
        let mut places = compare::pairs(&old, &new).into_iter();
        let mut seen = vec![false; takes.len()];
        let (policy, today) = (self.policy, self.today);
        let calls = self.calls.into_iter().map(|call| {
            let Pending { path, name, id, result, bounds, drop } = call;
            let found = match result {
                Ok(found) => found,
                Err((error, findings)) => {
                    return Checked { path, name, id, result: Err(error), findings, against: None };
                }
            };
            // What comes through a pipe is no take of anything.
            let place = places.next().flatten().filter(|_| name != Stdin::NAME);
            place.and_then(|place| seen.get_mut(place)).into_iter().for_each(|seen| *seen = true);
            let judged = found.judged.clone();
            let (findings, against) = match place.and_then(|place| takes.get(place)) {
                Some(take) => {
                    let (findings, against) = ratchet::beside(found, take, &bounds, drop);
                    (findings, Some(against))
                }
                None => (ratchet::alone(found), None),
            };
            Checked { path, name, id, result: Ok(judged), findings, against }
        });
        let calls: Vec<Checked> = calls.collect();
        let acceptances = idle(policy, today, &calls);
        let unseen = takes.iter().zip(&seen).filter(|(_, seen)| !**seen).map(|(take, _)| take.clone()).collect();
        Gate { calls, acceptances, unseen }
    }

    /// What there is to say of a call.
    fn judge(&self, analysis: &Analysis, outcome: &Outcome, name: &str, bounds: &Bounds) -> Found {
        let find = |line: u32, quote: &str| match &outcome.original {
            Some((original, place)) => original.find(*place, line, quote),
            None => Place { record: (line > 0).then_some(line), ..Place::default() },
        };
        let desk = Desk {
            call: analysis,
            hits: trail::hits(analysis),
            bounds,
            codes: &self.codes,
            sketches: self.sketches,
            find: &find,
            state: &|rule| self.state(name, rule),
        };
        desk.judge()
    }

    /// What there is to say of an input that could not be read, if the policy makes it a finding.
    fn unread(&self, error: &Error, name: &str) -> Vec<Finding> {
        if !self.policy.unread_fails {
            return Vec::new();
        }
        let (what, next) = (error.what().to_owned(), error.advice().unwrap_or_default());
        let fingerprint = Prints::default().next(UNREAD, error.kind().as_str());
        let state = self.state(name, UNREAD);
        vec![finding(UNREAD, Level::Error, state, what, next.to_owned(), Vec::new(), fingerprint)]
    }

    /// The state of a finding by that rule in the call of that name: new, unless an acceptance that holds covers it.
    fn state(&self, name: &str, rule: &str) -> State {
        let fits = |acceptance: &&Acceptance| {
            acceptance.covers(name, rule) && acceptance.until.is_none_or(|until| self.today <= until)
        };
        self.policy.acceptances.iter().find(fits).map_or(State::New, |acceptance| State::Accepted {
            reason: acceptance.reason.clone(),
            until: acceptance.until,
        })
    }
}

/// Acceptances that have expired, or cover nothing in calls that they name.
fn idle(policy: &Policy, today: Date, calls: &[Checked]) -> Vec<(error::Place, Finding)> {
    let mut out = Vec::new();
    for acceptance in &policy.acceptances {
        let Acceptance { paths, code, reason, until, place } = acceptance;
        let is_covered = |call: &Checked, one: &Finding| {
            matches!(one.state, State::Accepted { .. }) && acceptance.covers(&call.name, &one.rule)
        };
        let is_used = calls.iter().any(|call| call.findings.iter().any(|one| is_covered(call, one)));
        let (what, next) = match until {
            Some(until) if *until < today => (
                format!("the acceptance of `{code}` has expired on {until}: {reason}"),
                "mend the recordings, or give it a new day in `until`",
            ),
            _ if !is_used && calls.iter().any(|call| paths.is_match(Path::new(&call.name))) => {
                (format!("the acceptance of `{code}` covers nothing any more: {reason}"), "take it out")
            }
            _ => continue,
        };
        let fingerprint = Prints::default().next(ACCEPTANCE, &format!("{code} {reason}"));
        let finding = finding(ACCEPTANCE, Level::Warning, State::New, what, next.to_owned(), Vec::new(), fingerprint);
        out.push((place.clone(), finding));
    }
    out
}

impl Gate {
    /// Every finding, with its call.
    pub fn findings(&self) -> impl Iterator<Item = (&Checked, &Finding)> {
        self.calls.iter().flat_map(|call| call.findings.iter().map(move |finding| (call, finding)))
    }

    /// Findings on which the gate fails.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.findings().filter(|(_, finding)| finding.fails()).count()
    }
}

/// A raw score as people read it.
#[must_use]
pub fn rounded(points: Points) -> i64 {
    divide(points.0, 1000)
}
