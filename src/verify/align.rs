//! Which object of a result is which of those that its input gives, in order.

/// What an object is found by.
pub(super) struct Piece<'t> {
    /// Its bytes.
    pub(super) text: &'t str,
    /// The id of its call.
    pub(super) id: Option<&'t str>,
}

/// A step through both lists, by places in them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// These are of one call.
    Both(usize, usize),
    /// The result alone has it.
    Extra(usize),
    /// The result has left it out.
    Missing(usize),
}

/// Goes through both lists. Where as many are left in both, they go together one by one; where one has more, those are
/// passed over that are not the next of the other.
pub(super) fn align(written: &[Piece<'_>], computed: &[Piece<'_>]) -> Vec<Step> {
    let (mut at, mut with) = (0, 0);
    let mut steps = Vec::new();
    while let (Some(a), Some(b)) = (written.get(at), computed.get(with)) {
        let (more, most) = (
            (computed.len() - with).checked_sub(written.len() - at),
            (written.len() - at).checked_sub(computed.len() - with),
        );
        // Those that may be passed over, and whether the next of the shorter list stands behind some of them.
        let skipped = match (more, most) {
            (Some(more @ 1..), _) => behind(a, computed, with, more).map(|skipped| (true, skipped)),
            (_, Some(most @ 1..)) => behind(b, written, at, most).map(|skipped| (false, skipped)),
            _ => None,
        };
        match skipped {
            Some((true, skipped)) => {
                steps.extend((with..with + skipped).map(Step::Missing));
                with += skipped;
            }
            Some((false, skipped)) => {
                steps.extend((at..at + skipped).map(Step::Extra));
                at += skipped;
            }
            None => {}
        }
        steps.push(Step::Both(at, with));
        (at, with) = (at + 1, with + 1);
    }
    steps.extend((at..written.len()).map(Step::Extra));
    steps.extend((with..computed.len()).map(Step::Missing));
    steps
}

/// How many of a list stand in front of the one that is this, among so many; none if it is nowhere, or in front. The
/// same bytes count before the same id.
fn behind(piece: &Piece<'_>, list: &[Piece<'_>], from: usize, most: usize) -> Option<usize> {
    let near = || list.iter().skip(from).take(most + 1);
    let by_bytes = near().position(|other| other.text == piece.text);
    by_bytes
        .or_else(|| near().position(|other| other.id.is_some() && other.id == piece.id))
        .filter(|&skipped| skipped > 0)
}

#[cfg(test)]
mod tests {
    use super::Step::{Both, Extra, Missing};
    use super::{Piece, align};

    /// Each word is an object: the id, and behind it what makes its bytes.
    fn steps(written: &str, computed: &str) -> Vec<super::Step> {
        fn pieces(text: &str) -> Vec<Piece<'_>> {
            text.split_whitespace().map(|text| Piece { text, id: text.get(..1) }).collect()
        }
        align(&pieces(written), &pieces(computed))
    }

    #[test]
    fn rows_left_out_and_rows_put_in_are_told_from_rows_changed() {
        assert_eq!(steps("a b c", "a b c"), [Both(0, 0), Both(1, 1), Both(2, 2)]);
        assert_eq!(steps("a b2 c", "a b c"), [Both(0, 0), Both(1, 1), Both(2, 2)]);
        assert_eq!(steps("a c", "a b c"), [Both(0, 0), Missing(1), Both(1, 2)]);
        assert_eq!(steps("c2", "a b c"), [Missing(0), Missing(1), Both(0, 2)]);
        assert_eq!(steps("a b", "a b c"), [Both(0, 0), Both(1, 1), Missing(2)]);
        assert_eq!(steps("a a b", "a b"), [Both(0, 0), Extra(1), Both(2, 1)]);
        assert_eq!(steps("a", ""), [Extra(0)]);
        assert_eq!(steps("", "a"), [Missing(0)]);
    }
}
