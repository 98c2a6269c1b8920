//! Was it said unasked?

use super::before;
use super::responds::YES;
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

/// How the words of a clause came to be said. A yes is the clause that says it, and what behind it takes up the object or
/// the date of what it answers. `clause` counts from 0 within the turn. `may_agree`: the lexicon is one whose hits can be
/// agreed to. The turn `skip` counts as not said.
#[must_use]
pub fn status(facts: &[Facts], turn: u32, clause: u32, may_agree: bool, skip: Option<u32>) -> Exchange {
    let acts = |turn: u32| facts.get(turn as usize).map(|facts| facts.acts);
    let Some(earlier) = before(facts, turn, skip) else { return Exchange::Volunteered };
    let (Some(here), Some(there)) = (acts(turn), acts(earlier)) else { return Exchange::Volunteered };
    let taken = here.takes_up.get((turn - earlier - 1) as usize).copied().unwrap_or_default();
    let says_yes = here.agrees && clause < YES && taken & 1 << clause != 0;
    if may_agree && says_yes && (there.proposes || there.asks && there.obliges) {
        return Exchange::Agreed;
    }
    // The first clause of an answer is one, even where it asks back; only one that obliges is answered.
    if there.obliges && clause < here.answer.max(1) {
        return Exchange::Elicited;
    }
    Exchange::Volunteered
}
