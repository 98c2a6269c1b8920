//! What lexicons/README.md shows a trainer works as it is written there.

use std::fs;
use std::path::PathBuf;

use pursuit::analyze::{Method, analyze};
use pursuit::lexicon::{File, Library, STORY};
use pursuit::prove::{prove_some, prove_talks};
use pursuit::scan::Rules;
use pursuit::story::Move;

use crate::talks::{call, method};

/// The fenced blocks of the README of that language, with a mark where a heading stands between two.
pub(crate) fn blocks(language: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("lexicons/README.md");
    let text = fs::read_to_string(path).unwrap();
    let open = format!("\n```{language}\n");
    text.split(&open).skip(1).map(|block| block.split("\n```").next().unwrap().to_owned() + "\n").collect()
}

fn file(name: &str, text: String) -> File {
    File { path: name.to_owned(), name: name.to_owned(), text }
}

#[test]
fn the_first_lexicon_and_the_ten_examples_hold() {
    let mut blocks = blocks("toml");
    // The order rule is tested with the others.
    blocks.retain(|block| !block.contains("\nsteps"));
    let head = blocks.pop().unwrap();
    let first = blocks.remove(0);
    assert_eq!(blocks.len(), 10);
    let (lists, rest): (Vec<_>, Vec<_>) = blocks.into_iter().partition(|block| block.starts_with("[lists]"));
    // TOML wants a table such as [lists] once; where it stands among the phrases is of no matter.
    let ours = [vec![head], rest, lists].concat().join("\n");
    let library = Library::builtin().and(vec![file("rivals.toml", first), file("ours.toml", ours)]);
    let rules = Rules::of(&library).unwrap();
    let proof = prove_some(&rules, &|lexicon| lexicon.is_team);
    assert_eq!(proof.failures, []);
    assert_eq!((proof.finds, proof.passes), (16, 7));
}

#[test]
fn a_trainer_changes_the_words_that_take_a_problem_up() {
    let ours = STORY.1.replacen("\"ouch\"", "\"crikey\"", 1);
    let library = Library::builtin().and(vec![file("story.toml", ours)]);
    let changed = Method::of(Rules::of(&library).unwrap());
    let next = |method: &Method, word: &str| {
        let reply = format!("seller: {word}, the lady is at the gate with the coffee and the buns again.");
        let told = analyze(call(&["buyer: We keep missing deadlines.", &reply]), "call", method);
        told.story.ledger.rows[0].next.as_ref().map(|(made, _)| *made)
    };
    assert_eq!(["Ouch", "Crikey"].map(|word| next(method(), word)), [Some(Move::Acknowledged), Some(Move::Ignored)]);
    assert_eq!(["Ouch", "Crikey"].map(|word| next(&changed, word)), [Some(Move::Ignored), Some(Move::Acknowledged)]);
}

#[test]
fn the_conversation_holds() {
    let blocks = blocks("text");
    assert_eq!(blocks.len(), 1);
    let library = Library::builtin().and(vec![file("conversations/shown.txt", blocks[0].clone())]);
    let talks = library.conversations().unwrap();
    let method = Method::of(Rules::of(&library).unwrap());
    let proof = prove_talks(&method, talks.iter().filter(|talk| talk.is_team));
    assert_eq!(proof.failures, []);
    assert!(proof.marks >= 3);
}
