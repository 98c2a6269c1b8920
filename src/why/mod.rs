//! Why a lexicon does not count a turn: which word, gap, role, window or guard stopped it.
//!
//! First everything the lexicon's phrases do find in the turn, whoever speaks, with what became of it. Where they
//! find nothing, the phrases that came nearest, and what kept each from matching.

mod near;

use crate::analyze::{Analysis, Method, analyze};
use crate::call::{self, Call, Draft, Points, Role};
use crate::lexicon::Lexicon;
use crate::scan::{self, LexiconId, Rules};
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
    let mut draft = Draft::new();
    let party = draft.party(role.as_str());
    draft.role(party, role, 1000);
    draft.say(Some(party), words, None, None, 1);
    draft.finish()
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
    let mut discards: Vec<_> = analysis.discarded.iter().filter(|discard| discard.turn == number).collect();
    let all = scan::find(&text, rules);
    let hits = all.hits().iter().filter(|hit| hit.turn == turn && ids.contains(&hit.lexicon));
    let found: Vec<Match> = hits
        .map(|hit| {
            let lexicon = rules.lexicon(hit.lexicon);
            let phrase = phrase_id(lexicon, usize::from(hit.phrase));
            let quote = hit.span.of(&said.text).to_owned();
            let mut evidence = analysis.signals.iter().filter(|signal| signal.id == lexicon.id);
            let kept = evidence.find_map(|signal| {
                let mut here = signal.evidence.iter().filter(|evidence| evidence.turn == number);
                here.find(|evidence| evidence.phrase == phrase && evidence.quote == quote)
            });
            let mut dropped = || {
                let here = |discard: &&scan::Discard| discard.id == lexicon.id && discard.quote == quote;
                Some(discards.remove(discards.iter().position(here)?))
            };
            let fate = match kept {
                Some(kept) => Fate::Counts(kept.weight, kept.guards.clone()),
                None => dropped().map_or(Fate::Role, |discard| Fate::Dropped {
                    by: discard.guard,
                    words: discard.words.clone().zip(discard.words_turn),
                    winners: if discard.guard == "precedence" {
                        winners(lexicon, &analysis, number, rules)
                    } else {
                        Vec::new()
                    },
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

/// Lexicons heard in the turn that beat this one.
fn winners(lexicon: &Lexicon, analysis: &Analysis, number: u32, rules: &Rules) -> Vec<String> {
    let heard = analysis.signals.iter().filter(|signal| signal.evidence.iter().any(|one| one.turn == number));
    let ids = heard.map(|signal| signal.id.as_str());
    let beats = |id: &&str| rules.id_of(id).is_some_and(|id| rules.lexicon(id).beats.contains(&lexicon.id));
    ids.filter(beats).map(str::to_owned).collect()
}

fn phrase_id(lexicon: &Lexicon, number: usize) -> String {
    format!("{}#{}", lexicon.id, number + 1)
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
            phrase: phrase_id(lexicon, number),
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
