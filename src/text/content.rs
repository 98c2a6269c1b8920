//! Which words say something: long ones that do not stand in any sentence.

/// Words shorter than this are no content.
const CONTENT: usize = 4;

/// The word without a plural's `s`, to compare it with others of which the same is made: *business* becomes no word.
#[must_use]
pub fn singular(word: &str) -> &str {
    word.trim_end_matches('s')
}

/// Is the word, as [`singular`] gives it, one of some content?
#[must_use]
pub fn is_content(word: &str) -> bool {
    word.len() >= CONTENT && FRAME.binary_search(&word).is_err()
}

/// Long words that any sentence may hold, without a plural's `s`.
const FRAME: &[&str] = &[
    "able",
    "about",
    "after",
    "again",
    "alway",
    "another",
    "anything",
    "away",
    "back",
    "because",
    "been",
    "before",
    "being",
    "both",
    "come",
    "could",
    "doing",
    "done",
    "down",
    "each",
    "either",
    "else",
    "even",
    "ever",
    "every",
    "everything",
    "exactly",
    "from",
    "gave",
    "give",
    "given",
    "going",
    "good",
    "have",
    "having",
    "here",
    "into",
    "just",
    "keep",
    "kind",
    "know",
    "least",
    "like",
    "little",
    "look",
    "made",
    "make",
    "many",
    "maybe",
    "mean",
    "might",
    "more",
    "most",
    "much",
    "must",
    "need",
    "never",
    "nothing",
    "okay",
    "only",
    "other",
    "over",
    "perhap",
    "really",
    "right",
    "said",
    "same",
    "should",
    "since",
    "some",
    "something",
    "still",
    "such",
    "sure",
    "take",
    "than",
    "thank",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "think",
    "this",
    "those",
    "though",
    "time",
    "under",
    "until",
    "upon",
    "very",
    "want",
    "well",
    "went",
    "were",
    "what",
    "when",
    "where",
    "which",
    "while",
    "will",
    "with",
    "without",
    "would",
    "yeah",
    "your",
];

#[cfg(test)]
mod tests {
    use super::{CONTENT, FRAME};

    #[test]
    fn the_list_is_sorted_and_holds_no_short_word() {
        assert!(FRAME.is_sorted());
        assert_eq!(FRAME.iter().filter(|word| word.len() < CONTENT - 1).count(), 0);
    }
}
