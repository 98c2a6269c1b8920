//! Claims about normalisation; the table of raw speech-recognition forms is METHOD 2.1's.

use proptest::prelude::*;

use super::{Text, expand, prepare};
use crate::call::{Draft, Millis, turns};

fn clauses(said: &str) -> Vec<String> {
    let mut draft = Draft::new();
    draft.say(None, said, None, None, 1);
    let call = draft.finish();
    let text = prepare(&turns(&call));
    text.clauses().iter().map(|clause| mark(&text, clause)).collect()
}

fn mark(text: &Text, clause: &super::Clause) -> String {
    text.line(clause) + if clause.is_question { "?" } else { "" }
}

#[test]
fn raw_forms_of_speech_recognition_normalise() {
    for (raw, want) in [
        ("so um lemme lemme tell you a little bit about us", "so let me tell you a little bit about us"),
        ("we, we're the, uh, number one", "we are the number one"),
        ("were the number one provider", "were the number one provider"),
        ("I'm just, you know, checking in", "i am just checking in"),
        ("if you, if you sign up today", "if you sign up today"),
        ("whats what's stopping you", "what is stopping you"),
        ("cant afford not to", "can not afford not to"),
        ("we keep keep missing the, the dates", "we keep missing the dates"),
        ("it's costing us like ten grand a month", "it is costing us like ten grand a month"),
        ("I dunno, we're kinda stuck", "i do not know / we are stuck"),
        ("yeah no we don't have that", "yeah no we do not have that"),
        ("lets lets do it", "let us do it"),
        ("how how soon can you guys start", "how soon can you guys start"),
        ("gonna have to think it over", "going to have to think it over"),
        ("it may not be uh a fit", "it may not be a fit"),
    ] {
        let got = clauses(raw).join(" / ");
        // "we, we're" is cut at the comma before the subject; the lone "we" is no clause that matters.
        let got = got.strip_prefix("we / ").unwrap_or(&got);
        assert_eq!(got, want, "{raw}");
    }
}

#[test]
fn a_clause_without_end_is_cut_after_a_thousand_words() {
    let said = "he said buy now ".repeat(600);
    let lengths: Vec<usize> = clauses(&said).iter().map(|clause| clause.split(' ').count()).collect();
    assert_eq!(lengths, [1_000, 1_000, 400]);
}

#[test]
fn clauses_end_at_marks_and_before_a_new_subject() {
    for (raw, want) in [
        ("We tried it, but it broke. Why? No idea", &["we tried it", "but it broke", "why?", "no idea"][..]),
        ("I understand, but the offer ends Friday", &["i understand but the offer ends friday"]),
        ("It costs $1,200.50 at 5:30, Dr. Chen", &["it costs $1,200.50 at 5:30 dr chen"]),
        ("do you know him? you know, the boss", &["do you know him?", "the boss"]),
        ("the firm’s “best” – that’s us", &["the firm 's best that is us"]),
        ("call [NAME] [inaudible] now (laughs)", &["call [] now"]),
        ("it lets you in, okay lets go", &["it lets you in okay lets go"]),
        ("so um, we tried it, uh, they said no", &["so we tried it", "they said no"]),
        ("we, you know, keep it and you know, they do not", &["we keep it and they do not"]),
        ("okay so lets go", &["okay so let us go"]),
        ("ça va, François?", &["ça va françois?"]),
    ] {
        assert_eq!(clauses(raw), want, "{raw}");
    }
}

#[test]
fn a_call_without_punctuation_is_cut_before_conjunctions() {
    let raw = "okay we looked at the last quote and it was fine for the small site but we never heard back \
               so what would it cost for the big one because we need it before the winter and then we can talk \
               about the rest of the year";
    assert_eq!(clauses(raw).last().map(String::as_str), Some("and then we can talk about the rest of the year"));
    assert!(clauses(raw).contains(&"so what would it cost for the big one?".to_owned()), "{:?}", clauses(raw));
}

#[test]
fn a_pause_cuts_where_there_is_no_punctuation() {
    let mut draft = Draft::new();
    let long = "we looked at the last quote and it was fine for the small site and the people there were happy with it all year and so were we when we \
                talked about it in the office last week";
    for (words, start, end) in [(long, 0, 9000), ("of course", 9100, 9500), ("what does it cost", 10_300, 11_000)] {
        draft.say(None, words, Some(Millis::new(start)), Some(Millis::new(end)), 1);
    }
    let call = draft.finish();
    let text = prepare(&turns(&call));
    let said: Vec<String> = text.clauses().iter().map(|clause| mark(&text, clause)).collect();
    assert_eq!(said.last().map(String::as_str), Some("what does it cost?"), "{said:?}");
}

#[test]
fn every_token_quotes_the_original() {
    let said = "Wéll 😀, I’m — uh — “gonna” naïve\r\n$5k re-keying e\u{301}t x.";
    let mut draft = Draft::new();
    draft.say(None, said, None, None, 1);
    let call = draft.finish();
    let turns = turns(&call);
    let text = prepare(&turns);
    let quotes: Vec<&str> = text.tokens().iter().map(|&token| text.span(0, token).of(&turns[0].text)).collect();
    assert_eq!(quotes, ["Wéll", "I’m", "I’m", "gonna", "gonna", "naïve", "$5k", "re", "keying", "e\u{301}t", "x"]);
}

proptest! {
    #[test]
    fn a_word_stands_for_its_place_in_its_turn_wherever_that_is(
        said in prop::collection::vec("([a-z]{1,20}|[A-Z'’ ,.?!-]|[éİKßʼ\u{301}中😀]|don't|gonna|\\$5|7x|Mr\\.|\\[NAME\\]| ){1,20}", 1..5),
    ) {
        let mut draft = Draft::new();
        let parties = ["Ann", "Ben"].map(|name| draft.party(name));
        for (place, said) in said.iter().enumerate() {
            draft.say(Some(parties[place % 2]), said, None, None, 1);
        }
        let call = draft.finish();
        let turns = turns(&call);
        let text = prepare(&turns);
        for clause in text.clauses() {
            let turn = &turns[clause.turn as usize];
            for &token in &text.tokens()[clause.first as usize..clause.end as usize] {
                let (word, quote) = (text.word(token), text.span(clause.turn, token).of(&turn.text));
                let plain = quote.to_lowercase().replace(['’', '‘', '´'], "'");
                let mut stands_for = word == plain || word == "[]" && quote == "[NAME]";
                expand(&plain, |part| stands_for |= part == word);
                prop_assert!(stands_for, "{word:?} for {quote:?}");
            }
        }
    }
}
