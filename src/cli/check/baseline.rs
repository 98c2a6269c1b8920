//! The file of the accepted takes: found, read, and written anew.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::plan::Plan;
use super::usage;
use crate::check::{Baseline, Change, Checked, Gate, Measures, Take};
use crate::cli::args::Update;
use crate::cli::output::{NewFile, unwritable};
use crate::error::{Error, ErrorKind};
use crate::report::count;

/// Where the baseline is looked for.
#[derive(Debug)]
pub(super) enum Place {
    /// Nowhere.
    None,
    /// Where a flag or the configuration says.
    Named(PathBuf),
    /// Where it usually is, if it is there.
    Usual(PathBuf),
}

impl Place {
    /// The file.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::None => None,
            Self::Named(path) | Self::Usual(path) => Some(path),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// It cannot be read, or is no baseline.
    pub(super) fn read(&self) -> Result<Accepted, Error> {
        let Some(path) = self.path() else { return Ok(Accepted { baseline: None }) };
        let shown = path.to_string_lossy();
        #[expect(clippy::disallowed_methods, reason = "the baseline is the command line's to read")]
        let baseline = match fs::read_to_string(path) {
            Ok(text) => Some(Baseline::read(&text).map_err(|error| error.in_file(&*shown))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => {
                let error = Error::new(ErrorKind::Config, format!("the baseline cannot be read: {error}"));
                return Err(error.next("mend it, or leave it aside with --no-baseline").in_file(&*shown));
            }
        };
        Ok(Accepted { baseline })
    }
}

/// What was accepted, if there is a file of it.
pub(super) struct Accepted {
    baseline: Option<Baseline>,
}

impl Accepted {
    /// The accepted takes.
    pub(super) fn baseline(&self) -> Option<&Baseline> {
        self.baseline.as_ref()
    }

    /// What is odd about it.
    pub(super) fn note(&self, plan: &Plan) -> Option<Error> {
        let (path, lexicons) = (plan.baseline.path()?.to_string_lossy(), plan.method.rules.hash());
        let accept = "look at what fails, then accept the takes with --update-baseline";
        match (&self.baseline, &plan.baseline) {
            (None, Place::Named(_)) if plan.update.is_none() => {
                let what = "there is no baseline yet, so every finding is new";
                Some(usage(what, accept).in_file(&*path))
            }
            (Some(baseline), _) if baseline.lexicons != lexicons && plan.update.is_none() => {
                let what = "the baseline was made with other lexicons, so a score may have moved with them";
                Some(usage(what, accept).in_file(&*path))
            }
            _ => None,
        }
    }

    /// Writes it anew, and says what became of it.
    ///
    /// # Errors
    /// It cannot be written, or there is no place for it.
    pub(super) fn update(&self, update: Update, gate: &Gate, plan: &Plan) -> Result<String, Error> {
        let path = plan.baseline.path().ok_or_else(|| usage("no baseline is named", "leave --no-baseline out"))?;
        let old = self.baseline.as_ref().map(|baseline| baseline.takes.as_slice()).unwrap_or_default();
        let mut takes: Vec<Take> = gate.calls.iter().filter_map(|call| take(update, call, old)).collect();
        // Demos that were not checked this time keep their takes, as long as there is a file of them.
        let gone = without_file(gate, plan).count();
        takes.extend(gate.unseen.iter().filter(|take| has_file(take, plan)).cloned());
        let hits = |takes: &[Take]| takes.iter().map(|take| take.measures.hits.len()).sum::<usize>();
        let (before, after) = (hits(old), hits(&takes));
        let baseline = Baseline { lexicons: plan.method.rules.hash().to_owned(), takes };
        let mut file = NewFile::create(path)?;
        file.write_all(baseline.text().as_bytes()).map_err(|error| unwritable(path, &error))?;
        file.finish()?;
        let gone = if gone > 0 { format!(", {gone} without a file taken out") } else { String::new() };
        let takes = count(baseline.takes.len(), "take");
        Ok(format!("{}: {takes}, {before} -> {after} accepted hits{gone}", path.display()))
    }
}

/// Takes whose demos were not checked, and have no file any more.
pub(super) fn without_file<'g>(gate: &'g Gate, plan: &'g Plan) -> impl Iterator<Item = &'g Take> {
    gate.unseen.iter().filter(|take| !has_file(take, plan))
}

/// Is there a file of that take?
fn has_file(take: &Take, plan: &Plan) -> bool {
    let file = take.name.split('!').next().unwrap_or(&take.name);
    plan.policy.names.root.join(file).exists()
}

/// What the baseline keeps of a call.
fn take(update: Update, call: &Checked, old: &[Take]) -> Option<Take> {
    let new = Take::of(call);
    if update.accepts() {
        return new;
    }
    let against = call.against.as_ref()?;
    let old = old.iter().find(|take| take.name == against.path && take.id == against.id)?;
    let Some(new) = new else { return Some(old.clone()) };
    // A take that is worse, whose findings are new, or that can't be judged any more, is not accepted in passing.
    let fails = call.findings.iter().any(crate::check::Finding::fails);
    let undecided = against.class.is_directional() && !new.measures.class.is_directional();
    if against.change == Change::Worse || fails || undecided {
        return Some(old.clone());
    }
    let (was, is) = (&old.measures, &new.measures);
    let known = is.hits.iter().filter(|hit| was.hits.iter().any(|other| other.fingerprint == hit.fingerprint));
    let verdict = if against.change == Change::Better { is } else { was };
    let measures = Measures {
        class: verdict.class,
        score: verdict.score,
        raw: verdict.raw,
        bursts: was.bursts.min(is.bursts),
        before_pain: if is.before_pain.words < was.before_pain.words { is.before_pain } else { was.before_pain },
        hits: known.cloned().collect(),
        sketch: is.sketch.clone(),
    };
    Some(Take { measures, ..new })
}

impl Update {
    /// True if new findings are accepted.
    pub(super) fn accepts(self) -> bool {
        self == Self::Accept
    }
}
