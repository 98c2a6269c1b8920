//! What is dropped from a clause before matching: fillers and immediate repeats (METHOD 2.1.3, 2.1.4).
//!
//! Fillers are not scored: a study of nearly half a million calls saw no relation to
//! outcome, and common speech recognition removes them anyway.

/// Single words that carry nothing.
const SINGLE: &[&str] = &["ah", "er", "erm", "hm", "hmm", "mhm", "mhmm", "mm", "uh", "uhh", "uhm", "um", "umm"];

/// Two-word fillers.
const PAIRS: &[(&str, &str)] = &[("i", "mean"), ("kind", "of"), ("sort", "of"), ("you", "know")];

/// After these a pair means what it says: "do you know", "let you know", "what kind of".
const KEEPS_PAIR: &[&str] = &[
    "a", "any", "did", "do", "how", "if", "let", "lets", "letting", "not", "once", "should", "some", "that", "the",
    "this", "what", "which",
];

/// At the head of a clause "you know what" and the like are words too.
const AFTER_YOU_KNOW: &[&str] = &["how", "that", "what", "who"];

pub(super) fn is_filler(word: &str) -> bool {
    /// Letters of the longest.
    const LONGEST: usize = 4;
    let may_be = word.len() <= LONGEST && matches!(word.as_bytes().first(), Some(b'a' | b'e' | b'h' | b'm' | b'u'));
    may_be && SINGLE.binary_search(&word).is_ok()
}

/// Is `(word, next)` a filler here? `before` is the word kept last, `after` the one behind the pair.
pub(super) fn is_filler_pair(before: Option<&str>, word: &str, next: &str, after: Option<&str>) -> bool {
    if !matches!(word.len(), 1 | 3 | 4)
        || !PAIRS.contains(&(word, next))
        || before.is_some_and(|before| KEEPS_PAIR.contains(&before))
    {
        return false;
    }
    !(word == "you" && before.is_none() && after.is_some_and(|after| AFTER_YOU_KNOW.contains(&after)))
}
