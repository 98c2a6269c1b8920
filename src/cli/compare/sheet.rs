//! The answer for programs. Names and meanings are a promise; keys may be added.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::compare::{Comparison, Pair, Piece, Scored};
use crate::verdict::Class;

/// The version that stands in front.
const SCHEMA: &str = "pursuit/compare-1.0";

/// Everything.
#[derive(Serialize)]
pub(super) struct Sheet<'a> {
    schema: &'static str,
    calls: Vec<PairRow<'a>>,
    only_old: Vec<CallRow<'a>>,
    only_new: Vec<CallRow<'a>>,
    sellers: BTreeMap<&'a str, SellerRow>,
    not_read: NotRead,
    lexicons_differ: bool,
}

#[derive(Serialize)]
struct NotRead {
    old: u64,
    new: u64,
}

/// A call in both.
#[derive(Serialize)]
struct PairRow<'a> {
    change: &'static str,
    old: CallRow<'a>,
    new: CallRow<'a>,
    went: Vec<PieceRow<'a>>,
    came: Vec<PieceRow<'a>>,
}

/// A call in one result.
#[derive(Serialize)]
struct CallRow<'a> {
    path: &'a str,
    id: &'a str,
    class: &'static str,
    score: i64,
    raw: f64,
    low: f64,
    high: f64,
    confidence: &'a str,
}

/// A piece of evidence.
#[derive(Serialize)]
struct PieceRow<'a> {
    code: &'a str,
    turn: u32,
    quote: &'a str,
}

/// Calls of each class of a seller.
#[derive(Serialize)]
struct SellerRow {
    old: BTreeMap<&'static str, u64>,
    new: BTreeMap<&'static str, u64>,
}

impl<'a> Sheet<'a> {
    pub(super) fn of(comparison: &'a Comparison, [old, new]: [u64; 2]) -> Self {
        let counts =
            |classes: &BTreeMap<Class, u64>| classes.iter().map(|(class, &count)| (class.as_str(), count)).collect();
        let seller = |(name, [old, new]): (&'a String, &[BTreeMap<Class, u64>; 2])| {
            (name.as_str(), SellerRow { old: counts(old), new: counts(new) })
        };
        Self {
            schema: SCHEMA,
            calls: comparison.pairs.iter().map(PairRow::of).collect(),
            only_old: comparison.gone.iter().map(CallRow::of).collect(),
            only_new: comparison.fresh.iter().map(CallRow::of).collect(),
            sellers: comparison.sellers.iter().map(seller).collect(),
            not_read: NotRead { old, new },
            lexicons_differ: comparison.other_lexicons,
        }
    }
}

impl<'a> PairRow<'a> {
    fn of(pair: &'a Pair) -> Self {
        let pieces = |pieces: &'a [Piece]| -> Vec<PieceRow<'a>> { pieces.iter().map(PieceRow::of).collect() };
        Self {
            change: pair.change.as_str(),
            old: CallRow::of(&pair.old),
            new: CallRow::of(&pair.new),
            went: pieces(&pair.went),
            came: pieces(&pair.came),
        }
    }
}

impl<'a> CallRow<'a> {
    fn of(call: &'a Scored) -> Self {
        Self {
            path: &call.path,
            id: &call.id,
            class: call.class.as_str(),
            score: call.score,
            raw: call.raw(),
            low: call.low(),
            high: call.high(),
            confidence: &call.confidence,
        }
    }
}

impl<'a> PieceRow<'a> {
    fn of(piece: &'a Piece) -> Self {
        Self { code: &piece.code, turn: piece.turn, quote: &piece.quote }
    }
}
