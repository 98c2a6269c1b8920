//! Which of the words that were heard a person is shown.

use crate::analyze::{Analysis, MarkOf};
use crate::call::Points;
use crate::lexicon::Mass;
use crate::scan::Discard;
use crate::signal::Codes;
use crate::signal::Signal;
use crate::verdict::Class;

/// Reasons to drop a hit whose words count under another one.
const COVERED: &[&str] = &["once_a_clause", "precedence", "twice_a_turn"];

/// Is the mark shown? What weighs nothing, and what only says once more what counts already, is not.
pub(super) fn is_shown(call: &Analysis, codes: &Codes, of: MarkOf) -> bool {
    match of {
        MarkOf::Evidence { signal, .. } => {
            call.signals.get(signal).is_some_and(|heard| is_told(heard, call.verdict.class))
        }
        MarkOf::Discard(place) => call.discarded.get(place).is_some_and(|discard| tells(discard, codes)),
    }
}

/// Is evidence of the signal shown? What adds no points is not, unless it tells what kind of talk it is where that is the
/// verdict, or a team has it counted.
fn is_told(heard: &Signal, class: Class) -> bool {
    match heard.mass {
        Mass::Gate => !class.is_directional(),
        Mass::Tracker => true,
        _ => heard.points > Points::ZERO,
    }
}

/// Might the words have moved the verdict, had they been kept?
fn tells(discard: &Discard, codes: &Codes) -> bool {
    !COVERED.contains(&discard.guard) && codes.weighs(&discard.id)
}
