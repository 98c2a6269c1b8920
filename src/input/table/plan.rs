//! Which columns of a table are read, by their names and by what stands in them.

use super::names::{Meaning, Named, named};

/// What stands in a column, by its first rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Holds {
    /// Nothing was seen.
    Nothing,
    /// Numbers.
    Number,
    /// `true` and `false`.
    Flag,
    /// Text, numbers in quotes included.
    Text,
    /// Text of several words that mostly is that of the row before, as where each row has the whole talk.
    Again,
    /// Lists or objects, which a cell cannot be.
    Parts,
    /// An object that says when, such as `{"seconds": 1, "nanos": 0}`.
    Moment,
}

/// A column that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Column {
    /// Its name or path as it is written.
    pub(in super::super) name: String,
    /// Its place in the table, from 0.
    pub(in super::super) at: usize,
    /// What it is read as.
    pub(in super::super) as_: Named,
}

/// The columns that are read, in the order of the table; one of them holds the words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Plan {
    /// The columns.
    pub(in super::super) columns: Vec<Column>,
}

impl Plan {
    /// Chooses columns; `None` without one for the words.
    pub(in super::super) fn of<'n>(table: impl IntoIterator<Item = (&'n str, Holds)>) -> Option<Self> {
        let all: Vec<(Column, Holds)> = table
            .into_iter()
            .enumerate()
            .flat_map(|(at, (name, holds))| {
                named(name).into_iter().map(move |as_| (Column { name: name.to_owned(), at, as_ }, holds))
            })
            .filter(|(column, holds)| can_hold(column.as_.meaning, column.as_.known, *holds))
            .collect();
        let of = |meaning| all.iter().filter(move |(column, _)| column.as_.meaning == meaning);
        // A column that repeats, or in which nothing was seen yet, is the words only if there is no other.
        let likely = |holds| match holds {
            Holds::Text => 0,
            Holds::Again => 1,
            _ => 2,
        };
        let text = of(Meaning::Text).min_by_key(|(column, holds)| (likely(*holds), column.as_.rank))?;
        let mut columns = vec![text.0.clone()];
        let taken = |columns: &[Column], at: usize| columns.iter().any(|column| column.at == at);
        for meaning in [
            Meaning::Start,
            Meaning::End,
            Meaning::Duration,
            Meaning::Call,
            Meaning::Record,
            Meaning::Order,
            Meaning::Email,
            Meaning::Title,
            Meaning::Date,
        ] {
            let free = of(meaning).filter(|(column, _)| !taken(&columns, column.at));
            columns.extend(free.min_by_key(|(column, _)| column.as_.rank).map(|(column, _)| column.clone()));
        }
        // Several columns may say who speaks; each row has its own best.
        let addressed = of(Meaning::Speaker).any(|(column, _)| column.as_.known == "identifier");
        for meaning in [Meaning::Speaker, Meaning::Role, Meaning::Id] {
            let meaning = if meaning == Meaning::Id && addressed { Meaning::Insider } else { meaning };
            let free: Vec<Column> =
                of(meaning).map(|(column, _)| column).filter(|column| !taken(&columns, column.at)).cloned().collect();
            columns.extend(free);
        }
        columns.sort_by_key(|column| column.at);
        Some(Self { columns })
    }

    /// True if a column of that meaning is read.
    pub(in super::super) fn has(&self, meaning: Meaning) -> bool {
        self.columns.iter().any(|column| column.as_.meaning == meaning)
    }

    /// True if a column says who speaks.
    pub(in super::super) fn has_speakers(&self) -> bool {
        let is_role = |column: &Column| column.as_.meaning == Meaning::Role && column.as_.known != "type";
        self.has(Meaning::Speaker) || self.has(Meaning::Id) || self.columns.iter().any(is_role)
    }

    /// True if the table surely is a transcript: besides the words it has who speaks, when, or in which call.
    pub(in super::super) fn is_sure(&self) -> bool {
        self.has_speakers() || self.has(Meaning::Start) || self.has(Meaning::Call)
    }
}

/// True if a column of that name can have that meaning by what stands in it.
fn can_hold(meaning: Meaning, known: &str, holds: Holds) -> bool {
    let holds = if holds == Holds::Again { Holds::Text } else { holds };
    match (meaning, holds) {
        // `from` and `to` are times where they are numbers, and people where they are not.
        (Meaning::Start | Meaning::End, Holds::Nothing | Holds::Text) => !matches!(known, "from" | "to"),
        (Meaning::Start | Meaning::End | Meaning::Duration, Holds::Number | Holds::Moment) => true,
        (Meaning::Duration, Holds::Nothing | Holds::Text) => true,
        (Meaning::Text, holds) => matches!(holds, Holds::Text | Holds::Nothing),
        (Meaning::Speaker, holds) => {
            matches!(holds, Holds::Text | Holds::Nothing) || (holds == Holds::Number && known.starts_with("speaker"))
        }
        (Meaning::Role, Holds::Flag) => known.starts_with("is_"),
        (Meaning::Role, Holds::Number) => known.starts_with("is_") || known.contains("channel"),
        (Meaning::Order, holds) => holds == Holds::Number,
        (Meaning::Id | Meaning::Insider | Meaning::Call | Meaning::Record | Meaning::Date, Holds::Number) => true,
        (_, holds) => matches!(holds, Holds::Text | Holds::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::super::names::Meaning;
    use super::{Holds, Plan};

    /// The names of the columns that are read, with what they are read as.
    fn plan(table: &[(&'static str, Holds)]) -> Vec<(String, Meaning)> {
        let plan = Plan::of(table.iter().copied()).unwrap_or_default();
        plan.columns.into_iter().map(|column| (column.name, column.as_.meaning)).collect()
    }

    #[test]
    fn the_surest_name_wins_and_what_stands_in_it_counts() {
        let found = plan(&[
            ("conversation", Holds::Number),
            ("words", Holds::Number),
            ("from", Holds::Text),
            ("message", Holds::Text),
            ("time", Holds::Number),
            ("secondsFromStart", Holds::Number),
        ]);
        let want = [
            ("conversation", Meaning::Call),
            ("from", Meaning::Speaker),
            ("message", Meaning::Text),
            ("secondsFromStart", Meaning::Start),
        ];
        assert_eq!(found, want.map(|(name, meaning)| (name.to_owned(), meaning)));
    }

    #[test]
    fn a_table_without_words_has_no_plan() {
        assert_eq!(plan(&[("name", Holds::Text), ("email", Holds::Text), ("words", Holds::Number)]), []);
    }
}
