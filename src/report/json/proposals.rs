//! What either side proposed, in version 1 of the output.

use serde::Serialize;

use super::parts::{Decimal, Seconds};
use crate::analyze::Proposed;

/// A step, sum or date that one side proposed.
#[derive(Serialize)]
pub(super) struct ProposalV1<'a> {
    turn: u32,
    start_s: Option<Seconds>,
    /// `seller` or `buyer`.
    side: &'static str,
    /// `step`, `sum` or `date`.
    kind: &'static str,
    quote: &'a str,
    /// Of a sum: how much, without its currency.
    sum: Option<Decimal>,
    /// `volunteered`, `elicited` or `agreed`.
    exchange: &'static str,
    /// The first of its kind in the call.
    first: bool,
    /// `agreed`, `declined`, `countered` or `none`.
    answer: &'static str,
    answer_turn: Option<u32>,
    answer_quote: Option<&'a str>,
}

impl<'a> ProposalV1<'a> {
    /// Copies what the inner type holds.
    pub(super) fn of(proposed: &'a Proposed) -> Self {
        Self {
            turn: proposed.turn,
            start_s: proposed.start.map(Seconds),
            side: proposed.side.as_str(),
            kind: proposed.kind.as_str(),
            quote: &proposed.quote,
            sum: proposed.sum.map(Decimal),
            exchange: proposed.exchange.as_str(),
            first: proposed.first,
            answer: proposed.answer.as_str(),
            answer_turn: proposed.answer_turn,
            answer_quote: proposed.answer_quote.as_deref(),
        }
    }
}
