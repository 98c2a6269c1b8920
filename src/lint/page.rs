//! A file on the desk: its table, and where in the text its values stand.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::lexicon::{File, Kind};

/// A file, read as TOML.
pub(super) struct Page<'a> {
    pub(super) file: &'a File,
    /// It is looked at for findings; the others only stand around it.
    pub(super) is_subject: bool,
    /// The folder it lies in; a later one is laid over an earlier one.
    pub(super) folder: usize,
    /// What it holds, if it is TOML.
    pub(super) table: Option<DeTable<'a>>,
    /// Why it is no TOML: where, and what.
    pub(super) broken: Option<(Range<usize>, String)>,
}

/// A string of a file.
#[derive(Clone, Debug)]
pub(super) struct Said<'p> {
    /// The bytes of its words, without quotation marks.
    pub(super) span: Range<usize>,
    pub(super) text: &'p str,
}

impl Said<'_> {
    /// The bytes in the file of a part of the string.
    pub(super) fn part(&self, part: &Range<usize>) -> Range<usize> {
        let end = self.span.end;
        (self.span.start + part.start).min(end)..(self.span.start + part.end).min(end)
    }
}

/// A `[[phrase]]`.
#[derive(Clone, Debug, Default)]
pub(super) struct PhrasePlace<'p> {
    pub(super) says: Option<Said<'p>>,
    pub(super) finds: Vec<Said<'p>>,
}

/// A `[[passes]]`.
#[derive(Clone, Debug, Default)]
pub(super) struct PassPlace<'p> {
    pub(super) text: Option<Said<'p>>,
    pub(super) guard: Option<Said<'p>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(file: &'a File, is_subject: bool, folder: usize) -> Self {
        match DeTable::parse(&file.text) {
            Ok(table) => Self { file, is_subject, folder, table: Some(table.into_inner()), broken: None },
            Err(error) => {
                let why = (error.span().unwrap_or(0..0), error.message().trim_end().to_owned());
                Self { file, is_subject, folder, table: None, broken: Some(why) }
            }
        }
    }

    /// It has an id of its own.
    pub(super) fn has_id(&self) -> bool {
        matches!(self.file.kind(), Kind::Lexicon | Kind::Sequence)
    }

    pub(super) fn is_lexicon(&self) -> bool {
        self.file.kind() == Kind::Lexicon
    }

    /// The bytes of the value of a key at the top, or else of the `id`, or else the head of the file.
    pub(super) fn value(&self, key: &str) -> Range<usize> {
        let find = |key| get(self.table.as_ref()?, key);
        let value = find(key).or_else(|| find("id"));
        value.map_or(0..0, |value| self.said(value).map_or(value.span(), |said| said.span))
    }

    /// The string of a key at the top.
    pub(super) fn string(&self, key: &str) -> Option<Said<'_>> {
        self.said(get(self.table.as_ref()?, key)?)
    }

    /// The strings of a list at the top.
    pub(super) fn strings(&self, key: &str) -> Vec<Said<'_>> {
        self.table.as_ref().map_or_else(Vec::new, |table| self.list(table, key))
    }

    /// Key and value of each row of a table at the top; without a name, of the top itself.
    pub(super) fn rows(&self, key: Option<&str>) -> Vec<(Said<'_>, &Spanned<DeValue<'a>>)> {
        let Some(top) = &self.table else { return Vec::new() };
        let table = match key {
            Some(key) => get(top, key).and_then(|value| value.get_ref().as_table()),
            None => Some(top),
        };
        let rows = table.into_iter().flat_map(|table| table.iter());
        rows.map(|(key, value)| (Said { span: key.span(), text: key.get_ref().as_ref() }, value)).collect()
    }

    /// The tables of a list at the top, each with its place.
    pub(super) fn tables(&self, key: &str) -> Vec<(Range<usize>, &DeTable<'a>)> {
        let list = self.table.as_ref().and_then(|table| get(table, key)).and_then(|value| value.get_ref().as_array());
        list.into_iter().flatten().filter_map(|value| Some((value.span(), value.get_ref().as_table()?))).collect()
    }

    /// The phrases in order.
    pub(super) fn phrases(&self) -> Vec<PhrasePlace<'_>> {
        let place = |(_, table)| PhrasePlace { says: self.text_of(table, "says"), finds: self.list(table, "finds") };
        self.tables("phrase").into_iter().map(place).collect()
    }

    /// The passes in order.
    pub(super) fn passes(&self) -> Vec<PassPlace<'_>> {
        let place = |(_, table)| PassPlace { text: self.text_of(table, "text"), guard: self.text_of(table, "guard") };
        self.tables("passes").into_iter().map(place).collect()
    }

    fn text_of<'p>(&'p self, table: &'p DeTable<'a>, key: &str) -> Option<Said<'p>> {
        self.said(get(table, key)?)
    }

    fn list<'p>(&'p self, table: &'p DeTable<'a>, key: &str) -> Vec<Said<'p>> {
        let list = get(table, key).and_then(|value| value.get_ref().as_array());
        list.into_iter().flatten().filter_map(|value| self.said(value)).collect()
    }

    /// The byte at a line and column, both from 1.
    pub(super) fn byte(&self, line: u64, column: u64) -> usize {
        let number = |number: u64| usize::try_from(number).unwrap_or(1).saturating_sub(1);
        let start: usize = self.file.text.split_inclusive('\n').take(number(line)).map(str::len).sum();
        let rest = self.file.text.get(start..).unwrap_or_default();
        start + rest.char_indices().nth(number(column)).map_or(0, |(at, _)| at)
    }

    /// A string and the bytes between its quotation marks.
    pub(super) fn said<'p>(&self, value: &'p Spanned<DeValue<'a>>) -> Option<Said<'p>> {
        let text = value.get_ref().as_str()?;
        let whole = value.span();
        let written = self.file.text.get(whole.clone()).unwrap_or_default();
        let marks = if written.starts_with("\"\"\"") || written.starts_with("'''") { 3 } else { 1 };
        let start = whole.start + marks;
        Some(Said { span: start..whole.end.saturating_sub(marks).max(start), text })
    }
}

/// The value under a key.
pub(super) fn get<'t, 'a>(table: &'t DeTable<'a>, key: &str) -> Option<&'t Spanned<DeValue<'a>>> {
    table.iter().find(|(known, _)| *known.get_ref() == key).map(|(_, value)| value)
}
