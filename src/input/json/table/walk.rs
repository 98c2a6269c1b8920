//! The way through a document to what stands at a path, without building any value.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::super::time::Time;

/// The depth at which the key of a call stands for its id: behind all that the call itself says.
const LAST: usize = usize::MAX;

/// One step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into what an object holds under a key.
    Key(String),
    /// Into what an object holds under each of its keys.
    Any,
    /// Into each item of a list.
    Each,
}

/// The steps of a path such as `calls[].messages[]`.
pub(super) fn steps(path: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let key = part.trim_end_matches("[]");
        if !key.is_empty() {
            steps.push(if key == "*" { Step::Any } else { Step::Key(key.to_owned()) });
        }
        steps.extend(std::iter::repeat_n(Step::Each, (part.len() - key.len()) / 2));
    }
    steps
}

/// What waits at the end of a path.
pub(super) trait Leaf<'de> {
    /// True if what waits are rows, so that the last list on the way holds those of one call.
    const ROWS: bool;

    /// Reads what stands there; `group` counts the items of the lists entered on the way that hold calls.
    ///
    /// # Errors
    /// The JSON is broken.
    fn value<D: Deserializer<'de>>(&mut self, group: usize, value: D) -> Result<(), D::Error>;

    /// Sees a value beside the way: in an object of the call that was entered, `depth` steps from the top.
    fn beside(&mut self, group: usize, depth: usize, key: &str, cell: Cow<'de, str>) {
        let _ = (group, depth, key, cell);
    }

    /// Sees a string where a list of rows was looked for.
    fn instead(&mut self, group: usize, text: Cow<'de, str>) {
        let _ = (group, text);
    }

    /// True if [`beside`](Self::beside) wants a value.
    fn wants(&self, key: &str) -> bool {
        let _ = key;
        false
    }
}

/// Walks through a whole document.
///
/// # Errors
/// The JSON is broken.
pub(super) fn walk<'de, L: Leaf<'de>>(document: &'de str, steps: &[Step], leaf: &mut L) -> serde_json::Result<()> {
    let each = steps.iter().filter(|step| !matches!(step, Step::Key(_))).count();
    let mut group = None;
    let walk = Walk { steps, depth: 0, lists: each.saturating_sub(usize::from(L::ROWS)), group: &mut group, leaf };
    walk.deserialize(&mut serde_json::Deserializer::from_str(document))
}

/// A walk through one value.
struct Walk<'w, L> {
    /// The steps still to go.
    steps: &'w [Step],
    /// How many were gone.
    depth: usize,
    /// How many lists of calls are still to be entered.
    lists: usize,
    /// The number of the group, once one was entered.
    group: &'w mut Option<usize>,
    /// What waits.
    leaf: &'w mut L,
}

impl<'de, L: Leaf<'de>> DeserializeSeed<'de> for Walk<'_, L> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.steps.is_empty() {
            return self.leaf.value(self.group.unwrap_or_default(), deserializer);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de, L: Leaf<'de>> Visitor<'de> for Walk<'_, L> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Each, rest)) = self.steps.split_first() else {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        loop {
            if self.lists > 0 {
                *self.group = Some(self.group.map_or(0, |group| group + 1));
            }
            let walk = Walk {
                steps: rest,
                depth: self.depth + 1,
                lists: self.lists.saturating_sub(1),
                group: &mut *self.group,
                leaf: &mut *self.leaf,
            };
            if items.next_element_seed(walk)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        while let Some(key) = entries.next_key::<String>()? {
            match self.steps.split_first() {
                Some((Step::Key(wanted), rest)) if *wanted == key => {
                    let (depth, lists) = (self.depth + 1, self.lists);
                    let walk = Walk { steps: rest, depth, lists, group: &mut *self.group, leaf: &mut *self.leaf };
                    entries.next_value_seed(walk)?;
                }
                Some((Step::Any, rest)) => {
                    if self.lists > 0 {
                        *self.group = Some(self.group.map_or(0, |group| group + 1));
                    }
                    let group = self.group.unwrap_or_default();
                    self.leaf.beside(group, LAST, "id", Cow::Owned(key));
                    let (depth, lists) = (self.depth + 1, self.lists.saturating_sub(1));
                    let walk = Walk { steps: rest, depth, lists, group: &mut *self.group, leaf: &mut *self.leaf };
                    entries.next_value_seed(walk)?;
                }
                _ if self.lists == 0 && self.leaf.wants(&key) => {
                    if let Some(cell) = entries.next_value::<Any<'de>>()?.text() {
                        self.leaf.beside(self.group.unwrap_or_default(), self.depth, &key, cell);
                    }
                }
                _ => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
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

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        if self.steps == [Step::Each] {
            self.leaf.instead(self.group.unwrap_or_default(), Cow::Borrowed(text));
        }
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if self.steps == [Step::Each] {
            self.leaf.instead(self.group.unwrap_or_default(), Cow::Owned(text.to_owned()));
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Any value, as far as a cell can hold it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Any<'de> {
    /// `null`, a list, or an object that is no time.
    #[default]
    Nothing,
    /// A string, or a flag as it is written.
    Text(Cow<'de, str>),
    /// A whole number.
    Whole(i64),
    /// Another number.
    Number(f64),
    /// An object that says when.
    Time(Time),
}

impl<'de> Any<'de> {
    /// As text, if it has any.
    pub(super) fn text(self) -> Option<Cow<'de, str>> {
        match self {
            Self::Nothing | Self::Time(_) => None,
            Self::Text(text) => Some(text),
            Self::Whole(number) => Some(Cow::Owned(number.to_string())),
            Self::Number(number) => Some(Cow::Owned(number.to_string())),
        }
    }

    /// As a time.
    pub(super) fn time(&self) -> Time {
        match self {
            Self::Nothing => Time::None,
            Self::Text(text) => Time::parse(text).unwrap_or(Time::Unclear),
            #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52, or rounded to milliseconds")]
            Self::Whole(number) => Time::Number(*number as f64),
            Self::Number(number) => Time::Number(*number),
            Self::Time(time) => *time,
        }
    }
}

impl<'de> Deserialize<'de> for Any<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyVisitor)
    }
}

/// Reads an [`Any`].
struct AnyVisitor;

impl<'de> Visitor<'de> for AnyVisitor {
    type Value = Any<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Any<'de>, E> {
        Ok(Any::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Any<'de>, E> {
        Ok(Any::Text(Cow::Borrowed(if flag { "true" } else { "false" })))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Any<'de>, E> {
        Ok(Any::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Any<'de>, E> {
        Ok(i64::try_from(number).map_or_else(|_| Any::Text(Cow::Owned(number.to_string())), Any::Whole))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Any<'de>, E> {
        Ok(Any::Number(number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Any<'de>, E> {
        Ok(Any::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Any<'de>, E> {
        Ok(Any::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Any<'de>, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Any::Nothing)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Any<'de>, A::Error> {
        Time::deserialize(MapAccessDeserializer::new(entries)).map(Any::Time)
    }
}

#[cfg(test)]
mod tests {
    use super::{Any, Step, steps};

    #[test]
    fn paths_have_steps_and_values_have_text() {
        let key = |key: &str| Step::Key(key.to_owned());
        assert_eq!(steps("a.b[].c[]"), [key("a"), key("b"), Step::Each, key("c"), Step::Each]);
        assert_eq!((steps("[]"), steps("")), (vec![Step::Each], vec![]));
        let any: Vec<Any<'_>> = serde_json::from_str(r#"[1,2.5,true,"x",[1],null,18446744073709551615]"#).unwrap();
        let text: Vec<_> = any.into_iter().map(|any| any.text().map(std::borrow::Cow::into_owned)).collect();
        let want = [Some("1"), Some("2.5"), Some("true"), Some("x"), None, None, Some("18446744073709551615")];
        assert_eq!(text, want.map(|text| text.map(str::to_owned)));
    }
}
