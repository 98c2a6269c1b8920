//! The tables written down: every column with what it holds and means, as CSV, and as the schema of Parquet.

use super::{Heading, Kind, SHEETS};

/// Every column of every table, as CSV: table, column, type, whether it may be empty, meaning.
#[must_use]
pub fn csv_schema() -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let mut put = |cells: [&str; 5]| writer.write_record(cells);
    // Writing to memory does not fail.
    let _ = put(["table", "column", "type", "may_be_empty", "meaning"]);
    for sheet in SHEETS {
        for Heading { name, meaning } in sheet.headings() {
            let empty = if meaning.may_be_empty { "true" } else { "false" };
            let _ = put([sheet.id, &name, meaning.kind.as_str(), empty, &meaning.words]);
        }
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The message types of the tables in Parquet's own words, each column behind what it means.
#[must_use]
pub fn parquet_schema() -> String {
    let mut text = String::new();
    for sheet in SHEETS {
        text.push_str(&format!("message {} {{\n", sheet.id));
        for Heading { name, meaning } in sheet.headings() {
            let repetition = if meaning.may_be_empty { "optional" } else { "required" };
            let (physical, logical) = match meaning.kind {
                Kind::Text => ("binary", " (STRING)"),
                Kind::Whole => ("int64", ""),
                Kind::Number => ("double", ""),
                Kind::Flag => ("boolean", ""),
            };
            text.push_str(&format!("  // {}\n  {repetition} {physical} {name}{logical};\n", meaning.words));
        }
        text.push_str("}\n");
    }
    text
}
