//! Long lists, such as all words of a call, read item by item so that none of the items is kept.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// Hands over the items of a list one by one; `null` is an empty list. What is made of them is the field's value: a
/// function around this one goes into `#[serde(deserialize_with)]`.
///
/// # Errors
/// Anything else, and an item that cannot be read.
pub(super) fn each<'de, D, T>(deserializer: D, take: impl FnMut(T)) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_any(EachVisitor(take, PhantomData))
}

/// As [`each`], but `null` is no list, and the place of what is none is where it begins.
///
/// # Errors
/// Anything else, and an item that cannot be read.
pub(super) fn each_listed<'de, D, T>(deserializer: D, take: impl FnMut(T)) -> Result<(), D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(EachVisitor(take, PhantomData))
}

/// Reads a list item by item.
struct EachVisitor<F, T>(F, PhantomData<T>);

impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for EachVisitor<F, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            (self.0)(item);
        }
        Ok(())
    }
}
