//! `greeting`: "I'm good" answers "how are you" and refuses nothing.

use super::{Guard, Hit, Reach, Scene};

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

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        scene.turn(hit.turn).is_some_and(|turn| turn.words < ANSWER) && scene.sign_in_turn_before(hit)
    }
}
