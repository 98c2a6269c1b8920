//! Moments to replay: which are chosen, and which are not.

use crate::talks::analysis;

/// A pitch, a hesitation and the answer to it: the kinds of moments, in order.
fn kinds_after(answer: &str) -> Vec<String> {
    let found = analysis(&[
        "seller: Our platform draws every yard, and it draws the river, and it sends the lists to each lorry by itself.",
        "buyer: I would have to think it over with my brother, it is a lot of money for two yards and a river.",
        answer,
        "buyer: We will see about that when he is back from the fair.",
        "seller: The offer ends on Friday, so shall I put you down for the small one or the large one?",
        "buyer: Not today, thank you.",
    ]);
    found.story.moments.into_iter().map(|moment| moment.kind).collect()
}

#[test]
fn a_hesitation_is_no_model_where_the_same_answer_presses() {
    let kept = kinds_after("seller: Of course, take your time. What would you want to be sure about first?");
    assert!(kept.iter().any(|kind| kind == "resistance_explored"), "{kept:?}");
    let undone = kinds_after(
        "seller: Of course, take your time. What would you want to be sure about first? But the price is only good today.",
    );
    assert!(undone.iter().any(|kind| kind == "resistance_pressured"), "{undone:?}");
    assert!(!undone.iter().any(|kind| kind == "resistance_explored"), "{undone:?}");
}

#[test]
fn a_buyer_who_names_the_pressure_is_replayed() {
    let found = analysis(&[
        "seller: Our platform draws every yard, and the offer ends on Friday, so shall I put you down for the large one?",
        "buyer: You're being very pushy about this, and I have not even seen what it does for the two yards by the river.",
        "seller: The price is only good today, so which card shall I put it on, and what is there to think about?",
        "buyer: Not today, thank you, we have all that we need for the two yards, and my brother is not here.",
    ]);
    let named = found.story.moments.iter().find(|moment| moment.kind == "pressure_named").unwrap();
    assert_eq!(named.said.turn, 2);
}

#[test]
fn the_longest_turns_are_told_where_little_else_is() {
    let long = "seller: Before we begin, the yard by the river has a gate, a shed, a crane and a small office with a stove, and the \
                crane is the one my father drove, so if you come by on a Monday, somebody will show you the whole of it.";
    let found = analysis(&[
        long,
        "buyer: Thank you. Can you send me the contract today? I want to sign it before the fair.",
        "seller: Sure, I will.",
        "buyer: And when can you start? We are ready to go ahead.",
    ]);
    let told = |kind: &str| found.story.moments.iter().find(|moment| moment.kind == kind);
    let longest = told("longest_of_seller").unwrap();
    assert!(found.story.moments.len() <= 3 && !longest.tells(), "{:?}", found.story.moments);
    assert!(longest.said.quote.starts_with("Before we begin") && longest.said.quote.split(' ').count() == 16);
    assert!(told("longest_of_buyer").is_none());
}
