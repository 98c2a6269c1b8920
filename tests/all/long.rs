//! Long talks: a sale in an evening's chat is judged like the sale alone.

use pursuit::analyze::{Analysis, analyze};
use pursuit::call::{Call, Draft, Party, Role};
use pursuit::verdict::Class;

use crate::talks::method;

/// What two neighbours say, without a word of a sale. `#` is another one of [`THINGS`] each time.
const CHAT: &[&str] = &[
    "The # looked lovely this morning, all covered in frost.",
    "My sister came by on Sunday and we walked along the #.",
    "I woke early and listened to the wind in the #.",
    "They say it will rain again by the weekend.",
    "Did you hear the birds in the # yesterday?",
    "He sang in the choir, and she played the # beside him.",
    "We painted the # green, and then we had tea.",
    "The train was late, so I read about the # once more.",
    "My grandmother told that story about the # every winter.",
    "I still remember the # from when we were children.",
    "There was fog over the #, white as milk.",
    "The children built a boat out of the old #.",
    "Yes, it was just like that with the #.",
    "Oh, that is a nice memory.",
    "Hm, I never thought about the # that way.",
];
const THINGS: &[&str] = &[
    "garden",
    "river",
    "shutters",
    "oak",
    "piano",
    "fence",
    "lighthouse",
    "barn",
    "harbour",
    "meadow",
    "chapel",
    "pond",
];

/// Turns of chat, the two in turns, up to so many words. Each sentence comes with another thing each time.
fn chat(words: usize) -> Vec<(usize, String)> {
    let (mut turns, mut said) = (Vec::new(), 0);
    for number in 0.. {
        let sentences = (0..1 + number % 3).map(|more| {
            let place = number * 7 + more * 4;
            CHAT[place % CHAT.len()].replace('#', THINGS[(place / 3) % THINGS.len()])
        });
        let text = sentences.collect::<Vec<_>>().join(" ");
        said += text.split_whitespace().count();
        turns.push((number % 2, text));
        if said >= words {
            break;
        }
    }
    turns
}

fn side(party: &Party) -> Role {
    party.given.as_ref().map_or(Role::Unknown, |given| given.role)
}

/// The call with so many words of chat before and behind it, by its own two people.
fn amid(call: &Call, before: usize, behind: usize) -> Call {
    let mut draft = Draft::new();
    let of = |role: Role| call.parties.iter().find(|party| side(party) == role).map(|party| party.name.clone());
    let sides = [of(Role::Seller).unwrap(), of(Role::Buyer).unwrap()];
    let mut say = |name: &str, role: Role, text: &str| {
        let party = draft.party(name);
        draft.role(party, role, 1000, "role");
        draft.say(Some(party), text, None, None, 1);
    };
    let idle = |words: usize, say: &mut dyn FnMut(&str, Role, &str)| {
        for (who, text) in if words > 0 { chat(words) } else { Vec::new() } {
            say(&sides[who], [Role::Seller, Role::Buyer][who], &text);
        }
    };
    idle(before, &mut say);
    for utterance in &call.utterances {
        let party = &call.parties[utterance.party.unwrap().0 as usize];
        say(&party.name, side(party), &utterance.text);
    }
    idle(behind, &mut say);
    draft.finish()
}

fn judged(call: &Call) -> Analysis {
    analyze(call.clone(), "call", method())
}

#[test]
fn a_sale_in_hours_of_chat_keeps_its_verdict() {
    let mut tried = 0;
    for (name, call) in crate::vignettes::calls() {
        let alone = judged(&call);
        if !matches!(alone.verdict.class, Class::SellerPursuing | Class::Mutual | Class::BuyerPursuing) {
            continue;
        }
        for (before, behind) in [(2500, 2500), (10_000, 10_000), (0, 5000)] {
            let amid = judged(&amid(&call, before, behind));
            assert_eq!(
                amid.verdict.class, alone.verdict.class,
                "{name}, {before} and {behind}: {}",
                amid.verdict.because
            );
            assert!(amid.warnings.iter().any(|note| note.code == "set_aside"), "{name}: {:?}", amid.warnings);
            tried += 1;
        }
    }
    assert!(tried >= 30, "{tried}");
}

#[test]
fn chat_alone_is_no_sale_and_a_short_call_loses_nothing() {
    let mut draft = Draft::new();
    for (who, text) in chat(6000) {
        let party = draft.party(["Ann", "Bob"][who]);
        draft.role(party, [Role::Seller, Role::Buyer][who], 1000, "role");
        draft.say(Some(party), &text, None, None, 1);
    }
    assert_eq!(judged(&draft.finish()).verdict.class, Class::NoSaleDynamic);
    for (name, call) in crate::vignettes::calls() {
        assert!(judged(&call).warnings.iter().all(|note| note.code != "set_aside"), "{name}");
    }
}

#[test]
fn a_chance_hit_in_the_chat_is_shown_and_does_not_count() {
    let (_, call) = crate::vignettes::calls().into_iter().next().unwrap();
    let mut long = amid(&call, 4000, 0);
    "Today only!".clone_into(&mut long.utterances[2].text);
    let said = judged(&long);
    let chance = said.discarded.iter().find(|discard| discard.turn == 3 && discard.guard == "aside");
    assert!(chance.is_some_and(|discard| discard.id.starts_with("pressure.")), "{:?}", said.discarded.first());
}
