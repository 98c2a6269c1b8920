//! The missed-pain ledger: each turn in which the buyer names a problem, and the seller's next move.

use std::collections::BTreeSet;

use super::{Said, Scene};
use crate::call::{Points, Role, Span, divide};
use crate::lexicon::is_named;
use crate::text::{is_content, singular};

/// Every turn in which the buyer names a problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// One row a turn, in order.
    pub rows: Vec<Row>,
    /// Rows that the seller answered at all.
    pub answered: u32,
    /// Of those: rows that he explored, quantified or reflected.
    pub followed: u32,
    /// `followed / answered`; `None` where nothing was answered.
    pub rate: Option<Points>,
}

/// A turn in which the buyer names a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The first words of pain in it.
    pub pain: Said,
    /// Their lexicon.
    pub id: String,
    /// The seller's next move with the words that show it; `None` where no seller's turn follows.
    pub next: Option<(Move, Said)>,
}

/// What a seller does after a problem was named. Of several in one turn the one that stands first here counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Move {
    /// Asks how much, how many, how often, how long, or what it costs.
    Quantified,
    /// Asks anything else that neither presses nor pitches, or invites to go on.
    Explored,
    /// Says it back.
    Reflected,
    /// Presses, or shows need.
    Pressured,
    /// Talks about the offer without having been asked to.
    PitchedOver,
    /// Takes it up in any other way: a word of attention, a word of the buyer's own, an answer to his question.
    Acknowledged,
    /// None of these.
    Ignored,
}

/// Words of a reply among which attention is looked for, and words up to which a reply is only attention. Judgement.
const OPENING: usize = 6;
const SHORT: u32 = 5;
/// Words of the shortest question that explores; "Okay?" does not. Judgement.
const QUESTION: u32 = 3;

/// The ledger of a call.
pub(super) fn of(scene: &Scene<'_>) -> Ledger {
    let talk = scene.talk;
    let mut ledger = Ledger::default();
    let mut last = None;
    for place in talk.hits(&talk.groups.pain) {
        let hit = &talk.kept(place).hit;
        if scene.role(hit.turn) != Role::Buyer || last == Some(hit.turn) {
            continue;
        }
        last = Some(hit.turn);
        let next = scene.next_of(hit.turn, Role::Seller).map(|reply| {
            let (made, span) = judge(scene, hit.turn, reply);
            (made, scene.said(reply, span))
        });
        ledger.answered += u32::from(next.is_some());
        ledger.followed += u32::from(next.as_ref().is_some_and(|(made, _)| made.follows_up()));
        let id = talk.scales.rules.lexicon(hit.lexicon).id.clone();
        ledger.rows.push(Row { pain: scene.said(hit.turn, hit.span), id, next });
    }
    ledger.rate =
        (ledger.answered > 0).then(|| Points(divide(i64::from(ledger.followed) * 1000, i64::from(ledger.answered))));
    ledger
}

/// The seller's move in `reply` after the pain in `turn`, and the words that show it.
fn judge(scene: &Scene<'_>, turn: u32, reply: u32) -> (Move, Span) {
    let talk = scene.talk;
    let told = talk.scales.rules.story();
    let hits = || talk.scales.hits_of(reply).filter(|&place| talk.weight(place) > Points::ZERO);
    let is =
        |place: usize, names: &[&str]| is_named(&talk.scales.rules.lexicon(talk.kept(place).hit.lexicon).id, names);
    let pushes = |place: usize| scene.pushes(place);
    let pitches = |place: usize| talk.groups.pitch.holds(talk.kept(place).hit.lexicon);
    let span_of = |place: usize| talk.kept(place).hit.span;
    let mut asked = None;
    for clause in talk.scales.text.clauses_of(reply as usize) {
        let sells =
            hits().any(|place| talk.kept(place).hit.clause as usize == clause && (pushes(place) || pitches(place)));
        if sells || !scene.is_question(clause) || scene.words_in(clause) < QUESTION {
            continue;
        }
        let span = talk.clause_span(clause).map(|(_, span)| span).unwrap_or_default();
        if scene.holds(clause, &told.size) {
            return (Move::Quantified, span);
        }
        asked = asked.or(Some(span));
    }
    let invites = &["process.pain_funnel", "process.discovery_question", "process.objection_explore"];
    let first = |belongs: &dyn Fn(usize) -> bool| hits().find(|&place| belongs(place)).map(span_of);
    if let Some(span) = asked.or_else(|| first(&|place| is(place, invites))) {
        return (Move::Explored, span);
    }
    let says_back = |place: usize| {
        is(place, &["process.reflect_summarise", "process.plain_echo"]) || talk.kept(place).hit.confirmed
    };
    let rest = [
        (Move::Reflected, first(&says_back)),
        (Move::Pressured, first(&pushes)),
        (Move::PitchedOver, first(&|place| pitches(place) && !talk.was_asked_for(place))),
    ];
    if let Some((made, Some(span))) = rest.into_iter().find(|(_, span)| span.is_some()) {
        return (made, span);
    }
    let opening = talk.scales.text.clauses_of(reply as usize).next();
    let span = opening.and_then(|clause| talk.clause_span(clause)).map(|(_, span)| span).unwrap_or_default();
    let (short, was_asked) = (scene.words_of(reply) <= SHORT, scene.asks(turn));
    let attends = || told.attention.stand_in(scene.tokens_of(reply).take(OPENING));
    let takes_up = || {
        let said: BTreeSet<&str> = scene.tokens_of(turn).map(singular).filter(|word| is_content(word)).collect();
        scene.tokens_of(reply).any(|word| said.contains(singular(word)))
    };
    let attended = short || was_asked || attends() || takes_up();
    (if attended { Move::Acknowledged } else { Move::Ignored }, span)
}

impl Move {
    /// Every move, in the order of the type.
    pub const ALL: [Self; 7] = [
        Self::Quantified,
        Self::Explored,
        Self::Reflected,
        Self::Pressured,
        Self::PitchedOver,
        Self::Acknowledged,
        Self::Ignored,
    ];

    /// Does it go on with the problem?
    #[must_use]
    pub fn follows_up(self) -> bool {
        matches!(self, Self::Quantified | Self::Explored | Self::Reflected)
    }

    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Quantified => "quantified",
            Self::Explored => "explored",
            Self::Reflected => "reflected",
            Self::Pressured => "pressured",
            Self::PitchedOver => "pitched_over",
            Self::Acknowledged => "acknowledged",
            Self::Ignored => "ignored",
        }
    }
}
