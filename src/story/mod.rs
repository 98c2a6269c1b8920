//! What is shown of a call beyond its verdict: the curve and its turning point, what would flip it, how soon a problem
//! was named, bursts of pitch, what became of each problem, what the questions drew out, moments to replay.
//!
//! One file a thing, each of them a function of a [`Scene`]. Nothing here earns points or moves a verdict, and every
//! figure can be had again from the evidence and the turns. Where a side is not known, the lists are empty.

mod bursts;
mod clock;
mod curve;
mod figures;
mod flips;
mod kind;
mod ledger;
mod moments;
mod stuffed;
mod turning;
mod yields;

pub use bursts::Burst;
pub use clock::Clock;
pub use curve::{By, Slice, Timeline};
pub use figures::{FIGURES, Figure, FigureRow};
pub use flips::{Flip, Removed};
pub use kind::{Band, CallType, Sort};
pub use ledger::{Ledger, Move, Row};
pub use moments::Moment;
pub use turning::TurningPoint;
pub use yields::{Asked, Drawn, Kind, Yield};

use curve::Curve;

use crate::call::{Millis, Points, Role, Span, Turn, count_words, narrow};
use crate::lexicon::Rows;
use crate::proposal::Proposal;
use crate::scan::{Acts, Exchange, Facts};
use crate::signal::{Outline, Talk, Tally};
use crate::verdict::{Books, Margin, Reading};

/// A call that has been read and judged. Turns count from 0 here and from 1 in what is told.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// Its turns.
    pub turns: &'s [Turn<'s>],
    /// What was heard in them.
    pub talk: &'s Talk<'s>,
    /// The sums of it.
    pub tally: &'s Tally,
    /// What the verdict read.
    pub reading: &'s Reading,
    /// The signals with the places of their evidence.
    pub signals: &'s [Outline],
    /// By clause: what it does.
    pub acts: &'s [Acts],
    /// What is proposed, in order.
    pub proposals: &'s [Proposal],
}

/// What is told of one call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Story {
    /// Push and pull from the beginning to the end.
    pub timeline: Timeline,
    /// Where the direction changed, if it did.
    pub turning_point: Option<TurningPoint>,
    /// The fewest pieces of evidence without which the class is another.
    pub flip: Option<Flip>,
    /// How far the score is from the next class.
    pub margin: Option<Margin>,
    /// What stands before the first problem.
    pub clock: Option<Clock>,
    /// Stretches of pitch, in order.
    pub bursts: Vec<Burst>,
    /// What became of each problem.
    pub ledger: Ledger,
    /// What the seller's questions drew out.
    pub questions: Yield,
    /// At most five, heaviest first.
    pub moments: Vec<Moment>,
    /// The shape of the talk, in the order of [`FIGURES`]; empty where a side is not known.
    pub figures: Vec<Figure>,
    /// What kind of call it is.
    pub sort: Sort,
    /// Who proposed the first next step among the proposals, and the turn, from 1.
    pub first_step: Option<(Role, u32)>,
    /// The seller's good words are stuffed.
    pub is_stuffed: bool,
}

/// Words of the call, with their place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The turn, from 1.
    pub turn: u32,
    /// When it was said, where the export has times.
    pub start: Option<Millis>,
    /// The words as they stand in the turn.
    pub quote: String,
    /// Their bytes in the text of the turn.
    pub span: Span,
}

/// Tells the story of a call, by the books of its verdict.
#[must_use]
pub fn tell(scene: &Scene<'_>, books: &mut Books<'_>) -> Story {
    if !scene.has_both_sides() {
        return Story::default();
    }
    let curve = Curve::of(scene);
    let turning_point = turning::find(scene, &curve);
    let (bursts, ledger, questions) = (bursts::of(scene), ledger::of(scene), yields::of(scene));
    let finds = moments::Finds {
        curve: &curve,
        turning_point: turning_point.as_ref(),
        bursts: &bursts,
        ledger: &ledger,
        questions: &questions,
    };
    Story {
        moments: moments::of(scene, &finds),
        timeline: curve.timeline(scene),
        turning_point,
        flip: flips::find(scene, books),
        margin: Margin::of(scene.reading.ruling.class, &scene.reading.terms),
        clock: Some(clock::of(scene)),
        bursts,
        ledger,
        questions,
        figures: figures::of(scene, &curve),
        sort: kind::of(scene),
        first_step: kind::first_step(scene),
        is_stuffed: stuffed::is_stuffed(scene),
    }
}

/// Turns in which a side's next turn is looked for: what comes later answers nothing. Judgement.
const FAR: u32 = 10;
/// Force from which a push counts; as for `structure.repeated_ask`, judgement.
const FELT: Points = Points(300);

impl Scene<'_> {
    /// Somebody sells and somebody may buy.
    fn has_both_sides(&self) -> bool {
        let speaks = |role: Role| self.talk.scales.facts.iter().any(|facts| facts.role == role && facts.words > 0);
        speaks(Role::Seller) && speaks(Role::Buyer)
    }

    /// Is the verdict one about who pursued whom?
    fn is_directional(&self) -> bool {
        self.reading.ruling.class.is_directional()
    }

    /// Every turn has a start.
    fn is_timed(&self) -> bool {
        self.turns.iter().all(|turn| turn.start().is_some())
    }

    /// The start of a turn, as exported.
    fn start(&self, turn: u32) -> Option<Millis> {
        self.turns.get(turn as usize)?.start()
    }

    /// The end of a turn, as exported.
    fn end(&self, turn: u32) -> Option<Millis> {
        self.turns.get(turn as usize)?.end()
    }

    /// How long a turn lasts, and whether that is counted from its words.
    fn length(&self, turn: u32) -> (Millis, bool) {
        match self.start(turn).zip(self.end(turn)) {
            Some((start, end)) => (Millis::new((end.get() - start.get()).max(0)), false),
            None => (Millis::of_words(self.words_of(turn)), true),
        }
    }

    /// The lexicon of a kept hit.
    fn id_of(&self, place: usize) -> &str {
        &self.talk.scales.rules.lexicon(self.talk.kept(place).hit.lexicon).id
    }

    /// Does a kept hit press, or show need, unasked? The answer to a question is no pressure.
    fn pushes(&self, place: usize) -> bool {
        let presses = self.talk.groups.pushing.holds(self.talk.kept(place).hit.lexicon);
        presses && self.talk.force(place) >= FELT && self.talk.exchange(place) == Exchange::Volunteered
    }

    fn role(&self, turn: u32) -> Role {
        self.talk.scales.facts.get(turn as usize).map_or(Role::Unknown, |facts| facts.role)
    }

    /// Words of a turn, between blanks.
    fn words_of(&self, turn: u32) -> u32 {
        self.talk.scales.facts.get(turn as usize).map_or(0, |facts| facts.words)
    }

    fn asks(&self, turn: u32) -> bool {
        self.talk.scales.facts.get(turn as usize).is_some_and(Facts::asks)
    }

    /// The next turn of a role behind a turn, if it is no more than [`FAR`] turns away.
    fn next_of(&self, turn: u32, role: Role) -> Option<u32> {
        let last = narrow(self.turns.len());
        (turn + 1..last.min(turn + 1 + FAR)).find(|&next| self.role(next) == role)
    }

    fn is_question(&self, clause: usize) -> bool {
        self.talk.scales.text.clauses().get(clause).is_some_and(|clause| clause.is_question)
    }

    /// Words of a clause, between blanks of the original.
    fn words_in(&self, clause: usize) -> u32 {
        let Some((turn, span)) = self.talk.clause_span(clause) else { return 0 };
        narrow(count_words(span.of(self.talk.scales.text.small(turn))))
    }

    /// Does a clause hold one of these words, or rows of words?
    fn holds(&self, clause: usize, rows: &Rows) -> bool {
        let text = self.talk.scales.text;
        text.clauses().get(clause).is_some_and(|clause| rows.stand_in(text.words_of(clause)))
    }

    /// The normalised words of a turn.
    fn tokens_of(&self, turn: u32) -> impl Iterator<Item = &str> + Clone {
        let text = self.talk.scales.text;
        let clauses = text.clauses_of(turn as usize).filter_map(|clause| text.clauses().get(clause));
        clauses.flat_map(|clause| text.words_of(clause))
    }

    fn said(&self, turn: u32, span: Span) -> Said {
        let here = self.turns.get(turn as usize);
        Said {
            turn: turn + 1,
            start: here.and_then(|turn| turn.start_of(span)),
            quote: self.talk.scales.text.said(turn, span),
            span,
        }
    }
}
