//! A phrase found, not yet judged.

use serde::{Deserialize, Serialize};

use super::scene::Words;
use crate::call::{Points, Small, Span};
use crate::text::Text;

/// A lexicon by its place in [`Rules::lexicons`](super::Rules::lexicons).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LexiconId(pub u16);

/// A phrase found in a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Whose phrase.
    pub lexicon: LexiconId,
    /// The phrase's place in its lexicon, from 0.
    pub phrase: u16,
    /// The turn, from 0.
    pub turn: u32,
    /// The clause, from 0 over the whole call.
    pub clause: u32,
    /// First token, from 0 over the whole call.
    pub first: u32,
    /// How many tokens.
    pub length: u16,
    /// It is a confirmed reflection: the next turn, the buyer's, begins with a yes.
    pub confirmed: bool,
    /// The bytes of the turn's text to quote.
    pub span: Span,
    /// The phrase's strength; half of it for a confirmed reflection.
    pub(crate) strength: Small,
}

// A call of a day has hundreds of thousands.
const _: () = assert!(size_of::<Hit>() == 32);

impl Hit {
    /// The phrase's strength; half of it for a confirmed reflection.
    #[must_use]
    pub fn strength(&self) -> Points {
        self.strength.into()
    }

    /// One past the last token.
    #[must_use]
    pub fn end(&self) -> u32 {
        self.first.saturating_add(self.length.into())
    }

    /// For a confirmed reflection, the clause of the buyer's yes.
    #[must_use]
    pub fn confirmed_by(&self, text: &Text) -> Option<usize> {
        self.confirmed.then(|| text.clauses_of(self.turn as usize + 1).start)
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> Words {
        Words { turn: self.turn, span: self.span }
    }
}
