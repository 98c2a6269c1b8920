//! `third_party`: somebody else's pain.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// A relative, a friend or another firm as the subject (METHOD 2.3).
pub(super) struct ThirdParty;

/// Words of the hit itself among which the subject may stand; judgement.
const INTO: usize = 2;

impl Guard for ThirdParty {
    fn id(&self) -> &'static str {
        "third_party"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "(my|our|a|the) (brother|sister|cousin|neighbour|neighbor|friend|friends|uncle|aunt|dad|mom|mum|father)",
            "(my|our|a|the) (mother|buddy|son|daughter)",
            "(their|his|her|your other|people like)",
            "other (companies|people|firms|clients|vendors)",
        ]
    }

    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign_up_to(hit, INTO)
    }
}
