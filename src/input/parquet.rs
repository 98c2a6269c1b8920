//! Parquet: a table in columns, told by the sign `PAR1` at both ends of the file.
//!
//! Read behind the cargo feature `parquet`: its rows become a list of JSON, so a row may be a piece of speech, a call
//! with a list of them, or a call with its transcript in one cell. Without the feature the error names it.

#[cfg(feature = "parquet")]
mod rows;

use super::{Export, Fit, Format, Gives, Sink, Times};
#[cfg(not(feature = "parquet"))]
use crate::error::{Error, ErrorKind};

/// The sign at both ends.
const SIGN: &[u8] = b"PAR1";

/// Parquet tables.
pub(super) struct Parquet;

impl Format for Parquet {
    fn id(&self) -> &'static str {
        "parquet"
    }

    fn about(&self) -> &'static str {
        if cfg!(feature = "parquet") {
            "Parquet tables with the columns of a CSV, or with lists of turns"
        } else {
            "Parquet tables; needs pursuit built with `--features parquet`"
        }
    }

    fn told_by(&self) -> String {
        "`PAR1` at both ends of the file".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "role columns", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let bytes = export.bytes();
        let whole = bytes.len() > 3 * SIGN.len() && bytes.starts_with(SIGN) && bytes.ends_with(SIGN);
        if whole { Fit::Sure } else { Fit::No }
    }

    #[cfg(feature = "parquet")]
    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        let records = rows::records(export.bytes()).unwrap_or_else(|error| vec![Err(error)]);
        records.into_iter().for_each(|record| sink(self.id(), record));
    }

    #[cfg(not(feature = "parquet"))]
    fn parse(&self, _: &Export<'_>, sink: Sink<'_>) {
        let error =
            Error::new(ErrorKind::Binary, "this is a Parquet table, and this pursuit was built without reading them");
        sink(
            self.id(),
            Err(error.next("build pursuit with them, as in cargo install --path . --features parquet, or export CSV")),
        );
    }
}
