//! What somebody might try on the ratchet, and what might happen to it by accident.

use crate::demos::{Demos, call, say};

const POLICY: &str = "[check]\nfail_on = []\n[check.limits]\n\"pressure.*\" = 0\n";

/// A folder with one demo that was accepted with what it has.
fn accepted() -> Demos {
    let demos = Demos::new(POLICY);
    demos.put("demos/solar.json", &call("pressure-solar.txt").to_string());
    assert_eq!(demos.check("demos --update-baseline").code, 0);
    demos
}

#[test]
fn an_accepted_lapse_licenses_no_other_and_no_repetition() {
    let demos = accepted();
    let mut swapped = call("pressure-solar.txt");
    let text = swapped.to_string().replace("when it's gone it's gone", "it is what it is");
    swapped = serde_json::from_str(&text).unwrap();
    let seller = swapped["turns"][0]["speaker"].as_str().unwrap().to_owned();
    say(&mut swapped, 2, &seller, "This offer expires at midnight tonight.");
    demos.put("demos/solar.json", &swapped.to_string());
    let (code, found) = demos.found("demos");
    let new: Vec<&str> = found["calls"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["state"] == "new")
        .map(|one| one["spots"][0]["quote"].as_str().unwrap())
        .collect();
    assert_eq!((code, new), (1, vec!["offer expires at midnight"]));
    let mut repeated = call("pressure-solar.txt");
    for place in [4, 8, 12] {
        say(&mut repeated, place, &seller, "Every month you wait, that's another thirty-one hundred gone.");
    }
    demos.put("demos/solar.json", &repeated.to_string());
    assert_eq!(demos.check("demos").code, 1);
}

#[test]
fn calls_of_one_file_keep_their_own_takes() {
    let demos = Demos::new(POLICY);
    let (good, bad) = (call("referred-roof.vtt"), call("pressure-solar.txt"));
    let alike = |call: &serde_json::Value| {
        call.to_string()
            .replacen("\"id\":\"", "\"id\":\"one", 1)
            .replace("onereferred-roof", "x")
            .replace("onepressure-solar", "x")
    };
    demos.put("demos/two.ndjson", &format!("{}\n{}\n", alike(&good), alike(&bad)));
    demos.put("demos/more.ndjson", &format!("{good}\n{bad}\n"));
    assert_eq!(demos.check("demos --update-baseline").code, 0);
    let before = demos.text(".pursuit-baseline.json");
    assert!(before.contains("\"x#2\""), "{before}");
    assert_eq!(demos.check("demos --update-baseline=shrink").code, 0);
    assert_eq!(demos.text(".pursuit-baseline.json"), before);
}

#[test]
fn a_take_that_cannot_be_judged_is_no_better_one() {
    let demos = accepted();
    let before = demos.text(".pursuit-baseline.json");
    demos.put("demos/solar.json", "{\"turns\": [{\"speaker\": \"Sales Rep\", \"text\": \"hi\"}]}");
    let run = demos.check("demos --update-baseline=shrink");
    assert!(run.out.contains("can't tell") && !run.out.contains("better"), "{}", run.out);
    assert_eq!(demos.text(".pursuit-baseline.json"), before);
}

#[test]
fn what_is_not_there_is_told_and_the_policy_is_spared() {
    let demos = accepted();
    demos.git("init -q");
    demos.git("add -A");
    demos.git("commit -qm accepted");
    assert_eq!(demos.check("demoz --changed-since HEAD").code, 3);
    std::fs::remove_file(demos.path("demos/solar.json")).unwrap();
    assert_eq!(demos.check("demos/solar.json --changed-since HEAD").code, 0);
    demos.put("demos/other.json", &call("referred-roof.vtt").to_string());
    assert!(demos.check("demos").err.contains("1 accepted take without a file"));
    for file in ["pursuit.toml", ".pursuit-baseline.json"] {
        let before = demos.text(file);
        assert_eq!(demos.check(&format!("demos --format json={file}")).code, 2, "{file}");
        assert_eq!(demos.text(file), before);
    }
}
