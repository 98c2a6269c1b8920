//! JSON of any tool that is not known by name: a list of rows with sensible keys, or a whole talk in one string.
//!
//! The last resort: what another vendor claims is left to it. Looked for, breadth first, is a list of objects of which
//! one key holds words and another who speaks (or the words begin with `Name:`), else a string called `transcript`
//! with such lines. A list of documents with such a list each is a list of calls.
//!
//! Shapes that are read right by this, after the tools' public descriptions: Grain (`participant_id`, `speaker`,
//! `start` and `end` in milliseconds; `participants[].scope`), Avoma (`speaker_id`, `transcript`, `timestamps[]` in
//! seconds, one for each word; `speakers[].is_rep`), Intercom (`speaker_type` admin or user, seconds as string or
//! number), Salesforce `ConversationEntry` (`ActorType`, `EntryTime`, `ClientDuration` in milliseconds) and Voice
//! (`senderType`, milliseconds since 1970), Quo, once OpenPhone (`data[].dialogue[]`: `content`, `identifier`, seconds;
//! only users of Quo have an `actorId` or `userId`), Google Meet (`transcriptEntries[]` with dates; names stand in
//! `participants[]`), Google CCAI (`entries[]`: `role`, `start_timestamp_usec`), tl;dv (`data[]`: `speaker`, `text`,
//! `startTime`), Gladia (`result.transcription.utterances[]`, seconds), Vapi (`messages[]`: `role`, `secondsFromStart`, `duration` in
//! milliseconds, `system` is what the model was told), Retell (`transcript_object[]` with the times on its words),
//! ElevenLabs (`transcript[]`: `role`, `message`, `time_in_call_secs`).

mod find;
mod kin;
mod people;
mod row;
mod walk;

use std::borrow::Cow;
use std::cell::RefCell;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny};
use serde_json::value::RawValue;

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::table::{self, About, Column, Meaning, Person, Plan, Row, Source};
use super::super::text;
use super::super::{Export, Fit, Format, Gives, Times};
use super::{Calls, Keys, Outline, Trouble, VENDORS, Vendor};

use self::find::{Inner, Spot, Table, spots};
use self::kin::{AROUND, key_column};
use self::people::{Heads, cast, facts};
use self::row::Reading;
use self::walk::{Any, Leaf, Step, steps, walk};

/// Any tool's JSON.
pub(super) struct AnyTable;

impl Vendor for AnyTable {
    fn id(&self) -> &'static str {
        "json"
    }

    fn about(&self) -> &'static str {
        "JSON of other tools: a list of objects with words and speakers under any sensible keys, or a transcript in a string"
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "role keys", words: false }
    }

    /// None: any list may hold the rows.
    fn shapes(&self) -> &'static [&'static [&'static str]] {
        &[]
    }

    fn told_by(&self) -> Option<&'static str> {
        Some("a list of objects with keys such as `text` and `speaker`, or a string `transcript`")
    }

    fn joins(&self) -> bool {
        false
    }

    fn fit(&self, keys: Keys<'_>) -> Fit {
        let taken = || VENDORS.iter().any(|vendor| vendor.0.id() != self.id() && vendor.judge(keys) > Fit::No);
        if spots(keys).is_empty() || taken() { Fit::No } else { Fit::Maybe }
    }

    fn read(&self, document: &str, calls: Calls<'_>) -> Result<(), Trouble> {
        let Some(outline) = Outline::of(document) else { return Ok(()) };
        let keys = Keys::new(&outline, "");
        for spot in spots(keys) {
            let found = match &spot {
                Spot::Rows(table) => rows(document, keys, table)?,
                Spot::Text { path } => strings(document, path)?,
            };
            if !found.is_empty() {
                found.into_iter().for_each(calls);
                return Ok(());
            }
        }
        let named = |spot: &Spot| matches!(spot, Spot::Rows(table) if table.plan.is_sure());
        let (kind, what) = if spots(keys).iter().any(named) {
            (ErrorKind::Empty, "this JSON has rows for a transcript, but no words in them")
        } else {
            (ErrorKind::Unrecognised, "this JSON holds text, but nothing in it says who speaks or when")
        };
        Err(Error::new(kind, what).next("export the transcript too, with the speaker of each line").into())
    }
}

/// How the objects of JSON one a line are read, if they are rows of a talk and no tool's that is known by name.
pub(in super::super) fn lines(export: &Export<'_>) -> Option<Lines> {
    let outline = export.outline().filter(|_| export.in_parts())?;
    let found = spots(Keys::new(outline, "")).into_iter().find_map(|spot| match spot {
        Spot::Rows(Table { path, plan, inner, .. }) if path == "[]" && plan.is_sure() => Some(Lines { plan, inner }),
        _ => None,
    })?;
    let known = VENDORS.iter().any(|vendor| vendor.0.id() != AnyTable.id() && vendor.recognise(export) > Fit::No);
    (!known).then_some(found)
}

/// How the rows of JSON one a line are read.
#[derive(Debug)]
pub(in super::super) struct Lines {
    /// The columns.
    pub(in super::super) plan: Plan,
    /// Where times stand, if not in columns.
    inner: Option<Inner>,
}

impl Lines {
    /// Reads the row of a line; false if it is no whole JSON.
    pub(in super::super) fn read<'t>(&self, line: &'t str, row: &mut Row<'t>) -> bool {
        let mut json = serde_json::Deserializer::from_str(line);
        let reading = Reading { plan: &self.plan, inner: self.inner.as_ref() };
        reading.read(row, &mut json).and_then(|()| json.end()).is_ok()
    }
}

/// The calls of the rows at a path; none if nothing says who speaks or when.
fn rows(document: &str, keys: Keys<'_>, table: &Table) -> serde_json::Result<Vec<Draft>> {
    let Table { path, turn, plan, inner, tracks, left } = table;
    let people = cast(document, keys, turn.as_ref().unwrap_or(path), plan)?;
    let source = Rows { document, table, people, heads: RefCell::default(), broken: RefCell::default() };
    let mut found = table::calls(&source);
    if let Some(error) = source.broken.into_inner() {
        return Err(error);
    }
    let timed = plan.has(Meaning::Start) || inner.is_some();
    let known = plan.has_speakers() || timed;
    found.retain(|draft| known || draft.has_parties());
    if let (Some(first), false) = (found.first_mut(), left.is_empty()) {
        let text = format!("only the list `{path}` was read; words under `{}` were left out", left.join("`, `"));
        first.note("part_only", text);
    }
    if !tracks.is_empty() && !timed {
        let text = "each side has a list of its own without times, so who answers whom is not known";
        found.iter_mut().for_each(|draft| draft.note("order_unknown", text));
    }
    let mut instead = Instead(Strings { found: Vec::new(), heads: source.heads.into_inner() });
    if turn.is_none() && tracks.is_empty() && path.trim_end_matches("[]").contains(['[', '*']) {
        walk(document, &steps(path), &mut instead)?;
        found.extend(instead.0.drafts());
    }
    Ok(found)
}

/// The rows of a document.
struct Rows<'t> {
    /// The whole text.
    document: &'t str,
    /// Where the rows stand and how they are read.
    table: &'t Table,
    /// People named beside the rows.
    people: Vec<Person>,
    /// What the document says about its calls.
    heads: RefCell<Heads>,
    /// The first trouble.
    broken: RefCell<Option<serde_json::Error>>,
}

impl Source for Rows<'_> {
    fn plan(&self) -> &Plan {
        &self.table.plan
    }

    fn rows(&self, each: &mut dyn FnMut(&Row<'_>)) {
        let heads = &mut self.heads.borrow_mut();
        let mut leaf = Each::new(self.table, each, heads);
        let one = [(self.table.path.clone(), String::new())];
        let tracks = if self.table.tracks.is_empty() { &one[..] } else { &self.table.tracks };
        for (path, key) in tracks {
            leaf.around = if key.is_empty() { Vec::new() } else { vec![(key_column(key), key.clone())] };
            if let Err(error) = leaf.all(self.document, path) {
                self.broken.borrow_mut().get_or_insert(error);
            }
        }
    }

    fn people(&self) -> &[Person] {
        &self.people
    }

    fn about(&self, group: usize) -> About {
        self.heads.borrow().about(group)
    }
}

/// Reads rows one by one.
struct Each<'e> {
    /// How.
    table: &'e Table,
    /// The steps from an object around rows to them; none where the rows themselves are met.
    inside: Vec<Step>,
    /// The call, inside of such an object.
    group: Option<usize>,
    /// What stands around the rows.
    around: Vec<(Column, String)>,
    /// The number of the last.
    record: usize,
    /// Gets them.
    each: &'e mut dyn FnMut(&Row<'_>),
    /// Gets what stands beside them.
    heads: &'e mut Heads,
}

impl<'e> Each<'e> {
    /// Before the first row.
    fn new(table: &'e Table, each: &'e mut dyn FnMut(&Row<'_>), heads: &'e mut Heads) -> Self {
        Self { table, inside: Vec::new(), group: None, around: Vec::new(), record: 0, each, heads }
    }

    /// Reads all rows at a path.
    fn all(&mut self, document: &str, path: &str) -> serde_json::Result<()> {
        let turn = self.table.turn.as_deref().filter(|turn| path.starts_with(turn));
        self.inside = turn.and_then(|turn| path.get(turn.len()..)).map(steps).unwrap_or_default();
        walk(document, &steps(turn.unwrap_or(path)), self)
    }

    /// Reads the rows inside of an object that says who speaks.
    fn turn(&mut self, group: usize, object: &RawValue) -> serde_json::Result<()> {
        let facts = facts(object, "", 1)?;
        let columns = self.table.plan.columns.iter().filter_map(|column| {
            let name = column.name.strip_prefix(AROUND)?;
            let (_, cell) = facts.iter().find(|(key, _)| key == name)?;
            Some((column.clone(), cell.clone()))
        });
        let before = self.around.len();
        self.around.extend(columns);
        let inside = std::mem::take(&mut self.inside);
        self.group = Some(group);
        let done = walk(object.get(), &inside, self);
        self.group = None;
        self.inside = inside;
        self.around.truncate(before);
        done
    }
}

impl<'de> Leaf<'de> for Each<'_> {
    const ROWS: bool = true;

    fn value<D: Deserializer<'de>>(&mut self, group: usize, value: D) -> Result<(), D::Error> {
        if !self.inside.is_empty() {
            let object = <&RawValue>::deserialize(value)?;
            return self.turn(group, object).map_err(D::Error::custom);
        }
        self.record += 1;
        let mut row = Row::new(self.group.unwrap_or(group), self.record);
        Reading { plan: &self.table.plan, inner: self.table.inner.as_ref() }.read(&mut row, value)?;
        for (column, cell) in &self.around {
            row.put(column, Cow::Owned(cell.clone()));
        }
        (self.each)(&row);
        Ok(())
    }

    fn wants(&self, key: &str) -> bool {
        self.group.is_none() && Heads::wants(key)
    }

    fn beside(&mut self, group: usize, depth: usize, key: &str, cell: Cow<'de, str>) {
        self.heads.see(group, depth, key, &cell);
    }
}

/// The calls of the strings at a path; none if no string holds a talk.
fn strings(document: &str, path: &str) -> serde_json::Result<Vec<Draft>> {
    let mut leaf = Strings::default();
    walk(document, &steps(path), &mut leaf)?;
    Ok(leaf.drafts().collect())
}

/// Collects strings.
#[derive(Default)]
struct Strings<'t> {
    /// The strings with their groups.
    found: Vec<(usize, Cow<'t, str>)>,
    /// What the document says about its calls.
    heads: Heads,
}

impl Strings<'_> {
    /// The calls of the strings that hold a talk.
    fn drafts(&self) -> impl Iterator<Item = Draft> {
        self.found.iter().filter(|(_, text)| table::is_talk(text)).map(|(group, text)| {
            let mut draft = text::draft(text);
            let About { id, date, title } = self.heads.about(*group);
            draft.amend(id, date.map(table::iso), title);
            draft
        })
    }
}

impl<'de> Leaf<'de> for Strings<'de> {
    const ROWS: bool = false;

    fn value<D: Deserializer<'de>>(&mut self, group: usize, value: D) -> Result<(), D::Error> {
        if let Any::Text(text) = Any::deserialize(value)? {
            self.found.push((group, text));
        }
        Ok(())
    }

    fn wants(&self, key: &str) -> bool {
        Heads::wants(key)
    }

    fn beside(&mut self, group: usize, depth: usize, key: &str, cell: Cow<'de, str>) {
        self.heads.see(group, depth, key, &cell);
    }
}

/// Collects the strings that stand where lists of rows were looked for.
struct Instead<'t>(Strings<'t>);

impl<'de> Leaf<'de> for Instead<'de> {
    const ROWS: bool = true;

    fn value<D: Deserializer<'de>>(&mut self, _: usize, row: D) -> Result<(), D::Error> {
        IgnoredAny::deserialize(row).map(drop)
    }

    fn instead(&mut self, group: usize, text: Cow<'de, str>) {
        self.0.found.push((group, text));
    }
}
