//! `--watch`: for rehearsals. The files are looked at twice a second, and what was saved is checked again.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use super::pass;
use super::plan::Plan;
use crate::cli::args::Global;
use crate::cli::exit::Exit;
use crate::cli::output::{STDOUT, is_read, printed};
use crate::cli::score::listing;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::report::{Desk, count};

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(500);

/// Size and time of each file.
type Seen = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Checks all, then what is saved, until it is interrupted or nobody reads any more.
///
/// # Errors
/// The baseline cannot be read.
pub(super) fn run(plan: &Plan, global: &Global, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let quiet = Global { quiet: true, verbose: false, ..global.clone() };
    let mut seen = Seen::new();
    loop {
        // After the first look only findings are worth a word: what is odd was said.
        let how = if seen.is_empty() { global } else { &quiet };
        let mut now = listing(&plan.inputs, how, streams);
        let files: Seen = now.files().map(|path| (path.clone(), stamp(&path))).collect();
        now.retain(&|path| seen.get(path) != files.get(path));
        let fresh = now.files().count();
        if fresh > 0 {
            if !seen.is_empty() {
                writeln(streams, &format!("--- saved: {}", count(fresh, "file")))?;
            }
            let accepted = plan.baseline.read()?;
            let (gate, totals) = pass(plan, &now, &accepted, global, streams);
            let (color, width) = (streams.stdout_is.color, streams.stdout_is.width);
            let desk = Desk { color, width, ..plan.desk(&totals, &accepted) };
            let mut write = || {
                plan.targets.iter().try_for_each(|target| (target.row.write)(&gate, &desk, streams.stdout))?;
                streams.stdout.flush()
            };
            if !is_read(write(), Path::new(STDOUT))? {
                return Ok(Exit::Done);
            }
        }
        seen = files;
        thread::sleep(PAUSE);
    }
}

/// Size and time of a file.
fn stamp(path: &Path) -> (u64, Option<SystemTime>) {
    fs::metadata(path).map(|meta| (meta.len(), meta.modified().ok())).unwrap_or_default()
}

/// A line between two passes.
fn writeln(streams: &mut Streams<'_>, text: &str) -> Result<(), Error> {
    printed(writeln!(streams.stdout, "{text}"))
}
