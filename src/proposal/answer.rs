//! What the other side made of a proposal.

use super::find::Scene;
use super::{Answer, Kind, Proposal};
use crate::call::Points;
use crate::lexicon::is_named;
use crate::scan::{Acts, Words};
use crate::text::is_content;

/// Turns within which an answer must come; judgement.
const WITHIN: u32 = 3;
/// Clauses at the head of a turn that may answer; judgement.
const HEAD: usize = 3;
/// Lexicons whose hits decline, and those of them that only waver.
const DECLINES: &str = "resist.";
const WAVERS: &[&str] = &["resist.conditional", "resist.doubt", "resist.indecision"];
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
const PERHAPS: &[&str] = &["if", "maybe", "might", "perhaps", "possibly", "unless"];
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
                (true, _) => return (Answer::Declined, scene.head(turn)),
                (_, true) => return (Answer::Agreed, scene.head(turn)),
                _ => continue,
            }
        }
        return if asks_on { taken_up(scene, proposal, clause, turn) } else { given(scene, proposal, turn) };
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
    if let Some(clause) = clauses.clone().find(|&clause| is_another(scene, proposal, clause)) {
        return (Answer::Countered, scene.words(clause));
    }
    let said: Vec<&str> = scene.tokens(proposed).filter(|word| is_content(word)).collect();
    let has_date = |clause: usize| acts(clause).any(Acts::DATE);
    let names_it =
        |clause: usize| has_date(proposed) && has_date(clause) || scene.tokens(clause).any(|word| said.contains(&word));
    let answers = |clause: &usize| acts(*clause).any(Acts::AGREES.and(Acts::REFUSES)) && names_it(*clause);
    match clauses.into_iter().find(answers) {
        Some(clause) if acts(clause).any(Acts::REFUSES) => (Answer::Declined, scene.words(clause)),
        Some(clause) => (Answer::Agreed, scene.words(clause)),
        None => (Answer::None, None),
    }
}

/// What a turn that says something makes of it.
fn given(scene: &Scene<'_>, proposal: &Proposal, turn: u32) -> (Answer, Option<Words>) {
    let acts = scene.facts.get(turn as usize).map(|facts| facts.acts).unwrap_or_default();
    let clauses = scene.text.clauses_of(turn as usize);
    let head = clauses.start..clauses.end.min(clauses.start + HEAD);
    let another = clauses.clone().find(|&clause| is_another(scene, proposal, clause));
    if let Some(clause) = another {
        return (Answer::Countered, scene.words(clause));
    }
    let heard = |belongs: &dyn Fn(usize) -> bool| {
        let places = scene.judged.hits_of(turn).filter(|&place| {
            let kept = &scene.judged.kept[place];
            head.contains(&(kept.hit.clause as usize)) && kept.base > Points::ZERO && kept.hit.confirmed_by.is_none()
        });
        places.into_iter().find(|&place| belongs(place)).map(|place| scene.judged.kept[place].hit.words())
    };
    let declines = heard(&|place| {
        let lexicon = scene.rules.lexicon(scene.judged.kept[place].hit.lexicon);
        lexicon.weighs() && lexicon.id.starts_with(DECLINES) && !is_named(&lexicon.id, WAVERS)
    });
    let wavers = heard(&|place| is_named(&scene.rules.lexicon(scene.judged.kept[place].hit.lexicon).id, WAVERS));
    if acts.refuses {
        return (Answer::Declined, scene.head(turn));
    }
    if let Some(words) = declines {
        return (Answer::Declined, Some(words));
    }
    // Who says yes and wavers has not said yes.
    if wavers.is_some() {
        return (Answer::None, None);
    }
    if acts.agrees {
        return (Answer::Agreed, scene.head(turn));
    }
    let agrees = heard(&|place| {
        let hit = &scene.judged.kept[place].hit;
        scene.rules.can_be_agreed(hit.lexicon) && !is_hedged(scene, hit.clause as usize)
    });
    match agrees {
        Some(words) => (Answer::Agreed, Some(words)),
        None => (Answer::None, None),
    }
}

/// Is what the clause says only a perhaps, or taken back behind it?
fn is_hedged(scene: &Scene<'_>, clause: usize) -> bool {
    let turn = |clause: usize| scene.text.clauses().get(clause).map(|clause| clause.turn);
    let goes_on = turn(clause + 1) == turn(clause);
    let takes_back = scene.tokens(clause + 1).next().is_some_and(|word| TAKES_BACK.contains(&word));
    goes_on && takes_back || scene.tokens(clause).any(|word| PERHAPS.contains(&word) || TAKES_BACK.contains(&word))
}

/// Does the clause propose another of the kind: another sum, or a date where a date was proposed?
fn is_another(scene: &Scene<'_>, proposal: &Proposal, clause: usize) -> bool {
    let acts = scene.acts.get(clause).copied().unwrap_or_default();
    if !acts.any(Acts::PROPOSAL) {
        return false;
    }
    match proposal.kind {
        Kind::Sum => acts.any(Acts::SUM) && scene.sum(clause).is_some_and(|sum| Some(sum) != proposal.sum),
        Kind::Date => acts.any(Acts::DATE) && !acts.any(Acts::AGREES),
        Kind::Step => acts.any(Acts::STEP) && acts.any(Acts::REFUSES),
    }
}
