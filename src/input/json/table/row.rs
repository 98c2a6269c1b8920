//! One row of JSON: an object whose keys are the columns.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::super::super::table::{Column, Meaning, Plan, Row};
use super::super::super::time::Time;
use super::find::Inner;
use super::walk::Any;

/// How rows are read.
#[derive(Clone, Copy, Debug)]
pub(in super::super::super) struct Reading<'p> {
    /// The columns; the name of one inside an object is a path with a dot.
    pub(in super::super::super) plan: &'p Plan,
    /// Where times stand, if not in columns.
    pub(in super::super::super) inner: Option<&'p Inner>,
}

impl Reading<'_> {
    /// Reads one row.
    ///
    /// # Errors
    /// The JSON is broken.
    pub(in super::super::super) fn read<'de, D: Deserializer<'de>>(
        self,
        row: &mut Row<'de>,
        value: D,
    ) -> Result<(), D::Error> {
        Fields { reading: self, prefix: "", row }.deserialize(value)
    }
}

/// Reads an object into a row.
struct Fields<'f, 'r> {
    /// How.
    reading: Reading<'f>,
    /// The path of the object in the row, with a dot behind it; empty for the row itself.
    prefix: &'f str,
    /// The row.
    row: &'f mut Row<'r>,
}

/// What a key leads to.
enum Hit<'f> {
    /// A column.
    Column(&'f Column),
    /// An object with columns in it; its path.
    Inside(String),
    /// A list that says when.
    Inner(&'f Inner),
    /// Nothing.
    Miss,
}

impl<'de> DeserializeSeed<'de> for Fields<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Fields<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a row")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Self { reading, prefix, row } = self;
        while let Some(hit) = entries.next_key_seed(Key { reading, prefix })? {
            match hit {
                Hit::Column(column) => {
                    let cell: Any<'de> = entries.next_value()?;
                    if matches!(column.as_.meaning, Meaning::Start | Meaning::End | Meaning::Duration) {
                        row.time(column, cell.time());
                    } else if let Some(text) = cell.text() {
                        row.put(column, text);
                    }
                }
                Hit::Inside(path) => entries.next_value_seed(Fields { reading, prefix: &path, row: &mut *row })?,
                Hit::Inner(inner) => {
                    let (start, end) = entries.next_value_seed(Within { inner })?;
                    row.between(start, end);
                }
                Hit::Miss => drop(entries.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
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

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Reads a key; no key is copied.
struct Key<'f> {
    /// How rows are read.
    reading: Reading<'f>,
    /// The path of the object, with a dot behind it.
    prefix: &'f str,
}

impl<'de, 'f> DeserializeSeed<'de> for Key<'f> {
    type Value = Hit<'f>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Hit<'f>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de, 'f> Visitor<'de> for Key<'f> {
    type Value = Hit<'f>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<Hit<'f>, E> {
        // The length first: this runs for each key of each row.
        let long = self.prefix.len() + key.len();
        let here = |column: &&Column| column.name.len() == long && column.name.strip_prefix(self.prefix) == Some(key);
        if let Some(column) = self.reading.plan.columns.iter().find(here) {
            return Ok(Hit::Column(column));
        }
        if !self.prefix.is_empty() {
            return Ok(Hit::Miss);
        }
        if let Some(inner) = self.reading.inner.filter(|inner| inner.list == key) {
            return Ok(Hit::Inner(inner));
        }
        let inside = |column: &Column| column.name.strip_prefix(key).is_some_and(|rest| rest.starts_with('.'));
        Ok(if self.reading.plan.columns.iter().any(inside) { Hit::Inside(format!("{key}.")) } else { Hit::Miss })
    }
}

/// Reads the first start and the last end of a list of numbers or of words.
struct Within<'f> {
    /// The keys.
    inner: &'f Inner,
}

impl<'de> DeserializeSeed<'de> for Within<'_> {
    type Value = (Time, Time);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(Time, Time), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within<'_> {
    type Value = (Time, Time);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("times")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(Time, Time), A::Error> {
        let (mut first, mut last) = (Time::None, Time::None);
        while let Some((start, end)) = items.next_element_seed(Within { inner: self.inner })? {
            if first == Time::None {
                first = start;
            }
            if end != Time::None {
                last = end;
            }
        }
        Ok((first, last))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(Time, Time), A::Error> {
        let [start, end] = &self.inner.keys;
        let (mut from, mut to) = (Time::None, Time::None);
        while let Some(key) = entries.next_key::<String>()? {
            if key == *start {
                from = entries.next_value::<Any<'de>>()?.time();
            } else if key == *end {
                to = entries.next_value::<Any<'de>>()?.time();
            } else {
                entries.next_value::<IgnoredAny>()?;
            }
        }
        Ok((from, to))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(Time, Time), E> {
        Ok((Time::Number(number), Time::Number(number)))
    }

    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52, or rounded to milliseconds")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<(Time, Time), E> {
        self.visit_f64(number as f64)
    }

    #[expect(clippy::cast_precision_loss, reason = "times are far below 2^52, or rounded to milliseconds")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<(Time, Time), E> {
        self.visit_f64(number as f64)
    }

    fn visit_str<E>(self, text: &str) -> Result<(Time, Time), E> {
        let time = Time::parse(text).unwrap_or(Time::Unclear);
        Ok((time, time))
    }

    fn visit_bool<E>(self, _: bool) -> Result<(Time, Time), E> {
        Ok((Time::None, Time::None))
    }

    fn visit_unit<E>(self) -> Result<(Time, Time), E> {
        Ok((Time::None, Time::None))
    }
}
