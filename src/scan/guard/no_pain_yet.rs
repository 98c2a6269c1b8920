//! `no_pain_yet`: there is no pain whose depth could be asked for.

use super::{Guard, Hit, Reach, Scene};

/// No pain in the last six turns (METHOD 2.3).
pub(super) struct NoPainYet;

/// Turns; METHOD 2.3.
const TURNS: u32 = 6;

impl Guard for NoPainYet {
    fn id(&self) -> &'static str {
        "no_pain_yet"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["pain.*"]
    }

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        !scene.heard(hit.turn, TURNS, None)
    }
}
