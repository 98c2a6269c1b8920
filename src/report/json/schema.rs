//! The JSON Schema of version 1: what every key means, and the figures with their definitions.

use crate::story::FIGURES;

/// The schema, with one gap for the figures.
const SCHEMA: &str = include_str!("schema.json");
/// The gap.
const GAP: &str = "\"@figures\"";

/// The JSON Schema (draft 2020-12) of the objects that `json` and `ndjson` write.
#[must_use]
pub fn schema() -> String {
    let string = |text: &str| serde_json::Value::from(text).to_string();
    let rows: Vec<String> = FIGURES
        .iter()
        .map(|row| {
            let words = format!("{}; in {}; {}", row.definition, row.unit, row.source);
            format!("\n         {{\"const\": {}, \"description\": {}}}", string(row.id), string(&words))
        })
        .collect();
    SCHEMA.replace(GAP, &rows.join(","))
}
