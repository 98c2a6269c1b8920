//! What the other side made of a proposal.

use super::find::Scene;
use super::{Answer, Kind, Proposal, days};
use crate::call::Points;
use crate::lexicon::is_named;
use crate::scan::{Acts, Words};
use crate::text::{is_content, singular};

/// Turns within which an answer must come; judgement.
const WITHIN: u32 = 3;
/// Clauses at the head of a turn that may answer; judgement.
const HEAD: usize = 3;
/// Lexicons whose hits decline, and those of them that only waver.
const DECLINES: &str = "resist.";
const WAVERS: &[&str] = &["resist.conditional", "resist.doubt", "resist.indecision"];
/// Lexicons whose hits are a yes of their own; what the other wants, or can spend, is none.
const TAKES: &[&str] =
    &["process.mutual_next_step", "process.plain_step", "pursuit.accepts", "pursuit.commitment", "pursuit.instruction"];
/// Words behind which a question is no yes: "okay, so what does it cost?"
const LISTENS: &[&str] = &["alright", "fine", "good", "great", "ok", "okay", "right"];
/// Words of a question that asks what the other makes of the proposal, and words up to which it may ask that. Judgement.
const TAKES_IT: &[&str] = &[
    "agree",
    "correct",
    "feel",
    "helpful",
    "reasonable",
    "right",
    "alright",
    "available",
    "deal",
    "enough",
    "fair",
    "fine",
    "free",
    "good",
    "happy",
    "interested",
    "ok",
    "okay",
    "ready",
    "sense",
    "shall",
    "sound",
    "sounds",
    "suit",
    "suits",
    "think",
    "work",
    "works",
];
const SHORT: usize = 8;
/// Words that make a yes a perhaps, in its clause; and such as take it back at the head of the next.
const PERHAPS: &[&str] = &["if", "maybe", "might", "never", "not", "perhaps", "possibly", "unless"];
const TAKES_BACK: &[&str] = &["although", "but", "however", "unless"];

/// The answer to a proposal of `clause` (over the whole call), and the turn's words that give it.
pub(super) fn answer(scene: &Scene<'_>, proposal: &Proposal, clause: usize) -> (Answer, Option<Words>) {
    let end = scene.text.clauses_of(proposal.turn as usize).end;
    let ends_turn = clause + 2 >= end;
    // Whoever is asked something else behind it says yes or no to that.
    let asks_on = (clause + 1..end).any(|later| asks_something_else(scene, later));
    for turn in proposal.turn + 1..=proposal.turn + WITHIN {
        let Some(facts) = scene.facts.get(turn as usize) else { break };
        if facts.role == proposal.side {
            if facts.acts.prompt {
                continue;
            }
            break;
        }
        if facts.acts.prompt && asks_on {
            continue;
        }
        if facts.acts.prompt {
            // A mere *okay* takes up what was said last; anything else only hands the word back.
            match (facts.acts.refuses, facts.acts.agrees && ends_turn) {
                (true, _) => return (Answer::Declined, scene.clause_that(turn, Acts::REFUSES)),
                (_, true) => return (Answer::Agreed, scene.head(turn)),
                _ => continue,
            }
        }
        return if asks_on { taken_up(scene, proposal, clause, turn) } else { given(scene, proposal, clause, turn) };
    }
    (Answer::None, None)
}

/// Does a clause behind the proposal ask for anything but what the other makes of it?
fn asks_something_else(scene: &Scene<'_>, clause: usize) -> bool {
    let acts = scene.acts.get(clause).copied().unwrap_or_default();
    let is_short = scene.tokens(clause).count() <= SHORT;
    let asks_for_it = is_short && (acts.any(Acts::DATE) || scene.tokens(clause).any(|word| TAKES_IT.contains(&word)));
    acts.any(Acts::QUESTION) && !acts.any(Acts::PROPOSAL) && !asks_for_it
}

/// What a turn makes of a proposal behind which something else was asked: only the clauses that name what was proposed
/// speak of it.
fn taken_up(scene: &Scene<'_>, proposal: &Proposal, proposed: usize, turn: u32) -> (Answer, Option<Words>) {
    let acts = |clause: usize| scene.acts.get(clause).copied().unwrap_or_default();
    let clauses = scene.text.clauses_of(turn as usize);
    if let Some(clause) = clauses.clone().find(|&clause| is_another(scene, proposal, proposed, clause)) {
        return (Answer::Countered, scene.words(clause));
    }
    let said: Vec<&str> = scene.tokens(proposed).filter(|word| is_content(word)).map(singular).collect();
    let has_date = |clause: usize| acts(clause).any(Acts::DATE);
    let has_word = |clause: usize| scene.tokens(clause).any(|word| said.contains(&singular(word)));
    let names_it = |clause: usize| has_date(proposed) && has_date(clause) || has_word(clause);
    let answers = |clause: &usize| acts(*clause).any(Acts::AGREES.and(Acts::REFUSES)) && names_it(*clause);
    match clauses.into_iter().find(answers) {
        Some(clause) if acts(clause).any(Acts::REFUSES) => (Answer::Declined, scene.words(clause)),
        Some(clause) => (Answer::Agreed, scene.words(clause)),
        None => (Answer::None, None),
    }
}

/// What a turn that says something makes of it.
fn given(scene: &Scene<'_>, proposal: &Proposal, proposed: usize, turn: u32) -> (Answer, Option<Words>) {
    let acts = scene.facts.get(turn as usize).map(|facts| facts.acts).unwrap_or_default();
    let clauses = scene.text.clauses_of(turn as usize);
    let head = clauses.start..clauses.end.min(clauses.start + HEAD);
    let another = clauses.clone().find(|&clause| is_another(scene, proposal, proposed, clause));
    if let Some(clause) = another {
        return (Answer::Countered, scene.words(clause));
    }
    let heard = |belongs: &dyn Fn(usize) -> bool| {
        let places = scene.judged.hits_of(turn).filter(|&place| {
            let kept = &scene.judged.kept[place];
            head.contains(&(kept.hit.clause as usize)) && kept.base() > Points::ZERO && !kept.hit.confirmed
        });
        places.into_iter().find(|&place| belongs(place)).map(|place| scene.judged.kept[place].hit.clause as usize)
    };
    let declines = heard(&|place| {
        let lexicon = scene.rules.lexicon(scene.judged.kept[place].hit.lexicon);
        lexicon.weighs() && lexicon.id.starts_with(DECLINES) && !is_named(&lexicon.id, WAVERS)
    });
    let wavers = heard(&|place| is_named(&scene.rules.lexicon(scene.judged.kept[place].hit.lexicon).id, WAVERS));
    if acts.refuses {
        return (Answer::Declined, scene.clause_that(turn, Acts::REFUSES));
    }
    if let Some(clause) = declines {
        return (Answer::Declined, scene.words(clause));
    }
    // Who says yes and wavers has not said yes.
    if wavers.is_some() {
        return (Answer::None, None);
    }
    if acts.agrees && !only_asks_back(scene, clauses.start) {
        return (Answer::Agreed, scene.head(turn));
    }
    let does = |clause: usize| scene.acts.get(clause).copied().unwrap_or_default();
    let suits = |clause: &usize| proposal.kind != Kind::Sum && does(*clause).any(Acts::SUITS);
    if let Some(clause) = head.clone().find(|clause| suits(clause) && !is_hedged(scene, *clause)) {
        return (Answer::Agreed, scene.words(clause));
    }
    let agrees = heard(&|place| {
        let hit = &scene.judged.kept[place].hit;
        let clause = hit.clause as usize;
        let names_another =
            proposal.kind == Kind::Sum && scene.sum(clause).is_some_and(|sum| Some(sum) != proposal.sum);
        let takes = is_named(&scene.rules.lexicon(hit.lexicon).id, TAKES);
        takes && !names_another && !does(clause).any(Acts::QUESTION) && !is_hedged(scene, clause)
    });
    match agrees {
        Some(clause) => (Answer::Agreed, scene.words(clause)),
        None => (Answer::None, None),
    }
}

/// Does a clause that opens with a yes only ask, behind an *okay* that says no more than: I have heard you?
fn only_asks_back(scene: &Scene<'_>, clause: usize) -> bool {
    let asks = scene.acts.get(clause).is_some_and(|acts| acts.any(Acts::QUESTION));
    asks && scene.tokens(clause).next().is_some_and(|word| LISTENS.contains(&word))
}

/// Is what the clause says only a perhaps, denied, or taken back behind it?
fn is_hedged(scene: &Scene<'_>, clause: usize) -> bool {
    let turn = |clause: usize| scene.text.clauses().get(clause).map(|clause| clause.turn);
    let goes_on = turn(clause + 1) == turn(clause);
    let takes_back = scene.tokens(clause + 1).next().is_some_and(|word| TAKES_BACK.contains(&word));
    goes_on && takes_back || scene.tokens(clause).any(|word| PERHAPS.contains(&word) || TAKES_BACK.contains(&word))
}

/// Does the clause propose another of the kind: another sum, or a date where a date was proposed?
fn is_another(scene: &Scene<'_>, proposal: &Proposal, proposed: usize, clause: usize) -> bool {
    let acts = scene.acts.get(clause).copied().unwrap_or_default();
    if !acts.any(Acts::PROPOSAL) {
        return false;
    }
    match proposal.kind {
        Kind::Sum => acts.any(Acts::SUM) && scene.sum(clause).is_some_and(|sum| Some(sum) != proposal.sum),
        Kind::Date => acts.any(Acts::DATE) && !acts.any(Acts::AGREES) && !days::is_same_day(scene, proposed, clause),
        Kind::Step => acts.any(Acts::STEP) && acts.any(Acts::REFUSES),
    }
}
