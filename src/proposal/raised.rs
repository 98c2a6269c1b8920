//! Sums that the seller raises: he asks for more than the buyer has just agreed to or offered.

use super::find::Scene;
use super::numeral::{Heard, SIGNS, numeral};
use super::{Answer, Kind, Proposal};
use crate::call::Role;
use crate::scan::{Acts, Words};
use crate::text::{is_currency, is_number};

/// A sum of the buyer's and the greater one that the seller asks for then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Raise {
    /// The words that name the sum agreed to or offered.
    pub given: Words,
    /// The turn in which it stood: that of the offer, or of the yes.
    pub stood: u32,
    /// The words that ask for more.
    pub asked: Words,
}

/// Lexicons of the two sides.
const GIVEN: &str = "sum.given";
const ASKED: &str = "sum.asked";
/// Turns within which more is asked for; judgement.
const WITHIN: u32 = 6;
/// Asks of one turn that are looked at, so that a turn without an end costs no more than its length. Judgement.
const ASKS: u32 = 4;
/// Times the sum up to which it is a raise where something is sold; a price beyond it is for something else. Judgement.
const TIMES: i64 = 3;
/// Times up to which a sum without a unit has that of the sum before it; below 12, or a month would be a year. Judgement.
const SAME: i64 = 4;
/// Words of a question that asks the seller to take the sum, and words up to which it asks nothing else. Judgement.
const TAKES_IT: &[&str] = &["alright", "do", "enough", "fine", "good", "ok", "okay", "right", "work"];
const SHORT: usize = 6;
/// Words by which a buyer asks for a price, or for a better one.
const PRICES: &[&str] = &[
    "asking",
    "charge",
    "charges",
    "cheaper",
    "cost",
    "costs",
    "discount",
    "fee",
    "lower",
    "much",
    "negotiable",
    "price",
    "prices",
    "quote",
    "rate",
    "rates",
    "take",
];
/// How words begin that are said where a gift is asked for: there no price is bargained over.
const GIFTS: &[&str] = &["charit", "contribut", "donat", "fundrais", "pledg"];
/// Words that take a figure back.
const CORRECTS: &[&str] = &["correction", "meant", "misread", "misspoke", "mistake", "mistaken", "typo", "wrong"];
/// Words behind *for* that name no goods.
const PLAIN: &[&str] = &[
    "a", "all", "an", "and", "cash", "for", "here", "it", "me", "month", "now", "one", "our", "please", "that", "the",
    "them", "then", "these", "this", "those", "today", "us", "week", "year", "you", "your",
];
/// Words that go on to another thing, anywhere in the turn, and behind an *and* at the head of a clause.
const OTHERS: &[&str] = &["also", "another", "else", "next", "other", "others", "second"];
const LEADS: &[&str] = &["a", "an", "for", "my", "our", "that", "the", "these", "this", "those", "your"];
/// What a sum may be for, each with the words that say so.
const UNITS: &[&[&str]] = &[
    &["month", "monthly", "months"],
    &["annual", "annually", "year", "yearly", "years"],
    &["week", "weekly", "weeks"],
    &["day", "daily"],
    &["hour", "hourly"],
    &["each", "head", "licence", "license", "person", "seat", "user"],
    &["class", "clean", "lesson", "session", "term", "visit"],
];

/// How much, for what, and where it was said.
#[derive(Clone, Copy)]
struct Sum {
    worth: i64,
    /// Place among [`UNITS`].
    unit: Option<usize>,
    /// The clause, over the whole call.
    clause: usize,
    words: Words,
}

/// The first clauses, over the whole call, that show whether there is a price to haggle over.
#[derive(Clone, Copy, Default)]
struct Bargain {
    /// The seller speaks of a gift.
    gift: Option<usize>,
    /// The seller names a sum.
    price: Option<usize>,
    /// The buyer asks for a price.
    question: Option<usize>,
}

/// A sum that the buyer has put on the table.
#[derive(Clone, Copy)]
struct Standing {
    sum: Sum,
    /// The turn in which it stood.
    turn: u32,
    /// Has the other side said yes to it?
    settled: bool,
}

/// Every raise, in order; one for a turn of the seller's.
#[must_use]
pub fn raises(scene: &Scene<'_>, proposals: &[Proposal]) -> Vec<Raise> {
    let standing = scene.standing(proposals);
    let asked = if standing.is_empty() { Vec::new() } else { scene.named(ASKED) };
    if asked.is_empty() {
        return Vec::new();
    }
    let bargain = scene.bargain();
    let mut found: Vec<Raise> = Vec::new();
    let (mut last, mut asks) = (None, 0);
    for ask in asked {
        let turn = ask.words.turn;
        asks = if last == Some(turn) { asks + 1 } else { 1 };
        last = Some(turn);
        if asks > ASKS {
            continue;
        }
        let earlier = standing.partition_point(|one| one.turn < turn);
        let before = standing.get(..earlier).and_then(<[Standing]>::last).filter(|one| turn - one.turn <= WITHIN);
        let Some(before) = before.filter(|before| scene.is_raise(before, &ask, &bargain)) else { continue };
        if found.last().is_none_or(|last| last.asked.turn != turn) {
            found.push(Raise { given: before.sum.words, stood: before.turn, asked: ask.words });
        }
    }
    found
}

impl Scene<'_> {
    /// The sums that the hits of a lexicon name, in order.
    fn named(&self, lexicon: &str) -> Vec<Sum> {
        let Some(id) = self.rules.id_of(lexicon) else { return Vec::new() };
        let hits = self.judged.kept.iter().map(|kept| &kept.hit).filter(|hit| hit.lexicon == id);
        hits.filter_map(|hit| self.sum_from(hit.clause as usize, hit.first as usize)).collect()
    }

    /// The sum of a clause from a token on; none where numbers stand side by side and no currency tells which is money.
    fn sum_from(&self, clause: usize, from: usize) -> Option<Sum> {
        let bounds = self.text.clauses().get(clause)?;
        let heard = self.heard(clause, from.max(bounds.first as usize))?;
        let is_money = |heard: &Heard<'_>| {
            heard.word.starts_with(SIGNS) || is_currency(heard.word) || heard.behind.trim_start().starts_with(SIGNS)
        };
        let numbers = numbers(&heard);
        if numbers == 0 || numbers > 1 && !heard.iter().any(is_money) {
            return None;
        }
        let worth = super::amount::amount(&heard)?;
        let unit = UNITS.iter().position(|unit| self.tokens(clause).any(|word| unit.contains(&word)));
        let tokens = self.text.tokens().get(from.max(bounds.first as usize)..bounds.end as usize)?;
        let span = |token| self.text.span(bounds.turn, token);
        let span = span(*tokens.first()?).to(span(*tokens.last()?));
        Some(Sum { worth, unit, clause, words: Words { turn: bounds.turn, span } })
    }

    /// What the buyer has offered, or agreed to, by turn.
    fn standing(&self, proposals: &[Proposal]) -> Vec<Standing> {
        let is_agreed = |sum: &Sum| {
            let first = proposals.partition_point(|row| row.turn < sum.words.turn);
            let rows = proposals.iter().skip(first).take_while(|row| row.turn == sum.words.turn);
            let span = self.words(sum.clause).map(|words| words.span);
            rows.filter(|row| row.kind == Kind::Sum && Some(row.span) == span).any(|row| row.answer == Answer::Agreed)
        };
        let given = self.named(GIVEN).into_iter();
        let given = given.map(|sum| Standing { sum, turn: sum.words.turn, settled: is_agreed(&sum) });
        let agreed = proposals.iter().filter(|row| row.side == Role::Seller && row.answer == Answer::Agreed);
        let agreed = agreed.filter_map(|row| {
            let clause = self
                .text
                .clauses_of(row.turn as usize)
                .find(|&clause| row.sum.is_some() && self.words(clause).is_some_and(|words| words.span == row.span))?;
            let sum = self.sum_from(clause, 0)?;
            Some(Standing { sum, turn: row.answered?.turn, settled: true })
        });
        let mut standing: Vec<Standing> = given.chain(agreed).collect();
        standing.sort_by_key(|one| (one.turn, one.sum.clause));
        standing
    }

    /// Is the ask for more of the same, and no move in a bargain?
    fn is_raise(&self, before: &Standing, ask: &Sum, bargain: &Bargain) -> bool {
        let turn = ask.words.turn;
        let (least, most) = (before.sum.worth, ask.worth);
        let same_unit = match (before.sum.unit, ask.unit) {
            (Some(one), Some(other)) => one == other,
            (None, None) => true,
            (Some(_), None) => most <= least.saturating_mul(SAME),
            (None, Some(_)) => false,
        };
        if most <= least
            || !same_unit
            || self.asks_between(before, turn)
            || self.corrects(turn)
            || self.names_it(before, ask)
        {
            return false;
        }
        let until = |first: Option<usize>, end: usize| first.is_some_and(|first| first < end);
        let bargains = until(bargain.price, before.sum.clause) || until(bargain.question, ask.clause);
        let is_sale = || {
            most <= least.saturating_mul(TIMES) && (before.settled || !bargains) && !self.is_other_thing(before, ask)
        };
        until(bargain.gift, ask.clause + 1) || is_sale()
    }

    /// Does the buyer ask anything behind his sum, other than whether it will do?
    fn asks_between(&self, before: &Standing, until: u32) -> bool {
        let end = self.text.clauses_of(until as usize).start;
        let begin = self.text.clauses_of(before.turn as usize).start.max(before.sum.clause);
        (begin..end).any(|clause| {
            let takes_it =
                self.tokens(clause).count() <= SHORT && self.tokens(clause).any(|word| TAKES_IT.contains(&word));
            self.side(clause) == Role::Buyer && self.asks(clause) && !takes_it
        })
    }

    /// Has the buyer himself come to speak of as much behind his sum?
    fn names_it(&self, before: &Standing, ask: &Sum) -> bool {
        let mut later = before.sum.clause + 1..ask.clause;
        later.any(|clause| {
            self.side(clause) == Role::Buyer && self.sum_from(clause, 0).is_some_and(|sum| sum.worth >= ask.worth)
        })
    }

    /// Is the ask for something that the sum before it did not name, or does its turn go on to another thing?
    fn is_other_thing(&self, before: &Standing, ask: &Sum) -> bool {
        let mut goods = self.tokens(ask.clause).skip_while(|&word| word != "for");
        let is_new = |word: &str| !PLAIN.contains(&word) && !is_number(word) && !is_currency(word);
        let is_named = |word: &str| self.tokens(before.sum.clause).any(|said| said == word);
        if goods.any(|word| is_new(word) && !is_named(word)) {
            return true;
        }
        let first = self.text.clauses_of(ask.words.turn as usize).start;
        (first..=ask.clause).any(|clause| {
            let mut words = self.tokens(clause);
            let (one, two) = (words.next(), words.next());
            one == Some("and") && two.is_some_and(|word| LEADS.contains(&word))
                || self.tokens(clause).any(|word| OTHERS.contains(&word))
        })
    }

    /// Where a gift, a price and a question for one come up first.
    fn bargain(&self) -> Bargain {
        let mut first = Bargain::default();
        let is_gift = |word: &str| GIFTS.iter().any(|stem| word.starts_with(stem));
        for clause in 0..self.text.clauses().len() {
            match self.side(clause) {
                Role::Seller => {
                    if first.gift.is_none() && self.tokens(clause).any(is_gift) {
                        first.gift = Some(clause);
                    }
                    if first.price.is_none() && self.sum_from(clause, 0).is_some() {
                        first.price = Some(clause);
                    }
                }
                Role::Buyer => {
                    let asks = || self.asks(clause) && self.tokens(clause).any(|word| PRICES.contains(&word));
                    if first.question.is_none() && asks() {
                        first.question = Some(clause);
                    }
                }
                Role::Other | Role::Unknown => {}
            }
        }
        first
    }

    /// Does the turn take a figure back?
    fn corrects(&self, turn: u32) -> bool {
        let mut clauses = self.text.clauses_of(turn as usize);
        clauses.any(|clause| self.tokens(clause).any(|word| CORRECTS.contains(&word)))
    }

    fn side(&self, clause: usize) -> Role {
        let turn = self.text.clauses().get(clause).map(|clause| clause.turn as usize);
        turn.and_then(|turn| self.facts.get(turn)).map_or(Role::Unknown, |facts| facts.role)
    }

    fn asks(&self, clause: usize) -> bool {
        self.acts.get(clause).is_some_and(|acts| acts.any(Acts::QUESTION))
    }
}

/// How many numbers stand in the words, a row of number words as one.
fn numbers(words: &[Heard<'_>]) -> usize {
    let (mut at, mut count) = (0, 0);
    while let Some(heard) = words.get(at) {
        if is_number(heard.word) {
            count += 1;
            at = numeral(words, at).1.max(at + 1);
        } else {
            at += 1;
        }
    }
    count
}
