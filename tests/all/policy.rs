//! The policy of the gate: every key has a call that it fails and one that it lets pass.

use serde_json::Value;

use crate::demos::{Demos, STRICT, call};

/// Rules of the findings that fail, one each.
fn failing(found: &Value) -> Vec<String> {
    let calls = found["calls"].as_array().unwrap().iter();
    let new = calls.flat_map(|call| call["findings"].as_array().unwrap());
    let fails = new.filter(|one| one["level"] == "error" && one["state"] == "new");
    let mut rules: Vec<String> = fails.map(|one| one["rule"].as_str().unwrap().to_owned()).collect();
    rules.dedup();
    rules
}

/// A folder with calls of the fixtures under their own names.
fn with(config: &str, fixtures: &[&str]) -> Demos {
    let demos = Demos::new(config);
    for fixture in fixtures {
        demos.put(&format!("demos/{fixture}.json"), &call(fixture).to_string());
    }
    demos
}

/// A clean call, one that pushes, one without a sale and one that can't be told.
const GOOD: &str = "referred-roof.vtt";
const BAD: &str = "show-up-demo.vtt";
const NO_SALE: &str = "support-language.txt";
const ONE_SIDED: &str = "gatekeeper-lathes.json";

/// A call with a stretch of pitch in which the buyer hardly says a word.
const BURST: &str = "\
Rep: Morning. Let me tell you a little about us. We are the number one provider, and our platform also has reporting.
Customer: Okay.
Rep: It also includes scheduling and it comes with training. Our software is the best in the industry.
Customer: Right.
Rep: We have won three awards, and our platform also has a dashboard that does it all for you.
Customer: Okay.
Rep: It also integrates with everything, and the best part is that it comes with support around the clock.
Customer: And what happens with the old numbers when we move, because we keep nine years of them on paper in the cellar?
";

#[test]
fn every_key_fails_a_call_and_lets_one_pass() {
    // For each: the keys, a call that they fail by those rules, and one that they let pass.
    let rows: &[(&str, &str, &str, &[&str])] = &[
        ("fail_on = [\"seller_pursuing\"]", BAD, GOOD, &["check.verdict"]),
        ("fail_on = [\"buyer_pursuing\"]", GOOD, BAD, &["check.verdict"]),
        ("min_score = 40", BAD, GOOD, &["check.score"]),
        ("min_score = 100", BAD, ONE_SIDED, &["check.score"]),
        ("max_bursts = 0", BURST, GOOD, &["check.burst"]),
        ("max_bursts = 1", "", BURST, &[]),
        ("before_pain = { words = 60 }", BAD, GOOD, &["check.before_pain"]),
        ("before_pain = { turns = 3 }", BAD, GOOD, &["check.before_pain"]),
        ("before_pain = { seconds = 20 }", BAD, GOOD, &["check.before_pain"]),
        ("before_pain = { words = 9000, turns = 90, seconds = 900 }", "", BAD, &[]),
        ("limits = { \"pressure.discount_for_now\" = 0 }", BAD, GOOD, &["pressure.discount_for_now"]),
        ("limits = { \"pressure.discount_for_now\" = 1 }", "", BAD, &[]),
        ("limits = { \"pitch.premature\" = 2 }", BAD, GOOD, &["pitch.premature"]),
        ("on_insufficient = \"fail\"", NO_SALE, GOOD, &["check.undecided"]),
        ("on_insufficient = \"fail\"", ONE_SIDED, GOOD, &["check.undecided"]),
        ("on_insufficient = \"warn\"", "", NO_SALE, &[]),
        ("on_insufficient = \"pass\"", "", ONE_SIDED, &[]),
    ];
    // All in one run, each row in a folder of its own; two rows once more as what holds for all.
    let mut config = "[check]\nfail_on = []\n".to_owned();
    let demos = Demos::new("");
    let put = |folder: &str, fixture: &str| match fixture {
        "" => {}
        BURST => demos.put(&format!("demos/{folder}/burst.txt"), BURST),
        fixture => demos.put(&format!("demos/{folder}/call.json"), &call(fixture).to_string()),
    };
    for (number, (keys, fails, passes, _)) in rows.iter().enumerate() {
        config.push_str(&format!("[[check.override]]\npaths = [\"demos/{number}/**\"]\n{keys}\n"));
        put(&format!("{number}/fails"), fails);
        put(&format!("{number}/passes"), passes);
    }
    demos.put("pursuit.toml", &config);
    let (code, found) = demos.found("demos");
    assert_eq!(code, 1);
    let of = |folder: &str| {
        let mut found = found.clone();
        found["calls"].as_array_mut().unwrap().retain(|call| call["path"].as_str().unwrap().contains(folder));
        failing(&found)
    };
    for (number, (keys, _, _, rules)) in rows.iter().enumerate() {
        assert_eq!(of(&format!("demos/{number}/fails/")), *rules, "{keys}");
        assert_eq!(of(&format!("demos/{number}/passes/")), Vec::<String>::new(), "{keys}");
    }
    let (keys, _, _, rules) = rows[2];
    let (_, found) = with(&format!("[check]\nfail_on = []\n{keys}\n"), &[BAD, GOOD]).found("demos");
    assert_eq!(failing(&found), rules);
    let (_, found) = with("", &[BAD, GOOD]).found("demos");
    assert_eq!(failing(&found), ["check.verdict"]);
}

#[test]
fn what_cannot_be_judged_warns_fails_or_passes() {
    for (word, level) in [("warn", Some("warning")), ("fail", Some("error")), ("pass", None)] {
        let demos = with(&format!("[check]\non_insufficient = \"{word}\"\n"), &[ONE_SIDED]);
        let (_, found) = demos.found("demos");
        assert_eq!(found["calls"][0]["findings"][0]["level"].as_str(), level, "{word}");
    }
}

#[test]
fn limits_count_each_hit_beyond_them_and_the_narrowest_counts() {
    let of = |limits: &str| {
        let config = format!("[check]\nfail_on = []\n[check.limits]\n{limits}\n");
        let (_, found) = with(&config, &[BAD]).found("demos");
        found["calls"][0]["findings"].as_array().unwrap().len()
    };
    let all = of("\"pressure.*\" = 0");
    let urgency = of("\"pressure.urgency\" = 0");
    assert!(urgency >= 1 && all > urgency);
    assert_eq!(of("\"pressure.*\" = 2"), all - 2);
    assert_eq!(of("\"pressure.*\" = 0\n\"pressure.urgency\" = 9"), all - urgency);
    assert_eq!(of(&format!("\"pressure.*\" = {all}")), 0);
}

#[test]
fn an_override_changes_what_it_names_for_the_paths_it_names() {
    let config = |paths: &str, keys: &str| format!("{STRICT}[[check.override]]\npaths = [\"{paths}\"]\n{keys}\n");
    let loose = "fail_on = []\nmin_score = 0\nlimits = { \"pressure.*\" = 99 }";
    for (paths, code) in [("demos/**", 0), ("show-up*", 0), ("demos/other/**", 1), ("other*", 1)] {
        assert_eq!(with(&config(paths, loose), &[BAD]).check("demos").code, code, "{paths}");
    }
    let (_, found) = with(&config("demos/**", "fail_on = []\nmin_score = 0"), &[BAD]).found("demos");
    assert!(failing(&found).iter().all(|rule| rule.starts_with("pressure.")), "{found}");
}

#[test]
fn an_acceptance_stays_visible_expires_and_is_missed() {
    let accept = |paths: &str, code: &str, until: &str| {
        format!(
            "[check]\n[[check.accept]]\npaths = [\"{paths}\"]\ncode = \"{code}\"\nreason = \"their own date\"\n{until}\n"
        )
    };
    let run = |config: &str| with(config, &[BAD]).found("demos");
    let (code, found) = run(&accept("demos/**", "check.verdict", "until = 2026-11-26"));
    let finding = &found["calls"][0]["findings"][0];
    assert_eq!(
        (code, finding["state"].as_str(), finding["reason"].as_str()),
        (0, Some("accepted"), Some("their own date"))
    );
    let (code, found) = run(&accept("demos/**", "check.verdict", "until = 2026-11-25"));
    assert_eq!(code, 1);
    let told = &found["acceptances"][0];
    assert!(told["finding"]["what"].as_str().unwrap().contains("expired on 2026-11-25"), "{told}");
    assert_eq!(told["line"].as_u64(), Some(4));
    let (_, found) = run(&accept("demos/**", "pain.need", ""));
    assert!(found["acceptances"][0]["finding"]["what"].as_str().unwrap().contains("covers nothing any more"));
    // One for files that are not checked today is not missed.
    let (_, found) = run(&accept("other/**", "check.verdict", ""));
    assert_eq!(found["acceptances"].as_array().unwrap().len(), 0);
    // Accepted hits are not counted.
    let limits = "[check.limits]\n\"pressure.*\" = 0\n";
    let config = accept("demos/**", "pressure.*", "").replace("[check]\n", &format!("[check]\nfail_on = []\n{limits}"));
    let (code, found) = run(&config);
    assert_eq!(code, 0, "{found}");
    assert!(found["summary"]["accepted"].as_u64() > Some(3));
}

#[test]
fn files_that_cannot_be_read_never_look_like_a_pass() {
    let demos = with("[check]\n", &[GOOD]);
    demos.put("demos/broken.json", "{\"turns\": [");
    assert_eq!(demos.check("demos").code, 3);
    assert_eq!(demos.check("demos --strict").code, 1);
    assert_eq!(demos.check("demos/nowhere.vtt").code, 3);
    assert_eq!(demos.check("demos --exclude * -q").code, 3);
    demos.put("pursuit.toml", "[check]\non_unread = \"fail\"\n");
    let (code, found) = demos.found("demos");
    assert_eq!((code, failing(&found)), (1, vec!["check.unread".to_owned()]));
    assert_eq!(found["passes"], false);
    demos.put("demos/bad.json", &call(BAD).to_string());
    demos.put("pursuit.toml", "");
    assert_eq!(demos.check("demos").code, 1, "findings win over files that could not be read");
}

#[test]
fn every_slip_of_a_key_is_told_with_the_right_one() {
    let rows = [
        ("[check]\nfail_one = []", "did you mean `fail_on`?"),
        ("[check]\nminscore = 3", "did you mean `min_score`?"),
        ("[check]\nmax_dorp = 3", "did you mean `max_drop`?"),
        ("[check]\nbaseln = \"x\"", "did you mean `baseline`?"),
        ("[check]\non_insuficient = \"fail\"", "did you mean `on_insufficient`?"),
        ("[check]\non_unred = \"fail\"", "did you mean `on_unread`?"),
        ("[check]\nmaxbursts = 1", "did you mean `max_bursts`?"),
        ("[check.limit]", "did you mean `limits`?"),
        ("[check.before_pian]", "did you mean `before_pain`?"),
        ("[check.before_pain]\nword = 3", "did you mean `words`?"),
        ("[[check.overide]]\npaths = []", "did you mean `override`?"),
        ("[[check.acept]]\npaths = []", "did you mean `accept`?"),
        ("[check]\nfail_on = [\"seler_pursuing\"]", "did you mean `seller_pursuing`?"),
        ("[check]\non_insufficient = \"fial\"", "did you mean `fail`?"),
        ("[check.limits]\n\"pressure.urgncy\" = 0", "did you mean `pressure.urgency`?"),
        ("[check.limits]\n\"presure.*\" = 0", "did you mean `pressure.*`?"),
        (
            "[[check.accept]]\npaths = [\"a\"]\ncode = \"check.verdikt\"\nreason = \"x\"",
            "did you mean `check.verdict`?",
        ),
        ("[[check.accept]]\npaths = []\ncode = \"pain.need\"\nreason = \"x\"", "write paths = [\"demos/**\"]"),
        ("[[check.accept]]\npaths = [\"a\"]\ncode = \"pain.need\"\nreason = \" \"", "say why it is accepted"),
        ("[[check.override]]\npaths = [\"a[\"]", "is no glob"),
    ];
    for (config, next) in rows {
        let demos = with(config, &[]);
        let run = demos.check("demos");
        assert_eq!(run.code, 2, "{config}");
        assert!(run.err.contains(next) && run.err.contains("pursuit.toml:"), "{config}: {}", run.err);
    }
}
