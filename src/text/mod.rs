//! Turns to clauses of normalised words, each with its place in the original (METHOD 2.1).
//!
//! What goes in: the turns of a call. What comes out: one [`Text`] with all words of the
//! call in one buffer, cut into clauses; every word knows the bytes of its turn that it
//! stands for, so that a quote is always the original. Nothing here knows a phrase or a role.

mod capitals;
mod class;
mod clause;
mod content;
mod contraction;
mod filler;
mod language;
mod lexeme;
mod number;

pub use content::{is_content, singular};
pub use contraction::expand;
pub use language::{ENGLISH, UNDETERMINED};
pub use number::{CURRENCIES, WORDS as NUMBERS, is_amount, is_currency, is_number};

use memchr::memchr3_iter;

use self::capitals::Capitals;
use self::class::Mark;
use self::lexeme::Word;
use crate::call::{Span, Turn, narrow};

/// One normalised word, in as few bytes as can be: a call has one for each of its words.
///
/// Nearly all words are a few letters in the copy of their turn: a token is where such a one begins and its length. Of the
/// others, and of all behind the first 128 MiB of a call, it is the place in `Text::odd`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Token(u32);

impl Token {
    /// Bits of a place.
    const PLACE: u32 = 27;
    /// The longest word whose length a token can hold.
    const LONGEST: u32 = 15;
    /// The bit of a word that is kept in [`Text::odd`].
    const ODD: u32 = 1 << 31;

    /// The token of a word that stands in the copy of its turn, unless it is too long or too far away.
    fn of(word: Span) -> Option<Self> {
        let length = word.end - word.start;
        (length <= Self::LONGEST && word.start < 1 << Self::PLACE).then_some(Self(length << Self::PLACE | word.start))
    }

    /// The place of an odd word.
    fn odd(self) -> Option<usize> {
        (self.0 & Self::ODD != 0).then_some((self.0 ^ Self::ODD) as usize)
    }

    /// Bytes in [`Text::words`] of one that is none.
    fn word(self) -> Span {
        let start = self.0 & ((1 << Self::PLACE) - 1);
        Span { start, end: start + (self.0 >> Self::PLACE) }
    }
}

/// A word that does not stand in the copy of its turn as it is meant, or of which a token can't tell where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Odd {
    /// Bytes in [`Text::words`].
    word: Span,
    /// Bytes in the turn's text.
    span: Span,
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
    /// The turns in small letters, and words that do not stand there as they are meant.
    words: String,
    /// Which of those letters were capitals.
    capitals: Capitals,
    tokens: Vec<Token>,
    /// By turn: its copy in `words`.
    copies: Vec<Span>,
    odd: Vec<Odd>,
    clauses: Vec<Clause>,
    /// First clause of each turn, and the total at the end.
    bounds: Vec<u32>,
    /// What is known of the words of the turn that was cut last.
    marks: Vec<Mark>,
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
    #[inline]
    pub fn word(&self, token: Token) -> &str {
        self.odd(token).map_or(token.word(), |odd| odd.word).of(&self.words)
    }

    /// What is kept of an odd word.
    fn odd(&self, token: Token) -> Option<&Odd> {
        token.odd().and_then(|place| self.odd.get(place))
    }

    /// The bytes of its turn that a token stands for.
    #[must_use]
    pub fn span(&self, turn: u32, token: Token) -> Span {
        if let Some(odd) = self.odd(token) {
            return odd.span;
        }
        let (word, copy) = (token.word(), self.copy(turn));
        Span { start: word.start.saturating_sub(copy.start), end: word.end.saturating_sub(copy.start) }
    }

    fn copy(&self, turn: u32) -> Span {
        self.copies.get(turn as usize).copied().unwrap_or_default()
    }

    /// A turn as it was said.
    #[must_use]
    pub fn turn(&self, turn: u32) -> String {
        let Span { start, end } = self.copy(turn);
        self.said(turn, Span { start: 0, end: end - start })
    }

    /// Bytes of a turn as they were said; none if they do not fit it.
    #[must_use]
    pub fn said(&self, turn: u32, span: Span) -> String {
        self.capitals.restore(span.of(self.small(turn)), self.copy(turn).start as usize + span.start as usize)
    }

    /// A turn with all its letters of ASCII small; every byte stands where it stood.
    #[must_use]
    pub fn small(&self, turn: u32) -> &str {
        self.copy(turn).of(&self.words)
    }

    /// The bytes of their turn from the first to the last that tokens stand for; `None` without any.
    #[must_use]
    pub fn span_of(&self, turn: u32, tokens: &[Token]) -> Option<Span> {
        tokens.iter().map(|&token| self.span(turn, token)).reduce(Span::to)
    }

    /// Keeps the words of a clause of the last turn.
    fn keep(&mut self, clause: &[Word]) {
        let copy = self.copies.last().map_or(0, |copy| copy.start);
        for &Word { word, span, .. } in clause {
            let as_said =
                word.start.checked_sub(copy) == Some(span.start) && word.end - word.start == span.end - span.start;
            let token = Token::of(word).filter(|_| as_said).unwrap_or_else(|| {
                self.odd.push(Odd { word, span });
                Token(narrow(self.odd.len() - 1) | Token::ODD)
            });
            self.tokens.push(token);
        }
        self.marks.extend(clause.iter().map(|word| word.mark));
    }

    /// Forgets all clauses and their words, but for how many clauses a turn has: from here on what was said can be had by
    /// its bytes alone.
    pub fn let_go_of_clauses(&mut self) {
        self.clauses = Vec::new();
        (self.tokens, self.odd) = (Vec::new(), Vec::new());
    }

    /// Indices of a turn's clauses.
    #[must_use]
    pub fn clauses_of(&self, turn: usize) -> std::ops::Range<usize> {
        let at = |index: usize| self.bounds.get(index).map_or(self.clauses.len(), |&bound| bound as usize);
        at(turn)..at(turn + 1)
    }

    /// The tokens of a clause.
    #[must_use]
    pub fn tokens_of(&self, clause: &Clause) -> &[Token] {
        self.tokens.get(clause.first as usize..clause.end as usize).unwrap_or_default()
    }

    /// The words of a clause.
    pub fn words_of(&self, clause: &Clause) -> impl DoubleEndedIterator<Item = &str> + Clone {
        self.tokens_of(clause).iter().map(|&token| self.word(token))
    }

    /// The bytes of its turn that a clause stands for.
    #[must_use]
    pub fn span_of_clause(&self, clause: &Clause) -> Option<Span> {
        let tokens = self.tokens_of(clause);
        let span = |token| self.span(clause.turn, token);
        Some(span(*tokens.first()?).to(span(*tokens.last()?)))
    }

    /// The words of a clause joined by one space; for messages and tests.
    #[must_use]
    pub fn line(&self, clause: &Clause) -> String {
        self.words_of(clause).collect::<Vec<_>>().join(" ")
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
        clauses: Vec::with_capacity(words / 5),
        copies: Vec::with_capacity(turns.len()),
        ..Text::default()
    };
    let mut cutter = clause::Cutter::new(bare);
    let mut listener = language::Listener::default();
    for (index, turn) in turns.iter().enumerate() {
        text.bounds.push(narrow(text.clauses.len()));
        text.marks.clear();
        cutter.turn(index, turn, &mut text);
        text.foreign.push(listener.is_foreign(&text.marks, &turn.text));
    }
    text.marks = Vec::new();
    text.bounds.push(narrow(text.clauses.len()));
    text.language = listener.language();
    text
}

/// Are there that many full stops, question and exclamation marks? They are counted no further.
fn has_marks(turns: &[Turn<'_>], least: usize) -> bool {
    turns.iter().flat_map(|turn| memchr3_iter(b'.', b'?', b'!', turn.text.as_bytes())).take(least).count() >= least
}

#[cfg(test)]
mod tests;
