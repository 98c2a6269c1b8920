//! Whole calls in the forms that tools export: the verdicts that `fixtures/README.md` promises, alike in every form.

use std::fmt::Write as _;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use pursuit::analyze::{Analysis, analyze};
use pursuit::batch::{self, Outcome};
use pursuit::input;
use pursuit::monitor::Silent;
use pursuit::report::{REPORTS, View};
use pursuit::source::{self, Filter, Stdin};
use pursuit::verdict::Class;

use crate::talks::method;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// Every outcome over `fixtures/calls`, and the report of that id.
pub(crate) fn run(threads: usize, report: &str, width: Option<usize>) -> (Vec<Outcome>, String) {
    let filter = Filter::new(&[], &[]).unwrap();
    let stdin = Stdin::new(Box::new(std::io::empty()));
    let listing = source::list(&[PathBuf::from("fixtures/calls")], &filter, stdin);
    let rules = &method().rules;
    let view = View {
        sheet: "calls",
        color: false,
        width,
        lexicon_version: rules.version().to_owned(),
        lexicon_hash: rules.hash().to_owned(),
        ..View::default()
    };
    let mut report = (REPORTS.iter().find(|row| row.id == report).unwrap().make)();
    let (mut outcomes, mut out) = (Vec::new(), Vec::new());
    report.begin(&view, &mut out).unwrap();
    let totals = batch::run(&listing, method(), threads, &Silent, &mut |outcome| {
        report.outcome(&outcome, &mut out).unwrap();
        outcomes.push(outcome);
        ControlFlow::Continue(())
    });
    report.end(&totals, &mut out).unwrap();
    (outcomes, String::from_utf8(out).unwrap())
}

#[test]
fn fixtures_have_the_verdicts_that_their_readme_promises() {
    let readme = text("fixtures/README.md");
    let (outcomes, _) = run(1, "ndjson", None);
    let mut classes = Vec::new();
    for outcome in outcomes {
        let analysis = outcome.result.unwrap();
        let file = outcome.path.rsplit('/').next().unwrap().to_owned();
        let name = if file.ends_with(".ndjson") { &analysis.id } else { &file };
        let row = readme.lines().find(|line| line.contains(&format!("`{name}`"))).unwrap();
        let promised = row.rsplit('|').nth(1).unwrap();
        let class = analysis.verdict.class;
        assert!(promised.trim().starts_with(&format!("`{}`", class.as_str())), "{name}: {class:?}, {row}");
        classes.push(class);
    }
    assert!(Class::ALL.iter().all(|class| classes.contains(class)), "every class at least once: {classes:?}");
}

#[test]
fn the_readme_shows_what_is_printed() {
    // The block is the table as a terminal of 118 cells shows it, up to the first sellers.
    let readme = text("README.md");
    let block = readme.split("```text\n").nth(1).unwrap().split("\n...\n```").next().unwrap();
    let (_, table) = run(2, "table", Some(118));
    assert!(table.starts_with(block), "the README shows\n{block}\nbut this is printed\n{table}");
}

#[test]
fn same_bytes_always() {
    for report in REPORTS {
        let (_, one) = run(1, report.id, Some(100));
        for threads in [2, 7] {
            assert_eq!(run(threads, report.id, Some(100)).1, one, "{} on {threads} threads", report.id);
        }
    }
}

/// Turns of a vignette: speaker and words.
fn vignettes() -> Vec<(String, Vec<(String, String)>)> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("fixtures/vignettes")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: &PathBuf| {
        let call: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        let said = |turn: &serde_json::Value, key: &str| turn[key].as_str().unwrap().to_owned();
        let turns = call["turns"].as_array().unwrap().iter().map(|turn| (said(turn, "speaker"), said(turn, "text")));
        (call["id"].as_str().unwrap().to_owned(), turns.collect())
    };
    files.iter().map(read).collect()
}

fn read_as(form: &str, turns: &[(String, String)]) -> Analysis {
    let mut file = match form {
        "vtt" => "WEBVTT\n\n".to_owned(),
        _ => String::new(),
    };
    let json = |text: &str| serde_json::to_string(text).unwrap();
    let mut rows = Vec::new();
    for (turn, (speaker, words)) in turns.iter().enumerate() {
        let (from, to) = (turn * 10, turn * 10 + 9);
        let clock = |s: usize, dot: char| format!("00:{:02}:{:02}{dot}000", s / 60, s % 60);
        match form {
            "vtt" => writeln!(file, "{} --> {}\n<v {speaker}>{words}</v>\n", clock(from, '.'), clock(to, '.')).unwrap(),
            "srt" => {
                let number = turn + 1;
                writeln!(file, "{number}\n{} --> {}\n{speaker}: {words}\n", clock(from, ','), clock(to, ',')).unwrap();
            }
            "txt" => writeln!(file, "{speaker}: {words}").unwrap(),
            "timed" => writeln!(file, "[{}] {speaker}: {words}", &clock(from, '.')[..8]).unwrap(),
            "otter" => writeln!(file, "{speaker}  {}:{:02}\n{words}\n", from / 60, from % 60).unwrap(),
            "whisper" => rows.push(format!(
                "{{\"start\":{from}.0,\"end\":{to}.0,\"speaker\":{},\"text\":{}}}",
                json(speaker),
                json(words)
            )),
            _ => rows.push(format!("{{\"speaker\":{},\"text\":{}}}", json(speaker), json(words))),
        }
    }
    match form {
        "whisper" => file = format!("{{\"segments\":[{}]}}", rows.join(",")),
        "pursuit" => file = format!("{{\"turns\":[{}]}}", rows.join(",")),
        "ndjson" => file = format!("{{\"turns\":[{}]}}\n{{\"turns\":[]}}\n", rows.join(",")),
        _ => {}
    }
    let mut calls = Vec::new();
    input::read(file.as_bytes(), &mut |_, call| calls.push(call)).unwrap();
    analyze(calls.remove(0).unwrap(), "call", method())
}

#[test]
fn same_call_same_verdict() {
    for (id, turns) in vignettes() {
        let plain = read_as("pursuit", &turns);
        for form in ["txt", "timed", "otter", "vtt", "srt", "whisper", "ndjson"] {
            let other = read_as(form, &turns);
            assert_eq!(
                (other.verdict, other.masses, other.signals.len()),
                (plain.verdict.clone(), plain.masses, plain.signals.len()),
                "{id} as {form}"
            );
        }
    }
}
