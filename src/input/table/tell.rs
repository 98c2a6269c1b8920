//! Says all rows of a table, now that it is known what they mean.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::call::{Draft, Millis};

use super::super::cast;
use super::super::text;
use super::super::time::{self, Time, Unit};
use super::clock::Midnights;
use super::evidence::Scales;
use super::restart;
use super::speaker::{Naming, is_unspoken};
use super::survey::{Seen, Survey};
use super::{About, Row, Source};

/// The calls of a table.
pub(super) fn tell(source: &dyn Source, survey: &Survey) -> Vec<Draft> {
    if survey.whole {
        return cells(source);
    }
    let naming = Naming::new(source.plan(), source.people(), survey);
    let mut told: Vec<Telling> = Vec::new();
    let mut say = |place: usize, row: &Row<'_>| {
        if told.len() <= place {
            told.resize_with(place + 1, Telling::default);
        }
        if let (Some(telling), Some(seen)) = (told.get_mut(place), survey.calls.all.get(place)) {
            telling.say(row, seen, survey, &naming);
        }
    };
    // The places are those of the first reading: the rows are the same.
    let mut calls = survey.calls.anew();
    let mut spoken = |row: &Row<'_>, each: &mut dyn FnMut(usize, &Row<'_>)| {
        calls.pass(row);
        if !row.text.trim().is_empty() && !is_unspoken(row) {
            each(calls.place(row), row);
        }
    };
    let mut again = BTreeSet::new();
    if survey.shuffled {
        let mut placed: Vec<(usize, Row<'static>)> = Vec::new();
        source.rows(&mut |row| spoken(row, &mut |place, row| placed.push((place, row.kept()))));
        placed.sort_by_key(|(place, _)| *place);
        for call in placed.chunk_by_mut(|(a, _), (b, _)| a == b) {
            let order = |row: &Row<'_>| row.order.unwrap_or(f64::INFINITY);
            if starts_again(call.iter().filter_map(|(_, row)| row.order)) {
                again.extend(call.first().map(|(place, _)| *place));
            } else {
                call.sort_by(|(_, left), (_, right)| order(left).total_cmp(&order(right)));
            }
            call.iter().for_each(|(place, row)| say(*place, row));
        }
    } else {
        source.rows(&mut |row| spoken(row, &mut say));
    }
    for place in again {
        if let Some(telling) = told.get_mut(place) {
            telling
                .draft
                .note("restarted", "the numbers of its rows start again; they were kept in the order of the file");
        }
    }
    let calls = told.into_iter().zip(&survey.calls.all);
    calls.map(|(telling, seen)| telling.finish(seen, &survey.scales, source.about(seen.group))).collect()
}

/// True if a number comes again after others, so that numbers do not tell the order.
fn starts_again(orders: impl Iterator<Item = f64>) -> bool {
    let mut seen = BTreeSet::new();
    let mut last = None;
    orders.map(f64::to_bits).any(|order| last.replace(order) != Some(order) && !seen.insert(order))
}

/// The calls of a table whose cells each hold a whole transcript.
fn cells(source: &dyn Source) -> Vec<Draft> {
    let mut calls = Vec::new();
    source.rows(&mut |row| {
        if row.text.trim().is_empty() {
            return;
        }
        let mut draft = text::draft(&row.text);
        let about = source.about(row.group);
        let own = |cell: &Option<Cow<'_, str>>| cell.as_deref().map(|cell| cell.trim().to_owned());
        let date = own(&row.date).or(about.date);
        draft.amend(own(&row.call).or(own(&row.key)).or(about.id), date.map(iso), own(&row.title).or(about.title));
        calls.push(draft);
    });
    calls
}

/// A call while it is told.
#[derive(Debug, Default)]
struct Telling {
    /// The call.
    draft: Draft,
    /// What its rows say about it.
    about: About,
    /// Midnights that its starts passed.
    midnights: Midnights,
}

impl Telling {
    /// Says a row.
    fn say(&mut self, row: &Row<'_>, seen: &Seen, survey: &Survey, naming: &Naming<'_>) {
        let draft = &mut self.draft;
        let held = survey.cast.as_ref().and_then(|cast| cast::split(&row.text).filter(|(name, _)| cast.has(name)));
        let (named, words) = held.map_or((None, &*row.text), |(name, words)| (Some(name), words));
        let party = naming.party(row, named, &seen.sides, draft);
        let scales = &survey.scales;
        let zero = seen.zero(scales);
        let at = |time: Time, unit, since_1970: bool, draft: &mut Draft| match time {
            Time::Number(_) if !since_1970 => time.since_start(unit, draft),
            Time::Number(_) | Time::Date(_) => time.after(zero, unit, draft),
            Time::Span(clock) => Time::Span(clock - seen.late()).since_start(unit, draft),
            Time::None | Time::Unclear => time.since_start(unit, draft),
        };
        let passed = |time, midnights: &mut Midnights| match time {
            Time::Span(clock) => Time::Span(midnights.pass(clock)),
            time => time,
        };
        let begins = passed(row.start, &mut self.midnights);
        let ends = passed(row.end, &mut self.midnights.clone());
        let start = at(begins, scales.start.unit, scales.start.since_1970, draft);
        let end = scales.end.and_then(|scale| at(ends, scale.unit, scale.since_1970, draft));
        let duration = if seen.lasting.is_of_call() { Time::None } else { row.duration };
        let lasting = duration.since_start(scales.duration, draft);
        let end = end.or_else(|| Some(Millis::new(start?.get() + lasting?.get())));
        draft.say(party, words, start, end, row.record);
        let own = |cell: &Option<Cow<'_, str>>| cell.as_deref().map(|cell| cell.trim().to_owned());
        if self.about.title.is_none() {
            self.about.title = own(&row.title);
        }
        if self.about.date.is_none() {
            self.about.date = own(&row.date);
        }
    }

    /// The call with all that is known about it.
    fn finish(mut self, seen: &Seen, scales: &Scales, beside: About) -> Draft {
        let said = self.draft.said();
        if let Some(again) = restart::at(said) {
            for late in said.iter_mut().skip(again) {
                (late.start, late.end) = (None, None);
            }
            let what = "its times start again, as of two talks; those from there on were left out";
            self.draft.note("times_restarted", what);
        }
        let date = self.about.date.or(beside.date).map(iso);
        let date = date.or_else(|| time::iso(Time::Date(seen.zero(scales)?), Unit::Millis));
        self.draft.about(seen.id.clone().or(beside.id), date, self.about.title.or(beside.title));
        self.draft
    }
}

/// A date as it is written, or ISO 8601 where it is a number since 1970.
pub(in super::super) fn iso(date: String) -> String {
    let Ok(number) = date.parse::<f64>() else { return date };
    let unit = match number {
        number if number >= 1e14 => Unit::Micros,
        number if number >= 1e11 => Unit::Millis,
        number if number >= 1e9 => Unit::Seconds,
        _ => return date,
    };
    time::iso(Time::Number(number), unit).unwrap_or(date)
}
