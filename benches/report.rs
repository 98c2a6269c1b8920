//! A call's result as a line of NDJSON.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::batch::{Outcome, Totals};
use pursuit::report::{REPORTS, View};

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

/// Writes a run of one call.
fn written(outcome: &Outcome, view: &View, mut line: Vec<u8>) -> Vec<u8> {
    let row = REPORTS.iter().find(|row| row.id == "ndjson").expect("a form of that name");
    let mut report = (row.make)();
    report.begin(view, &mut line).expect("memory takes it");
    report.outcome(outcome, &mut line).expect("memory takes it");
    report.end(&Totals::default(), &mut line).expect("memory takes it");
    line
}

#[divan::bench]
fn report(bencher: Bencher<'_, '_>) {
    let method = corpus::method();
    let (outcome, view) = (corpus::outcome(&method), View::of(&method));
    let line = written(&outcome, &view, Vec::new());
    let object: serde_json::Value = serde_json::from_slice(&line).expect("a line is JSON");
    let signals = outcome.result.as_ref().map_or(0, |analysis| analysis.signals.len());
    assert!(signals > 30);
    assert_eq!(object["signals"].as_array().map(Vec::len), Some(signals));
    assert_eq!(line.iter().filter(|&&byte| byte == b'\n').count(), 1);
    bencher
        .counter(BytesCount::new(corpus::bytes(&corpus::call())))
        .with_inputs(|| Vec::with_capacity(line.len()))
        .bench_values(|room| written(black_box(&outcome), &view, room));
}
