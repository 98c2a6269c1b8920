//! A result of `pursuit score` made again from its inputs, and held against what was written, byte for byte.
//!
//! [`read`] takes what the JSON forms wrote, [`verify`] finds the inputs that it names, makes the objects again with the
//! settings written in them, and says of each that it is proved, or the first reason why it is not. Hashes come first:
//! what is no longer the same input, version, lexicons or settings is not analysed. That a whole input was left out of
//! a result cannot be seen from it. How it looks is left to the command line.

mod align;
mod differ;
mod read;
mod reason;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

pub use differ::Place;
pub use read::{Row, read};
pub use reason::{Difference, Reason};

use self::align::{Piece, Step, align};
use crate::analyze::{Method, Settings};
use crate::batch::{self, InputHash};
use crate::error::Error;
use crate::monitor::Monitor;
use crate::report::{self, Run, SCHEMA, VERSION, View};
use crate::source;

/// What came of one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The result, and the line there at which the object begins; no line for one that the result has left out.
    pub place: (String, Option<u64>),
    /// The input.
    pub path: String,
    /// The id of the call.
    pub id: Option<String>,
    /// Why it is not proved, if it is not.
    pub difference: Option<Difference>,
}

/// Makes all rows again with the lexicons of `method` and the settings that they hold, and says what came of each, in
/// their order; what an input gives and its result has left out stands behind the rows of that input. Inputs of more
/// than `most_bytes` are not read, as by `score`. The method is left with the settings of some row.
///
/// # Errors
/// As [`source::again`].
pub fn verify(
    rows: &[Row],
    method: &mut Method,
    most_bytes: u64,
    threads: usize,
    monitor: &dyn Monitor,
) -> Result<Vec<Checked>, Error> {
    let inputs = inputs(rows, most_bytes, threads)?;
    let lexicons = method.rules.hash().to_owned();
    let judged: Vec<Result<Settings, Difference>> =
        rows.iter().map(|row| agreed(row, inputs.get(&row.path).map_or(&[], Vec::as_slice), &lexicons)).collect();
    let mut checked: Vec<(usize, Checked)> = Vec::new();
    let mut is_made = vec![false; rows.len()];
    for (settings, groups) in tasks(rows, &judged) {
        method.set(settings);
        let computed = computed(&groups, method, most_bytes, threads, monitor)?;
        for group in groups {
            let again = computed.get(group.path).map_or(&[] as &[_], Vec::as_slice);
            for &row in &group.rows {
                is_made[row] = true;
            }
            checked.extend(group.held_against(again, rows, &judged));
        }
    }
    let rest = rows.iter().zip(&judged).enumerate().filter(|(at, _)| !is_made[*at]);
    checked.extend(rest.map(|(at, (row, judged))| (at, Checked::of(row, judged.as_ref().err().cloned()))));
    checked.sort_by_key(|(at, checked)| (*at, checked.place.1.is_none()));
    Ok(checked.into_iter().map(|(_, checked)| checked).collect())
}

impl Checked {
    fn of(row: &Row, difference: Option<Difference>) -> Self {
        Self { place: (row.result.to_string(), Some(row.line)), path: row.path.clone(), id: row.id.clone(), difference }
    }
}

/// The hash of every input that is named, or why it can't be had. A name may stand for several members of an archive.
type Inputs = BTreeMap<String, Vec<Result<InputHash, Error>>>;

fn inputs(rows: &[Row], most_bytes: u64, threads: usize) -> Result<Inputs, Error> {
    let names: BTreeSet<&str> = rows.iter().map(|row| row.path.as_str()).collect();
    let again = source::again(&names, most_bytes)?;
    let mut inputs = Inputs::new();
    for (name, error) in again.lost {
        inputs.entry(name).or_default().push(Err(error));
    }
    batch::hashes(&again.listing, threads, &mut |name, hash| inputs.entry(name).or_default().push(hash));
    Ok(inputs)
}

/// The settings of a row whose input, version, lexicons and settings are what it says; or the first that is not.
fn agreed(row: &Row, inputs: &[Result<InputHash, Error>], lexicons: &str) -> Result<Settings, Difference> {
    let had: Vec<String> = inputs.iter().flatten().map(ToString::to_string).collect();
    let trouble = inputs.iter().find_map(|input| input.as_ref().err());
    let wanted = row.made_by.as_ref().map(|made| made.input.as_deref());
    match (wanted, trouble) {
        // An input whose bytes could not be had gave an error, which is made again.
        (Some(None), Some(_)) if had.is_empty() => {}
        (_, Some(error)) if had.is_empty() => return Err(Difference::gone(error.what())),
        _ if inputs.is_empty() => return Err(Difference::gone("there is no such file in the archive")),
        (Some(None), _) => return Err(Difference::changed("the input could not be read then, and can be now")),
        (Some(Some(hash)), _) if had.iter().all(|had| had != hash) => {
            return Err(Difference::changed("the input is not what it was"));
        }
        _ => {}
    }
    let Some(made) = &row.made_by else {
        return Err(if row.schema == SCHEMA {
            Difference::edited(Some(Place { key: "made_by".to_owned(), written: None, computed: None }))
        } else {
            Difference::version(&format!("a version that writes {} and does not say what it was made from", row.schema))
        });
    };
    if made.version != VERSION || row.schema != SCHEMA {
        return Err(Difference::version(&format!("version {}, which writes {}", made.version, row.schema)));
    }
    if let Some(hash) = row.lexicon.as_deref().filter(|hash| *hash != lexicons) {
        return Err(Difference::lexicons(hash, lexicons));
    }
    report::settings_of(&made.settings, &made.settings_hash).ok_or_else(Difference::settings)
}

/// Rows of one result that are of one input, and were made with the same settings.
struct Group<'r> {
    path: &'r str,
    rows: Vec<usize>,
}

/// What is to be made again: for each of the settings the groups made with them. Rows that can't be made again go with
/// the others of their input, in their place, so that those are told from what was left out.
fn tasks<'r>(rows: &'r [Row], judged: &[Result<Settings, Difference>]) -> Vec<(Settings, Vec<Group<'r>>)> {
    let mut of_input: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        of_input.entry((&row.result, &row.path)).or_default().push(at);
    }
    let mut tasks: Vec<(Settings, Vec<Group<'_>>)> = Vec::new();
    for ((_, path), of_input) in of_input {
        let settings = |at: &usize| judged.get(*at).and_then(|judged| judged.as_ref().ok());
        let mut kinds: Vec<&Settings> = Vec::new();
        for kind in of_input.iter().filter_map(settings) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        for (number, kind) in kinds.into_iter().enumerate() {
            let goes = |at: &&usize| settings(at).map_or(number == 0, |of| of == kind);
            let group = Group { path, rows: of_input.iter().filter(goes).copied().collect() };
            match tasks.iter_mut().find(|(settings, _)| settings == kind) {
                Some((_, groups)) => groups.push(group),
                None => tasks.push((kind.clone(), vec![group])),
            }
        }
    }
    tasks
}

/// The objects that the inputs give, by input and in order.
fn computed<'r>(
    groups: &[Group<'r>],
    method: &Method,
    most_bytes: u64,
    threads: usize,
    monitor: &dyn Monitor,
) -> Result<BTreeMap<&'r str, Vec<String>>, Error> {
    let mut computed: BTreeMap<&str, Vec<String>> = groups.iter().map(|group| (group.path, Vec::new())).collect();
    let names = computed.keys().copied().collect();
    let run = Run::of(&View::of(method));
    let again = source::again(&names, most_bytes)?;
    batch::run(&again.listing, method, threads, monitor, &mut |outcome| {
        if let Some(objects) = computed.get_mut(outcome.path.as_str()) {
            let mut object = Vec::new();
            // Nothing can fail in memory.
            let _ = report::object(&outcome, &run, &mut object);
            objects.push(String::from_utf8_lossy(&object).into_owned());
        }
        ControlFlow::Continue(())
    });
    Ok(computed)
}

impl Group<'_> {
    /// Holds the rows against what the input gives; each comes with the place in the results where it belongs.
    fn held_against(
        &self,
        again: &[String],
        rows: &[Row],
        judged: &[Result<Settings, Difference>],
    ) -> Vec<(usize, Checked)> {
        let ids: Vec<Option<String>> = again.iter().map(|text| id(text)).collect();
        let all: Vec<(usize, &Row)> = self.rows.iter().filter_map(|&at| Some((at, rows.get(at)?))).collect();
        let written: Vec<Piece<'_>> =
            all.iter().map(|(_, row)| Piece { text: &row.text, id: row.id.as_deref() }).collect();
        let given: Vec<Piece<'_>> =
            again.iter().zip(&ids).map(|(text, id)| Piece { text, id: id.as_deref() }).collect();
        let earlier = |at: usize| judged.get(at).and_then(|judged| judged.as_ref().err().cloned());
        let mut checked = Vec::new();
        for step in align(&written, &given) {
            match step {
                Step::Both(row, with) => {
                    let ((at, row), given) = (all[row], &given[with]);
                    let differs = || (row.text != given.text).then(|| row.differs_from(given.text));
                    checked.push((at, Checked::of(row, earlier(at).or_else(differs))));
                }
                Step::Extra(row) => {
                    let (at, row) = all[row];
                    checked.push((at, Checked::of(row, earlier(at).or_else(|| Some(Difference::extra())))));
                }
                Step::Missing(with) => checked.extend(all.last().map(|(at, last)| {
                    let difference = Some(Difference::missing());
                    let (place, id) = ((last.result.to_string(), None), ids.get(with).cloned().flatten());
                    (*at, Checked { place, path: last.path.clone(), id, difference })
                })),
            }
        }
        checked
    }
}

impl Row {
    /// Why this is not what was computed.
    fn differs_from(&self, computed: &str) -> Difference {
        let place = differ::first(&self.text, computed);
        let had_no_bytes = self.made_by.as_ref().is_some_and(|made| made.input.is_none());
        match place {
            Some(place) if had_no_bytes && place.key.starts_with("error.") => Difference::gone_otherwise(place),
            place => Difference::edited(place),
        }
    }
}

/// The id of a call in its object.
fn id(object: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(object).ok()?;
    value["id"].as_str().map(str::to_owned)
}
