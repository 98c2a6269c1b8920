//! Why a lexicon does not count a turn: which word, gap, role, window or guard stopped it.
//!
//! First everything the lexicon's phrases do find in the turn, whoever speaks, with what became of it. Where they
//! find nothing, the phrases that came nearest, and what kept each from matching.

mod near;

use crate::analyze::{Method, analyze};
use crate::call::{self, Call, Points, Role};
use crate::lexicon::Lexicon;
use crate::scan::{self, LexiconId};
use crate::text;

pub use near::{Near, Stop, near};

/// Phrases that came near are told up to this number; judgement.
const NEAREST: usize = 3;

/// The answer for one lexicon and one turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// Who speaks.
    pub speaker: String,
    /// The side that speaks.
    pub role: Role,
    /// The side whose words the lexicon counts, if not anybody's.
    pub said_by: Option<Role>,
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
        /// The guard's name, or `precedence`, `once_a_clause`, `twice_a_turn`, `outside_window`.
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
    /// The clause it came nearest to, from 1.
    pub clause: usize,
    /// How near.
    pub near: Near,
}

/// Why the lexicon does not count turn `number` (from 1) of a call, or that it does. `None` without such a turn.
#[must_use]
pub fn why_not(id: LexiconId, call: Call, number: u32, method: &Method) -> Option<Why> {
    let rules = &method.rules;
    let lexicon = rules.lexicon(id);
    let turn = number.checked_sub(1)?;
    let turns = call::turns(&call);
    let said = turns.get(turn as usize)?;
    let text = text::prepare(&turns);
    let found = scan::find(&text, rules);
    let clauses = text.clauses_of(turn as usize);
    let lines: Vec<String> = text.clauses().get(clauses)?.iter().map(|clause| text.line(clause)).collect();
    let hits: Vec<(String, String)> = found
        .hits()
        .iter()
        .filter(|hit| hit.lexicon == id && hit.turn == turn)
        .map(|hit| (phrase_id(lexicon, usize::from(hit.phrase)), hit.span.of(&said.text).to_owned()))
        .collect();
    let words = said.text.to_string();
    drop(turns);
    let nearest = if hits.is_empty() { nearest(lexicon, &lines) } else { Vec::new() };
    let analysis = analyze(call.clone(), "call", method);
    let turns = call::turns(&call);
    let party = turns.get(turn as usize).and_then(|turn| turn.party).map(|party| party.0 as usize);
    let speaker = party.and_then(|party| analysis.parties.get(party));
    let signal = analysis.signals.iter().find(|signal| signal.id == lexicon.id);
    let evidence: Vec<_> =
        signal.into_iter().flat_map(|signal| &signal.evidence).filter(|evidence| evidence.turn == number).collect();
    let here = |discard: &&scan::Discard| discard.turn == number && discard.id == lexicon.id;
    let mut discards: Vec<_> = analysis.discarded.iter().filter(here).collect();
    let role = speaker.map_or(Role::Unknown, |speaker| speaker.role);
    let winners = || {
        let evidence = analysis.signals.iter().filter(|signal| signal.evidence.iter().any(|one| one.turn == number));
        let beats = |signal: &&crate::signal::Signal| {
            rules.id_of(&signal.id).is_some_and(|winner| rules.lexicon(winner).beats.contains(&lexicon.id))
        };
        evidence.filter(beats).map(|signal| signal.id.clone()).collect()
    };
    let found = hits.into_iter().map(|(phrase, quote)| {
        let kept = evidence.iter().find(|evidence| evidence.phrase == phrase && evidence.quote == quote);
        let fate = match kept {
            Some(kept) => Fate::Counts(kept.weight, kept.guards.clone()),
            None => match discards.iter().position(|discard| discard.quote == quote) {
                Some(place) => {
                    let discard = discards.remove(place);
                    Fate::Dropped {
                        by: discard.guard,
                        words: discard.words.clone().zip(discard.words_turn),
                        winners: if discard.guard == "precedence" { winners() } else { Vec::new() },
                    }
                }
                None => Fate::Role,
            },
        };
        Match { phrase, quote, fate }
    });
    Some(Why {
        speaker: speaker.map_or(String::new(), |speaker| speaker.name.clone()),
        role,
        said_by: lexicon.said_by,
        text: words,
        clauses: lines,
        found: found.collect(),
        nearest,
    })
}

fn phrase_id(lexicon: &Lexicon, number: usize) -> String {
    format!("{}#{}", lexicon.id, number + 1)
}

/// The phrases that came nearest to any clause of a turn.
fn nearest(lexicon: &Lexicon, clauses: &[String]) -> Vec<Miss> {
    let split: Vec<Vec<&str>> = clauses.iter().map(|clause| clause.split(' ').collect()).collect();
    let mut misses: Vec<Miss> = Vec::new();
    for (number, phrase) in lexicon.phrases.iter().enumerate() {
        let tried = (0..split.len()).filter_map(|clause| {
            let after = split.get(clause + 1).map_or(&[][..], Vec::as_slice);
            near(&phrase.sequence, split.get(clause)?, after).map(|near| (clause, near))
        });
        let best = tried.min_by_key(|(clause, near)| (near.of - near.matched, near.stop, *clause));
        misses.extend(best.map(|(clause, near)| Miss {
            phrase: phrase_id(lexicon, number),
            says: phrase.says.clone(),
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
