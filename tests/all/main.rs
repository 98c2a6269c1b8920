//! Tests by capability.

mod formats;
