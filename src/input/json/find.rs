//! Where words stand in a JSON document: the string that holds them, by its JSON Pointer and its byte.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use memchr::memmem::Finder;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// A string that holds the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Found {
    /// Its place, as a JSON Pointer (RFC 6901).
    pub(in super::super) pointer: String,
    /// The byte of the document at which the words begin; of a string with escapes, a byte before it in its line.
    pub(in super::super) at: usize,
    /// True if `at` is the very byte.
    pub(in super::super) exact: bool,
}

/// All strings of a document, found in one walk. The texts stay in the document; only those with escapes are copied.
#[derive(Debug, Default)]
pub(in super::super) struct Strings {
    /// Each value with the one above it, so that a pointer is made only for what is found.
    values: Vec<(usize, Part)>,
    /// Those that stand in the document as they are, by their byte: byte, length, and their place in `values`.
    plain: Vec<(usize, usize, usize)>,
    /// Those with escapes: their words, a byte before them, and their place in `values`.
    escaped: Vec<(Box<str>, usize, usize)>,
}

/// How a value is reached from the one above it.
#[derive(Debug)]
enum Part {
    /// The document.
    Root,
    /// By its number in a list, from 0.
    Index(usize),
    /// By a key.
    Key(Box<str>),
}

impl Strings {
    /// The strings of a document; `None` if it is broken, or deeper than JSON is read.
    pub(in super::super) fn of(document: &str) -> Option<Self> {
        let strings = Self { values: vec![(0, Part::Root)], ..Self::default() };
        let mut walk = Walk { document, strings, here: 0, near: 0 };
        let mut parser = serde_json::Deserializer::from_str(document);
        (&mut walk).deserialize(&mut parser).and_then(|()| parser.end()).ok()?;
        Some(walk.strings)
    }

    /// The string between those bytes that holds `words`, of several the first that stands in the element with the number
    /// `record` (from 1) of the list nearest above it.
    pub(in super::super) fn find(
        &self,
        document: &str,
        within: Range<usize>,
        record: u32,
        words: &str,
    ) -> Option<Found> {
        let finder = Finder::new(words);
        let inside = |at: usize| {
            let at = within.start + at;
            let place = self.plain.partition_point(|(start, ..)| *start <= at).checked_sub(1)?;
            let &(start, length, value) = self.plain.get(place)?;
            (at + words.len() <= start + length).then_some((value, at, true))
        };
        let plain = finder.find_iter(document.get(within.clone())?.as_bytes()).filter_map(inside);
        let holds = |text: &str, at: usize| within.contains(&at) && finder.find(text.as_bytes()).is_some();
        let escaped = self.escaped.iter().filter(|(text, at, _)| holds(text, *at));
        let mut all: Vec<(usize, usize, bool)> =
            plain.chain(escaped.map(|(_, at, value)| (*value, *at, false))).collect();
        all.sort_unstable();
        let index = record.checked_sub(1).map(|index| index as usize);
        let is_wanted = |value: usize| {
            let above = self.above(value).filter_map(|value| self.values.get(value));
            let mut numbers = above.filter_map(|(_, part)| if let Part::Index(at) = part { Some(*at) } else { None });
            numbers.next() == index && index.is_some()
        };
        let wanted = all.iter().find(|(value, ..)| is_wanted(*value)).or(all.first());
        wanted.map(|&(value, at, exact)| Found { pointer: self.pointer(value), at, exact })
    }

    /// A value and those above it, up to the document.
    fn above(&self, value: usize) -> impl Iterator<Item = usize> {
        let up = |value: &usize| self.values.get(*value).map(|(above, _)| *above).filter(|_| *value > 0);
        std::iter::successors(Some(value), up)
    }

    fn pointer(&self, value: usize) -> String {
        let mut parts: Vec<String> = self
            .above(value)
            .filter_map(|value| match &self.values.get(value)?.1 {
                Part::Root => None,
                Part::Index(index) => Some(format!("/{index}")),
                Part::Key(key) => Some(format!("/{}", key.replace('~', "~0").replace('/', "~1"))),
            })
            .collect();
        parts.reverse();
        parts.concat()
    }
}

/// A walk through a document.
struct Walk<'d> {
    document: &'d str,
    strings: Strings,
    /// The value that is looked at.
    here: usize,
    /// The last byte whose place is known.
    near: usize,
}

impl<'d> Walk<'d> {
    /// The byte at which a part of the document begins.
    fn byte(&self, part: &str) -> usize {
        (part.as_ptr() as usize).saturating_sub(self.document.as_ptr() as usize)
    }

    /// Goes down to a value; gives the one above it.
    fn down(&mut self, part: Part) -> usize {
        let above = std::mem::replace(&mut self.here, self.strings.values.len());
        self.strings.values.push((above, part));
        above
    }
}

impl<'d> DeserializeSeed<'d> for &mut Walk<'d> {
    type Value = ();

    fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'d> Visitor<'d> for &mut Walk<'d> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_borrowed_str<E>(self, text: &'d str) -> Result<(), E> {
        self.near = self.byte(text);
        self.strings.plain.push((self.near, text.len(), self.here));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.strings.escaped.push((text.into(), self.near, self.here));
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
        for index in 0.. {
            let above = self.down(Part::Index(index));
            let more = list.next_element_seed(&mut *self)?;
            self.here = above;
            if more.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'d>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key::<Key<'d>>()? {
            if let Cow::Borrowed(text) = key {
                self.near = self.byte(text);
            }
            let above = self.down(Part::Key(key.into()));
            map.next_value_seed(&mut *self)?;
            self.here = above;
        }
        Ok(())
    }
}

/// A key, a part of the document where it has no escapes.
#[derive(serde::Deserialize)]
struct Key<'d>(#[serde(borrow)] Cow<'d, str>);

#[cfg(test)]
mod tests {
    use super::Strings;

    #[test]
    fn keys_are_escaped_and_the_record_is_preferred() {
        let text = r#"{"needle": 1, "a/b": {"~": "hay needle"}, "t": ["needle", {"x": "a \u006eeedle, needle"}]}"#;
        let strings = Strings::of(text).unwrap();
        let found = |record| {
            strings.find(text, 0..text.len(), record, "needle").map(|found| (found.pointer, found.at, found.exact))
        };
        assert_eq!(found(0), Some(("/a~1b/~0".to_owned(), text.find("hay needle").unwrap() + 4, true)));
        assert_eq!(found(2), Some(("/t/1/x".to_owned(), text.find("x\"").unwrap(), false)));
        assert_eq!(strings.find(text, 0..text.len(), 0, "straw"), None);
        assert!(Strings::of("{\"a\": \"needle\"").is_none());
        assert!(Strings::of("{} {}").is_none());
    }
}
