//! Was it said unasked?

use super::{before, cut, responds};
use crate::scan::scene::Facts;

/// How words came to be said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exchange {
    /// Nobody had asked.
    #[default]
    Volunteered,
    /// In the answer to a question or a request.
    Elicited,
    /// In a yes to a proposal or question.
    Agreed,
}

/// Clauses at the head of a yes that still belong to it; EXCHANGE 3.2.
const YES: u32 = 3;

impl Exchange {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Volunteered => "volunteered",
            Self::Elicited => "elicited",
            Self::Agreed => "agreed",
        }
    }
}

/// How the words of a clause came to be said; `clause` counts from 0 within the turn. `may_agree`: the lexicon is one whose
/// hits can be agreed to. The turn `skip` counts as not said.
#[must_use]
pub fn status(facts: &[Facts], turn: u32, clause: u32, may_agree: bool, skip: Option<u32>) -> Exchange {
    let acts = |turn: u32| facts.get(turn as usize).map(|facts| facts.acts);
    let (Some(here), Some(there)) = (acts(turn), before(facts, turn, skip).and_then(acts)) else {
        return Exchange::Volunteered;
    };
    if may_agree && here.agrees && clause < YES && (there.proposes || there.asks && there.obliges) {
        return Exchange::Agreed;
    }
    // The first clause of an answer is one, even where it asks back.
    if responds(facts, turn, skip) && clause < cut(facts, turn, skip).max(1) {
        return Exchange::Elicited;
    }
    Exchange::Volunteered
}
