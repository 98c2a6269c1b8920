//! The curve: push and pull of each slice of the call.

use super::Scene;
use crate::call::{self, Millis, Points, divide, narrow};
use crate::lexicon::Mass;
use crate::signal::{Outline, Spoken};

/// What slices are cut by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Equal times.
    Time,
    /// Equal numbers of turns, where some turn has no time.
    #[default]
    Turn,
}

/// Push and pull from the beginning of a call to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// What the slices are cut by.
    pub by: By,
    /// The slices, in order. Their pushes add up to the call's push, their pulls to its pull.
    pub slices: Vec<Slice>,
}

/// One slice of a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Slice {
    /// Its beginning and end, where the call has times.
    pub time: Option<(Millis, Millis)>,
    /// The first and last turn (from 1) that begin in it; `None` if none does.
    pub turns: Option<(u32, u32)>,
    /// The push of its evidence.
    pub push: Points,
    /// The pull of its evidence.
    pub pull: Points,
}

/// Words for each slice, and the bounds of their number; judgement: about a minute and a half of talk.
const WORDS_A_SLICE: u32 = 225;
const SLICES: (u32, u32) = (4, 20);

/// What the evidence of a call adds to push and pull, by turn and time.
pub(super) struct Curve {
    /// In the order of turns.
    pub(super) shares: Vec<Share>,
}

/// What one piece of evidence adds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// From 0.
    pub(super) turn: u32,
    pub(super) start: Option<Millis>,
    pub(super) push: Points,
    pub(super) pull: Points,
}

impl Curve {
    /// A signal's points are shared out among its evidence by strength times weight. What resistance adds to push
    /// (METHOD 4.2) is shared out among the evidence of resistance by its points, what process adds to pull among that
    /// of process. Rounding is carried on, so that nothing is lost.
    pub(super) fn of(scene: &Scene<'_>) -> Self {
        let masses = &scene.reading.masses;
        let counts = |signal: &&Outline| !matches!(signal.mass, Mass::Gate | Mass::Tracker);
        let evidence = scene.signals.iter().filter(counts).flat_map(|signal| &signal.evidence);
        let mut shares = Sorted::by_turn(evidence.map(|one| one.spoken(scene.talk).turn), scene.turns.len());
        let (mut resisting, mut working) = (Vec::new(), Vec::new());
        for signal in scene.signals {
            let rows = shared_out(signal, scene);
            match signal.mass {
                Mass::SellerPursuit => rows.for_each(|(push, row)| shares.put(Share { push, ..row })),
                Mass::BuyerPull | Mass::BuyerInitiative => {
                    rows.for_each(|(pull, row)| shares.put(Share { pull, ..row }));
                }
                Mass::Resistance => resisting.extend(rows),
                Mass::Process => working.extend(rows),
                Mass::Gate | Mass::Tracker => {}
            }
        }
        let mut add = |mut rows: Vec<(Points, Share)>, whole: Points, of: &dyn Fn(Points, Share) -> Share| {
            rows.sort_by_key(|(_, row)| row.turn);
            let mut part = whole.sharing(rows.iter().map(|(points, _)| points.0).sum(), rows.len());
            rows.into_iter().for_each(|(points, row)| shares.put(of(part(points.0), row)));
        };
        add(resisting, masses.push - masses.seller_pursuit, &|push, row| Share { push, ..row });
        add(working, masses.pull - masses.buyer_pull, &|pull, row| Share { pull, ..row });
        Self { shares: shares.all }
    }

    /// The slices: as many as the length asks for, by time if every turn has one.
    pub(super) fn timeline(&self, scene: &Scene<'_>) -> Timeline {
        let turns = narrow(scene.turns.len());
        let wanted = (scene.tally.words / WORDS_A_SLICE).clamp(SLICES.0, SLICES.1).min(turns);
        let whole = call::duration(scene.turns).filter(|whole| whole.get() >= i64::from(wanted) && scene.is_timed());
        let mut slices = vec![Slice::default(); wanted as usize];
        for (number, slice) in (0..).zip(&mut slices) {
            let edge = |number: u32, whole: i64| divide(whole * i64::from(number), i64::from(wanted));
            slice.time =
                whole.map(|whole| (Millis::new(edge(number, whole.get())), Millis::new(edge(number + 1, whole.get()))));
        }
        let of = whole.map_or(i64::from(turns), Millis::get);
        let edges: Vec<i64> = (0..i64::from(wanted)).map(|number| divide(of * number, i64::from(wanted))).collect();
        let place = |turn: u32, start: Option<Millis>| -> usize {
            let at = match whole {
                Some(_) => start.or_else(|| scene.start(turn)).unwrap_or_default().get(),
                None => i64::from(turn),
            };
            // The last moment belongs to the last slice, and so does a start behind the end.
            edges.partition_point(|&edge| edge <= at).saturating_sub(1)
        };
        for turn in 0..turns {
            if let Some(slice) = slices.get_mut(place(turn, scene.start(turn))) {
                let (first, last) = slice.turns.unwrap_or((turn + 1, turn + 1));
                slice.turns = Some((first.min(turn + 1), last.max(turn + 1)));
            }
        }
        for share in &self.shares {
            if let Some(slice) = slices.get_mut(place(share.turn, share.start)) {
                slice.push += share.push;
                slice.pull += share.pull;
            }
        }
        Timeline { by: if whole.is_some() { By::Time } else { By::Turn }, slices }
    }
}

/// Shares in the order of turns, those of one turn as they come. Their number is known by turn, so that each is put into
/// its place: there are as many of them as turns.
struct Sorted {
    all: Vec<Share>,
    /// By turn: the place of the next.
    next: Vec<u32>,
}

impl Sorted {
    /// Room for as many shares of each turn as it is named.
    fn by_turn(named: impl Iterator<Item = u32>, turns: usize) -> Self {
        let mut next = vec![0_u32; turns + 2];
        let mut count = 0;
        for turn in named {
            next[(turn as usize).min(turns) + 1] += 1;
            count += 1;
        }
        for turn in 1..next.len() {
            next[turn] += next[turn - 1];
        }
        Self { all: vec![Share::default(); count], next }
    }

    fn put(&mut self, share: Share) {
        let last = self.next.len() - 2;
        let place = &mut self.next[(share.turn as usize).min(last)];
        self.all[*place as usize] = share;
        *place += 1;
    }
}

/// The points of a signal by its evidence.
fn shared_out(signal: &Outline, scene: &Scene<'_>) -> impl Iterator<Item = (Points, Share)> {
    signal.shared_out(scene.talk).map(|(points, Spoken { turn, span, .. })| {
        let start = scene.turns.get(turn as usize).and_then(|turn| turn.start_of(span));
        (points, Share { turn, start, ..Share::default() })
    })
}

impl By {
    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Turn => "turn",
        }
    }
}
