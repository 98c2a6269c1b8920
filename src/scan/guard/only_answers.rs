//! `only_answers`: what only answers a question, or only agrees to a proposal, is no initiative.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// The hit is elicited or agreed, not volunteered (EXCHANGE 3.2).
pub(super) struct OnlyAnswers;

impl Guard for OnlyAnswers {
    fn id(&self) -> &'static str {
        "only_answers"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.only_answers(hit)
    }
}
