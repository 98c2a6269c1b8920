//! Watching a run: events out, words elsewhere.

use crate::error::Error;

/// Watches a run. Called from worker threads in no fixed order, so nothing seen here
/// may flow back into a result.
pub trait Monitor: Sync {
    /// One event; the default ignores it.
    fn see(&self, event: Event<'_>) {
        let _ = event;
    }
}

/// What can be seen.
#[non_exhaustive]
#[derive(Debug)]
pub enum Event<'a> {
    /// All inputs are known.
    Listed {
        /// How many items will be read.
        items: usize,
    },
    /// One item is done, whatever came of it.
    Done {
        /// Its name.
        name: &'a str,
    },
    /// An item, or a call in it, failed.
    Failed {
        /// Its name.
        name: &'a str,
        /// Why.
        error: &'a Error,
    },
}

/// Sees nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Monitor for Silent {}
