//! CSV: RFC 4180 with a header row, one table at a time.

use std::io::{self, Write};

use super::columns::{Cell, Sheet, sheet};
use super::json::Run;
use super::{Report, View};
use crate::batch::{Outcome, Totals};

/// One table as CSV.
#[derive(Debug, Default)]
pub(super) struct Csv {
    run: Run,
    sheet: Option<&'static Sheet>,
}

impl Report for Csv {
    fn begin(&mut self, view: &View, out: &mut dyn Write) -> io::Result<()> {
        self.run = Run::of(view);
        self.sheet = sheet(view.sheet);
        let headings = self.sheet.map(Sheet::headings).unwrap_or_default();
        row(headings.iter().map(|heading| heading.name.clone()), out)
    }

    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        let rows = self.sheet.map_or_else(|| Ok(Vec::new()), |sheet| sheet.rows(outcome, &self.run))?;
        rows.iter().try_for_each(|cells| row(cells.iter().map(Cell::text), out))
    }

    fn end(&mut self, _totals: &Totals, _out: &mut dyn Write) -> io::Result<()> {
        Ok(())
    }
}

/// Writes one row.
fn row(cells: impl Iterator<Item = String>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    writer.write_record(cells)?;
    let bytes = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    out.write_all(&bytes)
}
