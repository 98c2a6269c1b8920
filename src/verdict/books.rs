//! A talk that is read again and again without one turn or some hits: its sums are kept, and only what changes is counted.
//!
//! What a turn or a hit does to weights, sums and signals is told by the parts that know it ([`Echo`], [`Tally`],
//! [`Standing`]); points, masses and the ruling are those of the plain [`read`](super::read), which tests hold against
//! this. A reading costs two to three microseconds, whatever the length of the call.

use super::masses::{Price, Sums};
use super::{Class, DealSize, Reading, weigh_up};
use crate::call::Points;
use crate::lexicon::Mass;
use crate::scan::{Changed, Echo, LexiconId, Weights};
use crate::signal::{Standing, Talk, Tally, Touch};

/// The sums of a talk, from which turns and hits are taken out and put back.
pub struct Books<'b> {
    talk: &'b Talk<'b>,
    whole: &'b Tally,
    /// What the whole talk adds up to.
    sums: Sums,
    standing: Standing<'b>,
    /// Lexicons that weigh and have kept hits, rising.
    rows: Vec<Row>,
    tally: Tally,
    weights: Weights,
    touched: Vec<Touch>,
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
}

impl<'b> Books<'b> {
    /// The books of a talk that was read whole.
    #[must_use]
    pub fn of(reading: &Reading, talk: &'b Talk<'b>, tally: &'b Tally, deal: DealSize) -> Self {
        let (rules, groups) = (talk.scales.rules, talk.groups);
        let mut has_hits = vec![false; rules.lexicons().len()];
        for kept in &talk.scales.judged.kept {
            has_hits[usize::from(kept.hit.lexicon.0)] = true;
        }
        let all = (0..).map(LexiconId).zip(rules.lexicons()).zip(&reading.points);
        let weighing = all.filter(|((id, lexicon), _)| lexicon.weighs() && has_hits[usize::from(id.0)]);
        let rows = weighing.map(|((id, lexicon), &points)| Row {
            lexicon: usize::from(id.0),
            mass: lexicon.mass,
            is_effort: groups.effort.holds(id),
            is_initiative: groups.initiative.holds(id),
            price: Price::of(lexicon, deal),
            points,
        });
        let worths = reading.structural.iter().map(|measured| measured.as_ref().map(crate::signal::Measured::worth));
        Self {
            talk,
            whole: tally,
            sums: Sums::of(rules, groups, &reading.points, worths),
            standing: Standing::of(talk, &reading.structural),
            rows: rows.collect(),
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
        let found = self.read(&less);
        self.tally.restore(self.whole, changed.iter().map(|changed| changed.turn), self.talk);
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
            self.tally.take(turns[0].turn, self.talk);
            self.tally.add(turns[0].turn, &less);
        }
        let found = self.read(&less);
        self.tally.restore(self.whole, self.touched.iter().map(|touch| touch.turn), self.talk);
        for &place in places {
            self.weights.weight[place] = self.talk.weight(place);
        }
        found
    }

    /// Class and raw score of what is left.
    fn read(&self, less: &Talk<'_>) -> (Class, Points) {
        let (whole, tally) = (self.whole, &self.tally);
        let mut sums = self.sums;
        for row in &self.rows {
            let strength = tally.strength[row.lexicon];
            // Points hang on the strength and on the words of the call.
            if tally.words == whole.words && strength == whole.strength[row.lexicon] {
                continue;
            }
            let points = row.price.points(strength, tally.words);
            if points != row.points {
                sums.take(row.mass, row.is_effort, row.is_initiative, row.points);
                sums.add(row.mass, row.is_effort, row.is_initiative, points);
            }
        }
        self.standing.changes(self.talk, less, tally, &self.touched, |signal, before, now| {
            sums.take_signal(signal, before);
            sums.add_signal(signal, now);
        });
        let (_, terms, ruling) = weigh_up(less, tally, &sums);
        (ruling.class, terms.raw())
    }
}
