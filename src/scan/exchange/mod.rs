//! The exchange: what each clause does, what each turn answers, and whether a hit was said unasked (EXCHANGE 3).
//!
//! [`Acts`] are told for every clause in the pass that finds phrases, blind to roles. [`TurnActs`] sum them up by
//! turn, and with the sides known [`before`] says which turn one speaks to. [`Exchange`] is what follows for a hit:
//! volunteered, elicited or agreed. Guards, signals and reports may ask; nothing here weighs anything.

mod acts;
mod responds;
mod status;

pub use acts::Acts;
pub(super) use acts::{Openings, words_of};
pub use responds::{TurnActs, before, cut, responds, unasked};
pub(super) use responds::{sum_up, turned_away};
pub use status::{Exchange, status};
