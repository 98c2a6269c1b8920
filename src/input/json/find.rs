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
    /// Each element of a list: its number, from 0, its place in `values`, and the place behind all that it holds. Sorted.
    elements: Vec<(usize, usize, usize)>,
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
        walk.strings.elements.sort_unstable();
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
        let index = record.checked_sub(1).map(|index| index as usize);
        let is_wanted = |value: usize| {
            let above = self.above(value).filter_map(|value| self.values.get(value));
            let mut numbers = above.filter_map(|(_, part)| if let Part::Index(at) = part { Some(*at) } else { None });
            numbers.next() == index
        };
        let near = self.between(&within);
        let from = self.elements.partition_point(|&(number, first, _)| (Some(number), first) < (index, near.start));
        let elements = self.elements.get(from..).unwrap_or_default().iter();
        let elements = elements.take_while(|&&(number, first, _)| Some(number) == index && first < near.end);
        let mut wanted =
            elements.filter_map(|&(_, first, end)| self.first(document, &within, &finder, first..end, &is_wanted));
        let found = wanted.next().or_else(|| self.first(document, &within, &finder, near, &|_| true));
        found.map(|(value, at, exact)| Found { pointer: self.pointer(value), at, exact })
    }

    /// The values of which all strings stand between those bytes: from behind the last string before them to the first
    /// behind them.
    fn between(&self, bytes: &Range<usize>) -> Range<usize> {
        let places = |byte: usize| {
            let plain = self.plain.partition_point(|(at, ..)| *at < byte);
            let escaped = self.escaped.partition_point(|(_, at, _)| *at < byte);
            (plain, escaped)
        };
        let plain = |place: usize| self.plain.get(place).map(|(.., value)| *value);
        let escaped = |place: usize| self.escaped.get(place).map(|(.., value)| *value);
        let (one, other) = places(bytes.start);
        let last = one.checked_sub(1).and_then(plain).max(other.checked_sub(1).and_then(escaped));
        let (one, other) = places(bytes.end);
        let next = plain(one).into_iter().chain(escaped(other)).min();
        last.map_or(0, |last| last + 1)..next.unwrap_or(usize::MAX)
    }

    /// The first of those values that holds the words between those bytes and is wanted: its place, the byte of the words,
    /// and whether it is the very byte.
    fn first(
        &self,
        document: &str,
        within: &Range<usize>,
        finder: &Finder<'_>,
        values: Range<usize>,
        is_wanted: &dyn Fn(usize) -> bool,
    ) -> Option<(usize, usize, bool)> {
        let plain = in_values(&self.plain, &values, |(.., value)| *value);
        let plain = plain.iter().find_map(|&(start, length, value)| {
            // Only the part of a string that stands between those bytes, which is all of it or nothing but at odd ends.
            let from = start.max(within.start);
            let text = document.as_bytes().get(from..(start + length).min(within.end))?;
            let at = finder.find(text)?;
            is_wanted(value).then_some((value, from + at, true))
        });
        let escaped = in_values(&self.escaped, &values, |(.., value)| *value);
        let holds = |text: &str, at: usize| within.contains(&at) && finder.find(text.as_bytes()).is_some();
        let escaped = escaped.iter().find(|(text, at, value)| holds(text, *at) && is_wanted(*value));
        let escaped = escaped.map(|(_, at, value)| (*value, *at, false));
        plain.into_iter().chain(escaped).min()
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

/// Of rows sorted by a value's place, those of some values.
fn in_values<'r, T>(rows: &'r [T], values: &Range<usize>, value: impl Fn(&T) -> usize) -> &'r [T] {
    let place = |bound: usize| rows.partition_point(|row| value(row) < bound);
    rows.get(place(values.start)..place(values.end)).unwrap_or_default()
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
            let element = self.here;
            let more = list.next_element_seed(&mut *self)?;
            self.strings.elements.push((index, element, self.strings.values.len()));
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
        // Of each document of a list its own.
        let turn = |says: &str| format!(r#"{{"says": "{says}"}}"#);
        let call = [turn("a needle"), turn("a n\\u0065edle"), turn("a needle")].join(", ");
        let both = format!(r#"[{{"t": [{call}]}}, {{"t": [{call}]}}]"#);
        let strings = Strings::of(&both).unwrap();
        let second = both.rfind(r#"{"t""#).unwrap()..both.len() - 1;
        let found = |record| strings.find(&both, second.clone(), record, "needle").map(|found| found.pointer);
        assert_eq!(
            [1, 2, 3, 9].map(found),
            ["/1/t/0/says", "/1/t/1/says", "/1/t/2/says", "/1/t/0/says"].map(|at| Some(at.to_owned()))
        );
        assert!(Strings::of("{\"a\": \"needle\"").is_none());
        assert!(Strings::of("{} {}").is_none());
    }
}
