//! From hits to what stands: who said it, the guards of its clause, one hit a lexicon and clause, precedence; then the
//! guards that look back at earlier turns.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::call::{Points, Role, turns};
use pursuit::scan::{Scales, facts, find, judge};
use pursuit::text::prepare;

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

#[divan::bench]
fn guards(bencher: Bencher<'_, '_>) {
    let (call, method) = (corpus::call(), corpus::method());
    let rules = &method.rules;
    let turns = turns(&call);
    let text = prepare(&turns);
    let found = find(&text, rules);
    let sides = pursuit::role::assign(&call, &turns, &method.sides);
    let roles: Vec<Role> = sides.iter().map(|assigned| assigned.role).collect();
    let facts = facts(&turns, &text, &found, &roles, rules);
    let judged = judge(&found, &text, &turns, &facts, rules);
    let weights = Scales { text: &text, rules, facts: &facts, judged: &judged }.weigh_all();
    assert!(judged.kept.len() > 300 && judged.dropped.len() > 20, "some stand, and some are dropped by a guard");
    assert!(weights.weight.contains(&Points::ONE) && weights.weight.contains(&Points::ZERO));
    bencher.counter(BytesCount::new(corpus::bytes(&call))).bench(|| {
        let judged = judge(black_box(&found), &text, &turns, &facts, rules);
        Scales { text: &text, rules, facts: &facts, judged: &judged }.weigh_all()
    });
}
