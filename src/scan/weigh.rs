//! What earlier turns leave of each hit: the guards that look back, and two hits a turn.
//!
//! Leaving one turn out changes only the hits of the turns behind it, so those alone are
//! weighed again.

use super::exchange::{Exchange, status};
use super::guard::{Fired, GUARDS};
use super::judge::{Judgement, Kept};
use super::rules::Rules;
use super::scene::{Facts, TurnScene, Words};
use crate::call::{Points, narrow};
use crate::lexicon::Mass;
use crate::text::Text;

/// How far a turn's absence is felt, in turns: six for a request, one for the yes after it, and room.
pub const ECHO: u32 = 12;

/// Most hits of one lexicon in one turn (METHOD 4.1).
const A_TURN: usize = 2;

/// Hits of a turn up to which each is compared with each.
const FEW: usize = 16;

/// Weight and fired guards of every kept hit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Weights {
    /// By kept hit: strength's factor, 0 to 1; 0 also for the third hit of a turn.
    pub weight: Vec<Points>,
    /// By kept hit: the guards that fired.
    pub fired: Vec<Fired>,
}

impl Weights {
    /// What a kept hit weighs.
    #[must_use]
    pub fn weight(&self, place: usize) -> Points {
        self.weight.get(place).copied().unwrap_or_default()
    }

    /// The guards that fired on it.
    #[must_use]
    pub fn fired(&self, place: usize) -> Fired {
        self.fired.get(place).copied().unwrap_or_default()
    }
}

/// What weighing needs to see.
#[derive(Clone, Copy)]
pub struct Scales<'s> {
    /// The text.
    pub text: &'s Text,
    /// The lexicons.
    pub rules: &'s Rules,
    /// The turns.
    pub facts: &'s [Facts],
    /// What stands.
    pub judged: &'s Judgement,
}

impl Scales<'_> {
    /// Weighs every hit.
    #[must_use]
    pub fn weigh_all(&self) -> Weights {
        let count = self.judged.kept.len();
        let mut weights = Weights { weight: vec![Points::ZERO; count], fired: vec![Fired::default(); count] };
        let turns = narrow(self.facts.len());
        self.weigh(0..turns, None, &mut weights);
        weights
    }

    /// Weighs the hits of some turns again, as if the turn `skip` had not been said.
    pub fn weigh(&self, turns: std::ops::Range<u32>, skip: Option<u32>, weights: &mut Weights) {
        let mut so_far = Vec::new();
        for turn in turns {
            let hits = self.hits_of(turn);
            if Some(turn) == skip {
                // Its hits weigh nothing, and so none is one too many.
                for (place, kept) in hits.clone().zip(self.judged.kept.get(hits).unwrap_or_default()) {
                    weights.weight[place] = Points::ZERO;
                    weights.fired[place] = kept.fired;
                }
                continue;
            }
            let is_before = Some(turn + 1) == skip;
            for place in hits.clone() {
                let Some(kept) = self.judged.kept.get(place) else { continue };
                let unsaid = is_before && kept.hit.confirmed;
                let mut weight = if unsaid { Points::ZERO } else { kept.base() };
                let mut fired = kept.fired;
                let guards = self.rules.turn_guards_of(kept.hit.lexicon);
                if !unsaid && !guards.is_empty() {
                    let mut scene = self.scene(place, skip, &weights.weight);
                    for &(guard, left) in guards {
                        if scene.fires(guard, &kept.hit).is_some() {
                            weight = weight.times(left);
                            fired.add(guard);
                        }
                    }
                }
                weights.weight[place] = weight;
                weights.fired[place] = fired;
            }
            self.cap(hits, skip, &mut so_far, weights);
        }
    }

    /// Places of a turn's hits.
    #[must_use]
    pub fn hits_of(&self, turn: u32) -> std::ops::Range<usize> {
        self.judged.hits_of(turn)
    }

    /// The turn guard that silenced a kept hit, and the words that made it fire; of several that only together left
    /// nothing, the last.
    #[must_use]
    pub fn silencer(&self, place: usize, weights: &Weights) -> Option<(&'static str, Option<Words>)> {
        let hit = &self.judged.kept.get(place)?.hit;
        let mut scene = self.scene(place, None, &weights.weight);
        let mut last = None;
        for &(guard, left) in self.rules.turn_guards_of(hit.lexicon) {
            let Some(cause) = scene.fires(guard, hit) else { continue };
            last = Some((GUARDS.get(guard)?.id(), cause.words()));
            if left == Points::ZERO {
                break;
            }
        }
        last
    }

    fn scene<'t>(&'t self, place: usize, skip: Option<u32>, weights: &'t [Points]) -> TurnScene<'t> {
        TurnScene {
            text: self.text,
            rules: self.rules,
            facts: self.facts,
            judged: self.judged,
            weights,
            skip,
            place,
            guard: 0,
        }
    }

    /// Silences the third hit of a lexicon in a turn, but a tracker's: what is said unasked counts before what answers,
    /// or an answer could hide a push; then the earlier. `so_far` counts by lexicon and is left at zero.
    fn cap(&self, hits: std::ops::Range<usize>, skip: Option<u32>, so_far: &mut Vec<usize>, weights: &mut Weights) {
        if self.are_few(hits.clone()) {
            return;
        }
        so_far.resize(self.rules.lexicons().len(), 0);
        let lexicon = |place: usize| usize::from(self.judged.kept[place].hit.lexicon.0);
        for answers in [false, true] {
            for place in hits.clone() {
                let is_free = self.rules.lexicon(self.judged.kept[place].hit.lexicon).mass == Mass::Tracker;
                if is_free || weights.weight[place] == Points::ZERO || self.answers(place, skip) != answers {
                    continue;
                }
                so_far[lexicon(place)] += 1;
                if so_far[lexicon(place)] > A_TURN {
                    weights.weight[place] = Points::ZERO;
                    weights.fired[place].add_surplus();
                }
            }
        }
        hits.for_each(|place| so_far[lexicon(place)] = 0);
    }

    /// Has no lexicon more hits in a turn than count? A turn of many hits is not looked through.
    fn are_few(&self, hits: std::ops::Range<usize>) -> bool {
        let kept = self.judged.kept.get(hits).unwrap_or_default();
        let alike = |at: usize, one: &Kept| {
            kept.iter().skip(at + 1).filter(|other| other.hit.lexicon == one.hit.lexicon).count() < A_TURN
        };
        kept.len() <= A_TURN || kept.len() <= FEW && kept.iter().enumerate().all(|(at, one)| alike(at, one))
    }

    /// Was the hit asked for, or a yes?
    fn answers(&self, place: usize, skip: Option<u32>) -> bool {
        self.exchange(place, skip) != Exchange::Volunteered
    }

    /// Whether a kept hit was asked for, with the turn `skip` unsaid.
    #[must_use]
    pub fn exchange(&self, place: usize, skip: Option<u32>) -> Exchange {
        let hit = &self.judged.kept[place].hit;
        let first = self.text.clauses_of(hit.turn as usize).start;
        let within = hit.clause.saturating_sub(narrow(first));
        status(self.facts, hit.turn, within, self.rules.can_be_agreed(hit.lexicon), skip)
    }
}
