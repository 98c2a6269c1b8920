//! Order rules as signals: what the steps of a `lexicons/sequences/` file come to in a call.

use super::chain::{Chain, Spot, turns};
use super::{Measured, Proof, Structural, Talk};
use crate::call::{Points, divide};
use crate::lexicon::OrderRule;
use crate::lexicon::step::Sight;

impl Structural for OrderRule {
    fn id(&self) -> &str {
        &self.id
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn words(&self, count: usize) -> String {
        self.words.replace("{count}", &count.to_string())
    }

    fn flag(&self) -> Option<&str> {
        self.flag.as_deref()
    }

    /// `points` for each hit of the counted step, `cap` at most; with `share`, `points x followed / answered` over the
    /// turns of the first step. Nothing that only shows is measured with a turn left out.
    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let is_missing = |sight: &Sight| !sight.names.is_empty() && talk.groups.sight(sight.number).is_empty();
        if talk.skip.is_some() && !self.weighs() || self.steps.iter().any(|step| is_missing(&step.sight)) {
            return None;
        }
        let chain = Chain::of(self, talk).ok()?;
        let of = |step: usize| chain.steps.get(step).map_or(&[][..], Vec::as_slice);
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let points = if self.share {
            Points(divide(self.points.0.saturating_mul(number(turns(of(0)).len())), number(chain.answered)))
        } else {
            Points(self.points.0.saturating_mul(number(of(self.counts).len()))).min(self.cap)
        };
        let mut quoted: Vec<Spot> = self.quotes.iter().flat_map(|&step| of(step)).copied().collect();
        quoted.sort_by_key(|spot| (spot.clauses, spot.hit));
        quoted.dedup();
        let quote = |spot: Spot| match spot.hit {
            Some(place) => Some(Proof::Hit(place)),
            None => talk.clause_span(spot.clauses.0 as usize).map(|(turn, span)| Proof::Words(turn, span)),
        };
        let proof = quoted.into_iter().filter_map(quote).collect();
        Some(Measured { mass: self.mass, points, proof })
    }
}

/// The first line of a rule that does not hold in a talk; `None` if the rule finds it.
#[must_use]
pub fn broken_step<'r>(rule: &'r OrderRule, talk: &Talk<'_>) -> Option<&'r str> {
    Chain::of(rule, talk).err().map(|sight| sight.says.as_str())
}
