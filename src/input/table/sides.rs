//! What a column of sides is worth in one call: one that says the same of everybody says nothing, and where one name
//! stands on rows of both sides, the side tells the speakers apart, not the name.

use std::collections::BTreeMap;

use crate::call::Role;

use super::super::side;
use super::Row;

/// What the rows of a call say about sides.
#[derive(Debug, Default)]
pub(super) struct Sides {
    /// The first speaker: a name, or else a key.
    speaker: Option<String>,
    /// True if there are others.
    speakers: bool,
    /// The first value of the column; `None` inside for a blank one.
    value: Option<Option<String>>,
    /// True if there are others.
    values: bool,
    /// The side of each speaker; `None` for one with both.
    of: BTreeMap<String, Option<Role>>,
}

impl Sides {
    /// Sees a row.
    pub(super) fn see(&mut self, row: &Row<'_>) {
        let speaker = speaker(row);
        if let Some(speaker) = speaker.filter(|_| !self.speakers) {
            self.speakers = self.speaker.get_or_insert_with(|| speaker.to_owned()) != speaker;
        }
        let value = row.role.as_ref().map(|(_, value, _)| value.trim());
        if !self.values {
            self.values = self.value.get_or_insert_with(|| value.map(str::to_owned)).as_deref() != value;
        }
        let said = row.role.as_ref().and_then(|(_, value, by)| stated(value.trim(), by));
        if let (Some(speaker), Some(role)) = (speaker, said) {
            match self.of.get_mut(speaker) {
                Some(known) => *known = known.filter(|known| *known == role),
                None => {
                    self.of.insert(speaker.to_owned(), Some(role));
                }
            }
        }
    }

    /// True if two speakers or more all have the same side, as where the column is about the call.
    pub(super) fn say_nothing(&self) -> bool {
        self.speakers && !self.values
    }

    /// True if the speaker of a row stands on rows of both sides, as where a column names the contact of the call.
    pub(super) fn tell_apart(&self, row: &Row<'_>) -> bool {
        speaker(row).is_some_and(|speaker| self.of.get(speaker) == Some(&None))
    }
}

/// Who speaks in a row, by name or else by key.
fn speaker<'r>(row: &'r Row<'_>) -> Option<&'r str> {
    row.speaker.as_ref().or(row.id.as_ref()).map(|(_, speaker)| speaker.trim())
}

/// The side that a value of a column states; `by` is the column.
pub(super) fn stated(value: &str, by: &str) -> Option<Role> {
    let yes = match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    };
    match (by, yes) {
        ("is_rep" | "is_agent" | "is_internal", Some(true)) | ("is_external" | "is_customer", Some(false)) => {
            Some(Role::Seller)
        }
        ("is_rep" | "is_agent" | "is_internal", Some(false)) | ("is_external" | "is_customer", Some(true)) => {
            Some(Role::Buyer)
        }
        _ => side::role(value),
    }
}
