//! `pursuit check`: the gate, with its exit code.

mod baseline;
mod changed;
mod plan;
mod summary;
mod watch;

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

use self::baseline::Accepted;
use self::plan::Plan;
use super::args::{Check, Global};
use super::config::Config;
use super::exit::Exit;
use super::output::{NewFile, printed, unwritable};
use super::plan::wants_progress;
use super::progress::Progress;
use super::score::{self, listing};
use super::sides::Unmet;
use super::spare;
use super::streams::{Streams, Surface};
use crate::batch::{self, Outcome, Totals};
use crate::check::{Checker, Gate};
use crate::error::{Error, ErrorKind};
use crate::report::{Desk, count};
use crate::source::Listing;

/// Runs the command.
///
/// # Errors
/// What stops it before anything is read, or a place that findings or the baseline cannot be written to.
pub(super) fn run(typed: Check, global: &Global, config: Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let mut plan = plan::plan(typed, global, config)?;
    for file in plan.targets.iter().filter_map(|target| target.file.as_deref()) {
        spare::both(file, &plan.inputs, &plan.spared)?;
    }
    let accepted = plan.baseline.read()?;
    // The words around a hit are for an accepted take to know, and a sketch for a new one.
    plan.method.keeps_transcript = accepted.baseline().is_some() || plan.update.is_some() || plan.watches;
    if plan.watches {
        return watch::run(&plan, global, streams);
    }
    if let (true, Some(note)) = (!global.quiet, accepted.note(&plan)) {
        streams.stderr.warning(&note);
    }
    let files = plan.targets.iter().map(|target| target.file.as_deref().map(NewFile::create).transpose());
    let files = files.collect::<Result<Vec<_>, _>>()?;
    let mut listing = listing(&plan.inputs, global, streams);
    if listing.items.is_empty() {
        // A gate through which nothing goes has not held.
        return Ok(Exit::Unread);
    }
    if let Some(revision) = &plan.changed_since {
        let note = changed::narrow(&mut listing, revision, &plan)?;
        if !global.quiet {
            streams.stderr.note(&note);
        }
    }
    let (gate, totals) = pass(&plan, &listing, &accepted, global, streams);
    let desk = |surface: Surface| Desk { color: surface.color, width: surface.width, ..plan.desk(&totals, &accepted) };
    let mut stdout = BufWriter::new(&mut *streams.stdout);
    for (target, file) in plan.targets.iter().zip(files) {
        match file {
            Some(mut file) => {
                let surface = Surface::default().with(global.color);
                let path = file.path().to_owned();
                (target.row.write)(&gate, &desk(surface), &mut file).map_err(|error| unwritable(&path, &error))?;
                file.finish()?;
            }
            None => printed((target.row.write)(&gate, &desk(streams.stdout_is), &mut stdout))?,
        }
    }
    printed(stdout.flush())?;
    drop(stdout);
    if plan.targets.iter().any(|target| target.row.id == "github")
        && let Err(error) = summary::append(&gate, &plan.desk(&totals, &accepted))
    {
        streams.stderr.warning(&error);
    }
    let lost = baseline::without_file(&gate, &plan).count();
    if lost > 0 && plan.update.is_none() && !global.quiet {
        let takes = count(lost, "accepted take");
        streams
            .stderr
            .note(&format!("{takes} without a file: --update-baseline takes what is gone out of the baseline"));
    }
    if let Some(update) = plan.update {
        let note = accepted.update(update, &gate, &plan)?;
        if !global.quiet {
            streams.stderr.note(&note);
        }
        if update.accepts() {
            return Ok(Exit::of(&totals, plan.inputs.strict));
        }
    }
    Ok(exit(&gate, &totals))
}

/// Puts every call through the gate.
fn pass(
    plan: &Plan,
    listing: &Listing,
    accepted: &Accepted,
    global: &Global,
    streams: &mut Streams<'_>,
) -> (Gate, Totals) {
    let Streams { stdout_is, stderr, .. } = streams;
    let progress = Progress::new(wants_progress(global, stderr.is_terminal(), stdout_is.terminal, false));
    let mut unmet = Unmet::new(&plan.method.sides.flags);
    let mut checker = Checker::new(&plan.policy, &plan.method.rules, plan.today);
    checker = checker.with_sketches(plan.update.is_some());
    let totals = batch::run(listing, &plan.method, plan.inputs.threads, &progress, &mut |outcome: Outcome| {
        match &outcome.result {
            Ok(analysis) => unmet.see(analysis),
            Err(error) if !global.quiet => progress.aside(|| stderr.error(error)),
            Err(_) => {}
        }
        checker.see(&outcome);
        ControlFlow::Continue(())
    });
    progress.finish();
    if !global.quiet && totals.calls > 0 {
        unmet.warnings(totals.calls).iter().for_each(|warning| stderr.warning(warning));
    }
    if global.verbose {
        score::skipped_inside(listing, &totals).iter().for_each(|note| stderr.note(note));
    }
    (checker.settle(accepted.baseline()), totals)
}

/// Findings win over inputs that could not be read.
fn exit(gate: &Gate, totals: &Totals) -> Exit {
    match gate.failures() {
        0 => Exit::of(totals, false),
        _ => Exit::Findings,
    }
}

/// A wrong use of the command.
fn usage(what: impl Into<String>, next: impl Into<String>) -> Error {
    Error::new(ErrorKind::Usage, what).next(next)
}
