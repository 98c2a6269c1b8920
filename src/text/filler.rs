//! What is dropped from a clause before matching: fillers and immediate repeats (METHOD 2.1.3, 2.1.4).
//!
//! Fillers are not scored: a study of nearly half a million calls saw no relation to
//! outcome, and common speech recognition removes them anyway.

/// Single words that carry nothing.
pub(super) const SINGLE: &[&str] =
    &["ah", "er", "erm", "hm", "hmm", "mhm", "mhmm", "mm", "uh", "uhh", "uhm", "um", "umm"];

/// Two-word fillers, by their first words and what follows those.
pub(super) const PAIRS: [(&[&str], &[&str]); 3] =
    [(&["i"], &["mean"]), (&["kind", "sort"], &["of"]), (&["you"], &["know"])];

/// After these a pair means what it says: "do you know", "let you know", "what kind of".
const KEEPS_PAIR: &[&str] = &[
    "a", "any", "did", "do", "how", "if", "let", "lets", "letting", "not", "once", "should", "some", "that", "the",
    "this", "what", "which",
];

/// At the head of a clause "you know what" and the like are words too.
const AFTER_YOU_KNOW: &[&str] = &["how", "that", "what", "who"];

/// Is one of [`PAIRS`] that begins with `word` a filler here? `before` is the word kept last, `after` the one behind
/// the pair.
pub(super) fn drops(before: Option<&str>, word: &str, after: Option<&str>) -> bool {
    if before.is_some_and(|before| KEEPS_PAIR.contains(&before)) {
        return false;
    }
    !(word == "you" && before.is_none() && after.is_some_and(|after| AFTER_YOU_KNOW.contains(&after)))
}
