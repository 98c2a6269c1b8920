//! `no_pain_yet`: there is no pain whose depth could be asked for.

use super::{Cause, Guard, Hit, Reach, TurnScene};

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

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        scene.heard(hit.turn, TURNS).is_none().then_some(Cause::Unsaid)
    }
}
