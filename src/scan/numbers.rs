//! Rows of numbers as bytes, the low byte first: they are unpacked as fast as memory is copied.
//!
//! For `#[serde(with = "numbers")]`. What is read at every start is packed so, column by column: number by number
//! unpacking took nearly twice as many instructions.

use serde::{Deserialize, Deserializer, Serializer};

/// A number that is packed so.
pub(super) trait Number: Copy {
    /// Bytes of each.
    const BYTES: usize;
    /// Appends its bytes.
    fn put(self, bytes: &mut Vec<u8>);
    /// From so many bytes.
    fn of(bytes: &[u8]) -> Self;
}

macro_rules! number {
    ($($type:ty),*) => { $(
        impl Number for $type {
            const BYTES: usize = size_of::<Self>();

            fn put(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }

            fn of(bytes: &[u8]) -> Self {
                bytes.first_chunk().copied().map_or(0, Self::from_le_bytes)
            }
        }
    )* };
}

number!(u8, u16, u32, u64);

/// Packs them.
pub(super) fn serialize<N: Number, S: Serializer>(numbers: &[N], to: S) -> Result<S::Ok, S::Error> {
    let mut bytes = Vec::with_capacity(numbers.len() * N::BYTES);
    numbers.iter().for_each(|number| number.put(&mut bytes));
    to.serialize_bytes(&bytes)
}

/// Unpacks them.
pub(super) fn deserialize<'d, N: Number, D: Deserializer<'d>>(from: D) -> Result<Vec<N>, D::Error> {
    Ok(<&[u8]>::deserialize(from)?.chunks_exact(N::BYTES).map(N::of).collect())
}
