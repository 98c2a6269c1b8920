//! The story of a call in version 1: slices and moments in their own keys, all else under `story`.

use serde::Serialize;

use super::parts::{Decimal, Seconds};
use crate::analyze::{Draws, Stability};
use crate::story::{
    Asked, Band, Burst, CallType, Clock, Drawn, FIGURES, Figure, FigureRow, Flip, Kind, Ledger, Moment, Row, Said,
    Slice, Story, TurningPoint, Yield,
};
use crate::verdict::Margin;

/// A slice of the call.
#[derive(Serialize)]
pub(super) struct SliceV1 {
    from_s: Option<Seconds>,
    to_s: Option<Seconds>,
    push: Decimal,
    pull: Decimal,
    /// First and last turn that begin in it; none if no turn does.
    from_turn: Option<u32>,
    to_turn: Option<u32>,
}

/// A moment to replay.
#[derive(Serialize)]
pub(super) struct MomentV1<'a> {
    kind: &'a str,
    turn: u32,
    start_s: Option<Seconds>,
    quote: &'a str,
    advice: &'a str,
    /// What happened there.
    says: &'a str,
}

/// All that is shown beyond the verdict and has no key of its own.
#[derive(Serialize)]
pub(super) struct StoryV1<'a> {
    /// `time` or `turn`: what the slices of `timeline` are cut by.
    timeline_by: &'static str,
    turning_point: Option<TurningPointV1>,
    flip: Option<FlipV1<'a>>,
    margin: Option<MarginV1>,
    clock: Option<ClockV1>,
    bursts: Vec<BurstV1>,
    ledger: LedgerV1<'a>,
    questions: YieldV1<'a>,
    figures: Vec<FigureV1>,
    /// None where the words do not tell.
    call_type: Option<&'static str>,
    /// How the seller's share of the words reads in a call of this type.
    share_band: Option<&'static str>,
    first_step_by: Option<&'static str>,
    first_step_turn: Option<u32>,
    /// None if it was not asked for.
    stability: Option<StabilityV1>,
}

/// How well the verdict holds on worsened copies of the call.
#[derive(Serialize)]
struct StabilityV1 {
    draws: u32,
    holds: u32,
    words_lost: DrawsV1,
    turns_dropped: DrawsV1,
    labels_swapped: DrawsV1,
}

/// Copies, and those with the same class.
#[derive(Serialize)]
struct DrawsV1 {
    draws: u32,
    holds: u32,
}

/// A figure about the shape of the talk; `pursuit schema` says what it counts and where it comes from.
#[derive(Serialize)]
struct FigureV1 {
    id: &'static str,
    value: Option<Decimal>,
    unit: &'static str,
    estimated: bool,
}

/// Where the direction changed.
#[derive(Serialize)]
struct TurningPointV1 {
    turn: u32,
    start_s: Option<Seconds>,
    before: Decimal,
    after: Decimal,
    back_turn: Option<u32>,
    back_s: Option<Seconds>,
}

/// What would flip the class.
#[derive(Serialize)]
struct FlipV1<'a> {
    to: &'static str,
    raw: Decimal,
    smallest: bool,
    evidence: Vec<HeardV1<'a>>,
}

/// Words of a lexicon.
#[derive(Serialize)]
struct HeardV1<'a> {
    id: &'a str,
    turn: u32,
    start_s: Option<Seconds>,
    quote: &'a str,
}

/// How far the next class is.
#[derive(Serialize)]
struct MarginV1 {
    to: &'static str,
    raw: Decimal,
}

/// What stands before the first problem.
#[derive(Serialize)]
struct ClockV1 {
    pain_turn: Option<u32>,
    seconds: Seconds,
    turns: u32,
    words: u32,
    pitch_clauses: u32,
    pitch_turns: u32,
    pitch_words: u32,
    pitch_s: Seconds,
    pitch_share: Option<Decimal>,
    estimated: bool,
}

/// A stretch of pitch.
#[derive(Serialize)]
struct BurstV1 {
    from_turn: u32,
    to_turn: u32,
    from_s: Option<Seconds>,
    to_s: Option<Seconds>,
    hits: u32,
    seller_words: u32,
    buyer_words: u32,
    density: Decimal,
}

/// What became of each problem.
#[derive(Serialize)]
struct LedgerV1<'a> {
    answered: u32,
    followed: u32,
    rate: Option<Decimal>,
    rows: Vec<RowV1<'a>>,
}

/// A problem and what the seller did next.
#[derive(Serialize)]
struct RowV1<'a> {
    pain: HeardV1<'a>,
    next: Option<&'static str>,
    reply: Option<SaidV1<'a>>,
}

/// Words and their place.
#[derive(Serialize)]
struct SaidV1<'a> {
    turn: u32,
    start_s: Option<Seconds>,
    quote: &'a str,
}

/// What questions drew out.
#[derive(Serialize)]
struct YieldV1<'a> {
    open: DrawnV1,
    closed: DrawnV1,
    leading: DrawnV1,
    self_answered: u32,
    median_words: Option<u32>,
    best: Option<AskedV1<'a>>,
    worst: Option<AskedV1<'a>>,
}

/// Questions of one kind.
#[derive(Serialize)]
struct DrawnV1 {
    questions: u32,
    words: u32,
    words_each: Option<Decimal>,
}

/// A question and the words that answered it.
#[derive(Serialize)]
struct AskedV1<'a> {
    turn: u32,
    start_s: Option<Seconds>,
    quote: &'a str,
    kind: &'static str,
    words: u32,
}

impl SliceV1 {
    /// Copies what the inner type holds.
    pub(super) fn of(slice: &Slice) -> Self {
        Self {
            from_s: slice.time.map(|(from, _)| Seconds(from)),
            to_s: slice.time.map(|(_, to)| Seconds(to)),
            push: Decimal(slice.push),
            pull: Decimal(slice.pull),
            from_turn: slice.turns.map(|(from, _)| from),
            to_turn: slice.turns.map(|(_, to)| to),
        }
    }
}

impl<'a> MomentV1<'a> {
    /// Copies what the inner type holds.
    pub(super) fn of(moment: &'a Moment) -> Self {
        let Moment { kind, said, says, advice } = moment;
        Self { kind, turn: said.turn, start_s: said.start.map(Seconds), quote: &said.quote, advice, says }
    }
}

impl<'a> StoryV1<'a> {
    /// Copies what the inner type holds.
    pub(super) fn of(story: &'a Story, stability: Option<&Stability>) -> Self {
        Self {
            timeline_by: story.timeline.by.as_str(),
            turning_point: story.turning_point.as_ref().map(TurningPointV1::of),
            flip: story.flip.as_ref().map(FlipV1::of),
            margin: story.margin.map(|Margin { to, raw }| MarginV1 { to: to.as_str(), raw: Decimal(raw) }),
            clock: story.clock.as_ref().map(ClockV1::of),
            bursts: story.bursts.iter().map(BurstV1::of).collect(),
            ledger: LedgerV1::of(&story.ledger),
            questions: YieldV1::of(&story.questions),
            figures: FIGURES.iter().zip(&story.figures).map(|(row, figure)| FigureV1::of(row, figure)).collect(),
            call_type: story.sort.call_type.map(CallType::as_str),
            share_band: story.sort.share.map(Band::as_str),
            first_step_by: story.first_step.map(|(role, _)| role.as_str()),
            first_step_turn: story.first_step.map(|(_, turn)| turn),
            stability: stability.map(StabilityV1::of),
        }
    }
}

impl StabilityV1 {
    fn of(stability: &Stability) -> Self {
        let Draws { draws, holds } = stability.all();
        let one = |Draws { draws, holds }| DrawsV1 { draws, holds };
        Self {
            draws,
            holds,
            words_lost: one(stability.words_lost),
            turns_dropped: one(stability.turns_dropped),
            labels_swapped: one(stability.labels_swapped),
        }
    }
}

impl FigureV1 {
    fn of(row: &FigureRow, figure: &Figure) -> Self {
        Self { id: row.id, value: figure.value.map(Decimal), unit: row.unit, estimated: figure.is_estimated }
    }
}

impl TurningPointV1 {
    fn of(point: &TurningPoint) -> Self {
        Self {
            turn: point.turn,
            start_s: point.start.map(Seconds),
            before: Decimal(point.before),
            after: Decimal(point.after),
            back_turn: point.back.map(|(turn, _)| turn),
            back_s: point.back.and_then(|(_, start)| start).map(Seconds),
        }
    }
}

impl<'a> FlipV1<'a> {
    fn of(flip: &'a Flip) -> Self {
        let evidence = flip.evidence.iter().map(|removed| HeardV1::of(&removed.id, &removed.said)).collect();
        Self { to: flip.to.as_str(), raw: Decimal(flip.raw), smallest: flip.is_smallest, evidence }
    }
}

impl<'a> HeardV1<'a> {
    fn of(id: &'a str, said: &'a Said) -> Self {
        Self { id, turn: said.turn, start_s: said.start.map(Seconds), quote: &said.quote }
    }
}

impl ClockV1 {
    fn of(clock: &Clock) -> Self {
        Self {
            pain_turn: clock.pain_turn,
            seconds: Seconds(clock.time),
            turns: clock.turns,
            words: clock.words,
            pitch_clauses: clock.pitch_clauses,
            pitch_turns: clock.pitch_turns,
            pitch_words: clock.pitch_words,
            pitch_s: Seconds(clock.pitch_time),
            pitch_share: clock.pitch_share.map(Decimal),
            estimated: clock.is_estimated,
        }
    }
}

impl BurstV1 {
    fn of(burst: &Burst) -> Self {
        Self {
            from_turn: burst.turns.0,
            to_turn: burst.turns.1,
            from_s: burst.time.map(|(from, _)| Seconds(from)),
            to_s: burst.time.map(|(_, to)| Seconds(to)),
            hits: burst.hits,
            seller_words: burst.seller_words,
            buyer_words: burst.buyer_words,
            density: Decimal(burst.density),
        }
    }
}

impl<'a> LedgerV1<'a> {
    fn of(ledger: &'a Ledger) -> Self {
        Self {
            answered: ledger.answered,
            followed: ledger.followed,
            rate: ledger.rate.map(Decimal),
            rows: ledger.rows.iter().map(RowV1::of).collect(),
        }
    }
}

impl<'a> RowV1<'a> {
    fn of(row: &'a Row) -> Self {
        Self {
            pain: HeardV1::of(&row.id, &row.pain),
            next: row.next.as_ref().map(|(made, _)| made.as_str()),
            reply: row.next.as_ref().map(|(_, said)| SaidV1::of(said)),
        }
    }
}

impl<'a> SaidV1<'a> {
    fn of(said: &'a Said) -> Self {
        Self { turn: said.turn, start_s: said.start.map(Seconds), quote: &said.quote }
    }
}

impl<'a> YieldV1<'a> {
    fn of(questions: &'a Yield) -> Self {
        let [open, closed, leading] = &questions.kinds;
        Self {
            open: DrawnV1::of(open),
            closed: DrawnV1::of(closed),
            leading: DrawnV1::of(leading),
            self_answered: questions.self_answered,
            median_words: questions.median,
            best: questions.best.as_ref().map(AskedV1::of),
            worst: questions.worst.as_ref().map(AskedV1::of),
        }
    }
}

impl DrawnV1 {
    fn of(drawn: &Drawn) -> Self {
        Self { questions: drawn.questions, words: drawn.words, words_each: drawn.each.map(Decimal) }
    }
}

impl<'a> AskedV1<'a> {
    fn of(asked: &'a Asked) -> Self {
        let Asked { question, kind, words } = asked;
        let start_s = question.start.map(Seconds);
        Self { turn: question.turn, start_s, quote: &question.quote, kind: Kind::as_str(*kind), words: *words }
    }
}
