//! Parquet: the tables of CSV with typed columns, for a warehouse; behind the cargo feature of that name.

use std::io::{self, Write};
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::columns::{Cell, Heading, Kind, Sheet, sheet};
use super::json::Run;
use super::{Report, View};
use crate::batch::{Outcome, Totals};

/// Rows of a row group; they are held in memory until it is full.
const GROUP: usize = 10_000;

/// One table as Parquet.
#[derive(Default)]
pub(super) struct Parquet {
    run: Run,
    sheet: Option<&'static Sheet>,
    headings: Vec<Heading>,
    rows: Vec<Vec<Cell>>,
    writer: Option<SerializedFileWriter<Sink>>,
    sink: Sink,
}

/// What the library writes to and the report takes from.
#[derive(Clone, Default)]
struct Sink(Arc<Mutex<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Sink {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Report for Parquet {
    fn begin(&mut self, view: &View, out: &mut dyn Write) -> io::Result<()> {
        self.run = Run::of(view);
        self.sheet = sheet(view.sheet);
        self.headings = self.sheet.map(Sheet::headings).unwrap_or_default();
        let schema = message(view.sheet, &self.headings).map_err(other)?;
        let level = ZstdLevel::try_new(3).map_err(other)?;
        let properties = WriterProperties::builder().set_compression(Compression::ZSTD(level)).build();
        let writer = SerializedFileWriter::new(self.sink.clone(), Arc::new(schema), Arc::new(properties));
        self.writer = Some(writer.map_err(other)?);
        out.write_all(&self.sink.take())
    }

    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        if let Some(sheet) = self.sheet {
            self.rows.append(&mut sheet.rows(outcome, &self.run)?);
        }
        if self.rows.len() >= GROUP {
            self.group().map_err(other)?;
            out.write_all(&self.sink.take())?;
        }
        Ok(())
    }

    fn end(&mut self, _totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        self.group().map_err(other)?;
        if let Some(writer) = self.writer.take() {
            writer.close().map_err(other)?;
        }
        out.write_all(&self.sink.take())
    }
}

impl Parquet {
    /// Writes the rows that wait as a group.
    fn group(&mut self) -> Result<(), ParquetError> {
        let rows = mem::take(&mut self.rows);
        let (Some(writer), false) = (&mut self.writer, rows.is_empty()) else { return Ok(()) };
        let mut group = writer.next_row_group()?;
        for (place, heading) in self.headings.iter().enumerate() {
            let Some(mut column) = group.next_column()? else { continue };
            let cells = rows.iter().map(|row| row.get(place).unwrap_or(&Cell::Empty));
            put(&mut column, heading, cells)?;
            column.close()?;
        }
        group.close().map(drop)
    }
}

/// The schema of a table.
fn message(name: &str, headings: &[Heading]) -> Result<Type, ParquetError> {
    let field = |heading: &Heading| {
        let physical = match heading.meaning.kind {
            Kind::Text => Physical::BYTE_ARRAY,
            Kind::Whole => Physical::INT64,
            Kind::Number => Physical::DOUBLE,
            Kind::Flag => Physical::BOOLEAN,
        };
        let may_be_empty = heading.meaning.may_be_empty;
        let repetition = if may_be_empty { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let text = (heading.meaning.kind == Kind::Text).then_some(LogicalType::String);
        let field = Type::primitive_type_builder(&heading.name, physical);
        field.with_repetition(repetition).with_logical_type(text).build().map(Arc::new)
    };
    let fields = headings.iter().map(field).collect::<Result<Vec<_>, _>>()?;
    Type::group_type_builder(name).with_fields(fields).build()
}

/// Writes the cells of a column.
fn put<'c>(
    column: &mut SerializedColumnWriter<'_>,
    heading: &Heading,
    cells: impl Iterator<Item = &'c Cell> + Clone,
) -> Result<(), ParquetError> {
    let levels: Vec<i16> = cells.clone().map(|cell| i16::from(*cell != Cell::Empty)).collect();
    let levels = heading.meaning.may_be_empty.then_some(levels);
    let levels = levels.as_deref();
    match heading.meaning.kind {
        Kind::Text => {
            let values: Vec<ByteArray> = cells.filter_map(text).map(ByteArray::from).collect();
            column.typed::<ByteArrayType>().write_batch(&values, levels, None)?;
        }
        Kind::Whole => {
            let whole = |cell: &Cell| if let Cell::Whole(whole) = cell { Some(*whole) } else { None };
            column.typed::<Int64Type>().write_batch(&cells.filter_map(whole).collect::<Vec<_>>(), levels, None)?;
        }
        Kind::Number => {
            let number = |cell: &Cell| if let Cell::Number(number, _) = cell { Some(*number) } else { None };
            column.typed::<DoubleType>().write_batch(&cells.filter_map(number).collect::<Vec<_>>(), levels, None)?;
        }
        Kind::Flag => {
            let flag = |cell: &Cell| if let Cell::Flag(flag) = cell { Some(*flag) } else { None };
            column.typed::<BoolType>().write_batch(&cells.filter_map(flag).collect::<Vec<_>>(), levels, None)?;
        }
    }
    Ok(())
}

/// The words of a cell, as they were said.
fn text(cell: &Cell) -> Option<&str> {
    if let Cell::Text(text) = cell { Some(text) } else { None }
}

fn other(error: ParquetError) -> io::Error {
    io::Error::other(error)
}
