//! The roles of a whole call: what is stated, then what the words say.

use super::introduce::introductions;
use super::reading::{self, Table};
use super::words::{self, Evidence, Proof};
use super::{Assigned, Sides, assign, houses};
use crate::call::{Call, Note, Party, Points, Role, RoleSource, Turn};
use crate::scan::{Found, Rules};
use crate::text::Text;

/// Everybody's role, and what is to be said about how it was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// By party.
    pub assigned: Vec<Assigned>,
    /// Roles told from words, and doubts of stated ones.
    pub notes: Vec<Note>,
    /// The words speak clearly for the reverse of the stated sides.
    pub looks_swapped: bool,
}

/// The roles of a call: stated ones as [`assign`], open ones from the words.
#[must_use]
pub fn cast(call: &Call, turns: &[Turn<'_>], text: &Text, found: &Found, sides: &Sides, rules: &Rules) -> Cast {
    let mut cast = Cast { assigned: assign(call, sides), ..Cast::default() };
    if rules.cues().cues.is_empty() {
        return cast;
    }
    let evidence = words::weigh(call, turns, text, found, rules);
    let measure = &rules.cues().measure;
    let stated: Vec<Role> = cast.assigned.iter().map(|assigned| assigned.role).collect();
    let table =
        Table { turns, roles: &stated, houses: &houses(call), introductions: &introductions(call, turns, text, found) };
    let told = reading::read(&evidence, &table, measure);
    for told in &told {
        if let Some(assigned) = cast.assigned.get_mut(told.party) {
            *assigned = Assigned { role: told.role, source: RoleSource::Words, confidence: told.confidence };
        }
    }
    let roles: Vec<Role> = cast.assigned.iter().map(|assigned| assigned.role).collect();
    let told_by = Quoted { evidence: &evidence, turns, call, roles: &roles };
    if !told.is_empty() {
        let words = [Role::Seller, Role::Buyer].map(|side| told_by.loudest(side, side));
        let words: Vec<String> = words.into_iter().flatten().map(|(_, words)| words).collect();
        let text = format!("the sides were told from the words{}", listed(&words));
        cast.notes.push(Note::new("roles_from_words", text));
    }
    let doubtful =
        cast.assigned.iter().all(|assigned| !matches!(assigned.source, RoleSource::Flag | RoleSource::Words));
    let both = stated.contains(&Role::Seller) && stated.contains(&Role::Buyer);
    if doubtful && both && reading::against(&evidence, &stated) >= measure.alarm.max(Points(1)) {
        cast.looks_swapped = true;
        cast.notes.push(told_by.swapped());
    }
    cast
}

/// The words behind a colon, if there are any.
fn listed(words: &[String]) -> String {
    if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) }
}

/// What quotes are taken from.
struct Quoted<'q> {
    evidence: &'q [Evidence],
    turns: &'q [Turn<'q>],
    call: &'q Call,
    roles: &'q [Role],
}

impl<'q> Quoted<'q> {
    /// The loudest words for `side` in the mouths of those on the side `by`: who, and
    /// `Dana sounds like the seller ("...")`.
    fn loudest(&self, side: Role, by: Role) -> Option<(&'q Party, String)> {
        let rows = self.evidence.iter().zip(self.roles).zip(&self.call.parties).filter(|((_, role), _)| **role == by);
        let loudest = rows.filter_map(|((row, _), party)| Some((row.strongest(side)?, party)));
        let (proof, party) = loudest.fold(None, |best: Option<(&Proof, &Party)>, row| match best {
            Some((proof, _)) if proof.points >= row.0.points => best,
            _ => Some(row),
        })?;
        let words = proof.span.of(&self.turns.get(proof.turn as usize)?.text);
        Some((party, format!("{} sounds like the {} (\"{words}\")", party.name, side.as_str())))
    }

    /// The doubt that the stated sides are the wrong way round.
    fn swapped(&self) -> Note {
        let rows = [(Role::Seller, Role::Buyer), (Role::Buyer, Role::Seller)];
        let loudest: Vec<_> = rows.into_iter().filter_map(|(side, by)| self.loudest(side, by)).collect();
        let words: Vec<String> = loudest.iter().map(|(_, words)| words.clone()).collect();
        let name = loudest.first().map_or("NAME", |(party, _)| party.name.as_str());
        let text = format!(
            "the sides look swapped{}; if they are, say --seller \"{name}\", which overrules the file",
            listed(&words)
        );
        Note::new("roles_look_swapped", text)
    }
}
