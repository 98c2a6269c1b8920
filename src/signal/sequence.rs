//! Order rules as signals: what the steps of a `lexicons/sequences/` file come to in a call.

use std::ops::Range;

use super::chain::{BEHIND, Chain, Spot, WHOLE, is_seen, turns};
use super::{Groups, Proof, Structural, Talk, Tally, Worth};
use crate::call::{Points, Role, divide};
use crate::lexicon::OrderRule;
use crate::lexicon::step::{Sight, When};
use crate::scan::LexiconId;

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

    /// Nothing that only shows is measured with a turn left out.
    fn worth(&self, talk: &Talk<'_>, _: &Tally) -> Option<Worth> {
        let is_missing = |sight: &Sight| !sight.names.is_empty() && talk.groups.sight(sight.number).is_empty();
        if talk.skip.is_some() && !self.weighs() || self.steps.iter().any(|step| is_missing(&step.sight)) {
            return None;
        }
        // Asked first, since most calls hold what one rule must not see.
        if self.never.iter().any(|sight| is_seen(sight, talk, &WHOLE)) {
            return None;
        }
        Rows::of(self, talk, &WHOLE).worth(self)
    }

    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof> {
        let chain = Chain::of(self, talk, &WHOLE);
        let mut quoted: Vec<Spot> = self.quotes.iter().flat_map(|&step| chain.step(step)).collect();
        quoted.sort_by_key(|spot| (spot.clauses, spot.hit));
        quoted.dedup();
        let quote = |spot: Spot| match spot.hit {
            Some(place) => Some(Proof::Hit(place)),
            None => talk.clause_span(spot.clauses.0 as usize).map(|(turn, span)| Proof::Words(turn, span)),
        };
        quoted.into_iter().filter_map(quote).collect()
    }

    fn hears(&self, lexicon: LexiconId, _: &Groups<'_>) -> bool {
        self.sights().any(|sight| sight.member.get(usize::from(lexicon.0)) == Some(&true))
    }

    fn leads(&self, lexicon: LexiconId, next: Role, _: &Groups<'_>) -> bool {
        self.steps.windows(2).any(|pair| match pair {
            [step, later] if later.when == When::Next => {
                later.sight.side.is_none_or(|side| side == next)
                    && step.sight.member.get(usize::from(lexicon.0)) == Some(&true)
            }
            _ => false,
        })
    }

    fn hears_exchange(&self, lexicon: LexiconId) -> bool {
        self.sights().any(|sight| sight.unasked && sight.member.get(usize::from(lexicon.0)) == Some(&true))
    }

    /// Whole turns of any words have no hits by which they could be told.
    fn misses(&self, skip: Option<u32>, _: &Talk<'_>) -> bool {
        skip.is_some() && self.sights().any(|sight| sight.names.is_empty())
    }
}

/// What the whole rows of a rule in a stretch of turns add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Rows {
    /// Spots of the last step: none where no row is whole.
    ends: i64,
    /// Spots of the counted step.
    counted: i64,
    /// Turns of the first step.
    begun: i64,
    /// Turns that look like the first step and are answered at all; only where the rule is a share.
    answered: i64,
}

impl Rows {
    /// Counts them.
    pub(super) fn of(rule: &OrderRule, talk: &Talk<'_>, stretch: &Range<u32>) -> Self {
        let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
        let chain = Chain::of(rule, talk, stretch);
        Self {
            ends: number(chain.step(rule.steps.len() - 1).count()),
            counted: number(chain.step(rule.counts).count()),
            begun: number(turns(chain.step(0)).count()),
            answered: number(chain.answered),
        }
    }

    /// `points` for each hit of the counted step, `cap` at most; with `share`, `points x followed / answered` over the
    /// turns of the first step.
    pub(super) fn worth(self, rule: &OrderRule) -> Option<Worth> {
        let points = if rule.share {
            Points(divide(rule.points.0.saturating_mul(self.begun), self.answered))
        } else {
            Points(rule.points.0.saturating_mul(self.counted)).min(rule.cap)
        };
        (self.ends > 0).then_some(Worth { mass: rule.mass, points })
    }

    /// These, with the rows of a stretch counted anew.
    pub(super) fn with(self, before: Self, now: Self) -> Self {
        Self {
            ends: self.ends - before.ends + now.ends,
            counted: self.counted - before.counted + now.counted,
            begun: self.begun - before.begun + now.begun,
            answered: self.answered - before.answered + now.answered,
        }
    }
}

/// Turns from the first to the last of any row, where that has a bound: then what changes in one turn changes no row
/// farther away, and the rows of a call are those of its parts together. A rule with runs, with a first, or with what must
/// stand nowhere looks at the whole call.
pub(super) fn reach(rule: &OrderRule) -> Option<u32> {
    let links = rule.steps.iter().enumerate().map(|(number, step)| match step.when {
        _ if step.times > 1 => None,
        When::Anywhere if number == 0 => Some(0),
        When::Next => Some(BEHIND),
        When::Within(turns) => Some(turns),
        When::Anywhere | When::First | When::Then => None,
    });
    let reach = links.sum::<Option<u32>>();
    reach.filter(|_| rule.never.is_empty())
}

/// The first line of a rule that does not hold in a talk; `None` if the rule finds it.
#[must_use]
pub fn broken_step<'r>(rule: &'r OrderRule, talk: &Talk<'_>) -> Option<&'r str> {
    Chain::of(rule, talk, &WHOLE).broken.map(|sight| sight.says.as_str())
}
