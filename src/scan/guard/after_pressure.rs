//! `after_pressure`: a yes right after pressure is half a yes.

use super::{FELT, Guard, Hit, Reach, Scene};

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

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        scene.heard_over(hit.turn, 1, FELT)
    }
}
