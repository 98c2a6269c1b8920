//! A talk that is read again and again without one turn or some hits: its sums are kept, and only what changes is counted.
//!
//! What a turn or a hit does to weights, sums and signals is told by the parts that know it ([`Echo`], [`Tally`],
//! [`Standing`]); points, masses and the ruling are those of the plain [`read`](super::read), which tests hold against
//! this. A reading costs two to three microseconds, whatever the length of the call.

use super::masses::Sums;
use super::prices::Prices;
use super::{Class, DealSize, Reading, weigh_up};
use crate::call::Points;
use crate::scan::{Changed, Echo, Weights};
use crate::signal::{Standing, Talk, Tally, Touch};

/// The sums of a talk, from which turns and hits are taken out and put back.
pub struct Books<'b> {
    pub(super) talk: &'b Talk<'b>,
    pub(super) whole: &'b Tally,
    prices: Prices,
    standing: Standing<'b>,
    tally: Tally,
    weights: Weights,
    touched: Vec<Touch>,
}

impl<'b> Books<'b> {
    /// The books of a talk that was read whole.
    #[must_use]
    pub fn of(reading: &Reading, talk: &'b Talk<'b>, tally: &'b Tally, deal: DealSize) -> Self {
        let worths = reading.structural.iter().map(|measured| measured.as_ref().map(crate::signal::Measured::worth));
        let sums = Sums::of(talk.scales.rules, talk.groups, &reading.points, worths);
        Self {
            talk,
            whole: tally,
            prices: Prices::of(&reading.points, sums, talk, tally, deal),
            standing: Standing::of(talk, &reading.structural),
            tally: tally.clone(),
            weights: talk.weights.clone(),
            touched: Vec::new(),
        }
    }

    /// Class and raw score with a turn left out; `changed` is a buffer.
    pub fn without_turn(&mut self, skip: u32, echo: &Echo<'_>, changed: &mut Vec<Changed>) -> (Class, Points) {
        changed.clear();
        echo.without(skip, &mut self.weights, changed);
        let less = Talk { weights: &self.weights, skip: Some(skip), ..*self.talk };
        self.touched.clear();
        self.touched.extend(self.standing.before(skip, self.talk));
        for &Changed { turn, weighs } in &*changed {
            let touch = if weighs { self.standing.turn(turn) } else { self.standing.exchange(turn) };
            self.touched.push(touch);
            self.tally.take(turn, self.talk);
            if turn != skip {
                self.tally.add(turn, &less);
            }
        }
        self.touched.sort_unstable_by_key(|touch| touch.turn);
        let talk = self.talk;
        let places = changed.iter().flat_map(|changed| talk.scales.hits_of(changed.turn));
        let lexicons = places.map(|place| talk.kept(place).hit.lexicon);
        let sums = self.prices.sums(self.whole, &self.tally, lexicons.clone());
        let found = Self::read(&mut self.standing, sums, self.talk, (&less, &self.tally), &self.touched);
        self.tally.restore(self.whole, lexicons);
        echo.restore(changed, &mut self.weights);
        found
    }

    /// Class and raw score without some hits, while all others weigh what they weigh.
    pub fn without_hits(&mut self, places: &[usize]) -> (Class, Points) {
        self.touched.clear();
        for &place in places {
            let hit = &self.talk.kept(place).hit;
            self.touched.push(self.standing.hit(hit.turn, hit.lexicon));
            self.weights.weight[place] = Points::ZERO;
        }
        self.touched.sort_unstable_by_key(|touch| touch.turn);
        let less = Talk { weights: &self.weights, ..*self.talk };
        for turns in self.touched.chunk_by(|a, b| a.turn == b.turn) {
            self.tally.take_hits(turns[0].turn, self.talk);
            self.tally.add_hits(turns[0].turn, &less);
        }
        let talk = self.talk;
        let lexicons = places.iter().map(|&place| talk.kept(place).hit.lexicon);
        let sums = self.prices.sums(self.whole, &self.tally, lexicons.clone());
        let found = Self::read(&mut self.standing, sums, self.talk, (&less, &self.tally), &self.touched);
        self.tally.restore(self.whole, lexicons);
        for &place in places {
            self.weights.weight[place] = self.talk.weight(place);
        }
        found
    }

    /// What the structural signals of the whole talk change in `sums` where less is left, and the ruling then.
    fn read(
        standing: &mut Standing<'_>,
        mut sums: Sums,
        whole: &Talk<'_>,
        (less, tally): (&Talk<'_>, &Tally),
        touched: &[Touch],
    ) -> (Class, Points) {
        standing.changes(whole, less, tally, touched, |signal, before, now| {
            sums.take_signal(signal, before);
            sums.add_signal(signal, now);
        });
        let (_, terms, ruling) = weigh_up(less, tally, &sums);
        (ruling.class, terms.raw())
    }
}
