//! What speech recognition writes must still be found: METHOD 2.1's table of raw forms.

use std::collections::BTreeSet;

use crate::talks::analysis;

/// Lexicons with evidence in the last turn.
fn codes(lines: &[&str]) -> BTreeSet<String> {
    let analysis = analysis(lines);
    let last = analysis.turns;
    let kept = analysis.signals.into_iter().filter(|signal| {
        !signal.id.starts_with("structure.") && signal.evidence.iter().any(|evidence| evidence.turn == last)
    });
    kept.map(|signal| signal.id).collect()
}

#[test]
fn raw_forms_are_found() {
    for (who, raw, want) in [
        (
            "seller",
            "so um lemme lemme tell you a little bit about us",
            &["pitch.company_credentials", "pitch.launch"][..],
        ),
        ("seller", "we, we're the, uh, number one", &["pitch.company_credentials", "pitch.superlative_claims"]),
        ("seller", "were the number one provider", &["pitch.superlative_claims"]),
        ("seller", "I'm just, you know, checking in", &["pressure.chasing"]),
        ("seller", "if you, if you sign up today", &["pressure.discount_for_now"]),
        ("seller", "whats what's stopping you", &["pressure.hard_ask"]),
        ("seller", "you cant afford not to", &["pressure.dismiss_objection"]),
        ("buyer", "we cant afford not to", &["pursuit.change_talk"]),
        ("buyer", "we keep keep missing the, the dates", &["pain.problem"]),
        ("buyer", "it's costing us like ten grand a month", &["pain.impact_cost"]),
        ("buyer", "I dunno, we're kinda stuck", &["pain.problem"]),
        ("buyer", "yeah no we don't have that", &["resist.no_pain"]),
        ("buyer", "lets lets do it", &["pursuit.commitment"]),
        ("seller", "lets do it", &[]),
        ("buyer", "how how soon can you guys start", &["pursuit.buying_question", "pursuit.own_urgency"]),
        ("buyer", "gonna have to think it over", &["resist.indecision"]),
        ("seller", "it may not be uh a fit", &["process.detachment"]),
    ] {
        let other = if who == "seller" { "buyer: hello" } else { "seller: hello" };
        let found = codes(&[other, &format!("{who}: {raw}")]);
        let missing: Vec<&&str> = want.iter().filter(|code| !found.contains(**code)).collect();
        assert!(missing.is_empty() && (found.is_empty() || !want.is_empty()), "{raw}: {missing:?} not in {found:?}");
    }
}

#[test]
fn a_phrase_that_spans_two_cues_is_found_and_quoted_over_both() {
    let analysis = analysis(&["buyer: hello", "seller: okay, let me show", "seller: you how it works"]);
    let launch = analysis.signals.iter().find(|signal| signal.id == "pitch.launch").unwrap();
    assert_eq!(launch.evidence[0].quote, "let me show you how");
}
