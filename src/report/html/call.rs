//! The page of a call: its head, verdict and moments; the other parts come from their own files.

use minijinja::{Value, context};

use super::marks::Marks;
use super::words::{figure, width};
use super::{chart, story, sum};
use crate::analyze::{Analysis, Passage};
use crate::call::{Millis, Points};
use crate::report::quoted::Around;
use crate::report::words::{clock, count, line, percent, tenths};
use crate::report::{View, names};
use crate::story::{Flip, Moment, Said};
use crate::verdict::{Class, Margin};

/// A call that is shown, and what is needed for it.
pub(super) struct Page<'p> {
    /// Its place in the report, from 1; anchors begin with it.
    pub(super) number: usize,
    /// Where it was read from.
    pub(super) path: &'p str,
    /// The form it was read in.
    pub(super) format: Option<&'static str>,
    pub(super) call: &'p Analysis,
    pub(super) view: &'p View,
}

/// Speakers that are listed.
const SPEAKERS: usize = 12;
/// Letters that are shown of the turn on which a verdict hangs.
const HANGS: usize = 240;

impl Page<'_> {
    /// What the call is called.
    pub(super) fn title(&self) -> &str {
        let title = self.call.title.as_deref().filter(|title| !title.trim().is_empty());
        title.unwrap_or(&self.call.id)
    }

    /// What a code is called.
    pub(super) fn code(&self, id: &str) -> String {
        names::code(&self.view.codes, id)
    }

    /// What a moment is called.
    pub(super) fn moment(&self, kind: &str) -> String {
        names::moment(&self.view.codes, kind)
    }

    /// The turns; none where the words were not kept.
    pub(super) fn passages(&self) -> &[Passage] {
        self.call.transcript.as_ref().map_or(&[], |transcript| &transcript.passages)
    }

    fn passage(&self, turn: u32) -> Option<&Passage> {
        self.passages().get((turn as usize).checked_sub(1)?)
    }

    /// When a turn begins.
    pub(super) fn start(&self, turn: u32) -> Option<Millis> {
        self.passage(turn)?.start
    }

    /// The name of a party; empty where the export names nobody.
    pub(super) fn name(&self, party: Option<usize>) -> &str {
        party.and_then(|party| self.call.parties.get(party)).map_or("", |party| &party.name)
    }

    /// The quote in the sentence around it.
    pub(super) fn quote(&self, said: &Said) -> Value {
        let around = self.passage(said.turn).and_then(|passage| Around::of(&passage.text, said.span));
        let Around { before, after } = around.unwrap_or_default();
        context! { before, quote => line(&said.quote), after }
    }

    /// A place in the call: its turn, its time, who speaks there.
    pub(super) fn place(&self, turn: u32, start: Option<Millis>) -> Value {
        let passage = self.passage(turn);
        context! {
            turn,
            time => start.map(clock),
            name => self.name(passage.and_then(|passage| passage.party)),
            role => passage.map_or("", |passage| passage.role.as_str()),
        }
    }
}

/// Everything that the page shows, besides turns and marks.
pub(super) fn context(page: &Page<'_>, marks: &Marks) -> Value {
    let call = page.call;
    let (kept, off) = marks.counts();
    let warnings: Vec<Value> =
        call.warnings.iter().map(|note| context! { text => &note.text, code => note.code }).collect();
    context! {
        number => page.number,
        title => page.title(),
        head => head(page),
        verdict => verdict(page),
        flags => call.flags.iter().map(|flag| names::flag(flag)).collect::<Vec<_>>(),
        warnings,
        moments => (1..).zip(&call.story.moments).map(|(number, one)| moment(page, number, one)).collect::<Vec<_>>(),
        // Where nobody pursues anybody, or it cannot be told, a curve would claim what the verdict does not.
        curve => call.verdict.class.is_directional().then(|| chart::curve(page)).flatten(),
        story => story::context(page),
        sum => sum::context(page),
        has_words => !page.passages().is_empty(),
        turns => page.passages().len(),
        kept, off,
        hidden => marks.hidden,
    }
}

fn head(page: &Page<'_>) -> Value {
    let call = page.call;
    let mut about: Vec<String> = Vec::new();
    about.extend(call.date.clone());
    about.extend(call.duration.filter(|long| long.get() > 0).map(clock));
    let party = |(at, party): (usize, &crate::role::Speaker)| {
        context! {
            name => &party.name,
            role => party.role.as_str(),
            side => names::role(party.role),
            share => figure(format!("/parties/{at}/share"), party.share, percent(party.share)),
            source => names::source(party),
        }
    };
    context! {
        id => Some(&call.id).filter(|id| *id != page.title()),
        path => page.path,
        format => page.format,
        about,
        words => figure("/words", call.words, count(call.words, "word")),
        turns => figure("/turns", call.turns, count(call.turns, "turn")),
        call_type => call.story.sort.call_type.map(names::call_type),
        people => call.parties.iter().enumerate().take(SPEAKERS).map(party).collect::<Vec<_>>(),
        more => call.parties.len().saturating_sub(SPEAKERS),
    }
}

fn verdict(page: &Page<'_>) -> Value {
    let verdict = &page.call.verdict;
    let directed = verdict.class.is_directional();
    let turn = verdict.deciding_turn;
    let hangs_on = turn.map(|turn| {
        let passage = page.passage(turn);
        context! {
            place => page.place(turn, passage.and_then(|passage| passage.start)),
            quote => passage.map_or_else(String::new, |passage| opening(&passage.text, HANGS)),
        }
    });
    context! {
        class => verdict.class.as_str(),
        shown => verdict.class.shown(),
        meaning => names::meaning(verdict.class),
        directed,
        score => figure("/verdict/score", verdict.score, verdict.score.to_string()),
        low => figure("/verdict/low", verdict.low, tenths(verdict.low)),
        high => figure("/verdict/high", verdict.high, tenths(verdict.high)),
        moves => verdict.low != verdict.high,
        at => width(i64::from(verdict.score) * 10),
        confidence => verdict.confidence.as_str(),
        sure => names::confidence(page.call),
        because => &verdict.because,
        hangs_on,
        margin => page.call.story.margin.map(|margin| border(verdict.class, margin)),
        flip => page.call.story.flip.as_ref().map(|flip| flips(page, flip)),
        stability => page.call.stability.as_ref().map(|stability| {
            let all = stability.all();
            context! {
                draws => figure("/story/stability/draws", all.draws, all.draws.to_string()),
                holds => figure("/story/stability/holds", all.holds, all.holds.to_string()),
            }
        }),
    }
}

/// The first letters of a text, in one line.
fn opening(text: &str, letters: usize) -> String {
    let words = line(text);
    match words.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// How far the next verdict is.
fn border(class: Class, margin: Margin) -> Value {
    let what = match (class, margin.to) {
        (Class::SellerPursuing, _) | (_, Class::SellerPursuing) => "The balance of seller’s and buyer’s effort",
        _ => "The score",
    };
    let points = Points(margin.raw.0.abs());
    context! {
        what,
        to => margin.to.shown(),
        past => margin.raw < Points::ZERO,
        points => figure("/story/margin/raw", margin.raw, tenths(points)),
    }
}

/// What would flip the verdict.
fn flips(page: &Page<'_>, flip: &Flip) -> Value {
    let pieces: Vec<Value> = flip
        .evidence
        .iter()
        .map(|removed| {
            context! {
                name => page.code(&removed.id),
                place => page.place(removed.said.turn, removed.said.start),
                quote => page.quote(&removed.said),
            }
        })
        .collect();
    context! {
        to => flip.to.shown(),
        raw => figure("/story/flip/raw", flip.raw, tenths(flip.raw)),
        smallest => flip.is_smallest,
        count => count(pieces.len(), "piece"),
        pieces,
    }
}

/// Letters that are shown of the turns around a moment.
const ROUND: usize = 140;

fn moment(page: &Page<'_>, number: usize, moment: &Moment) -> Value {
    let round = |turn: Option<u32>| {
        let passage = page.passage(turn?)?;
        Some(context! { name => page.name(passage.party), words => opening(&passage.text, ROUND) })
    };
    context! {
        before => round(moment.said.turn.checked_sub(1)),
        after => round(moment.said.turn.checked_add(1)),
        number,
        name => page.moment(&moment.kind),
        place => page.place(moment.said.turn, moment.said.start),
        quote => page.quote(&moment.said),
        says => &moment.says,
        advice => &moment.advice,
    }
}
