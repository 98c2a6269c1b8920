//! Durations that are the call's: the same on every row, and as long as all rows.

use super::super::time::Time;
use super::Row;

/// Rows from which on one number on each is no chance; judgement.
const MANY: usize = 8;

/// What the durations of a call's rows are like, in numbers of any unit.
#[derive(Debug, Default)]
pub(super) struct Lasting {
    /// Rows.
    rows: usize,
    /// The duration of the first.
    first: Option<f64>,
    /// True if another row has another, or none.
    varies: bool,
    /// The first start, the largest, and the last.
    starts: Option<[f64; 3]>,
    /// True if a row lasts until the next begins, as where speech is cut into equal parts.
    windows: bool,
}

impl Lasting {
    /// Sees a row.
    pub(super) fn see(&mut self, row: &Row<'_>) {
        let Time::Number(duration) = row.duration else {
            self.varies = true;
            return;
        };
        self.rows += 1;
        let first = *self.first.get_or_insert(duration);
        self.varies |= first.to_bits() != duration.to_bits();
        if let Time::Number(start) = row.start {
            let [least, largest, last] = self.starts.unwrap_or([start; 3]);
            let step = start - last;
            self.windows |=
                [1.0, 1e3, 1e-3].iter().any(|unit| step > 0.0 && (step * unit - first).abs() < first * 0.01);
            self.starts = Some([least, largest.max(start), start]);
        }
    }

    /// True if the duration is that of the call.
    pub(super) fn is_of_call(&self) -> bool {
        let over = self.starts.zip(self.first).is_some_and(|([least, largest, _], first)| first >= largest - least);
        !self.varies && !self.windows && (self.rows >= MANY || (self.rows > 2 && over))
    }
}
