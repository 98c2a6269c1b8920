//! `negated`: it is said not to be so.

use super::{Guard, Hit, Reach, Scene};

/// A negator among the four words before the hit, in the same clause (METHOD 2.3, after NegEx).
/// False negators such as *not only* cancel it; a *no,* that answers negates nothing.
pub(super) struct Negated;

/// Words before the hit; METHOD 2.3.
const WORDS: usize = 4;

impl Guard for Negated {
    fn id(&self) -> &'static str {
        "negated"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &["not", "never", "no", "without", "hardly", "nobody"]
    }

    fn cancels(&self) -> &'static [&'static str] {
        &["not only", "no doubt", "not just", "no wonder", "can not wait", "not sure how much longer"]
    }

    fn fires(&self, hit: &Hit, scene: &Scene<'_>) -> bool {
        scene.sign_within(hit, WORDS) && !scene.has_cancel()
    }
}
