//! The roles of a whole call: what is stated, then what the words say.

use super::introduce::introductions;
use super::reading::{self, Table};
use super::words::{self, Evidence, Proof};
use super::{Assigned, Sides, assign, houses};
use crate::call::{Call, Note, Party, Points, Role, RoleSource, Turn, narrow};
use crate::scan::{self, Found, Rules};
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
    /// Sides were told from the words of a talk in which too few words belong to a sale.
    pub is_weak: bool,
}

/// The roles of a call: stated ones as [`assign`], open ones from the words.
#[must_use]
pub fn cast(call: &Call, turns: &[Turn<'_>], text: &Text, found: &Found, sides: &Sides, rules: &Rules) -> Cast {
    let mut cast = Cast { assigned: assign(call, turns, sides), ..Cast::default() };
    if rules.cues().cues.is_empty() {
        return cast;
    }
    let evidence = words::weigh(call, turns, text, found, rules);
    let measure = &rules.cues().measure;
    let stated: Vec<Role> = cast.assigned.iter().map(|assigned| assigned.role).collect();
    let table =
        Table { turns, roles: &stated, houses: &houses(call), introductions: &introductions(call, turns, text, found) };
    let sells = !rules.has_gate() || is_sale(turns, text, found, rules);
    let most = if sells { Points::ONE } else { measure.unsold };
    let told = reading::read(&evidence, &table, measure);
    for told in &told {
        if let Some(assigned) = cast.assigned.get_mut(told.party) {
            let confidence = told.confidence.min(most);
            *assigned = Assigned { role: told.role, source: RoleSource::Words, confidence };
        }
    }
    let roles: Vec<Role> = cast.assigned.iter().map(|assigned| assigned.role).collect();
    let told_by = Quoted { evidence: &evidence, text, call, roles: &roles };
    if !told.is_empty() {
        cast.is_weak = !sells;
        let words = [Role::Seller, Role::Buyer].map(|side| told_by.loudest(side, side));
        let words: Vec<String> = words.into_iter().flatten().map(|(_, words)| words).collect();
        let text = format!("the sides were told from the words{}", listed(&words));
        cast.notes.push(Note::new("roles_from_words", text));
        if cast.is_weak {
            let text = "the sides are little more than a guess: too few words here belong to a sale";
            cast.notes.push(Note::new("roles_weak", text));
        }
    }
    let doubtful =
        cast.assigned.iter().all(|assigned| !matches!(assigned.source, RoleSource::Flag | RoleSource::Words));
    let both = stated.contains(&Role::Seller) && stated.contains(&Role::Buyer);
    if doubtful && both && sells && reading::against(&evidence, &stated) >= measure.alarm.max(Points(1)) {
        cast.looks_swapped = true;
        cast.notes.push(told_by.swapped());
    }
    cast
}

/// Are there words of buying or offering enough for a sale, by whomever?
fn is_sale(turns: &[Turn<'_>], text: &Text, found: &Found, rules: &Rules) -> bool {
    let of_turn: Vec<u32> = found.anchors(text, rules).map(|(turn, _)| turn).collect();
    let counts = of_turn.chunk_by(|a, b| a == b).map(|turn| narrow(turn.len()));
    let anchors = counts.map(|count| count.min(scan::ANCHORS_A_TURN)).sum();
    let heard = (0..).zip(turns).filter(|(turn, _)| !text.is_foreign(*turn)).map(|(_, turn)| turn.words);
    scan::is_sale(anchors, heard.fold(0, u32::saturating_add))
}

/// The words behind a colon, if there are any.
fn listed(words: &[String]) -> String {
    if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) }
}

/// What quotes are taken from.
struct Quoted<'q> {
    evidence: &'q [Evidence],
    text: &'q Text,
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
        let words = self.text.said(proof.turn, proof.span);
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
