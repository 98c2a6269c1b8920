//! Lexicons prove themselves, and stand where they say they stand.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use pursuit::analyze::{Method, analyze};
use pursuit::call::{Draft, Millis};
use pursuit::error::Error;
use pursuit::lexicon::{
    ActBook, CONVERSATIONS, Contents, LISTS, Lexicon, Library, ROWS, RoleCues, SALE, StoryWords, Weights, load,
    load_conversation, load_sale,
};
use pursuit::prove::{prove, prove_talks};
use pursuit::scan::{GUARDS, Rules};

use crate::talks::method;

#[test]
fn every_example_of_every_lexicon_holds() {
    let rules = &method().rules;
    let proof = prove(rules);
    let failures: Vec<String> = proof
        .failures
        .iter()
        .map(|failure| format!("{}:{}: {:?}: {}", failure.id, failure.line, failure.text, failure.what))
        .collect();
    assert!(failures.is_empty(), "{} do not hold:\n{}", failures.len(), failures.join("\n"));
    assert!(proof.finds >= 900 && proof.passes >= 300, "{} finds, {} passes", proof.finds, proof.passes);
}

#[test]
fn every_conversation_holds_its_marks() {
    let talks = Library::builtin().conversations().unwrap();
    let proof = prove_talks(method(), &talks);
    assert_eq!(proof.failures, []);
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/conversations");
    let files: BTreeSet<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let rows: Vec<_> = CONVERSATIONS.iter().map(|(path, _)| path.strip_prefix("conversations/").unwrap()).collect();
    assert_eq!(rows, files.iter().map(|name| name.to_str().unwrap()).collect::<Vec<_>>());
}

#[test]
fn a_mark_that_does_not_hold_says_what_was_heard() {
    let source = "seller: I am just checking in.\n  expect: pain.*\n  never: pressure.chasing\n  \
                  todo: expect pressure.chasing  not yet\n";
    let talk = load_conversation("x.txt", source).unwrap();
    let failures = prove_talks(method(), [&talk]).failures;
    let heard = "pressure.chasing \"I am just checking in\" weight 1".to_owned();
    let rows: Vec<_> = failures.iter().map(|row| (row.line, row.what.as_str(), row.heard.clone())).collect();
    let holds = "`expect: pressure.chasing` holds now; take `todo` and its reason out";
    assert_eq!(
        rows,
        [
            (2, "expect: pain.*", vec![heard.clone()]),
            (3, "never: pressure.chasing", vec![heard]),
            (4, holds, Vec::new())
        ]
    );
}

#[test]
fn rows_and_folder_are_in_step_and_sorted() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let mut files = BTreeSet::new();
    for family in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        if family.ends_with("sequences") {
            continue;
        }
        for file in fs::read_dir(&family).unwrap() {
            let path = file.unwrap().path();
            files.insert(path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
    let rows: Vec<String> = ROWS.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(rows, files.into_iter().collect::<Vec<_>>());
}

#[test]
fn each_is_named_like_its_file() {
    let rules = &method().rules;
    assert_eq!(rules.lexicons().len(), ROWS.len());
    for ((path, _), lexicon) in ROWS.iter().zip(rules.lexicons()) {
        let (family, name) = lexicon.id.split_once('.').unwrap_or((&lexicon.id, &lexicon.id));
        assert_eq!(*path, format!("{family}/{name}.toml"));
    }
}

#[test]
fn each_says_why_and_has_three_sentences_that_pass() {
    for lexicon in method().rules.lexicons() {
        assert!(!lexicon.why.is_empty() && !lexicon.name.is_empty(), "{}", lexicon.id);
        assert!(lexicon.passes.len() >= 3, "{} has {} passes", lexicon.id, lexicon.passes.len());
        assert_eq!(
            lexicon.unless.is_empty(),
            !lexicon.guards.contains_key("idiom"),
            "{}: unless and idiom",
            lexicon.id
        );
    }
}

#[test]
fn guards_are_sorted_and_used() {
    let ids: Vec<&str> = GUARDS.iter().map(|guard| guard.id()).collect();
    assert!(ids.is_sorted());
    let rules = &method().rules;
    for id in ids {
        assert!(rules.lexicons().iter().any(|lexicon| lexicon.guards.contains_key(id)), "nobody uses {id}");
    }
}

/// A tracker for "banana" with this line in its head.
fn banana(head: &str) -> Result<Lexicon, Error> {
    let toml = format!(
        "id = \"tracker.banana\"\nname = \"Bananas\"\nsaid_by = \"any\"\nmass = \"tracker\"\n{head}\n\
         [[phrase]]\nsays = \"banana*\"\nstrength = \"strong\"\nfinds = [\"two bananas\"]\n"
    );
    load("lexicons/tracker/banana.toml", &toml, &BTreeMap::new(), &["negated"])
}

#[test]
fn a_window_counts_by_the_time_of_the_match() {
    let sale = load_sale(SALE.0, SALE.1, &toml::from_str(LISTS.1).unwrap()).unwrap();
    for (window, found) in [
        ("whole", vec![1, 2, 3]),
        ("first 60s", vec![1]),
        ("last 60s", vec![3]),
        ("first 60%", vec![1, 2]),
        ("last 60%", vec![2, 3]),
        ("last 2m", vec![2, 3]),
    ] {
        let lexicon = banana(&format!("in = \"{window}\"")).unwrap();
        let rules = Rules::compile(Contents {
            lexicons: vec![lexicon],
            orders: Vec::new(),
            sale: sale.clone(),
            acts: ActBook::default(),
            cues: RoleCues::default(),
            weights: Weights::default(),
            story: StoryWords::default(),
            hash: String::new(),
        })
        .unwrap();
        let method = Method::of(rules);
        let mut draft = Draft::new();
        for (who, start) in [("seller", 10_000), ("buyer", 100_000), ("seller", 190_000)] {
            let party = draft.party(who);
            draft.say(Some(party), "a banana", Some(Millis::new(start)), Some(Millis::new(start + 10_000)), 1);
        }
        let analysis = analyze(draft.finish(), "call", &method);
        let turns: Vec<u32> =
            analysis.signals.iter().flat_map(|signal| &signal.evidence).map(|evidence| evidence.turn).collect();
        assert_eq!(turns, found, "{window}");
        assert_eq!(analysis.discarded.len(), 3 - found.len());
        assert!(analysis.discarded.iter().all(|discard| discard.guard == "outside_window"));
    }
}

#[test]
fn a_broken_lexicon_says_where() {
    for (head, line, part) in [
        ("in = \"first 60\"", 5, "`in` is whole"),
        ("guards = { negatd = 0.0 }", 1, "there is no guard `negatd`"),
        ("guards = { negated = 2.0 }", 1, "from 0 to 1"),
        ("unless = [\"a (b\"]", 5, "never closed"),
        ("colour = 1", 5, "unknown field `colour`"),
    ] {
        let error = banana(head).unwrap_err();
        assert!(error.what().contains(part), "{head}: {error}");
        assert_eq!((error.place().path.as_str(), error.place().line), ("lexicons/tracker/banana.toml", Some(line)));
    }
}
