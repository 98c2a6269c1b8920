//! `elicited`: what was asked for was not volunteered.

use super::{Cause, FELT, Guard, Hit, Reach, TurnScene};
use crate::call::Role;

/// The seller's previous turn asked for it: by a plain ask or, where the lexicon names topics in `elicited_by`, by a
/// question on one of them or with a long word that the answer says again (METHOD 2.3, FINDINGS 3).
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

    fn in_turns(&self, hit: &Hit, scene: &TurnScene<'_>) -> Option<Cause> {
        let asked = || scene.turn_before(hit.turn).filter(|turn| turn.asks() && turn.role == Role::Seller);
        scene.heard_over(hit.turn, 1, FELT).or_else(|| asked().and_then(|_| scene.sign_in_turn_before(hit)))
    }
}
