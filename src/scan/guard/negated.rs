//! `negated`: it is said not to be so.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// A negator among the four words before the hit, in the same clause (METHOD 2.3, after NegEx).
/// A negator inside a false one such as *not only* negates nothing, nor does a *no* that answers.
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
        &[
            // It is so, and more than that.
            "not (only|just|merely|simply|to mention)",
            "no (doubt|wonder|question|surprise|secret|matter|kidding|joke)",
            "without (a doubt|doubt|question|fail)",
            "not (a|one|a single) (day|week|month|shift|morning|night) .. without",
            "never (ends|ending|stops|fails to|a dull)",
            // Not able to bear or await it.
            "can not (wait|help|believe|tell you|stress|stand|say enough)",
            "could not (agree|be happier|be more)",
            "not (sure|know) how much longer",
            // Who asks why takes it for granted.
            "not (sure|know|see|understand|get) why",
            "do not (get me wrong|forget|mind)",
            // A question or a tag that expects a yes.
            "^ [and|but|so|well|why] (why|is|are|was|do|does|did|can|could|will|would|should|have|has) not \
             (it|we|they|i|you|he|she)",
            "(is|are|was|do|does|did|can|could|will|would|should|have|has) not (it|we|they|i|you|he|she) $",
            // An answer, and the statement behind it.
            "^ [oh|well|yeah|yes|so|but|and] (no|nope) [no] (i|we|it|they|he|she|you|that is|this is|there is) !(one|body)",
        ]
    }

    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign_within(hit, WORDS)
    }
}
