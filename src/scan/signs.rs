//! What guards look for: their own signs and cancels, the exceptions and topics of lexicons, and the yes that confirms.

use serde::{Deserialize, Serialize};

use super::guard::GUARDS;
use super::hit::LexiconId;
use super::reflection;
use super::rules::broken;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::lexicon::phrase::{Lists, Sequence, parse};

/// Whose sign one is; guards by place in [`GUARDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum SignOwner {
    Fires(usize),
    Cancels(usize),
    Unless(LexiconId),
    UnlessNext(LexiconId),
    UnlessBefore(LexiconId),
    Topic(LexiconId),
    Yes,
}

impl SignOwner {
    /// The guard, where it is one's own sign or cancel.
    pub(super) fn guard(self) -> Option<usize> {
        match self {
            Self::Fires(guard) | Self::Cancels(guard) => Some(guard),
            Self::Unless(_) | Self::UnlessNext(_) | Self::UnlessBefore(_) | Self::Topic(_) | Self::Yes => None,
        }
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
            rows.push((ours(says)?, SignOwner::Fires(place)));
        }
        for says in guard.cancels() {
            rows.push((ours(says)?, SignOwner::Cancels(place)));
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
