//! The exchange: what a clause does, and whether words were said unasked, only answered or only agreed.

use std::fmt::Write;

use pursuit::call;
use pursuit::lexicon::ActKind;
use pursuit::scan::{self, Acts};
use pursuit::text;
use serde::Deserialize;

use crate::talks::{analysis, call as talk, method};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    clause: Vec<Clause>,
    talk: Vec<Talk>,
    proposals: Vec<Proposals>,
}

/// A talk and all that is proposed in it: `turn side kind [sum] answer [turn]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Proposals {
    turns: Vec<String>,
    proposed: Vec<String>,
}

/// A sentence of one clause and what it does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clause {
    text: String,
    acts: Vec<String>,
}

/// A talk and how its evidence came to be said: `turn lexicon exchange`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Talk {
    what: String,
    turns: Vec<String>,
    said: Vec<String>,
}

fn file() -> File {
    toml::from_str(include_str!("../../fixtures/exchange.toml")).unwrap()
}

/// The acts of each clause of a sentence.
fn acts_of(sentence: &str) -> Vec<Acts> {
    let call = talk(&[&format!("seller: {sentence}")]);
    let text = text::prepare(&call::turns(&call));
    scan::find(&text, &method().rules).acts().to_vec()
}

const NAMES: [(Acts, &str); 8] = [
    (Acts::ACKNOWLEDGEMENT, "acknowledgement"),
    (Acts::AGREES, "agrees"),
    (Acts::DIRECTIVE, "directive"),
    (Acts::PROPOSAL, "proposal"),
    (Acts::QUESTION, "question"),
    (Acts::REFUSES, "refuses"),
    (Acts::SOCIAL, "social"),
    (Acts::TAG, "tag"),
];

#[test]
fn each_clause_does_what_it_does() {
    let mut wrong = String::new();
    let file = file();
    assert!(file.clause.len() >= 40 && file.talk.len() >= 15);
    for clause in file.clause {
        let found = acts_of(&clause.text);
        assert_eq!(found.len(), 1, "{:?} is no single clause", clause.text);
        let named: Vec<&str> = NAMES.iter().filter(|(act, _)| found[0].any(*act)).map(|(_, name)| *name).collect();
        if named != clause.acts {
            writeln!(wrong, "{:?} does {named:?}, not {:?}", clause.text, clause.acts).unwrap();
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn acts_prove_themselves() {
    let mut wrong = String::new();
    let rows = &method().rules.acts().rows;
    assert_eq!(rows.iter().map(|row| row.kind).collect::<Vec<_>>(), ActKind::ALL.map(|(kind, _)| kind));
    for row in rows {
        let shows = |sentence: &str| acts_of(sentence).iter().any(|acts| acts.any(Acts::shown_by(row.kind)));
        for sentence in row.finds.iter().filter(|sentence| !shows(sentence)) {
            writeln!(wrong, "{:?} is not found in {sentence:?}", row.kind).unwrap();
        }
        for sentence in row.passes.iter().filter(|sentence| shows(sentence)) {
            writeln!(wrong, "{:?} is found in {sentence:?}", row.kind).unwrap();
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn evidence_tells_whether_it_was_asked_for() {
    let mut wrong = String::new();
    for example in file().talk {
        let lines: Vec<&str> = example.turns.iter().map(String::as_str).collect();
        let analysis = analysis(&lines);
        for wanted in &example.said {
            let parts: Vec<&str> = wanted.split_whitespace().collect();
            let [turn, id, exchange] = parts[..] else { panic!("`{wanted}` is not `turn lexicon exchange`") };
            let pieces = analysis.signals.iter().filter(|signal| signal.id == id).flat_map(|signal| &signal.evidence);
            let mut here = pieces.filter(|piece| piece.turn.to_string() == turn).peekable();
            if here.peek().is_none() || here.any(|piece| piece.exchange.as_str() != exchange) {
                let all: Vec<String> = analysis
                    .signals
                    .iter()
                    .flat_map(|signal| signal.evidence.iter().map(move |piece| (&signal.id, piece)))
                    .map(|(id, piece)| format!("{} {id} {}", piece.turn, piece.exchange.as_str()))
                    .collect();
                writeln!(wrong, "{}: {wanted}; there is {all:?}", example.what).unwrap();
            }
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn proposals_have_their_side_kind_and_answer() {
    let mut wrong = String::new();
    for example in file().proposals {
        let lines: Vec<&str> = example.turns.iter().map(String::as_str).collect();
        let found: Vec<String> = analysis(&lines)
            .proposals
            .iter()
            .map(|proposal| {
                let sum = proposal.sum.map(|sum| format!(" {sum}")).unwrap_or_default();
                let turn = proposal.answer_turn.map(|turn| format!(" {turn}")).unwrap_or_default();
                let (side, kind) = (proposal.side.as_str(), proposal.kind.as_str());
                format!("{} {side} {kind}{sum} {}{turn}", proposal.turn, proposal.answer.as_str())
            })
            .collect();
        if found != example.proposed {
            writeln!(wrong, "{:?}\n   has {found:?}\n   not {:?}", example.turns, example.proposed).unwrap();
        }
    }
    assert_eq!(wrong, "");
}

/// Of an answer the whole clause is quoted, not only the words by which it was told.
#[test]
fn an_answer_is_quoted_as_a_clause() {
    for (answer, quoted) in [
        ("I'll take it to the board with the drawings.", "I'll take it to the board with the drawings"),
        ("Hm. Sign us up for the whole year.", "Sign us up for the whole year"),
        ("Well, yes. No, not this year.", "No, not this year"),
    ] {
        let analysis = analysis(&["seller: Shall I send you the agreement tonight?", &format!("buyer: {answer}")]);
        let quotes: Vec<Option<&str>> = analysis.proposals.iter().map(|one| one.answer_quote.as_deref()).collect();
        assert!(quotes.iter().all(|quote| quote.is_none_or(|quote| quote == quoted)), "{answer:?}: {quotes:?}");
    }
}

#[test]
fn words_said_unasked_are_counted() {
    let structure = |lines: &[&str]| {
        let structure = analysis(lines).structure;
        [structure.seller_unasked_share, structure.buyer_unasked_share].map(|share| share.map(|points| points.0))
    };
    // Six words asked, four answered; then five words of the buyer's own out of fifteen.
    let asked = "seller: How many looms are running now?";
    assert_eq!(structure(&[asked, "buyer: Nine of the ten."]), [Some(600), Some(0)]);
    assert_eq!(
        structure(&[asked, "buyer: Nine of the ten. Do you service them too?"]),
        [Some(400), Some(333)],
        "what follows an answer is unasked"
    );
    assert_eq!(
        structure(&["seller: Looms wear out in time.", "buyer: Okay."]),
        [Some(833), Some(0)],
        "a prompt is nobody's"
    );
    assert_eq!(structure(&[]), [None, None]);
}
