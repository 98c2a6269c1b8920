//! At most five moments to replay, each with what happened there and what to try, or to do again.

use super::curve::Curve;
use super::{Burst, Ledger, Move, Said, Scene, TurningPoint, Yield};
use crate::call::Points;
use crate::lexicon::Mass;
use crate::signal::{Proof, Signal};
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
/// Words from which an answer is worth a replay; METHOD 3.1, answer depth: over 20 opened up, and half as much again.
const LONG_ANSWER: u32 = 30;

/// Turns up to which a question can't be asked sooner; judgement.
const EARLY: u32 = 8;

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
    all.sort_by(|(a, one), (b, other)| {
        b.cmp(a).then(one.said.turn.cmp(&other.said.turn)).then_with(|| one.kind.cmp(&other.kind))
    });
    let mut chosen: Vec<Moment> = Vec::new();
    for (_, moment) in all {
        let alike = chosen.iter().filter(|other| other.kind == moment.kind).count();
        let is_new = chosen.iter().all(|other| other.said.turn != moment.said.turn);
        if chosen.len() < MOST && alike < OF_A_KIND && is_new {
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
        let said = match *measured.proof.iter().find(is_full)? {
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
                "was taken up",
                "Do it again: the question that goes on with the problem is the one that counts.",
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
    let says_most = |signal: &&Signal| {
        let of_side = match signal.mass {
            Mass::SellerPursuit | Mass::Resistance => point.after < point.before,
            Mass::Gate | Mass::Tracker => false,
            _ => point.after > point.before,
        };
        of_side && signal.evidence.iter().any(|one| one.turn == point.turn)
    };
    curve.shares.iter().find(|share| share.turn + 1 == point.turn)?;
    let signal = scene.signals.iter().find(says_most)?;
    let one = signal.evidence.iter().find(|one| one.turn == point.turn)?;
    let said = Said { turn: one.turn, start: one.start, quote: one.quote.clone(), span: one.span };
    let (says, advice) = if point.after > point.before {
        (
            "Up to here the seller pursued, from here on the buyer did.",
            "Listen to what was said just before: it is worth doing earlier next time.",
        )
    } else {
        (
            "Up to here the buyer pursued, from here on the seller did.",
            "Listen to what was said just before: the buyer was on the way, and was overtaken.",
        )
    };
    Some(moment(TURNED, "turning_point", said, says.to_owned(), advice))
}

fn of_question(questions: &Yield) -> Option<Weighed> {
    let best = questions.best.as_ref().filter(|best| best.words >= LONG_ANSWER)?;
    let says = format!("This question drew out {} words.", best.words);
    let advice = match best.question.turn {
        ..=EARLY => "Ask it again in the next call.",
        _ => "Ask it again in the next call, and ask it sooner.",
    };
    Some(moment(DREW_OUT, "best_question", best.question.clone(), says, advice))
}

/// The strongest words of the heaviest lexicons on the side that pursued, below all else.
fn of_heaviest(scene: &Scene<'_>) -> Vec<Weighed> {
    let (mass, kind, says, advice) = match scene.reading.ruling.class {
        Class::SellerPursuing => (
            Mass::SellerPursuit,
            "push",
            "One of the seller's strongest moves",
            "Leave it out and ask instead: what is true needs no push.",
        ),
        Class::BuyerPursuing => (
            Mass::BuyerInitiative,
            "pull",
            "One of the buyer's own strongest moves",
            "Leave room for it: answer what was asked, and stop.",
        ),
        _ => return Vec::new(),
    };
    let rules = scene.talk.scales.rules;
    let mut rows: Vec<(Points, &Signal)> = scene.signals.iter().map(|signal| (signal.points, signal)).collect();
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
