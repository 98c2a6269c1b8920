//! Runs over files: order, threads, a broken file among good ones, and a writer that is closed.

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use pursuit::analyze::Method;
use pursuit::batch::{self, Totals};
use pursuit::monitor::Silent;
use pursuit::source::{Filter, Stdin, list};

/// Forty calls, and one file that is none.
fn folder() -> tempfile::TempDir {
    let top = tempfile::tempdir().unwrap();
    for n in 0..40 {
        let text = format!("Rep: call {n}, how do you plan your work?\nCustomer: we miss dates.\n").repeat(n + 1);
        write(&top.path().join(format!("call{n:02}.txt")), text.as_bytes());
    }
    write(&top.path().join("broken.txt"), &[0; 300]);
    top
}
fn write(path: &Path, bytes: &[u8]) {
    fs::write(path, bytes).unwrap();
}

/// Every outcome of a run in words, up to `most` of them.
fn outcomes(paths: &[PathBuf], threads: usize, most: usize) -> (Vec<String>, Totals) {
    let method = Method::builtin().unwrap();
    let listing = list(paths, &Filter::default(), Stdin::new(Box::new(&b""[..])));
    let mut out = Vec::new();
    let totals = batch::run(&listing, &method, threads, &Silent, &mut |outcome| {
        out.push(format!("{outcome:?}"));
        if out.len() >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    (out, totals)
}

#[test]
fn outcomes_are_the_same_on_any_number_of_threads_and_for_any_order_of_arguments() {
    let top = folder();
    let (want, totals) = outcomes(&[top.path().to_owned()], 1, usize::MAX);
    assert_eq!((want.len(), totals.items, totals.failed + totals.calls), (41, 41, 41));
    assert!(totals.failed >= 1);
    let files: Vec<PathBuf> = fs::read_dir(top.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    for threads in [1, 2, 7] {
        let (back, turned): (Vec<_>, Vec<_>) =
            (files.iter().rev().cloned().collect(), [&files[7..], &files[..7], &files[..3]].concat());
        for paths in [&[top.path().to_owned()][..], &files, &back, &turned] {
            assert_eq!(outcomes(paths, threads, usize::MAX), (want.clone(), totals.clone()));
        }
    }
}

#[test]
fn a_closed_writer_ends_the_run_early() {
    let top = folder();
    let (out, totals) = outcomes(&[top.path().to_owned()], 2, 5);
    assert_eq!((out.len(), totals.calls + totals.failed), (5, 5));
}
