//! Flat tables of the results, for CSV and Parquet: one row a call, or one a piece of evidence, a moment and so on.
//!
//! A column is a name and a place in the object that the JSON forms write, so that no figure can differ from theirs; what
//! it holds and what it means is looked up in the JSON Schema. [`SHEETS`] lists the tables; names only are added, never
//! changed.

mod schema;
mod sheets;
mod types;

use std::io;

use serde_json::Value;

use super::json::{Run, value};
use super::visible;
use crate::batch::Outcome;
use crate::story::FIGURES;

pub use schema::{csv_schema, parquet_schema};
pub use sheets::SHEETS;
pub(super) use sheets::sheet;
pub use types::{Kind, Meaning};

/// A table: its rows are the elements of a list in the object of a call, or of lists in its elements.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    /// What `--table` calls it.
    pub id: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// The lists that lead to a row, the outer first; none where a call is a row.
    lists: &'static [&'static str],
    /// What a row holds beyond the columns that say which call it is of.
    columns: &'static [Column],
}

/// A column.
#[derive(Clone, Copy, Debug)]
struct Column {
    name: &'static str,
    of: Of,
}

/// Where a cell comes from. A path names keys, parted by dots.
#[derive(Clone, Copy, Debug)]
enum Of {
    /// The object of the call, or of the input that gave none.
    Call(&'static str),
    /// An element of the list at that place of [`Sheet::lists`].
    List(usize, &'static str),
    /// A list of words or numbers of the call, as words with `; ` between.
    Joined(&'static str),
    /// The same of an element.
    JoinedList(usize, &'static str),
    /// Names of the parties on that side, with `; ` between.
    Names(&'static str),
}

/// A column as a form writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its name.
    pub name: String,
    /// What its cells are and mean.
    pub meaning: Meaning,
}

/// A cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Nothing is known.
    Empty,
    /// Words.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// A number, and how JSON writes it.
    Number(f64, String),
    /// Yes or no.
    Flag(bool),
}

impl Sheet {
    /// Its columns in order.
    #[must_use]
    pub fn headings(&self) -> Vec<Heading> {
        let of = |column: &Column| Heading { name: column.name.to_owned(), meaning: types::meaning(self, column.of) };
        let mut headings: Vec<Heading> = self.all().map(of).collect();
        if self.lists.is_empty() {
            headings.extend(FIGURES.iter().map(|row| Heading {
                name: row.id.to_owned(),
                meaning: Meaning {
                    kind: Kind::Number,
                    may_be_empty: true,
                    words: format!("{}; in {}", row.definition, row.unit),
                },
            }));
        }
        headings
    }

    /// The rows that an outcome gives, each with a cell a column.
    ///
    /// # Errors
    /// If the object cannot be made, which no outcome does.
    pub(super) fn rows(&self, outcome: &Outcome, run: &Run) -> io::Result<Vec<Vec<Cell>>> {
        let object = value(outcome, run)?;
        if outcome.result.is_err() && !self.lists.is_empty() {
            return Ok(Vec::new());
        }
        let mut rows: Vec<Vec<&Value>> = vec![Vec::new()];
        for list in self.lists {
            rows = rows.into_iter().flat_map(|outer| below(&object, outer, list)).collect();
        }
        Ok(rows.into_iter().map(|lists| self.cells(&object, &lists)).collect())
    }

    fn cells(&self, object: &Value, lists: &[&Value]) -> Vec<Cell> {
        let mut cells: Vec<Cell> = self.all().map(|column| column.of.cell(object, lists)).collect();
        if self.lists.is_empty() {
            let figures = at(object, "story.figures").as_array().map_or(&[] as &[Value], Vec::as_slice);
            cells.extend(FIGURES.iter().map(|row| {
                let figure = figures.iter().find(|figure| figure.get("id").and_then(Value::as_str) == Some(row.id));
                figure.map_or(Cell::Empty, |figure| cell(at(figure, "value")))
            }));
        }
        cells
    }

    /// Which call it is, then its own columns.
    fn all(&self) -> impl Iterator<Item = &Column> {
        let call = if self.lists.is_empty() { &[] } else { sheets::WHICH_CALL };
        call.iter().chain(self.columns)
    }
}

impl Of {
    fn cell(self, object: &Value, lists: &[&Value]) -> Cell {
        let element = |level: usize, path: &str| lists.get(level).map_or(&Value::Null, |element| at(element, path));
        match self {
            Self::Call(path) => cell(at(object, path)),
            Self::List(level, path) => cell(element(level, path)),
            Self::Joined(path) => joined(at(object, path)),
            Self::JoinedList(level, path) => joined(element(level, path)),
            Self::Names(role) => {
                let parties = object.get("parties").and_then(Value::as_array).map_or(&[] as &[Value], Vec::as_slice);
                let of_side = |party: &&Value| party.get("role").and_then(Value::as_str) == Some(role);
                let names: Vec<&str> =
                    parties.iter().filter(of_side).filter_map(|party| party.get("name")?.as_str()).collect();
                if object.get("parties").is_none() { Cell::Empty } else { Cell::Text(names.join("; ")) }
            }
        }
    }
}

/// The elements of a list in the innermost of these, each behind them.
fn below<'v>(object: &'v Value, outer: Vec<&'v Value>, list: &str) -> Vec<Vec<&'v Value>> {
    let within = outer.last().copied().unwrap_or(object);
    let elements = at(within, list).as_array().map_or(&[] as &[Value], Vec::as_slice);
    elements.iter().map(|element| [outer.as_slice(), &[element]].concat()).collect()
}

/// What stands at a path; null if nothing does.
fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').try_fold(value, |value, key| value.get(key)).unwrap_or(&Value::Null)
}

/// A value as a cell. A decimal is one where it is whole, too.
fn cell(value: &Value) -> Cell {
    match value {
        Value::Null | Value::Array(_) | Value::Object(_) => Cell::Empty,
        Value::Bool(flag) => Cell::Flag(*flag),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Number(number) => match number.as_i64() {
            Some(whole) => Cell::Whole(whole),
            None => Cell::Number(number.as_f64().unwrap_or_default(), number.to_string()),
        },
    }
}

fn joined(list: &Value) -> Cell {
    let Some(list) = list.as_array() else { return Cell::Empty };
    let words = list.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    Cell::Text(words.collect::<Vec<_>>().join("; "))
}

impl Cell {
    /// As a cell of text: what a spreadsheet would run as a formula begins with `'`.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => {
                let text = visible(text);
                if text.starts_with(['=', '+', '-', '@']) { format!("'{text}") } else { text.into_owned() }
            }
            Self::Whole(number) => number.to_string(),
            Self::Number(_, written) => written.clone(),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}
