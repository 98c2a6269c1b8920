//! Values that tools also write in other ways: text as a number, `null` for an empty list. Text is borrowed
//! from the file where it can be.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::each::{each, each_listed};

/// A text that may be missing. Fields of this type need `#[serde(borrow, default, deserialize_with = "text")]`.
pub(super) type Text<'t> = Option<Cow<'t, str>>;

/// A text: a string as it is, a number as it is written, `null` as none.
///
/// # Errors
/// Anything else.
pub(super) fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Text<'de>, D::Error> {
    deserializer.deserialize_any(TextVisitor)
}

/// A list; `null` is an empty one.
///
/// # Errors
/// Anything else.
pub(super) fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    let list: Option<Exact<T>> = Option::deserialize(deserializer)?;
    Ok(list.map(|list| list.0).unwrap_or_default())
}

/// The first item of a list, such as the likeliest of several readings; `null` and an empty list have none.
///
/// # Errors
/// Anything else.
pub(super) fn first<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(FirstVisitor(PhantomData))
}

/// An object; `null` and a list, which other records hold under the same key, are none.
///
/// # Errors
/// Anything else.
pub(super) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_any(ObjectVisitor(PhantomData))
}

/// The text as a string of its own.
pub(super) fn owned(text: &Text<'_>) -> Option<String> {
    text.as_deref().map(str::to_owned)
}

/// True if a document is a list.
pub(super) fn is_list(document: &str) -> bool {
    document.trim_start().starts_with('[')
}

/// A document that is one record or a list of them.
///
/// # Errors
/// As for one record.
pub(super) fn records<'t, T: Deserialize<'t>>(document: &'t str) -> Result<Vec<T>, serde_json::Error> {
    trimmed_records(document, |_| {})
}

/// As [`records`], each of them trimmed as it comes: what nobody needs of one is gone before the next is read.
///
/// # Errors
/// As for one record.
pub(super) fn trimmed_records<'t, T: Deserialize<'t>>(
    document: &'t str,
    trim: impl Fn(&mut T),
) -> Result<Vec<T>, serde_json::Error> {
    let mut records = Vec::new();
    let mut keep = |mut record: T| {
        trim(&mut record);
        records.push(record);
    };
    if is_list(document) {
        let mut json = serde_json::Deserializer::from_str(document);
        each(&mut json, keep)?;
        json.end()?;
    } else {
        keep(serde_json::from_str(document)?);
    }
    Ok(records)
}

/// A list without room to spare.
struct Exact<T>(Vec<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Exact<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut list = Vec::new();
        let keep = |item| {
            // There are thousands of lists of one item, and a list that grows by itself begins with room for four.
            if list.is_empty() {
                list.reserve_exact(1);
            }
            list.push(item);
        };
        each_listed(deserializer, keep)?;
        list.shrink_to_fit();
        Ok(Self(list))
    }
}

/// Reads an object.
struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(None)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Self::Value, A::Error> {
        T::deserialize(MapAccessDeserializer::new(entries)).map(Some)
    }
}

/// Reads the first item of a list.
struct FirstVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for FirstVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let first = items.next_element()?;
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(first)
    }
}

/// Reads a text.
struct TextVisitor;

impl<'de> Visitor<'de> for TextVisitor {
    type Value = Text<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(Cow::Owned(text)))
    }
}
