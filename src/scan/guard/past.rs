//! `past`: it was so once, and is solved.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// *Used to*, *years ago*, *we fixed that* in the clause or right behind it, and no word of today
/// (*and still does*) in either (METHOD 2.3).
pub(super) struct Past;

impl Guard for Past {
    fn id(&self) -> &'static str {
        "past"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "(used to|years ago|back when|back in the day|in the old days|no longer)",
            "(before|until) we (switched|changed|hired|got|moved|brought|put in|had|fixed)",
            "at my (old|last|previous) (job|company|firm|place|shop)",
            "(we|they|he|she) [have|has] [since|already] (fixed|solved|sorted|cured|resolved) (that|it|this|them|those)",
            "(that|it|this) (is|was|has been|got) [all|since|already] (fixed|solved|sorted|resolved|behind us|history)",
            "not (any more|anymore|any longer)",
        ]
    }

    fn cancels(&self) -> &'static [&'static str] {
        &[
            "(we|i|it|they|that|he|she|you|and|but|is|are|do|does|have|has) still",
            "(again|these days|nowadays|lately|recently|to this day|ever since)",
            "(and|but|so|then) (now|today) (we|it|they|i|the|our|that|there)",
            "^ (now|today) (we|it|they|i|the|our|that|there)",
            "(worse|more|bigger|longer) (now|today)",
            "not used to",
        ]
    }

    fn in_clause(&self, _: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        let over = scene.sign().or_else(|| scene.sign_in_clause_behind())?;
        (!scene.has_cancel() && !scene.has_cancel_behind()).then_some(over)
    }
}
