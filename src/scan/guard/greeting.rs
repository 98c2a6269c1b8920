//! `greeting`: "I'm good" answers "how are you" and refuses nothing.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// The previous turn greets, and this short turn answers (FINDINGS 2.4).
pub(super) struct Greeting;

/// Words from which a turn is more than an answer to a greeting; judgement.
const ANSWER: u32 = 25;

impl Guard for Greeting {
    fn id(&self) -> &'static str {
        "greeting"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn signs(&self) -> &'static [&'static str] {
        &["how are (you|things)", "how is (it|your|everything)", "how you doing", "how have you been"]
    }

    fn looks_at_turn_before(&self) -> bool {
        true
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.turn(hit.turn).filter(|turn| turn.words < ANSWER).and_then(|_| scene.sign_in_turn_before(hit))
    }
}
