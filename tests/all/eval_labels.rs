//! `pursuit eval`: no label vanishes, and what is wrong with one is said where it stands.

use std::fs;

use pursuit::cli::Exit;

use crate::shell::pursuit_said;

/// A call of six turns with that label.
fn call(id: &str, gold: &str) -> String {
    let seller = r#"{"speaker":"Orla","role":"seller","text":"This offer ends tonight, so sign today."}"#;
    let buyer =
        r#"{"speaker":"Tam","role":"buyer","text":"Our kettle keeps leaking, and it costs us a thousand a month."}"#;
    let turns = [buyer, seller].repeat(3).join(",");
    format!("{{\"id\":\"{id}\",\"turns\":[{turns}],{gold}\"note\":\"\"}}")
}

fn gold(inside: &str) -> String {
    format!("\"gold\":{{\"verdict\":\"no_sale_dynamic\"{inside}}},")
}

/// The end, the first line of the answer and what was said besides, of a file of that text.
fn said(text: &[u8]) -> (Exit, String, String) {
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("talks.json");
    fs::write(&file, text).unwrap();
    let (exit, answer, told) = pursuit_said(&["eval"], &[file.to_str().unwrap()]);
    let told = told.replace(place.path().to_str().unwrap(), "").replace(['\\', '/'], "");
    (exit, answer.lines().next().unwrap_or_default().to_owned(), told)
}

#[test]
fn no_label_vanishes_for_what_stands_around_it() {
    let deep = |gold: &str| format!("{}\"more\":{}{},", gold, "[".repeat(300), "]".repeat(300));
    let one = call("a", &deep(&gold("")));
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(one.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let nan = call("a", &format!("{}\"gap\":NaN,", gold("")));
    for text in [
        one.clone().into_bytes(),
        wide,
        nan.into_bytes(),
        format!("{{\"data\":[{one}]}}").into_bytes(),
        format!("{{\"result\":{{\"items\":[{one}]}}}}").into_bytes(),
        format!("[[{one}]]").into_bytes(),
    ] {
        let (exit, first, told) = said(&text);
        assert_eq!((exit, told.as_str()), (Exit::Done, ""), "{}", String::from_utf8_lossy(&text));
        assert_eq!(first, "1 labelled call, 0 of them sale talks");
    }
    let (exit, first, told) = said(format!("{}\n{}", call("a", &gold("")), call("b", &gold("").repeat(2))).as_bytes());
    assert_eq!((exit, first.as_str()), (Exit::Unread, "1 labelled call, 0 of them sale talks; 1 not read"));
    assert!(told.contains("talks.json:2: it has the key `gold` twice"), "{told}");
}

#[test]
fn the_line_is_that_of_the_label_and_calls_of_one_line_are_numbered() {
    let (good, bad) = (call("a", &gold("")), call("b", &gold(",\n \"sure\":7").replace("\"gold\"", "\n\"gold\"")));
    let (_, _, told) = said(format!("[{good},\n{good},{bad}]").as_bytes());
    assert!(told.contains("talks.json:3: its `gold.sure` should be a number from 1 to 3, not 7"), "{told}");
    let bad = bad.replace('\n', "");
    let (_, _, told) = said(format!("{{\"data\":[{good},{good},{bad}]}}").as_bytes());
    assert!(told.contains("talks.json:1: call 3: its `gold.sure`"), "{told}");
    let (_, _, told) = said(format!("{good}\n\n{bad}\n").as_bytes());
    assert!(told.contains("talks.json:3: its `gold.sure`"), "{told}");
}

#[test]
fn a_turn_that_is_not_there_and_a_slip_of_a_code_are_broken_labels() {
    for (turns, want) in [
        (r#"{"7":["pain.problem"]}"#, "has the key \"7\", and the call has 6 turns"),
        (r#"{"4294967295":["pain.problem"]}"#, "has the key \"4294967295\", and the call has 6 turns"),
        (r#"{"99999999999":["pain.problem"]}"#, "\"99999999999\", which is no number of a turn"),
        (r#"{"3":["pitch.launhc~"]}"#, "has the code \"pitch.launhc\", which no lexicon has"),
    ] {
        let (exit, _, told) = said(call("a", &gold(&format!(",\"turns\":{turns}"))).as_bytes());
        assert_eq!(exit, Exit::Unread, "{turns}");
        assert!(told.contains(want), "{told}");
    }
    let (_, _, told) = said(call("a", &gold(r#","turns":{"3":["pitch.launhc"]}"#)).as_bytes());
    assert!(told.contains("did you mean `pitch.launch`?"), "{told}");
}

#[test]
fn a_code_of_another_team_is_said_once_and_counts_for_its_kind_alone() {
    let turns = r#","turns":{"1":["pain.problem","pain.gloom"],"2":["pain.gloom~","other.buyer_pull","on_request"]}"#;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("talks.json");
    fs::write(&file, call("a", &gold(turns))).unwrap();
    let (exit, answer, told) = pursuit_said(&["eval"], &["--format", "json", file.to_str().unwrap()]);
    assert_eq!(exit, Exit::Done);
    let want = "labels give the code \"pain.gloom\" to 2 turns, and no lexicon in use has it";
    assert_eq!(told.matches("no lexicon in use").count(), 1, "{told}");
    assert!(told.contains(want) && told.contains("counts for its kind alone, which is pull"), "{told}");
    let sheet: serde_json::Value = serde_json::from_str(&answer).unwrap();
    assert_eq!(sheet["unknown_codes"], serde_json::json!({"pain.gloom": 2}));
    assert!(sheet["acts"]["codes"].get("pain.gloom").is_none() && sheet["acts"]["codes"].get("pain.problem").is_some());
}

#[test]
fn codes_that_no_label_gives_are_neither_right_nor_wrong() {
    let turns = r#","turns":{"1":["pain.problem"],"2":["pain.problem"]}"#;
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("talks.json");
    fs::write(&file, call("a", &gold(turns))).unwrap();
    let (_, answer, _) = pursuit_said(&["eval"], &["--format", "json", file.to_str().unwrap()]);
    let sheet: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let acts = &sheet["acts"];
    assert!(acts["codes"].as_object().unwrap().len() > 1, "{acts}");
    assert_eq!(acts["all_codes"], acts["codes"]["pain.problem"]);
}
