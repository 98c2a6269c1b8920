//! What others tell of each lexicon in use by its name: asked once, for all calls.

use std::sync::OnceLock;

/// Lists by lexicon, each filled by those who read it when they need it first. They hang on the lexicons and order rules
/// alone, never on a call or on what is left out.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// The signals' groups that it is in, a bit each.
    pub(crate) groups: OnceLock<Vec<u32>>,
    /// The structural signals that hear its hits, a bit each, by what they hear of them.
    pub(crate) ears: OnceLock<Vec<[u64; 6]>>,
    /// The numbers of what order rules look for that its hits may be.
    pub(crate) sights: OnceLock<Vec<Vec<usize>>>,
    /// The row of the cues that says what its phrases tell of roles.
    pub(crate) cues: OnceLock<Vec<Option<usize>>>,
}
