//! The outline of a JSON text: which keys stand where, and what kind of value they hold.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::error::Error;

use super::super::lines::beginning;
use super::malformed;

/// Levels of objects and lists looked into.
const DEPTH: usize = 12;
/// Keys kept below the top.
const MOST_KEYS: usize = 2_000;
/// Top keys kept.
const MOST_TOP_KEYS: usize = 20_000;
/// Top keys shown in a message.
const SHOWN_KEYS: usize = 8;
/// Longest key shown, in bytes.
const LONGEST_SHOWN: usize = 60;
/// Items of a list looked into.
const ITEMS: usize = 3;
/// Longest key kept, in bytes; some answers hold files under their addresses.
const LONGEST_KEY: usize = 250;

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `null`.
    Null,
    /// `true` or `false`.
    Flag,
    /// A number without a fraction.
    Whole,
    /// A number with a fraction.
    Fraction,
    /// A string.
    Text,
    /// A list.
    List,
    /// An object.
    Object,
}

/// Keys by their path, such as `segments[].words[].start`; the whole text has the empty path.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    /// Each path with what stands there.
    keys: BTreeMap<String, Kind>,
    /// The first top keys in the order of the file; of the items if the text is a list.
    top: Vec<String>,
    /// What is wrong with the JSON.
    broken: Option<Error>,
    /// True if nothing is wrong but that the end is missing.
    cut: bool,
}

impl Outline {
    /// Outlines a text; `None` if it does not mean to be JSON. Of broken JSON it holds what came before the break.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let start = text.trim_start();
        let inner = start.get(1..)?.trim_start();
        let list = start.starts_with('[') && inner.starts_with(['{', '[', '"', ']']);
        if !(start.starts_with('{') || list) {
            return None;
        }
        let mut outline = Self::default();
        let mut json = serde_json::Deserializer::from_str(text);
        let walk = Walk { outline: &mut outline, path: String::new(), depth: 0 };
        let end = walk.deserialize(&mut json).and_then(|()| json.end());
        outline.cut = end.as_ref().err().is_some_and(serde_json::Error::is_eof);
        outline.broken = end.err().map(|error| malformed(text, "this JSON", &error));
        Some(outline)
    }

    /// The outline of a list of values, each of them whole JSON.
    pub(crate) fn of_list(values: &[&str]) -> Self {
        let mut outline = Self::default();
        outline.keep("", Kind::List);
        for value in values.iter().take(ITEMS) {
            let walk = Walk { outline: &mut outline, path: "[]".to_owned(), depth: 1 };
            if let Err(error) = walk.deserialize(&mut serde_json::Deserializer::from_str(value)) {
                outline.broken = Some(malformed(value, "this JSON", &error));
            }
        }
        outline
    }

    /// What stands at that path in one of the first items, if anything does.
    pub(crate) fn kind(&self, path: &str) -> Option<Kind> {
        self.keys.get(path).copied()
    }

    /// True if the whole text is a list.
    pub(crate) fn is_list(&self) -> bool {
        self.kind("") == Some(Kind::List)
    }

    /// The first eight top keys.
    pub(crate) fn top(&self) -> &[String] {
        &self.top
    }

    /// What is wrong with the JSON, if it is broken.
    pub(crate) fn broken(&self) -> Option<&Error> {
        self.broken.as_ref()
    }

    /// True if the text is the beginning of one JSON value whose end is missing.
    pub(crate) fn is_cut(&self) -> bool {
        self.cut
    }

    /// Keeps a value; a fraction among whole numbers makes the path a fraction, `null` gives way to all.
    fn keep(&mut self, path: &str, kind: Kind) {
        let most = if path.contains(['.', '[']) { MOST_KEYS } else { MOST_TOP_KEYS };
        let room = self.keys.len() < most;
        match self.keys.get_mut(path) {
            Some(known) if *known == Kind::Null || (*known == Kind::Whole && kind == Kind::Fraction) => *known = kind,
            None if room => {
                self.keys.insert(path.to_owned(), kind);
            }
            _ => {}
        }
    }
}

/// The outline as seen from one place of a text: a document inside a list or a wrapper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys<'o> {
    /// The whole outline.
    outline: &'o Outline,
    /// The path of the place.
    place: &'o str,
}

impl<'o> Keys<'o> {
    /// The view from that place; the empty one is the whole text.
    pub(crate) fn new(outline: &'o Outline, place: &'o str) -> Self {
        Self { outline, place }
    }

    /// What stands at that path below the place, if anything does.
    pub(crate) fn kind(&self, path: &str) -> Option<Kind> {
        if self.place.is_empty() || path.is_empty() {
            return self.outline.kind(if path.is_empty() { self.place } else { path });
        }
        let dot = if path.starts_with('[') { "" } else { "." };
        self.outline.kind(&format!("{}{dot}{path}", self.place))
    }

    /// True if something stands at that path, in which one `*` may stand for any key.
    pub(crate) fn has(&self, path: &str) -> bool {
        let Some((before, after)) = path.split_once('*') else { return self.kind(path).is_some() };
        let inner = |known: &'o str| known.strip_prefix(before)?.strip_suffix(after);
        self.all().any(|(known, _)| inner(known).is_some_and(|key| !key.is_empty()))
    }

    /// True if a list stands at that path, or nothing but `null` was met there.
    pub(crate) fn is_list(&self, path: &str) -> bool {
        self.kind(path) == Some(Kind::List)
    }

    /// True if a number stands at that path.
    pub(crate) fn is_number(&self, path: &str) -> bool {
        matches!(self.kind(path), Some(Kind::Whole | Kind::Fraction))
    }

    /// How many parts of a path, from its start, stand there, and how many it has: `a[].b` has three, as a list is
    /// found by its key and entered by its items. That the whole is a list is no part.
    pub(crate) fn depth_of(&self, path: &str) -> (usize, usize) {
        let keyless = path.len() - path.trim_start_matches(['[', ']']).len();
        let ends = path.match_indices(['.', '[']).map(|(at, _)| at).chain([path.len()]);
        let ends: Vec<usize> = ends.filter(|end| *end > keyless).collect();
        let stands = |end: &&usize| path.get(..**end).is_some_and(|part| self.has(part));
        (ends.iter().take_while(stands).count(), ends.len())
    }

    /// All paths of the outline that lie below the place, in the order of their letters, with what stands there.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'o str, Kind)> + use<'o> {
        let place = self.place;
        self.outline.keys.iter().filter_map(move |(path, kind)| {
            let rest = path.strip_prefix(place)?;
            let below = place.is_empty() || rest.starts_with(['.', '[']);
            (below && !rest.is_empty()).then(|| (rest.strip_prefix('.').unwrap_or(rest), *kind))
        })
    }
}

/// A walk through one value.
struct Walk<'o> {
    /// What has been found.
    outline: &'o mut Outline,
    /// Where the value stands.
    path: String,
    /// How many objects and lists it stands in.
    depth: usize,
}

impl Walk<'_> {
    /// Keeps a value that is no object or list.
    fn leaf<E>(self, kind: Kind) -> Result<(), E> {
        self.outline.keep(&self.path, kind);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.leaf(Kind::Null)
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        self.leaf(Kind::Flag)
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.leaf(Kind::Whole)
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.leaf(Kind::Whole)
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.leaf(Kind::Fraction)
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        self.leaf(Kind::Text)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.outline.keep(&self.path, Kind::List);
        let path = self.path + "[]";
        if self.depth < DEPTH {
            for _ in 0..ITEMS {
                let walk = Walk { outline: self.outline, path: path.clone(), depth: self.depth + 1 };
                if items.next_element_seed(walk)?.is_none() {
                    return Ok(());
                }
            }
        }
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.outline.keep(&self.path, Kind::Object);
        while let Some(key) = entries.next_key::<String>()? {
            let top = self.path.is_empty() || self.path == "[]";
            let full = self.outline.keys.len() >= if top { MOST_TOP_KEYS } else { MOST_KEYS };
            if self.depth >= DEPTH || key.len() > LONGEST_KEY || full {
                entries.next_value::<IgnoredAny>()?;
                continue;
            }
            if top && self.outline.top.len() < SHOWN_KEYS && !self.outline.top.contains(&key) {
                let shown = beginning(&key, LONGEST_SHOWN).chars().filter(|c| !c.is_control()).collect();
                self.outline.top.push(shown);
            }
            let path = if self.path.is_empty() { key } else { format!("{}.{key}", self.path) };
            entries.next_value_seed(Walk { outline: self.outline, path, depth: self.depth + 1 })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Outline};

    #[test]
    fn keys_are_found_with_their_kind() {
        let outline = Outline::of(r#"{"a":[{"b":1},{"b":1.5,"c":null}],"d":{"e":[]}}"#).unwrap();
        assert_eq!(outline.kind("a[].b"), Some(Kind::Fraction));
        assert_eq!(outline.kind("d.e"), Some(Kind::List));
        assert_eq!((outline.top(), outline.is_list()), (&["a".to_owned(), "d".to_owned()][..], false));
        assert!(Outline::of("[00:01] Dana: hi").is_none());
    }

    #[test]
    fn depth_does_not_matter_and_a_break_has_a_place() {
        let deep = format!("{{\"x\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(Outline::of(&deep).unwrap().broken().is_none());
        let broken = Outline::of("{\"turns\": [\n  {\"a\" 1}]}").unwrap();
        let place = broken.broken().unwrap().place();
        assert_eq!((place.line, place.column, broken.kind("turns").is_some()), (Some(2), Some(8), true));
    }
}
