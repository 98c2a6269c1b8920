//! Files and folders that results are written to before they take their name: gone when the program ends, and when it is
//! told to end.

use std::collections::BTreeMap;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// All that there are, for whoever interrupts the program, each with what it is the neighbour of. Whoever makes one holds the
/// lock.
static ALL: Mutex<BTreeMap<PathBuf, PathBuf>> = Mutex::new(BTreeMap::new());

fn all() -> MutexGuard<'static, BTreeMap<PathBuf, PathBuf>> {
    ALL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Something hidden beside a path. What still stands there when this is dropped is taken away.
#[derive(Debug)]
pub(super) struct Neighbour(PathBuf);

impl Neighbour {
    /// Makes a file beside that path; a private one can be read by nobody else.
    ///
    /// # Errors
    /// If it can't be made.
    pub(super) fn file(path: &Path, is_private: bool) -> io::Result<(Self, File)> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if is_private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        Self::make(path, |path| options.open(path))
    }

    /// Makes a folder beside that path, which nobody else can enter.
    ///
    /// # Errors
    /// As [`Neighbour::file`].
    pub(super) fn folder(path: &Path) -> io::Result<Self> {
        let mut builder = DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        Self::make(path, |path| builder.create(path)).map(|(neighbour, ())| neighbour)
    }

    fn make<T>(path: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(Self, T)> {
        /// Bytes of a name that stay; file systems know names of 255.
        const LONGEST: usize = 200;
        /// Names that are tried: killed runs leave theirs, and in a container every run may have the same number.
        const TRIES: u32 = 100;
        static ONCE: Once = Once::new();
        ONCE.call_once(clear_when_told_to_end);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Of a name that leaves no room for more, the end: it tells forms apart.
        let from = name.char_indices().map(|(at, _)| at).find(|at| name.len() - at <= LONGEST).unwrap_or_default();
        let name = name.get(from..).unwrap_or_default();
        let id = std::process::id();
        let mut all = all();
        let place = place(path);
        if all.values().any(|other| *other == place) {
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, "two formats go to one place"));
        }
        let mut number = 1;
        let (neighbour, made) = loop {
            let more = if number > 1 { format!("-{number}") } else { String::new() };
            let neighbour = path.with_file_name(format!(".{name}.{id}{more}.tmp"));
            match make(&neighbour) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < TRIES => number += 1,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    let what = format!(
                        "{} and others like it are in the way, left by runs that were killed",
                        neighbour.display()
                    );
                    return Err(io::Error::new(error.kind(), what));
                }
                made => break (neighbour, made?),
            }
        };
        all.insert(neighbour.clone(), place);
        Ok((Self(neighbour), made))
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file of the folder.
    ///
    /// # Errors
    /// If it can't be written.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        #[expect(clippy::disallowed_methods, reason = "this is what -o names")]
        undisturbed(|| fs::write(self.0.join(name), bytes))
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        let mut all = all();
        clear(&self.0);
        all.remove(&self.0);
    }
}

/// Where a file that is no link is, or would be made, however its folder is spelled.
pub(super) fn place(path: &Path) -> PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).ok().zip(path.file_name());
    folder.map_or(path.to_owned(), |(folder, name)| folder.join(name))
}

/// Does what must be done as a whole: no signal ends the program in the midst of it.
pub(super) fn undisturbed<T>(whole: impl FnOnce() -> T) -> T {
    let _all = all();
    whole()
}

/// Takes away what stands there. If that fails, what is left is hidden and harmless.
fn clear(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Waits beside the program for a signal that ends it, clears up, and lets it end as the signal would have.
#[cfg(unix)]
fn clear_when_told_to_end() {
    use std::sync::mpsc;

    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::{emulate_default_handler, exit};

    let ignored = ignored();
    // `nohup`, and shells that start a program in the background, want it to go on. Where that can't be told, hangups,
    // which are the likeliest to be ignored, keep their usual meaning.
    let heard = [SIGHUP, SIGINT, SIGTERM].into_iter().filter(move |&signal| match ignored {
        Some(ignored) => ignored >> (signal - 1) & 1 == 0,
        None => signal != SIGHUP,
    });
    let (ready, is_ready) = mpsc::channel::<()>();
    let wait = move || {
        let Ok(mut signals) = Signals::new(heard) else { return };
        drop(ready);
        for signal in signals.forever() {
            // Held to the end, so that nothing is made anew.
            let all = all();
            all.keys().for_each(|path| clear(path));
            // The first process of a container can't be ended by its own signals.
            if std::process::id() == 1 {
                exit(128 + signal);
            }
            let _ = emulate_default_handler(signal);
        }
    };
    // Without the thread signals keep their usual meaning.
    if std::thread::Builder::new().name("signals".to_owned()).spawn(wait).is_ok() {
        let _ = is_ready.recv();
    }
}

/// The signals that whoever started the program wants it to ignore, the first in the lowest bit; `None` where the system
/// does not say.
#[cfg(unix)]
fn ignored() -> Option<u64> {
    #[expect(clippy::disallowed_methods, reason = "the process asks about itself")]
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
    u64::from_str_radix(mask.trim(), 16).ok()
}

/// Where there are no signals, nobody can be told.
#[cfg(not(unix))]
fn clear_when_told_to_end() {}
