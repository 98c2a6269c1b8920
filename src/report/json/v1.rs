//! Version 1 of the output: the names, their order and their meaning are a promise.
//!
//! These are copies on purpose: the inner types may change, these only grow, which bumps the minor
//! number of [`SCHEMA`]. Numbers are the decimals of the inner thousandths; nothing is computed here.

use serde::Serialize;

use super::made::{MadeByV1, Run};
use super::parts::{Decimal, Each, Seconds, Word};
use super::proposals::ProposalV1;
use super::story::{MomentV1, SliceV1, StoryV1};
use crate::analyze::{Analysis, Proposed};
use crate::batch::Outcome;
use crate::call::Note;
use crate::error::Error;
use crate::report::View;
use crate::role::Speaker;
use crate::scan::{Discard, Evidence};
use crate::signal::{Signal, Structure};
use crate::story::{Moment, Slice};
use crate::verdict::{Masses, Term};

/// The version that stands in every object.
pub const SCHEMA: &str = "pursuit/1.3";

/// A call with its verdict.
#[derive(Serialize)]
pub(super) struct CallV1<'a> {
    schema: &'static str,
    id: &'a str,
    path: &'a str,
    format: Option<&'static str>,
    date: Option<&'a str>,
    duration_s: Option<Seconds>,
    words: u32,
    turns: u32,
    language: &'static str,
    parties: Each<'a, Speaker, PartyV1<'a>>,
    verdict: VerdictV1<'a>,
    masses: MassesV1,
    flags: &'a [String],
    structure: StructureV1,
    signals: Each<'a, Signal, SignalV1<'a>>,
    discarded: Each<'a, Discard, DiscardV1<'a>>,
    /// Slices of the call; none where a side is not known.
    timeline: Each<'a, Slice, SliceV1>,
    /// Moments to replay, at most five.
    moments: Each<'a, Moment, MomentV1<'a>>,
    warnings: Each<'a, Note, WarningV1<'a>>,
    lexicon: &'a LexiconV1,
    /// The title that the export gives.
    title: Option<&'a str>,
    /// What either side proposed.
    proposals: Each<'a, Proposed, ProposalV1<'a>>,
    /// What is shown beyond the verdict.
    story: StoryV1<'a>,
    /// What makes it again.
    made_by: MadeByV1<'a>,
}

/// An input that gave no verdict.
#[derive(Serialize)]
pub(super) struct FailureV1<'a> {
    schema: &'static str,
    path: &'a str,
    error: ErrorV1,
    made_by: MadeByV1<'a>,
}

/// What went wrong, and in which line.
#[derive(Serialize)]
struct ErrorV1 {
    kind: &'static str,
    text: String,
    line: Option<u64>,
}

/// The lexicons that were used.
#[derive(Debug, Default, Serialize)]
pub(in crate::report) struct LexiconV1 {
    version: String,
    hash: String,
}

/// Somebody in the call.
#[derive(Serialize)]
struct PartyV1<'a> {
    name: &'a str,
    role: &'static str,
    role_source: &'static str,
    role_confidence: Decimal,
    words: u32,
    share: Decimal,
    /// Where `role_source` is `export`: the field that states the role.
    role_field: Option<&'static str>,
}

/// Who was selling whom.
#[derive(Serialize)]
struct VerdictV1<'a> {
    class: &'static str,
    score: u8,
    raw: Decimal,
    low: Decimal,
    high: Decimal,
    confidence: &'static str,
    because: &'a str,
    deciding_turn: Option<u32>,
    flips_if_removed: &'a [u32],
    /// Where the direction changed.
    turning_point_s: Option<Seconds>,
    /// What `raw` is the sum of, held within 0 and 100.
    terms: Vec<TermV1>,
}

/// A summand of the raw score.
#[derive(Serialize)]
struct TermV1 {
    name: &'static str,
    value: Decimal,
    weight: Decimal,
    product: Decimal,
}

/// Sums of points.
#[derive(Serialize)]
struct MassesV1 {
    seller_pursuit: Decimal,
    buyer_pull: Decimal,
    buyer_initiative: Decimal,
    resistance: Decimal,
    process: Decimal,
    push: Decimal,
    pull: Decimal,
}

/// The shape of the talk.
#[derive(Serialize)]
struct StructureV1 {
    seller_share: Option<Decimal>,
    longest_seller_monologue_s: Option<Seconds>,
    seller_questions: u32,
    buyer_questions: u32,
    first_pain_at: Option<Decimal>,
    first_pitch_at: Option<Decimal>,
    seller_unasked_share: Option<Decimal>,
    buyer_unasked_share: Option<Decimal>,
    seller_proposals: u32,
    seller_proposals_agreed: u32,
    buyer_proposals: u32,
    buyer_proposals_agreed: u32,
}

/// A signal with its evidence.
#[derive(Serialize)]
struct SignalV1<'a> {
    id: &'a str,
    mass: Word,
    strength: Decimal,
    points: Decimal,
    evidence: Each<'a, Evidence, EvidenceV1<'a>>,
}

/// A hit that counts.
#[derive(Serialize)]
struct EvidenceV1<'a> {
    turn: u32,
    start_s: Option<Seconds>,
    speaker: &'a str,
    quote: &'a str,
    phrase: &'a str,
    strength: Decimal,
    weight: Decimal,
    guards: Each<'a, &'static str, Word>,
    /// `volunteered`, `elicited` or `agreed`.
    exchange: Word,
}

/// A hit that does not count.
#[derive(Serialize)]
struct DiscardV1<'a> {
    turn: u32,
    id: &'a str,
    quote: &'a str,
    guard: Word,
    by: Word,
    /// What made the guard fire; none where it fires because something was not said.
    words: Option<&'a str>,
    words_turn: Option<u32>,
}

/// Trouble that was mended, or a doubt.
#[derive(Serialize)]
struct WarningV1<'a> {
    code: &'static str,
    text: &'a str,
}

impl<'a> CallV1<'a> {
    /// Copies what the inner type holds.
    pub(super) fn of(outcome: &'a Outcome, analysis: &'a Analysis, run: &'a Run) -> Self {
        Self {
            schema: SCHEMA,
            id: &analysis.id,
            path: &outcome.path,
            format: outcome.format,
            date: analysis.date.as_deref(),
            duration_s: analysis.duration.map(Seconds),
            words: analysis.words,
            turns: analysis.turns,
            language: analysis.language,
            parties: Each(&analysis.parties, PartyV1::of),
            verdict: VerdictV1::of(analysis),
            masses: MassesV1::of(&analysis.masses),
            flags: &analysis.flags,
            structure: StructureV1::of(&analysis.structure),
            signals: Each(&analysis.signals, SignalV1::of),
            discarded: Each(&analysis.discarded, DiscardV1::of),
            timeline: Each(&analysis.story.timeline.slices, SliceV1::of),
            moments: Each(&analysis.story.moments, MomentV1::of),
            warnings: Each(&analysis.warnings, WarningV1::of),
            lexicon: &run.lexicon,
            title: analysis.title.as_deref(),
            proposals: Each(&analysis.proposals, ProposalV1::of),
            story: StoryV1::of(&analysis.story, analysis.stability.as_ref()),
            made_by: MadeByV1::of(outcome, run),
        }
    }
}

impl<'a> FailureV1<'a> {
    /// Copies what the inner type holds.
    pub(super) fn of(outcome: &'a Outcome, error: &'a Error, run: &'a Run) -> Self {
        let text = match error.advice() {
            Some(next) => format!("{}; {next}", error.what()),
            None => error.what().to_owned(),
        };
        let error = ErrorV1 { kind: error.kind().as_str(), text, line: error.place().line };
        Self { schema: SCHEMA, path: &outcome.path, error, made_by: MadeByV1::of(outcome, run) }
    }
}

impl LexiconV1 {
    /// Copies what the inner type holds.
    pub(in crate::report) fn of(view: &View) -> Self {
        Self { version: view.lexicon_version.clone(), hash: view.lexicon_hash.clone() }
    }
}

impl<'a> PartyV1<'a> {
    /// Copies what the inner type holds.
    fn of(party: &'a Speaker) -> Self {
        Self {
            name: &party.name,
            role: party.role.as_str(),
            role_source: party.role_source.as_str(),
            role_confidence: Decimal(party.role_confidence),
            words: party.words,
            share: Decimal(party.share),
            role_field: party.role_source.field(),
        }
    }
}

impl<'a> VerdictV1<'a> {
    /// Copies what the inner type holds.
    fn of(analysis: &'a Analysis) -> Self {
        let verdict = &analysis.verdict;
        Self {
            class: verdict.class.as_str(),
            score: verdict.score,
            raw: Decimal(verdict.raw),
            low: Decimal(verdict.low),
            high: Decimal(verdict.high),
            confidence: verdict.confidence.as_str(),
            because: &verdict.because,
            deciding_turn: verdict.deciding_turn,
            flips_if_removed: &verdict.flips_if_removed,
            turning_point_s: analysis.story.turning_point.and_then(|point| point.start).map(Seconds),
            terms: verdict.terms.shown().map(TermV1::of).collect(),
        }
    }
}

impl TermV1 {
    /// Copies what the inner type holds.
    fn of(term: Term) -> Self {
        let Term { name, value, weight, product } = term;
        Self { name, value: Decimal(value), weight: Decimal(weight), product: Decimal(product) }
    }
}

impl MassesV1 {
    /// Copies what the inner type holds.
    fn of(masses: &Masses) -> Self {
        Self {
            seller_pursuit: Decimal(masses.seller_pursuit),
            buyer_pull: Decimal(masses.buyer_pull),
            buyer_initiative: Decimal(masses.buyer_initiative),
            resistance: Decimal(masses.resistance),
            process: Decimal(masses.process),
            push: Decimal(masses.push),
            pull: Decimal(masses.pull),
        }
    }
}

impl StructureV1 {
    /// Copies what the inner type holds.
    fn of(structure: &Structure) -> Self {
        Self {
            seller_share: structure.seller_share.map(Decimal),
            longest_seller_monologue_s: structure.longest_seller_monologue.map(Seconds),
            seller_questions: structure.seller_questions,
            buyer_questions: structure.buyer_questions,
            first_pain_at: structure.first_pain_at.map(Decimal),
            first_pitch_at: structure.first_pitch_at.map(Decimal),
            seller_unasked_share: structure.seller_unasked_share.map(Decimal),
            buyer_unasked_share: structure.buyer_unasked_share.map(Decimal),
            seller_proposals: structure.seller_proposals,
            seller_proposals_agreed: structure.seller_proposals_agreed,
            buyer_proposals: structure.buyer_proposals,
            buyer_proposals_agreed: structure.buyer_proposals_agreed,
        }
    }
}

impl<'a> SignalV1<'a> {
    /// Copies what the inner type holds.
    fn of(signal: &'a Signal) -> Self {
        Self {
            id: &signal.id,
            mass: Word(signal.mass.as_str()),
            strength: Decimal(signal.strength),
            points: Decimal(signal.points),
            evidence: Each(&signal.evidence, EvidenceV1::of),
        }
    }
}

impl<'a> EvidenceV1<'a> {
    /// Copies what the inner type holds.
    fn of(evidence: &'a Evidence) -> Self {
        Self {
            turn: evidence.turn,
            start_s: evidence.start.map(Seconds),
            speaker: &evidence.speaker,
            quote: &evidence.quote,
            phrase: &evidence.phrase,
            strength: Decimal(evidence.strength),
            weight: Decimal(evidence.weight),
            guards: Each(&evidence.guards, |guard| Word(guard)),
            exchange: Word(evidence.exchange.as_str()),
        }
    }
}

impl<'a> DiscardV1<'a> {
    /// Copies what the inner type holds.
    fn of(discard: &'a Discard) -> Self {
        let Discard { turn, id, quote, guard, by, words, words_turn, .. } = discard;
        let (guard, by) = (Word(guard), Word(by.as_str()));
        Self { turn: *turn, id, quote, guard, by, words: words.as_deref(), words_turn: *words_turn }
    }
}

impl<'a> WarningV1<'a> {
    /// Copies what the inner type holds.
    fn of(note: &'a Note) -> Self {
        Self { code: note.code, text: &note.text }
    }
}
