//! Which lexicon yields to which inside a clause.

use super::hit::LexiconId;
use super::rules::broken;
use crate::error::Error;
use crate::lexicon::Lexicon;

/// Who yields to whom, checked.
pub(super) struct Precedence {
    /// By lexicon: those that yield to it.
    pub(super) beats: Vec<Vec<LexiconId>>,
    /// By lexicon: its place among all, winners before those that yield to them.
    pub(super) ranks: Vec<u16>,
}

impl Precedence {
    /// What `beats` of the lexicons, sorted by id, come to.
    ///
    /// # Errors
    /// Names that are no lexicon, `beats` that go round, what only counts before what decides.
    pub(super) fn of(lexicons: &[Lexicon]) -> Result<Self, Error> {
        let losers =
            |lexicon: &Lexicon| lexicon.beats.iter().map(|loser| place(lexicons, &lexicon.id, loser)).collect();
        let beats = lexicons.iter().map(losers).collect::<Result<Vec<Vec<_>>, _>>()?;
        let mut ranks = vec![0; lexicons.len()];
        (0..).zip(sort(lexicons, &beats)?).for_each(|(rank, place)| ranks[place] = rank);
        light_beats_heavy(lexicons, &beats)?;
        Ok(Self { beats, ranks })
    }
}

fn place(lexicons: &[Lexicon], winner: &str, loser: &str) -> Result<LexiconId, Error> {
    let place = lexicons.binary_search_by(|lexicon| lexicon.id.as_str().cmp(loser));
    place.ok().and_then(|place| u16::try_from(place).ok()).map(LexiconId).ok_or_else(|| {
        let file = lexicons.iter().find(|lexicon| lexicon.id == winner).map_or("lexicons", |file| file.path.as_str());
        broken(format!("`{winner}` beats `{loser}`, which is no lexicon")).in_file(file)
    })
}

/// What only counts may not silence what decides ([`Lexicon::may_beat`]).
fn light_beats_heavy(lexicons: &[Lexicon], beats: &[Vec<LexiconId>]) -> Result<(), Error> {
    for (winner, losers) in lexicons.iter().zip(beats) {
        let losers = losers.iter().filter_map(|loser| lexicons.get(usize::from(loser.0)));
        if let Some(heavy) = losers.into_iter().find(|loser| !winner.may_beat(loser)) {
            let what =
                format!("`{}` has no points of its own and may not beat `{}`, which decides", winner.id, heavy.id);
            return Err(broken(what).in_file(&*winner.path));
        }
    }
    Ok(())
}

/// Places of lexicons, winners before losers; among equals by id.
fn sort(lexicons: &[Lexicon], beats: &[Vec<LexiconId>]) -> Result<Vec<usize>, Error> {
    let mut beaten_by = vec![0usize; lexicons.len()];
    for loser in beats.iter().flatten() {
        beaten_by[usize::from(loser.0)] += 1;
    }
    let mut done = vec![false; lexicons.len()];
    let mut order = Vec::with_capacity(lexicons.len());
    while order.len() < lexicons.len() {
        let Some(next) = (0..lexicons.len()).find(|&place| !done[place] && beaten_by[place] == 0) else {
            let stuck = (0..lexicons.len()).filter(|&place| !done[place]).map(|place| lexicons[place].id.as_str());
            return Err(broken(format!("`beats` goes round among {}", stuck.collect::<Vec<_>>().join(", "))));
        };
        done[next] = true;
        for loser in &beats[next] {
            beaten_by[usize::from(loser.0)] -= 1;
        }
        order.push(next);
    }
    Ok(order)
}
