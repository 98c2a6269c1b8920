//! Tests by capability.

mod firmness;
mod house;
mod invariants;
mod recognition;
mod talks;
