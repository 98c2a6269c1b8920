//! `no_objection`: nothing was objected that could be dismissed or explored.

use super::{Guard, Hit, Reach, Scene};

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

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        !scene.heard(hit.turn, TURNS, None)
    }
}
