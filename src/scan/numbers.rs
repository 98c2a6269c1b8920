//! Rows of numbers as bytes, the low byte first: they are unpacked as fast as memory is copied.
//!
//! What is read at every start is packed so, column by column: number by number unpacking took nearly twice as many
//! instructions. A row that is kept is a `Vec` with `#[serde(with = "numbers")]`; one that is only read to make something
//! else of is a [`Column`].

use std::borrow::Cow;
use std::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

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

/// A row of numbers where it lies in what is unpacked. Copied out first, such rows were an eighth of the memory that a
/// start touches, which is what most of its time goes to.
pub(super) struct Column<'d, N> {
    bytes: Cow<'d, [u8]>,
    of: PhantomData<N>,
}

impl<N: Number> Column<'_, N> {
    /// All of them.
    pub(super) fn iter(&self) -> impl Iterator<Item = N> {
        self.bytes.chunks_exact(N::BYTES).map(N::of)
    }

    /// The one at this place.
    pub(super) fn get(&self, place: usize) -> Option<N> {
        self.bytes.get(place * N::BYTES..).filter(|bytes| bytes.len() >= N::BYTES).map(N::of)
    }
}

impl<N: Number> FromIterator<N> for Column<'_, N> {
    fn from_iter<I: IntoIterator<Item = N>>(numbers: I) -> Self {
        let mut bytes = Vec::new();
        numbers.into_iter().for_each(|number| number.put(&mut bytes));
        Self { bytes: bytes.into(), of: PhantomData }
    }
}

impl<N> Serialize for Column<'_, N> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.bytes)
    }
}

impl<'de: 'd, 'd, N> Deserialize<'de> for Column<'d, N> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self { bytes: <&[u8]>::deserialize(from)?.into(), of: PhantomData })
    }
}
