//! The way through a call to what the gate found: the problem, the pitch, the price, the push.

use super::finding::Spot;
use crate::analyze::Analysis;
use crate::call::Points;
use crate::call::{Role, Span};
use crate::lexicon::is_named;
use crate::proposal;
use crate::scan::{Evidence, Exchange};

/// A place in the call, before it is looked for in the file.
#[derive(Clone, Debug)]
pub(super) struct Heard<'a> {
    pub(super) code: &'a str,
    pub(super) turn: u32,
    pub(super) line: u32,
    pub(super) start: Option<crate::call::Millis>,
    pub(super) speaker: &'a str,
    pub(super) quote: &'a str,
    pub(super) span: Span,
}

impl<'a> Heard<'a> {
    /// A piece of evidence.
    pub(super) fn of(code: &'a str, evidence: &'a Evidence) -> Self {
        let Evidence { turn, line, start, speaker, quote, span, .. } = evidence;
        Self { code, turn: *turn, line: *line, start: *start, speaker, quote, span: *span }
    }

    /// Its order in the call.
    pub(super) fn order(&self) -> (u32, u32) {
        (self.turn, self.span.start)
    }

    /// With its place in the file.
    pub(super) fn spot(&self, find: Find<'_>) -> Spot {
        Spot {
            code: self.code.to_owned(),
            turn: self.turn,
            start: self.start,
            speaker: self.speaker.to_owned(),
            quote: self.quote.to_owned(),
            place: find(self.line, self.quote),
        }
    }
}

/// Looks up where words stand that belong to the piece of speech that begins in a line.
pub(super) type Find<'f> = &'f dyn Fn(u32, &str) -> crate::input::Place;

/// A hit, and its evidence.
pub(super) type Hit<'a> = (Heard<'a>, &'a Evidence);

/// Every piece of evidence that is a hit of its own, of every code, in the order of the call.
pub(super) fn hits(call: &Analysis) -> Vec<Hit<'_>> {
    let all = call.signals.iter().flat_map(|signal| signal.evidence.iter().map(move |one| (signal.id.as_str(), one)));
    // The yes to a reflection proves a hit and is none.
    let mut hits: Vec<_> = all
        .filter(|(_, one)| one.strength > Points::ZERO && one.weight > Points::ZERO)
        .map(|(code, one)| (Heard::of(code, one), one))
        .collect();
    hits.sort_by(|(a, _), (b, _)| (a.order(), a.code).cmp(&(b.order(), b.code)));
    hits
}

/// The first problem, the first pitch that nobody asked for, the first price of the seller's, and the strongest push, in
/// the order of the call; those of them that there are.
pub(super) fn of<'a>(call: &'a Analysis, hits: &[Hit<'a>]) -> Vec<Heard<'a>> {
    let first = |names: &[&str], unasked: bool| {
        let fits = |(heard, one): &&Hit<'a>| {
            is_named(heard.code, names) && (!unasked || one.exchange == Exchange::Volunteered)
        };
        hits.iter().find(fits).map(|(heard, _)| heard.clone())
    };
    let push = hits.iter().filter(|(heard, _)| is_named(heard.code, &["pressure.*"]));
    let push = push.max_by_key(|(heard, one)| (one.strength.times(one.weight), std::cmp::Reverse(heard.order())));
    let is_price = |one: &&crate::analyze::Proposed| one.kind == proposal::Kind::Sum && one.side == Role::Seller;
    let price = call.proposals.iter().find(is_price).map(|sum| Heard {
        code: "price",
        turn: sum.turn,
        line: sum.line,
        start: sum.start,
        speaker: "",
        quote: &sum.quote,
        span: Span::default(),
    });
    let steps = [first(&["pain.*"], false), first(&["pitch.*"], true), price, push.map(|(heard, _)| heard.clone())];
    let mut steps: Vec<Heard<'_>> = steps.into_iter().flatten().collect();
    steps.sort_by_key(Heard::order);
    steps.dedup_by(|later, first| later.order() == first.order() && later.quote == first.quote);
    steps
}
