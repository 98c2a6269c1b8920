//! The transcript with its marks: every quote stands where it says, and runs lose nothing.

use std::sync::LazyLock;

use proptest::prelude::*;
use pursuit::analyze::{Analysis, Mark, MarkOf, Method, Passage, analyze};
use pursuit::call::{Draft, Role, Span};

use crate::talks;

const WORDS: &[&str] = &[
    "let me show you how it works",
    "today only",
    "the offer expires Friday",
    "they said the offer expires Friday",
    "can you send me a proposal",
    "we keep missing the dates",
    "it's costing us $4,000 a month",
    "so it sounds like you keep missing deadlines",
    "yes, exactly",
    "I'm not interested",
    "are you interested in signing up?",
    "😀",
    "e\u{301}t\u{e9}",
    ",",
    ".",
    "?",
    "\r\n",
    "我们",
    "wir haben das schon gesehen und es ist nicht gut für uns",
];

/// The built-in method, with the transcript.
fn method() -> &'static Method {
    static METHOD: LazyLock<Method> = LazyLock::new(|| Method { keeps_transcript: true, ..Method::builtin().unwrap() });
    &METHOD
}

/// What a mark belongs to: its turn and its quote.
fn quoted(analysis: &Analysis, mark: Mark) -> (u32, &str) {
    match mark.of {
        MarkOf::Evidence { signal, place } => {
            let one = &analysis.signals[signal].evidence[place];
            (one.turn, &one.quote)
        }
        MarkOf::Discard(place) => (analysis.discarded[place].turn, &analysis.discarded[place].quote),
    }
}

/// Every mark lies in its turn on the words that are quoted, and every quote has its mark.
fn assert_marked(analysis: &Analysis) {
    let passages = &analysis.transcript.as_ref().unwrap().passages;
    assert_eq!(passages.len(), analysis.turns as usize);
    let mut marks = 0;
    for passage in passages {
        for &mark in &passage.marks {
            assert_eq!(quoted(analysis, mark), (passage.turn, mark.span.of(&passage.text)));
        }
        assert!(passage.marks.is_sorted_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end), mark.of)));
        marks += passage.marks.len();
        assert_runs(passage);
    }
    let evidence: usize = analysis.signals.iter().map(|signal| signal.evidence.len()).sum();
    assert_eq!(marks, evidence + analysis.discarded.len());
}

/// Runs together are the text, each is as long as can be, and the marks on each are those that cover it.
fn assert_runs(passage: &Passage) {
    let runs = passage.runs();
    assert_eq!(runs.iter().map(|run| run.text).collect::<String>(), passage.text);
    for run in &runs {
        assert!(!run.text.is_empty() && run.span.of(&passage.text) == run.text);
        let covers = |span: Span| span.start <= run.span.start && run.span.end <= span.end;
        let want: Vec<usize> = (0..passage.marks.len()).filter(|&mark| covers(passage.marks[mark].span)).collect();
        assert_eq!(run.marks, want);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_quote_is_the_text_at_its_mark(
        talk in prop::collection::vec((any::<bool>(), prop::collection::vec(prop::sample::select(WORDS), 1..12)), 0..20),
    ) {
        let mut draft = Draft::new();
        for (seller, words) in &talk {
            let role = if *seller { Role::Seller } else { Role::Buyer };
            let party = draft.party(role.as_str());
            draft.role(party, role, 1000, "role");
            draft.say(Some(party), &words.join(" "), None, None, 1);
        }
        assert_marked(&analyze(draft.finish(), "talk", method()));
    }

    #[test]
    fn runs_of_any_marks_lose_nothing(
        text in "[a-zé我 😀]{0,24}",
        spans in prop::collection::vec((0_u32..40, 0_u32..40), 0..8),
    ) {
        let fits = |&(start, end): &(u32, u32)| {
            let whole = text.get(start as usize..end as usize).is_some();
            whole.then_some(Mark { span: Span { start, end }, of: MarkOf::Discard(0) })
        };
        let mut marks: Vec<Mark> = spans.iter().filter_map(fits).collect();
        marks.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
        assert_runs(&Passage { marks, text, ..Passage::default() });
    }
}

#[test]
fn marks_may_overlap_and_a_structure_has_its_own() {
    let call = talks::call(&[
        "seller: Let me tell you about us. Our platform also has reporting, and the offer ends Friday.",
        "buyer: I'm not interested.",
        "seller: Sign up today, the offer ends Friday.",
    ]);
    let analysis = analyze(call, "talk", method());
    assert_marked(&analysis);
    let structural = |mark: &Mark| match mark.of {
        MarkOf::Evidence { signal, .. } => analysis.signals[signal].id.starts_with("structure."),
        MarkOf::Discard(_) => false,
    };
    let passages = &analysis.transcript.as_ref().unwrap().passages;
    assert!(passages.iter().flat_map(|passage| &passage.marks).any(structural));
}

#[test]
fn no_transcript_is_kept_unless_it_is_asked_for() {
    let call = talks::call(&["seller: The offer ends Friday.", "buyer: We keep missing dates."]);
    let mut with = analyze(call.clone(), "talk", method());
    with.transcript.take().unwrap();
    assert_eq!(with, analyze(call, "talk", talks::method()));
}
