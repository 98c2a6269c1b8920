//! What a run that only scores never looks at stays packed until somebody asks.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A part of a lexicon that is unpacked when it is first looked at: its examples, its phrases as trees. Unpacking all
/// of them was half of what a start unpacked; it stays where it is packed, so it can only be unpacked of what lasts as
/// long as the program.
#[derive(Clone, Default)]
pub struct Lazy<T> {
    value: OnceLock<T>,
    packed: &'static [u8],
}

impl<T> From<T> for Lazy<T> {
    fn from(value: T) -> Self {
        Self { value: OnceLock::from(value), packed: &[] }
    }
}

impl<X> FromIterator<X> for Lazy<Vec<X>> {
    fn from_iter<I: IntoIterator<Item = X>>(all: I) -> Self {
        Vec::from_iter(all).into()
    }
}

impl<'l, X: DeserializeOwned> IntoIterator for &'l Lazy<Vec<X>> {
    type Item = &'l X;
    type IntoIter = std::slice::Iter<'l, X>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: DeserializeOwned + Default> Deref for Lazy<T> {
    type Target = T;

    /// The value. Bytes that were packed by this very program can be unpacked, which a test of all built-in
    /// lexicons proves.
    fn deref(&self) -> &T {
        self.value.get_or_init(|| postcard::from_bytes(self.packed).unwrap_or_default())
    }
}

impl<T: DeserializeOwned + Default + Serialize> Serialize for Lazy<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&postcard::to_allocvec(&**self).map_err(serde::ser::Error::custom)?)
    }
}

impl<'d: 'static, T> Deserialize<'d> for Lazy<T> {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Self, D::Error> {
        Ok(Self { value: OnceLock::new(), packed: <&[u8]>::deserialize(from)? })
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::Lazy;

    #[test]
    fn it_comes_out_as_it_went_in() {
        let words = Lazy::from(vec!["one".to_owned(), "two".to_owned()]);
        let packed = postcard::to_allocvec(&words).unwrap();
        let back: Lazy<Vec<String>> = postcard::from_bytes(packed.clone().leak()).unwrap();
        assert_eq!((back.len(), &back), (2, &words));
        assert_eq!(postcard::to_allocvec(&back).unwrap(), packed);
    }
}
