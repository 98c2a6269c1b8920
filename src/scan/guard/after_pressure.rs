//! `after_pressure`: a yes right after pressure is half a yes.

use super::{Cause, FELT, Guard, Hit, Reach, TurnScene};

/// A pressure hit in the previous turn that still weighs something (METHOD 2.3).
pub(super) struct AfterPressure;

impl Guard for AfterPressure {
    fn id(&self) -> &'static str {
        "after_pressure"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["pressure.*"]
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.heard_over(hit.turn, 1, FELT)
    }
}
