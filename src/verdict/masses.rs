//! Points to masses, masses to the balance of push and pull (METHOD 4.2).

use super::DealSize;
use crate::call::{Points, divide};
use crate::lexicon::{Lexicon, Mass};
use crate::scan::Rules;
use crate::signal::{Groups, Structural, Tally, Worth, grown, share_of, structural};

/// Sums of points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Masses {
    /// S of METHOD.
    pub seller_pursuit: Points,
    /// B of METHOD: pull and initiative together.
    pub buyer_pull: Points,
    /// Bp of METHOD, a part of `buyer_pull`.
    pub buyer_initiative: Points,
    /// R of METHOD.
    pub resistance: Points,
    /// P of METHOD.
    pub process: Points,
    /// S + half of R as far as there is S.
    pub push: Points,
    /// B + 0.35 P as far as there is B + 2.
    pub pull: Points,
}

/// Points of nothing known that hold thin calls near the middle; METHOD 4.2.
const PRIOR: i64 = 1500;
/// Share of process that pulls, in hundredths; METHOD 4.2.
const PROCESS_PERCENT: i64 = 35;
/// Points of process that may pull beyond what the buyer put in; METHOD 4.2.
const PROCESS_AHEAD: Points = Points(2000);
/// Closes that weigh half in a small sale; METHOD 3.3.
const SMALL_DEAL_CLOSES: &[&str] = &["pressure.hard_ask", "pressure.trial_close"];

/// By lexicon: its points.
#[must_use]
pub fn signal_points(rules: &Rules, tally: &Tally, deal: DealSize) -> Vec<Points> {
    let rows = rules.lexicons().iter().zip(&tally.strength);
    rows.map(|(lexicon, &strength)| Price::of(lexicon, deal).points(strength, tally.words)).collect()
}

/// What strength of one lexicon is worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Price {
    mass: Mass,
    most: Points,
    pub(super) half_at: Points,
}

impl Price {
    pub(super) fn of(lexicon: &Lexicon, deal: DealSize) -> Self {
        let halved = deal == DealSize::Small && SMALL_DEAL_CLOSES.contains(&lexicon.id.as_str());
        let most = if halved { Points(divide(lexicon.points.0, 2)) } else { lexicon.points };
        Self { mass: lexicon.mass, most, half_at: lexicon.half_at }
    }

    /// The points of so much strength in a talk of so many words.
    pub(super) fn points(&self, strength: Points, words: u32) -> Points {
        self.points_at(strength, grown(self.half_at, words))
    }

    /// The same with the strength given that makes half of them.
    pub(super) fn points_at(&self, strength: Points, half_at: Points) -> Points {
        match self.mass {
            Mass::Gate | Mass::Tracker => Points::ZERO,
            _ if strength == Points::ZERO => Points::ZERO,
            _ => share_of(self.most, half_at, strength),
        }
    }
}

/// Points by their mass, and in how many ways they came about; each may be taken out again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Sums {
    /// Without push and pull.
    masses: Masses,
    /// Codes of effort on either side with points, and structural signals that found any.
    pub(super) effort: usize,
    /// Ways in which the buyer takes the initiative.
    pub(super) initiative: usize,
}

impl Sums {
    /// The sums of a talk.
    pub(super) fn of(
        rules: &Rules,
        groups: &Groups<'_>,
        points: &[Points],
        worths: impl Iterator<Item = Option<Worth>>,
    ) -> Self {
        let mut sums = Self::default();
        // Without a hit there are no points.
        for (id, _) in groups.by_lexicon() {
            let points = points.get(usize::from(id.0)).copied().unwrap_or_default();
            sums.add(rules.lexicon(id).mass, groups.effort.holds(id), groups.initiative.holds(id), points);
        }
        structural(rules).zip(worths).for_each(|(signal, worth)| sums.add_signal(signal, worth));
        sums
    }

    /// Adds a lexicon's points.
    pub(super) fn add(&mut self, mass: Mass, is_effort: bool, is_initiative: bool, points: Points) {
        self.masses.add(mass, points);
        self.effort += usize::from(is_effort && points.0 > 0);
        self.initiative += usize::from(is_initiative && points.0 > 0);
    }

    /// Takes a lexicon's points out again and adds others.
    pub(super) fn change(&mut self, mass: Mass, is_effort: bool, is_initiative: bool, (before, now): (Points, Points)) {
        self.masses.add(mass, now - before);
        if (before.0 > 0) != (now.0 > 0) {
            let way = |number: usize, is_way: bool| {
                if now.0 > 0 { number + usize::from(is_way) } else { number - usize::from(is_way) }
            };
            (self.effort, self.initiative) = (way(self.effort, is_effort), way(self.initiative, is_initiative));
        }
    }

    /// Adds what a structural signal comes to.
    pub(super) fn add_signal(&mut self, signal: &dyn Structural, worth: Option<Worth>) {
        if let Some(Worth { mass, points }) = worth {
            self.masses.add(mass, points);
            self.effort += usize::from(is_effort(mass));
            self.initiative += usize::from(signal.shows_initiative());
        }
    }

    /// Takes it out again.
    pub(super) fn take_signal(&mut self, signal: &dyn Structural, worth: Option<Worth>) {
        if let Some(Worth { mass, points }) = worth {
            self.masses.add(mass, Points::ZERO - points);
            self.effort -= usize::from(is_effort(mass));
            self.initiative -= usize::from(signal.shows_initiative());
        }
    }

    /// The masses with push and pull.
    pub(super) fn masses(&self) -> Masses {
        let mut sums = self.masses;
        sums.push = sums.seller_pursuit + Points(divide(sums.resistance.min(sums.seller_pursuit).0, 2));
        let process = sums.process.min(sums.buyer_pull + PROCESS_AHEAD);
        sums.pull = sums.buyer_pull + Points(divide(process.0 * PROCESS_PERCENT, 100));
        sums
    }
}

/// Does a structural signal of that mass count as a way of effort?
fn is_effort(mass: Mass) -> bool {
    matches!(mass, Mass::SellerPursuit | Mass::BuyerPull | Mass::BuyerInitiative)
}

/// The balance of push and pull, also of a part of a call: `100 (pull + 1.5) / (push + pull + 3)`, in thousandths.
#[must_use]
pub fn balance(push: Points, pull: Points) -> Points {
    Points(divide(100_000 * (pull.0 + PRIOR), push.0 + pull.0 + 2 * PRIOR))
}

impl Masses {
    fn add(&mut self, mass: Mass, points: Points) {
        match mass {
            Mass::SellerPursuit => self.seller_pursuit += points,
            Mass::BuyerPull => self.buyer_pull += points,
            Mass::BuyerInitiative => {
                self.buyer_pull += points;
                self.buyer_initiative += points;
            }
            Mass::Resistance => self.resistance += points,
            Mass::Process => self.process += points,
            Mass::Gate | Mass::Tracker => {}
        }
    }

    /// The balance of push and pull.
    #[must_use]
    pub fn balance(&self) -> Points {
        balance(self.push, self.pull)
    }
}

#[cfg(test)]
mod tests {
    use super::Masses;
    use crate::call::Points;

    #[test]
    fn nothing_known_is_the_middle_and_resistance_creates_no_pursuit() {
        assert_eq!(Masses::default().balance(), Points(50_000));
        let resisting = Masses { resistance: Points(9000), ..Masses::default() };
        assert_eq!(resisting.balance(), Points(50_000));
        let pushed = Masses { push: Points(12_000), ..Masses::default() };
        assert_eq!(pushed.balance(), Points(10_000));
    }
}
