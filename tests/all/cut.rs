//! Files that are cut short or wrongly named: rows or an error that says what to do, and nothing else.

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;

use pursuit::batch;
use pursuit::input::{formats, read};
use pursuit::monitor::Silent;
use pursuit::source::{Filter, Stdin, list};

use crate::formats::fixtures;
use crate::talks::method;
use crate::written::{Said, WRITERS};

/// Parts of a file that are kept, in hundredths.
const KEPT: [usize; 3] = [10, 50, 90];

/// Every fixture, and one talk by every writer: a name and the bytes.
fn all() -> Vec<(String, Vec<u8>)> {
    let say = |who: usize, text: &str, start| Said { who, text: text.to_owned(), start, end: start + 2_000 };
    let talk = [
        say(0, "we moved the boxes twice, last week.", 1_000),
        say(1, "because nobody knew?", 3_000),
        say(0, "Naïve, is it so?", 6_000),
        say(1, "it is, été or not.", 9_000),
    ];
    let fixtures = fixtures().iter().map(|file| (format!("{}/{}", file.folder, file.name), file.bytes.clone()));
    let written = WRITERS.iter().enumerate().map(|(number, writer)| {
        let name = format!("{} by writer {number}", writer.id);
        (name, (writer.write)(&talk))
    });
    fixtures.chain(written).collect()
}

#[test]
fn a_cut_file_gives_rows_or_errors() {
    for (name, bytes) in all() {
        for kept in KEPT {
            let cut = &bytes[..bytes.len() * kept / 100];
            let (mut rows, mut errors) = (0, Vec::new());
            let whole = read(cut, &mut |id, result| {
                assert!(formats().any(|format| format.id() == id), "{name} at {kept} %: no format {id}");
                match result {
                    Ok(_) => rows += 1,
                    Err(error) => errors.push(error),
                }
            });
            errors.extend(whole.err());
            assert!(rows + errors.len() > 0, "{name} at {kept} %: neither rows nor errors");
            for error in &errors {
                assert!(error.advice().is_some(), "{name} at {kept} %: {error} says no next step");
            }
        }
    }
}

#[test]
fn a_cut_document_is_an_error_with_its_place() {
    for (name, bytes) in all() {
        let whole = serde_json::from_slice::<serde::de::IgnoredAny>(&bytes).is_ok();
        let document = whole && !name.contains("err_");
        for kept in KEPT.into_iter().filter(|_| document) {
            let mut rows = 0;
            let whole = read(&bytes[..bytes.len() * kept / 100], &mut |_, result| rows += usize::from(result.is_ok()));
            let error = whole.expect_err(&name);
            assert_eq!((rows, error.place().line.is_some()), (0, true), "{name} at {kept} %: {error}");
        }
    }
}

/// The name of a file without its ending.
fn stem(number: usize) -> String {
    format!("file{number:03}")
}

/// Every outcome of a run over all files with this ending, in words that hold neither it nor the folder.
fn outcomes(ending: &str) -> Vec<String> {
    let top = tempfile::tempdir().unwrap();
    let write = |(number, (_, bytes)): (usize, (String, Vec<u8>))| {
        let path = top.path().join(stem(number) + ending);
        fs::write(&path, bytes).unwrap();
        path
    };
    let paths: Vec<PathBuf> = all().into_iter().enumerate().map(write).collect();
    let listing = list(&paths, &Filter::default(), Stdin::new(Box::new(&b""[..])));
    let folder = format!("{}/", top.path().display());
    let mut out = Vec::new();
    batch::run(&listing, method(), 1, &Silent, &mut |outcome| {
        let shown = format!("{outcome:?}").replace(&folder, "");
        let bare = |shown: String, number| shown.replace(&(stem(number) + ending), &stem(number));
        out.push((0..paths.len()).fold(shown, bare));
        ControlFlow::Continue(())
    });
    out
}

#[test]
fn a_wrong_name_changes_nothing_but_the_path() {
    let want = outcomes(".json");
    assert!(want.len() >= all().len());
    for ending in [".txt", ".vtt", ".bin", ""] {
        let found = outcomes(ending);
        assert_eq!(found.len(), want.len(), "{ending}");
        for (found, want) in found.iter().zip(&want) {
            assert_eq!(found, want, "{ending}");
        }
    }
}
