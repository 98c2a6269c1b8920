//! Who sells and who buys, told from the words alone: the dearest case, as nothing is stated.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::call::{Role, RoleSource, turns};
use pursuit::role::cast;
use pursuit::scan::find;
use pursuit::text::prepare;

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

#[divan::bench]
fn roles(bencher: Bencher<'_, '_>) {
    let (call, method) = (corpus::call_of_strangers(), corpus::method());
    let turns = turns(&call);
    let text = prepare(&turns);
    let found = find(&text, &method.rules);
    let told = cast(&call, &turns, &text, &found, &method.sides, &method.rules);
    for (party, assigned) in call.parties.iter().zip(&told.assigned) {
        let side = if party.name == "Robin Hale" { Role::Seller } else { Role::Buyer };
        assert_eq!((assigned.role, assigned.source), (side, RoleSource::Words), "{}", party.name);
    }
    bencher
        .counter(BytesCount::new(corpus::bytes(&call)))
        .bench(|| cast(&call, &turns, black_box(&text), &found, &method.sides, &method.rules));
}
