//! Turn by turn: what was found against the codes that readers gave.
//!
//! A code is found in a turn if it has a piece of evidence there that weighs anything. A doubtful label is right if it
//! is found and no miss if not; `other.*`, and a code that no lexicon in use has, count for their kind alone;
//! `pitch.premature`, which is computed, is left out.
//! Labels stand on the turns of the file; where neighbouring turns of one speaker are read as one, their labels are joined.

use std::collections::{BTreeMap, BTreeSet};

use super::Labelled;
use super::codes::OTHER;
use super::figures::share;
use super::gold::Code;
use crate::analyze::Analysis;
use crate::call::{self, Points, narrow};

/// What an act is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The seller works towards a purchase.
    Push,
    /// The buyer supplies reasons or takes steps.
    Pull,
    /// The buyer holds back.
    Resist,
    /// The seller works without push.
    Process,
}

/// Codes, or their families, and the kind of act they are.
const KINDS: &[(&str, Kind)] = &[
    ("haggle", Kind::Push),
    ("neediness", Kind::Push),
    ("other.buyer_pull", Kind::Pull),
    ("other.process", Kind::Process),
    ("other.resistance", Kind::Resist),
    ("other.seller_push", Kind::Push),
    ("pain", Kind::Pull),
    ("pitch", Kind::Push),
    ("pressure", Kind::Push),
    ("process", Kind::Process),
    ("pursuit", Kind::Pull),
    ("resist", Kind::Resist),
];
/// The code that no reader gives.
const COMPUTED: &str = "pitch.premature";

impl Kind {
    /// Every kind, in the order in which tables list them.
    pub const ALL: [Self; 4] = [Self::Push, Self::Pull, Self::Resist, Self::Process];

    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Push => "push",
            Self::Pull => "pull",
            Self::Resist => "resist",
            Self::Process => "process",
        }
    }

    /// The kind of a code; `None` for what is no act of either side.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let find = |name: &str| KINDS.iter().find(|(row, _)| *row == name).map(|(_, kind)| *kind);
        find(code).or_else(|| find(code.split('.').next().unwrap_or_default()))
    }
}

/// Found and right, found and wrong, missed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Found where readers see it.
    pub right: u32,
    /// Found where they do not.
    pub wrong: u32,
    /// Not found where they do.
    pub missed: u32,
}

impl Count {
    fn add(&mut self, found: bool, must: bool, may: bool) {
        self.right += u32::from(found && must);
        self.wrong += u32::from(found && !may);
        self.missed += u32::from(!found && must);
    }

    fn and(self, other: Self) -> Self {
        Self { right: self.right + other.right, wrong: self.wrong + other.wrong, missed: self.missed + other.missed }
    }

    /// Turns that readers labelled so.
    #[must_use]
    pub fn labelled(&self) -> u32 {
        self.right + self.missed
    }

    /// Share of what was found that is right.
    #[must_use]
    pub fn precision(&self) -> Option<Points> {
        share(i64::from(self.right), i64::from(self.right + self.wrong))
    }

    /// Share of what readers see that was found.
    #[must_use]
    pub fn recall(&self) -> Option<Points> {
        share(i64::from(self.right), i64::from(self.labelled()))
    }

    /// `2 right / (2 right + wrong + missed)`.
    #[must_use]
    pub fn f1(&self) -> Option<Points> {
        let right = 2 * i64::from(self.right);
        share(right, right + i64::from(self.wrong) + i64::from(self.missed))
    }
}

/// The counts over all coded calls.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Acts {
    /// Calls that were coded.
    pub calls: u32,
    /// By kind: turns with an act of it.
    pub kinds: BTreeMap<Kind, Count>,
    /// By code that was found or that a label gives, without `other.*`.
    pub codes: BTreeMap<String, Count>,
    /// Codes that some label gives: what another finds is neither right nor wrong, as no reader looked for it.
    pub given: BTreeSet<String>,
}

impl Acts {
    /// Counts one call in, if it was coded.
    pub fn add(&mut self, labelled: &Labelled, analysis: &Analysis) {
        if labelled.gold.turns.is_empty() {
            return;
        }
        self.calls += 1;
        let labels = labels_by_turn(labelled);
        let found = found_by_turn(analysis);
        let nothing = BTreeSet::new();
        let turns: BTreeSet<u32> = labels.keys().chain(found.keys()).copied().collect();
        for turn in turns {
            let labels = labels.get(&turn).map_or(&[] as &[&Code], Vec::as_slice);
            let found = found.get(&turn).unwrap_or(&nothing);
            let must = |code: &str| labels.iter().any(|label| label.id == code && !label.is_doubtful);
            let may = |code: &str| labels.iter().any(|label| label.id == code);
            for kind in Kind::ALL {
                let is_kind = |code: &str| Kind::of(code) == Some(kind);
                let count = self.kinds.entry(kind).or_default();
                let must = labels.iter().any(|code| !code.is_doubtful && is_kind(&code.id));
                let may = labels.iter().any(|code| is_kind(&code.id));
                count.add(found.iter().any(|code| is_kind(code)), must, may);
            }
            let named = labels.iter().filter(|code| !code.is_strange && !code.id.starts_with(OTHER));
            let named: Vec<&str> = named.map(|code| code.id.as_str()).collect();
            self.given.extend(named.iter().map(|&code| code.to_owned()));
            let codes: BTreeSet<&str> = named.into_iter().chain(found.iter().copied()).collect();
            for code in codes {
                let count = self.codes.entry(code.to_owned()).or_default();
                count.add(found.contains(code), must(code), may(code));
            }
        }
        self.codes.retain(|_, count| *count != Count::default());
    }

    /// All codes together that some label gives.
    #[must_use]
    pub fn exact(&self) -> Count {
        let given = self.codes.iter().filter(|(code, _)| self.given.contains(*code));
        given.map(|(_, count)| *count).fold(Count::default(), Count::and)
    }

    /// All kinds together.
    #[must_use]
    pub fn by_kind(&self) -> Count {
        self.kinds.values().copied().fold(Count::default(), Count::and)
    }
}

/// By turn as it is read, from 1: codes that are acts.
fn labels_by_turn(labelled: &Labelled) -> BTreeMap<u32, Vec<&Code>> {
    let turns = call::turns(&labelled.call);
    let mut read_as: BTreeMap<u32, u32> = BTreeMap::new();
    for (number, turn) in (1..).zip(&turns) {
        for piece in turn.pieces.iter() {
            read_as.insert(piece.line, number);
        }
    }
    // A turn without words is none; its labels stand alone behind all others, where nothing is found.
    let behind = narrow(turns.len());
    let mut labels: BTreeMap<u32, Vec<&Code>> = BTreeMap::new();
    for (turn, codes) in &labelled.gold.turns {
        let read = read_as.get(turn).copied().unwrap_or(behind.saturating_add(*turn));
        let acts = codes.iter().filter(|code| Kind::of(&code.id).is_some());
        labels.entry(read).or_default().extend(acts);
    }
    labels
}

/// By turn, from 1: codes with a piece of evidence that weighs anything.
fn found_by_turn(analysis: &Analysis) -> BTreeMap<u32, BTreeSet<&str>> {
    let mut found: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let acts = analysis.signals.iter().filter(|signal| Kind::of(&signal.id).is_some() && signal.id != COMPUTED);
    for signal in acts {
        for evidence in signal.evidence.iter().filter(|evidence| evidence.weight > Points::ZERO) {
            found.entry(evidence.turn).or_default().insert(&signal.id);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Count, Kind};
    use crate::call::Points;

    #[test]
    fn codes_are_of_the_kind_of_their_family() {
        let kinds =
            ["pitch.launch", "pain.problem", "pursuit.bid", "resist.doubt", "process.insight_teach", "neediness"];
        let want = [Kind::Push, Kind::Pull, Kind::Pull, Kind::Resist, Kind::Process, Kind::Push];
        assert_eq!(kinds.map(Kind::of), want.map(Some));
        assert_eq!(["other.buyer_pull", "other.resistance"].map(Kind::of), [Kind::Pull, Kind::Resist].map(Some));
        assert_eq!(["on_request", "ctx.support", "structure.candy", "other.joke"].map(Kind::of), [None; 4]);
    }

    #[test]
    fn a_doubtful_label_is_right_when_found_and_no_miss_when_not() {
        let mut count = Count::default();
        // Found and sure, found and doubtful, found and not labelled, missed, doubtful and not found.
        let rows =
            [(true, true, true), (true, false, true), (true, false, false), (false, true, true), (false, false, true)];
        rows.into_iter().for_each(|(found, must, may)| count.add(found, must, may));
        assert_eq!(count, Count { right: 1, wrong: 1, missed: 1 });
        let half = Some(Points(500));
        assert_eq!((count.precision(), count.recall(), count.f1()), (half, half, half));
        assert_eq!(Count::default().f1(), None);
    }
}
