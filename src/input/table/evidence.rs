//! What the bare numbers of a table's times count, by evidence over the whole file.
//!
//! The end of a column's name decides where it names a unit. Else numbers as large as moments since 1970 are such
//! moments, whole numbers in large steps are milliseconds, and all others are seconds; the speed of speech may
//! overrule that.

use super::super::time::{Time, Unit};

/// Words per second that people speak at, at most and at least; FORMATS 7.3.
const SPEED: (f64, f64) = (0.5, 8.0);
/// Words per second from one start to the next at most, the pauses included; judgement.
const ALONG: f64 = 6.0;
/// Whole numbers with a middle step over this are milliseconds; FORMATS 7.3.
const LARGE_STEP: f64 = 200.0;
/// Numbers from here on count since 1970, largest first; FORMATS 7.3.
const SINCE_1970: [(f64, Unit); 4] =
    [(1e17, Unit::Nanos), (1e14, Unit::Micros), (1e11, Unit::Millis), (1e9, Unit::Seconds)];
/// Steps kept to find the middle one.
const STEPS: usize = 4_096;

/// What a column's numbers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scale {
    /// The unit.
    pub(super) unit: Unit,
    /// True if they count since 1970, not from the start of the call.
    pub(super) since_1970: bool,
}

/// What was seen of one column of times.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// How many bare numbers.
    numbers: usize,
    /// How many of them are as large as each row of [`SINCE_1970`] says.
    moments: [usize; 4],
    /// How many are over [`LARGE_STEP`].
    large: usize,
    /// True if one had a fraction.
    fractions: bool,
    /// The last.
    last: Option<f64>,
    /// Steps from one to the next, the first of them.
    steps: Vec<f64>,
    /// How many dates.
    dates: usize,
}

impl Column {
    /// Sees a time.
    pub(super) fn see(&mut self, time: Time) {
        match time {
            Time::Number(number) => {
                self.numbers += 1;
                for (count, (least, _)) in self.moments.iter_mut().zip(SINCE_1970) {
                    *count += usize::from(number >= least);
                }
                self.large += usize::from(number > LARGE_STEP);
                self.fractions |= number.fract() != 0.0;
                if let Some(last) = self.last.replace(number)
                    && self.steps.len() < STEPS
                {
                    self.steps.push((number - last).abs());
                }
            }
            Time::Date(_) => self.dates += 1,
            Time::None | Time::Span(_) | Time::Unclear => {}
        }
    }

    /// The unit of moments since 1970, if the numbers are as large and the column's name tells no other.
    fn moments(&self, told: Option<Unit>) -> Option<Unit> {
        let most = |(_, count): &(_, usize)| count * 2 > self.numbers;
        let found = SINCE_1970.iter().zip(self.moments).find(most).map(|((_, unit), _)| *unit);
        found.filter(|unit| told.is_none_or(|told| told == *unit))
    }

    /// The middle one of the steps.
    fn step(&self) -> f64 {
        middle(&self.steps)
    }
}

/// Words per number that says how long they took, of the first rows; one absurd number is outvoted.
#[derive(Clone, Debug, Default)]
struct Spoken(Vec<f64>);

impl Spoken {
    /// Sees words that took so long.
    fn see(&mut self, words: f64, taken: f64) {
        if words > 0.0 && taken > 0.0 && self.0.len() < STEPS {
            self.0.push(words / taken);
        }
    }

    /// Words per second with numbers of that unit: the middle of all.
    fn speed(&self, unit: Unit) -> f64 {
        middle(&self.0) * unit.per_second()
    }

    /// The unit, or the other one if only that fits the speed of speech.
    fn check(&self, unit: Unit) -> Unit {
        let other = if unit == Unit::Seconds { Unit::Millis } else { Unit::Seconds };
        let fits = |unit| (SPEED.0..=SPEED.1).contains(&self.speed(unit));
        if !fits(unit) && fits(other) { other } else { unit }
    }
}

/// The middle one of some numbers; 0 of none.
fn middle(numbers: &[f64]) -> f64 {
    let mut numbers = numbers.to_vec();
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or_default()
}

/// All that was seen of the times of a file.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    /// Starts.
    start: Column,
    /// Ends.
    end: Column,
    /// Durations.
    duration: Column,
    /// Words between a start and an end.
    between: Spoken,
    /// Words with a duration.
    lasting: Spoken,
    /// Words between a start and the next.
    along: Spoken,
    /// The words of the last row, and its start.
    last: Option<(f64, f64)>,
}

/// The scales of a table's columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scales {
    /// Of starts.
    pub(super) start: Scale,
    /// Of ends; `None` if starts and ends do not count from one point, so that ends are of no use.
    pub(super) end: Option<Scale>,
    /// Of durations.
    pub(super) duration: Unit,
}

impl Evidence {
    /// Sees the times of a row with its words.
    pub(super) fn see(&mut self, text: &str, start: Time, end: Time, duration: Time) {
        self.start.see(start);
        self.end.see(end);
        self.duration.see(duration);
        if !matches!(start, Time::Number(_)) && !matches!(duration, Time::Number(_)) {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a speed of speech, no more")]
        let words = text.split_whitespace().count() as f64;
        if let Time::Number(start) = start {
            if let Some((words, before)) = self.last.replace((words, start)) {
                self.along.see(words, start - before);
            }
            if let Time::Number(end) = end {
                self.between.see(words, end - start);
            }
        }
        if let Time::Number(duration) = duration {
            self.lasting.see(words, duration);
        }
    }

    /// Decides, with the units that the names of the columns tell.
    pub(super) fn decide(&self, [start, end, duration]: [Option<Unit>; 3]) -> Scales {
        let guessed = |column: &Column| {
            let large = column.numbers > 0 && !column.fractions && column.step() > LARGE_STEP;
            if !self.between.0.is_empty() {
                self.between.check(if large { Unit::Millis } else { Unit::Seconds })
            } else if large {
                // Large steps at which nobody could speak so fast are minutes of a long talk.
                if self.along.speed(Unit::Millis) > ALONG { Unit::Seconds } else { Unit::Millis }
            } else {
                self.along.check(Unit::Seconds)
            }
        };
        let scale = |column: &Column, told: Option<Unit>, other: Option<Unit>| match column.moments(told) {
            Some(unit) => Scale { unit, since_1970: true },
            None => Scale { unit: told.or(other).unwrap_or_else(|| guessed(&self.start)), since_1970: false },
        };
        let from = scale(&self.start, start, end);
        let to = scale(&self.end, end, start.or(Some(from.unit).filter(|_| !from.since_1970)));
        let moments = |column: &Column, scale: Scale| column.dates > 0 || scale.since_1970;
        let like =
            self.start.numbers == 0 || self.end.numbers == 0 || moments(&self.start, from) == moments(&self.end, to);
        let middle = if !self.duration.fractions && self.duration.large * 2 > self.duration.numbers {
            Unit::Millis
        } else {
            Unit::Seconds
        };
        Scales {
            start: from,
            end: Some(to).filter(|_| like),
            duration: duration.unwrap_or_else(|| self.lasting.check(middle)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Evidence, Scale, Scales, Time, Unit};

    /// What is decided of rows of four words with a start and an end.
    fn decide(times: &[(f64, f64)], told: Option<Unit>) -> Scales {
        let mut evidence = Evidence::default();
        for (start, end) in times {
            evidence.see("one two three four", Time::Number(*start), Time::Number(*end), Time::None);
        }
        evidence.decide([told, None, None])
    }

    #[test]
    fn size_steps_and_speed_tell_the_unit() {
        let of_call = |unit| Scale { unit, since_1970: false };
        let since = |unit| Scale { unit, since_1970: true };
        for (times, told, want) in [
            (&[(0.0, 2.0), (2.0, 4.0)][..], None, of_call(Unit::Seconds)),
            (&[(0.0, 2_000.0), (2_000.0, 4_100.0)], None, of_call(Unit::Millis)),
            (&[(0.5, 2.25), (3.0, 4.0)], None, of_call(Unit::Seconds)),
            // Whole numbers in small steps: only the speed tells that nobody says 800 words a second.
            (&[(0.0, 900.0), (150.0, 1_900.0)], None, of_call(Unit::Millis)),
            (&[(0.0, 2_000.0), (2_000.0, 4_000.0)], Some(Unit::Micros), of_call(Unit::Micros)),
            (&[(1.7e9, 1.7e9 + 2.0)], None, since(Unit::Seconds)),
            (&[(1.7e12, 1.7e12 + 2e3)], None, since(Unit::Millis)),
            (&[(1.7e15, 1.7e15 + 2e6)], Some(Unit::Micros), since(Unit::Micros)),
        ] {
            assert_eq!(decide(times, told).start, want, "{times:?}");
        }
    }

    #[test]
    fn neither_one_absurd_time_nor_marks_of_minutes_set_the_unit() {
        let starts = |starts: &[f64]| {
            let mut evidence = Evidence::default();
            for start in starts {
                evidence.see("two words", Time::Number(*start), Time::None, Time::None);
            }
            evidence.decide([None; 3]).start
        };
        let seconds = Scale { unit: Unit::Seconds, since_1970: false };
        assert_eq!(starts(&[0.0, 300.0, 600.0]), seconds);
        assert_eq!(starts(&[0.0, 1.7e12, 4.0, 7.0, 11.0]), seconds);
    }

    #[test]
    fn ends_that_count_from_elsewhere_are_left_out() {
        assert_eq!(decide(&[(0.0, 1.7e12), (2.0, 1.7e12 + 2e3)], None).end, None);
        let mut evidence = Evidence::default();
        evidence.see("one two three four", Time::Number(0.0), Time::None, Time::Number(1_720.0));
        assert_eq!(evidence.decide([Some(Unit::Seconds), None, None]).duration, Unit::Millis);
    }
}
