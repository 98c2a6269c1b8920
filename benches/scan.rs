//! Every phrase of every lexicon in one pass over a call's clauses, beside a peer that only counts literal phrases; and
//! what it costs to get the lexicons ready, once a run.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use aho_corasick::AhoCorasick;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::call::turns;
use pursuit::lexicon::Library;
use pursuit::scan::{Rules, find};
use pursuit::text::prepare;

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

#[divan::bench]
fn scan(bencher: Bencher<'_, '_>) {
    let (call, method) = (corpus::call(), corpus::method());
    let text = prepare(&turns(&call));
    assert!(find(&text, &method.rules).hits().len() > 500);
    bencher.counter(BytesCount::new(corpus::bytes(&call))).bench(|| find(black_box(&text), &method.rules));
}

/// Unpacking the built-in lexicons: what each run pays before its first call, whatever its size.
#[divan::bench]
fn unpack_lexicons() -> Rules {
    Rules::builtin().expect("the built-in lexicons are sound")
}

/// Reading and compiling all lexicons: what a build pays, and each run with lexicons of a team's own.
#[divan::bench]
fn compile_lexicons() -> Rules {
    Rules::of(&Library::builtin()).expect("the built-in lexicons are sound")
}

/// The peer: those of our phrases that are plain words, counted without case, roles or meaning. It does far less; it
/// shows what merely walking the text costs.
#[divan::bench]
fn peer_counts_literals(bencher: Bencher<'_, '_>) {
    let (call, method) = (corpus::call(), corpus::method());
    let words = |says: &str| says.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).count();
    let phrases = method.rules.lexicons().iter().flat_map(|lexicon| &lexicon.phrases).map(|phrase| &phrase.says);
    let literals: Vec<&String> =
        phrases.filter(|says| words(says) > 1 && words(says) == says.split(' ').count()).collect();
    let peer = AhoCorasick::builder().ascii_case_insensitive(true).build(&literals).expect("few literals");
    let text: String = call.utterances.iter().map(|utterance| utterance.text.as_str()).collect::<Vec<_>>().join("\n");
    assert!(peer.find_iter(&text).count() > 5);
    bencher.counter(BytesCount::new(text.len())).bench(|| peer.find_iter(black_box(&text)).count());
}
