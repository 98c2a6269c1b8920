//! `pursuit explain`: what a manager reads of every call in `fixtures/calls`, and what must hold of any page.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::LazyLock;

use pursuit::analyze::{Analysis, Method, analyze};
use pursuit::batch;
use pursuit::call::{Draft, Millis, Role};
use pursuit::lexicon::Mass;
use pursuit::monitor::Silent;
use pursuit::report::{Look, Turns, explain};
use pursuit::source::{self, Filter, Stdin};
use unicode_width::UnicodeWidthStr;

static METHOD: LazyLock<Method> = LazyLock::new(|| Method { keeps_transcript: true, ..Method::builtin().unwrap() });

/// Every call of `fixtures/calls`, with its path.
static CALLS: LazyLock<Vec<(String, Analysis)>> = LazyLock::new(|| {
    let stdin = Stdin::new(Box::new(std::io::empty()));
    let listing = source::list(&[PathBuf::from("fixtures/calls")], &Filter::new(&[], &[]).unwrap(), stdin);
    let mut calls = Vec::new();
    batch::run(&listing, &METHOD, 2, &Silent, &mut |outcome| {
        calls.push((outcome.path.replace('\\', "/"), outcome.result.unwrap()));
        ControlFlow::Continue(())
    });
    calls
});

fn look(width: usize) -> Look {
    Look { width, color: false, turns: Vec::new(), codes: Vec::new(), all: false }
}

fn page(path: &str, call: &Analysis, look: &Look) -> String {
    let mut out = Vec::new();
    explain(path, call, &METHOD.rules, look, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn call(name: &str) -> &'static (String, Analysis) {
    CALLS.iter().find(|(_, call)| call.id == name).unwrap()
}

/// The page without escapes for colour.
fn bare(text: &str) -> String {
    let mut parts = text.split('\x1b');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |bare, part| bare + part.split_once('m').map_or("", |(_, rest)| rest))
}

#[test]
fn every_fixture_is_explained_at_both_widths_with_and_without_colour() {
    assert_eq!(CALLS.len(), 12);
    insta::with_settings!({ snapshot_path => "snapshots/explain", prepend_module_to_snapshot => false }, {
        for (path, call) in CALLS.iter() {
            for width in [80, 120] {
                for color in [false, true] {
                    let name = format!("{}_{width}_{}", call.id, if color { "colour" } else { "plain" });
                    let text = page(path, call, &Look { color, ..look(width) });
                    insta::assert_snapshot!(name, text.replace('\x1b', "␛"));
                }
            }
        }
    });
}

#[test]
fn lines_fit_whatever_the_width() {
    let mut calls: Vec<(String, Analysis)> = CALLS.clone();
    calls.push(("wide.txt".to_owned(), wide()));
    for (path, call) in &calls {
        for width in [60, 75, 76, 80, 100, 109, 110, 160] {
            for color in [false, true] {
                let text = bare(&page(path, call, &Look { color, all: true, ..look(width) }));
                let long = text.lines().find(|line| line.width() > width);
                assert_eq!(long, None, "{path} at {width}");
            }
        }
    }
}

/// Words that take two cells each, that have no blanks between them, and that act on a terminal.
fn wide() -> Analysis {
    let mut draft = Draft::new();
    let (seller, buyer) = (draft.party("営業の田中\x1b[31m\u{202e}"), draft.party("<b>Bea</b> 😀👩\u{200d}💻"));
    draft.role(seller, Role::Seller, 1000, "role");
    draft.role(buyer, Role::Buyer, 1000, "role");
    let lines = [
        (seller, "我们的平台还可以做报告我们的平台还可以做报告我们的平台还可以做报告我们的平台还可以做报告".to_owned()),
        (buyer, "We keep missing the dates, it costs us $4,000 a month.\r\n\x1b]0;owned\x07".to_owned()),
        (seller, "The offer ends Friday\u{2028}😀😀😀 so shall I send over the agreement today? ".repeat(3)),
        (buyer, "x".repeat(400)),
    ];
    for (at, (who, words)) in (0..).zip(&lines) {
        let start = Some(Millis::new(at * 4_000_000));
        draft.say(Some(*who), words, start, start, 1);
    }
    analyze(draft.finish(), "wide\x1b[2J", &METHOD)
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    for width in [60, 120] {
        let text = page("wide\x1b.txt", &wide(), &Look { all: true, ..look(width) });
        let hidden = |c: char| c.is_control() && c != '\n' || ('\u{2028}'..='\u{202e}').contains(&c);
        assert!(!text.contains(hidden), "{text:?}");
    }
}

#[test]
fn without_colour_the_words_are_the_same_as_with_it() {
    for (path, call) in CALLS.iter() {
        let words = |color| {
            let text = bare(&page(path, call, &Look { color, ..look(100) }));
            let text = text.split_once("Transcript").unwrap().1.split_once("\n 1").unwrap().1.to_owned();
            let text = text.replace("[[", "").replace("]]", "").replace("((", "").replace("))", "");
            // Where marks cross, brackets alone cannot tell which is which: numbers stand before them, too.
            let words: String =
                text.split('‹').map(|part| part.split_once('›').map_or(part, |(_, rest)| rest)).collect();
            words.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(words(false), words(true), "{path}");
    }
}

#[test]
fn every_word_of_the_call_and_every_piece_of_evidence_is_shown() {
    for (path, call) in CALLS.iter() {
        let text = page(path, call, &Look { all: true, color: true, ..look(400) });
        let text: String = bare(&text).split_whitespace().collect::<Vec<_>>().join(" ");
        for signal in call.signals.iter().filter(|signal| signal.mass != Mass::Gate) {
            // Once a piece in the margin, and once in the sum where it has points.
            let tags = text.matches(&signal.id).count();
            assert!(tags >= signal.evidence.len(), "{path}: {} {tags}", signal.id);
        }
        for discard in &call.discarded {
            assert!(text.contains(&format!("not {}: {}", discard.id, discard.guard)), "{path}: {discard:?}");
        }
        for moment in &call.story.moments {
            assert!(text.contains(&moment.says) && text.contains(&moment.advice), "{path}: {moment:?}");
        }
    }
}

#[test]
fn points_in_the_margin_add_up_to_those_of_the_signal() {
    for (path, call) in CALLS.iter() {
        for signal in &call.signals {
            assert_eq!(signal.shares().into_iter().sum::<pursuit::call::Points>(), signal.points, "{path}");
            assert_eq!(signal.shares().len(), signal.evidence.len());
        }
    }
}

/// The numbers of the turns on a page, and whether each was asked for.
fn turns(text: &str) -> Vec<(u32, bool)> {
    let number = |line: &str| {
        let line = line.strip_prefix("> ").map_or((line, false), |rest| (rest, true));
        let turn = line.0.split_whitespace().next()?.parse().ok()?;
        (line.0.contains('▶') || line.0.contains('◀')).then_some((turn, line.1))
    };
    text.split_once("Transcript").unwrap().1.lines().filter_map(number).collect()
}

#[test]
fn turns_that_were_asked_for_stand_among_their_neighbours() {
    let (path, call) = call("show-up-demo");
    let asked = [Turns { first: 1, last: 1 }, Turns { first: 9, last: 10 }];
    let text = page(path, call, &Look { turns: asked.to_vec(), ..look(100) });
    let want =
        [(1, true), (2, false), (3, false), (7, false), (8, false), (9, true), (10, true), (11, false), (12, false)];
    assert_eq!(turns(&text), want);
    assert!(!text.contains("Moments to replay") && text.contains("⋮ turns 4–6") && text.contains("⋮ turns 13–36"));
}

#[test]
fn a_code_shows_the_turns_in_which_it_is_heard_and_no_other() {
    let (path, call) = call("show-up-demo");
    let with = |code: &str| {
        let text = page(path, call, &Look { codes: vec![code.to_owned()], ..look(100) });
        turns(&text).into_iter().map(|(turn, _)| turn).collect::<Vec<_>>()
    };
    assert_eq!(with("pressure.urgency"), [19]);
    assert_eq!(with("pressure.isolate"), [0; 0]);
    let evidence = call.signals.iter().filter(|signal| signal.id.starts_with("pressure.")).flat_map(|s| &s.evidence);
    let dropped = call.discarded.iter().filter(|discard| discard.id.starts_with("pressure."));
    let mut want: Vec<u32> = evidence.map(|one| one.turn).chain(dropped.map(|one| one.turn)).collect();
    want.sort_unstable();
    want.dedup();
    assert_eq!(with("pressure.*"), want);
}

#[test]
fn what_is_told_of_people_is_how_it_sounds() {
    for (path, call) in CALLS.iter() {
        let text = page(path, call, &look(100));
        let verdict = text.lines().find(|line| line.starts_with("verdict")).unwrap();
        assert!(verdict.contains("sounds like") || verdict.contains("can't tell"), "{verdict}");
        assert!(!text.contains("the seller is ") && !text.contains("the buyer is "), "{path}");
    }
}
