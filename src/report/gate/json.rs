//! Findings for programs: one object, with a version of its own.

use std::io::{self, Write};

use serde::Serialize;

use super::{Counts, Desk};
use crate::check::{Against, Checked, Finding, Gate, Judged, Print, Spot, State};
use crate::report::json_line;

/// The form that this version writes.
const SCHEMA: &str = "pursuit-check/1.0";

/// Writes the object on one line.
pub(super) fn write(gate: &Gate, desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let counts = Counts::of(gate);
    let acceptances = gate.acceptances.iter().map(|(place, finding)| AcceptanceV1 {
        path: &place.path,
        line: place.line,
        finding: FindingV1::of(finding),
    });
    let gate = GateV1 {
        schema: SCHEMA,
        passes: counts.errors == 0 && desk.totals.failed == 0,
        calls: gate.calls.iter().map(CallV1::of).collect(),
        acceptances: acceptances.collect(),
        summary: SummaryV1 {
            calls: desk.totals.calls,
            unread: desk.totals.failed,
            errors: counts.errors,
            warnings: counts.warnings,
            known: counts.known,
            accepted: counts.accepted,
            gone: counts.gone,
        },
        lexicons: desk.rules.hash(),
    };
    json_line(&gate, out)
}

#[derive(Serialize)]
struct GateV1<'g> {
    schema: &'static str,
    passes: bool,
    calls: Vec<CallV1<'g>>,
    acceptances: Vec<AcceptanceV1<'g>>,
    summary: SummaryV1,
    lexicons: &'g str,
}

#[derive(Serialize)]
struct SummaryV1 {
    calls: u64,
    unread: u64,
    errors: usize,
    warnings: usize,
    known: usize,
    accepted: usize,
    gone: usize,
}

#[derive(Serialize)]
struct AcceptanceV1<'g> {
    path: &'g str,
    line: Option<u64>,
    finding: FindingV1<'g>,
}

#[derive(Serialize)]
struct CallV1<'g> {
    path: &'g str,
    id: &'g str,
    verdict: Option<VerdictV1<'g>>,
    error: Option<ErrorV1<'g>>,
    against: Option<AgainstV1<'g>>,
    findings: Vec<FindingV1<'g>>,
}

#[derive(Serialize)]
struct VerdictV1<'g> {
    class: &'static str,
    score: u8,
    raw: f64,
    low: f64,
    high: f64,
    confidence: &'static str,
    because: &'g str,
}

#[derive(Serialize)]
struct ErrorV1<'g> {
    kind: &'static str,
    text: &'g str,
    line: Option<u64>,
}

#[derive(Serialize)]
struct AgainstV1<'g> {
    path: &'g str,
    class: &'static str,
    score: u8,
    change: &'static str,
    gone: Vec<PrintV1<'g>>,
}

#[derive(Serialize)]
struct PrintV1<'g> {
    code: &'g str,
    fingerprint: &'g str,
    quote: &'g str,
}

#[derive(Serialize)]
struct FindingV1<'g> {
    rule: &'g str,
    level: &'static str,
    state: &'static str,
    reason: Option<&'g str>,
    until: Option<String>,
    what: &'g str,
    next: &'g str,
    spots: Vec<SpotV1<'g>>,
    trail: Vec<SpotV1<'g>>,
    fingerprint: &'g str,
}

#[derive(Serialize)]
struct SpotV1<'g> {
    code: &'g str,
    turn: u32,
    start_s: Option<f64>,
    speaker: &'g str,
    quote: &'g str,
    line: Option<u32>,
    column: Option<u32>,
    end_column: Option<u32>,
    pointer: Option<&'g str>,
    record: Option<u32>,
}

impl<'g> CallV1<'g> {
    fn of(call: &'g Checked) -> Self {
        let verdict = |judged: &'g Judged| {
            let [raw, low, high] = judged.measures.raw.map(crate::call::Points::decimal);
            let (class, confidence) = (judged.measures.class.as_str(), judged.confidence.as_str());
            VerdictV1 { class, score: judged.measures.score, raw, low, high, confidence, because: &judged.because }
        };
        let error = |error: &'g crate::error::Error| ErrorV1 {
            kind: error.kind().as_str(),
            text: error.what(),
            line: error.place().line,
        };
        Self {
            path: &call.path,
            id: &call.id,
            verdict: call.result.as_ref().ok().map(verdict),
            error: call.result.as_ref().err().map(error),
            against: call.against.as_ref().map(AgainstV1::of),
            findings: call.findings.iter().map(FindingV1::of).collect(),
        }
    }
}

impl<'g> AgainstV1<'g> {
    fn of(against: &'g Against) -> Self {
        let print = |Print { code, fingerprint, quote, .. }: &'g Print| PrintV1 { code, fingerprint, quote };
        Self {
            path: &against.path,
            class: against.class.as_str(),
            score: against.score,
            change: against.change.as_str(),
            gone: against.gone.iter().map(print).collect(),
        }
    }
}

impl<'g> FindingV1<'g> {
    fn of(finding: &'g Finding) -> Self {
        let (reason, until) = match &finding.state {
            State::Accepted { reason, until } => (Some(reason.as_str()), until.map(|until| until.to_string())),
            State::New | State::Known => (None, None),
        };
        Self {
            rule: &finding.rule,
            level: finding.level.as_str(),
            state: finding.state.as_str(),
            reason,
            until,
            what: &finding.what,
            next: &finding.next,
            spots: finding.spots.iter().map(SpotV1::of).collect(),
            trail: finding.trail.iter().map(SpotV1::of).collect(),
            fingerprint: &finding.fingerprint,
        }
    }
}

impl<'g> SpotV1<'g> {
    fn of(spot: &'g Spot) -> Self {
        Self {
            code: &spot.code,
            turn: spot.turn,
            start_s: spot.start.map(crate::call::Millis::seconds),
            speaker: &spot.speaker,
            quote: &spot.quote,
            line: spot.place.line,
            column: spot.place.column,
            end_column: spot.place.end_column,
            pointer: spot.place.pointer.as_deref(),
            record: spot.place.record,
        }
    }
}
