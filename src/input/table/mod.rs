//! Tables: rows of any tool, with columns called in any sensible way, become calls.
//!
//! A format that has rows (CSV, lists of JSON, JSON one a line, Parquet) asks [`Plan`] which columns to read and is a
//! [`Source`] of [`Row`]s. [`calls`] reads it twice: first to learn what only the whole file tells (what the times
//! count, which calls there are, who the speakers are), then to say everything. So no row is kept.

mod clock;
mod evidence;
mod lasting;
mod names;
mod plan;
mod restart;
mod sides;
mod speaker;
mod survey;
mod tell;

use std::borrow::Cow;

use crate::call::Draft;

use super::time::Time;

pub(super) use names::{Meaning, Named, named, plain};
pub(super) use plan::{Column, Holds, Plan};
pub(super) use speaker::Person;
pub(super) use survey::is_talk;
pub(super) use tell::iso;

/// A table of speech.
pub(super) trait Source {
    /// Its columns.
    fn plan(&self) -> &Plan;

    /// Hands over all rows in the order of the file; as often as it is called, the same.
    fn rows(&self, each: &mut dyn FnMut(&Row<'_>));

    /// People known beside the rows.
    fn people(&self) -> &[Person] {
        &[]
    }

    /// What is known of the call of that group beside the rows.
    fn about(&self, group: usize) -> About {
        let _ = group;
        About::default()
    }
}

/// What is known of a call beside its rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    /// Its id.
    pub(super) id: Option<String>,
    /// Its date as it is written.
    pub(super) date: Option<String>,
    /// Its title.
    pub(super) title: Option<String>,
}

/// One row; what is missing is `None`.
#[derive(Debug, Default)]
pub(super) struct Row<'r> {
    /// The list it stands in, from 0, where a file has several; never one call with those of another.
    pub(super) group: usize,
    /// Its number in the file, from 1.
    pub(super) record: usize,
    /// The words.
    text: Cow<'r, str>,
    /// Who speaks, with the rank of the column that says so.
    speaker: Option<(usize, Cow<'r, str>)>,
    /// Who speaks, as a number or key.
    id: Option<(usize, Cow<'r, str>)>,
    /// The side or channel, and the name of the column.
    role: Option<(usize, Cow<'r, str>, &'static str)>,
    /// The name of the column that only insiders have a value in.
    insider: Option<&'static str>,
    /// The address of who speaks.
    email: Option<Cow<'r, str>>,
    /// When it begins.
    start: Time,
    /// When it ends.
    end: Time,
    /// How long it takes.
    duration: Time,
    /// The call.
    call: Option<Cow<'r, str>>,
    /// The row's own id.
    key: Option<Cow<'r, str>>,
    /// The place in the call.
    order: Option<f64>,
    /// The title of the call.
    title: Option<Cow<'r, str>>,
    /// The date of the call.
    date: Option<Cow<'r, str>>,
}

impl<'r> Row<'r> {
    /// An empty row.
    pub(super) fn new(group: usize, record: usize) -> Self {
        Self { group, record, ..Self::default() }
    }

    /// Puts what stands in a column; blank text is nothing.
    pub(super) fn put(&mut self, column: &Column, cell: Cow<'r, str>) {
        if cell.trim_ascii().is_empty() {
            return;
        }
        let rank = column.as_.rank;
        let surer = |known: Option<usize>| known.is_none_or(|known| rank < known);
        match column.as_.meaning {
            Meaning::Text => self.text = cell,
            Meaning::Speaker if surer(self.speaker.as_ref().map(|known| known.0)) => self.speaker = Some((rank, cell)),
            Meaning::Id if surer(self.id.as_ref().map(|known| known.0)) => self.id = Some((rank, cell)),
            Meaning::Role if surer(self.role.as_ref().map(|known| known.0)) => {
                self.role = Some((rank, cell, column.as_.known));
            }
            Meaning::Speaker | Meaning::Id | Meaning::Role => {}
            Meaning::Insider => self.insider = Some(column.as_.known),
            Meaning::Email => self.email = Some(cell),
            Meaning::Start | Meaning::End | Meaning::Duration => {
                // Where `;` stands between cells, a comma mostly stands before fractions.
                let time = Time::parse(&cell).or_else(|| Time::parse(&cell.replacen(',', ".", 1)));
                let time = time.or_else(|| clock::half_day(&cell));
                self.time(column, time.unwrap_or(Time::Unclear));
            }
            Meaning::Call => self.call = Some(cell),
            Meaning::Record => self.key = Some(cell),
            Meaning::Order => self.order = cell.trim().parse().ok().filter(|order: &f64| order.is_finite()),
            Meaning::Title => self.title = Some(cell),
            Meaning::Date => self.date = Some(cell),
        }
    }

    /// Puts a time that stands in a column.
    pub(super) fn time(&mut self, column: &Column, time: Time) {
        match column.as_.meaning {
            Meaning::Start => self.start = time,
            Meaning::End => self.end = time,
            Meaning::Duration => self.duration = time,
            _ => {}
        }
    }

    /// The same row, on its own.
    fn kept(&self) -> Row<'static> {
        fn own(cell: impl AsRef<str>) -> Cow<'static, str> {
            Cow::Owned(cell.as_ref().to_owned())
        }
        Row {
            group: self.group,
            record: self.record,
            text: own(&self.text),
            speaker: self.speaker.as_ref().map(|(rank, cell)| (*rank, own(cell))),
            id: self.id.as_ref().map(|(rank, cell)| (*rank, own(cell))),
            role: self.role.as_ref().map(|(rank, cell, by)| (*rank, own(cell), *by)),
            insider: self.insider,
            email: self.email.as_ref().map(own),
            start: self.start,
            end: self.end,
            duration: self.duration,
            call: self.call.as_ref().map(own),
            key: self.key.as_ref().map(own),
            order: self.order,
            title: self.title.as_ref().map(own),
            date: self.date.as_ref().map(own),
        }
    }

    /// Puts the times between which the row was spoken, where no column of times says more.
    pub(super) fn between(&mut self, start: Time, end: Time) {
        if self.start == Time::None {
            self.start = start;
        }
        if self.end == Time::None {
            self.end = end;
        }
    }
}

/// Reads a table: its calls in the order of their first rows.
pub(super) fn calls(source: &dyn Source) -> Vec<Draft> {
    let found = survey::survey(source);
    tell::tell(source, &found)
}
