//! A bar on standard error while work is long: the [`Monitor`] for people.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::monitor::{Event, Monitor};

/// Work that is done sooner shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar that appears after [`PATIENCE`].
#[derive(Debug)]
pub(super) struct Progress {
    /// `None` where no bar is wanted.
    bar: Option<ProgressBar>,
    shown: AtomicBool,
}

impl Progress {
    /// A bar, if it is wanted.
    pub(super) fn new(wanted: bool) -> Self {
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} inputs, {per_sec}, {eta} left");
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let bar = bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self { bar: wanted.then_some(bar), shown: AtomicBool::new(false) }
    }

    /// Writes something else to the terminal, out of the bar's way.
    pub(super) fn aside<T>(&self, write: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Monitor for Progress {
    fn see(&self, event: Event<'_>) {
        let Some(bar) = &self.bar else { return };
        match event {
            Event::Listed { items } => bar.set_length(items as u64),
            Event::Done { .. } => {
                bar.inc(1);
                if bar.elapsed() > PATIENCE && !self.shown.swap(true, Ordering::Relaxed) {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
            }
            Event::Failed { .. } => {}
        }
    }
}
