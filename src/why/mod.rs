//! Why a lexicon does not count a turn: which word, gap, role, window or guard stopped it.
//!
//! First everything the lexicon's phrases do find in the turn, whoever speaks, with what became of it. Where they
//! find nothing, the phrases that came nearest, and what kept each from matching.

mod near;

use crate::analyze::{Analysis, Method, analyze};
use crate::call::{self, Call, Draft, Points, Role};
use crate::lexicon::Lexicon;
use crate::scan::{self, Evidence, LexiconId, Rules};
use crate::text;

pub use near::{Near, Stop, near};

/// Phrases that came near are told up to this number; judgement.
const NEAREST: usize = 3;

/// The answer for one lexicon, or several, and one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Who speaks.
    pub speaker: String,
    /// The side that speaks.
    pub role: Role,
    /// The turn as it was said.
    pub text: String,
    /// The turn's clauses as the phrases see them.
    pub clauses: Vec<String>,
    /// What the phrases find.
    pub found: Vec<Match>,
    /// Phrases that find nothing, the nearest first; empty if something was found.
    pub nearest: Vec<Miss>,
}

/// A phrase that is found, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Lexicon and number of the phrase.
    pub phrase: String,
    /// The words as they were said.
    pub quote: String,
    /// The side whose words its lexicon counts, if not anybody's.
    pub said_by: Option<Role>,
    /// What became of it.
    pub fate: Fate,
}

/// What became of a match.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It counts, with this weight and these guards.
    Counts(Points, Vec<&'static str>),
    /// The other side said it.
    Role,
    /// The guard, or what else drops a hit.
    Dropped {
        /// The guard's name, or `precedence`, `once_a_clause`, `twice_a_turn`, `outside_window`, `other_language`.
        by: &'static str,
        /// The words that made it act, and their turn (from 1).
        words: Option<(String, u32)>,
        /// Lexicons of the turn that beat it.
        winners: Vec<String>,
    },
}

/// A phrase that is not found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// Lexicon and number of the phrase.
    pub phrase: String,
    /// The phrase.
    pub says: String,
    /// The side whose words its lexicon counts, if not anybody's.
    pub said_by: Option<Role>,
    /// The clause it came nearest to, from 1.
    pub clause: usize,
    /// How near.
    pub near: Near,
}

/// A call of one sentence, as `finds` of a lexicon are tried.
#[must_use]
pub fn sentence(role: Role, words: &str) -> Call {
    Draft::talk([(role, words, 1)])
}

/// Why the lexicons do not count turn `number` (from 1) of a call, or that they do. `None` without such a turn.
#[must_use]
pub fn why_not(ids: &[LexiconId], call: Call, number: u32, method: &Method) -> Option<Why> {
    let rules = &method.rules;
    let turn = number.checked_sub(1)?;
    let analysis = analyze(call.clone(), "call", method);
    let turns = call::turns(&call);
    let said = turns.get(turn as usize)?;
    let text = text::prepare(&turns);
    let clauses: Vec<String> =
        text.clauses().get(text.clauses_of(turn as usize))?.iter().map(|clause| text.line(clause)).collect();
    let speaker = said.party.and_then(|party| analysis.parties.get(party.0 as usize));
    // Each piece of evidence and each discard explains one match, so that the third of three is told from the first.
    let mut discards: Vec<_> = analysis.discarded.iter().filter(|discard| discard.turn == number).collect();
    let mut kept: Vec<(&str, &Evidence)> = evidence_of(&analysis, number).filter(|(id, one)| is_own(id, one)).collect();
    let all = scan::find(&text, rules);
    let hits = all.hits().iter().filter(|hit| hit.turn == turn && ids.contains(&hit.lexicon));
    let found: Vec<Match> = hits
        .map(|hit| {
            let lexicon = rules.lexicon(hit.lexicon);
            let phrase = lexicon.phrase_id(usize::from(hit.phrase));
            let quote = hit.span.of(&said.text).to_owned();
            let counted = kept.iter().position(|(_, one)| *one.phrase == phrase && one.quote == quote);
            let mut dropped = || {
                let here = |discard: &&scan::Discard| *discard.id == *lexicon.id && discard.quote == quote;
                Some(discards.remove(discards.iter().position(here)?))
            };
            let fate = match counted.map(|place| kept.remove(place).1) {
                Some(one) => Fate::Counts(one.weight, one.guards.clone()),
                None => dropped().map_or(Fate::Role, |discard| Fate::Dropped {
                    by: discard.guard,
                    words: discard.words.clone().zip(discard.words_turn),
                    winners: winners(lexicon, discard, &analysis, rules),
                }),
            };
            Match { phrase, quote, said_by: lexicon.said_by, fate }
        })
        .collect();
    let nearest = if found.is_empty() { nearest(ids, rules, &clauses) } else { Vec::new() };
    Some(Why {
        speaker: speaker.map_or(String::new(), |speaker| speaker.name.clone()),
        role: speaker.map_or(Role::Unknown, |speaker| speaker.role),
        text: said.text.to_string(),
        clauses,
        found,
        nearest,
    })
}

/// Every piece of evidence of a turn, with the signal it stands in.
fn evidence_of(analysis: &Analysis, turn: u32) -> impl Iterator<Item = (&str, &Evidence)> {
    let all = analysis.signals.iter();
    let rows = all.flat_map(|signal| signal.evidence.iter().map(|one| (signal.id.as_str(), one)));
    rows.filter(move |(_, one)| one.turn == turn)
}

/// Is the evidence a lexicon's own, not shown again by an order rule?
fn is_own(id: &str, evidence: &Evidence) -> bool {
    evidence.phrase.rsplit_once('#').is_some_and(|(lexicon, _)| lexicon == id)
}

/// The lexicons to which a discarded hit yields: those of the words it names that beat its own.
fn winners(lexicon: &Lexicon, discard: &scan::Discard, analysis: &Analysis, rules: &Rules) -> Vec<String> {
    let beats = |id: &str| rules.id_of(id).is_some_and(|id| rules.lexicon(id).beats.contains(&lexicon.id));
    let named = evidence_of(analysis, discard.turn)
        .filter(|(id, one)| discard.guard == "precedence" && discard.words.as_ref() == Some(&one.quote) && beats(id));
    named.map(|(id, _)| id.to_owned()).collect()
}

/// The phrases of the lexicons that came nearest to any clause of a turn.
fn nearest(ids: &[LexiconId], rules: &Rules, clauses: &[String]) -> Vec<Miss> {
    let split: Vec<Vec<&str>> = clauses.iter().map(|clause| clause.split(' ').collect()).collect();
    let mut misses: Vec<Miss> = Vec::new();
    let lexicons = ids.iter().map(|id| rules.lexicon(*id));
    let phrases = lexicons.flat_map(|lexicon| lexicon.phrases.iter().enumerate().map(move |row| (lexicon, row)));
    for (lexicon, (number, phrase)) in phrases {
        let tried = (0..split.len()).filter_map(|clause| {
            let after = split.get(clause + 1).map_or(&[][..], Vec::as_slice);
            near(&phrase.sequence, split.get(clause)?, after).map(|near| (clause, near))
        });
        let best = tried.min_by_key(|(clause, near)| (near.of - near.matched, near.stop, *clause));
        misses.extend(best.map(|(clause, near)| Miss {
            phrase: lexicon.phrase_id(number),
            says: phrase.says.clone(),
            said_by: lexicon.said_by,
            clause: clause + 1,
            near,
        }));
    }
    // The most complete first; of these the one that had the most to match.
    misses.sort_by(|a, b| {
        let share = |near: &Near| near.matched * 1000 / near.of.max(1);
        share(&b.near)
            .cmp(&share(&a.near))
            .then(b.near.matched.cmp(&a.near.matched))
            .then(a.near.stop.cmp(&b.near.stop))
    });
    misses.truncate(NEAREST);
    misses
}
