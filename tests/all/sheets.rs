//! CSV and Markdown: every figure is the JSON's, and nothing in a call acts on a spreadsheet or a page.

use std::fs;
use std::path::PathBuf;

use pursuit::cli::Exit;
use pursuit::report::{Heading, SHEETS};
use serde_json::Value;

use crate::shell::pursuit;

fn fixtures() -> String {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/calls").to_str().unwrap().to_owned()
}

fn score(args: &[&str]) -> (Exit, String) {
    pursuit(&["score", "-q"], args)
}

fn rows(table: &str, paths: &[&str]) -> Vec<Vec<(String, String)>> {
    let (_, text) = score(&[&["--format", "csv", "--table", table], paths].concat());
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let row = |record: csv::StringRecord| head.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
    reader.records().map(|record| row(record.unwrap())).collect()
}

fn cell<'r>(row: &'r [(String, String)], name: &str) -> &'r str {
    row.iter().find(|(head, _)| head == name).map(|(_, cell)| cell.as_str()).unwrap()
}

/// As CSV writes a value.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@']) => format!("'{text}"),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[test]
fn every_figure_of_csv_is_the_json_s() {
    let fixtures = fixtures();
    let (_, text) = score(&["--format", "json", &fixtures]);
    let calls: Vec<Value> = serde_json::from_str(&text).unwrap();
    let table = rows("calls", &[&fixtures]);
    assert_eq!(table.len(), calls.len());
    for (row, call) in table.iter().zip(&calls) {
        for (name, path) in [
            ("path", "/path"),
            ("words", "/words"),
            ("verdict", "/verdict/class"),
            ("score", "/verdict/score"),
            ("raw", "/verdict/raw"),
            ("confidence", "/verdict/confidence"),
            ("because", "/verdict/because"),
            ("push", "/masses/push"),
            ("pull", "/masses/pull"),
            ("buyer_unasked_share", "/structure/buyer_unasked_share"),
            ("margin_raw", "/story/margin/raw"),
            ("pain_follow_up_rate", "/story/ledger/rate"),
            ("lexicon_hash", "/lexicon/hash"),
        ] {
            assert_eq!(cell(row, name), written(call.pointer(path).unwrap_or(&Value::Null)), "{name}");
        }
        for figure in call["story"]["figures"].as_array().unwrap() {
            assert_eq!(cell(row, figure["id"].as_str().unwrap()), written(&figure["value"]));
        }
    }
    let all = |lists: &[&str]| -> usize {
        let count = |call: &Value| match lists {
            [one] => call.pointer(one).unwrap().as_array().unwrap().len(),
            _ => call["signals"].as_array().unwrap().iter().map(|of| of["evidence"].as_array().unwrap().len()).sum(),
        };
        calls.iter().map(count).sum()
    };
    let evidence = rows("evidence", &[&fixtures]);
    assert_eq!(evidence.len(), all(&[]));
    let first = &calls[0]["signals"][0];
    assert_eq!(cell(&evidence[0], "code"), first["id"].as_str().unwrap());
    assert_eq!(cell(&evidence[0], "quote"), written(&first["evidence"][0]["quote"]));
    for (table, list) in [
        ("moments", "/moments"),
        ("pains", "/story/ledger/rows"),
        ("proposals", "/proposals"),
        ("discarded", "/discarded"),
    ] {
        assert_eq!(rows(table, &[&fixtures]).len(), all(&[list]), "{table}");
    }
}

#[test]
fn nothing_acts_on_a_spreadsheet_or_a_page() {
    let folder = tempfile::tempdir().unwrap();
    let said = "Today only, the offer ends <script>alert(1)</script> Friday | a `b` [c](d)";
    let turn = |who: &str, text: &str| serde_json::json!({"speaker": who, "text": text});
    let turns: Vec<Value> = (0..6).flat_map(|_| [turn("=HYPERLINK(1)", said), turn("Bea", "No thanks.")]).collect();
    fs::write(folder.path().join("z.json"), serde_json::json!({"id": "=1+1", "turns": turns}).to_string()).unwrap();
    let broken = folder.path().join("broken.vtt");
    fs::write(&broken, "").unwrap();
    let folder = folder.path().to_str().unwrap();
    let table = rows("calls", &[folder, "--seller", "=HYPERLINK(1)"]);
    assert_eq!(table.len(), 2);
    assert_eq!(cell(&table[0], "error_kind"), "empty");
    assert_eq!((cell(&table[1], "sellers"), cell(&table[1], "id")), ("'=HYPERLINK(1)", "'=1+1"));
    let (exit, page) = score(&[folder, "--seller", "=HYPERLINK(1)", "--format", "markdown"]);
    assert_eq!(exit, Exit::Unread);
    assert!(!page.contains("<script>") && page.contains("### Not read"), "{page}");
}

#[test]
fn the_page_for_a_pull_request() {
    let (_, page) = score(&[&fixtures(), "--format", "markdown"]);
    let top = format!("{}/", PathBuf::from(env!("CARGO_MANIFEST_DIR")).display());
    let page = page.replace(&top, "");
    let (page, _) = page.split_once("Lexicons ").unwrap();
    insta::assert_snapshot!(page);
}

#[test]
fn the_columns_are_a_promise() {
    let line = |heading: Heading| {
        let empty = if heading.meaning.may_be_empty { "?" } else { "" };
        format!("  {}: {}{empty}", heading.name, heading.meaning.kind.as_str())
    };
    let sheet = |sheet: &pursuit::report::Sheet| {
        let lines: Vec<String> = sheet.headings().into_iter().map(line).collect();
        format!("{}\n{}", sheet.id, lines.join("\n"))
    };
    insta::assert_snapshot!(SHEETS.iter().map(sheet).collect::<Vec<_>>().join("\n"));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_holds_the_rows_of_csv() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    let folder = tempfile::tempdir().unwrap();
    for sheet in SHEETS {
        let path = folder.path().join(format!("{}.parquet", sheet.id));
        let to = path.to_str().unwrap();
        let (exit, _) = score(&[&fixtures(), "--format", "parquet", "--table", sheet.id, "-o", to]);
        assert_eq!(exit, Exit::Done);
        let reader = SerializedFileReader::new(fs::File::open(&path).unwrap()).unwrap();
        let csv = rows(sheet.id, &[&fixtures()]);
        let held: Vec<_> = reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
        assert_eq!(held.len(), csv.len(), "{}", sheet.id);
        for (row, record) in held.iter().zip(&csv) {
            for ((name, field), (head, cell)) in row.get_column_iter().zip(record) {
                assert_eq!(name, head);
                let field = match field {
                    Field::Null => String::new(),
                    Field::Str(text) if text.starts_with(['=', '+', '-', '@']) => format!("'{text}"),
                    Field::Str(text) => text.clone(),
                    Field::Double(number) => format!("{number:?}"),
                    Field::Long(number) => number.to_string(),
                    Field::Bool(flag) => flag.to_string(),
                    other => panic!("{other:?}"),
                };
                assert_eq!(field, *cell, "{}.{name}", sheet.id);
            }
        }
    }
}
