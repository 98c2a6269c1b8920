//! What only the whole table tells: its calls, the scale of its times, and how it names speakers.

use std::collections::{BTreeMap, BTreeSet};

use super::super::cast::{self, Cast};
use super::super::text;
use super::super::time::Time;
use super::clock::Midnights;
use super::evidence::{Evidence, Scales};
use super::lasting::Lasting;
use super::names::Meaning;
use super::sides::Sides;
use super::speaker::{is_label, is_unspoken};
use super::{Row, Source};

/// Cells looked at to learn whether each holds a whole transcript.
const CELLS: usize = 40;
/// Numbers from here on may be seconds since 1970 or parts of them; FORMATS 7.3.
const MOMENT: f64 = 1e9;
/// Clock times whose first is later than this are times of day, in milliseconds; judgement.
const LATE: i64 = 3_600_000;

/// One call by what its rows say.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The list it stands in.
    pub(super) group: usize,
    /// Its id.
    pub(super) id: Option<String>,
    /// The smallest bare number among its starts.
    number: Option<f64>,
    /// The smallest among them that may count since 1970.
    moment: Option<f64>,
    /// The first date among its starts, in milliseconds since 1970.
    date: Option<i64>,
    /// The first clock time among its starts, in milliseconds.
    clock: Option<i64>,
    /// Midnights that its starts passed.
    midnights: Midnights,
    /// Its largest order so far.
    order: f64,
    /// What the durations of its rows are like.
    pub(super) lasting: Lasting,
    /// What its column of sides says about its speakers.
    pub(super) sides: Sides,
}

impl Seen {
    /// The moment from which its times count, in milliseconds since 1970.
    pub(super) fn zero(&self, scales: &Scales) -> Option<i64> {
        let number = self.moment.filter(|_| scales.start.since_1970).map(Time::Number);
        let number = number.and_then(|number| number.since_1970(scales.start.unit));
        [number, self.date].into_iter().flatten().min()
    }

    /// What to take from its clock times, in milliseconds: they are times of day where the first is late.
    pub(super) fn late(&self) -> i64 {
        self.clock.filter(|clock| *clock >= LATE && self.number.is_none()).unwrap_or_default()
    }
}

/// The calls of a table, found by their list and id.
#[derive(Debug, Default)]
pub(super) struct Calls {
    /// All, in the order of their first rows.
    pub(super) all: Vec<Seen>,
    /// Their places, by list and id.
    places: BTreeMap<(usize, Option<String>), usize>,
    /// The place found last; neighbours mostly are of one call.
    last: Option<usize>,
    /// What is known of where ids stand.
    ids: Ids,
}

/// Where the ids of calls stand.
#[derive(Debug, Default)]
struct Ids {
    /// True if a row without one is of the call of the row above.
    down: bool,
    /// The list and the id of the row that had one last.
    last: Option<(usize, String)>,
    /// All so far, with their lists.
    all: BTreeSet<(usize, String)>,
    /// True once an id stands on a second row, or a row before any has none.
    again: bool,
    /// Rows without one.
    blank: usize,
}

impl Ids {
    /// Sees the id of a row of a list.
    fn see(&mut self, group: usize, id: Option<&str>) {
        match id {
            Some(id) if self.down => self.last = Some((group, id.to_owned())),
            _ if self.down || self.again => {}
            Some(id) => self.again = !self.all.insert((group, id.to_owned())),
            None => {
                self.again = self.all.is_empty();
                self.blank += 1;
            }
        }
    }

    /// True if the id of each call stands on its first row alone, as where cells were merged.
    fn stand_once(&self) -> bool {
        !self.again && self.blank > 0 && self.blank >= self.all.len()
    }
}

impl Calls {
    /// None yet; where `down` is true, a row without an id is of the call of the row above.
    fn new(down: bool) -> Self {
        Self { ids: Ids { down, ..Ids::default() }, ..Self::default() }
    }

    /// None yet, for a second reading of the same rows.
    pub(super) fn anew(&self) -> Self {
        Self::new(self.ids.down)
    }

    /// Sees the id of a row, whether or not it has words.
    pub(super) fn pass(&mut self, row: &Row<'_>) {
        self.ids.see(row.group, row.call.as_deref().map(str::trim));
    }

    /// The place of the call of a row, made on first sight.
    pub(super) fn place(&mut self, row: &Row<'_>) -> usize {
        let above = self.ids.last.take();
        let of_above = above.as_ref().filter(|(group, _)| *group == row.group).map(|(_, id)| id.as_str());
        let id = row.call.as_deref().map(str::trim).or(of_above);
        let place = self.place_of(row, id);
        self.ids.last = above;
        place
    }

    /// The place of the call of a row by its id.
    fn place_of(&mut self, row: &Row<'_>, id: Option<&str>) -> usize {
        if let Some(last) = self.find_last(row.group, id) {
            return last;
        }
        let next = self.all.len();
        let id = id.map(str::to_owned);
        let place = *self.places.entry((row.group, id.clone())).or_insert(next);
        if place == next {
            self.all.push(Seen { group: row.group, id, order: f64::NEG_INFINITY, ..Seen::default() });
        }
        self.last = Some(place);
        place
    }

    /// The place of the last call, if the row is of it.
    fn find_last(&self, group: usize, id: Option<&str>) -> Option<usize> {
        let last = self.last?;
        let seen = self.all.get(last)?;
        (seen.group == group && seen.id.as_deref() == id).then_some(last)
    }
}

/// What a first reading of a table found.
#[derive(Debug)]
pub(super) struct Survey {
    /// Its calls.
    pub(super) calls: Calls,
    /// What its times count.
    pub(super) scales: Scales,
    /// The speakers before a colon, where no column names any.
    pub(super) cast: Option<Cast>,
    /// True if each row is a call of its own, with a whole transcript in its cell.
    pub(super) whole: bool,
    /// True if the rows of a call do not stand in their order.
    pub(super) shuffled: bool,
    /// True if one side has several speakers.
    pub(super) crowded: bool,
    /// True if a role column calls somebody an admin, as Intercom does the users of its tool.
    pub(super) admins: bool,
}

/// Reads a table once; again if it turns out that ids stand on the first rows of their calls alone.
pub(super) fn survey(source: &dyn Source) -> Survey {
    let found = look(source, false);
    if found.calls.ids.stand_once() { look(source, true) } else { found }
}

/// Reads a table once; `down` as [`Calls::new`] takes it.
fn look(source: &dyn Source, down: bool) -> Survey {
    let plan = source.plan();
    let mut calls = Calls::new(down);
    let mut evidence = Evidence::default();
    let mut cast = Cast::default();
    let (mut rows, mut cells, mut talks) = (0_usize, 0_usize, 0_usize);
    let mut shuffled = false;
    let mut sides: BTreeMap<String, String> = BTreeMap::new();
    let (mut crowded, mut admins) = (false, false);
    source.rows(&mut |row| {
        calls.pass(row);
        if row.text.trim().is_empty() || is_unspoken(row) {
            return;
        }
        rows += 1;
        evidence.see(&row.text, row.start, row.end, row.duration);
        let place = calls.place(row);
        if let Some(seen) = calls.all.get_mut(place) {
            match row.start {
                Time::Number(number) => {
                    let least = |known: Option<f64>| Some(known.map_or(number, |least| least.min(number)));
                    seen.number = least(seen.number);
                    seen.moment = if number >= MOMENT { least(seen.moment) } else { seen.moment };
                }
                Time::Date(date) => seen.date = Some(seen.date.map_or(date, |least| least.min(date))),
                Time::Span(clock) => {
                    let clock = seen.midnights.pass(clock);
                    seen.clock = Some(seen.clock.map_or(clock, |least| least.min(clock)));
                }
                Time::None | Time::Unclear => {}
            }
            seen.sides.see(row);
            seen.lasting.see(row);
            if let Some(order) = row.order {
                shuffled |= order < seen.order;
                seen.order = seen.order.max(order);
            }
        }
        if row.text.contains('\n') && cells < CELLS {
            cells += 1;
            talks += usize::from(is_talk(&row.text));
        }
        if row.speaker.is_none()
            && let Some((name, _)) = cast::split(&row.text)
        {
            cast.see(name, rows == 1);
        }
        admins |= row.role.as_ref().is_some_and(|(_, side, _)| side.trim().eq_ignore_ascii_case("admin"));
        if let (None, Some((_, side, by)), Some((_, id)), false) = (&row.speaker, &row.role, &row.id, crowded)
            && is_label(side, by)
        {
            let known = sides.entry(side.trim().to_owned()).or_insert_with(|| id.trim().to_owned());
            crowded = *known != id.trim();
        }
    });
    let unit = |meaning| plan.columns.iter().find(|column| column.as_.meaning == meaning)?.as_.unit;
    let named = !plan.has_speakers() && cast.close(rows) > 0;
    Survey {
        calls,
        scales: evidence.decide([unit(Meaning::Start), unit(Meaning::End), unit(Meaning::Duration)]),
        cast: named.then_some(cast),
        whole: talks > 0 && talks * 2 >= rows.min(CELLS),
        shuffled,
        crowded,
        admins,
    }
}

/// True if a text holds a talk of two speakers or more.
pub(in super::super) fn is_talk(text: &str) -> bool {
    let call = text::read(text);
    call.parties.len() >= 2 && call.utterances.len() >= 2
}
