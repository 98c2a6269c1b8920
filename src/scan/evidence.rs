//! What a call's hits are worth, with the words that prove it: the form in which reports see them.

use std::sync::Arc;

use super::exchange::Exchange;
use crate::call::{Millis, Points, Role, Span};

/// A hit that counts, quoted from the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The turn, counted from 1.
    pub turn: u32,
    /// The line, or record, of the original in which the piece of speech begins that holds its first word, from 1; 0 where
    /// the reader knew none.
    pub line: u32,
    /// When it was said, where the export has times.
    pub start: Option<Millis>,
    /// Who said it; empty where the export names nobody.
    pub speaker: Arc<str>,
    /// The words as they stand in the turn.
    pub quote: String,
    /// Their bytes in the text of the turn.
    pub span: Span,
    /// Lexicon and number of the phrase, `pressure.urgency#3`; the signal's id alone where no phrase stands behind it.
    pub phrase: Arc<str>,
    /// The phrase's own strength: 1, 0.7 or 0.4.
    pub strength: Points,
    /// What the guards left of it, 0 to 1.
    pub weight: Points,
    /// The guards that weakened it, in the order in which they spoke.
    pub guards: Vec<&'static str>,
    /// Was it said unasked?
    pub exchange: Exchange,
}

/// A hit that does not count, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discard {
    /// The turn, counted from 1.
    pub turn: u32,
    /// The lexicon.
    pub id: Arc<str>,
    /// The words as they stand in the turn.
    pub quote: String,
    /// Their bytes in the text of the turn.
    pub span: Span,
    /// The guard, or `precedence`, `once_a_clause`, `twice_a_turn`, `outside_window`, `other_language`, `aside`.
    pub guard: &'static str,
    /// The role of the speaker.
    pub by: Role,
    /// The words that made the guard fire, or of the hit that took precedence, as they stand in their turn.
    pub words: Option<String>,
    /// The turn of those words, counted from 1.
    pub words_turn: Option<u32>,
}
