//! Conversion: whatever a call holds, it reads back from the form it was written in.

use proptest::prelude::*;
use pursuit::call::{Call, Draft, Millis, Role};
use pursuit::convert::FORMS;
use pursuit::input::read;

/// Pieces of speech, among them what means something to a reader of some form.
const PIECES: &[&str] = &[
    "we moved",
    "it.",
    "<v Dana Ng>",
    "</v>",
    "<i>",
    "-->",
    "00:00:01.000 --> 00:00:02.000",
    "&amp;",
    "&",
    "{\\an8}",
    "{\"spokenText\":\"x\"}",
    "NOTE",
    "WEBVTT",
    "12",
    "-",
    "- ",
    ">> ",
    "Sam Reyes: ",
    "(Sam Reyes)",
    "[Dana Ng] ",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "\u{1}",
    "\u{a0}",
    "\u{202e}",
    "\u{feff}",
    "\"",
    "\\",
    "Zoë",
    "中文",
    "🙂",
];

/// Names that readers of every form leave as they are.
const NAMES: [&str; 4] = ["Sam Reyes", "Dana Ng", "R&D <Berlin>", "王小明"];

/// What is written and what must be read: who, the words, start and end.
type Said = (Option<String>, String, Option<i64>, Option<i64>);

prop_compose! {
    /// A call of pieces in the order of their times.
    fn calls()(
        pieces in proptest::collection::vec(
            (0..=NAMES.len(), proptest::collection::vec(0..PIECES.len(), 1..6), 0_i64..9_000, 0_i64..9_000),
            0..12,
        ),
        about in proptest::option::of("[a-z]{1,8}"),
        role in 0..3_usize,
    ) -> Call {
        let mut draft = Draft::new();
        draft.about(about.clone(), about.as_ref().map(|_| "2026-03-02".to_owned()), about);
        let sam = draft.party(NAMES[0]);
        draft.email(sam, "sam@ourco.example");
        if let Some(role) = [Role::Seller, Role::Other].get(role) {
            draft.role(sam, *role, 1000, "role");
        }
        let mut clock = 0;
        for (number, (who, pieces, pause, length)) in pieces.into_iter().enumerate() {
            clock += pause;
            let party = NAMES.get(who).map(|name| draft.party(name));
            let text: Vec<&str> = pieces.iter().map(|piece| PIECES[*piece]).collect();
            draft.say(party, &text.join(" "), Some(Millis::new(clock)), Some(Millis::new(clock + length)), number + 1);
        }
        draft.finish()
    }
}

/// What is said in a call; with `words` alone, blanks and control characters do not count.
fn said(call: &Call, words: bool) -> Vec<Said> {
    let plain = |text: &str| {
        let text: String = text.chars().filter(|c| !c.is_control() || c.is_whitespace()).collect();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let all = call.utterances.iter().map(|said| {
        let name = said.party.map(|party| call.parties[party.0 as usize].name.clone());
        let text = if words { plain(&said.text) } else { said.text.clone() };
        (name, text, said.start.map(|time| time.get()), said.end.map(|time| time.get()))
    });
    all.filter(|(_, text, ..)| !text.is_empty()).collect()
}

/// The calls of a file, all of one format.
fn read_back(format: &str, text: &str) -> Vec<Call> {
    let mut calls = Vec::new();
    read(text.as_bytes(), &mut |id, call| {
        assert_eq!(id, format, "{text}");
        calls.push(call.unwrap_or_else(|error| panic!("{error}\n{text}")));
    })
    .unwrap_or_else(|error| panic!("{error}\n{text}"));
    calls
}

/// The form of that name writes a call.
fn written(form: &str, call: &Call) -> String {
    let form = FORMS.iter().find(|row| row.id == form).unwrap();
    (form.write)("one", call).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_call_reads_back_from_canonical_json_as_it_was(call in calls()) {
        let lines = written("ndjson", &call).repeat(2);
        for (format, text) in [("pursuit", written("pursuit", &call)), ("ndjson", lines)] {
            for back in read_back(format, &text) {
                prop_assert_eq!(said(&back, false), said(&call, false), "{}", text);
                let about = (Some("one".to_owned()), call.date.clone(), call.title.clone());
                prop_assert_eq!((back.id, back.date, back.title), about);
                prop_assert_eq!(&back.parties, &call.parties);
                prop_assert_eq!(&back.notes, &call.notes);
            }
        }
    }

    #[test]
    fn a_call_reads_back_from_captions_with_its_words_voices_and_times(call in calls()) {
        let text = written("webvtt", &call);
        let back = read_back("webvtt", &text);
        prop_assert_eq!(back.len(), 1);
        prop_assert_eq!(said(&back[0], true), said(&call, true), "{}", text);
    }
}

#[test]
fn every_form_is_a_format_that_can_be_read() {
    for form in FORMS {
        assert!(pursuit::input::formats().any(|format| format.id() == form.id), "{}", form.id);
    }
}
