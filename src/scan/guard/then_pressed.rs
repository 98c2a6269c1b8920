//! `then_pressed`: leave that is given and taken back in one breath.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// Pressure that cannot be missed stands behind the hit in the same turn: "no pressure, but the offer ends at five"
/// (METHOD 5, manipulative detachment).
pub(super) struct ThenPressed;

impl Guard for ThenPressed {
    fn id(&self) -> &'static str {
        "then_pressed"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &[
            "pressure.discount_for_now",
            "pressure.guilt_or_persistence",
            "pressure.hard_ask",
            "pressure.isolate",
            "pressure.urgency",
        ]
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.hit_behind(hit)
    }
}
