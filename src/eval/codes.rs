//! Which codes a label may give to a turn: those of the lexicons, and a few that stand for no lexicon.

use std::collections::BTreeSet;

use crate::scan::Rules;
use crate::signal::structural;
use crate::suggest;

/// The family of acts that no lexicon names.
pub(super) const OTHER: &str = "other.";
/// Codes of readers that stand for no lexicon: an answer to a request is no act of its own.
const BESIDE: &[&str] = &["on_request"];

/// The codes that are known.
#[derive(Clone, Debug)]
pub struct Codes {
    /// Of the lexicons and signals.
    known: BTreeSet<String>,
}

/// What is known of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'c> {
    /// Something in use has it, or it stands for an act that no lexicon names.
    Yes,
    /// Nothing has it, and it is like none that is known.
    No,
    /// It is a slip of the pen for this one.
    SlipOf(&'c str),
}

impl Codes {
    /// The codes of these rules.
    #[must_use]
    pub fn of(rules: &Rules) -> Self {
        let lexicons = rules.lexicons().iter().map(|lexicon| lexicon.id.as_str());
        let known = lexicons.chain(structural(rules).map(|signal| signal.id())).chain(BESIDE.iter().copied());
        Self { known: known.map(str::to_owned).collect() }
    }

    /// Looks a code up.
    #[must_use]
    pub fn find(&self, code: &str) -> Known<'_> {
        if self.known.contains(code) || code.starts_with(OTHER) {
            return Known::Yes;
        }
        suggest::slip_of(code, self.known.iter().map(String::as_str)).map_or(Known::No, Known::SlipOf)
    }
}

#[cfg(test)]
mod tests {
    use super::{Codes, Known};
    use crate::scan::Rules;

    #[test]
    fn codes_are_known_or_strange_or_slips() {
        let codes = Codes::of(&Rules::builtin().unwrap());
        for (code, want) in [
            ("pitch.launch", Known::Yes),
            ("pitch.premature", Known::Yes),
            ("neediness", Known::Yes),
            ("on_request", Known::Yes),
            ("ctx.support", Known::Yes),
            ("other.joke", Known::Yes),
            ("pitch.launhc", Known::SlipOf("pitch.launch")),
            ("Pitch.Launch", Known::SlipOf("pitch.launch")),
            ("launch", Known::SlipOf("pitch.launch")),
            ("presure.urgency", Known::SlipOf("pressure.urgency")),
            ("haggle.counter_ofer", Known::SlipOf("haggle.counter_offer")),
            ("pitch.puppet_show", Known::No),
            ("rapport.joke", Known::No),
            ("", Known::No),
        ] {
            assert_eq!(codes.find(code), want, "{code}");
        }
    }
}
