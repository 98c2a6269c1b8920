//! NDJSON: one object a call and line.

use std::io::{self, Write};
use std::sync::Arc;

use super::json::{Run, object, put};
use super::{Apart, Report, View};
use crate::batch::{Outcome, Totals};

/// One object a line.
#[derive(Debug, Default)]
pub(super) struct Ndjson {
    run: Arc<Run>,
}

impl Report for Ndjson {
    fn begin(&mut self, view: &View, _out: &mut dyn Write) -> io::Result<()> {
        self.run = Arc::new(Run::of(view));
        Ok(())
    }

    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        object(outcome, &self.run, out)?;
        out.write_all(b"\n")
    }

    fn apart(&self) -> Option<Apart> {
        let run = Arc::clone(&self.run);
        Some(Box::new(move |outcome, line| {
            let written = put(outcome, &run, line)?;
            line.push(b'\n');
            Ok(written)
        }))
    }

    fn end(&mut self, _totals: &Totals, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}
