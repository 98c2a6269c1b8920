//! `after_commitment`: what follows a yes is service, not a close.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// A commitment or a request for the next step at most four turns earlier (METHOD 2.3).
pub(super) struct AfterCommitment;

/// Turns; METHOD 2.3.
const TURNS: u32 = 4;

impl Guard for AfterCommitment {
    fn id(&self) -> &'static str {
        "after_commitment"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["pursuit.commitment", "pursuit.next_step_request"]
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.heard(hit.turn, TURNS)
    }
}
