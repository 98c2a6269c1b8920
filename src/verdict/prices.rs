//! What the strengths of a talk are worth, kept by the number of its words.
//!
//! Points hang on strength and words alone. A turn left out takes its words along, so that every lexicon is priced anew;
//! but turns of as many words are many, and the strengths of a few lexicons alone change with them. So all lexicons are
//! priced once for each number of words, and behind that those that changed.

use super::DealSize;
use super::masses::{Price, Sums};
use crate::call::Points;
use crate::lexicon::Mass;
use crate::scan::LexiconId;
use crate::signal::{Talk, Tally, grown};

/// The sums of a talk for all numbers of words that came up.
pub(super) struct Prices {
    /// Lexicons that weigh and have kept hits, rising.
    rows: Vec<Row>,
    /// By lexicon: its row.
    row_of: Vec<Option<u16>>,
    /// The sums of the whole talk.
    sums: Sums,
    /// By number of words, rising: the sums with the strengths of the whole talk.
    known: Vec<(u32, Sums)>,
    /// How often sums were asked for.
    asked: u64,
}

/// A lexicon with kept hits.
struct Row {
    lexicon: usize,
    mass: Mass,
    is_effort: bool,
    is_initiative: bool,
    price: Price,
    /// Of the whole talk.
    points: Points,
    /// When it was last looked at.
    asked: u64,
}

impl Prices {
    /// The prices of a talk with these points by lexicon, which add up to `sums`.
    pub(super) fn of(points: &[Points], sums: Sums, talk: &Talk<'_>, tally: &Tally, deal: DealSize) -> Self {
        let (rules, groups) = (talk.scales.rules, talk.groups);
        let mut prices = Self {
            rows: Vec::new(),
            row_of: vec![None; rules.lexicons().len()],
            sums,
            known: vec![(tally.words, sums)],
            asked: 0,
        };
        let heard = groups.by_lexicon().map(|(id, _)| (id, rules.lexicon(id)));
        for (id, lexicon) in heard.filter(|(_, lexicon)| lexicon.weighs()) {
            let place = usize::from(id.0);
            prices.row_of[place] = u16::try_from(prices.rows.len()).ok();
            prices.rows.push(Row {
                lexicon: place,
                mass: lexicon.mass,
                is_effort: groups.effort.holds(id),
                is_initiative: groups.initiative.holds(id),
                price: Price::of(lexicon, deal),
                points: points.get(place).copied().unwrap_or_default(),
                asked: 0,
            });
        }
        prices
    }

    /// The sums of a talk that is the `whole` one but for the words of the call and the strengths of some lexicons, which
    /// may be named more than once.
    pub(super) fn sums(&mut self, whole: &Tally, tally: &Tally, changed: impl Iterator<Item = LexiconId>) -> Sums {
        let mut sums = self.of_words(whole, tally.words);
        self.asked += 1;
        for id in changed {
            let row = self.row_of.get(usize::from(id.0)).copied().flatten();
            let Some(row) = row.and_then(|row| self.rows.get_mut(usize::from(row))) else { continue };
            let (before, now) = (whole.strength[row.lexicon], tally.strength[row.lexicon]);
            if std::mem::replace(&mut row.asked, self.asked) == self.asked || before == now {
                continue;
            }
            let changed = (row.price.points(before, tally.words), row.price.points(now, tally.words));
            sums.change(row.mass, row.is_effort, row.is_initiative, changed);
        }
        sums
    }

    /// The sums of the whole talk's strengths in so many words.
    fn of_words(&mut self, whole: &Tally, words: u32) -> Sums {
        let place = match self.known.binary_search_by_key(&words, |(words, _)| *words) {
            Ok(place) => return self.known[place].1,
            Err(place) => place,
        };
        let mut sums = self.sums;
        // Lexicons that stand side by side mostly have the same.
        let (mut half_at, mut grown_to) = (Points::ZERO, Points::ZERO);
        for row in &self.rows {
            if row.price.half_at != half_at {
                half_at = row.price.half_at;
                grown_to = grown(half_at, words);
            }
            let points = row.price.points_at(whole.strength[row.lexicon], grown_to);
            sums.change(row.mass, row.is_effort, row.is_initiative, (row.points, points));
        }
        self.known.insert(place, (words, sums));
        sums
    }
}
