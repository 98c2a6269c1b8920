//! `structure.opener`: whoever offers the purchase or speaks of it first has brought it up, and nobody else.

use pursuit::lexicon::Mass;

use crate::talks::analysis;

/// The side that is said to have brought it up, and the words.
fn opener(lines: &[&str]) -> Option<(Mass, String)> {
    let analysis = analysis(lines);
    let signal = analysis.signals.iter().find(|signal| signal.id == "structure.opener")?;
    Some((signal.mass, signal.evidence.first()?.quote.clone()))
}

fn assert_opens(lines: &[&str], side: Mass, words: &str) {
    assert_eq!(opener(lines), Some((side, words.to_owned())), "{lines:?}");
}

#[test]
fn an_offer_and_a_question_of_price_bring_it_up() {
    assert_opens(
        &["buyer: The dye house is cold.", "seller: We sell stoves for dye houses."],
        Mass::SellerPursuit,
        "We sell stoves for dye houses",
    );
    assert_opens(
        &["seller: Good morning.", "buyer: How much would it be for the small stove?"],
        Mass::BuyerInitiative,
        "How much would it be for the small stove",
    );
}

#[test]
fn what_only_looks_like_it_brings_nothing_up() {
    for line in [
        "seller: The noise isn't really the trouble, and neither's the price.",
        "seller: I'm not here to sell you anything.",
        "seller: Hello, how can I help?",
        "seller: She did open the quote, though.",
        "seller: To sum up, you said that the price went up twice.",
    ] {
        assert_eq!(opener(&[line, "buyer: Right."]), None, "{line}");
    }
}

#[test]
fn whoever_only_named_it_may_still_bring_it_up() {
    assert_opens(
        &["seller: Hello, how can I help?", "buyer: Hello.", "seller: We sell stoves for dye houses."],
        Mass::SellerPursuit,
        "We sell stoves for dye houses",
    );
    let denied = ["seller: I'm not here to sell you anything.", "buyer: Fine, how much would it be?"];
    assert_eq!(opener(&denied), None, "the buyer only comes back to it");
}

#[test]
fn an_offer_in_disguise_brings_it_up() {
    let offer = "If there was a stove that could run all night, would that be something worth a look";
    let words = "If I could save you a ton of coal a week, would that be of interest";
    for words in [offer.replace("stove", "system").as_str(), words] {
        assert_opens(&["buyer: The dye house is cold.", &format!("seller: {words}?")], Mass::SellerPursuit, words);
    }
}

#[test]
fn a_form_filled_in_is_the_opening_of_whoever_filled_it_in() {
    for came in [
        "You filled in the form about the service plan",
        "I saw you reached out through our website",
        "You asked us for a quote",
        "Thank you for your enquiry about our stoves",
    ] {
        assert_opens(
            &[&format!("seller: {came}."), "buyer: I did.", "seller: We sell stoves for dye houses."],
            Mass::BuyerInitiative,
            came,
        );
    }
    let far = "seller: You filled in the form, and you never called us about it.";
    assert!(opener(&[far, "buyer: The dye house is cold."]).is_none(), "nothing is for sale yet");
}
