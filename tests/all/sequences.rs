//! Order rules: what they find, what they come to, and that nothing without points moves a verdict.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use proptest::prelude::*;
use pursuit::analyze::{Analysis, Method, analyze};
use pursuit::call::Points;
use pursuit::error::Error;
use pursuit::lexicon::{File, Library, Mass, SEQUENCES};
use pursuit::prove::prove_orders;
use pursuit::scan::Rules;
use pursuit::signal::Signal;

use crate::firmness::{LINES, from_scratch};
use crate::talks::{analysis, call, method};
use crate::trainer::blocks;

#[test]
fn every_talk_of_every_rule_holds() {
    let proof = prove_orders(&method().rules, &|_| true);
    assert_eq!(proof.failures, []);
    assert!(proof.finds >= 10 && proof.passes >= 20, "{} finds, {} passes", proof.finds, proof.passes);
}

#[test]
fn rows_and_folder_are_in_step_and_each_is_named_like_its_file() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("lexicons/sequences");
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.map(|file| format!("sequences/{file}")).collect();
    files.sort();
    assert_eq!(SEQUENCES.iter().map(|(path, _)| (*path).to_owned()).collect::<Vec<_>>(), files);
    let ids = method().rules.orders().iter().map(|order| order.id.replace("structure.", "sequences/") + ".toml");
    assert_eq!(ids.collect::<Vec<_>>(), files);
}

#[test]
fn each_says_why_and_what_to_try() {
    for order in method().rules.orders() {
        assert!(order.passes.len() >= 2, "{}", order.id);
        for text in [&order.name, &order.why, &order.words, &order.moment, &order.advice] {
            assert!(!text.is_empty(), "{}", order.id);
        }
    }
}

fn signal<'a>(analysis: &'a Analysis, id: &str) -> Option<&'a Signal> {
    analysis.signals.iter().find(|signal| signal.id == id)
}

/// Points and quotes of a signal.
fn told<'a>(analysis: &'a Analysis, id: &str) -> Option<(Points, Vec<&'a str>)> {
    let signal = signal(analysis, id)?;
    Some((signal.points, signal.evidence.iter().map(|evidence| evidence.quote.as_str()).collect()))
}

#[test]
fn points_count_by_hit_and_end_at_the_cap() {
    let talk = analysis(&[
        "buyer: We keep missing the evening deliveries.",
        "seller: How long has that been a problem? What have you tried?",
        "buyer: Since we lost our second driver.",
        "seller: What does that cost you a month?",
        "buyer: I never added it up, but we lost two clients.",
        "seller: For that, our platform also has a route planner.",
    ]);
    let (points, quotes) = told(&talk, "structure.pain_connected").unwrap();
    assert_eq!(points, Points(2000));
    assert!(quotes.len() > 2, "{quotes:?}");
    assert_eq!(talk.flags, ["pain_connected"]);
}

#[test]
fn a_share_is_of_those_that_were_answered() {
    let talk = analysis(&[
        "seller: So what do you think?",
        "buyer: I would have to think it over.",
        "seller: You can't afford not to do this.",
        "buyer: It's too expensive for us.",
        "seller: Compared to what?",
        "buyer: I would have to think it over.",
    ]);
    // Two hesitations were answered, one of them with pressure; the third was the last word.
    assert_eq!(told(&talk, "structure.resistance_pressured"), Some((Points(750), vec!["You can't afford not to"])));
}

#[test]
fn a_rule_that_only_shows_stands_behind_what_weighs_and_has_no_points() {
    let talk = analysis(&[
        "seller: It may not be a fit for you, and that would be fine.",
        "buyer: No, wait. We need to fix this before the winter.",
    ]);
    let shown = signal(&talk, "structure.detachment_pulled").unwrap();
    assert_eq!((shown.mass, shown.points), (Mass::Tracker, Points::ZERO));
    assert_eq!(shown.evidence.iter().map(|evidence| evidence.turn).collect::<Vec<_>>(), [1, 2]);
}

/// Our files and a team's own.
fn team(files: &[(&str, String)]) -> Result<Method, Error> {
    let file = |(name, text): &(&str, String)| File {
        path: format!("ours/{name}"),
        name: (*name).to_owned(),
        text: text.clone(),
    };
    let rules = Rules::of(&Library::builtin().and(files.iter().map(file).collect()))?;
    Ok(Method::of(rules))
}

#[test]
fn the_rule_that_the_readme_shows_holds() {
    let shown = blocks("toml").into_iter().filter(|block| block.contains("\nsteps"));
    let rows: Vec<(&str, String)> = shown.map(|block| ("sequences/candy.toml", block)).collect();
    let proof = prove_orders(&team(&rows).unwrap().rules, &|order| order.is_team);
    assert_eq!((proof.failures, proof.finds, proof.passes), (vec![], 1, 1));
}

/// A team's rule with this head and these steps.
fn rule(head: &str, steps: &[&str]) -> String {
    format!("id = \"structure.ours\"\nname = \"Ours\"\nwords = \"ours\"\n{head}\nsteps = {steps:?}\n")
}

#[test]
fn every_word_of_the_step_language_does_what_it_says() {
    let pain = "buyer: We keep losing parcels.";
    let pitch = "seller: Our platform also has a map of parcels.";
    let other = "seller: Our platform also has a calendar.";
    let rows = [
        (&["buyer: pain.*", "next seller turn: pitch.*"][..], &[pain, "buyer 2: Hm.", pitch][..], true),
        (&["buyer: pain.*", "next turn: pitch.*"], &[pain, "other: Hm.", pitch], false),
        (&["buyer: pain.*", "next seller turn: pitch.*"], &[pain, "seller: I see.", "buyer: Yes.", pitch], false),
        (&["buyer: pain.*", "within 3 turns seller: pitch.*"], &[pain, "seller: I see.", "buyer: Yes.", pitch], true),
        (&["buyer: pain.*", "within 2 turns seller: pitch.*"], &[pain, "seller: I see.", "buyer: Yes.", pitch], false),
        (&["buyer: pain.*", "next seller turn: pitch.*, same noun"], &[pain, pitch], true),
        (&["buyer: pain.*", "next seller turn: pitch.*, same noun"], &[pain, other], false),
        (&["seller: pitch.*, x2"], &[pitch, "buyer: Yes.", other], true),
        (&["seller: pitch.*, x2"], &[pitch], false),
        (&["seller: pitch.*", "then buyer: pain.*"], &[pain, pitch], false),
        (&["seller: pitch.*", "not between: pain.*", "then seller: pitch.*"], &[pitch, pain, other], false),
        (&["seller: pitch.*", "not between: resist.*", "then seller: pitch.*"], &[pitch, pain, other], true),
        (&["seller: pitch.*", "not between: pitch.*", "then seller: pitch.*"], &[pitch, pain, other], true),
        (&["seller: pitch.*", "never: pain.*"], &[pain, pitch], false),
        (&["buyer: pain.*", "next seller turn: anything, words <= 2"], &[pain, "seller: I see."], true),
        (&["buyer: pain.*", "next seller turn: anything, question"], &[pain, "seller: I see."], false),
        (&["buyer: pain.*", "next seller turn: pitch.*, guard near_pain"], &[pain, pitch], true),
        (&["buyer: pain.*", "next seller turn: pitch.*, no guard near_pain"], &[pain, pitch], false),
        (&["buyer: pain.*", "next seller turn: pitch.*, weight >= 0.6"], &[pain, pitch], false),
        (&["seller: pitch.*, unasked"], &[pain, pitch], true),
        (&["seller: pitch.*, unasked"], &["buyer: Is there a map?", pitch], false),
        (&["first buyer: pain.*", "next seller turn: pitch.*"], &[pain, "seller: I see.", pain, pitch], false),
    ];
    let letter = |number: usize| char::from(b'a' + u8::try_from(number).unwrap());
    let files: Vec<(String, String)> = (0..rows.len())
        .map(|number| {
            let id = format!("structure.rule_{}", letter(number));
            let text = rule("mass = \"tracker\"", rows[number].0).replace("structure.ours", &id);
            (format!("sequences/{}.toml", letter(number)), text)
        })
        .collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let method = team(&files).unwrap();
    for (number, (steps, lines, holds)) in rows.iter().enumerate() {
        let found =
            signal(&analyze(call(lines), "talk", &method), &format!("structure.rule_{}", letter(number))).is_some();
        assert_eq!(found, *holds, "{steps:?} in {lines:?}");
    }
}

#[test]
fn a_teams_rule_adds_and_takes_the_place_of_ours() {
    let pitch = "seller: Our platform also has a calendar.";
    let head = "mass = \"seller_pursuit\"\npoints = 0.25\ncap = 0.5\nflag = \"long_list\"";
    let adds = team(&[("sequences/ours.toml", rule(head, &["seller: pitch.*"]))]).unwrap();
    let lines = [pitch, "buyer: Yes.", pitch, "buyer: Yes.", pitch];
    let talk = analyze(call(&lines), "talk", &adds);
    assert_eq!(signal(&talk, "structure.ours").unwrap().points, Points(500));
    assert_eq!(talk.flags, ["long_list", "premature_pitch"]);

    let text = rule("mass = \"tracker\"", &["buyer: anything"]).replace("structure.ours", "structure.candy");
    let replaces = team(&[("sequences/candy.toml", text)]).unwrap();
    assert_eq!(replaces.rules.orders().len(), method().rules.orders().len());
    assert!(signal(&analyze(call(&lines), "talk", &replaces), "structure.candy").is_some());
}

#[test]
fn what_has_no_points_moves_no_verdict() {
    let tracker = |id: &str| {
        format!(
            "id = \"{id}\"\nname = \"n\"\nsaid_by = \"buyer\"\nmass = \"tracker\"\n\
             [[phrase]]\nsays = \"winter\"\nstrength = \"strong\"\nfinds = [\"in winter\"]\n"
        )
    };
    let lexicon = ("pain/winter.toml", tracker("pain.winter"));
    let shows = rule("mass = \"tracker\"", &["buyer: pain.winter"]);
    let ours = team(&[lexicon.clone(), ("sequences/ours.toml", shows)]).unwrap();
    let lines: Vec<&str> = LINES.iter().copied().chain(["buyer: In winter.", LINES[LINES.len() - 1]]).collect();
    let (theirs, with) = (analysis(&lines), analyze(call(&lines), "talk", &ours));
    assert!(signal(&with, "structure.ours").is_some());
    assert_eq!((&theirs.verdict, &theirs.masses), (&with.verdict, &with.masses));
    // The family `pain.*` of a rule with points does not see the tracker.
    let talk = analyze(call(&["buyer: In winter.", LINES[LINES.len() - 1]]), "talk", &ours);
    assert!(signal(&talk, "structure.candy").is_none());

    let weighs = rule("mass = \"process\"\npoints = 1.0", &["buyer: pain.*", "then buyer: pain.winter"]);
    let error = team(&[lexicon, ("sequences/ours.toml", weighs)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "ours/sequences/ours.toml:6:40: `pain.winter` has no points, so a rule with points can't hang on it; make the rule a tracker without points and cap, to show it only; \
         mend the file; nothing is scored with a broken lexicon"
    );
}

#[test]
fn a_broken_rule_says_where() {
    for (head, steps, place, part) in [
        ("mass = \"tracker\"", &["buyer: pian.*"][..], (5, 18), "no lexicon `pian.*`"),
        ("mass = \"tracker\"", &["buyer: pain.*", "next seler turn: pitch.*"], (5, 28), "begins no step"),
        ("mass = \"tracker\"", &["buyer: pain.*", "seller: pitch.*"], (5, 27), "a later step says where"),
        ("mass = \"tracker\"", &["then buyer: pain.*"], (5, 10), "the first step begins"),
        ("mass = \"tracker\"", &["buyer: pain.*", "not between: resist.*"], (5, 27), "between two steps"),
        ("mass = \"tracker\"", &["never: pain.*"], (5, 10), "must be there"),
        ("mass = \"tracker\"\npoints = 1.0", &["buyer: pain.*"], (5, 10), "a tracker only shows"),
        ("mass = \"process\"", &["buyer: pain.*"], (4, 8), "no `points`"),
        ("mass = \"gate\"", &["buyer: pain.*"], (4, 8), "no gate"),
        ("mass = \"tracker\"\ncounts = 2", &["buyer: pain.*"], (5, 10), "no step 2"),
        ("mass = \"process\"\npoints = 1.0\nshare = true", &["buyer: pain.*"], (6, 9), "`share` needs"),
        ("mass = \"tracker\"\ncolour = 1", &["buyer: pain.*"], (5, 1), "unknown field"),
    ] {
        let error = team(&[("sequences/ours.toml", rule(head, steps))]).unwrap_err();
        assert!(error.what().contains(part), "{steps:?}: {error}");
        let (line, column) = (error.place().line.unwrap(), error.place().column.unwrap());
        assert_eq!(
            (error.place().path.as_str(), line, column),
            ("ours/sequences/ours.toml", place.0, place.1),
            "{error}"
        );
    }
}

/// A team's rule with points that uses all of the step language.
fn heavy() -> &'static Method {
    static HEAVY: LazyLock<Method> = LazyLock::new(|| {
        let head = |id: &str, mass: &str| format!("mass = \"{mass}\"\npoints = 0.7\ncap = 2.5\nquotes = [1]#{id}");
        let rows = [
            (
                "a",
                "seller_pursuit",
                &["anyone: pitch.* | pressure.*, x2", "not between buyer: pursuit.*", "then seller: pressure.*"][..],
            ),
            (
                "b",
                "buyer_initiative",
                &["buyer: pain.*", "within 5 turns buyer: pursuit.*, force >= 0.4", "never buyer: resist.*"],
            ),
            ("c", "resistance", &["seller: pitch.*", "within 6 turns buyer: resist.* | pain.*, same noun"]),
            (
                "d",
                "process",
                &[
                    "first: pain.*",
                    "next turn: anything, words >= 3",
                    "not between: resist.*",
                    "next buyer turn: anything",
                ],
            ),
        ];
        let file = |(id, mass, steps): &(&str, &str, &[&str])| {
            let text = rule(&head(id, mass), steps).replace("structure.ours", &format!("structure.{id}"));
            (
                ["sequences/a.toml", "sequences/b.toml", "sequences/c.toml", "sequences/d.toml"]
                    ["abcd".find(id).unwrap()],
                text,
            )
        };
        team(&rows.iter().map(file).collect::<Vec<_>>()).unwrap()
    });
    &HEAVY
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_left_out_turn_changes_rules_as_a_recount_does(lines in prop::collection::vec(prop::sample::select(LINES), 4..26)) {
        let quick = analyze(call(&lines), "talk", heavy()).verdict;
        let slow = from_scratch(&lines, heavy());
        prop_assert_eq!((quick.low, quick.high, quick.flips_if_removed), slow);
    }
}
