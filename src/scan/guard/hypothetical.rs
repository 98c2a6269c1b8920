//! `hypothetical`: an imagined problem is nobody's problem.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// *If we were*, *suppose*, *imagine* before the hit (METHOD 2.3); *I suppose* and *as you can imagine* suppose nothing.
pub(super) struct Hypothetical;

impl Guard for Hypothetical {
    fn id(&self) -> &'static str {
        "hypothetical"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "if (we|i|it|they|you|somebody|someone) (were|was|had|ever)",
            "(suppose|supposing|imagine|let us say|say for example|hypothetically|in theory)",
        ]
    }

    fn cancels(&self) -> &'static [&'static str] {
        // A hedge, and what anybody can imagine.
        &["(i|we|would) suppose", "(i|we|you|they) (can|could|can not|could not|will|would) imagine", "(i|we) imagine"]
    }

    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign_before(hit)
    }
}
