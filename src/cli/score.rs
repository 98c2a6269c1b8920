//! `pursuit score`: who was selling whom, in every call.

use std::io::{self, BufWriter, Write};
use std::mem;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::args::{Color, Global, Score};
use super::config::Config;
use super::exit::Exit;
use super::output::{self, NewFile, NewFolder, STDOUT};
use super::parties;
use super::plan::{self, FOR_PEOPLE, Inputs, Plan, Target};
use super::progress::Progress;
use super::sides::Unmet;
use super::spare;
use super::streams::{Streams, Surface};
use crate::batch::{self, Outcome, Totals};
use crate::error::{Error, ErrorKind};
use crate::report::{Apart, Report, View};
use crate::source::{self, Listing, Stdin};

/// Bytes that a result takes at most as a rule, if it is written in memory. Judgement: one of a short call takes 20 kB.
const USUAL: usize = 1 << 15;

/// Runs the command.
///
/// # Errors
/// What stops it before anything is read, or a place that results cannot be written to.
pub(super) fn run(typed: Score, global: &Global, config: Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let plan = plan::score(typed, global, &config)?;
    if plan.lists_parties {
        return parties::list(&plan, global, streams);
    }
    let files: Vec<&Path> = plan.targets.iter().filter_map(|target| target.file.as_deref()).collect();
    if !files.is_empty() {
        let rules = config.rules(global);
        files.iter().try_for_each(|file| spare::both(file, &plan.inputs, &rules))?;
    }
    // Opened before anything is read, so that a place that cannot be written costs no work.
    let open = |(place, target)| Outlet::open(place, target, &plan, global.color, streams.stdout_is);
    let mut outlets = plan.targets.iter().enumerate().map(open).collect::<Result<Vec<_>, _>>()?;
    let listing = listing(&plan.inputs, global, streams);
    let tells =
        !global.quiet && !plan.targets.iter().any(|target| target.file.is_none() && target.row.id == FOR_PEOPLE);
    let Streams { stdout, stdout_is, stderr, .. } = streams;
    let progress = Progress::new(plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, plan.prints()));
    let mut stdout = BufWriter::new(stdout);
    each(&mut outlets, &mut stdout, |_, report, view, out| report.begin(view, out))?;
    let mut failed = Ok(());
    let mut unmet = Unmet::new(&plan.method.sides.flags);
    // What can be written without a look at the other calls is, by the workers: the thread that receives the results
    // has only to pass it on, and so never holds them up.
    let apart: Vec<Option<Apart>> = outlets.iter().map(|outlet| outlet.report.apart()).collect();
    let write = |outcome: &mut Outcome| -> Vec<Option<io::Result<Vec<u8>>>> {
        let written = |apart: &Apart| {
            let mut bytes = Vec::with_capacity(USUAL);
            let whole = apart(outcome, &mut bytes);
            // It may wait for its turn with many others.
            bytes.shrink_to_fit();
            whole.map(|whole| whole.then_some(bytes)).transpose()
        };
        let written: Vec<_> = apart.iter().map(|apart| apart.as_ref().and_then(written)).collect();
        if written.iter().all(Option::is_some) {
            outcome.let_go();
        }
        written
    };
    let (inputs, method) = (&plan.inputs, &plan.method);
    let totals = batch::run_beside(&listing, method, inputs.threads, &progress, &write, &mut |outcome, mut written| {
        match &outcome.result {
            Ok(analysis) => unmet.see(analysis),
            Err(error) if tells => progress.aside(|| stderr.error(error)),
            Err(_) => {}
        }
        let written = each(&mut outlets, &mut stdout, |place, report, _, out| {
            match written.get_mut(place).and_then(Option::take) {
                Some(bytes) => report.written(&bytes?, out)?,
                None => report.outcome(&outcome, out)?,
            }
            if stdout_is.terminal { out.flush() } else { Ok(()) }
        });
        match written.and_then(|()| outlets.iter_mut().try_for_each(Outlet::put_beside)) {
            Ok(()) if outlets.is_empty() => ControlFlow::Break(()),
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failed = Err(error);
                ControlFlow::Break(())
            }
        }
    });
    progress.finish();
    failed?;
    each(&mut outlets, &mut stdout, |_, report, _, out| report.end(&totals, out).and_then(|()| out.flush()))?;
    drop(stdout);
    let closed = outlets.is_empty();
    for outlet in outlets {
        if let Some(note) = outlet.finish()?.filter(|_| !global.quiet) {
            stderr.note(&note);
        }
    }
    if !global.quiet && !closed && totals.calls > 0 {
        unmet.warnings(totals.calls).iter().for_each(|warning| stderr.warning(warning));
    }
    if global.verbose {
        skipped_inside(&listing, &totals).iter().for_each(|note| stderr.note(note));
    }
    if tells && !closed {
        stderr.note(&summary(&totals));
    }
    let exit = Exit::of(&totals, plan.inputs.strict);
    // The process ends: to take the lexicons apart first was a twentieth of the time that one short call takes.
    mem::forget(plan);
    Ok(exit)
}

/// Finds the inputs and says what is odd about them.
pub(super) fn listing(inputs: &Inputs, global: &Global, streams: &mut Streams<'_>) -> Listing {
    let stdin = mem::replace(&mut streams.stdin, Box::new(io::empty()));
    let listing = source::list(&inputs.paths, &inputs.filter, Stdin::new(stdin));
    if listing.items.is_empty() && !global.quiet {
        let next = "name the files themselves, or ask for them with --include \"*.log\"";
        streams
            .stderr
            .warning(&Error::new(ErrorKind::Empty, "there is nothing to read: no transcript was found").next(next));
    }
    if global.verbose {
        let (items, threads) = (listing.items.len(), inputs.threads);
        let of = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        streams.stderr.note(&format!("{} on {}", of(items, "input"), of(threads, "thread")));
        for (reason, files) in &listing.skipped {
            streams.stderr.note(&format!("skipped {files}: {reason}"));
        }
    }
    listing
}

/// What was left out of archives, which shows only as they are read.
pub(super) fn skipped_inside(listing: &Listing, totals: &Totals) -> Vec<String> {
    let before = |reason: &String| listing.skipped.get(reason).copied().unwrap_or_default();
    let inside = totals.skipped.iter().map(|(reason, files)| (reason, files.saturating_sub(before(reason))));
    inside
        .filter(|(_, files)| *files > 0)
        .map(|(reason, files)| format!("skipped {files} in archives: {reason}"))
        .collect()
}

/// One line for standard error, where the results have no summary.
pub(super) fn summary(totals: &Totals) -> String {
    let plural = |number: u64| if number == 1 { "" } else { "s" };
    let mut text = format!("{} call{}", totals.calls, plural(totals.calls));
    if totals.failed > 0 {
        text.push_str(&format!(", {} not read", totals.failed));
    }
    let skipped = totals.skipped_files() as u64;
    if skipped > 0 {
        text.push_str(&format!(", {skipped} file{} skipped (-v says why)", plural(skipped)));
    }
    text
}

/// One form of the results on its way.
struct Outlet {
    /// Which of the run's it is; those before it may have left.
    place: usize,
    report: Box<dyn Report>,
    view: View,
    /// `None` for standard output.
    file: Option<NewFile>,
    /// Files beside it, once there are some.
    folder: Option<NewFolder>,
}

impl Outlet {
    /// Makes the report and opens its file.
    fn open(place: usize, target: &Target, plan: &Plan, color: Color, stdout_is: Surface) -> Result<Self, Error> {
        if target.row.is_binary && target.file.is_none() && stdout_is.terminal {
            let id = target.row.id;
            let error = Error::new(ErrorKind::Usage, format!("{id} is binary and would upset the terminal"));
            return Err(error.next(format!("name a file: -o calls.{}", target.row.extension)));
        }
        let surface = if target.file.is_some() { Surface::default().with(color) } else { stdout_is };
        let file = target.file.as_deref().map(NewFile::create).transpose()?;
        let name = |part: fn(&Path) -> Option<&std::ffi::OsStr>| {
            let file = file.as_ref().filter(|file| file.is_plain())?;
            part(file.path()).map(|name| name.to_string_lossy().into_owned())
        };
        let view = View {
            color: surface.color,
            width: surface.width,
            sheet: plan.sheet,
            // A report without an ending would give its name to the folder.
            folder: name(Path::file_stem).filter(|stem| name(Path::file_name).as_ref() != Some(stem)),
            report: name(Path::file_name),
            ..View::of(&plan.method)
        };
        Ok(Self { place, report: (target.row.make)(), view, file, folder: None })
    }

    /// Writes what the report wants beside its file.
    fn put_beside(&mut self) -> Result<(), Error> {
        for beside in self.report.beside() {
            let Some((file, name)) = self.file.as_ref().zip(self.view.folder.as_deref()) else { return Ok(()) };
            if self.folder.is_none() {
                self.folder = Some(NewFolder::create(&file.path().with_file_name(name))?);
            }
            if let Some(folder) = &mut self.folder {
                folder.put(&beside.name, &beside.bytes)?;
            }
        }
        Ok(())
    }

    /// Puts everything in its place; says where there is more than one file.
    fn finish(mut self) -> Result<Option<String>, Error> {
        self.put_beside()?;
        let note = self.folder.as_ref().map(|folder| {
            let path = folder.path().display();
            format!(
                "too much for one file: the {} pages of the calls are in the folder {path}; keep it beside the report",
                folder.count()
            )
        });
        output::finish(self.file, self.folder)?;
        Ok(note)
    }
}

/// Writes to every outlet, by its place. Standard output that is closed is no error: its outlet leaves.
fn each(
    outlets: &mut Vec<Outlet>,
    stdout: &mut dyn Write,
    mut write: impl FnMut(usize, &mut dyn Report, &View, &mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let mut trouble = Ok(());
    outlets.retain_mut(|Outlet { place, report, view, file, .. }| {
        let (written, path) = match file {
            Some(file) => (write(*place, &mut **report, view, file), file.path().to_owned()),
            None => (write(*place, &mut **report, view, stdout), PathBuf::from(STDOUT)),
        };
        output::is_read(written, &path).unwrap_or_else(|error| {
            trouble = Err(error);
            true
        })
    });
    trouble
}
