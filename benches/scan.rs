//! From a call's words to its verdict, beside a peer that only counts literal phrases in the same text.
//!
//! The text is grown from `fixtures/vignettes` by a fixed rule. Each bench asserts its answer first.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use std::fs;
use std::path::PathBuf;

use aho_corasick::AhoCorasick;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::analyze::{Method, analyze};
use pursuit::call::{Call, Draft, Role, turns};
use pursuit::scan::{Rules, find};
use pursuit::text::prepare;

fn main() {
    divan::main();
}

/// Words of one call, about 60 KB.
const TURNS: usize = 700;

fn said() -> Vec<(Role, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/vignettes");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).expect("the fixtures are there").map(|entry| entry.expect("readable").path()).collect();
    files.sort();
    let mut turns = Vec::new();
    for file in files {
        let call: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(file).expect("readable")).expect("the fixtures are JSON");
        for turn in call["turns"].as_array().expect("turns") {
            let role = turn["role"].as_str().and_then(Role::parse).expect("a role");
            turns.push((role, turn["text"].as_str().expect("text").to_owned()));
        }
    }
    // A fixed stride, so that the order is not the fixtures' and yet always the same.
    (0..TURNS).map(|step| turns[step * 37 % turns.len()].clone()).collect()
}

fn call() -> Call {
    let mut draft = Draft::new();
    for (role, words) in said() {
        let party = draft.party(role.as_str());
        draft.role(party, role, 1000, "role");
        draft.say(Some(party), &words, None, None, 1);
    }
    draft.finish()
}

fn bytes(call: &Call) -> usize {
    call.utterances.iter().map(|utterance| utterance.text.len()).sum()
}

fn method() -> Method {
    let rules = Rules::builtin().expect("the built-in lexicons are sound");
    Method::of(rules)
}

#[divan::bench]
fn compile_lexicons() -> Rules {
    Rules::builtin().expect("the built-in lexicons are sound")
}

#[divan::bench]
fn normalise(bencher: Bencher) {
    let call = call();
    let turns = turns(&call);
    assert!(prepare(&turns).clauses().len() > TURNS);
    bencher.counter(BytesCount::new(bytes(&call))).bench(|| prepare(black_box(&turns)));
}

#[divan::bench]
fn find_phrases(bencher: Bencher) {
    let (call, method) = (call(), method());
    let text = prepare(&turns(&call));
    assert!(find(&text, &method.rules).hits().len() > 500);
    bencher.counter(BytesCount::new(bytes(&call))).bench(|| find(black_box(&text), &method.rules));
}

#[divan::bench]
fn whole_call(bencher: Bencher) {
    let (call, method) = (call(), method());
    assert!(analyze(call.clone(), "bench", &method).signals.len() > 30);
    bencher
        .counter(BytesCount::new(bytes(&call)))
        .with_inputs(|| call.clone())
        .bench_values(|call| analyze(black_box(call), "bench", &method));
}

/// The peer: those of our phrases that are plain words, counted without case, roles or meaning. It does far less; it
/// shows what merely walking the text costs.
#[divan::bench]
fn peer_counts_literals(bencher: Bencher) {
    let (call, method) = (call(), method());
    let words = |says: &str| says.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).count();
    let phrases = method.rules.lexicons().iter().flat_map(|lexicon| &lexicon.phrases).map(|phrase| &phrase.says);
    let literals: Vec<&String> =
        phrases.filter(|says| words(says) > 1 && words(says) == says.split(' ').count()).collect();
    let peer = AhoCorasick::builder().ascii_case_insensitive(true).build(&literals).expect("few literals");
    let text: String = call.utterances.iter().map(|utterance| utterance.text.as_str()).collect::<Vec<_>>().join("\n");
    assert!(peer.find_iter(&text).count() > 5);
    bencher.counter(BytesCount::new(text.len())).bench(|| peer.find_iter(black_box(&text)).count());
}
