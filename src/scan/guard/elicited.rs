//! `elicited`: what was asked for was not volunteered.

use super::{FELT, Guard, Hit, Reach, Scene};
use crate::call::Role;

/// The seller's previous turn asked for it: by a plain ask, or by a question on a topic that the
/// lexicon names in `elicited_by` (METHOD 2.3, FINDINGS 3).
pub(super) struct Elicited;

impl Guard for Elicited {
    fn id(&self) -> &'static str {
        "elicited"
    }

    fn reach(&self) -> Reach {
        Reach::Turns
    }

    fn listens_for(&self) -> &'static [&'static str] {
        &["pressure.ask"]
    }

    fn looks_at_turn_before(&self) -> bool {
        true
    }

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        if scene.heard_over(hit.turn, 1, FELT) {
            return true;
        }
        let asked = scene.turn_before(hit.turn).is_some_and(|turn| turn.asks && turn.role == Role::Seller);
        asked && scene.sign_in_turn_before(hit)
    }
}
