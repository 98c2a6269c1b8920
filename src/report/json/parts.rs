//! What the objects of version 1 are made of: lists, decimals and words.

use serde::{Serialize, Serializer};

use crate::call::{Millis, Points};

/// A list of which each item is copied only as it is written.
pub(super) struct Each<'a, T, V>(pub(super) &'a [T], pub(super) fn(&'a T) -> V);

impl<T, V: Serialize> Serialize for Each<'_, T, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

/// Thousandths as a decimal.
pub(super) struct Decimal(pub(super) Points);

impl Serialize for Decimal {
    /// A decimal; to what writes thousandths as one without that detour (it calls itself not readable), the thousandths.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            serializer.serialize_f64(self.0.decimal())
        } else {
            serializer.serialize_i128(self.0.0.into())
        }
    }
}

/// One of our stable words, which need no escape.
pub(super) struct Word(pub(super) &'static str);

impl Serialize for Word {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit_variant("", 0, self.0)
    }
}

/// Milliseconds as seconds.
pub(super) struct Seconds(pub(super) Millis);

impl Serialize for Seconds {
    /// Milliseconds are thousandths.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Decimal(Points(self.0.get())).serialize(serializer)
    }
}
