//! The examples that order rules carry: talks that a rule finds, and talks that it must not find.

use super::{Failure, Proof};
use crate::call::{self, Draft, Role};
use crate::lexicon::{Example, OrderRule};
use crate::role::{self, Sides};
use crate::scan::{self, Rules, Scales};
use crate::signal::{Groups, Talk, broken_step};
use crate::text;

/// Runs the examples of one rule.
pub(super) fn prove(rules: &Rules, order: &OrderRule, proof: &mut Proof) {
    let mut fail = |line: u64, text: &str, what: String, heard: Vec<String>| {
        let (id, path) = (order.id.clone(), order.path.clone());
        proof.failures.push(Failure { id, path, line, text: text.to_owned(), what, heard });
    };
    let (mut finds, mut passes) = (0, 0);
    if order.finds.is_empty() || order.passes.is_empty() {
        let line = order.steps.first().map_or(1, |step| step.sight.line);
        fail(line, &order.name, "an order rule has at least one [[finds]] and one [[passes]]".to_owned(), Vec::new());
    }
    for example in &order.finds {
        match run(rules, order, example) {
            (None, _) => finds += 1,
            (Some(step), heard) => fail(example.line, last(example), format!("the step `{step}` is not met"), heard),
        }
    }
    for example in &order.passes {
        match run(rules, order, example) {
            (Some(_), _) => passes += 1,
            (None, heard) => fail(example.line, last(example), format!("it is found: {}", order.name), heard),
        }
    }
    proof.finds += finds;
    proof.passes += passes;
}

fn last(example: &Example) -> &str {
    example.turns.last().map_or("", |(_, words)| words)
}

/// The step that does not hold in a talk, and all that was heard in it, a line each.
fn run<'o>(rules: &Rules, order: &'o OrderRule, example: &Example) -> (Option<&'o str>, Vec<String>) {
    let call = Draft::talk(example.turns.iter().map(|(role, words)| (*role, words.as_str(), 1)));
    let turns = call::turns(&call);
    let text = text::prepare(&turns);
    let found = scan::find(&text, rules);
    let roles: Vec<Role> = role::assign(&call, &turns, &Sides::default()).into_iter().map(|role| role.role).collect();
    let facts = scan::facts(&turns, &text, &found, &roles, rules);
    let judged = scan::judge(&found, &text, &turns, &facts, rules);
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let (weights, groups) = (scales.weigh_all(), Groups::of(rules, &judged));
    let talk = Talk { scales, weights: &weights, groups: &groups, raises: &[], skip: None };
    let heard = (0..judged.kept.len()).map(|place| {
        let hit = &talk.kept(place).hit;
        let quote = turns.get(hit.turn as usize).map_or("", |turn| hit.span.of(&turn.text));
        let guards: String = weights
            .fired
            .get(place)
            .into_iter()
            .flat_map(|fired| fired.names())
            .map(|guard| format!(", {guard}"))
            .collect();
        let id = &rules.lexicon(hit.lexicon).id;
        format!("turn {}: {id} {quote:?} (weight {}{guards})", hit.turn + 1, talk.weight(place))
    });
    (broken_step(order, &talk), heard.collect())
}
