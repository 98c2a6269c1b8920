//! Marked words: their numbers in a call, and the list in which they stand beside the transcript.

use std::collections::BTreeMap;

use minijinja::{Value, context};

use super::call::Page;
use super::words::figure;
use crate::analyze::MarkOf;
use crate::call::Points;
use crate::lexicon::Mass;
use crate::report::words::{clock, hundredths, line};
use crate::report::{names, shown};
use crate::scan::{Discard, Evidence};
use crate::signal::Signal;

/// The marks of a call, numbered from 1 by where they stand.
pub(super) struct Marks {
    order: Vec<MarkOf>,
    numbers: BTreeMap<MarkOf, usize>,
    /// How many add nothing and are not shown.
    pub(super) hidden: usize,
}

/// How a mark looks, and what is said of it.
pub(super) struct Look {
    pub(super) number: usize,
    /// Class in the styles.
    pub(super) side: &'static str,
    /// What was heard.
    pub(super) name: String,
    /// How strong, and whether asked for; or why it does not count.
    pub(super) note: String,
}

impl Marks {
    pub(super) fn of(page: &Page<'_>) -> Self {
        let call = page.call;
        let mut hidden = 0;
        let mut places: Vec<(u32, u32, i64, MarkOf)> = Vec::new();
        let mut place = |turn: u32, span: crate::call::Span, of| {
            if shown::is_shown(call, &page.view.codes, of) {
                places.push((turn, span.start, -i64::from(span.end), of));
            } else {
                hidden += 1;
            }
        };
        for (signal, heard) in call.signals.iter().enumerate() {
            for (at, one) in heard.evidence.iter().enumerate() {
                place(one.turn, one.span, MarkOf::Evidence { signal, place: at });
            }
        }
        for (at, one) in call.discarded.iter().enumerate() {
            place(one.turn, one.span, MarkOf::Discard(at));
        }
        places.sort_unstable();
        let order: Vec<MarkOf> = places.into_iter().map(|(.., of)| of).collect();
        let numbers = order.iter().copied().zip(1..).collect();
        Self { order, numbers, hidden }
    }

    /// The look of a mark, if it is shown.
    pub(super) fn look(&self, page: &Page<'_>, of: MarkOf) -> Option<Look> {
        let number = *self.numbers.get(&of)?;
        Some(match of {
            MarkOf::Evidence { signal, place } => {
                let heard = page.call.signals.get(signal)?;
                let one = heard.evidence.get(place)?;
                Look { number, side: names::side(heard.mass), name: page.code(&heard.id), note: note(heard, one) }
            }
            MarkOf::Discard(place) => {
                let one = page.call.discarded.get(place)?;
                Look { number, side: "off", name: page.code(&one.id), note: names::guard(one.guard) }
            }
        })
    }

    /// Evidence and discards that are shown.
    pub(super) fn counts(&self) -> (usize, usize) {
        let kept = self.order.iter().filter(|of| matches!(of, MarkOf::Evidence { .. })).count();
        (kept, self.order.len() - kept)
    }

    /// The list beside the transcript, by where the words stand.
    pub(super) fn items(&self, page: &Page<'_>) -> Vec<Value> {
        self.order.iter().filter_map(|&of| self.item(page, of)).collect()
    }

    fn item(&self, page: &Page<'_>, of: MarkOf) -> Option<Value> {
        let Look { number, side, name, note } = self.look(page, of)?;
        Some(match of {
            MarkOf::Evidence { signal, place } => {
                let heard = page.call.signals.get(signal)?;
                let one = heard.evidence.get(place)?;
                let at = |key: &str| format!("/signals/{signal}/evidence/{place}/{key}");
                let weakened: Vec<String> = one.guards.iter().map(|guard| names::guard(guard)).collect();
                let weight = (one.weight != Points::ONE && heard.mass != Mass::Gate)
                    .then(|| figure(at("weight"), one.weight, hundredths(one.weight)));
                context! {
                    number, side, name, note, weight,
                    id => &heard.id,
                    turn => one.turn,
                    time => one.start.map(clock),
                    quote => line(&one.quote),
                    about => names::mass(heard.mass),
                    weakened => weakened.join("; "),
                    strength => figure(at("strength"), one.strength, hundredths(one.strength)),
                }
            }
            MarkOf::Discard(place) => {
                let Discard { turn, quote, words, words_turn, id, .. } = page.call.discarded.get(place)?;
                context! {
                    number, side, name, note, id, turn,
                    time => page.start(*turn).map(clock),
                    quote => line(quote),
                    words => words.as_deref().map(line),
                    words_turn => words_turn.filter(|there| there != turn),
                }
            }
        })
    }
}

fn note(heard: &Signal, one: &Evidence) -> String {
    match heard.mass {
        Mass::Gate | Mass::Tracker => names::mass(heard.mass).to_owned(),
        _ if one.strength == Points::ZERO => names::strength(one.strength).to_owned(),
        _ => format!("{}, {}", names::strength(one.strength), names::exchange(one.exchange)),
    }
}
