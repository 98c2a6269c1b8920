//! From what stands to the verdict: the signals' sums, the class, and the class again with each turn left out.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::call::{Role, turns};
use pursuit::proposal::{self, Scene};
use pursuit::scan::{Scales, facts, find, judge};
use pursuit::signal::{Groups, Talk, Tally};
use pursuit::text::prepare;
use pursuit::verdict::{Books, Verdict, decide, read};

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

#[divan::bench]
fn verdict(bencher: Bencher<'_, '_>) {
    let (call, method) = (corpus::call(), corpus::method());
    let rules = &method.rules;
    let turns = turns(&call);
    let text = prepare(&turns);
    let found = find(&text, rules);
    let sides = pursuit::role::assign(&call, &turns, &method.sides);
    let roles: Vec<Role> = sides.iter().map(|assigned| assigned.role).collect();
    let facts = facts(&turns, &text, &found, &roles, rules);
    let judged = judge(&found, &text, &turns, &facts, rules);
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let weights = scales.weigh_all();
    let groups = Groups::of(rules, &judged);
    let scene = Scene { turns: &turns, text: &text, acts: found.acts(), facts: &facts, rules, judged: &judged };
    let raises = proposal::raises(&scene, &proposal::find(&scene));
    let talk = Talk { scales, weights: &weights, groups: &groups, raises: &raises, skip: None };
    let names: Vec<String> = call.parties.iter().map(|party| party.name.clone()).collect();
    let decided = |talk: &Talk<'_>| -> Verdict {
        let tally = Tally::of(talk);
        let reading = read(talk, &tally, method.deal_size);
        decide(&reading, &mut Books::of(&reading, talk, &tally, method.deal_size), &names)
    };
    let whole = pursuit::analyze::analyze(call.clone(), "bench", &method);
    assert_eq!(decided(&talk), whole.verdict, "the steps one by one come to what the whole comes to");
    assert!(whole.verdict.class.is_directional());
    bencher.counter(BytesCount::new(corpus::bytes(&call))).bench(|| decided(black_box(&talk)));
}
