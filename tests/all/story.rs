//! What is shown beyond the verdict: over the whole calls of `fixtures/calls`, and what must always hold of it.

use std::fmt::Write as _;

use insta::assert_snapshot;
use proptest::prelude::*;
use pursuit::analyze::{Analysis, DealSize, Method, analyze};
use pursuit::call::{Points, Role, turns};
use pursuit::scan::{self, Scales, Weights};
use pursuit::signal::{Groups, Talk, Tally};
use pursuit::story::{By, Kind, Move};
use pursuit::verdict::{BUYER_RAW, Class, SELLER_BALANCE};
use pursuit::{text, verdict};
use serde_json::Value;

use crate::calls::run;
use crate::firmness::LINES;
use crate::talks::{analysis, call, method};

/// A list's values one a line, anything else on one line.
fn shown(out: &mut String, name: &str, value: &Value) {
    match value {
        Value::Array(rows) => {
            writeln!(out, "  {name}: {}", rows.len()).unwrap();
            rows.iter().for_each(|row| writeln!(out, "    {row}").unwrap());
        }
        _ => writeln!(out, "  {name}: {value}").unwrap(),
    }
}

#[test]
fn the_calls_of_the_fixtures_have_these_stories() {
    let (_, lines) = run(2, "ndjson", None);
    let mut out = String::new();
    for line in lines.lines() {
        let call: Value = serde_json::from_str(line).unwrap();
        writeln!(out, "{}: {}", call["id"], call["verdict"]["class"]).unwrap();
        shown(&mut out, "timeline", &call["timeline"]);
        shown(&mut out, "moments", &call["moments"]);
        for (name, value) in call["story"].as_object().unwrap() {
            match name.as_str() {
                "ledger" => value.as_object().unwrap().iter().for_each(|(name, value)| shown(&mut out, name, value)),
                _ => shown(&mut out, name, value),
            }
        }
    }
    assert_snapshot!("stories", out);
}

#[test]
fn a_direction_that_changed_has_its_turn_and_so_has_one_that_came_back() {
    let pushes = [
        "seller: Let me show you how our platform works, it also has a dashboard, and it includes reporting.",
        "buyer: I'm not interested, we are happy with what we have.",
        "seller: I understand, but this offer expires Friday. Are you interested in signing up today?",
        "buyer: I would have to think about it.",
    ];
    let pulls = [
        "seller: It may not be a fit for you, and that would be fine.",
        "buyer: We keep missing deadlines and it's costing us four thousand dollars a month. How much does it cost?",
        "seller: About four hundred.",
        "buyer: How soon can you start? Can you send me the contract? Okay, let's do it.",
    ];
    let turned = analysis(&[&pushes[..], &pulls[..]].concat()).story.turning_point.unwrap();
    assert_eq!((turned.turn, turned.back), (5, None));
    assert!(turned.before < Points(40_000) && turned.after > Points(60_000));
    let back = analysis(&[&pushes[..], &pulls[..], &pushes[..]].concat()).story.turning_point.unwrap();
    assert_eq!((back.turn, back.back), (5, Some((9, None))));
    assert_eq!(analysis(&pushes).story.turning_point, None);
}

#[test]
fn the_next_move_after_a_problem_is_named() {
    let moves = [
        ("How many of them a week?", Move::Quantified),
        ("Where does it go wrong?", Move::Explored),
        ("So what I'm hearing is that nobody sees the deadline until it is gone.", Move::Reflected),
        ("This offer expires Friday, so sign today.", Move::Pressured),
        ("Our platform also has a dashboard, it includes reporting.", Move::PitchedOver),
        ("I see.", Move::Acknowledged),
        ("My calendar is on the other screen, one second please, the lady is bringing coffee.", Move::Ignored),
        ("That one is from the yard, they get good money for this sort of thing in autumn.", Move::Ignored),
        ("That one is from the yard, they print each deadline in the autumn paper.", Move::Acknowledged),
        ("Got it, nobody looks at those papers in the end.", Move::Acknowledged),
    ];
    for (reply, next) in moves {
        let reply = format!("seller: {reply}");
        let ledger = analysis(&["buyer: We keep missing deadlines.", &reply, "buyer: Yes."]).story.ledger;
        assert_eq!(ledger.rows[0].next.as_ref().map(|(made, _)| *made), Some(next), "{reply}");
        assert_eq!((ledger.answered, ledger.followed), (1, u32::from(next.follows_up())));
    }
    let last = analysis(&["seller: Good morning.", "buyer: We keep missing deadlines."]).story.ledger;
    assert_eq!((last.rows[0].next.clone(), last.rate), (None, None));
}

#[test]
fn the_clock_runs_until_the_buyer_names_a_problem() {
    let pitch = "seller: Let me show you how our platform works, it also has a dashboard, and it includes reporting.";
    let late = analysis(&[pitch, "buyer: Okay.", pitch, "buyer: We keep missing deadlines.", pitch]).story;
    let clock = late.clock.unwrap();
    assert_eq!((clock.pain_turn, clock.turns, clock.words, clock.pitch_turns), (Some(4), 3, 35, 2));
    assert!(clock.is_estimated && clock.pitch_words == 34 && clock.pitch_share == Some(Points(667)));
    let never = analysis(&[pitch, "buyer: Okay."]).story.clock.unwrap();
    assert_eq!((never.pain_turn, never.turns, never.words, never.pitch_share), (None, 2, 18, Some(Points::ONE)));
}

#[test]
fn pitch_over_a_silent_buyer_is_a_burst() {
    let pitch = "seller: Our platform also has a dashboard. It includes reporting.";
    let burst = analysis(&[pitch, "buyer: Okay.", pitch, "buyer: Mm-hm.", pitch]).story.bursts;
    assert_eq!(burst.len(), 1);
    assert_eq!((burst[0].turns, burst[0].buyer_words, burst[0].seller_words), ((1, 5), 2, 27));
    let talks = "buyer: And then the driver came back with the whole load because nobody had told him of the new gate.";
    assert_eq!(analysis(&[pitch, talks, pitch, talks, pitch]).story.bursts, []);
}

#[test]
fn pitch_that_was_asked_for_is_no_burst_and_stands_before_no_problem() {
    let pitch = "seller: Our platform also has a dashboard. It includes reporting. It also has a map.";
    let asks = "buyer: And the depot, is it in there?";
    let asked = analysis(&[asks, pitch, asks, pitch]);
    assert_eq!(asked.story.bursts, []);
    assert_eq!(asked.story.clock.unwrap().pitch_clauses, 0);
    let unasked = analysis(&[pitch, "buyer: Hm.", pitch, "buyer: I see."]).story;
    assert!(unasked.bursts.len() == 1 && unasked.clock.unwrap().pitch_clauses >= 4);
}

#[test]
fn questions_are_judged_by_what_they_draw_out() {
    let asked = analysis(&[
        "seller: Walk me through a usual week.",
        "buyer: On Monday the lists come in, and on Tuesday we print them and drive them to the yard.",
        "seller: Do the drivers keep a list themselves?",
        "buyer: Yes.",
        "seller: Isn't that a lot of paper?",
        "buyer: It is.",
        "seller: What would you change? I ask since most yards that I know would rather have it all on a telephone.",
        "buyer: Right.",
    ]);
    let questions = asked.story.questions;
    let counts = questions.kinds.map(|drawn| (drawn.questions, drawn.words));
    assert_eq!((counts, questions.self_answered), ([(1, 18), (1, 1), (1, 2)], 1));
    let best = questions.best.unwrap();
    assert_eq!((best.question.quote.as_str(), best.kind), ("Walk me through a usual week", Kind::Open));
    assert_eq!(questions.worst.unwrap().question.quote, "Do the drivers keep a list themselves");
}

#[test]
fn what_asks_for_nothing_of_the_buyers_world_is_neither_best_nor_worst() {
    let long = "buyer: We print the lists on Monday and drive them round the yards until the week is over and nobody wants to \
                see a list for the rest of his days, least of all my brother, who drew them up.";
    let asked = analysis(&[
        "seller: Hello, how are you today?",
        "buyer: Well.",
        "seller: Who draws up the lists for the yards?",
        "buyer: My brother does, with a pencil.",
        "seller: 65?",
        long,
        "seller: Could we meet on Thursday to see the first draft?",
        long,
        "seller: Isn't that a lot of paper?",
        long,
        "seller: How does that sound?",
        "buyer: Fine.",
        "seller: What would you miss? Most yards would miss the smell of the ink, if I may say so, and the walk.",
        long,
    ]);
    let questions = asked.story.questions;
    assert_eq!(questions.best.unwrap().question.quote, "Who draws up the lists for the yards");
    assert_eq!((questions.worst, questions.self_answered), (None, 1));
}

#[test]
fn the_first_step_is_that_of_the_proposals() {
    let found = analysis(&[
        "seller: We have a yard by the river.",
        "buyer: Could we have a trial in the small dairy?",
        "seller: Sure. I can send you the contract on Monday.",
    ]);
    assert_eq!(found.story.first_step, Some((Role::Buyer, 2)));
    assert_eq!(found.proposals[0].turn, 2);
    assert_eq!(analysis(&["seller: Good morning.", "buyer: Morning."]).story.first_step, None);
}

#[test]
fn nobody_is_told_to_have_pushed_who_only_answered() {
    let pushed = |hesitates: &str, reply: &str| {
        let lines = [
            "seller: So what do you think of the new vats?",
            &format!("buyer: {hesitates}"),
            &format!("seller: {reply}"),
            "buyer: I see.",
        ];
        let yard =
            ["seller: Our platform also has a map of the yards.", "buyer: So it does, with the river."].repeat(6);
        analysis(&[&yard[..], &lines[..]].concat())
            .story
            .moments
            .iter()
            .any(|moment| moment.kind == "resistance_pressured")
    };
    let asks = "That is too expensive for us, and we don't want to get locked in. What if the dairy closes?";
    assert!(!pushed(asks, "You can cancel at the end of any month."));
    let waits = "That is too expensive for us, and we don't want to get locked in.";
    assert!(pushed(waits, "This offer expires Friday, and you can't afford not to do this."));
}

#[test]
fn an_unknown_side_has_no_story() {
    let told = analysis(&["Ann: Our platform also has a dashboard.", "Bo: We keep missing deadlines."]).story;
    assert_eq!(told, pursuit::story::Story::default());
}

#[test]
fn good_words_said_for_the_count_are_stuffed() {
    let litany = "seller: It may not be a fit. No pressure at all. It's totally up to you. Feel free to say no. \
                  We may not be the right fit. It's okay to say no. You don't need us.";
    let plain = "seller: It may not be a fit for you, and that would be fine.";
    assert!(analysis(&[litany, "buyer: Okay."]).flags.contains(&"stuffed".to_owned()));
    assert!(!analysis(&[plain, "buyer: Okay.", plain, "buyer: Right."]).flags.contains(&"stuffed".to_owned()));
    let again = [plain, "buyer: Okay."].repeat(4);
    assert!(analysis(&again).flags.contains(&"stuffed".to_owned()));
}

#[test]
fn stability_is_counted_alike_every_time() {
    let method = Method { draws: 31, ..Method::builtin().unwrap() };
    let tried = || analyze(call(LINES), "talk", &method).stability.unwrap();
    let stability = tried();
    assert_eq!(stability, tried());
    let draws = [stability.words_lost, stability.turns_dropped, stability.labels_swapped].map(|kind| kind.draws);
    assert_eq!((draws, stability.all().draws), ([11, 10, 10], 31));
    assert!((1..=31).contains(&stability.all().holds));
    let hello = call(&["seller: Hello.", "buyer: Hello."]);
    assert_eq!(analyze(hello, "talk", &method).stability.unwrap().all().holds, 31, "too short stays too short");
    assert_eq!(analysis(LINES).stability, None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_story_is_proved_by_the_call(lines in prop::collection::vec(prop::sample::select(LINES), 4..26)) {
        let found = analysis(&lines);
        let call = call(&lines);
        let turns = turns(&call);
        let story = &found.story;
        let (push, pull): (Points, Points) =
            story.timeline.slices.iter().fold((Points::ZERO, Points::ZERO), |(push, pull), slice| {
                (push + slice.push, pull + slice.pull)
            });
        if !story.timeline.slices.is_empty() {
            prop_assert_eq!((push, pull), (found.masses.push, found.masses.pull));
            prop_assert_eq!(story.timeline.by, By::Turn);
        }
        let of_questions = [&story.questions.best, &story.questions.worst].into_iter().flatten().map(|asked| &asked.question);
        let said = story.moments.iter().map(|moment| &moment.said).chain(of_questions);
        let said = said.chain(story.flip.iter().flat_map(|flip| flip.evidence.iter().map(|removed| &removed.said)));
        let rows = &story.ledger.rows;
        let said = said.chain(rows.iter().map(|row| &row.pain));
        for said in said.chain(rows.iter().filter_map(|row| Some(&row.next.as_ref()?.1))) {
            let text = &turns[said.turn as usize - 1].text;
            prop_assert!(!said.quote.is_empty() && text.contains(&said.quote), "{:?} in {text:?}", said.quote);
        }
        prop_assert!(story.moments.len() <= 5);
        let mut pains: Vec<u32> = found
            .signals
            .iter()
            .filter(|signal| signal.id.starts_with("pain."))
            .flat_map(|signal| signal.evidence.iter().map(|one| one.turn))
            .filter(|turn| found.parties[turns[*turn as usize - 1].party.unwrap().0 as usize].role == Role::Buyer)
            .collect();
        pains.sort_unstable();
        pains.dedup();
        // A confirmed reflection is evidence in both turns, but no problem that the buyer named himself.
        prop_assert!(rows.iter().all(|row| pains.contains(&row.pain.turn)));
        prop_assert!(rows.is_sorted_by(|a, b| a.pain.turn < b.pain.turn));
    }

    #[test]
    fn a_flip_really_flips_and_no_smaller_one_does_where_it_says_so(
        lines in prop::collection::vec(prop::sample::select(LINES), 6..26),
    ) {
        let found = analysis(&lines);
        flips(&lines, &found)?;
    }
}

/// Recounts from scratch without some hits.
fn flips(lines: &[&str], found: &Analysis) -> Result<(), TestCaseError> {
    let rules = &method().rules;
    let call = call(lines);
    let turns = turns(&call);
    let text = text::prepare(&turns);
    let hits = scan::find(&text, rules);
    let roles: Vec<Role> = call.parties.iter().map(|party| party.given.unwrap().role).collect();
    let facts = scan::facts(&turns, &text, &hits, &roles, rules);
    let judged = scan::judge(&hits, &text, &turns, &facts, rules);
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let whole = scales.weigh_all();
    let groups = Groups::of(rules, &judged);
    let class = |without: &[usize]| -> Class {
        let mut weights: Weights = whole.clone();
        without.iter().for_each(|&place| weights.weight[place] = Points::ZERO);
        let talk = Talk { scales, weights: &weights, groups: &groups, raises: &[], skip: None };
        verdict::read(&talk, &Tally::of(&talk), DealSize::Large).ruling.class
    };
    let is_directional = !matches!(found.verdict.class, Class::NoSaleDynamic | Class::InsufficientEvidence);
    prop_assert_eq!(found.story.margin.is_some(), is_directional);
    let (balance, raw) = (found.verdict.terms.balance, found.verdict.raw);
    match (found.verdict.class, found.story.margin) {
        (Class::SellerPursuing, Some(margin)) => prop_assert_eq!(margin.raw, SELLER_BALANCE - balance),
        (Class::BuyerPursuing, Some(margin)) => prop_assert_eq!(margin.raw, raw - BUYER_RAW),
        (_, Some(margin)) => prop_assert_eq!(margin.raw, (balance - SELLER_BALANCE).min(BUYER_RAW - raw)),
        (_, None) => {}
    }
    let all: Vec<usize> = (0..judged.kept.len()).filter(|&place| whole.weight[place] > Points::ZERO).collect();
    let Some(flip) = &found.story.flip else {
        // What is not told is not small.
        prop_assert!(!is_directional || all.iter().all(|&place| class(&[place]) == found.verdict.class));
        return Ok(());
    };
    // Words said twice in a turn are two hits: whichever was taken.
    let places: Vec<Vec<usize>> = flip
        .evidence
        .iter()
        .map(|removed| {
            let is_it = |place: &usize| {
                let hit = &judged.kept[*place].hit;
                rules.lexicon(hit.lexicon).id == removed.id
                    && hit.turn + 1 == removed.said.turn
                    && hit.span.of(&turns[hit.turn as usize].text) == removed.said.quote
            };
            all.iter().copied().filter(is_it).collect()
        })
        .collect();
    let mut sets = vec![Vec::new()];
    for choices in &places {
        sets = sets
            .iter()
            .flat_map(|set: &Vec<usize>| {
                let fresh = choices.iter().filter(|place| !set.contains(place));
                fresh.map(|&place| [set.as_slice(), &[place]].concat()).collect::<Vec<_>>()
            })
            .collect();
    }
    prop_assert!(sets.iter().any(|set| class(set) == flip.to) && flip.to != found.verdict.class);
    if flip.is_smallest && flip.evidence.len() > 1 {
        prop_assert!(all.iter().all(|&place| class(&[place]) == found.verdict.class));
    }
    if flip.is_smallest && flip.evidence.len() > 2 {
        let pairs = || all.iter().flat_map(|&a| all.iter().map(move |&b| [a, b]));
        prop_assert!(pairs().all(|pair| class(&pair) == found.verdict.class));
    }
    Ok(())
}
