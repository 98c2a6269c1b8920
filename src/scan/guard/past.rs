//! `past`: it was so once, and is solved.

use super::{Guard, Hit, Reach, Scene};

/// *Used to*, *years ago*, *until we switched* anywhere in the clause (METHOD 2.3).
pub(super) struct Past;

impl Guard for Past {
    fn id(&self) -> &'static str {
        "past"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &["(used to|years ago|back when)", "until we (switched|changed|hired|got)", "at my (old|last) (job|company)"]
    }

    fn fires(&self, _: &Hit, scene: &Scene<'_>) -> bool {
        scene.has_sign()
    }
}
