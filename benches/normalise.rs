//! From turns to clauses of evened-out words, each with its place in the original.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::call::turns;
use pursuit::text::prepare;

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

#[divan::bench]
fn normalise(bencher: Bencher<'_, '_>) {
    let call = corpus::call();
    let turns = turns(&call);
    let text = prepare(&turns);
    assert!(text.clauses().len() > corpus::TURNS, "a turn has a clause at least, and most have more");
    assert!(text.tokens().iter().all(|&token| !text.word(token).contains(char::is_uppercase)));
    bencher.counter(BytesCount::new(corpus::bytes(&call))).bench(|| prepare(black_box(&turns)));
}
