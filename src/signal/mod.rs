//! Measured quantities: what the hits of each lexicon add up to, and what the order of things adds.
//!
//! A lexicon's points are `W n / (n + k g)` (METHOD 4.1). Everything else that earns points
//! is a [`Structural`] signal with its own evidence. What a row of steps can say is an order rule of
//! `lexicons/sequences/`; what is arithmetic over the whole call has a file here and a row of [`COMPUTED`]: a share of
//! all pitch and the third long answer (`premature`), questions of one side against the other's (`buyer_questions`),
//! turns beyond the first by the length of the call (`repeated_ask`), words of a sale that are no lexicon (`opener`), one sum
//! against another (`sum_raised`).
//! Points are thousandths; nothing here decides a verdict.

mod buyer_questions;
mod chain;
mod codes;
mod groups;
mod kind;
mod opener;
mod outline;
mod premature;
mod repeated_ask;
mod sequence;
mod shape;
mod standing;
mod sum_raised;
mod talk;
mod tally;

pub use codes::Codes;
pub use groups::{Group, Groups};
pub use kind::Kind;
pub use outline::{Outline, Shown, Spoken};
pub use sequence::broken_step;
pub use shape::{Structure, is_backchannel, shape};
pub use standing::{Standing, Touch};
pub use talk::Talk;
pub use tally::{Speaks, Tally, grown, points, share_of};

use crate::call::{Points, Role, Span};
use crate::lexicon::Mass;
use crate::scan::{Evidence, LexiconId, Rules};

/// One measured quantity: a lexicon's hits together, or a structural observation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signal {
    /// The lexicon's id, `pitch.premature` or `structure.*`.
    pub id: String,
    /// The side its points count for.
    pub mass: Mass,
    /// Sum of strength times weight over the evidence.
    pub strength: Points,
    /// What it adds to its mass.
    pub points: Points,
    /// All of the evidence, in order.
    pub evidence: Vec<Evidence>,
}

impl Signal {
    /// What each piece of evidence adds to the points, in its order: by strength times weight, evenly if all of that is
    /// nothing. Together they are the points.
    #[must_use]
    pub fn shares(&self) -> Vec<Points> {
        let forces = self.evidence.iter().map(|one| one.strength.times(one.weight).0);
        forces.clone().map(self.points.sharing(forces.sum(), self.evidence.len())).collect()
    }
}

/// A quantity that hangs on order or number rather than on one phrase.
pub trait Structural: Sync {
    /// Stable id, shown with its evidence.
    fn id(&self) -> &str;
    /// What it is, as people name it.
    fn name(&self) -> &str;
    /// What happened, in a few words for the because-sentence; `count` is the number of proofs.
    fn words(&self, count: usize) -> String;
    /// The flag it raises in the output, if it raises one.
    fn flag(&self) -> Option<&str> {
        None
    }
    /// Is it one of the ways in which a buyer takes the initiative?
    fn shows_initiative(&self) -> bool {
        false
    }
    /// What it comes to in this talk, whose sums are `tally`; `None` for nothing.
    fn worth(&self, talk: &Talk<'_>, tally: &Tally) -> Option<Worth>;
    /// What proves it in a talk in which it comes to something, in order.
    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof>;
    /// Can another weight, or the absence, of a hit of the lexicon change its worth? What goes through the sums of the
    /// talk alone need not be told.
    fn hears(&self, lexicon: LexiconId, groups: &Groups<'_>) -> bool;
    /// Is it looked up, for a hit of the lexicon, what the next turn is, or the next of that side?
    fn leads(&self, lexicon: LexiconId, next: Role, groups: &Groups<'_>) -> bool {
        let _ = (lexicon, next, groups);
        false
    }
    /// Can another exchange of a hit of the lexicon change its worth?
    fn hears_exchange(&self, lexicon: LexiconId) -> bool {
        let _ = lexicon;
        false
    }
    /// Must it be asked though no hit that it hears has changed, without the turn `skip` if one is left out?
    fn misses(&self, skip: Option<u32>, talk: &Talk<'_>) -> bool;

    /// Its worth with the proof.
    fn measure(&self, talk: &Talk<'_>, tally: &Tally) -> Option<Measured> {
        let Worth { mass, points } = self.worth(talk, tally)?;
        Some(Measured { mass, points, proof: self.proof(talk) })
    }
}

/// What a structural signal comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    /// The side its points count for.
    pub mass: Mass,
    /// The points.
    pub points: Points,
}

/// What a structural signal found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// The side its points count for.
    pub mass: Mass,
    /// The points.
    pub points: Points,
    /// What proves it, in order.
    pub proof: Vec<Proof>,
}

impl Measured {
    /// What it comes to, without the proof.
    #[must_use]
    pub fn worth(&self) -> Worth {
        Worth { mass: self.mass, points: self.points }
    }
}

/// A thing to quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A kept hit, by its place.
    Hit(usize),
    /// Words of a turn (from 0).
    Words(u32, Span),
}

/// Structural signals that are arithmetic, sorted by id.
pub const COMPUTED: &[&dyn Structural] = &[
    &premature::Premature,
    &buyer_questions::BuyerQuestions,
    &opener::Opener,
    &repeated_ask::RepeatedAsk,
    &sum_raised::SumRaised,
];

/// Every structural signal that is not left out: those that are computed, then the order rules, each sorted by id.
pub fn structural(rules: &Rules) -> impl Iterator<Item = &dyn Structural> {
    let all = COMPUTED.iter().copied().chain(rules.orders().iter().map(|order| order as &dyn Structural));
    all.filter(|signal| !rules.leaves_out(signal.id()))
}

#[cfg(test)]
mod tests {
    use super::COMPUTED;
    use crate::lexicon;

    #[test]
    fn no_order_rule_can_take_the_id_of_a_computed_signal() {
        let ids: Vec<&str> = COMPUTED.iter().map(|signal| signal.id()).collect();
        assert_eq!(ids, lexicon::COMPUTED);
        assert!(ids[0] == "pitch.premature" && ids.is_sorted());
    }
}
