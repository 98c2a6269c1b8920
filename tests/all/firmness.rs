//! Leaving out a turn: sums that are changed a little give what a recount of everything gives.

use proptest::prelude::*;
use pursuit::analyze::{DealSize, Method};
use pursuit::call::{Points, Role, turns};
use pursuit::scan::{self, Scales};
use pursuit::signal::{Groups, Talk, Tally};
use pursuit::{proposal, text, verdict};

use crate::talks::{analysis, call, method};

/// Turns that every guard, sum and order rule has something to do with.
pub(crate) const LINES: &[&str] = &[
    "seller: Let me show you how our platform works, it also has a dashboard, and it includes reporting.",
    "seller: So it sounds like you keep missing deadlines?",
    "buyer: Yes, exactly. Can you show me the reports?",
    "buyer: We keep missing deadlines and it's costing us four thousand dollars a month.",
    "seller: How long has that been a problem? What have you tried?",
    "buyer: I'm not interested, we are happy with what we have.",
    "seller: I understand, but this offer expires Friday. Are you interested in signing up today?",
    "buyer: Okay, let's do it. Can you send me the contract?",
    "seller: Great, I will send over the agreement today.",
    "buyer: Okay.",
    "buyer: How much does it cost? When can you start? Do you deliver? What is the warranty?",
    "seller: Would you prefer Tuesday or Thursday?",
    "seller: We have been in business for twenty years. We are the number one provider.",
    "buyer: How are you?",
    "seller: You can also set alerts. It comes with training.",
    "seller: Let me show you our platform. It also has a planner, it includes an app, and it comes with training, and our \
     dashboard shows every order on a map, so that the office sees where each one is at any time of day.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn changed_sums_are_those_of_a_recount(lines in prop::collection::vec(prop::sample::select(LINES), 4..26)) {
        let quick = analysis(&lines).verdict;
        let slow = from_scratch(&lines, method());
        prop_assert_eq!((quick.low, quick.high, quick.flips_if_removed), slow);
    }
}

/// Lowest and highest raw score and the flips, every turn weighed anew for each one left out.
pub(crate) fn from_scratch(lines: &[&str], method: &Method) -> (Points, Points, Vec<u32>) {
    let rules = &method.rules;
    let call = call(lines);
    let turns = turns(&call);
    let text = text::prepare(&turns);
    let found = scan::find(&text, rules);
    let roles: Vec<Role> = call.parties.iter().map(|party| party.given.unwrap().role).collect();
    let facts = scan::facts(&turns, &text, &found, &roles, rules);
    let judged = scan::judge(&found, &text, &turns, &facts, rules);
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let groups = Groups::of(rules, &judged);
    let scene =
        proposal::Scene { turns: &turns, text: &text, acts: found.acts(), facts: &facts, rules, judged: &judged };
    let raises = proposal::raises(&scene, &proposal::find(&scene));
    let read = |skip: Option<u32>| {
        let mut weights = scales.weigh_all();
        scales.weigh(0..u32::try_from(facts.len()).unwrap(), skip, &mut weights);
        let talk = Talk { scales, weights: &weights, groups: &groups, raises: &raises, skip };
        let mut tally = Tally::of(&talk);
        if let Some(turn) = skip {
            tally.take(turn, &talk);
        }
        verdict::read(&talk, &tally, DealSize::Large)
    };
    let whole = read(None);
    let (mut low, mut high, mut flips) = (whole.raw, whole.raw, Vec::new());
    for turn in 0..u32::try_from(facts.len()).unwrap() {
        let without = read(Some(turn));
        low = low.min(without.raw);
        high = high.max(without.raw);
        if without.ruling.class != whole.ruling.class {
            flips.push(turn + 1);
        }
    }
    (low, high, flips)
}
