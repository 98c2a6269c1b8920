//! Is anything for sale here? Talks of many kinds that are no sale, and sales that look like them.

use std::collections::BTreeMap;

use pursuit::analyze::analyze;
use pursuit::verdict::Class;
use serde::Deserialize;

use crate::talks::{analysis, call, method};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    talk: Vec<Talk>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Talk {
    kind: String,
    expect: String,
    turns: String,
}

/// How the talks of one file come out: by what they are and what they are said to be, how many.
fn outcome(source: &str) -> BTreeMap<(String, &'static str), u32> {
    let file: File = toml::from_str(source).unwrap();
    let mut counts = BTreeMap::new();
    for talk in file.talk {
        let verdict = analyze(call(&talk.turns.lines().collect::<Vec<_>>()), &talk.kind, method()).verdict;
        let said = match verdict.class {
            Class::SellerPursuing | Class::BuyerPursuing if talk.expect != "sale" => "accused",
            Class::SellerPursuing | Class::BuyerPursuing | Class::Mutual => "sale",
            other => other.as_str(),
        };
        *counts.entry((talk.expect, said)).or_default() += 1;
    }
    counts
}

/// How many talks that are something are said to be something.
fn count(outcome: &BTreeMap<(String, &'static str), u32>, is: &str, said: &str) -> u32 {
    outcome.iter().filter(|((one, other), _)| one == is && *other == said).map(|(_, count)| count).sum()
}

#[test]
fn no_talk_without_a_sale_is_called_one() {
    let outcome = outcome(include_str!("../../fixtures/gate/no_sale.toml"));
    for is in ["no_sale_dynamic", "insufficient_evidence"] {
        assert_eq!((count(&outcome, is, "accused"), count(&outcome, is, "sale")), (0, 0), "{outcome:?}");
    }
    assert!(count(&outcome, "no_sale_dynamic", "no_sale_dynamic") >= 23, "{outcome:?}");
    assert_eq!(count(&outcome, "insufficient_evidence", "insufficient_evidence"), 7, "{outcome:?}");
}

#[test]
fn no_sale_that_sounds_like_something_else_is_turned_away() {
    let outcome = outcome(include_str!("../../fixtures/gate/sale.toml"));
    assert_eq!(count(&outcome, "sale", "no_sale_dynamic"), 0, "{outcome:?}");
    assert!(count(&outcome, "sale", "sale") >= 35, "{outcome:?}");
}

/// Written first, and looked at by nobody who chose a phrase; what is wrong here is to be mended elsewhere.
#[test]
fn the_talks_kept_aside_come_out_as_they_were_measured() {
    let no_sale = outcome(include_str!("../../fixtures/gate/kept_no_sale.toml"));
    assert_eq!(count(&no_sale, "no_sale_dynamic", "accused"), 0, "{no_sale:?}");
    assert!(count(&no_sale, "no_sale_dynamic", "sale") <= 4, "{no_sale:?}");
    assert!(count(&no_sale, "no_sale_dynamic", "no_sale_dynamic") >= 15, "{no_sale:?}");
    assert_eq!(count(&no_sale, "insufficient_evidence", "insufficient_evidence"), 8, "{no_sale:?}");
    let sale = outcome(include_str!("../../fixtures/gate/kept_sale.toml"));
    assert_eq!(count(&sale, "sale", "no_sale_dynamic"), 0, "{sale:?}");
    assert!(count(&sale, "sale", "sale") >= 30, "{sale:?}");
}

/// Longer talks over the ground of a whole week, from the kick-off to the lent hedge trimmer, with sales that begin like
/// them; phrases were chosen on these.
#[test]
fn long_talks_without_a_sale_are_told_from_sales_that_begin_like_them() {
    let no_sale = outcome(include_str!("../../fixtures/gate/long_no_sale.toml"));
    for said in ["accused", "sale"] {
        assert_eq!(count(&no_sale, "no_sale_dynamic", said), 0, "{no_sale:?}");
    }
    assert!(count(&no_sale, "no_sale_dynamic", "no_sale_dynamic") >= 22, "{no_sale:?}");
    let sale = outcome(include_str!("../../fixtures/gate/long_sale.toml"));
    assert_eq!(count(&sale, "sale", "no_sale_dynamic"), 0, "{sale:?}");
    assert!(count(&sale, "sale", "sale") >= 14, "{sale:?}");
}

/// As many again, measured once when the phrases stood.
#[test]
fn the_long_talks_kept_aside_come_out_as_they_were_measured() {
    let no_sale = outcome(include_str!("../../fixtures/gate/kept_long_no_sale.toml"));
    assert_eq!(count(&no_sale, "no_sale_dynamic", "accused"), 0, "{no_sale:?}");
    assert!(count(&no_sale, "no_sale_dynamic", "sale") <= 1, "{no_sale:?}");
    let sale = outcome(include_str!("../../fixtures/gate/kept_long_sale.toml"));
    assert!(count(&sale, "sale", "no_sale_dynamic") <= 1, "{sale:?}");
    assert!(count(&sale, "sale", "sale") >= 14, "{sale:?}");
}

#[test]
fn signs_of_several_kinds_add_up() {
    let lines = [
        "seller: Afternoon, Ole. What did we promise them on the ferry interface? It is not in my notes.",
        "buyer: Two weeks, I think. Their director was not in the room, so nobody wrote it down for us.",
        "seller: Then there is a workaround until the summer, and I can see it in the log that it works.",
        "buyer: Good. Bless him, he would have rung me on a Sunday. Is your proposal still the old one?",
        "seller: It is. Our team wants the contract in one folder, and our customers do as well, I suppose.",
        "buyer: So do I. Put it where everybody finds it, and I am happy, and so is the rest of the house.",
    ];
    let verdict = analysis(&lines).verdict;
    assert_eq!(verdict.class, Class::NoSaleDynamic, "{}", verdict.because);
}

const GERMAN: [&str; 4] = [
    "seller: Guten Morgen, ich rufe wegen der Küche an, die Sie bei uns bestellen wollten.",
    "buyer: Ja, die alte Küche fällt auseinander, und wir haben im Mai eine große Feier.",
    "seller: Dann ist das hier ein gutes Angebot, und es gilt nur bis Freitag.",
    "buyer: Das muss ich erst mit meiner Frau besprechen, die entscheidet das mit.",
];

#[test]
fn turns_of_another_language_do_not_count_and_it_is_said() {
    let english = [
        "seller: Hello, I am calling about the kitchen that you asked us for, have you got a minute?",
        "buyer: Yes, our old one is falling apart, the drawers do not close, and we have a party in May.",
        "seller: What would it mean for you if it was not in by then?",
        "buyer: We would have to hire a hall, that is four hundred pounds, so I want it done by April.",
        "seller: For that size it would be nine thousand, with the fitting and all of the machines.",
        "buyer: Can you send me the quote, and could you do it in the first week of April?",
    ];
    let foreign: Vec<&str> = english[..2].iter().chain(&GERMAN).copied().collect();
    let mixed: Vec<&str> = english.iter().chain(&GERMAN[..2]).copied().collect();
    let plain = analysis(&english);
    assert!(plain.warnings.iter().all(|note| note.code != "other_language"), "{:?}", plain.warnings);

    let mostly = analysis(&foreign);
    assert_eq!(mostly.verdict.class, Class::InsufficientEvidence);
    assert!(mostly.verdict.because.starts_with("mostly in another language, "), "{}", mostly.verdict.because);

    let partly = analysis(&mixed);
    assert_eq!((partly.verdict.class, partly.masses), (plain.verdict.class, plain.masses));
    let note = partly.warnings.iter().find(|note| note.code == "other_language").unwrap();
    assert_eq!(note.text, "2 of 8 turns are in another language and do not count, the first is turn 7");
    assert!(partly.words > plain.words, "the words of all turns are still counted");
}

#[test]
fn the_gate_says_its_name_and_to_the_trainer_the_way_out() {
    let lines = [
        "seller: Welcome aboard, I am Ines, and this kick-off call is for your site in Aarhus.",
        "buyer: Good. Since we signed, the old software has crashed twice more, so we are keen to move.",
        "seller: Your first training session is planned for Monday. Did everyone get their login?",
        "buyer: All but two of them. Who do they write to?",
        "seller: To me. And the go live stays on the second of May, if the data comes this week.",
        "buyer: It will. I have asked for the export, and it should be with you on Thursday or so.",
    ];
    let told = analysis(&lines);
    assert_eq!(told.verdict.class, Class::NoSaleDynamic);
    assert_eq!(told.verdict.because, "sounds like a talk after the signature (4 turns), not like a sale");
    let way_out = told.warnings.iter().find(|note| note.code == "taken_for_no_sale").unwrap();
    insta::assert_snapshot!(way_out.text, @"if something is for sale here, lay a ctx.handover of your own over ours with --lexicons, without the phrases that were taken for a talk after the signature");
}

#[test]
fn because_speaks_to_those_who_sell_and_not_to_those_who_keep_the_files() {
    let talks = [
        &["seller: The heron stood in the reeds again this morning.", "buyer: Ours has not come back since the storm."]
            [..],
        &["seller: What would it cost to mend?", "buyer: No idea, the key broke in the door, and it is Sunday."],
        &["seller: Welcome aboard, your go live is on Monday.", "buyer: Since we signed, all is well."],
    ];
    for talk in talks {
        let long: Vec<&str> = talk.iter().copied().cycle().take(40).collect();
        let verdict = analysis(&long).verdict;
        let words = ["--", ".toml", "ctx.", "lexicon", "clause", "`"];
        assert!(words.iter().all(|word| !verdict.because.contains(word)), "{}", verdict.because);
    }
}

#[test]
fn something_on_offer_overrules_what_a_talk_sounds_like() {
    let lines = [
        "seller: It's three months since you signed with us, so how is it going since then on the ward?",
        "buyer: Well. We want the same for the other two wards. What would it be for the three of them?",
        "seller: The two would be five hundred a month on top, and I could take ten percent off for you.",
        "buyer: Can you send me the offer for it? I want to sign it this week if my director says yes.",
    ];
    let verdict = analysis(&lines).verdict;
    assert!(!matches!(verdict.class, Class::NoSaleDynamic), "{}", verdict.because);
}
