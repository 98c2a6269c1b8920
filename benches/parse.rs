//! From the bytes of an export to its call, in every format: megabytes a second, and the most memory at once.
//!
//! One long talk is written in each format by the writers that the tests use. The column `max alloc` is what reading
//! takes besides the file itself.

#![expect(clippy::disallowed_methods, reason = "a bench reads its own fixtures")]

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use pursuit::call::{Role, turns};
use pursuit::input::read;

#[expect(clippy::unwrap_used, dead_code, reason = "a bench writes talks and reads only how many turns come back")]
#[path = "../tests/all/written/mod.rs"]
mod written;

#[expect(dead_code, reason = "each bench takes of the corpus what it needs")]
mod corpus;

use written::{Said, WRITERS, Writer};

#[global_allocator]
static ALLOC: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// Turns of the talk; some 10 MB where every word has its times.
const TURNS: usize = 8_000;

/// The corpus as a talk of two people who take turns of two seconds.
fn talk() -> Vec<Said> {
    let turn = |(index, (_, text)): (usize, (Role, String))| {
        let start = 2_000 * i64::try_from(index).expect("small");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Said { who: index % 2, text, start, end: start + 2_000 }
    };
    corpus::said(TURNS).into_iter().enumerate().map(turn).collect()
}

/// The names of the benches: the format and which of its writers it is.
fn names() -> Vec<String> {
    let number = |at: usize, id: &str| WRITERS[..at].iter().filter(|writer| writer.id == id).count() + 1;
    WRITERS.iter().enumerate().map(|(at, writer)| format!("{}#{}", writer.id, number(at, writer.id))).collect()
}

/// The writer of that name.
fn writer(name: &str) -> &'static Writer {
    let at = names().iter().position(|known| known == name).expect("a writer's name");
    &WRITERS[at]
}

#[divan::bench(args = names(), sample_count = 5, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, name: &str) {
    let bytes = (writer(name).write)(&talk());
    let mut count = 0;
    read(&bytes, &mut |_, call| count = turns(&call.expect("a call")).len()).expect("a transcript");
    assert_eq!(count, TURNS, "{name}");
    bencher.counter(BytesCount::new(bytes.len())).bench_local(|| {
        read(black_box(&bytes), &mut |_, call| drop(black_box(call))).expect("a transcript");
    });
}
