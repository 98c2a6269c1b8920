//! Who was selling whom? Reads call transcripts and measures the direction of effort.

pub mod analyze;
pub mod batch;
pub mod call;
pub mod cli;
pub mod error;
pub mod input;
pub mod lexicon;
pub mod monitor;
pub mod prove;
pub mod report;
pub mod role;
pub mod scan;
pub mod signal;
pub mod source;
pub mod text;
pub mod verdict;
