//! Times that start again: two talks one below the other, which a sort by time would mix.
//!
//! Rows of one talk may stand in another order, too: one speaker after the other, one part after the other, the
//! newest first. So each stretch must have two speakers, and must go over the time of the one before.

use crate::call::{PartyId, Utterance};

/// A step back below this is people talking at once, in milliseconds; judgement.
const BACK: i64 = 2_000;

/// A stretch of rows whose times go up.
#[derive(Debug)]
struct Stretch {
    /// Its first start.
    first: i64,
    /// Its largest start.
    last: i64,
    /// Who speaks first.
    party: PartyId,
    /// True if somebody else speaks, too.
    several: bool,
}

/// Where times start again for the first time; `None` for a talk that goes up, or whose rows only stand in another order.
pub(super) fn at(said: &[Utterance]) -> Option<usize> {
    let mut found = None;
    let mut stretch: Option<Stretch> = None;
    for (place, row) in said.iter().enumerate() {
        let (Some(start), Some(party)) = (row.start, row.party) else { continue };
        match &mut stretch {
            Some(known) if start.get() > known.last - BACK => {
                known.last = known.last.max(start.get());
                known.several |= known.party != party;
            }
            Some(known) if start.get() <= known.first + BACK && known.several => {
                found = found.or(Some((place, known.first)));
                stretch = Some(Stretch { first: start.get(), last: start.get(), party, several: false });
            }
            Some(_) => return None,
            None => stretch = Some(Stretch { first: start.get(), last: start.get(), party, several: false }),
        }
    }
    let over = |(place, first): (usize, i64)| stretch.filter(|last| last.several && last.last > first).map(|_| place);
    found.and_then(over)
}

#[cfg(test)]
mod tests {
    use super::at;
    use crate::call::{Draft, Millis};

    /// Where rows of a speaker and a second start again.
    fn place(rows: &[(&str, i64)]) -> Option<usize> {
        let mut draft = Draft::new();
        for (name, second) in rows {
            let party = draft.party(name);
            draft.say(Some(party), "words", Some(Millis::new(second * 1_000)), None, 1);
        }
        at(draft.said())
    }

    #[test]
    fn two_talks_start_again_and_one_in_another_order_does_not() {
        assert_eq!(place(&[("a", 0), ("b", 5), ("a", 0), ("c", 6)]), Some(2));
        for one in [
            &[("a", 0), ("b", 5), ("a", 4), ("b", 9)][..],
            &[("a", 0), ("a", 9), ("b", 3), ("b", 12)],
            &[("b", 30), ("a", 20), ("b", 10), ("a", 0)],
            &[("a", 60), ("b", 65), ("a", 0), ("b", 5)],
            &[("a", 50), ("b", 10), ("a", 70), ("b", 0)],
        ] {
            assert_eq!(place(one), None, "{one:?}");
        }
    }
}
