//! The curve of a call, and bars of counts: places and sizes for the SVG of the templates. Widths are per cent, so that
//! a chart is as wide as its place and its letters stay as they are.

use minijinja::{Value, context};

use super::call::Page;
use super::words::{figure, width};
use crate::batch::Classes;
use crate::call::{Millis, Points, divide};
use crate::report::words::{clock, hundredths, tenths};
use crate::story::{By, Slice};
use crate::verdict::Class;

/// Pixels from the axis to the top of the highest bar.
const HEIGHT: i64 = 84;
/// Pixels of the axis from the top.
const AXIS: i64 = 100;
/// Thousandths of the width that a moment's number takes, and rows of them.
const NUMBER: i64 = 80;
const LANES: usize = 3;

/// The curve; none where a side is not known.
pub(super) fn curve(page: &Page<'_>) -> Option<Value> {
    let timeline = &page.call.story.timeline;
    let slices = &timeline.slices;
    let most = slices.iter().map(|slice| slice.push.max(slice.pull)).max().filter(|most| *most > Points::ZERO)?;
    let count = i64::try_from(slices.len()).ok()?;
    let edge = |number: i64| divide(number * 1000, count);
    let bars: Vec<Value> = (0..).zip(slices).map(|(number, slice)| bar(slice, number, edge, most)).collect();
    let place = Places::of(page, slices, timeline.by);
    let mut lanes = [i64::MIN; LANES];
    let mut marks: Vec<(i64, usize)> = (1..)
        .zip(&page.call.story.moments)
        .map(|(number, one)| (place.at(one.said.turn, one.said.start), number))
        .collect();
    marks.sort_unstable();
    let moments: Vec<Value> = marks
        .into_iter()
        .map(|(at, number)| {
            let lane = lanes.iter().position(|last| last.saturating_add(NUMBER) <= at).unwrap_or(0);
            if let Some(last) = lanes.get_mut(lane) {
                *last = at;
            }
            let moment = &page.call.story.moments[number - 1];
            context! {
                number,
                x => width(at.clamp(15, 985)),
                y => 2 * AXIS + 14 + 26 * i64::try_from(lane).unwrap_or_default(),
                turn => moment.said.turn,
                name => page.moment(&moment.kind),
                time => moment.said.start.map(clock),
            }
        })
        .collect();
    let turning = page.call.story.turning_point.map(|point| {
        let at = place.at(point.turn, point.start);
        context! {
            x => width(at),
            late => at > 500,
            place => page.place(point.turn, point.start),
            before => figure("/story/turning_point/before", point.before, tenths(point.before)),
            after => figure("/story/turning_point/after", point.after, tenths(point.after)),
            to_buyer => point.after > point.before,
            back => point.back.map(|(turn, start)| page.place(turn, start)),
        }
    });
    let used = lanes.iter().filter(|last| **last != i64::MIN).count();
    let height = 2 * AXIS + 4 + 26 * i64::try_from(used).unwrap_or_default();
    let (first, last) = (slices.first()?, slices.last()?);
    let ends = match (first.time, last.time) {
        (Some((from, _)), Some((_, to))) => (clock(from), clock(to)),
        _ => ("turn 1".to_owned(), format!("turn {}", page.call.turns)),
    };
    Some(
        context! { bars, moments, turning, height, from => ends.0, to => ends.1, axis => AXIS, by => timeline.by.as_str() },
    )
}

fn bar(slice: &Slice, number: i64, edge: impl Fn(i64) -> i64, most: Points) -> Value {
    let (left, right) = (edge(number), edge(number + 1));
    let high = |points: Points| divide(points.0 * HEIGHT, most.0);
    let at = |key: &str| format!("/timeline/{number}/{key}");
    let turns =
        slice.turns.map(|(from, to)| if from == to { format!("turn {from}") } else { format!("turns {from}–{to}") });
    context! {
        x => width(left + 3),
        width => width(right - left - 6),
        push_y => AXIS - high(slice.push),
        push_high => high(slice.push),
        pull_high => high(slice.pull),
        span => slice.time.map(|(from, to)| format!("{}–{}", clock(from), clock(to))),
        turns => turns.unwrap_or_else(|| "no turn begins here".to_owned()),
        push => figure(at("push"), slice.push, hundredths(slice.push)),
        pull => figure(at("pull"), slice.pull, hundredths(slice.pull)),
    }
}

/// Where a turn stands on the curve.
struct Places {
    whole: Option<Millis>,
    turns: i64,
}

impl Places {
    fn of(page: &Page<'_>, slices: &[Slice], by: By) -> Self {
        let end = slices.last().and_then(|slice| slice.time).map(|(_, end)| end);
        Self { whole: end.filter(|_| by == By::Time), turns: page.call.turns.into() }
    }

    /// Thousandths of the width.
    fn at(&self, turn: u32, start: Option<Millis>) -> i64 {
        match (self.whole, start) {
            (Some(whole), Some(start)) => divide(start.get() * 1000, whole.get().max(1)).clamp(0, 1000),
            _ => divide((2 * i64::from(turn) - 1) * 1000, 2 * self.turns.max(1)).clamp(0, 1000),
        }
    }
}

/// A bar of counts by class, its pieces side by side.
pub(super) fn classes(classes: &Classes) -> Value {
    let whole: u64 = classes.values().sum();
    let thousandths = |part: u64| i64::try_from(part * 1000 / whole.max(1)).unwrap_or_default();
    let mut before = 0;
    let pieces: Vec<Value> = Class::ALL
        .into_iter()
        .map(|class| {
            let calls = classes.get(&class).copied().unwrap_or_default();
            let (from, to) = (thousandths(before), thousandths(before + calls));
            before += calls;
            context! {
                class => class.as_str(),
                shown => class.shown(),
                sign => sign(class),
                calls,
                x => width(from),
                width => width(to - from),
                middle => width((from + to) / 2),
                has_room => to - from >= 55,
            }
        })
        .collect();
    context! { pieces, calls => whole }
}

/// One letter for a class, where there is no room for more.
pub(super) fn sign(class: Class) -> &'static str {
    match class {
        Class::SellerPursuing => "▶",
        Class::Mutual => "◆",
        Class::BuyerPursuing => "◀",
        Class::NoSaleDynamic => "○",
        Class::InsufficientEvidence => "?",
    }
}
