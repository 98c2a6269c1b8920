//! The rows of a Parquet table as a list of JSON.

use std::borrow::Cow;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row};

use crate::call::Call;
use crate::error::{Error, ErrorKind};

use super::super::json;
use super::super::time::{Time, Unit, iso};

/// Bytes of a table's columns once unpacked, at most; judgement, as much as a hundred thousand calls.
const LARGEST: i64 = 1 << 30;

/// The calls of a table, and the records that could not be read.
///
/// # Errors
/// The file is broken or too large, or its columns hold no transcript.
pub(super) fn records(bytes: &[u8]) -> Result<Vec<Result<Call, Error>>, Error> {
    let broken = || {
        let error = Error::new(ErrorKind::Malformed, "this Parquet table is broken");
        error.next("export it again, or export CSV")
    };
    // The reader has checks that panic where a damaged file makes no sense.
    let read = catch_unwind(AssertUnwindSafe(|| list(bytes))).map_err(|_| broken())?;
    let Table { columns, rows } = read.map_err(|error| match error {
        Refused::Broken => broken(),
        Refused::TooLarge => {
            let error = Error::new(ErrorKind::TooLarge, "this Parquet table holds more than 1 GiB");
            error.next("write it as several files")
        }
    })?;
    json::embedded(&rows).map_err(|error| {
        if error.kind() == ErrorKind::Malformed {
            return error;
        }
        let what = format!("no transcript stands in this Parquet table with the columns {}", columns.join(", "));
        Error::new(error.kind(), what).next("name the column of the words `text` and that of the speaker `speaker`")
    })
}

/// A table that was read.
struct Table {
    /// The names of its columns.
    columns: Vec<String>,
    /// Its rows as a list of JSON.
    rows: String,
}

/// Why a table was not read.
enum Refused {
    /// It breaks the rules.
    Broken,
    /// It is too large.
    TooLarge,
}

impl From<ParquetError> for Refused {
    fn from(_: ParquetError) -> Self {
        Self::Broken
    }
}

/// Reads a table.
fn list(bytes: &[u8]) -> Result<Table, Refused> {
    let reader = SerializedFileReader::new(bytes::Bytes::copy_from_slice(bytes))?;
    let meta = reader.metadata();
    let size: i64 = meta.row_groups().iter().map(|group| group.total_byte_size().max(0)).sum();
    if size > LARGEST {
        return Err(Refused::TooLarge);
    }
    let fields = meta.file_metadata().schema().get_fields();
    let columns = fields.iter().map(|field| field.name().to_owned()).collect();
    let mut rows = String::from("[");
    for row in reader.get_row_iter(None)? {
        if rows.len() > 1 {
            rows.push(',');
        }
        object(&row?, &mut rows);
    }
    rows.push(']');
    Ok(Table { columns, rows })
}

/// Writes a row.
fn object(row: &Row, out: &mut String) {
    out.push('{');
    for (index, (name, field)) in row.get_column_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        string(name, out);
        out.push(':');
        value(field, out);
    }
    out.push('}');
}

/// Writes what stands in a column.
fn value(field: &Field, out: &mut String) {
    match field {
        Field::Group(row) => object(row, out),
        Field::ListInternal(list) => {
            out.push('[');
            for (index, item) in list.elements().iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                value(item, out);
            }
            out.push(']');
        }
        _ => match cell(field) {
            Some(Cell::Bare(cell)) => out.push_str(&cell),
            Some(Cell::Text(text)) => string(&text, out),
            None => out.push_str("null"),
        },
    }
}

/// A single value.
enum Cell<'f> {
    /// A number or a flag.
    Bare(String),
    /// Text, moments and times of day included.
    Text(Cow<'f, str>),
}

/// What a field holds; `None` for what no transcript has.
#[expect(clippy::cast_precision_loss, reason = "moments are far below 2^53 microseconds")]
fn cell(field: &Field) -> Option<Cell<'_>> {
    let text = |text: String| Some(Cell::Text(Cow::Owned(text)));
    let bare = |shown: &dyn fmt::Display| Some(Cell::Bare(shown.to_string()));
    let moment = |number: i64, unit| iso(Time::Number(number as f64), unit);
    match field {
        Field::Bool(flag) => bare(flag),
        Field::Byte(number) => bare(number),
        Field::Short(number) => bare(number),
        Field::Int(number) => bare(number),
        Field::Long(number) => bare(number),
        Field::UByte(number) => bare(number),
        Field::UShort(number) => bare(number),
        Field::UInt(number) => bare(number),
        Field::ULong(number) => bare(number),
        Field::Float(number) if number.is_finite() => bare(number),
        Field::Double(number) if number.is_finite() => bare(number),
        Field::Str(text) => Some(Cell::Text(Cow::Borrowed(text))),
        Field::Bytes(bytes) => std::str::from_utf8(bytes.data()).ok().map(|text| Cell::Text(Cow::Borrowed(text))),
        Field::Date(days) => {
            let date = moment(i64::from(*days) * 86_400_000, Unit::Millis)?;
            text(date.split('T').next()?.to_owned())
        }
        Field::TimeMillis(number) => text(format!("{}s", f64::from(*number) / 1e3)),
        Field::TimeMicros(number) => text(format!("{}s", *number as f64 / 1e6)),
        Field::TimestampMillis(number) => text(moment(*number, Unit::Millis)?),
        Field::TimestampMicros(number) => text(moment(*number, Unit::Micros)?),
        _ => None,
    }
}

/// Writes a string of JSON.
fn string(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
