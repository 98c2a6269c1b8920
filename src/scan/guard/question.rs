//! `question`: who asks does not state.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// The clause is a question (METHOD 2.3). Leave asked for, *can we start Monday?*, states a will, and a tag,
/// *it is a mess, isn't it?*, asks for no more than a nod.
pub(super) struct Question;

impl Guard for Question {
    fn id(&self) -> &'static str {
        "question"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn cancels(&self) -> &'static [&'static str] {
        &[
            "^ (can|could|may) (we|i)",
            "(where|how) (do|can|should) (we|i) (sign|pay|order|join|enrol|enroll|book|start|get started)",
            "(is|are|was|were|do|does|did|can|could|will|would|should|has|have) not (it|we|they|that|there|i|he|she) $",
            "(not|never|nobody|no) ... (is|are|do|does|did|can|could|will|would|has|have) (it|we|they|that|there|i) $",
            "^ [and|but|so|well|yeah|yes|no] (we|i|our|my) ... (right|huh|eh) $",
        ]
    }

    fn in_clause(&self, _: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.question().filter(|_| !scene.has_cancel())
    }
}
