//! Lexicons prove themselves, and stand where they say they stand.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use pursuit::lexicon::{Mass, ROWS};
use pursuit::prove::prove;
use pursuit::scan::GUARDS;

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
fn rows_and_folder_are_in_step_and_sorted() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let mut files = BTreeSet::new();
    for family in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()) {
        for file in fs::read_dir(&family).unwrap() {
            let path = file.unwrap().path();
            files.insert(path.strip_prefix(&folder).unwrap().to_string_lossy().replace('\\', "/"));
        }
    }
    let rows: Vec<String> = ROWS.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(rows, files.into_iter().collect::<Vec<_>>());
}

#[test]
fn there_are_49_and_each_is_named_like_its_file() {
    let rules = &method().rules;
    assert_eq!(rules.lexicons().len(), 49);
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
        assert!(lexicon.mass == Mass::Gate || lexicon.points.0 > 0, "{}", lexicon.id);
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
