//! Turns to clauses of normalised words, each with its place in the original (METHOD 2.1).
//!
//! What goes in: the turns of a call. What comes out: one [`Text`] with all words of the
//! call in one buffer, cut into clauses; every word knows the bytes of its turn that it
//! stands for, so that a quote is always the original. Nothing here knows a phrase or a role.

mod class;
mod clause;
mod content;
mod contraction;
mod filler;
mod language;
mod lexeme;
mod number;

pub use content::is_content;
pub use contraction::expand;
pub use language::{ENGLISH, UNDETERMINED};
pub use number::{CURRENCIES, is_amount, is_currency, is_number};

use memchr::memchr3_iter;

use self::class::Mark;
use crate::call::{Span, Turn};

/// One normalised word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token {
    /// Bytes in [`Text::words`].
    word: Span,
    /// Bytes in the turn's text.
    pub span: Span,
    /// What is known of the word.
    mark: Mark,
}

/// The smallest unit that is coded: a phrase never crosses its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Index of the turn.
    pub turn: u32,
    /// First token.
    pub first: u32,
    /// One past the last token; never equal to `first`.
    pub end: u32,
    /// It ends in a question mark or, in a call without punctuation, has a question's word order.
    pub is_question: bool,
    /// It opens with `no,` as an answer, which negates nothing that follows.
    pub opens_with_no: bool,
}

/// All clauses and words of a call.
#[derive(Debug, Default)]
pub struct Text {
    /// The turns in lower case, and words that do not stand there as they are meant.
    words: String,
    tokens: Vec<Token>,
    clauses: Vec<Clause>,
    /// First clause of each turn, and the total at the end.
    bounds: Vec<u32>,
    language: &'static str,
    /// By turn.
    foreign: Vec<bool>,
    bare: bool,
}

impl Text {
    /// Every clause in order.
    #[must_use]
    pub fn clauses(&self) -> &[Clause] {
        &self.clauses
    }

    /// Every token in order.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The word of a token.
    #[must_use]
    pub fn word(&self, token: Token) -> &str {
        token.word.of(&self.words)
    }

    /// Indices of a turn's clauses.
    #[must_use]
    pub fn clauses_of(&self, turn: usize) -> std::ops::Range<usize> {
        let at = |index: usize| self.bounds.get(index).map_or(self.clauses.len(), |&bound| bound as usize);
        at(turn)..at(turn + 1)
    }

    /// The words of a clause joined by one space; for messages and tests.
    #[must_use]
    pub fn line(&self, clause: &Clause) -> String {
        let tokens = self.tokens.get(clause.first as usize..clause.end as usize).unwrap_or_default();
        tokens.iter().map(|&token| self.word(token)).collect::<Vec<_>>().join(" ")
    }

    /// `en`, or `und` where too few of the commonest English words stand in the text.
    #[must_use]
    pub fn language(&self) -> &'static str {
        self.language
    }

    /// The turn is in another language, as far as its words or those before it tell.
    #[must_use]
    pub fn is_foreign(&self, turn: usize) -> bool {
        self.foreign.get(turn).copied().unwrap_or_default()
    }

    /// The call has hardly any punctuation, so that clauses were cut before conjunctions.
    #[must_use]
    pub fn is_bare(&self) -> bool {
        self.bare
    }
}

/// Words over which a call without punctuation is told from a short one; METHOD 2.1.8, judgement.
const BARE_FROM_WORDS: usize = 40;
/// One full stop, question or exclamation mark in that many words is punctuation; judgement.
const WORDS_PER_MARK: usize = 60;

/// Normalises and cuts all turns of a call.
#[must_use]
pub fn prepare(turns: &[Turn<'_>]) -> Text {
    let words: usize = turns.iter().map(|turn| turn.words as usize).sum();
    let bytes: usize = turns.iter().map(|turn| turn.text.len()).sum();
    let bare = words > BARE_FROM_WORDS && !has_marks(turns, words.div_ceil(WORDS_PER_MARK));
    let mut text = Text {
        bare,
        words: String::with_capacity(bytes + bytes / 8),
        tokens: Vec::with_capacity(words + words / 8),
        ..Text::default()
    };
    let mut cutter = clause::Cutter::new(bare);
    for (index, turn) in turns.iter().enumerate() {
        text.bounds.push(u32::try_from(text.clauses.len()).unwrap_or(u32::MAX));
        cutter.turn(index, &turn.text, &turn.pauses, &mut text);
    }
    text.bounds.push(u32::try_from(text.clauses.len()).unwrap_or(u32::MAX));
    text.language = language::tell(&text);
    text.foreign = language::foreign(&text, turns);
    text
}

/// Are there that many full stops, question and exclamation marks? They are counted no further.
fn has_marks(turns: &[Turn<'_>], least: usize) -> bool {
    turns.iter().flat_map(|turn| memchr3_iter(b'.', b'?', b'!', turn.text.as_bytes())).take(least).count() >= least
}

#[cfg(test)]
mod tests;
