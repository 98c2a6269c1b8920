//! Tests by capability.

#![expect(clippy::unwrap_used, reason = "a test may fail by unwrapping")]

mod batch;
mod commands;
mod firmness;
mod formats;
mod house;
mod invariants;
mod lexicons;
mod recognition;
mod reports;
mod samples;
mod talks;
mod vignettes;
