//! Tests by capability.

#![expect(clippy::unwrap_used, reason = "a test may fail by unwrapping")]

mod batch;
mod commands;
mod reports;
mod samples;
