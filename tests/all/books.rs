//! Books: a reading without a turn or some hits, counted by what changes, is the plain reading of what is left.

use std::sync::LazyLock;

use proptest::prelude::*;
use pursuit::analyze::{DealSize, Method};
use pursuit::call::{Call, Points, Role, turns};
use pursuit::lexicon::{File, Library};
use pursuit::scan::{self, ECHO, Echo, Rules, Scales};
use pursuit::signal::{Groups, Talk, Tally};
use pursuit::verdict::{Books, Class};
use pursuit::{proposal, role, text, verdict};

use crate::firmness::LINES;
use crate::talks::{call, method};

/// What the built-in order rules have nothing of, or have only where they add no points.
const RULES: &[&str] = &[
    r#"["buyer: pain.*", "next turn: anything, words <= 30"]"#,
    r#"["buyer: pain.* | resist.*", "next seller turn: anything, no question", "next buyer turn: pursuit.*"]"#,
    r#"["seller: pitch.*, x2", "not between: pain.*", "then seller: pressure.*"]"#,
    r#"["seller: pitch.*, unasked", "not between buyer: pain.*", "within 5 turns seller: pitch.* | pressure.*, same noun"]"#,
    r#"["anyone: pain.* | pitch.*", "within 3 turns: pressure.* | pursuit.*, force >= 0.5", "next turn: resist.* | pain.*"]"#,
    r#"["seller: pitch.*, guard on_request", "never buyer: resist.*"]"#,
    r#"["first: pain.* | pitch.*", "within 8 turns buyer: pursuit.*, weight >= 0.5, x2"]"#,
    r#"["buyer: pursuit.*, unasked", "next seller turn: process.* | pitch.*"]"#,
    r#"["seller: pressure.*, x2", "next buyer turn: resist.* | pursuit.*"]"#,
];

/// The built-in method with those rules, each once by the hit and where it can be once as a share.
fn crowded() -> &'static Method {
    static METHOD: LazyLock<Method> = LazyLock::new(|| {
        let rule = |(number, steps): (usize, &&str)| {
            let letter = |at: usize| char::from(b'a' + u8::try_from(at).unwrap());
            let (name, side) = (letter(number), ["seller_pursuit", "buyer_initiative", "process"][number % 3]);
            let file = |kind: &str, head: &str| File {
                path: format!("ours/sequences/{kind}_{name}.toml"),
                name: format!("sequences/{kind}_{name}.toml"),
                text: format!(
                    "id = \"structure.{kind}_{name}\"\nname = \"Ours\"\nwords = \"ours\"\nmass = \"{side}\"\n{head}\nsteps = {steps}\n"
                ),
            };
            let shares = steps.split(", \"").nth(1).is_some_and(|second| second.starts_with("next"));
            let share = shares.then(|| file("share", "points = 1.5\nshare = true"));
            [file("hits", "points = 0.4\ncap = 1.6\ncounts = 1")].into_iter().chain(share)
        };
        let files = RULES.iter().enumerate().flat_map(rule).collect();
        Method::of(Rules::of(&Library::builtin().and(files)).unwrap())
    });
    &METHOD
}

/// Leaves out every turn, every hit alone, and runs of hits, and reads both ways.
fn both_ways(call: &Call, method: &Method) -> Result<(), TestCaseError> {
    let rules = &method.rules;
    let turns = turns(call);
    let text = text::prepare(&turns);
    let found = scan::find(&text, rules);
    let cast = role::cast(call, &turns, &text, &found, &method.sides, rules);
    let roles: Vec<Role> = cast.assigned.iter().map(|assigned| assigned.role).collect();
    let facts = scan::facts(&turns, &text, &found, &roles, rules);
    let judged = scan::judge(&found, &text, &turns, &facts, rules);
    let scales = Scales { text: &text, rules, facts: &facts, judged: &judged };
    let groups = Groups::of(rules, &judged);
    let scene =
        proposal::Scene { turns: &turns, text: &text, acts: found.acts(), facts: &facts, rules, judged: &judged };
    let raises = proposal::raises(&scene, &proposal::find(&scene));
    let whole = scales.weigh_all();
    let talk = Talk { scales, weights: &whole, groups: &groups, raises: &raises, skip: None };
    let tally = Tally::of(&talk);
    for deal in [DealSize::Large, DealSize::Small] {
        let reading = verdict::read(&talk, &tally, deal);
        let mut books = Books::of(&reading, &talk, &tally, deal);
        let plain = |less: &Talk<'_>| -> (Class, Points) {
            let mut tally = Tally::of(less);
            less.skip.iter().for_each(|&turn| tally.take(turn, less));
            let reading = verdict::read(less, &tally, deal);
            (reading.ruling.class, reading.raw)
        };
        let (echo, last) = (Echo::of(scales, &whole), u32::try_from(facts.len()).unwrap());
        for skip in 0..last {
            let mut weights = whole.clone();
            scales.weigh(skip.saturating_sub(1)..(skip + ECHO).min(last), Some(skip), &mut weights);
            let less = Talk { weights: &weights, skip: Some(skip), ..talk };
            prop_assert_eq!(books.without_turn(skip, &echo, &mut Vec::new()), plain(&less), "without turn {}", skip);
        }
        let count = judged.kept.len();
        let alone = (0..count).map(|place| vec![place]);
        let pairs = (0..count).map(|place| vec![(place * 7 + 3) % count, place]);
        let many = (0..count).map(|place| (place..count).step_by(1 + place % 5).take(6).collect());
        for mut places in alone.chain(pairs).chain(many) {
            places.dedup();
            let mut weights = whole.clone();
            places.iter().for_each(|&place| weights.weight[place] = Points::ZERO);
            let less = Talk { weights: &weights, ..talk };
            prop_assert_eq!(books.without_hits(&places), plain(&less), "without hits {:?}", &places);
        }
        let nothing = plain(&talk);
        prop_assert_eq!(books.without_hits(&[]), nothing, "all is put back");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn less_is_read_as_it_would_be_alone(lines in prop::collection::vec(prop::sample::select(LINES), 2..60)) {
        both_ways(&call(&lines), method())?;
        both_ways(&call(&lines), crowded())?;
    }
}

#[test]
fn less_of_every_vignette_is_read_as_it_would_be_alone() {
    for (name, call) in crate::vignettes::calls() {
        for method in [method(), crowded()] {
            both_ways(&call, method).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
