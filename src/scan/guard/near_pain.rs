//! `near_pain`: a feature that follows a pain answers it.

use super::{Cause, Guard, Hit, Reach, TurnScene};

/// A pain at most three turns earlier (METHOD 2.3); on request is the stronger reason and speaks alone.
pub(super) struct NearPain;

/// Turns; METHOD 2.3.
const TURNS: u32 = 3;

impl Guard for NearPain {
    fn id(&self) -> &'static str {
        "near_pain"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["pain.*"]
    }

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.heard(hit.turn, TURNS).filter(|_| scene.on_request(hit).is_none())
    }
}
