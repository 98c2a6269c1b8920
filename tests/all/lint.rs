//! `pursuit lexicon lint`: twenty lexicons that are bad on purpose, each in a way of its own, and what else is found.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use pursuit::cli::Exit;
use pursuit::lexicon::{File, Library};
use pursuit::lint::{Finding, RULES, lint};
use serde_json::Value;

use crate::shell::pursuit;

/// Twenty files, each with one finding.
const BAD: &str = "fixtures/lexicons/bad";

/// Runs `pursuit lexicon lint`; gives its end and what it prints.
fn run(args: &[&str]) -> (Exit, String) {
    pursuit(&["lexicon", "lint"], args)
}

#[test]
fn twenty_bad_lexicons_give_twenty_findings() {
    let (exit, drawn) = run(&[BAD]);
    assert_eq!(exit, Exit::Findings);
    insta::assert_snapshot!(drawn.replace('\\', "/"));
}

#[test]
fn each_finding_points_at_the_very_words() {
    let (exit, json) = run(&[BAD, "--format", "json"]);
    assert_eq!(exit, Exit::Findings);
    let findings: Vec<Value> = serde_json::from_str(&json).unwrap();
    let mut marked = BTreeMap::new();
    for finding in &findings {
        let number = |key: &str| usize::try_from(finding[key].as_u64().unwrap()).unwrap();
        let text = fs::read_to_string(finding["path"].as_str().unwrap()).unwrap();
        let line: Vec<char> = text.lines().nth(number("line") - 1).unwrap().chars().collect();
        let words: String = line[number("column") - 1..number("end_column") - 1].iter().collect();
        marked.insert(finding["rule"].as_str().unwrap(), words);
        assert!(finding["path"].as_str().unwrap().ends_with(&format!("{}.toml", finding["rule"].as_str().unwrap())));
        assert!(!finding["text"].as_str().unwrap().is_empty() && !finding["help"].as_str().unwrap().is_empty());
    }
    let words: BTreeMap<&str, String> = [
        ("beaten_heavy", "pressure.urgency"),
        ("contradictory_polarity", "used to leak badly"),
        ("duplicated", "mooring is not free"),
        ("few_passes", "bad.few_passes"),
        ("fragile_under_asr", "v h f"),
        ("half_at", "0.0"),
        ("impossible_for_role", "let me show you"),
        ("misnamed", "bad.paddles"),
        ("never_matches", "^"),
        ("no_example", "torn spinnaker"),
        ("no_reason", "bad.no_reason"),
        ("not_proved", "There are spare life jackets on deck."),
        ("not_toml", "Hulls"),
        ("shadowed", "new outboard engine"),
        ("too_broad", "good"),
        ("unheard_guard", "reported"),
        ("unknown_guard", "negatd"),
        ("unknown_key", "halfat"),
        ("unless_unproved", "film crew"),
        ("unreadable_phrase", "("),
    ]
    .map(|(rule, words)| (rule, words.to_owned()))
    .into();
    assert_eq!((findings.len(), marked), (20, words));
    assert_eq!(findings[0]["lexicon"], "bad.beaten_heavy");
}

/// What is found in files of a team's own.
fn findings(files: &[(&str, &str)]) -> Vec<Finding> {
    let file = |(name, text): &(&str, &str)| File {
        path: (*name).to_owned(),
        name: (*name).to_owned(),
        text: (*text).to_owned(),
    };
    lint(&Library::builtin().and(files.iter().map(file).collect()), 1).findings
}

/// A lexicon without a fault, called `t.a`; `head` stands among its first lines, `says` is its phrase.
fn sound(head: &str, says: &str) -> String {
    let pass = |text: &str| format!("[[passes]]\ntext = \"{text}\"\nsaid_by = \"seller\"\nbecause = \"no boat\"\n");
    format!(
        "id = \"t.a\"\nname = \"Boats\"\nsaid_by = \"seller\"\nmass = \"tracker\"\nwhy = \"For tests.\"\n{head}\n\
         [[phrase]]\nsays = \"{says}\"\nstrength = \"weak\"\nfinds = [\"A clinker dinghy.\"]\n{}",
        ["Nothing floats.", "It sank.", "Mind the gap."].map(pass).concat()
    )
}

/// Rule and marked words of each finding.
fn told(files: &[(&str, &str)]) -> Vec<(&'static str, String)> {
    findings(files).into_iter().map(|finding| (finding.rule, finding.excerpt[finding.mark].to_owned())).collect()
}

#[test]
fn a_sound_lexicon_has_no_findings() {
    assert_eq!(told(&[("a.toml", &sound("", "clinker dinghy"))]), []);
}

#[test]
fn one_slip_is_one_finding() {
    let cases = [
        ("points = 1.0", "clinker dinghy", "idle_points", "1.0"),
        ("beats = [\"t.b\"]", "clinker dinghy", "beats_round", "t.b"),
        ("beats = [\"presure.urgency\"]", "clinker dinghy", "unknown_lexicon", "presure.urgency"),
        ("", "{boat} dinghy", "unknown_list", "{boat}"),
        ("lists = { boat = [\"clinker\"], dog = [] }", "{boat} dinghy", "unused_list", "[]"),
        ("lists = { boat = [\"clinker\"] }", "clinker dinghy", "unused_list", "boat"),
        ("in = \"first 60\"", "clinker dinghy", "wrong_value", "first 60"),
        ("points = \"much\"", "clinker dinghy", "wrong_value", "much"),
        ("", "clinker dinghy .. !(sank)", "idle_not", "!(sank)"),
        ("", "clinker dinghy [again] !(sank)", "idle_not", "!(sank)"),
        ("half_at = -1.0", "clinker dinghy", "wrong_value", "-1.0"),
        ("", "just now", "wrong_value", "just now"),
        ("", "clinker kinda dinghy", "never_matches", "kinda"),
        ("", "clinker um dinghy", "never_matches", "um"),
        ("", "clinker clinker dinghy", "never_matches", "clinker clinker"),
        ("", "clinker dinghy [don't*]", "never_matches", "don't*"),
        ("", "clinker !(dinghy) dinghy", "never_matches", "!(dinghy)"),
        ("", "clinker ..15 dinghy", "too_broad", "..15"),
        ("", "(clinker dinghy|to*)", "too_broad", "to*"),
        ("", "[very] (clinker dinghy|good)", "too_broad", "good"),
        ("", "clinker dinghy [with 20 oars]", "fragile_under_asr", "20"),
        ("", "clinker dinghy [of skipper's]", "fragile_under_asr", "skipper's"),
        ("", "clinker dinghy [its a boat]", "fragile_under_asr", "its a"),
        (
            "guards = { idiom = 0.0 }\nunless = [\"clinker\"]",
            "clinker dinghy",
            "contradictory_polarity",
            "clinker dinghy",
        ),
        ("guards = { question = 0.0 }", "(clinker dinghy|^ do you row)", "impossible_for_role", "^ do you row"),
        ("", "(clinker dinghy|our current vendor)", "impossible_for_role", "our current vendor"),
    ];
    // All at once, each in a file of its own.
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    let files: Vec<(String, String)> = cases
        .iter()
        .zip(&letters)
        .map(|((head, says, ..), letter)| {
            let text = sound(head, says).replace("t.a", &format!("t.{letter}"));
            (format!("{letter}.toml"), text)
        })
        .collect();
    let rows: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let found = findings(&rows);
    for ((head, says, rule, words), (name, _)) in cases.iter().zip(&files) {
        let here: Vec<(&str, &str)> = found
            .iter()
            .filter(|finding| finding.path == *name && finding.rule != "unless_unproved")
            .map(|finding| (finding.rule, &finding.excerpt[finding.mark.clone()]))
            .collect();
        assert_eq!(here, [(*rule, *words)], "{head} {says}");
    }
    assert_eq!(cases.len(), files.len());
}

#[test]
fn what_is_missing_is_said() {
    let file = sound("", "clinker dinghy").replace("strength = \"weak\"\n", "").replace("name = \"Boats\"\n", "");
    let texts: Vec<String> = findings(&[("a.toml", &file)]).into_iter().map(|finding| finding.text).collect();
    assert_eq!(texts, ["this lexicon has no `name`", "this [[phrase]] has no `strength`"]);
}

#[test]
fn two_files_with_one_id_are_found_and_a_broken_one_hides_no_other() {
    let (a, b) = (sound("", "clinker dinghy"), sound("half_at = 0.0", "clinker dinghy"));
    let rules: Vec<&str> =
        told(&[("a.toml", &a), ("x/a.toml", &b), ("c.toml", "id =")]).iter().map(|row| row.0).collect();
    assert_eq!(rules, ["misnamed", "twin_id", "half_at", "not_toml"]);
}

#[test]
fn order_rules_are_looked_at_too() {
    let rule = "id = \"structure.odd\"\nname = \"Odd\"\nmass = \"tracker\"\nwhy = \"For tests.\"\nwords = \"w\"\nmoment = \"m\"\n\
                advice = \"a\"\nsteps = [\"buyer: pain.*\", \"next seller turn: pitch.* | pich.launch\"]\n\
                [[finds]]\nturns = [\"buyer: We lose parcels.\", \"seller: It has a map.\"]\n\
                [[passes]]\nturns = [\"buyer: We lose parcels.\"]\nbecause = \"no answer\"\n";
    let found = |text: &str| told(&[("sequences/odd.toml", text)]);
    assert_eq!(found(rule), [("unknown_lexicon", "pich.launch".to_owned())]);
    let known = rule.replace(" | pich.launch", "");
    assert_eq!(found(&known), []);
    assert_eq!(found(&known.replace(".odd", ".even")), [("misnamed", "structure.even".to_owned())]);
    assert_eq!(found(&known.replace("why", "whi")), [("unknown_key", "whi".to_owned())]);
}

#[test]
fn opposite_sides_do_not_share_a_phrase() {
    let one = sound("points = 1.0", "clinker dinghy").replace("tracker", "seller_pursuit");
    let other = sound("points = 1.0", "clinker dinghy").replace("tracker", "process").replace("t.a", "t.b");
    assert_eq!(
        told(&[("a.toml", &one), ("b.toml", &other)]),
        [("contradictory_polarity", "clinker dinghy".to_owned())]
    );
    let other = other.replace("process", "seller_pursuit");
    assert_eq!(told(&[("a.toml", &one), ("b.toml", &other)]), [("duplicated", "clinker dinghy".to_owned())]);
    let other = other.replace("points = 1.0", "points = 1.0\nbeats = [\"t.a\"]");
    assert_eq!(told(&[("a.toml", &one), ("b.toml", &other)]), []);
}

#[test]
fn nothing_to_mend_is_said_in_one_line_and_a_wrong_path_is_no_finding() {
    let top = tempfile::tempdir().unwrap();
    let file = top.path().join("a.toml");
    fs::write(&file, sound("", "clinker dinghy")).unwrap();
    let path = file.to_string_lossy();
    assert_eq!(run(&[&path]), (Exit::Done, "1 file, 1 lexicon, 1 phrase: nothing to mend\n".to_owned()));
    assert_eq!(run(&[&path, "--format", "json"]), (Exit::Done, "[]\n".to_owned()));
    assert_eq!(run(&["no/such/folder"]).0, Exit::Usage);
}

#[test]
fn every_rule_is_explained_to_trainers() {
    let readme = include_str!("../../lexicons/README.md");
    let rows: BTreeSet<String> = RULES.iter().map(|rule| format!("| `{}` | {} |", rule.id, rule.about)).collect();
    let missing: Vec<&String> = rows.iter().filter(|row| !readme.contains(row.as_str())).collect();
    assert!(missing.is_empty(), "not in lexicons/README.md:\n{missing:#?}");
}

#[test]
fn our_own_lexicons_need_no_mending() {
    assert_eq!(lint(&Library::builtin(), 0).findings, []);
}
