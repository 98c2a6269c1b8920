//! Two results of `pursuit score` beside one another: which verdicts and scores moved, and which evidence came and went.
//!
//! [`read`] takes what the JSON forms wrote, [`Comparison::of`] pairs the calls and says what moved. A call moved if its
//! class is another, or if its score is outside of what either result calls its own uncertainty. How it looks is left to
//! the command line.

mod align;
mod read;

use std::collections::BTreeMap;

pub use align::{Named, pairs};
pub use read::{Piece, Results, Scored, read};

use crate::call::Points;
use crate::verdict::Class;

/// Two results beside one another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Calls in both, in the order of the new result.
    pub pairs: Vec<Pair>,
    /// Calls of the old result alone.
    pub gone: Vec<Scored>,
    /// Calls of the new result alone.
    pub fresh: Vec<Scored>,
    /// For each seller: calls of each class in the old result and in the new one. Verdicts have no average.
    pub sellers: BTreeMap<String, [BTreeMap<Class, u64>; 2]>,
    /// The lexicons of the two differ, so that what moved may be their doing.
    pub other_lexicons: bool,
}

/// A call in both results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// In the old one.
    pub old: Scored,
    /// In the new one.
    pub new: Scored,
    /// What became of it.
    pub change: Change,
    /// Evidence of the old result alone, in its order.
    pub went: Vec<Piece>,
    /// Evidence of the new result alone, in its order.
    pub came: Vec<Piece>,
}

/// What became of a call, the largest change first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Its class is another.
    Class,
    /// Its score is outside of the uncertainty of both.
    Score,
    /// Its score is another, within the uncertainty.
    Little,
    /// Class and score are the same.
    None,
}

impl Change {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Class => "class",
            Self::Score => "score",
            Self::Little => "little",
            Self::None => "none",
        }
    }

    /// Is it worth a look?
    #[must_use]
    pub fn is_move(self) -> bool {
        matches!(self, Self::Class | Self::Score)
    }

    fn between(old: &Scored, new: &Scored) -> Self {
        if old.class != new.class {
            Self::Class
        } else if new.class.is_directional() && is_apart(old.bounds(), new.bounds()) {
            // Where nobody is judged, the score says nothing that could move.
            Self::Score
        } else if old.raw() == new.raw() && old.score == new.score {
            Self::None
        } else {
            Self::Little
        }
    }
}

/// True if two raw scores, each with its lowest and its highest with one turn left out, are outside of what either calls
/// its uncertainty.
#[must_use]
pub fn is_apart(old: [Points; 3], new: [Points; 3]) -> bool {
    let outside = |raw: Points, [_, low, high]: [Points; 3]| raw < low || raw > high;
    outside(new[0], old) && outside(old[0], new)
}

/// By what the calls are known.
fn named(calls: &[Scored]) -> Vec<Named<'_>> {
    calls.iter().map(|call| Named { path: &call.path, id: &call.id }).collect()
}

impl Comparison {
    /// What moved from the old result to the new one.
    #[must_use]
    pub fn of(old: Results, new: Results) -> Self {
        let other_lexicons = old.lexicons().zip(new.lexicons()).is_some_and(|(old, new)| old != new);
        let mut sellers: BTreeMap<String, [BTreeMap<Class, u64>; 2]> = BTreeMap::new();
        for (side, results) in [&old, &new].into_iter().enumerate() {
            for (name, class) in
                results.calls.iter().flat_map(|call| call.sellers.iter().map(|name| (name, call.class)))
            {
                *sellers.entry(name.clone()).or_default()[side].entry(class).or_default() += 1;
            }
        }
        let mut places = align::pairs(&named(&old.calls), &named(&new.calls));
        // Where either side has one call, the two are takes of one demo whatever they are called.
        if let ([_], [place @ None]) = (old.calls.as_slice(), places.as_mut_slice()) {
            *place = Some(0);
        }
        let mut old_calls: Vec<Option<Scored>> = old.calls.into_iter().map(Some).collect();
        let (mut pairs, mut fresh) = (Vec::new(), Vec::new());
        for (new, place) in new.calls.into_iter().zip(places) {
            match place.and_then(|place| old_calls.get_mut(place)?.take()) {
                Some(old) => pairs.push(Pair::of(old, new)),
                None => fresh.push(new),
            }
        }
        Self { pairs, gone: old_calls.into_iter().flatten().collect(), fresh, sellers, other_lexicons }
    }

    /// The calls that moved: those with another class first, then by how far the score went.
    #[must_use]
    pub fn moved(&self) -> Vec<&Pair> {
        let mut moved: Vec<&Pair> = self.pairs.iter().filter(|pair| pair.change.is_move()).collect();
        let far = |pair: &Pair| (pair.new.raw() - pair.old.raw()).abs();
        moved.sort_by(|a, b| a.change.cmp(&b.change).then_with(|| far(b).total_cmp(&far(a))));
        moved
    }
}

impl Pair {
    fn of(old: Scored, new: Scored) -> Self {
        let change = Change::between(&old, &new);
        let (went, came) = (without(&old.evidence, &new.evidence), without(&new.evidence, &old.evidence));
        Self { change, went, came, old, new }
    }
}

/// Evidence that has no like among the others: the code and the words count, not the turn, so that a take with one more
/// greeting is not all new.
fn without(these: &[Piece], others: &[Piece]) -> Vec<Piece> {
    let mut left: BTreeMap<(String, String), usize> = BTreeMap::new();
    for piece in others {
        *left.entry(piece.key()).or_default() += 1;
    }
    let is_new = |piece: &&Piece| match left.get_mut(&piece.key()) {
        Some(count @ 1..) => {
            *count -= 1;
            false
        }
        _ => true,
    };
    these.iter().filter(is_new).cloned().collect()
}
