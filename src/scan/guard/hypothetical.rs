//! `hypothetical`: an imagined problem is nobody's problem.

use super::{Guard, Hit, Reach, Scene};

/// *If we were*, *suppose*, *imagine* before the hit (METHOD 2.3).
pub(super) struct Hypothetical;

impl Guard for Hypothetical {
    fn id(&self) -> &'static str {
        "hypothetical"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &["if (we|i|it|they) (were|was|had)", "(suppose|imagine|let us say|hypothetically)"]
    }

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        scene.sign_before(hit)
    }
}
