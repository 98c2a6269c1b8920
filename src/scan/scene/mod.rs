//! What guards can see around a hit.
//!
//! A guard that looks at the hit's own clause and those beside it is asked in a [`ClauseScene`], one that looks at
//! earlier turns in a [`TurnScene`]; the first knows words and signs, the second turns and weights. [`Facts`] are
//! what both and the signals know of a turn; a [`Cause`] is what a guard answers.

mod clause;
mod turns;

pub use clause::ClauseScene;
pub use turns::TurnScene;

use super::exchange::TurnActs;
use super::find::Found;
use super::rules::Rules;
use super::signs::Sign;
use crate::call::{Millis, Role, Span};
use crate::text::Text;

/// What guards and signals need to know of a turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The side that speaks.
    pub role: Role,
    /// Words between blanks.
    pub words: u32,
    /// When it starts; from the words before where the export has no times.
    pub at: Millis,
    /// It is in another language: nothing in it counts.
    pub foreign: bool,
    /// It is far from every sign of a sale, in a long stretch of such: nothing in it has points.
    pub aside: bool,
    /// Questions in it.
    pub questions: u32,
    /// One of them is open: it holds *what*, *when*, *where*, *which*, *who*, *why*, or *how* but for *how are* and *how is*.
    pub asks_openly: bool,
    /// Clauses with a word of buying or offering.
    pub anchors: u32,
    /// The first of them that brings up the purchase, counted over the whole call.
    pub opening: Option<u32>,
    /// It names the purchase before that, or without, but does not bring it up: in a denial, an offer of help, a summary.
    pub touches: bool,
    /// The first clause that says that the other side came for it, counted so.
    pub theirs: Option<u32>,
    /// What its clauses do in the exchange.
    pub acts: TurnActs,
}

impl Facts {
    /// Is some clause a question?
    #[must_use]
    pub fn asks(&self) -> bool {
        self.questions > 0
    }

    /// Leaves the turn aside, with what it says of a sale.
    pub(super) fn leave_aside(&mut self) {
        *self = Self { aside: true, anchors: 0, opening: None, touches: false, theirs: None, ..*self };
    }
}

/// Why a guard fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// These words were said.
    Said(Words),
    /// Nothing was said that should have been.
    Unsaid,
}

impl Cause {
    /// The words, where there are any.
    #[must_use]
    pub fn words(self) -> Option<Words> {
        match self {
            Self::Said(words) => Some(words),
            Self::Unsaid => None,
        }
    }
}

/// Words of the call that can be quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// The turn, from 0.
    pub turn: u32,
    /// The bytes of the turn's text.
    pub span: Span,
}

impl Sign {
    /// Its words, to be quoted.
    pub(super) fn words(self, text: &Text) -> Words {
        let clause = text.clauses().partition_point(|clause| clause.end <= self.first);
        let tokens = text.tokens().get(self.first as usize..self.end as usize).unwrap_or_default();
        let turn = text.clauses().get(clause).map_or(0, |clause| clause.turn);
        Words { turn, span: text.span_of(turn, tokens).unwrap_or_default() }
    }
}

/// Whatever guards can hear.
pub(super) struct Listener<'s> {
    pub(super) found: &'s Found,
    pub(super) text: &'s Text,
    pub(super) rules: &'s Rules,
}

impl<'s> Listener<'s> {
    pub(super) fn new(found: &'s Found, text: &'s Text, rules: &'s Rules) -> Self {
        Self { found, text, rules }
    }
}
