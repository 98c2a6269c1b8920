//! `no_objection`: nothing was objected that could be dismissed or explored.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// No resistance in the last two turns (METHOD 2.3).
pub(super) struct NoObjection;

/// Turns; METHOD 2.3.
const TURNS: u32 = 2;

impl Guard for NoObjection {
    fn id(&self) -> &'static str {
        "no_objection"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["resist.*"]
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.heard(hit.turn, TURNS).is_none().then_some(Cause::Unsaid)
    }
}
