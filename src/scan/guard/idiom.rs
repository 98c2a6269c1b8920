//! `idiom`: the same words with another meaning.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// One of the lexicon's own `unless` phrases stands in the clause, one of its `unless_next` in the clause behind, or one of
/// its `unless_before` in the clause before
/// (METHOD 2.3, idiom list; FINDINGS 3, except).
pub(super) struct Idiom;

impl Guard for Idiom {
    fn id(&self) -> &'static str {
        "idiom"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.unless(hit)
    }
}
