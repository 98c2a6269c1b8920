//! Roles from words, and the doubt that stated sides are the wrong way round.

use pursuit::analyze::{Analysis, analyze};
use pursuit::call::{Draft, Points, Role, RoleSource};
use pursuit::prove::prove_cues;
use pursuit::verdict::{Class, Confidence};

use crate::talks::method;

/// A call of these voices; a voice with a role has it from the export.
fn call(lines: &[(&str, Option<Role>, &str)]) -> Analysis {
    let mut draft = Draft::new();
    for (name, role, words) in lines {
        let party = draft.party(name);
        role.iter().for_each(|role| draft.role(party, *role, 1000, "role"));
        draft.say(Some(party), words, None, None, 1);
    }
    analyze(draft.finish(), "call", method())
}

/// The same call without roles.
fn open(lines: &[(&str, &str)]) -> Analysis {
    call(&lines.iter().map(|(name, words)| (*name, None, *words)).collect::<Vec<_>>())
}

fn roles(analysis: &Analysis) -> Vec<(&str, Role, RoleSource)> {
    analysis.parties.iter().map(|party| (party.name.as_str(), party.role, party.role_source)).collect()
}

const FIRM: &[(&str, &str)] = &[
    ("Speaker 1", "Hi Ines, this is Tobias from Lindqvist Roofing, thanks for taking the time today."),
    ("Speaker 2", "Sure. Our current roof leaks at the back, and my landlord wants a price."),
    ("Speaker 1", "Understood. How long have you had the leak, and who else needs to sign off?"),
    ("Speaker 2", "Since spring. How much would it cost, and do you guarantee the work?"),
    ("Speaker 1", "We offer ten years. Most of our customers choose slate, and I'll send you a draft tonight."),
    ("Speaker 2", "Sounds great. I need to discuss it with my husband."),
];

#[test]
fn every_cue_holds_its_examples() {
    let proof = prove_cues(&method().rules);
    assert_eq!(proof.failures, []);
    assert!(proof.finds > 100 && proof.passes > 30, "{} finds, {} passes", proof.finds, proof.passes);
}

#[test]
fn the_sides_of_two_strangers_are_told_from_their_words() {
    let analysis = open(FIRM);
    let words = RoleSource::Words;
    assert_eq!(roles(&analysis), [("Speaker 1", Role::Seller, words), ("Speaker 2", Role::Buyer, words)]);
    assert!(analysis.parties.iter().all(|party| (600..1000).contains(&party.role_confidence.0)));
    let note = analysis.warnings.iter().find(|note| note.code == "roles_from_words").unwrap();
    insta::assert_snapshot!(note.text);
}

#[test]
fn a_private_sale_has_sides_too() {
    let analysis = open(&[
        ("a", "Hi, is it still available? I saw your ad for the canoe."),
        ("b", "Yes, I'm asking 300 for it. It is in great shape, I only used it twice."),
        ("a", "Does it come with a paddle? Would you take 240?"),
        ("b", "The lowest I can go is 270, and I'll throw in the paddle."),
        ("a", "Okay, I'll take it."),
    ]);
    assert_eq!(analysis.parties[0].role, Role::Buyer);
    assert_eq!(analysis.parties[1].role, Role::Seller);
}

#[test]
fn who_is_introduced_sits_beside_who_introduces() {
    let mut lines = vec![("Tobias", FIRM[0].1)];
    lines.push(("Tobias", "With me is our site manager Okoye."));
    lines.extend(FIRM[1..].iter().map(|(name, words)| (if *name == "Speaker 1" { "Tobias" } else { "Ines" }, *words)));
    lines.extend([("Okoye", "Hello Ines, nice to meet you both, what a day it is."), ("Ines", "Hello there.")]);
    let analysis = open(&lines);
    let sides: Vec<Role> = analysis.parties.iter().map(|party| party.role).collect();
    assert_eq!(sides, [Role::Seller, Role::Buyer, Role::Seller]);
}

#[test]
fn private_talk_and_two_sellers_have_no_sides() {
    for lines in [
        &[
            ("a", "Did you see the match last night? I fell asleep before the end."),
            ("b", "No, we were at my sister's. The little one has a cough again."),
            ("a", "Oh dear. Ours had that in spring, and it went away in a week."),
            ("b", "Let's hope so. Are you coming on Sunday?"),
        ][..],
        &[
            ("a", "Most of our customers choose the large plan, and our pricing starts at 40."),
            ("b", "Right, and most of our customers stay. Our platform reads every invoice, so our pricing is fair."),
            ("a", "We offer a free trial, and our onboarding takes a day."),
            ("b", "Exactly, we offer a trial, and our support is included. I'll send you the deck."),
        ],
    ] {
        let analysis = open(lines);
        assert!(analysis.parties.iter().all(|party| party.role == Role::Unknown), "{:?}", roles(&analysis));
        assert_eq!(analysis.verdict.class, Class::InsufficientEvidence);
        assert!(analysis.warnings.iter().all(|note| note.code != "roles_from_words"));
    }
}

#[test]
fn stated_sides_are_kept_and_doubted_only_where_the_words_say_the_reverse() {
    let stated = |seller: &str| {
        let side = |name: &str| Some(if name == seller { Role::Seller } else { Role::Buyer });
        call(&FIRM.iter().map(|(name, words)| (*name, side(name), *words)).collect::<Vec<_>>())
    };
    let (right, swapped) = (stated("Speaker 1"), stated("Speaker 2"));
    let note = |analysis: &Analysis| {
        let mut notes = analysis.warnings.iter().filter(|note| note.code == "roles_look_swapped");
        notes.next().map(|note| note.text.clone())
    };
    assert_eq!(note(&right), None);
    insta::assert_snapshot!(note(&swapped).unwrap());
    assert_eq!(swapped.verdict.confidence, Confidence::Fragile);
    assert!(swapped.parties.iter().all(|party| matches!(party.role_source, RoleSource::Export(_))));
}

#[test]
fn words_of_one_side_alone_raise_no_alarm() {
    let analysis = call(&[
        ("Ada", Some(Role::Seller), "The lid is on the shelf, I think, and the kettle is cold."),
        (
            "Bo",
            Some(Role::Buyer),
            "Most of our customers choose slate. We offer ten years, and I'll send you a draft tonight.",
        ),
        ("Ada", Some(Role::Seller), "It rained all night, and the cat came in wet."),
        ("Bo", Some(Role::Buyer), "Great question. Before we dive in, the goal for today is the budget."),
    ]);
    assert!(analysis.warnings.iter().all(|note| note.code != "roles_look_swapped"), "{:?}", analysis.warnings);
}

/// By name: the role and how sure it is.
fn sides(analysis: &Analysis) -> Vec<(&str, Role)> {
    analysis.parties.iter().map(|party| (party.name.as_str(), party.role)).collect()
}

#[test]
fn where_nothing_is_for_sale_sides_from_words_are_weak_and_stated_ones_raise_no_alarm() {
    let clinic: &[(&str, &str)] = &[
        ("a", "Thanks for coming in. How long have you had the cough, and how do you feel about your sleep?"),
        ("b", "Since May. My wife says it is the dust, and we tried honey and steam."),
        ("a", "I completely understand. Would you like me to listen to your chest? You can sit here."),
        ("b", "Sure. I'm worried about the winter, and right now I have a fever at night."),
        ("a", "That makes total sense. Have you ever tried a mask in the barn?"),
        ("b", "We used to use one. How long does it take to heal?"),
    ];
    let told = open(clinic);
    assert!(told.parties.iter().all(|party| party.role_confidence <= Points(500)), "{:?}", told.parties);
    assert!(told.warnings.iter().any(|note| note.code == "roles_weak"), "{:?}", told.warnings);
    assert!(!told.verdict.class.is_directional());
    let reversed = |name: &str| Some(if name == "a" { Role::Buyer } else { Role::Seller });
    let swapped = call(&clinic.iter().map(|(name, words)| (*name, reversed(name), *words)).collect::<Vec<_>>());
    assert!(swapped.warnings.iter().all(|note| note.code != "roles_look_swapped"), "{:?}", swapped.warnings);
}

#[test]
fn who_connects_or_introduces_is_on_no_side() {
    let connected = open(&[
        ("Desk", "Good morning, Halloran Bakeries, how can I help?"),
        ("Petra", "Hi, this is Petra from Lindqvist Ovens. Could I speak to whoever looks after your kitchens?"),
        ("Desk", "Let me see if he is in. I'll put you through, thank you so much for calling."),
        ("Petra", "Thanks. Hi Owen, this is Petra from Lindqvist Ovens. How do you handle the night bake today?"),
        ("Owen", "We run six old ovens, and two break down every month. How much do yours cost?"),
        ("Petra", "Our small model starts at 9,000, and most of our customers save on gas."),
        ("Owen", "Okay, send me a quote, I need to talk to my boss."),
    ]);
    assert_eq!(sides(&connected), [("Desk", Role::Unknown), ("Petra", Role::Seller), ("Owen", Role::Buyer)]);
    let introduced = open(&[
        (
            "Host",
            "Welcome everyone, thanks for joining, and thanks for making the time. The goal for today is a first look.",
        ),
        ("Host", "I'd like to introduce Dario from Kestrel Pumps and Mina, who runs the water works."),
        (
            "Dario",
            "Thanks. This is Dario from Kestrel Pumps. How many pumps do you run, and who else needs to sign off?",
        ),
        (
            "Mina",
            "We run forty pumps, our current supplier is slow, and I must ask our board. What does your pump cost?",
        ),
        ("Dario", "Our pumps start at 800 each, and we offer five years of warranty. I'll send you a draft tonight."),
        ("Mina", "Sounds great. Can you send me the draft by Friday?"),
        ("Host", "Great question. I will let you two get on with it. Feel free to call me."),
    ]);
    assert_eq!(sides(&introduced), [("Host", Role::Unknown), ("Dario", Role::Seller), ("Mina", Role::Buyer)]);
}

#[test]
fn a_job_makes_a_seller_only_where_it_is_one_of_selling() {
    let told = open(&[
        (
            "Al",
            "Hi all, thanks for making the time. I'm Al, the account executive for the north at Brightwater Racking.",
        ),
        ("Sue", "Hi, I'm Sue, I manage the depots."),
        ("Ray", "And I am Ray, I'm head of finance."),
        ("Al", "Great to have you both. How many depots do you have, and what is your biggest problem?"),
        ("Ray", "Eleven. Our current racks are bent, and it costs us a fortune."),
        ("Al", "We offer steel racks, and most of our customers choose the tall ones. Prices start at 400."),
        ("Sue", "Ray, you can see it at any site."),
        ("Ray", "That's a bit steep. Can you go lower for eleven sites?"),
        ("Al", "We can do 360. I'll send you the quote tonight."),
    ]);
    assert_eq!((told.parties[0].role, told.parties[2].role), (Role::Seller, Role::Buyer));
    assert_ne!(told.parties[1].role, Role::Seller);
}

#[test]
fn a_host_who_asks_a_guest_sells_nothing() {
    let shows: &[&[(&str, &str)]] = &[
        &[
            ("Host", "Welcome back to the show. Today I'm here with Lotte, who builds boats. Thanks for joining us."),
            ("Lotte", "Thank you for having me."),
            ("Host", "How did you get started? And what is your biggest challenge?"),
            ("Lotte", "I began in my father's shed. We build six boats a year now, and our team is small."),
            ("Host", "Can you walk me through your week? How do you handle the winter?"),
            ("Lotte", "I draw, and I teach. We use larch, and we have about thirty logs left."),
            ("Host", "Great point. What do you enjoy the most?"),
            ("Lotte", "The launch. I used to sail myself, and my wife still does."),
        ],
        &[
            ("Reporter", "Thanks for taking the time. I wanted to ask about your new book."),
            ("Abt", "Sure, happy to help."),
            ("Reporter", "How long have you been working on it, and what was your biggest surprise?"),
            ("Abt", "Eight years. We were trying to understand moss, and our budget was tiny."),
            ("Reporter", "How do you see your field in ten years? Have you ever considered a second one?"),
            ("Abt", "I need to think about it. My publisher wants one."),
        ],
    ];
    for show in shows {
        let told = open(show);
        assert!(told.parties.iter().all(|party| party.role == Role::Unknown), "{:?}", sides(&told));
    }
}

#[test]
fn swapped_sides_are_doubted_though_a_buyer_says_thanks_like_a_seller() {
    let told = call(&[
        ("Ines", Some(Role::Buyer), "Hi, I'm asking 300 for it. It is in great shape, and I only used it twice."),
        ("Tom", Some(Role::Seller), "Understood. Is it still available? I saw your ad for the canoe."),
        ("Ines", Some(Role::Buyer), "Yes. It comes with a paddle. I can let it go for 280, you can pick it up today."),
        ("Tom", Some(Role::Seller), "Great question of yours, absolutely. How much is it with the trailer?"),
        ("Ines", Some(Role::Buyer), "The lowest I can go is 350 with the trailer. Would you like me to hold it?"),
        ("Tom", Some(Role::Seller), "I completely understand. Thank you so much!"),
    ]);
    assert!(told.warnings.iter().any(|note| note.code == "roles_look_swapped"), "{:?}", told.warnings);
    assert_eq!(told.verdict.confidence, Confidence::Fragile);
}
