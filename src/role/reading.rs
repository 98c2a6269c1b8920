//! From evidence to sides: the reading of who sits where that explains the words best.
//!
//! Every way of putting the open parties on the two sides is a reading. It scores what each party's words say for the
//! side it is put on, and a little for each time two who answer each other sit on different sides. A party has a
//! side if the best reading beats the best one in which it sits on the other by the margin. Where the best reading puts
//! everybody on one side, as colleagues who all sound like sellers, nothing is decided.

use super::words::Evidence;
use crate::call::{Points, Role, Turn, divide};
use crate::lexicon::RoleMeasure;

/// Open parties that are tried in all readings, the wordiest first; the others stay open. Judgement: 1,024 readings.
const MOST: usize = 10;
/// Words from which a party is tried. Judgement.
const LEAST_WORDS: u32 = 5;

/// A side whose words speak for it as stated stands against the reverse from this part of what the other side's words say
/// for the reverse: one in four. Judgement, on labelled talk whose sides were swapped on purpose.
const STRAY: i64 = 4;

/// A side told from words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) party: usize,
    pub(super) role: Role,
    /// 0 to 1.
    pub(super) confidence: Points,
}

/// What is known of those who sit at the table, besides their words.
pub(super) struct Table<'t> {
    pub(super) turns: &'t [Turn<'t>],
    /// By party: the stated side.
    pub(super) roles: &'t [Role],
    /// By party: the company of its address; colleagues move together.
    pub(super) houses: &'t [Option<String>],
    /// Pairs of whom the first calls the second one of his own.
    pub(super) introductions: &'t [(usize, usize)],
}

/// The sides of the open parties; those that stay open are left out.
pub(super) fn read(evidence: &[Evidence], table: &Table<'_>, measure: &RoleMeasure) -> Vec<Told> {
    let seats = Seats::new(evidence, table, measure);
    let roles = table.roles;
    let heard: Points = evidence.iter().map(|row| row.sum(Role::Seller) + row.sum(Role::Buyer)).sum();
    if seats.open.is_empty() || heard < measure.least {
        return Vec::new();
    }
    // By open party and side: the best score of a reading with it there.
    let mut best = vec![[i64::MIN; 2]; seats.open.len()];
    let mut first = (i64::MIN, 0u32);
    for reading in 0..1u32 << seats.open.len() {
        let score = seats.score(reading);
        if score > first.0 {
            first = (score, reading);
        }
        for (place, best) in best.iter_mut().enumerate() {
            let side = &mut best[usize::from(reading >> place & 1 == 1)];
            *side = (*side).max(score);
        }
    }
    if !seats.has_both_sides(first.1) {
        return Vec::new();
    }
    let told = seats.taken().filter_map(|(party, place)| {
        let best = best.get(place)?;
        let sells = first.1 >> place & 1 == 1;
        // A party that changes sides moves twice its weight.
        let margin = (best[usize::from(sells)] - best[usize::from(!sells)]) / 2;
        let role = if sells { Role::Seller } else { Role::Buyer };
        let confidence = Points(divide(margin * 1000, margin + measure.even.0));
        (margin >= measure.margin.0).then_some(Told { party, role, confidence })
    });
    let told: Vec<Told> = told.collect();
    let known = |side: Role| roles.contains(&side) || told.iter().any(|told| told.role == side);
    if known(Role::Seller) && known(Role::Buyer) { told } else { Vec::new() }
}

/// By how much the words speak for the reverse of the stated sides; 0 unless each side says some of the other's words,
/// and neither says its own so clearly that it stands against that.
pub(super) fn against(evidence: &[Evidence], roles: &[Role]) -> Points {
    let sum = |side: Role, of: Role| -> i64 {
        evidence.iter().zip(roles).filter(|(_, role)| **role == side).map(|(row, _)| row.sum(of).0).sum()
    };
    let (sold, bought) = (sum(Role::Buyer, Role::Seller), sum(Role::Seller, Role::Buyer));
    let buyer = sold - sum(Role::Buyer, Role::Buyer);
    let seller = sum(Role::Seller, Role::Seller) - bought;
    let (most, stray) = (buyer.max(-seller), seller.max(-buyer).max(0));
    let is_told = sold > 0 && bought > 0 && stray * STRAY <= most;
    if is_told { Points((buyer - seller).max(0)) } else { Points::ZERO }
}

/// Who is on a side already, who is open, and who answers whom.
struct Seats {
    /// First party of each open place.
    open: Vec<usize>,
    /// By party: what its words say for the seller, less what they say for the buyer.
    lean: Vec<i64>,
    /// By party: the side it has, or the open place.
    seat: Vec<Option<Seat>>,
    /// Two parties and what it counts that they sit on different sides; below 0 what it costs.
    facing: Vec<(usize, usize, i64)>,
}

#[derive(Clone, Copy)]
enum Seat {
    Sells(bool),
    Open(usize),
}

impl Seats {
    fn new(evidence: &[Evidence], table: &Table<'_>, measure: &RoleMeasure) -> Self {
        let Table { turns, roles, houses, introductions } = *table;
        // A host in whose mouth too little speaks for a side is on none.
        let is_host = |row: &Evidence| row.is_host && row.lean().0.abs() < measure.least.0;
        let is_open =
            |party: usize| roles.get(party) == Some(&Role::Unknown) && !evidence.get(party).is_some_and(is_host);
        // The first open colleague holds the place for all.
        let host = |party: usize| match houses.get(party) {
            Some(Some(house)) => {
                let colleague = |&other: &usize| is_open(other) && houses[other].as_ref() == Some(house);
                (0..party).find(colleague).unwrap_or(party)
            }
            _ => party,
        };
        let words = |party: usize| evidence.get(party).map_or(0, |row| row.words);
        let mut together = vec![0u32; roles.len()];
        for party in (0..roles.len()).filter(|&party| is_open(party)) {
            together[host(party)] = together[host(party)].saturating_add(words(party));
        }
        let mut open: Vec<usize> = (0..roles.len()).filter(|&party| together[party] >= LEAST_WORDS).collect();
        open.sort_by_key(|&party| (std::cmp::Reverse(together[party]), party));
        open.truncate(MOST);
        open.sort_unstable();
        let seat = |party: usize| match roles.get(party)? {
            Role::Seller => Some(Seat::Sells(true)),
            Role::Buyer => Some(Seat::Sells(false)),
            Role::Other => None,
            Role::Unknown => open.iter().position(|&open| open == host(party)).map(Seat::Open),
        };
        let seat: Vec<Option<Seat>> = (0..roles.len()).map(seat).collect();
        let lean = evidence.iter().map(|row| row.lean().0).collect();
        let mut facing = facing(turns, &seat, measure.facing.0);
        facing.extend(introductions.iter().map(|&(one, other)| (one, other, -measure.introduced.0)));
        Self { lean, seat, facing, open }
    }

    fn sells(&self, party: usize, reading: u32) -> Option<bool> {
        Some(match (*self.seat.get(party)?)? {
            Seat::Sells(sells) => sells,
            Seat::Open(place) => reading >> place & 1 == 1,
        })
    }

    fn score(&self, reading: u32) -> i64 {
        let words = |(party, _): (usize, usize)| {
            let lean = *self.lean.get(party)?;
            Some(if self.sells(party, reading)? { lean } else { -lean })
        };
        let words: i64 = self.taken().filter_map(words).sum();
        let apart = |(one, other, _): &&(usize, usize, i64)| self.sells(*one, reading) != self.sells(*other, reading);
        words + self.facing.iter().filter(apart).map(|(_, _, points)| points).sum::<i64>()
    }

    /// Every party on an open place, with the place.
    fn taken(&self) -> impl Iterator<Item = (usize, usize)> {
        self.seat.iter().enumerate().filter_map(|(party, seat)| match seat {
            Some(Seat::Open(place)) => Some((party, *place)),
            _ => None,
        })
    }

    fn has_both_sides(&self, reading: u32) -> bool {
        let has = |side: bool| (0..self.seat.len()).any(|party| self.sells(party, reading) == Some(side));
        has(true) && has(false)
    }
}

/// Who answers whom: `facing` for every seat but one, shared out by how often two turns follow each other.
fn facing(turns: &[Turn<'_>], seat: &[Option<Seat>], facing: i64) -> Vec<(usize, usize, i64)> {
    let seated = seat.iter().flatten().count();
    let mut follows = std::collections::BTreeMap::new();
    let mut total = 0i64;
    let party = |turn: &Turn<'_>| turn.party.map(|party| party.0 as usize);
    let spoken: Vec<usize> =
        turns.iter().filter_map(party).filter(|&party| seat.get(party).is_some_and(Option::is_some)).collect();
    for pair in spoken.windows(2) {
        if let &[one, other] = pair
            && one != other
        {
            *follows.entry((one.min(other), one.max(other))).or_insert(0i64) += 1;
            total += 1;
        }
    }
    let all = facing * i64::try_from(seated.saturating_sub(1)).unwrap_or_default();
    follows.into_iter().map(|((one, other), times)| (one, other, divide(all * times, total))).collect()
}
