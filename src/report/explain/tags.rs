//! Tags in the margin: what the marked words are, what they add, and why some do not count.

use anstyle::{AnsiColor, Style};

use super::Page;
use super::ink::{Ink, dim, plain};
use super::marks::Marked;
use super::words::quote;
use crate::analyze::{MarkOf, Passage};
use crate::call::Points;
use crate::lexicon::Mass;
use crate::report::names;
use crate::report::words::hundredths;
use crate::scan::Evidence;
use crate::signal::Signal;

/// The colour of a mass: those of the directions in the table, and two for what is put against and what is done well.
pub(super) fn mass_style(mass: Mass) -> Style {
    let color = match mass {
        Mass::SellerPursuit => AnsiColor::Yellow,
        Mass::BuyerPull | Mass::BuyerInitiative => AnsiColor::Cyan,
        Mass::Resistance => AnsiColor::Red,
        Mass::Process => AnsiColor::Green,
        Mass::Gate | Mass::Tracker => AnsiColor::Magenta,
    };
    Style::new().fg_color(Some(color.into()))
}

/// The tags of a passage, each under its number; `shares` are the points by signal and evidence.
pub(super) fn tags(
    page: &Page<'_>,
    passage: &Passage,
    marked: &[Marked],
    shares: &[Vec<Points>],
) -> Vec<[Vec<Ink>; 2]> {
    let mut tags = Vec::new();
    for (number, marked) in (1..).zip(marked) {
        for (at, of) in marked.of.iter().enumerate() {
            let label = format!("‹{number}› ");
            let first = if at == 0 { dim(label) } else { plain(" ".repeat(label.chars().count())) };
            let inks = match *of {
                MarkOf::Evidence { signal, place } => {
                    let points = shares.get(signal).and_then(|shares| shares.get(place)).copied();
                    let heard = page.call.signals.get(signal);
                    let one = heard.and_then(|heard| heard.evidence.get(place));
                    heard.zip(one).map(|(heard, one)| evidence(heard, one, points.unwrap_or_default()))
                }
                MarkOf::Discard(place) => Some(discard(page, place)),
            };
            tags.extend(inks.map(|inks| [vec![first], inks]));
        }
    }
    for told in page.told_of(passage.turn) {
        tags.push([vec![dim("★ ")], vec![plain(told)]]);
    }
    if passage.is_foreign {
        tags.push([Vec::new(), vec![dim("another language: nothing here counts")]]);
    }
    tags
}

impl Page<'_> {
    /// What other parts of the page say of a turn.
    fn told_of(&self, turn: u32) -> Vec<String> {
        let (story, verdict) = (&self.call.story, &self.call.verdict);
        let mut told: Vec<String> = Vec::new();
        let moments = (1..).zip(&story.moments).filter(|(_, moment)| moment.said.turn == turn);
        told.extend(moments.map(|(number, moment)| format!("moment {number}, {}", moment.kind.replace('_', " "))));
        told.extend((verdict.deciding_turn == Some(turn)).then(|| "the verdict hangs on this turn".to_owned()));
        told.extend(story.turning_point.filter(|point| point.turn == turn).map(|_| "turning point".to_owned()));
        told.dedup_by(|later, earlier| earlier.ends_with(later.as_str()));
        told
    }
}

/// `pressure.urgency 3.0 unasked`.
fn evidence(heard: &Signal, one: &Evidence, points: Points) -> Vec<Ink> {
    let mut words = match heard.mass {
        Mass::Gate => " a sign of the kind of talk".to_owned(),
        Mass::Tracker => " no points, only shown".to_owned(),
        _ if one.strength == Points::ZERO => " the yes to it".to_owned(),
        _ if points == Points::ZERO => " no points".to_owned(),
        _ => format!(" {} {}", hundredths(points), names::exchange(one.exchange)),
    };
    if !one.guards.is_empty() {
        words.push_str(&format!(", weakened by {}", one.guards.join(", ")));
    }
    vec![Ink { text: heard.id.clone(), style: mass_style(heard.mass) }, plain(words)]
}

/// `not pressure.urgency: reported “they said”`.
fn discard(page: &Page<'_>, place: usize) -> Vec<Ink> {
    let Some(discard) = page.call.discarded.get(place) else { return Vec::new() };
    let mut words = format!("not {}: {}", discard.id, discard.guard);
    if let Some(said) = &discard.words {
        words.push_str(&format!(" {}", quote(said)));
        if let Some(turn) = discard.words_turn.filter(|&turn| turn != discard.turn) {
            words.push_str(&format!(" in turn {turn}"));
        }
    }
    vec![dim(words)]
}
