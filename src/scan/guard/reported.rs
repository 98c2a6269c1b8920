//! `reported`: somebody else's words.

use super::{Guard, Hit, Reach, Scene};

/// *They said*, *the rep told me* before the hit, and no return to *so I* or *but we* (METHOD 2.3).
pub(super) struct Reported;

impl Guard for Reported {
    fn id(&self) -> &'static str {
        "reported"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &["(they|he|she|rep|reps|vendor|company|guy|salesman|people|someone|somebody|boss|supplier|agency|union) \
           [always|all|has|have] \
           (said|told|says|tell|claimed|was like|were like|asked|keeps saying|promised|thinks)"]
    }

    fn cancels(&self) -> &'static [&'static str] {
        &["(so|and|but) (i|we|you)"]
    }

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        scene.sign_before(hit) && !scene.cancel_before(hit)
    }
}
