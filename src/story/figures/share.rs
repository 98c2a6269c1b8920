//! Figures that are shares, ratios or scores: no time is in them.

use super::Figure;
use crate::call::{Points, Role, divide};
use crate::signal::Group;
use crate::story::{Curve, Scene};
use crate::text::is_currency;
use crate::verdict::balance;

/// Words of a price, besides those of money and numbers with a sign of it.
const PRICES: &[&str] = &["cost", "costs", "fee", "fees", "price", "prices", "pricing"];

pub(super) fn buyer_questions(scene: &Scene<'_>) -> Figure {
    let (buyer, seller) = (questions(scene, Role::Buyer), questions(scene, Role::Seller));
    ratio(buyer, buyer + seller)
}

pub(super) fn change_talk(scene: &Scene<'_>) -> Figure {
    let groups = scene.talk.groups;
    let (change, resistance) = (clauses(scene, &groups.change), clauses(scene, &groups.resistance));
    ratio(change, change + resistance)
}

pub(super) fn closes_per_pain(scene: &Scene<'_>) -> Figure {
    let groups = scene.talk.groups;
    ratio(clauses(scene, &groups.closes), clauses(scene, &groups.problems).max(1))
}

pub(super) fn reflections(scene: &Scene<'_>) -> Figure {
    ratio(clauses(scene, &scene.talk.groups.reflections), questions(scene, Role::Seller))
}

pub(super) fn resistance_pressured(scene: &Scene<'_>) -> Figure {
    let talk = scene.talk;
    let replies = resisting(scene).into_iter().filter_map(|turn| scene.next_of(turn, Role::Seller));
    let (mut all, mut pressed) = (0, 0);
    for reply in replies {
        let mut hits = talk.scales.hits_of(reply);
        all += 1;
        pressed += i64::from(hits.any(|place| scene.pushes(place)));
    }
    ratio(pressed, all)
}

pub(super) fn first_price(scene: &Scene<'_>) -> Figure {
    let text = scene.talk.scales.text;
    let names_price = |word: &str| {
        word.starts_with(['$', '€', '£', '₹']) || is_currency(word) && word != "percent" || PRICES.contains(&word)
    };
    let mut before = 0;
    for (turn, facts) in scene.talk.turns() {
        let clauses = text.clauses_of(turn as usize);
        let mut clauses =
            clauses.filter(|_| facts.role == Role::Seller).filter_map(|clause| text.clauses().get(clause));
        let priced = |first: u32, end: u32| {
            let tokens = text.tokens().get(first as usize..end as usize).unwrap_or_default();
            tokens.iter().any(|&token| names_price(text.word(token)))
        };
        if clauses.any(|clause| priced(clause.first, clause.end)) {
            return ratio(before, i64::from(scene.tally.words));
        }
        before += i64::from(facts.words);
    }
    Figure::default()
}

/// The balance of a third of the call, by its words.
pub(super) fn momentum(scene: &Scene<'_>, curve: &Curve, third: i64) -> Figure {
    let whole = i64::from(scene.tally.words).max(1);
    let mut said = 0;
    let thirds: Vec<i64> = scene
        .talk
        .scales
        .facts
        .iter()
        .map(|facts| {
            let begins = said;
            said += i64::from(facts.words);
            (begins * 3 / whole).min(2)
        })
        .collect();
    let inside = curve.shares.iter().filter(|share| thirds.get(share.turn as usize) == Some(&third));
    let (push, pull) =
        inside.fold((Points::ZERO, Points::ZERO), |(push, pull), share| (push + share.push, pull + share.pull));
    Figure::counted(Some(balance(push, pull)))
}

/// Turns of buyers with words of resistance that weigh, each once.
pub(super) fn resisting(scene: &Scene<'_>) -> Vec<u32> {
    let talk = scene.talk;
    let mut turns: Vec<u32> = talk.hits(&talk.groups.resistance).map(|place| talk.turn_of(place)).collect();
    turns.dedup();
    turns
}

fn questions(scene: &Scene<'_>, role: Role) -> i64 {
    let facts = scene.talk.scales.facts.iter().filter(|facts| facts.role == role);
    facts.map(|facts| i64::from(facts.questions)).sum()
}

/// Clauses with a hit of these lexicons that weighs.
fn clauses(scene: &Scene<'_>, group: &Group<'_>) -> i64 {
    let talk = scene.talk;
    let mut last = None;
    let clauses = talk.heavy(&group.places).map(|place| talk.kept(place).hit.clause);
    clauses.filter(|&clause| last.replace(clause) != Some(clause)).fold(0, |count, _| count + 1)
}

fn ratio(part: i64, whole: i64) -> Figure {
    Figure::counted((whole > 0).then(|| Points(divide(part * 1000, whole))))
}
