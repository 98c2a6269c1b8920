//! `after_pressure`: a yes right after pressure is half a yes.

use super::{Guard, Hit, Reach, Scene};
use crate::call::Points;

/// A pressure hit in the previous turn that still weighs something (METHOD 2.3).
pub(super) struct AfterPressure;

/// Weight over which the pressure counts; judgement.
const FELT: Points = Points(300);

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
