//! Where words stand in a JSON document: the string that holds them, by its JSON Pointer and its byte.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// A string that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Found {
    /// Its place, as a JSON Pointer (RFC 6901).
    pub(in super::super) pointer: String,
    /// The byte of the document at which the words begin; of a string with escapes, a byte near it, before or in its line.
    pub(in super::super) at: usize,
    /// True if `at` is the very byte.
    pub(in super::super) exact: bool,
}

/// The string that holds `words`, of several the first under an element with the number `record` (from 1) of a list;
/// `None` if there is none, or the document is broken.
pub(in super::super) fn find(document: &str, record: u32, words: &str) -> Option<Found> {
    let mut search = Search { document, words, path: Vec::new(), near: 0, found: Vec::new() };
    let mut parser = serde_json::Deserializer::from_str(document);
    (&mut search).deserialize(&mut parser).ok()?;
    let wanted = record.checked_sub(1).map(|index| format!("/{index}/"));
    let is_wanted = |found: &&Found| wanted.as_ref().is_some_and(|wanted| found.pointer.contains(wanted.as_str()));
    let place = search.found.iter().position(|found| is_wanted(&found)).unwrap_or(0);
    (!search.found.is_empty()).then(|| search.found.swap_remove(place))
}

/// A walk through a document.
struct Search<'d> {
    document: &'d str,
    words: &'d str,
    /// The keys and numbers above the value that is looked at.
    path: Vec<String>,
    /// The last byte whose place is known.
    near: usize,
    found: Vec<Found>,
}

impl<'d> Search<'d> {
    /// Sees a string; `borrowed` if it is a part of the document as it stands.
    fn see(&mut self, text: &str, borrowed: bool) {
        if borrowed {
            self.near = (text.as_ptr() as usize).saturating_sub(self.document.as_ptr() as usize);
        }
        if let Some(inside) = text.find(self.words) {
            let pointer = self.path.iter().map(|part| format!("/{}", part.replace('~', "~0").replace('/', "~1")));
            let at = if borrowed { self.near + inside } else { self.near };
            self.found.push(Found { pointer: pointer.collect(), at, exact: borrowed });
        }
    }
}

impl<'d> DeserializeSeed<'d> for &mut Search<'d> {
    type Value = ();

    fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'d> Visitor<'d> for &mut Search<'d> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'d str) -> Result<(), E> {
        self.see(text, true);
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.see(text, false);
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'d>>(self, mut list: A) -> Result<(), A::Error> {
        for index in 0_usize.. {
            self.path.push(index.to_string());
            let more = list.next_element_seed(&mut *self)?;
            self.path.pop();
            if more.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key<'d>>()? {
            if let Cow::Borrowed(text) = key.0 {
                self.near = (text.as_ptr() as usize).saturating_sub(self.document.as_ptr() as usize);
            }
            self.path.push(key.0.into_owned());
            map.next_value_seed(&mut *self)?;
            self.path.pop();
        }
        Ok(())
    }
}

/// A key, a part of the document where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'d>(#[serde(borrow)] Cow<'d, str>);

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn keys_are_escaped_and_the_record_is_preferred() {
        let text = r#"{"a/b": {"~": "hay needle"}, "t": ["needle", {"x": "a needle"}]}"#;
        let found = |record| find(text, record, "needle").map(|found| (found.pointer, found.at));
        assert_eq!(found(0), Some(("/a~1b/~0".to_owned(), text.find("needle").unwrap())));
        assert_eq!(found(2), Some(("/t/1/x".to_owned(), text.rfind("needle").unwrap())));
        assert_eq!(find(text, 0, "straw"), None);
        assert_eq!(find("{\"a\": \"needle\"", 0, "needle"), None);
    }
}
