//! What guards look for: their own signs and cancels, the exceptions and topics of lexicons, and the yes that confirms.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::guard::GUARDS;
use super::hit::LexiconId;
use super::reflection;
use super::rules::broken;
use crate::call::{give_back, narrow};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::lexicon::phrase::{Lists, Sequence, parse};

/// Whose sign one is; guards by place in [`GUARDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SignOwner {
    Fires(u8),
    Cancels(u8),
    Unless(LexiconId),
    UnlessNext(LexiconId),
    UnlessBefore(LexiconId),
    Topic(LexiconId),
    Yes,
}

impl SignOwner {
    /// What makes the guard at that place fire.
    pub(super) fn fires(guard: usize) -> Self {
        Self::Fires(u8::try_from(guard).unwrap_or(u8::MAX))
    }

    /// What keeps it from firing.
    pub(super) fn cancels(guard: usize) -> Self {
        Self::Cancels(u8::try_from(guard).unwrap_or(u8::MAX))
    }

    /// The guard, where it is one's own sign or cancel.
    pub(super) fn guard(self) -> Option<usize> {
        match self {
            Self::Fires(guard) | Self::Cancels(guard) => Some(guard.into()),
            Self::Unless(_) | Self::UnlessNext(_) | Self::UnlessBefore(_) | Self::Topic(_) | Self::Yes => None,
        }
    }
}

/// A sign found in a clause; tokens count over the whole call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) owner: SignOwner,
    pub(super) first: u32,
    pub(super) end: u32,
}

/// The signs of a call, clause by clause.
#[derive(Debug, Default)]
pub(super) struct Signs {
    all: Vec<Sign>,
    /// One past the last sign of each clause, up to the last clause that has any.
    ends: Vec<u32>,
}

impl Signs {
    /// With room for so many in so many clauses.
    pub(super) fn with_room(signs: usize, clauses: usize) -> Self {
        Self { all: Vec::with_capacity(signs), ends: Vec::with_capacity(clauses) }
    }

    /// Gives back their memory.
    pub(super) fn give_back(&mut self) {
        give_back(&mut self.all);
        give_back(&mut self.ends);
    }

    /// Adds those of a clause, behind all that were added: first those that do not carry on, as they were found, then
    /// those that do, by guard, then place.
    pub(super) fn add(&mut self, clause: usize, plain: &mut Vec<Sign>, carrying: &mut Vec<Sign>) {
        self.ends.resize(clause.max(self.ends.len()), narrow(self.all.len()));
        carrying.sort_by_key(|mark: &Sign| (mark.owner.guard(), mark.first, mark.end));
        self.all.append(plain);
        self.all.append(carrying);
        self.ends.push(narrow(self.all.len()));
    }

    /// Those of a clause.
    pub(super) fn of(&self, clause: u32) -> &[Sign] {
        self.between(clause as usize..clause as usize + 1)
    }

    /// Those of clauses that follow one another.
    pub(super) fn between(&self, clauses: Range<usize>) -> &[Sign] {
        let up_to = |clause: usize| match clause.checked_sub(1) {
            Some(before) => self.ends.get(before).map_or(self.all.len(), |&end| end as usize),
            None => 0,
        };
        self.all.get(up_to(clauses.start)..up_to(clauses.end)).unwrap_or_default()
    }
}

/// Every sign with its owner.
pub(super) fn rows(lexicons: &[Lexicon]) -> Result<Vec<(Sequence, SignOwner)>, Error> {
    let mut rows: Vec<(Sequence, SignOwner)> = Vec::new();
    let ours = |says: &str| {
        parse(says, &Lists::new()).map_err(|error| broken(format!("the sign `{says}` can't be read: {}", error.what)))
    };
    for (place, guard) in GUARDS.iter().enumerate() {
        for says in guard.signs() {
            rows.push((ours(says)?, SignOwner::fires(place)));
        }
        for says in guard.cancels() {
            rows.push((ours(says)?, SignOwner::cancels(place)));
        }
    }
    for says in reflection::YES {
        rows.push((ours(says)?, SignOwner::Yes));
    }
    for (id, lexicon) in (0..).zip(lexicons) {
        rows.extend(lexicon.unless.iter().map(|says| (says.clone(), SignOwner::Unless(LexiconId(id)))));
        rows.extend(lexicon.unless_next.iter().map(|says| (says.clone(), SignOwner::UnlessNext(LexiconId(id)))));
        rows.extend(lexicon.unless_before.iter().map(|says| (says.clone(), SignOwner::UnlessBefore(LexiconId(id)))));
        rows.extend(lexicon.elicited_by.iter().map(|says| (says.clone(), SignOwner::Topic(LexiconId(id)))));
    }
    Ok(rows)
}
