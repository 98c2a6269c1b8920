//! Each guard fires where it should, says why, keeps still on near words, and is missed when it is taken out.

use std::collections::{BTreeMap, BTreeSet};

use pursuit::analyze::{Analysis, Method, analyze};
use pursuit::prove::prove;
use pursuit::scan::{GUARDS, Rules};
use rayon::prelude::*;
use serde::Deserialize;

use crate::talks::{call, method};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    guard: Vec<Example>,
}

/// A guard at work, as `fixtures/guards.toml` tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    id: String,
    lexicon: String,
    fires: Vec<String>,
    words: Option<String>,
    words_turn: Option<u32>,
    near: Vec<String>,
}

fn examples() -> Vec<Example> {
    toml::from_str::<File>(include_str!("../../fixtures/guards.toml")).unwrap().guard
}

/// What became of a lexicon's hits in the last turn of a talk.
#[derive(Debug, Default)]
struct Heard {
    /// The guards of each hit that stands.
    stands: Vec<Vec<&'static str>>,
    /// Reason, words and their turn of each that does not.
    falls: Vec<(&'static str, Option<String>, Option<u32>)>,
}

impl Heard {
    fn new(lines: &[String], lexicon: &str, method: &Method) -> Self {
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let analysis: Analysis = analyze(call(&lines), "talk", method);
        let last = u32::try_from(lines.len()).unwrap();
        let evidence =
            analysis.signals.iter().filter(|signal| signal.id == lexicon).flat_map(|signal| &signal.evidence);
        let discarded = analysis.discarded.iter().filter(|discard| discard.turn == last && *discard.id == *lexicon);
        Self {
            stands: evidence.filter(|piece| piece.turn == last).map(|piece| piece.guards.clone()).collect(),
            falls: discarded.map(|discard| (discard.guard, discard.words.clone(), discard.words_turn)).collect(),
        }
    }

    /// The guard dropped or weakened a hit, and no hit of the lexicon stands without it.
    fn is_guarded_by(&self, guard: &str) -> bool {
        let falls = self.falls.iter().any(|(reason, _, _)| *reason == guard);
        let weakened = self.stands.iter().filter(|guards| guards.contains(&guard)).count();
        (falls || weakened > 0) && weakened == self.stands.len()
    }

    /// A hit stands on which the guard did not fire.
    fn is_free_of(&self, guard: &str) -> bool {
        let silent = |guards: &Vec<&str>| !guards.contains(&guard);
        self.stands.iter().any(silent) && !self.falls.iter().any(|(reason, _, _)| *reason == guard)
    }
}

#[test]
fn each_guard_fires_and_says_why() {
    let mut wrong = Vec::new();
    for example in examples() {
        let heard = Heard::new(&example.fires, &example.lexicon, method());
        let last = u32::try_from(example.fires.len()).unwrap();
        let because = example.words.as_ref().map(|words| {
            let turn = example.words_turn.unwrap_or(last);
            let quoted = &example.fires[turn as usize - 1];
            assert!(quoted.contains(words), "{words:?} is not said in {quoted:?}");
            heard
                .falls
                .iter()
                .any(|(guard, said, at)| *guard == example.id && said.as_ref() == Some(words) && *at == Some(turn))
        });
        if !heard.is_guarded_by(&example.id) || because == Some(false) {
            wrong.push(format!("{} on {:?}: {heard:?}", example.id, example.fires.last()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_guard_keeps_still_on_near_words() {
    let mut wrong = Vec::new();
    for example in examples().into_iter().filter(|example| !example.near.is_empty()) {
        let heard = Heard::new(&example.near, &example.lexicon, method());
        if !heard.is_free_of(&example.id) {
            wrong.push(format!("{} on {:?}: {heard:?}", example.id, example.near.last()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_guard_has_an_example_that_fires_and_one_that_does_not() {
    let examples = examples();
    let firing: BTreeSet<&str> = examples.iter().map(|example| example.id.as_str()).collect();
    let still = examples.iter().filter(|example| !example.near.is_empty()).map(|example| example.id.as_str());
    let all: BTreeSet<&str> = GUARDS.iter().map(|guard| guard.id()).collect();
    assert_eq!(firing, all);
    assert_eq!(still.collect::<BTreeSet<_>>(), all);
}

/// Without a guard, examples go red: how many, and the first of them, is printed.
#[test]
#[expect(clippy::print_stdout, reason = "the table is to be read with `--nocapture`")]
fn every_guard_is_missed_when_it_is_taken_out() {
    let examples = examples();
    let rows: Vec<String> = GUARDS
        .par_iter()
        .map(|guard| {
            let red = red_without(guard.id(), &examples);
            format!("{:17} {:4}  {}", guard.id(), red.len(), red.first().map_or("", String::as_str))
        })
        .collect();
    println!("{}", rows.join("\n"));
    let unmissed: Vec<&String> = rows.iter().filter(|row| row.contains("    0  ")).collect();
    assert_eq!(unmissed, Vec::<&String>::new());
}

/// Examples of the lexicons, then of `fixtures/guards.toml`, that do not hold without a guard.
fn red_without(guard: &str, examples: &[Example]) -> Vec<String> {
    let rules = Rules::builtin().unwrap().without_guard(guard).unwrap();
    let method = Method::of(rules);
    let sentences = prove(&method.rules).failures.into_iter().map(|failure| (failure.id, failure.text));
    let own = examples.iter().filter(|example| example.id == guard);
    let talks = own.filter(|own| !Heard::new(&own.fires, &own.lexicon, &method).is_guarded_by(guard));
    let talks = talks.map(|own| (own.lexicon.clone(), own.fires.last().cloned().unwrap_or_default()));
    sentences.chain(talks).map(|(lexicon, text)| format!("{lexicon}: {text:?}")).collect()
}

#[test]
fn an_unknown_guard_cannot_be_taken_out() {
    let error = Rules::builtin().unwrap().without_guard("sarcasmus").unwrap_err();
    assert!(error.what().contains("there is no guard `sarcasmus`"), "{error}");
}

/// In a reflection *your* is the buyer's own.
#[test]
fn a_reflection_is_no_complaint() {
    let lines = ["seller: Sounds like your booking page keeps crashing.", "buyer: Exactly."];
    let analysis = analyze(call(&lines), "talk", method());
    let pain = analysis.signals.iter().find(|signal| signal.id == "pain.problem").unwrap();
    let quotes: Vec<&str> = pain.evidence.iter().map(|piece| piece.quote.as_str()).collect();
    assert_eq!(quotes, ["keeps crashing", "Exactly"]);
}

/// What fired is verbatim and stands in the turn that is named; what was not said has no words.
#[test]
fn words_that_fired_are_quoted_from_their_turn() {
    let mut counted: BTreeMap<bool, usize> = BTreeMap::new();
    for example in examples() {
        let lines: Vec<&str> = example.fires.iter().map(String::as_str).collect();
        for discard in analyze(call(&lines), "talk", method()).discarded {
            assert_eq!(discard.words.is_some(), discard.words_turn.is_some());
            *counted.entry(discard.words.is_some()).or_default() += 1;
            if let (Some(words), Some(turn)) = (discard.words, discard.words_turn) {
                assert!(!words.is_empty() && lines[turn as usize - 1].contains(&words), "{words:?}");
            }
        }
    }
    assert!(counted.get(&true) >= Some(&20), "{counted:?}");
}
