//! `question`: who asks does not state.

use super::{Guard, Hit, Reach, Scene};

/// The clause is a question (METHOD 2.3). Leave asked for, *can we start Monday?*, states a will.
pub(super) struct Question;

impl Guard for Question {
    fn id(&self) -> &'static str {
        "question"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn cancels(&self) -> &'static [&'static str] {
        &["^ (can|could|may) (we|i)"]
    }

    fn fires(&self, _: &Hit, scene: &Scene<'_>) -> bool {
        scene.is_question() && !scene.has_cancel()
    }
}
