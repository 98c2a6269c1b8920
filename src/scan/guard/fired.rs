//! Which guards fired on a hit: one bit each, so that weighing a hit again costs nothing.

use super::GUARDS;

/// Some guards of [`GUARDS`], and whether the hit was one too many in its turn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fired(u32);

/// The bit of a hit that was one too many in its turn.
const SURPLUS: u32 = 1 << 31;
const _: () = assert!(GUARDS.len() < 31, "one bit for each guard, and one for the surplus");

impl Fired {
    /// Is the guard at that place among them?
    #[must_use]
    pub fn has(self, guard: usize) -> bool {
        guard < GUARDS.len() && self.0 >> guard & 1 == 1
    }

    /// Adds the guard at that place.
    pub(in crate::scan) fn add(&mut self, guard: usize) {
        debug_assert!(guard < GUARDS.len(), "a place in the table");
        self.0 |= 1 << guard;
    }

    /// Marks a hit that was one too many in its turn.
    pub(in crate::scan) fn add_surplus(&mut self) {
        self.0 |= SURPLUS;
    }

    /// Was it one too many in its turn?
    #[must_use]
    pub fn is_surplus(self) -> bool {
        self.0 & SURPLUS != 0
    }

    /// Their names, in the order in which they spoke.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let mut rest = self.0 & !SURPLUS;
        std::iter::from_fn(move || {
            let guard = GUARDS.get(rest.trailing_zeros() as usize)?;
            rest &= rest - 1;
            Some(guard.id())
        })
    }
}
