//! Hand-made outcomes: the standard batch, failures, and a hostile call. Invented people, invented words.

use pursuit::analyze::{Analysis, Proposed};
use pursuit::batch::{InputHash, Outcome, Totals};
use pursuit::call::{Millis, Note, Points, Role, RoleSource, Span};
use pursuit::error::{Error, ErrorKind};
use pursuit::lexicon::{Mass, Weights};
use pursuit::proposal;
use pursuit::role::Speaker;
use pursuit::scan::{Discard, Evidence, Exchange};
use pursuit::signal::{Signal, Structure};
use pursuit::story::Story;
use pursuit::verdict::{Class, Confidence, Masses, Terms, Verdict};

/// A call with a verdict and a pair of parties.
fn call(path: &str, id: &str, seller: &str, class: Class, score: u8, because: &str) -> Outcome {
    let party = |name: &str, role, words, share| Speaker {
        name: name.to_owned(),
        email: None,
        role,
        role_source: RoleSource::Config,
        role_confidence: Points::ONE,
        words,
        share: Points(share),
    };
    let raw = Points(i64::from(score) * 1000);
    let (low, high) = (Points(raw.0 - 1250), Points(raw.0 + 2500));
    let verdict = Verdict {
        terms: Terms::of(&Masses::default(), Points::ZERO, &Weights::default()),
        class,
        score,
        raw,
        low,
        high,
        confidence: Confidence::Leaning,
        because: because.to_owned(),
        deciding_turn: Some(3),
        flips_if_removed: vec![3, 9],
    };
    let analysis = Analysis {
        id: id.to_owned(),
        date: None,
        title: None,
        duration: Some(Millis::new(1_843_200)),
        words: 4210,
        turns: 212,
        language: "en",
        parties: vec![party(seller, Role::Seller, 3010, 715), party("Priya Nair", Role::Buyer, 1200, 285)],
        verdict,
        masses: Masses { seller_pursuit: Points(12_850), push: Points(13_700), ..Masses::default() },
        flags: vec!["premature_pitch".to_owned()],
        structure: Structure {
            seller_share: Some(Points(715)),
            longest_seller_monologue: Some(Millis::new(181_000)),
            seller_questions: 2,
            buyer_questions: 1,
            first_pain_at: None,
            first_pitch_at: Some(Points(20)),
            seller_unasked_share: Some(Points(640)),
            buyer_unasked_share: Some(Points(102)),
            seller_proposals: 1,
            seller_proposals_agreed: 0,
            buyer_proposals: 0,
            buyer_proposals_agreed: 0,
        },
        signals: vec![Signal {
            id: "pitch.feature_dump".to_owned(),
            mass: Mass::SellerPursuit,
            strength: Points(400),
            points: Points(1300),
            evidence: vec![Evidence {
                line: 0,
                turn: 3,
                start: Some(Millis::new(41_000)),
                speaker: seller.into(),
                quote: "our platform also has scheduling".to_owned(),
                span: Span { start: 0, end: 32 },
                phrase: "pitch.feature_dump#1".into(),
                strength: Points::ONE,
                weight: Points(400),
                guards: vec!["on_request"],
                exchange: Exchange::Volunteered,
            }],
        }],
        discarded: vec![Discard {
            turn: 9,
            id: "pressure.urgency".into(),
            quote: "today only".to_owned(),
            span: Span { start: 41, end: 51 },
            guard: "reported",
            by: Role::Buyer,
            words: Some("the last guy told me".to_owned()),
            words_turn: Some(9),
        }],
        proposals: vec![Proposed {
            line: 0,
            turn: 9,
            start: Some(Millis::new(120_000)),
            side: Role::Seller,
            kind: proposal::Kind::Sum,
            quote: "I could do $240 for both".to_owned(),
            sum: Some(Points(240_000)),
            exchange: Exchange::Volunteered,
            first: true,
            answer: proposal::Answer::Declined,
            answer_turn: Some(10),
            answer_quote: Some("No, not this month".to_owned()),
        }],
        warnings: vec![Note::new("no_times", "the export has no times; figures in seconds are from words")],
        story: Story::default(),
        stability: None,
        transcript: None,
    };
    Outcome {
        path: path.to_owned(),
        format: Some("webvtt"),
        input: Some(InputHash::of(path.as_bytes())),
        result: Ok(analysis),
        original: None,
    }
}

/// An input that failed.
fn failure(path: &str, error: Error) -> Outcome {
    Outcome { path: path.to_owned(), format: None, input: None, result: Err(error.in_file(path)), original: None }
}

/// A call of each class.
pub(crate) fn standard() -> Vec<Outcome> {
    vec![
        call(
            "calls/acme-demo.vtt",
            "acme-demo",
            "Sam Reyes",
            Class::SellerPursuing,
            9,
            "nine features were shown and a deadline named before any problem of the buyer's",
        ),
        call("calls/borg.json", "7782342274025937895", "Ana Ruiz", Class::Mutual, 50, "both sides put in the effort"),
        call("calls/cole.srt", "cole", "Sam Reyes", Class::BuyerPursuing, 88, "the buyer asked for the price twice"),
        call("calls/desk.txt", "desk", "Kim Ólafsdóttir", Class::NoSaleDynamic, 50, "this reads like support"),
        call(
            "calls/所有/錄音一二三四五六七八九十.txt",
            "x",
            "Ana Ruiz",
            Class::InsufficientEvidence,
            50,
            "only 40 words",
        ),
    ]
}

/// Two inputs that failed around a call that did not.
pub(crate) fn with_failures() -> Vec<Outcome> {
    let empty = Error::new(ErrorKind::Empty, "the file is empty").next("export it again");
    let cue = Error::new(ErrorKind::Malformed, "this cue has no end").at_line(214);
    let mut out = standard();
    out.truncate(1);
    out.insert(0, failure("calls/a.vtt", empty));
    out.push(failure("calls/all.ndjson", cue));
    out
}

/// What a hostile export can put into names and words.
pub(crate) const HOSTILE: &str = "<script>=1+1|\x1b[31m\u{202e}\r\n\u{2028}\u{9b}\u{7f}";

/// Hostile in every place that comes from outside.
pub(crate) fn hostile() -> Vec<Outcome> {
    let mut outcome = call(HOSTILE, HOSTILE, HOSTILE, Class::SellerPursuing, 9, HOSTILE);
    if let Ok(analysis) = &mut outcome.result {
        analysis.signals[0].evidence[0].quote = HOSTILE.to_owned();
        analysis.discarded[0].quote = HOSTILE.to_owned();
        analysis.discarded[0].words = Some(HOSTILE.to_owned());
        analysis.warnings = vec![Note::new("odd", HOSTILE)];
    }
    vec![outcome, failure(HOSTILE, Error::new(ErrorKind::Unrecognised, HOSTILE).next(HOSTILE).at(1, 2))]
}

/// The totals that a run over these outcomes would have.
pub(crate) fn totals(outcomes: &[Outcome]) -> Totals {
    let mut totals = Totals { items: outcomes.len() as u64, ..Totals::default() };
    for outcome in outcomes {
        let Ok(analysis) = &outcome.result else {
            totals.failed += 1;
            continue;
        };
        let class = analysis.verdict.class;
        totals.calls += 1;
        *totals.classes.entry(class).or_default() += 1;
        for party in analysis.parties.iter().filter(|party| party.role == Role::Seller) {
            *totals.sellers.entry(party.name.clone()).or_default().entry(class).or_default() += 1;
        }
    }
    totals
}
