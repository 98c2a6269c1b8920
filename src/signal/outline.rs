//! A signal before its evidence is quoted: what proves it, in a sixth of the bytes.

use super::{Proof, Talk};
use crate::call::{Points, Span, narrow};
use crate::lexicon::Mass;
use crate::scan::Exchange;

/// A signal with the places of its evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// As [`Signal::id`](super::Signal::id).
    pub id: String,
    /// The side its points count for.
    pub mass: Mass,
    /// Sum of strength times weight over the evidence.
    pub strength: Points,
    /// What it adds to its mass.
    pub points: Points,
    /// All of its evidence, in order.
    pub evidence: Vec<Shown>,
}

/// A piece of evidence by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// A kept hit.
    Hit(u32),
    /// The yes in a turn (from 0) that confirms a kept hit; it adds no strength of its own.
    Yes(u32, u32, Span),
    /// Words of a turn (from 0), and whether they were said unasked.
    Words(u32, Span, Exchange),
}

/// What a piece of evidence adds, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The turn, from 0.
    pub turn: u32,
    /// The bytes of the turn's text.
    pub span: Span,
    /// Strength times weight.
    pub force: Points,
}

impl Shown {
    /// Adds what a proof shows; `exchange` tells it of words.
    pub fn push(proof: Proof, talk: &Talk<'_>, exchange: impl Fn(u32, Span) -> Exchange, out: &mut Vec<Self>) {
        match proof {
            Proof::Hit(place) => {
                let yes = talk.kept(place).hit.confirmed_by(talk.scales.text);
                let place = narrow(place);
                out.push(Self::Hit(place));
                let yes = yes.and_then(|clause| talk.clause_span(clause));
                out.extend(yes.map(|(turn, span)| Self::Yes(place, turn, span)));
            }
            Proof::Words(turn, span) => out.push(Self::Words(turn, span, exchange(turn, span))),
        }
    }

    /// What it adds to its signal.
    #[must_use]
    pub fn spoken(self, talk: &Talk<'_>) -> Spoken {
        match self {
            Self::Hit(place) => {
                let hit = &talk.kept(place as usize).hit;
                Spoken { turn: hit.turn, span: hit.span, force: talk.force(place as usize) }
            }
            Self::Yes(_, turn, span) => Spoken { turn, span, force: Points::ZERO },
            Self::Words(turn, span, _) => Spoken { turn, span, force: Points::ONE },
        }
    }
}

impl Outline {
    /// Every piece of evidence, and what of the points is its own, as [`Signal::shares`](super::Signal::shares).
    pub fn shared_out(&self, talk: &Talk<'_>) -> impl Iterator<Item = (Points, Spoken)> {
        let spoken = self.evidence.iter().map(|shown| shown.spoken(talk));
        let sum = spoken.clone().map(|spoken| spoken.force.0).sum();
        let mut share = self.points.sharing(sum, self.evidence.len());
        spoken.map(move |spoken| (share(spoken.force.0), spoken))
    }
}
