//! Sums that are raised: which asks for more press, and which are a bargain, a correction or another thing.

use pursuit::call::{Points, Role};
use serde::Deserialize;

use crate::talks::analysis;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    talk: Vec<Talk>,
}

/// A talk and the turns, from 1, of each raise: of the sum that stood and of the greater one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Talk {
    what: String,
    turns: Vec<String>,
    raised: Vec<String>,
}

fn talks() -> Vec<Talk> {
    toml::from_str::<File>(include_str!("../../fixtures/sums.toml")).unwrap().talk
}

/// The turns that the signal quotes.
fn quoted(lines: &[&str]) -> Vec<u32> {
    let found = analysis(lines);
    let signal = found.signals.iter().find(|signal| signal.id == "structure.sum_raised");
    signal.into_iter().flat_map(|signal| &signal.evidence).map(|evidence| evidence.turn).collect()
}

#[test]
fn more_than_was_agreed_or_offered_presses_and_a_bargain_does_not() {
    let mut wrong = Vec::new();
    for talk in talks() {
        let lines: Vec<&str> = talk.turns.iter().map(String::as_str).collect();
        let want: Vec<u32> =
            talk.raised.iter().flat_map(|row| row.split(' ')).map(|turn| turn.parse().unwrap()).collect();
        let got = quoted(&lines);
        if got != want {
            wrong.push(format!("{}: {got:?}, not {want:?}", talk.what));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_raise_quotes_both_sums_and_counts_for_the_seller() {
    let found = analysis(&[
        "seller: We collect for the mountain rescue, would you like to donate?",
        "buyer: I could give five pounds.",
        "seller: That's wonderful. Could you make it ten?",
    ]);
    let signal = found.signals.iter().find(|signal| signal.id == "structure.sum_raised").unwrap();
    let quotes: Vec<&str> = signal.evidence.iter().map(|evidence| evidence.quote.as_str()).collect();
    assert_eq!(quotes, ["I could give five pounds", "Could you make it ten"]);
    assert_eq!((signal.mass.as_str(), signal.points), ("seller_pursuit", Points::ONE));
}

#[test]
fn without_a_buyer_nobody_raises() {
    for talk in talks() {
        let swapped: Vec<String> = talk.turns.iter().map(|line| line.replace("buyer:", "seller:")).collect();
        let lines: Vec<&str> = swapped.iter().map(String::as_str).collect();
        assert_eq!(quoted(&lines), Vec::<u32>::new(), "{} {}", talk.what, Role::Seller.as_str());
    }
}
