//! A TOML file with its places: values are checked against the schema, and trouble knows its line and column.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::schema::{Keys, MOST, Shape};
use crate::error::{Error, ErrorKind, Place};
use crate::suggest;

/// The text of a file, and how the file is called.
pub(super) struct Page<'a> {
    text: &'a str,
    path: &'a str,
}

impl<'a> Page<'a> {
    /// A page of that text, for messages called `path`.
    pub(super) fn new(text: &'a str, path: &'a str) -> Self {
        Self { text, path }
    }

    /// The file as TOML.
    pub(super) fn document(&self) -> Result<Spanned<DeTable<'a>>, Error> {
        DeTable::parse(self.text).map_err(|error| {
            let what = format!("this is no TOML: {}", error.message().trim_end());
            self.error(&error.span().unwrap_or(0..0), what, "correct it; strings stand in quotes, lists in [brackets]")
        })
    }

    /// Checks a table and all below it.
    pub(super) fn check(&self, table: &DeTable<'_>, keys: &Keys) -> Result<(), Error> {
        for (key, value) in table {
            let name: &str = key.get_ref();
            let Some((_, shape)) = keys.keys.iter().find(|(known, _)| *known == name) else {
                let place = if keys.name.is_empty() { String::new() } else { format!(" in {}", keys.name) };
                let next = suggest::instead(name, keys.keys.iter().map(|(known, _)| *known));
                return Err(self.error(&key.span(), format!("unknown key `{name}`{place}"), &next));
            };
            self.check_value(name, value, shape)?;
        }
        Ok(())
    }

    /// Puts an error at a key of a table, or at the file if the key is not there.
    pub(super) fn locate(&self, error: Error, table: &DeTable<'_>, key: &str) -> Error {
        let span = table.keys().find(|known| *known.get_ref() == key).map_or(0..0, Spanned::span);
        self.place(error, &span)
    }

    /// The place of a key of a table.
    pub(super) fn place_of(&self, table: &DeTable<'_>, key: &str) -> Place {
        self.locate(Error::new(ErrorKind::Config, ""), table, key).place().clone()
    }

    /// Checks one value against its shape, and what is below it.
    fn check_value(&self, name: &str, value: &Spanned<DeValue<'_>>, shape: &Shape) -> Result<(), Error> {
        let wrong = |is: &str, next: &str| Err(self.error(&value.span(), format!("`{name}` is no {is}"), next));
        match (shape, value.get_ref()) {
            (Shape::Text, DeValue::String(_)) | (Shape::Date, DeValue::Datetime(_)) => Ok(()),
            (Shape::OneOf(words), DeValue::String(_)) => self.check_word(name, value, words),
            (Shape::Text | Shape::OneOf(_), _) => wrong("string", "write it in quotes"),
            (Shape::Date, _) => wrong("date", "write it as 2027-03-31, without quotes"),
            (Shape::Texts | Shape::SomeOf(_), DeValue::Array(list)) => {
                list.iter().try_for_each(|word| match (word.get_ref(), shape) {
                    (DeValue::String(_), Shape::SomeOf(words)) => self.check_word(name, word, words),
                    (DeValue::String(_), _) => Ok(()),
                    _ => self.no_list(name, word),
                })
            }
            (Shape::Texts | Shape::SomeOf(_), _) => self.no_list(name, value),
            (Shape::UpTo(most), number) => match whole(number) {
                Some(number) if (0..=*most).contains(&number) => Ok(()),
                _ => wrong(&format!("whole number from 0 to {most}"), "write such a number"),
            },
            (Shape::Counts, DeValue::Table(table)) => {
                table.iter().try_for_each(|(key, value)| self.check_value(key.get_ref(), value, &Shape::UpTo(MOST)))
            }
            (Shape::Table(keys), DeValue::Table(table)) => self.check(table, keys),
            (Shape::Table(_) | Shape::Counts, _) => wrong("table", &format!("write [{name}] above its keys")),
            (Shape::Tables(keys), DeValue::Array(list)) => list.iter().try_for_each(|table| {
                let DeValue::Table(entries) = table.get_ref() else { return wrong("list of tables", keys.name) };
                self.check(entries, keys)?;
                let is_there = |key: &str| entries.keys().any(|known| *known.get_ref() == key);
                match keys.required.iter().find(|key| !is_there(key)) {
                    Some(key) => {
                        let what = format!("`{key}` is missing in {}", keys.name);
                        Err(self.error(&table.span(), what, "add it"))
                    }
                    None => Ok(()),
                }
            }),
            (Shape::Tables(keys), _) => wrong("list of tables", &format!("write {} above each", keys.name)),
        }
    }

    /// Checks a word against those that are known.
    fn check_word(&self, name: &str, value: &Spanned<DeValue<'_>>, words: &[&str]) -> Result<(), Error> {
        let word = value.get_ref().as_str().unwrap_or_default();
        if words.contains(&word) {
            return Ok(());
        }
        let next = suggest::instead(word, words.iter().copied());
        Err(self.error(&value.span(), format!("`{name}` cannot be `{word}`"), &next))
    }

    /// The error for a value that should be a list of strings.
    fn no_list(&self, name: &str, value: &Spanned<DeValue<'_>>) -> Result<(), Error> {
        Err(self.error(&value.span(), format!("`{name}` is no list of strings"), "write [\"...\", \"...\"]"))
    }

    /// A configuration error at a place.
    fn error(&self, span: &Range<usize>, what: String, next: &str) -> Error {
        self.place(Error::new(ErrorKind::Config, what).next(next), span)
    }

    /// Puts an error at the line and column where a span begins.
    fn place(&self, error: Error, span: &Range<usize>) -> Error {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        let line = before.matches('\n').count() as u64 + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() as u64 + 1;
        error.at(line, column).in_file(self.path)
    }
}

/// Reading a table that has been checked: what is not there is empty.
pub(super) trait Section {
    /// The table under that key.
    fn section(&self, key: &str) -> Option<&DeTable<'_>>;
    /// The string under that key.
    fn text(&self, key: &str) -> Option<&str>;
    /// The strings of the list under that key.
    fn texts(&self, key: &str) -> Vec<String>;
    /// The whole number under that key.
    fn number(&self, key: &str) -> Option<i64>;
    /// The date under that key, as it is written.
    fn date(&self, key: &str) -> Option<String>;
    /// The tables of the list under that key.
    fn tables(&self, key: &str) -> Vec<&DeTable<'_>>;
}

impl Section for DeTable<'_> {
    fn section(&self, key: &str) -> Option<&DeTable<'_>> {
        value(self, key)?.as_table()
    }

    fn text(&self, key: &str) -> Option<&str> {
        value(self, key)?.as_str()
    }

    fn texts(&self, key: &str) -> Vec<String> {
        let list = value(self, key).and_then(DeValue::as_array).into_iter().flatten();
        list.filter_map(|text| text.get_ref().as_str().map(str::to_owned)).collect()
    }

    fn number(&self, key: &str) -> Option<i64> {
        whole(value(self, key)?)
    }

    fn date(&self, key: &str) -> Option<String> {
        match value(self, key)? {
            DeValue::Datetime(date) => Some(date.to_string()),
            _ => None,
        }
    }

    fn tables(&self, key: &str) -> Vec<&DeTable<'_>> {
        let list = value(self, key).and_then(DeValue::as_array).into_iter().flatten();
        list.filter_map(|table| table.get_ref().as_table()).collect()
    }
}

/// The value under a key.
fn value<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t DeValue<'t>> {
    table.iter().find(|(known, _)| *known.get_ref() == key).map(|(_, value)| value.get_ref())
}

/// The whole number, if it is one.
fn whole(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}
