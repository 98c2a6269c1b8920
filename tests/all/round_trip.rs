//! One talk in every format: it reads back to the same turns, speakers and times, and to the same verdict.

use std::collections::BTreeSet;

use proptest::prelude::*;
use pursuit::analyze::{Analysis, analyze};
use pursuit::call::{Call, Given, Role, turns};
use pursuit::input::{Fit, Times, formats, read};

use crate::talks::method;
use crate::vignettes::said;
use crate::written::{Said, WRITERS, Writer};

/// Words that no reader takes for names, headings or times.
const WORDS: &[&str] = &[
    "we", "moved", "the", "boxes", "twice", "last", "week,", "because", "nobody", "knew.", "Naïve", "is", "it?", "été",
];

/// The first call of what a writer wrote, read by the format it names.
fn read_back(writer: &Writer, talk: &[Said]) -> Call {
    let bytes = (writer.write)(talk);
    let mut calls = Vec::new();
    let whole = read(&bytes, &mut |id, result| calls.push((id, result)));
    let shown = || String::from_utf8_lossy(&bytes).into_owned();
    assert!(whole.is_ok() && !calls.is_empty(), "{}: {whole:?}\n{}", writer.id, shown());
    let (id, call) = calls.remove(0);
    assert_eq!(id, writer.id, "{}", shown());
    call.unwrap_or_else(|error| panic!("{}: {error}\n{}", writer.id, shown()))
}

/// A turn: speaker, the side that the file states, words, start and end.
type Told = (String, Option<Role>, String, Option<i64>, Option<i64>);

/// What stands in a call, turn by turn, with the times that the writer keeps.
fn told(writer: &Writer, call: &Call) -> Vec<Told> {
    let turn = |turn: &pursuit::call::Turn<'_>| {
        let party = turn.party.map(|party| &call.parties[party.0 as usize]);
        let name = party.map_or("?", |party| party.name.as_str());
        let role = party.and_then(|party| Some(party.given?.role));
        let start = turn.start().map(|time| time.get()).filter(|_| writer.times != Times::No);
        let end = turn.end().map(|time| time.get()).filter(|_| writer.times == Times::Both);
        (name.to_owned(), role, turn.text.to_string(), start, end)
    };
    turns(call).iter().map(turn).collect()
}

/// What must stand there.
fn wanted(writer: &Writer, talk: &[Said]) -> Vec<Told> {
    let turn = |said: &Said| {
        let start = (writer.times != Times::No).then_some(said.start);
        let end = (writer.times == Times::Both).then_some(said.end);
        (writer.speakers[said.who].to_owned(), writer.roles[said.who], said.text.clone(), start, end)
    };
    talk.iter().map(turn).collect()
}

/// A talk of two people who take turns.
fn talks() -> impl Strategy<Value = Vec<Said>> {
    let text = proptest::collection::vec(proptest::sample::select(WORDS), 1..12);
    proptest::collection::vec((text, 1_i64..20, 0_i64..3), 4..12).prop_map(|turns| {
        let mut clock = 0;
        let say = |(who, (words, length, pause)): (usize, (Vec<&str>, i64, i64))| {
            let start = clock + pause * 1000;
            clock = start + length * 1000;
            Said { who: who % 2, text: words.join(" "), start, end: clock }
        };
        turns.into_iter().enumerate().map(say).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_talk_in_any_format_reads_back_as_it_was(talk in talks()) {
        for writer in WRITERS {
            let call = read_back(writer, &talk);
            prop_assert_eq!(told(writer, &call), wanted(writer, &talk), "{}", writer.id);
        }
    }
}

#[test]
fn every_format_has_a_writer() {
    let written: BTreeSet<&str> = WRITERS.iter().map(|writer| writer.id).collect();
    let read = |id: &&str| cfg!(feature = "parquet") || *id != "parquet";
    let known: BTreeSet<&str> = formats().map(|format| format.id()).filter(read).collect();
    assert_eq!(written, known);
    assert!(WRITERS.is_sorted_by_key(|writer| writer.id));
}

#[test]
fn one_owner_per_written_talk_whatever_surrounds_it() {
    let say = |who: usize, text: &str, start| Said { who, text: text.to_owned(), start, end: start + 2_000 };
    let talk = [
        say(0, "we moved it.", 1_000),
        say(1, "twice, last week.", 3_000),
        say(0, "is it so?", 6_000),
        say(1, "it is.", 9_000),
    ];
    for writer in WRITERS {
        let bytes = (writer.write)(&talk);
        let export = pursuit::input::Export::new(&bytes);
        let fits: Vec<(Fit, &str)> = formats().map(|format| (format.recognise(&export), format.id())).collect();
        let best = fits.iter().max().unwrap().0;
        let owners: Vec<&str> = fits.iter().filter(|(fit, _)| *fit == best).map(|(_, id)| *id).collect();
        assert_eq!(owners, [writer.id]);
    }
}

/// A verdict, with the side of each speaker stated by name.
fn verdict(mut call: Call, speakers: [&str; 2]) -> Analysis {
    for party in &mut call.parties {
        let who = speakers.iter().position(|name| *name == party.name).unwrap();
        let role = [Role::Seller, Role::Buyer][who];
        party.given = Some(Given { role, confidence: 1000, by: "role" });
    }
    analyze(call, "one", method())
}

#[test]
fn one_vignette_gives_the_same_verdict_in_every_format() {
    for vignette in ["v02", "v05"] {
        let mut clock = 0;
        let mut talk: Vec<Said> = Vec::new();
        for (role, text) in said(vignette) {
            let who = usize::from(role == Role::Buyer);
            let (start, length) = (clock, 1000 * (1 + i64::try_from(text.split(' ').count()).unwrap() / 3));
            clock += length;
            match talk.last_mut().filter(|last| last.who == who) {
                Some(last) => (last.text, last.end) = (format!("{} {text}", last.text), clock),
                None => talk.push(Said { who, text, start, end: clock }),
            }
        }
        let want = |times| {
            let writer = WRITERS.iter().find(|writer| writer.id == "pursuit").unwrap();
            let mut call = read_back(writer, &talk);
            for said in &mut call.utterances {
                said.start = said.start.filter(|_| times != Times::No);
                said.end = said.end.filter(|_| times == Times::Both);
            }
            verdict(call, writer.speakers)
        };
        for writer in WRITERS {
            let found = verdict(read_back(writer, &talk), writer.speakers);
            let want = want(writer.times);
            assert_eq!((found.verdict, found.masses), (want.verdict, want.masses), "{vignette} in {}", writer.id);
        }
    }
}
