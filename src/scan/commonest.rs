//! The words that talk is made of.

/// The commonest words of sales talk, commonest first.
pub(super) const COMMON: &[&str] = &[
    "i", "you", "the", "to", "a", "and", "it", "that", "is", "we", "of", "do", "for", "in", "not", "so", "have", "are",
    "this", "what", "on", "with", "can", "but", "if", "your", "be", "just", "like", "will", "would", "they", "am",
    "me", "my", "one", "at", "know", "or", "about", "our", "how", "right", "get", "was", "all", "as", "there", "good",
    "going", "think", "us", "want", "up", "time", "need", "could", "some", "more", "see", "from", "out", "then",
    "really", "yeah", "any", "an", "much", "people", "no", "look", "has", "make", "help", "go", "now", "because",
    "okay", "when", "let", "he", "take", "price", "say", "work", "well", "who", "give", "way", "been", "had", "them",
    "does", "very", "by", "other", "did", "thank", "were", "company", "day", "sure", "here", "tell", "said",
];

/// The place of a word among the commonest.
pub(super) fn rank(word: &str) -> Option<usize> {
    COMMON.iter().position(|common| *common == word)
}
