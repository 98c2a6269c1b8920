//! At most five moments to replay, each with what happened there and what to try, or to do again.

use std::collections::BTreeSet;

use super::curve::Curve;
use super::{Burst, Ledger, Move, Said, Scene, TurningPoint, Yield};
use crate::call::{Points, Role, Span, narrow};
use crate::lexicon::Mass;
use crate::signal::{Outline, Proof};
use crate::verdict::Class;

/// A moment to replay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The order rule's name, or the stable word of another kind.
    pub kind: String,
    /// The words to replay.
    pub said: Said,
    /// What happened, in one sentence.
    pub says: String,
    /// What to try instead, or to do again.
    pub advice: String,
}

/// What there is to choose moments from.
pub(super) struct Finds<'f> {
    pub(super) curve: &'f Curve,
    pub(super) turning_point: Option<&'f TurningPoint>,
    pub(super) bursts: &'f [Burst],
    pub(super) ledger: &'f Ledger,
    pub(super) questions: &'f Yield,
}

impl Moment {
    /// It tells of something that happened, and is no mere place to begin listening.
    #[must_use]
    pub fn tells(&self) -> bool {
        !self.kind.starts_with(LONG)
    }
}

/// How the kinds of long turns begin.
const LONG: &str = "longest_of_";

/// Moments told, and those of one kind. Judgement: design asks for five at most.
const MOST: usize = 5;
const OF_A_KIND: usize = 2;
/// What a moment weighs, beside order rules, which weigh their points. Judgement: what a rule only shows is worth about
/// as much as most rules' points; a problem that was pressed upon is worse than one that was talked over.
const SHOWN: Points = Points(800);
const PRESSED: Points = Points(1500);
const TURNED: Points = Points(1200);
const PITCHED_OVER: Points = Points(900);
const FOLLOWED: Points = Points(600);
const DREW_OUT: Points = Points(500);
const IGNORED: Points = Points(400);
const HEAVIEST: Points = Points(200);
/// For each piece of pitch in a burst, and at most.
const A_PITCH: i64 = 150;
const BURST: Points = Points(1400);
/// The lexicon of wishes.
const WISH: &str = "pain.goal_desire";
/// Words from which an answer, or a long turn, is worth a replay; METHOD 3.1, answer depth: over 20 opened up, and half
/// as much again.
const LONG_ANSWER: u32 = 30;

/// Moments up to which the longest turns are told, below all else, so that no call leaves a reader without a place to
/// begin; judgement.
const FEWEST: usize = 3;
const LONGEST: Points = Points(100);
/// Words of a long turn that are quoted; judgement.
const OPENING: usize = 16;

/// The moments, heaviest first, the earlier first among equals; none where the verdict is not about directions.
/// A turn is replayed once.
pub(super) fn of(scene: &Scene<'_>, finds: &Finds<'_>) -> Vec<Moment> {
    if !scene.is_directional() {
        return Vec::new();
    }
    let mut all = of_order_rules(scene);
    let mut bursts: Vec<&Burst> = finds.bursts.iter().collect();
    bursts.sort_by_key(|burst| (std::cmp::Reverse(burst.hits), burst.turns));
    all.extend(bursts.into_iter().take(OF_A_KIND).filter_map(|burst| of_burst(scene, burst)));
    all.extend(of_problems(finds.ledger));
    all.extend(finds.turning_point.and_then(|point| of_turning_point(scene, finds.curve, point)));
    all.extend(of_question(finds.questions));
    all.extend(of_heaviest(scene));
    all.extend([Role::Seller, Role::Buyer].into_iter().filter_map(|role| of_longest(scene, role)));
    all.sort_by(|(a, one), (b, other)| {
        b.cmp(a).then(one.said.turn.cmp(&other.said.turn)).then_with(|| one.kind.cmp(&other.kind))
    });
    let mut chosen: Vec<Moment> = Vec::new();
    for (weight, moment) in all {
        let alike = chosen.iter().filter(|other| other.kind == moment.kind).count();
        let is_new = chosen.iter().all(|other| other.said.turn != moment.said.turn);
        let room = if weight > LONGEST { MOST } else { FEWEST };
        if chosen.len() < room && alike < OF_A_KIND && is_new {
            chosen.push(moment);
        }
    }
    chosen
}

type Weighed = (Points, Moment);

fn moment(weight: Points, kind: &str, said: Said, says: String, advice: &str) -> Weighed {
    (weight, Moment { kind: kind.to_owned(), said, says, advice: advice.to_owned() })
}

/// Each order rule that has a moment, at the first words that prove it. Nobody is told to have pushed on words that are
/// no push in full.
fn of_order_rules(scene: &Scene<'_>) -> Vec<Weighed> {
    let rules = scene.talk.scales.rules.orders();
    let found = &scene.reading.structural;
    let turn_of = |proof: &Proof| match *proof {
        Proof::Hit(place) => scene.talk.kept(place).hit.turn,
        Proof::Words(turn, _) => turn,
    };
    let mut pressed: BTreeSet<u32> = BTreeSet::new();
    for (rule, measured) in rules.iter().rev().zip(found.iter().rev()) {
        let proofs = measured.iter().filter(|_| rule.weighs() && rule.mass == Mass::SellerPursuit);
        pressed.extend(proofs.flat_map(|measured| measured.proof.iter().map(turn_of)));
    }
    let rows = rules.iter().rev().zip(found.iter().rev()).filter(|(rule, _)| !rule.moment.is_empty());
    let told = rows.filter_map(|(rule, measured)| {
        let measured = measured.as_ref()?;
        let is_full = |proof: &&Proof| match **proof {
            Proof::Hit(place) => {
                let talk = scene.talk;
                !talk.groups.pushing.holds(talk.kept(place).hit.lexicon)
                    || scene.pushes(place) && talk.force(place) >= Points::ONE
            }
            Proof::Words(..) => true,
        };
        // What is praised, and taken back in the same answer by what another rule counts, is no model.
        let stands = |proof: &&Proof| {
            let turn = turn_of(proof);
            let answer = scene.next_of(turn, Role::Seller);
            let answer = answer.filter(|answer| measured.proof.iter().any(|proof| turn_of(proof) == *answer));
            rule.weighs() || !pressed.contains(&turn) && answer.is_none_or(|answer| !pressed.contains(&answer))
        };
        let said = match *measured.proof.iter().filter(is_full).find(stands)? {
            Proof::Hit(place) => {
                let hit = &scene.talk.kept(place).hit;
                scene.said(hit.turn, hit.span)
            }
            Proof::Words(turn, span) => scene.said(turn, span),
        };
        let weight = if rule.weighs() { measured.points } else { SHOWN };
        let kind = rule.id.strip_prefix("structure.").unwrap_or(&rule.id);
        Some(moment(weight, kind, said, rule.moment.clone(), &rule.advice))
    });
    told.collect()
}

fn of_burst(scene: &Scene<'_>, burst: &Burst) -> Option<Weighed> {
    let talk = scene.talk;
    let place = talk.hits(&talk.groups.pitch).find(|&place| talk.turn_of(place) + 1 == burst.turns.0)?;
    let hit = &talk.kept(place).hit;
    let weight = Points(A_PITCH * i64::from(burst.hits)).min(BURST);
    let buyer = match burst.buyer_words {
        0 => "no word".to_owned(),
        1 => "1 word".to_owned(),
        words => format!("{words} words"),
    };
    let says = format!("From here on {} pieces of the offer were told, and the buyer said {buyer}.", burst.hits);
    let advice = "Stop after the second, and ask what it would change for them.";
    Some(moment(weight, "pitch_burst", scene.said(hit.turn, hit.span), says, advice))
}

fn of_problems(ledger: &Ledger) -> impl Iterator<Item = Weighed> + '_ {
    // A wish is pain in METHOD's sense, but no problem to be taken up.
    ledger.rows.iter().filter(|row| row.id != WISH).filter_map(|row| {
        let (made, said) = row.next.as_ref()?;
        let (weight, kind, says, advice) = match made {
            Move::Pressured => (
                PRESSED,
                "pain_pressured",
                "was answered with pressure",
                "Ask what it costs them first; a problem that is felt needs no push.",
            ),
            Move::PitchedOver => (
                PITCHED_OVER,
                "pain_pitched_over",
                "was answered with the offer",
                "Stay with the problem for two more questions: since when, and what it costs.",
            ),
            Move::Ignored => (
                IGNORED,
                "pain_ignored",
                "was not taken up",
                "Say it back in one sentence, and ask how often it happens.",
            ),
            Move::Quantified | Move::Explored | Move::Reflected => (
                FOLLOWED,
                "pain_followed",
                "was followed by a question, or said back",
                "Stay there: the question about the problem itself, since when and what it costs, is the one that counts.",
            ),
            Move::Acknowledged => return None,
        };
        let says = format!("The problem named in turn {} ({}) {says}.", row.pain.turn, quoted(&row.pain.quote));
        Some(moment(weight, kind, said.clone(), says, advice))
    })
}

/// The words in quotation marks; line breaks of the original stay.
fn quoted(words: &str) -> String {
    format!("“{words}”")
}

fn of_turning_point(scene: &Scene<'_>, curve: &Curve, point: &TurningPoint) -> Option<Weighed> {
    let here = |signal: &Outline| {
        let mut spoken = signal.evidence.iter().map(|one| one.spoken(scene.talk));
        spoken.find(|one| one.turn + 1 == point.turn)
    };
    let says_most = |signal: &&Outline| {
        let of_side = match signal.mass {
            Mass::SellerPursuit | Mass::Resistance => point.after < point.before,
            Mass::Gate | Mass::Tracker => false,
            _ => point.after > point.before,
        };
        of_side && here(signal).is_some()
    };
    curve.shares.iter().find(|share| share.turn + 1 == point.turn)?;
    let signal = scene.signals.iter().find(says_most)?;
    let one = here(signal)?;
    let said = scene.said(one.turn, one.span);
    let (says, advice) = if point.after > point.before {
        (
            "Up to here most of the effort is the seller's, from here on the buyer's.",
            "Listen to what stands before it, and ask what changed.",
        )
    } else {
        (
            "Up to here most of the effort is the buyer's, from here on the seller's.",
            "Listen to what stands before it: was the buyer on the way already, and overtaken?",
        )
    };
    Some(moment(TURNED, "turning_point", said, says.to_owned(), advice))
}

fn of_question(questions: &Yield) -> Option<Weighed> {
    let best = questions.best.as_ref().filter(|best| best.words >= LONG_ANSWER)?;
    let says = format!("The buyer answered with {} words, more than to any other question.", best.words);
    let advice = "Ask more of this kind, and ask for the story: when was it so the last time, and what came of it?";
    Some(moment(DREW_OUT, "best_question", best.question.clone(), says, advice))
}

/// The longest turn of a side, from its beginning.
fn of_longest(scene: &Scene<'_>, role: Role) -> Option<Weighed> {
    let turns = (0..narrow(scene.turns.len())).filter(|&turn| scene.role(turn) == role);
    let turn = turns.max_by_key(|&turn| (scene.words_of(turn), std::cmp::Reverse(turn)))?;
    let words = scene.words_of(turn);
    let (kind, says, advice) = match role {
        Role::Seller => (
            "longest_of_seller",
            format!("The seller spoke {words} words at a stretch, the most in this call."),
            "Listen for the place where a question would have fitted.",
        ),
        _ => (
            "longest_of_buyer",
            format!("The buyer spoke {words} words at a stretch, the most in this call."),
            "Listen for what matters to the buyer here, and whether it was taken up.",
        ),
    };
    let text = scene.talk.scales.text.small(turn);
    let whole = text.trim();
    let from = text.len() - text.trim_start().len();
    let blanks = whole.char_indices().filter(|(_, letter)| letter.is_whitespace()).map(|(at, _)| at);
    // Rows of blanks make the opening shorter, never longer.
    let long = blanks.take(OPENING).last().unwrap_or(whole.len());
    let span = Span { start: u32::try_from(from).ok()?, end: u32::try_from(from + long).ok()? };
    (words >= LONG_ANSWER).then(|| moment(LONGEST, kind, scene.said(turn, span), says, advice))
}

/// The strongest words of the heaviest lexicons on the side that pursued, below all else.
fn of_heaviest(scene: &Scene<'_>) -> Vec<Weighed> {
    let (mass, kind, says, advice) = match scene.reading.ruling.class {
        Class::SellerPursuing => (
            Mass::SellerPursuit,
            "push",
            "One of the heaviest pushes of the seller",
            "Put it as a question instead: what would have to be true for the buyer to want this?",
        ),
        Class::BuyerPursuing => (
            Mass::BuyerInitiative,
            "pull",
            "One of the strongest moves of the buyer",
            "Hear what brought it about; then confirm what comes next, and add nothing.",
        ),
        _ => return Vec::new(),
    };
    let rules = scene.talk.scales.rules;
    let mut rows: Vec<(Points, &Outline)> = scene.signals.iter().map(|signal| (signal.points, signal)).collect();
    rows.retain(|(_, signal)| signal.mass == mass);
    rows.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.id.cmp(&other.id)));
    let told = rows.into_iter().filter_map(|(_, signal)| {
        let lexicon = rules.lexicons().iter().find(|lexicon| lexicon.id == signal.id)?;
        let force = |place: usize| (scene.talk.force(place), std::cmp::Reverse(place));
        let kept = &scene.talk.scales.judged.kept;
        let hits = (0..kept.len()).filter(|&place| rules.lexicon(kept[place].hit.lexicon).id == signal.id);
        let hit = &scene.talk.kept(hits.max_by_key(|&place| force(place))?).hit;
        let mut letters = lexicon.name.chars();
        let first = letters.next().map(char::to_lowercase).into_iter().flatten();
        let says = format!("{says}: {}.", first.chain(letters).collect::<String>());
        Some(moment(HEAVIEST, kind, scene.said(hit.turn, hit.span), says, advice))
    });
    told.take(OF_A_KIND).collect()
}
