//! The ratchet: of three demos that are recorded again, exactly the one that is worse fails.

use serde_json::Value;

use crate::demos::{Demos, STRICT, call, say, words};

/// Three demos: one to get worse, one to get better, one to stay as it is.
fn accepted() -> Demos {
    let demos = Demos::new(STRICT);
    for (name, fixture) in
        [("worse", "discovery-freight.srt"), ("better", "pressure-solar.txt"), ("equal", "renewal-coffee.txt")]
    {
        demos.put(&format!("demos/{name}.json"), &call(fixture).to_string());
    }
    demos.git("init -q");
    assert_eq!(demos.check("demos").code, 1, "the demos are not clean");
    assert_eq!(demos.check("demos --update-baseline").code, 0);
    assert_eq!(demos.check("demos").code, 0);
    demos.git("add -A");
    demos.git("commit -qm accepted");
    demos
}

/// Somebody pushes, again and again.
fn pushed(mut call: Value) -> Value {
    let seller = call["turns"][0]["speaker"].as_str().unwrap().to_owned();
    for text in [
        "I understand, but the price goes up on Friday, so you have to decide today.",
        "You can't afford not to do this. The offer ends tonight, so let's get you signed up right now.",
        "Our platform is the number one in the country, and it also comes with training and reporting.",
        "Just trust me, there's no need to talk to anybody else about it. Shall we sign today or tomorrow?",
        "This price is only for today. If you sign tonight I can take another twenty percent off.",
    ] {
        let turns = call["turns"].as_array().unwrap();
        let place = turns.iter().rposition(|turn| turn["speaker"] != seller.as_str() && turn["text"] != "No.").unwrap();
        say(&mut call, place, "Prospect Tomasz Verrill", "No.");
        say(&mut call, place, &seller, text);
    }
    call
}

/// The take without what its seller says after the first questions.
fn held_back(mut call: Value) -> Value {
    let turns = call["turns"].as_array_mut().unwrap();
    let seller = turns[0]["speaker"].clone();
    let mut place = 0;
    turns.retain(|turn| {
        place += 1;
        place <= 12 || turn["speaker"] != seller
    });
    call
}

/// What another transcription makes of the same words: no case, no punctuation, fillers.
fn heard_again(text: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | ' ' | '-');
    let words: String = text.to_lowercase().chars().filter(|letter| plain(*letter)).collect();
    format!("uh {words}")
}

fn retimed(mut call: Value) -> Value {
    for turn in call["turns"].as_array_mut().unwrap() {
        for key in ["start", "end"] {
            if let Some(time) = turn[key].as_f64() {
                turn[key] = (time * 1.02 + 3.7).into();
            }
        }
    }
    call
}

fn renamed(call: &Value) -> Value {
    let text = call.to_string().replace("Bel Fenwright", "Ona Prendle").replace("Jude Amberly", "Wim Achterberg");
    serde_json::from_str(&text).unwrap()
}

/// For each call of a run: its path, what became of its score, and whether it fails.
fn table(found: &Value) -> Vec<(String, String, bool)> {
    let calls = found["calls"].as_array().unwrap();
    let fails = |finding: &Value| finding["level"] == "error" && finding["state"] == "new";
    let row = |call: &Value| {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let findings = call["findings"].as_array().unwrap();
        (text(&call["path"]), text(&call["against"]["change"]), findings.iter().any(fails))
    };
    calls.iter().map(row).collect()
}

#[test]
fn of_three_takes_exactly_the_worse_one_fails() {
    let demos = accepted();
    demos.put("demos/worse.json", &pushed(call("discovery-freight.srt")).to_string());
    demos.put("demos/better.json", &held_back(call("pressure-solar.txt")).to_string());
    let equal = words(retimed(call("renewal-coffee.txt")), heard_again);
    demos.put("demos/equal.json", &equal.to_string());
    let (code, found) = demos.found("demos --changed-since HEAD");
    assert_eq!(code, 1);
    let row = |name: &str, change: &str, fails| (format!("demos/{name}.json"), change.to_owned(), fails);
    let rows = table(&found);
    assert_eq!(rows, [row("better", "better", false), row("equal", "same", false), row("worse", "worse", true)]);
    // What fails is what was put in, and nothing else of the call.
    let before = call("discovery-freight.srt").to_string();
    let findings = found["calls"][2]["findings"].as_array().unwrap();
    let new: Vec<&Value> = findings.iter().filter(|one| one["state"] == "new").collect();
    let rules: Vec<&str> = new.iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert!(rules.contains(&"check.drop") && rules.contains(&"pressure.urgency"), "{rules:?}");
    for one in new {
        let quote = one["spots"][0]["quote"].as_str().unwrap();
        assert!(!before.contains(quote), "{quote}");
    }
}

#[test]
fn a_take_that_is_the_same_passes_however_it_is_transcribed() {
    let demos = accepted();
    let original = call("renewal-coffee.txt");
    let takes: [(&str, Value); 6] = [
        ("timed anew", retimed(original.clone())),
        ("in capitals", words(original.clone(), str::to_uppercase)),
        ("without punctuation", words(original.clone(), heard_again)),
        ("without apostrophes", words(original.clone(), |text| text.replace('\'', ""))),
        ("curly", words(original.clone(), |text| text.replace('\'', "\u{2019}"))),
        ("renamed", renamed(&original)),
    ];
    for (how, take) in takes {
        demos.put("demos/equal.json", &take.to_string());
        let (code, found) = demos.found("demos/equal.json");
        assert_eq!((code, table(&found)[0].1.as_str()), (0, "same"), "{how}: {found}");
    }
}

#[test]
fn a_take_of_another_name_and_form_is_laid_beside_its_demo() {
    let demos = accepted();
    std::fs::remove_file(demos.path("demos/equal.json")).unwrap();
    let path = format!("{}/fixtures/calls/renewal-coffee.txt", env!("CARGO_MANIFEST_DIR"));
    demos.put("demos/equal_take2.txt", &std::fs::read_to_string(path).unwrap());
    let (code, found) = demos.found("demos");
    assert_eq!(code, 0, "{found}");
    assert_eq!(found["calls"][1]["against"]["path"], "demos/equal.json");
}

#[test]
fn what_is_mended_leaves_the_baseline_and_what_is_new_does_not_enter_it() {
    let demos = accepted();
    let hits = |demos: &Demos, name: &str| {
        let baseline: Value = serde_json::from_str(&demos.text(".pursuit-baseline.json")).unwrap();
        let takes = baseline["takes"].as_array().unwrap().clone();
        let take = takes.into_iter().find(|take| take["path"] == format!("demos/{name}.json")).unwrap();
        (take["hits"].as_array().unwrap().len(), take["score"].as_u64().unwrap())
    };
    let before = (hits(&demos, "better"), hits(&demos, "worse"));
    demos.put("demos/worse.json", &pushed(call("discovery-freight.srt")).to_string());
    demos.put("demos/better.json", &held_back(call("pressure-solar.txt")).to_string());
    let run = demos.check("demos --update-baseline=shrink");
    assert_eq!(run.code, 1, "{}", run.err);
    let after = (hits(&demos, "better"), hits(&demos, "worse"));
    assert!(after.0.0 < before.0.0 && after.0.1 > before.0.1, "{before:?} {after:?}");
    assert_eq!(after.1, before.1);
    // What was mended and comes again is new now.
    demos.put("demos/better.json", &call("pressure-solar.txt").to_string());
    assert_eq!(demos.check("demos/better.json").code, 1);
    // The worse take can be accepted all the same, and a demo that is gone leaves.
    std::fs::remove_file(demos.path("demos/equal.json")).unwrap();
    assert_eq!(demos.check("demos --update-baseline").code, 0);
    assert_eq!(demos.check("demos").code, 0);
    assert!(!demos.text(".pursuit-baseline.json").contains("equal.json"));
}

#[test]
fn without_a_baseline_everything_is_new_again() {
    let demos = accepted();
    let (code, found) = demos.found("demos --no-baseline");
    assert_eq!(code, 1);
    assert_eq!((found["summary"]["known"].as_u64(), found["calls"][0]["against"].is_null()), (Some(0), true));
    demos.put("pursuit.toml", "[check]\nbaseline = \"accepted.json\"\n");
    let run = demos.check("demos");
    assert!(run.err.contains("accepted.json: there is no baseline yet"), "{}", run.err);
    demos.put("accepted.json", "{\n  \"takes\": 3\n}");
    let run = demos.check("demos");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("accepted.json:3:1: this is no baseline"), "{}", run.err);
}

#[test]
fn only_what_changed_is_checked_unless_the_policy_did() {
    let demos = accepted();
    demos.put("demos/new.json", &call("referred-roof.vtt").to_string());
    let paths = |found: &Value| table(found).into_iter().map(|row| row.0).collect::<Vec<_>>();
    let (_, found) = demos.found("demos --changed-since HEAD");
    assert_eq!(paths(&found), ["demos/new.json"]);
    demos.git("add -A");
    demos.git("commit -qm new");
    let run = demos.check("demos --changed-since HEAD");
    assert_eq!((run.code, run.out.as_str()), (0, "0 calls checked: 0 errors, 0 warnings\n"));
    assert_eq!(paths(&demos.found("demos --changed-since HEAD~1").1), ["demos/new.json"]);
    demos.put("pursuit.toml", &format!("{STRICT}# changed\n"));
    let run = demos.check("demos --changed-since HEAD");
    assert!(run.err.contains("pursuit.toml changed since HEAD, so all calls are checked"), "{}", run.err);
    let run = demos.check("demos --changed-since nowhere");
    assert_eq!(run.code, 2);
    assert!(run.err.contains("git knows no revision `nowhere`"), "{}", run.err);
}

#[test]
fn a_rehearsal_is_checked_again_on_every_save() {
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};

    let demos = Demos::new("[check]\n");
    demos.put("demos/take.json", &call("referred-roof.vtt").to_string());
    let mut command = Command::new(env!("CARGO_BIN_EXE_pursuit"));
    let command = command.current_dir(demos.path("")).args(["check", "demos", "--watch"]).stdin(Stdio::null());
    let mut watch = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut until = |wanted: &str| lines.by_ref().map(Result::unwrap).any(|line| line.contains(wanted));
    assert!(until("1 call checked: 0 errors"));
    demos.put("demos/take.json", &call("pressure-solar.txt").to_string());
    demos.put("demos/second.json", &call("referred-roof.vtt").to_string());
    assert!(until("--- saved: ") && until("1 failed: 1 error"));
    watch.kill().unwrap();
    watch.wait().unwrap();
}
