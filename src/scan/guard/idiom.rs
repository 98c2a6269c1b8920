//! `idiom`: the same words with another meaning.

use super::{Guard, Hit, Reach, Scene};

/// One of the lexicon's own `unless` phrases stands in the clause (METHOD 2.3, idiom list; FINDINGS 3, except).
pub(super) struct Idiom;

impl Guard for Idiom {
    fn id(&self) -> &'static str {
        "idiom"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        scene.has_unless(hit)
    }
}
