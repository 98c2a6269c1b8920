//! Who proposed which step, date or sum, and what the other side made of it.
//!
//! A proposal is a clause of the seller's or the buyer's with that act (`scan/exchange`); the other side's next words
//! agree to it, decline it, counter it or pass it over. For display and for signals; nothing here earns points.

mod amount;
mod answer;
mod days;
mod denial;
mod find;
mod numeral;
mod raised;

pub use find::{Scene, find};
pub use raised::{Raise, raises};

use crate::call::{Role, Span};
use crate::scan::{Exchange, Words};

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A step towards a purchase, perhaps with its date.
    Step,
    /// A sum, as price, bid or gift.
    Sum,
    /// A day or time alone.
    Date,
}

/// What the other side made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It said yes, in so many words or by naming when it would suit.
    Agreed,
    /// It said no.
    Declined,
    /// It proposed another of the kind.
    Countered,
    /// Neither a plain yes nor a plain no.
    None,
}

/// One proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The turn, from 0.
    pub turn: u32,
    /// The side that proposes: seller or buyer.
    pub side: Role,
    /// What is proposed.
    pub kind: Kind,
    /// The words of its clause.
    pub span: Span,
    /// Of a sum: how much, in hundredths.
    pub sum: Option<i64>,
    /// Was it asked for?
    pub exchange: Exchange,
    /// The first of its kind in the call.
    pub first: bool,
    /// What the other side made of it.
    pub answer: Answer,
    /// The words of the answer; none where nothing answers.
    pub answered: Option<Words>,
}

impl Kind {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Step => "step",
            Self::Sum => "sum",
            Self::Date => "date",
        }
    }
}

impl Answer {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Agreed => "agreed",
            Self::Declined => "declined",
            Self::Countered => "countered",
            Self::None => "none",
        }
    }
}
