//! How the score adds up: signals to masses, those to effort on either side, and that to the score.

use minijinja::{Value, context};

use super::call::Page;
use super::words::figure;
use crate::call::{Points, divide};
use crate::lexicon::Mass;
use crate::report::names;
use crate::report::words::hundredths;
use crate::verdict::Term;

pub(super) fn context(page: &Page<'_>) -> Value {
    let (masses, verdict) = (&page.call.masses, &page.call.verdict);
    let groups: Vec<Value> = names::MASSES.into_iter().filter_map(|mass| group(page, mass)).collect();
    let mass = |key: &str, value: Points| figure(format!("/masses/{key}"), value, hundredths(value));
    let more = |whole: Points, part: Points| hundredths(whole - part);
    let terms: Vec<Value> = (0..).zip(verdict.terms.shown()).map(|(place, term)| summand(place, term)).collect();
    let whole: Points = verdict.terms.shown().map(|term| term.product).sum();
    context! {
        groups, terms,
        push => mass("push", masses.push),
        pull => mass("pull", masses.pull),
        pursuit => mass("seller_pursuit", masses.seller_pursuit),
        wish => mass("buyer_pull", masses.buyer_pull),
        resistance => mass("resistance", masses.resistance),
        process => mass("process", masses.process),
        for_resistance => more(masses.push, masses.seller_pursuit),
        for_process => more(masses.pull, masses.buyer_pull),
        raw => figure("/verdict/raw", verdict.raw, hundredths(verdict.raw)),
        is_sum => whole == verdict.raw,
        score => verdict.score,
        is_held => i64::from(verdict.score) != divide(verdict.raw.0, 1000),
    }
}

/// The signals of a mass, the heaviest first.
fn group(page: &Page<'_>, mass: Mass) -> Option<Value> {
    let signals = page.call.signals.iter().enumerate();
    let mut rows: Vec<_> = signals.filter(|(_, one)| one.mass == mass && one.points > Points::ZERO).collect();
    rows.sort_by(|(_, a), (_, b)| b.points.cmp(&a.points).then_with(|| a.id.cmp(&b.id)));
    let whole: Points = rows.iter().map(|(_, signal)| signal.points).sum();
    let rows: Vec<Value> = rows
        .into_iter()
        .map(|(place, signal)| {
            context! {
                name => page.code(&signal.id),
                id => &signal.id,
                heard => signal.evidence.len(),
                points => figure(format!("/signals/{place}/points"), signal.points, hundredths(signal.points)),
            }
        })
        .collect();
    let name = names::mass(mass);
    (!rows.is_empty()).then(|| context! { name, side => names::side(mass), whole => hundredths(whole), rows })
}

fn summand(place: usize, term: Term) -> Value {
    let Term { name, value, weight, product } = term;
    let at = |key: &str| format!("/verdict/terms/{place}/{key}");
    let about = match name {
        "balance" => "balance of effort: 100 × (buyer’s + 1.5) / (seller’s + buyer’s + 3)",
        "unasked_above_usual" => "share of the words that the buyer says unasked, beyond the usual",
        "middle" => "the middle of the scale",
        other => other,
    };
    context! {
        about,
        value => figure(at("value"), value, hundredths(value)),
        weight => figure(at("weight"), weight, hundredths(weight)),
        product => figure(at("product"), product, hundredths(product)),
    }
}
