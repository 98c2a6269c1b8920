//! NDJSON: one object a call and line.

use std::io::{self, Write};

use super::json::{Run, object};
use super::{Report, View};
use crate::batch::{Outcome, Totals};

/// One object a line.
#[derive(Debug, Default)]
pub(super) struct Ndjson {
    run: Run,
}

impl Report for Ndjson {
    fn begin(&mut self, view: &View, _out: &mut dyn Write) -> io::Result<()> {
        self.run = Run::of(view);
        Ok(())
    }

    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        object(outcome, &self.run, out)?;
        out.write_all(b"\n")
    }

    fn end(&mut self, _totals: &Totals, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
