//! What a user sets for a run: all that a verdict depends on beside the call and the lexicons.

use super::{DealSize, Method};
use crate::role::Sides;

/// What of a [`Method`] is set for a run and shows in its results.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// As [`Method::sides`].
    pub sides: Sides,
    /// As [`Method::deal_size`].
    pub deal_size: DealSize,
    /// As [`Method::draws`].
    pub draws: u32,
}

impl Method {
    /// What is set.
    #[must_use]
    pub fn settings(&self) -> Settings {
        Settings { sides: self.sides.clone(), deal_size: self.deal_size, draws: self.draws }
    }

    /// Sets all of it.
    pub fn set(&mut self, settings: Settings) {
        let Settings { sides, deal_size, draws } = settings;
        (self.sides, self.deal_size, self.draws) = (sides, deal_size, draws);
    }
}
