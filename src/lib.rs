//! Who was selling whom? Reads call transcripts and measures the direction of effort.

pub mod analyze;
pub mod call;
pub mod error;
pub mod input;
pub mod lexicon;
pub mod monitor;
pub mod prove;
pub mod role;
pub mod scan;
pub mod signal;
pub mod text;
pub mod verdict;
