//! Tests by capability.

mod batch;
mod commands;
mod reports;
mod samples;
