//! Whole reports over hand-made outcomes: the standard batch, nothing, failures, and a hostile call.

use insta::assert_snapshot;
use pursuit::batch::{Outcome, Totals};
use pursuit::report::{REPORTS, View};

use crate::samples::{HOSTILE, hostile, standard, totals, with_failures};

/// The report of that id over these outcomes.
fn report(id: &str, outcomes: &[Outcome], width: usize, color: bool) -> String {
    render(id, outcomes, &totals(outcomes), width, color)
}

fn render(id: &str, outcomes: &[Outcome], totals: &Totals, width: usize, color: bool) -> String {
    let row = REPORTS.iter().find(|row| row.id == id).unwrap();
    let view = View {
        color,
        width: Some(width),
        sheet: "calls",
        lexicon_version: "1.0.0".to_owned(),
        lexicon_hash: "blake3:00".to_owned(),
        ..View::default()
    };
    let (mut report, mut out) = ((row.make)(), Vec::new());
    report.begin(&view, &mut out).unwrap();
    for outcome in outcomes {
        report.outcome(outcome, &mut out).unwrap();
    }
    report.end(totals, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn the_table_has_a_row_a_call_and_a_summary() {
    assert_snapshot!("table_standard", report("table", &standard(), 100, false));
    assert_snapshot!("table_narrow", report("table", &standard(), 0, false));
    assert_snapshot!("table_failures", report("table", &with_failures(), 120, false));
    assert_snapshot!("table_hostile", report("table", &hostile(), 120, false));
    assert_snapshot!("table_empty", report("table", &[], 80, false));
}

#[test]
fn the_table_colours_directions_and_failures_only_when_told() {
    let table = report("table", &with_failures(), 100, true);
    assert!(table.contains("\x1b[33mseller ▶ buyer\x1b[0m") && table.contains("\x1b[31mnot read"));
    assert!(!report("table", &with_failures(), 100, false).contains('\x1b'));
}

#[test]
fn the_table_counts_what_was_skipped() {
    let skipped = [(".png".to_owned(), 2), ("no extension".to_owned(), 1)].into();
    let table = render("table", &[], &Totals { skipped, ..Totals::default() }, 80, false);
    assert!(table.ends_with("\n3 files skipped: 2 .png, 1 no extension\n"), "{table}");
}

#[test]
fn lines_of_the_table_fit_the_terminal() {
    use unicode_width::UnicodeWidthStr;
    for width in [60, 80, 133] {
        let mut outcomes = standard();
        outcomes.extend(hostile());
        let table = report("table", &outcomes, width, false);
        let rows = table.lines().take_while(|line| !line.is_empty());
        assert!(rows.clone().count() > 7 && rows.clone().all(|row| row.width() <= width), "{table}");
    }
}

#[test]
fn ndjson_has_an_object_a_line_with_the_keys_of_the_contract() {
    assert_snapshot!("ndjson_failures", report("ndjson", &with_failures(), 80, false));
    assert_eq!(report("ndjson", &[], 80, false), "");
}

#[test]
fn json_is_one_array_of_the_same_objects() {
    for outcomes in [standard(), with_failures(), hostile(), Vec::new()] {
        let (array, lines) = (report("json", &outcomes, 80, false), report("ndjson", &outcomes, 80, false));
        let array: Vec<serde_json::Value> = serde_json::from_str(&array).unwrap();
        let lines: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(array, lines);
    }
}

#[test]
fn hostile_words_reach_no_report_raw_and_no_json_changed() {
    let hidden = |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
    for row in REPORTS {
        let out = report(row.id, &hostile(), 80, false);
        assert_eq!(out.find(hidden), None, "{}: {out:?}", row.id);
    }
    let out = report("ndjson", &hostile(), 80, false);
    assert_eq!(out.lines().count(), 2);
    let call: serde_json::Value = serde_json::from_str(out.lines().next().unwrap()).unwrap();
    assert_eq!(call["signals"][0]["evidence"][0]["quote"], HOSTILE);
    assert_eq!(call["parties"][0]["name"], HOSTILE);
}
