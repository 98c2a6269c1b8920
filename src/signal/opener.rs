//! `structure.opener`: who brings up the purchase.

use super::{Groups, Proof, Structural, Talk, Tally, Worth};
use crate::call::{Points, Role};
use crate::lexicon::Mass;
use crate::scan::{Facts, LexiconId};

/// One point to the side whose turn holds the first words of buying or offering that bring up the purchase and answer no
/// open question, in the first half of the call (FINDINGS 3, opener; coding question Q2); where somebody says up to there
/// that the other side came for it, a form filled in or a call asked for, half of it to that side.
pub(super) struct Opener;

/// Turns that are always the beginning: a call of a dozen has hardly left its greetings by then. Judgement.
const BEGINNING: usize = 8;
/// Turns before the opening in which one may say that the other side came for it. Judgement.
const NEAR: u32 = 6;
/// What it earns where the other side came for it: that is told and not heard, and a buyer's own words on it earn more
/// elsewhere. Judgement.
const TOLD: Points = Points(500);

impl Structural for Opener {
    fn id(&self) -> &str {
        "structure.opener"
    }

    fn name(&self) -> &str {
        "Opens the talk of a purchase"
    }

    fn words(&self, _: usize) -> String {
        "opened the talk of a purchase".to_owned()
    }

    fn worth(&self, talk: &Talk<'_>, _: &Tally) -> Option<Worth> {
        find(talk).map(|(worth, _)| worth)
    }

    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof> {
        find(talk).map(|(_, proof)| proof).into_iter().collect()
    }

    fn hears(&self, _: LexiconId, _: &Groups<'_>) -> bool {
        false
    }

    /// A turn that says nothing of a purchase matters only as the question that one with an opening answers.
    fn misses(&self, skip: Option<u32>, talk: &Talk<'_>) -> bool {
        let facts = |turn: u32| talk.scales.facts.get(turn as usize);
        let speaks_of_it = |facts: &Facts| facts.opening.is_some() || facts.theirs.is_some() || facts.touches;
        let opens = |next: &Facts| next.opening.is_some();
        skip.is_some_and(|skip| facts(skip).is_some_and(speaks_of_it) || facts(skip + 1).is_some_and(opens))
    }
}

/// Who opens, what it earns, and the words.
fn find(talk: &Talk<'_>) -> Option<(Worth, Proof)> {
    let answers = |turn: u32| {
        let before = turn.checked_sub(1).filter(|&before| Some(before) != talk.skip);
        before.is_some_and(|before| talk.scales.facts[before as usize].asks_openly)
    };
    let (turn, facts) = talk.turns().find(|(turn, facts)| facts.opening.is_some() && !answers(*turn))?;
    if turn as usize > BEGINNING.max(talk.scales.facts.len() / 2) {
        return None;
    }
    let near = |(earlier, facts): (u32, &Facts)| Some((facts.role, facts.theirs.filter(|_| turn - earlier <= NEAR)?));
    let theirs = talk.turns().take_while(|(earlier, _)| *earlier <= turn).find_map(near);
    let (role, clause, points) = match theirs {
        Some((Role::Seller, clause)) => (Role::Buyer, clause, TOLD),
        Some((Role::Buyer, clause)) => (Role::Seller, clause, TOLD),
        _ => (facts.role, facts.opening?, Points::ONE),
    };
    // What the seller only denied, or named in offering help, a buyer who comes back to it has not brought up.
    let mut before = talk.turns().take_while(|(earlier, _)| *earlier < turn);
    let named = before.any(|(_, earlier)| earlier.touches && earlier.role == Role::Seller);
    if role == Role::Buyer && theirs.is_none() && named {
        return None;
    }
    let mass = match role {
        Role::Seller => Mass::SellerPursuit,
        Role::Buyer => Mass::BuyerInitiative,
        Role::Other | Role::Unknown => return None,
    };
    let (turn, span) = talk.clause_span(clause as usize)?;
    Some((Worth { mass, points }, Proof::Words(turn, span)))
}
