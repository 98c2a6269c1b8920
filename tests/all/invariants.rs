//! What must always hold of an analysis, whatever was said.

use proptest::prelude::*;
use pursuit::analyze::{Analysis, analyze};
use pursuit::call::{Draft, Points, Role, turns};
use pursuit::lexicon::Mass;
use pursuit::verdict::Class;

use crate::talks::method;

/// Words that meet phrases, and words and marks that meet nothing.
const WORDS: &[&str] = &[
    "let me show you how it works",
    "we have been in business since 1990",
    "today only",
    "the offer expires Friday",
    "can you send me a proposal",
    "how much does it cost",
    "we keep missing the dates",
    "it's costing us $4,000 a month",
    "I'm not interested",
    "yes, exactly",
    "so it sounds like you keep missing deadlines",
    "let's do it",
    "no, we don't",
    "what would that mean for you?",
    "are you interested in signing up?",
    "I've got to think about it",
    "😀",
    "naïve",
    "e\u{301}t\u{e9}",
    "they said it's the best price",
    ",",
    ".",
    "?",
    "\r\n",
    "um",
    "you know",
    "[NAME]",
    "(laughs)",
    "我们",
    "’",
    "--",
    "so so so",
    "10%",
    "…",
];

fn said() -> impl Strategy<Value = Vec<(bool, String)>> {
    let words = prop::collection::vec(prop::sample::select(WORDS), 1..12).prop_map(|words| words.join(" "));
    prop::collection::vec((any::<bool>(), prop_oneof![9 => words, 1 => "\\PC{0,60}"]), 0..24)
}

fn analysed(talk: &[(bool, String)]) -> (Analysis, Vec<String>) {
    let mut draft = Draft::new();
    for (seller, words) in talk {
        let role = if *seller { Role::Seller } else { Role::Buyer };
        let party = draft.party(role.as_str());
        draft.role(party, role, 1000, "role");
        draft.say(Some(party), words, None, None, 1);
    }
    let call = draft.finish();
    let texts = turns(&call).into_iter().map(|turn| turn.text.into_owned()).collect();
    (analyze(call, "talk", method()), texts)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn spans_quote_the_original(talk in said()) {
        let (analysis, texts) = analysed(&talk);
        let evidence = analysis.signals.iter().flat_map(|signal| &signal.evidence);
        let quotes = evidence.map(|evidence| (evidence.turn, &evidence.quote));
        let ignored = analysis.discarded.iter().map(|discard| (discard.turn, &discard.quote));
        let fired = analysis.discarded.iter().filter_map(|discard| discard.words_turn.zip(discard.words.as_ref()));
        for (turn, quote) in quotes.chain(ignored).chain(fired) {
            let text = &texts[turn as usize - 1];
            prop_assert!(!quote.is_empty() && text.contains(quote.as_str()), "{quote:?} in {text:?}");
        }
    }

    #[test]
    fn numbers_come_from_evidence(talk in said()) {
        let (analysis, _) = analysed(&talk);
        let sum = |masses: &[Mass]| -> Points {
            analysis.signals.iter().filter(|signal| masses.contains(&signal.mass)).map(|signal| signal.points).sum()
        };
        let masses = analysis.masses;
        prop_assert_eq!(masses.seller_pursuit, sum(&[Mass::SellerPursuit]));
        prop_assert_eq!(masses.buyer_pull, sum(&[Mass::BuyerPull, Mass::BuyerInitiative]));
        prop_assert_eq!(masses.buyer_initiative, sum(&[Mass::BuyerInitiative]));
        prop_assert_eq!(masses.resistance, sum(&[Mass::Resistance]));
        prop_assert_eq!(masses.process, sum(&[Mass::Process]));
        for signal in analysis.signals.iter().filter(|signal| signal.evidence[0].phrase.contains('#') && signal.id != "pitch.premature" && !signal.id.starts_with("structure.")) {
            let strength: Points = signal.evidence.iter().map(|evidence| evidence.strength.times(evidence.weight)).sum();
            prop_assert_eq!(signal.strength, strength, "{}", &signal.id);
        }
        prop_assert!(analysis.signals.iter().all(|signal| !signal.evidence.is_empty()));
        let terms = analysis.verdict.terms;
        let balance = 100.0 * (masses.pull.decimal() + 1.5) / (masses.push.decimal() + masses.pull.decimal() + 3.0);
        prop_assert!((balance - terms.balance.decimal()).abs() < 0.001);
        let sum: Points = terms.shown().map(|term| term.product).sum();
        prop_assert_eq!(sum.0.clamp(0, 100_000), analysis.verdict.raw.0);
    }

    #[test]
    fn score_and_class_never_contradict_each_other(talk in said()) {
        let (analysis, _) = analysed(&talk);
        let verdict = analysis.verdict;
        let fits = match verdict.class {
            Class::SellerPursuing => verdict.score <= 35,
            Class::Mutual => (36..=64).contains(&verdict.score),
            Class::BuyerPursuing => verdict.score >= 65,
            Class::NoSaleDynamic | Class::InsufficientEvidence => verdict.score <= 100,
        };
        prop_assert!(fits && verdict.low <= verdict.raw && verdict.raw <= verdict.high && !verdict.because.is_empty());
    }

    #[test]
    fn pressing_never_moves_the_score_towards_the_buyer(talk in said(), at in any::<prop::sample::Index>()) {
        // Sentences of one length, each a clause of its own: one says nothing, the others press.
        const NEUTRAL: &str = ". The van is parked at the back.";
        for pressing in [". The offer ends on Friday at noon.", ". Are you interested in buying it today."] {
            let with = |sentence: &str| {
                let mut talk = talk.clone();
                talk.insert(at.index(talk.len() + 1), (true, sentence.to_owned()));
                analysed(&talk).0
            };
            let (neutral, pressed) = (with(NEUTRAL), with(pressing));
            prop_assert!(
                pressed.verdict.raw <= neutral.verdict.raw,
                "{pressing}: {} after {}",
                pressed.verdict.raw,
                neutral.verdict.raw
            );
        }
    }
}
