//! `on_request`: the buyer asked to be told.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// The buyer asked at most six turns and ten minutes earlier (METHOD 2.3).
pub(super) struct OnRequest;

impl Guard for OnRequest {
    fn id(&self) -> &'static str {
        "on_request"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["pursuit.buying_question", "pursuit.next_step_request", "pursuit.requests_pitch"]
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.on_request(hit)
    }
}
