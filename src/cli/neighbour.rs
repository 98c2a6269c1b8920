//! Files and folders that results are written to before they take their name: gone when the program ends, however it
//! is told to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, Once, PoisonError};

/// All that there are, for whoever interrupts the program.
static ALL: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A hidden path beside another. What still stands there when this is dropped is taken away.
#[derive(Debug)]
pub(super) struct Neighbour(PathBuf);

impl Neighbour {
    /// The neighbour of a path; nothing is made yet.
    pub(super) fn of(path: &Path) -> Self {
        static ONCE: Once = Once::new();
        ONCE.call_once(clear_when_told_to_end);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let neighbour = path.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        ALL.lock().unwrap_or_else(PoisonError::into_inner).insert(neighbour.clone());
        Self(neighbour)
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        clear(&self.0);
        ALL.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// Takes away what stands there. If that fails, what is left is hidden and harmless.
fn clear(path: &Path) {
    let _ = if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) };
}

/// Waits beside the program for a signal that ends it, clears up, and lets it end as the signal would have. A hangup is
/// left alone: who starts a program with `nohup` means it to go on.
#[cfg(unix)]
fn clear_when_told_to_end() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    let wait = || {
        let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
        for signal in signals.forever() {
            // Held to the end, so that nothing is made anew.
            let all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
            all.iter().for_each(|path| clear(path));
            let _ = emulate_default_handler(signal);
        }
    };
    // Without the thread signals keep their usual meaning.
    let _ = std::thread::Builder::new().name("signals".to_owned()).spawn(wait);
}

/// Where there are no signals, nobody can be told.
#[cfg(not(unix))]
fn clear_when_told_to_end() {}
