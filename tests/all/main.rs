//! Tests by capability.
