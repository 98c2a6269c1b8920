//! `pursuit compare`: what moved between two results, and nothing else.

use std::fs;
use std::path::{Path, PathBuf};

use pursuit::cli::Exit;
use serde_json::Value;

use crate::shell::pursuit;

fn run(args: &[&str]) -> (Exit, String) {
    pursuit(&[], args)
}

const DEMO: &str = "\
Rep: Thanks for the time. Our platform also has scheduling and it comes with training.
Customer: Okay. We keep losing orders, and it costs us two days a month.
Rep: The offer ends Friday, so shall I send over the agreement today?
Customer: I'm not sure. It works well enough for us.
Rep: You can't afford not to do this. Are you interested in signing up today?
Customer: No. As I said, we will not be buying anything now.
";

/// Scores a talk into a file of that name.
fn scored(folder: &Path, talk: &str, name: &str) -> PathBuf {
    let (call, result) = (folder.join(name), folder.join(format!("{name}.ndjson")));
    fs::write(&call, talk).unwrap();
    let (exit, _) = run(&["score", "-q", call.to_str().unwrap(), "--format", "ndjson", "-o", result.to_str().unwrap()]);
    assert_eq!(exit, Exit::Done);
    result
}

#[test]
fn two_takes_of_one_demo_are_compared_by_their_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let old = scored(folder.path(), DEMO, "demo-take1.txt");
    let asks = "How do you find them today, and what have you tried?";
    let softer = DEMO
        .replace("The offer ends Friday, so shall I send over the agreement today?", asks)
        .replace("You can't afford not to do this. Are you interested in signing up today?", "That makes sense.");
    let new = scored(folder.path(), &softer, "demo-take2.txt");
    let (exit, page) = run(&["compare", old.to_str().unwrap(), new.to_str().unwrap()]);
    assert_eq!(exit, Exit::Done);
    insta::assert_snapshot!(page.replace(folder.path().to_str().unwrap(), "…"));

    let (_, sheet) = run(&["compare", old.to_str().unwrap(), new.to_str().unwrap(), "--format", "json"]);
    let sheet: Value = serde_json::from_str(&sheet).unwrap();
    let pair = &sheet["calls"][0];
    assert_eq!((&pair["change"], &pair["old"]["class"]), (&"class".into(), &"seller_pursuing".into()));
    let went: Vec<&str> = pair["went"].as_array().unwrap().iter().filter_map(|of| of["code"].as_str()).collect();
    assert!(went.contains(&"pressure.urgency"), "{went:?}");
    assert!(pair["came"].as_array().unwrap().iter().all(|of| of["code"] != "pressure.urgency"));
}

#[test]
fn a_result_beside_itself_has_not_moved() {
    let folder = tempfile::tempdir().unwrap();
    let result = folder.path().join("all.ndjson");
    let calls = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/calls");
    run(&["score", "-q", calls.to_str().unwrap(), "--format", "ndjson", "-o", result.to_str().unwrap()]);
    let result = result.to_str().unwrap();
    let (_, sheet) = run(&["compare", result, result, "--format", "json"]);
    let sheet: Value = serde_json::from_str(&sheet).unwrap();
    let calls = sheet["calls"].as_array().unwrap();
    assert_eq!(calls.len(), 12);
    for call in calls {
        assert_eq!(call["change"], "none");
        assert_eq!((&call["went"], &call["came"]), (&Value::Array(Vec::new()), &Value::Array(Vec::new())));
    }
    let (_, page) = run(&["compare", result, result]);
    assert_eq!(
        page,
        "12 calls in both: another verdict in 0, another score beyond its uncertainty in 0, 12 as before\n"
    );
}
