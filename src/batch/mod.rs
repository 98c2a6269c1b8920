//! Many inputs: read and analysed in parallel, reported in order.
//!
//! [`run`] takes the [`Listing`] as `source` made it and gives an [`Outcome`] for each call, in the
//! order of the items, through a bounded window: nothing else is ever in memory. How it looks is
//! left to `report`. [`read`] gives the calls themselves. A bad input never ends the run, nor does a bug of ours: both are outcomes.

mod caught;
mod hash;
mod ordered;
mod outcome;
mod rollup;
mod totals;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

pub use caught::is_worker;
pub use hash::{InputHash, hashes};
pub use outcome::Outcome;
pub use rollup::{Classes, Period, Rollup, wilson};
pub use totals::Totals;

use self::caught::caught;
use self::ordered::Step;
use crate::analyze::{Analysis, Method, analyze};
use crate::call::Call;
use crate::error::{Error, ErrorKind};
use crate::input::{self, Original};
use crate::monitor::{Event, Monitor};
use crate::source::{Item, Listing, Member};

/// Name of the threads that work.
const WORKER: &str = "pursuit-worker";

/// Analyses everything listed on `threads` threads and hands each outcome to `emit`, in input order, on the
/// thread of the caller. Ends early, and quietly, when `emit` breaks off; the totals then hold what was emitted.
///
/// A call without an id of its own is called by its file's stem; from the second call of a file on, `stem#2` and so on.
pub fn run(
    listing: &Listing,
    method: &Method,
    threads: usize,
    monitor: &dyn Monitor,
    emit: &mut dyn FnMut(Outcome) -> ControlFlow<()>,
) -> Totals {
    run_beside(listing, method, threads, monitor, &|_| (), &mut |outcome, ()| emit(outcome))
}

/// [`run`], with what `beside` makes of each outcome on the worker that analysed it, which may let go of what `emit` does
/// not need. It must not panic.
pub fn run_beside<T: Send>(
    listing: &Listing,
    method: &Method,
    threads: usize,
    monitor: &dyn Monitor,
    beside: &(dyn Fn(&mut Outcome) -> T + Sync),
    emit: &mut dyn FnMut(Outcome, T) -> ControlFlow<()>,
) -> Totals {
    let analyze = |call, name: &str| analyze(call, name, method);
    let read = Reader { read: &input::read, keeps_original: method.keeps_original };
    let steps = Steps { read, analyze: &analyze };
    drive(listing, &steps, threads, monitor, beside, emit)
}

/// A call as it was read, or an input that gave none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// As [`Outcome::path`].
    pub path: String,
    /// As [`Outcome::format`].
    pub format: Option<&'static str>,
    /// The call, and its own id or else the name that [`run`] would give it; or what went wrong and where.
    pub result: Result<(String, Call), Error>,
}

/// Reads everything listed, as [`run`] does, and hands over the calls unanalysed. No class is counted.
pub fn read(
    listing: &Listing,
    threads: usize,
    monitor: &dyn Monitor,
    emit: &mut dyn FnMut(Reading) -> ControlFlow<()>,
) -> Totals {
    let work = |job| match job {
        Job::Call { path, format, name, call, .. } => {
            let name = call.id.clone().unwrap_or(name);
            Done::Result(Reading { path: path.to_string(), format: Some(format), result: Ok((name, *call)) })
        }
        Job::Broken(broken) => {
            let Broken { path, format, error, .. } = *broken;
            Done::Result(Reading { path, format, result: Err(error) })
        }
        Job::Skipped(files) => Done::Skipped(files),
    };
    through(listing, Reader::new(&input::read), &work, threads, monitor, &mut |reading, totals| {
        match &reading.result {
            Ok(_) => totals.calls += 1,
            Err(error) => {
                totals.failed += 1;
                monitor.see(Event::Failed { name: &reading.path, error });
            }
        }
        emit(reading)
    })
}

/// Every call of one item, unanalysed, each with the name that [`run`] would give it; and what could not be read.
#[must_use]
pub fn calls(item: &Item) -> (Vec<(String, Call)>, Vec<Error>) {
    let (mut calls, mut trouble) = (Vec::new(), Vec::new());
    read_item(item, Reader::new(&input::read), &mut |job| {
        match job {
            Job::Call { name, call, .. } => calls.push((call.id.clone().unwrap_or(name), *call)),
            Job::Broken(broken) => trouble.push(broken.error),
            Job::Skipped(_) => {}
        }
        ControlFlow::Continue(())
    });
    (calls, trouble)
}

/// Reads everything listed, one file after the other, and hands over each call as [`read`] does, together with its
/// place in its file (from 0) and what `beside` makes of each document of the file: its text, and the line at which it
/// begins, as [`input::documents`] gives them. No class is counted.
pub fn read_beside<T: Send + Sync>(
    listing: &Listing,
    beside: &(dyn Fn(&str, u64) -> T + Sync),
    monitor: &dyn Monitor,
    emit: &mut dyn FnMut(Reading, usize, &[T]),
) -> Totals {
    let mut totals = Totals { skipped: listing.skipped.clone(), ..Totals::default() };
    monitor.see(Event::Listed { items: listing.items.len() });
    // What is beside the calls of the file that is being read, and how many of them were handed over.
    let file: Mutex<(Arc<Vec<T>>, usize)> = Mutex::new((Arc::new(Vec::new()), 0));
    let open = || file.lock().unwrap_or_else(PoisonError::into_inner);
    let read = |bytes: &[u8], sink: Sink<'_>| {
        let mut documents = Vec::new();
        input::documents(bytes, &mut |text, line| documents.push(beside(text, line)));
        *open() = (Arc::new(documents), 0);
        input::read(bytes, sink)
    };
    for item in &listing.items {
        read_item(&item, Reader::new(&read), &mut |job| {
            let (path, format, result) = match job {
                Job::Call { path, format, name, call, .. } => {
                    totals.calls += 1;
                    (path.to_string(), Some(format), Ok((call.id.clone().unwrap_or(name), *call)))
                }
                Job::Broken(broken) => {
                    let Broken { path, format, error, .. } = *broken;
                    totals.failed += 1;
                    monitor.see(Event::Failed { name: &path, error: &error });
                    (path, format, Err(error))
                }
                Job::Skipped(files) => {
                    totals.skip(files);
                    return ControlFlow::Continue(());
                }
            };
            let (beside, place) = {
                let mut file = open();
                file.1 += 1;
                (Arc::clone(&file.0), file.1 - 1)
            };
            emit(Reading { path, format, result }, place, &beside);
            ControlFlow::Continue(())
        });
        totals.items += 1;
        monitor.see(Event::Done { name: &item.name() });
    }
    totals
}

/// Analyses calls on `threads` threads and hands each result to `emit`, in order, on the thread of the caller. A panic
/// becomes an error.
pub fn analyze_each<'c>(
    calls: &[(&'c str, &'c Call)],
    method: &Method,
    threads: usize,
    monitor: &dyn Monitor,
    emit: &mut dyn FnMut(usize, Result<Analysis, Error>),
) {
    monitor.see(Event::Listed { items: calls.len() });
    let read = |place: usize, sink: &mut dyn FnMut(usize) -> ControlFlow<()>| {
        let _ = sink(place);
    };
    let work = |place: usize| calls.get(place).map(|(name, call)| caught(|| analyze((*call).clone(), name, method)));
    let mut place = 0;
    ordered::run(calls.len(), threads, &read, &work, &mut |step| {
        match step {
            Step::Result(Some(result)) => emit(place, result),
            Step::Result(None) => {}
            Step::End(done) => {
                place = done + 1;
                monitor.see(Event::Done { name: calls.get(done).map_or("", |(name, _)| name) });
            }
        }
        ControlFlow::Continue(())
    });
}

/// Takes each call or broken record of a file, with the id of the format.
type Sink<'a> = &'a mut dyn FnMut(&'static str, Result<Call, Error>);

/// Reads all calls of one file.
type Read<'a> = &'a (dyn Fn(&[u8], Sink<'_>) -> Result<(), Error> + Sync);

/// How files are read, and what of them is kept.
#[derive(Clone, Copy)]
struct Reader<'a> {
    read: Read<'a>,
    keeps_original: bool,
}

impl<'a> Reader<'a> {
    /// One that keeps nothing of the file but its calls.
    fn new(read: Read<'a>) -> Self {
        Self { read, keeps_original: false }
    }
}

/// The two steps of a call, so that tests can put others in their place.
struct Steps<'a> {
    read: Reader<'a>,
    analyze: &'a (dyn Fn(Call, &str) -> Analysis + Sync),
}

/// Takes what there is to do; breaks off when nothing more is wanted.
type Jobs<'a> = &'a mut dyn FnMut(Job) -> ControlFlow<()>;

/// As [`Outcome::original`].
type Kept = Option<(Arc<Original>, usize)>;

/// What one worker hands to the next.
enum Job {
    /// A call to analyse.
    Call {
        path: Arc<str>,
        format: &'static str,
        name: String,
        call: Box<Call>,
        input: Option<InputHash>,
        original: Kept,
    },
    /// Nothing to be done about it.
    Broken(Box<Broken>),
    /// Files in an archive that were left out, by reason.
    Skipped(BTreeMap<String, usize>),
}

/// An input, or a record of it, that cannot be read.
struct Broken {
    path: String,
    format: Option<&'static str>,
    input: Option<InputHash>,
    error: Error,
}

/// What comes of a [`Job`].
enum Done<R> {
    /// Of a call, or of an input that gave none.
    Result(R),
    /// Files that were left out, by reason.
    Skipped(BTreeMap<String, usize>),
}

/// [`run_beside`] with its steps given.
fn drive<T: Send>(
    listing: &Listing,
    steps: &Steps<'_>,
    threads: usize,
    monitor: &dyn Monitor,
    beside: &(dyn Fn(&mut Outcome) -> T + Sync),
    emit: &mut dyn FnMut(Outcome, T) -> ControlFlow<()>,
) -> Totals {
    let work = |job| match analyze_job(job, steps) {
        Done::Result(mut outcome) => Done::Result((beside(&mut outcome), outcome)),
        Done::Skipped(files) => Done::Skipped(files),
    };
    through(listing, steps.read, &work, threads, monitor, &mut |(beside, outcome): (T, Outcome), totals| {
        totals.count(&outcome);
        if let Err(error) = &outcome.result {
            monitor.see(Event::Failed { name: &outcome.path, error });
        }
        emit(outcome, beside)
    })
}

/// Puts everything listed through `read` and `work`, in parallel, and hands over the results in order.
fn through<R: Send>(
    listing: &Listing,
    read: Reader<'_>,
    work: &(dyn Fn(Job) -> Done<R> + Sync),
    threads: usize,
    monitor: &dyn Monitor,
    emit: &mut dyn FnMut(R, &mut Totals) -> ControlFlow<()>,
) -> Totals {
    let items = &listing.items;
    let mut totals = Totals { skipped: listing.skipped.clone(), ..Totals::default() };
    monitor.see(Event::Listed { items: items.len() });
    let read = |source: usize, sink: Jobs<'_>| {
        if let Some(item) = items.get(source) {
            read_item(&item, read, sink);
        }
    };
    ordered::run(items.len(), threads, &read, work, &mut |step| match step {
        Step::Result(Done::Skipped(files)) => {
            totals.skip(files);
            ControlFlow::Continue(())
        }
        Step::Result(Done::Result(result)) => emit(result, &mut totals),
        Step::End(source) => {
            totals.items += 1;
            if let Some(item) = items.get(source) {
                monitor.see(Event::Done { name: &item.name() });
            }
            ControlFlow::Continue(())
        }
    });
    totals
}

/// Reads one item and hands over its calls, and at the end what was left out of an archive.
fn read_item(item: &Item, read: Reader<'_>, sink: Jobs<'_>) {
    let last = match caught(|| item.each(&mut |member| read_member(member, read, sink))) {
        Ok(skipped) if skipped.is_empty() => return,
        Ok(skipped) => Job::Skipped(skipped),
        Err(error) => broken(&item.name(), None, None, error),
    };
    // Nothing comes after the last, so nothing is to be broken off.
    let _ = sink(last);
}

/// Reads one file and hands over its calls; one that gives nothing gives an error.
fn read_member(member: Member, read: Reader<'_>, sink: Jobs<'_>) -> ControlFlow<()> {
    let mut flow = ControlFlow::Continue(());
    let (path, stem): (Arc<str>, String) = (member.name.into(), member.stem);
    let input = member.bytes.as_ref().ok().map(|bytes| InputHash::of(bytes));
    let mut records = 0;
    let whole = member.bytes.and_then(|bytes| {
        let original = read.keeps_original.then(|| Arc::new(Original::new(&bytes)));
        let mut hand_over = |format: &'static str, result: Result<Call, Error>| {
            let original = original.clone().map(|original| (original, records));
            records += 1;
            flow = sink(match result {
                Ok(call) => {
                    let name = if records == 1 { stem.clone() } else { format!("{stem}#{records}") };
                    Job::Call { path: Arc::clone(&path), format, name, call: Box::new(call), input, original }
                }
                Err(error) => broken(&path, Some(format), input, error),
            });
        };
        caught(|| (read.read)(&bytes, &mut hand_over)).and_then(|read| read)
    });
    match whole {
        Err(error) => sink(broken(&path, None, input, error)),
        Ok(()) if records == 0 => {
            let error = Error::new(ErrorKind::Empty, "holds no call").next("check that the export was complete");
            sink(broken(&path, None, input, error))
        }
        Ok(()) => flow,
    }
}

/// The job of a file, or a record of it, that cannot be read.
fn broken(path: &str, format: Option<&'static str>, input: Option<InputHash>, error: Error) -> Job {
    Job::Broken(Box::new(Broken { path: path.to_owned(), format, input, error: error.in_file(path) }))
}

/// Analyses one call.
fn analyze_job(job: Job, steps: &Steps<'_>) -> Done<Outcome> {
    match job {
        Job::Call { path, format, name, call, input, original } => {
            let result = caught(|| (steps.analyze)(*call, &name)).map_err(|error| error.in_file(&*path));
            Done::Result(Outcome { path: path.to_string(), format: Some(format), input, result, original })
        }
        Job::Broken(broken) => {
            let Broken { path, format, input, error } = *broken;
            Done::Result(Outcome { path, format, input, result: Err(error), original: None })
        }
        Job::Skipped(files) => Done::Skipped(files),
    }
}

#[cfg(test)]
mod tests;
