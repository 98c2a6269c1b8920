//! Files to results, all steps, on one thread and on every core; and all steps of one call that is in memory.

#![expect(clippy::disallowed_methods, reason = "a bench reads and writes its own files")]

use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::thread;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use pursuit::analyze::{Method, analyze};
use pursuit::batch::{Totals, run};
use pursuit::monitor::Silent;
use pursuit::source::{Filter, Stdin, list};

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

fn main() {
    divan::main();
}

/// Calls of the batch: enough for every core, and not so many that a sample takes seconds.
const CALLS: usize = 24;

/// One thread, and one a core.
fn threads() -> Vec<usize> {
    let mut threads = vec![1, thread::available_parallelism().map_or(1, usize::from)];
    threads.dedup();
    threads
}

/// All files of the folder, read and analysed.
fn totals(folder: &[PathBuf], method: &Method, threads: usize) -> Totals {
    let listing = list(folder, &Filter::default(), Stdin::default());
    run(&listing, method, threads, &Silent, &mut |outcome| {
        drop(black_box(outcome));
        ControlFlow::Continue(())
    })
}

#[divan::bench(args = threads(), sample_count = 20, sample_size = 1)]
fn batch(bencher: Bencher<'_, '_>, threads: usize) {
    let method = corpus::method();
    let folder = tempfile::tempdir().expect("a folder");
    let mut bytes = 0;
    for number in 0..CALLS {
        // Of several lengths, as calls are.
        let text = corpus::transcript(corpus::TURNS / 2 + number * 37 % corpus::TURNS);
        bytes += text.len();
        fs::write(folder.path().join(format!("call{number:02}.txt")), text).expect("room on the disk");
    }
    let folder = [folder.path().to_owned()];
    let counted = totals(&folder, &method, threads);
    assert_eq!((counted.calls, counted.failed), (CALLS as u64, 0));
    bencher.counter(BytesCount::new(bytes)).bench_local(|| totals(&folder, &method, threads));
}

#[divan::bench]
fn whole_call(bencher: Bencher<'_, '_>) {
    let (call, method) = (corpus::call(), corpus::method());
    assert!(analyze(call.clone(), "bench", &method).signals.len() > 30);
    bencher
        .counter(BytesCount::new(corpus::bytes(&call)))
        .with_inputs(|| call.clone())
        .bench_values(|call| analyze(black_box(call), "bench", &method));
}
