//! How the program ends.

use std::process::ExitCode;

use crate::batch::Totals;

/// How the program ends; the numbers are a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: done.
    Done,
    /// 1: there are findings; with `--strict`, inputs that could not be read are some.
    Findings,
    /// 2: the command line or the configuration is wrong, and nothing was read; or the output cannot be written.
    Usage,
    /// 3: some or all inputs could not be read; the others are done and reported.
    Unread,
}

impl Exit {
    /// The end of a run over inputs.
    pub(super) fn of(totals: &Totals, strict: bool) -> Self {
        match (totals.failed, strict) {
            (0, _) => Self::Done,
            (_, true) => Self::Findings,
            (_, false) => Self::Unread,
        }
    }

    /// The number.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Unread => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
