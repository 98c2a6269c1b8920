//! Runs over invented files with invented readers: `call`, `call`, `broken` or `bug` on each line.

use std::ops::ControlFlow;

use super::{Outcome, Reader, Sink, Steps, Totals, drive};
use crate::analyze::{Analysis, Method, analyze};
use crate::call::{Call, Points, Role, RoleSource};
use crate::error::{Error, ErrorKind};
use crate::monitor::Silent;
use crate::role::Speaker;
use crate::source::{Item, Listing, Stdin};

/// Each line of the input is a record: `call`, `broken`, `bug` (in the analysis) or `crash` (in the reader).
fn read(bytes: &[u8], sink: Sink<'_>) -> Result<(), Error> {
    let text = std::str::from_utf8(bytes).unwrap();
    if text == "unreadable" {
        return Err(Error::new(ErrorKind::Unrecognised, "no format claims this file"));
    }
    for (line, word) in (1..).zip(text.lines()) {
        assert_ne!(word, "crash", "the reader crashed");
        sink(
            "text",
            match word {
                "broken" => Err(Error::new(ErrorKind::Malformed, "this is broken").at_line(line)),
                word => Ok(Call { title: Some(word.to_owned()), ..Call::default() }),
            },
        );
    }
    Ok(())
}

fn steps(method: &Method) -> impl Fn(Call, &str) -> Analysis + Sync + '_ {
    |call, name| {
        assert_ne!(call.title.as_deref(), Some("bug"), "the analysis crashed");
        let mut analysis = analyze(call, name, method);
        let role_source = RoleSource::Label;
        let (words, share, role_confidence) = (1, Points::ONE, Points::ONE);
        let name = "Sam".to_owned();
        analysis.parties =
            vec![Speaker { name, email: None, role: Role::Seller, role_source, role_confidence, words, share }];
        analysis
    }
}

/// Runs over standard inputs that hold `texts`; gives each outcome in short, and the totals.
fn outcomes(texts: &'static [&str], threads: usize, stop_after: usize) -> (Vec<String>, Totals) {
    let items = texts.iter().map(|text| Item::stdin(Stdin::new(Box::new(text.as_bytes())))).collect();
    let listing = Listing { items, ..Listing::default() };
    let method = Method::builtin().unwrap();
    let mut out = Vec::new();
    let mut emit = |outcome: Outcome| {
        out.push(match outcome.result {
            Ok(analysis) => analysis.id,
            Err(error) => error.to_string(),
        });
        if out.len() >= stop_after { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    };
    let steps = Steps { read: Reader::new(&read), analyze: &steps(&method) };
    let totals = drive(&listing, &steps, threads, &Silent, &|_| (), &mut |outcome, ()| emit(outcome));
    (out, totals)
}

#[test]
fn broken_inputs_and_bugs_are_outcomes_among_the_others() {
    for threads in [1, 2, 7] {
        let (out, totals) = outcomes(&["call\nbroken\ncall", "bug", "crash", "unreadable", "", "call"], threads, 99);
        let bug = "the other inputs are not touched by it";
        assert_eq!(out[..3], ["stdin", "<stdin>:2: this is broken", "stdin#3"]);
        assert!(out[3].contains("the analysis crashed") && out[3].ends_with(bug), "{}", out[3]);
        assert!(out[4].contains("the reader crashed") && out[4].ends_with(bug), "{}", out[4]);
        assert_eq!(out[5], "<stdin>: no format claims this file");
        assert_eq!(out[6], "<stdin>: holds no call; check that the export was complete");
        assert_eq!(out[7..], ["stdin"]);
        assert_eq!((totals.items, totals.calls, totals.failed), (6, 3, 5));
        assert_eq!(totals.classes.values().sum::<u64>(), 3);
        assert_eq!(totals.sellers["Sam"], totals.classes);
    }
}

#[test]
fn a_closed_writer_ends_the_run_with_what_was_emitted() {
    let (out, totals) = outcomes(&["call\ncall\ncall", "broken", "call"], 3, 2);
    assert_eq!((out.len(), totals.calls, totals.failed), (2, 2, 0));
}
