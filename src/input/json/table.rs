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
mod people;
mod row;
mod walk;

use std::borrow::Cow;
use std::cell::RefCell;

use serde::Deserialize;
use serde::de::Deserializer;

use crate::call::Draft;
use crate::error::{Error, ErrorKind};

use super::super::table::{self, About, Meaning, Person, Plan, Row, Source};
use super::super::text;
use super::super::{Export, Fit, Format, Gives, Times};
use super::{Calls, Keys, Outline, Trouble, VENDORS, Vendor};

use self::find::{Inner, Spot, spots};
use self::people::{Heads, cast};
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
                Spot::Rows { path, plan, inner } => rows(document, keys, path, plan, inner.as_ref())?,
                Spot::Text { path } => strings(document, path)?,
            };
            if !found.is_empty() {
                found.into_iter().for_each(calls);
                return Ok(());
            }
        }
        let named = |spot: &Spot| matches!(spot, Spot::Rows { plan, .. } if plan.is_sure());
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
    let outline = export.outline().filter(|_| export.in_lines())?;
    let found = spots(Keys::new(outline, "")).into_iter().find_map(|spot| match spot {
        Spot::Rows { path, plan, inner } if path == "[]" && plan.is_sure() => Some(Lines { plan, inner }),
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
fn rows(
    document: &str,
    keys: Keys<'_>,
    path: &str,
    plan: &Plan,
    inner: Option<&Inner>,
) -> serde_json::Result<Vec<Draft>> {
    let people = cast(document, keys, path, plan)?;
    let source = Rows {
        document,
        steps: steps(path),
        reading: Reading { plan, inner },
        people,
        heads: RefCell::default(),
        broken: RefCell::default(),
    };
    let found = table::calls(&source);
    if let Some(error) = source.broken.into_inner() {
        return Err(error);
    }
    let known = plan.has_speakers() || plan.has(Meaning::Start) || inner.is_some();
    Ok(found.into_iter().filter(|draft| known || draft.has_parties()).collect())
}

/// The rows of a document.
struct Rows<'t> {
    /// The whole text.
    document: &'t str,
    /// The way to a row.
    steps: Vec<Step>,
    /// How rows are read.
    reading: Reading<'t>,
    /// People named beside the rows.
    people: Vec<Person>,
    /// What the document says about its calls.
    heads: RefCell<Heads>,
    /// The first trouble.
    broken: RefCell<Option<serde_json::Error>>,
}

impl Source for Rows<'_> {
    fn plan(&self) -> &Plan {
        self.reading.plan
    }

    fn rows(&self, each: &mut dyn FnMut(&Row<'_>)) {
        let mut leaf = Each { reading: self.reading, record: 0, each, heads: &mut self.heads.borrow_mut() };
        if let Err(error) = walk(self.document, &self.steps, &mut leaf) {
            self.broken.borrow_mut().get_or_insert(error);
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
    reading: Reading<'e>,
    /// The number of the last.
    record: usize,
    /// Gets them.
    each: &'e mut dyn FnMut(&Row<'_>),
    /// Gets what stands beside them.
    heads: &'e mut Heads,
}

impl<'de> Leaf<'de> for Each<'_> {
    const ROWS: bool = true;

    fn value<D: Deserializer<'de>>(&mut self, group: usize, value: D) -> Result<(), D::Error> {
        self.record += 1;
        let mut row = Row::new(group, self.record);
        self.reading.read(&mut row, value)?;
        (self.each)(&row);
        Ok(())
    }

    fn wants(&self, key: &str) -> bool {
        Heads::wants(key)
    }

    fn beside(&mut self, group: usize, depth: usize, key: &str, cell: Cow<'de, str>) {
        self.heads.see(group, depth, key, &cell);
    }
}

/// The calls of the strings at a path; none if no string holds a talk.
fn strings(document: &str, path: &str) -> serde_json::Result<Vec<Draft>> {
    let mut leaf = Strings::default();
    walk(document, &steps(path), &mut leaf)?;
    let talks = leaf.found.iter().filter(|(_, text)| table::is_talk(text));
    let read = |(group, text): &(usize, Cow<'_, str>)| {
        let mut draft = text::draft(text);
        let About { id, date, title } = leaf.heads.about(*group);
        draft.amend(id, date.map(table::iso), title);
        draft
    };
    Ok(talks.map(read).collect())
}

/// Collects strings.
#[derive(Default)]
struct Strings<'t> {
    /// The strings with their groups.
    found: Vec<(usize, Cow<'t, str>)>,
    /// What the document says about its calls.
    heads: Heads,
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
