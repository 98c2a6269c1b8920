//! `pursuit schema`: what the keys of the JSON and the columns of the tables mean.

use super::args::{Schema, SchemaForm};
use super::exit::Exit;
use super::output::printed;
use super::streams::Streams;
use crate::error::Error;
use crate::report;

/// Runs the command.
///
/// # Errors
/// If standard output cannot be written; one that is closed is no error.
pub(super) fn run(typed: &Schema, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let text = match typed.format {
        SchemaForm::Json => report::schema(),
        SchemaForm::Csv => report::csv_schema(),
        SchemaForm::Parquet => report::parquet_schema(),
    };
    let out = &mut *streams.stdout;
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush())).map(|()| Exit::Done)
}
