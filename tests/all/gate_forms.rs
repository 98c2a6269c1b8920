//! The forms of the gate's findings that machines read: what they say of a small demo, and that nothing in a call acts on
//! whoever reads them.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::LazyLock;

use jiff::civil::date;
use pursuit::analyze::Method;
use pursuit::batch::{self, Totals};
use pursuit::check::{Acceptance, Baseline, Bounds, Checked, Checker, Finding, Gate, Level, Policy, Spot, State, Take};
use pursuit::error::Error;
use pursuit::monitor::Silent;
use pursuit::report::{Desk, FORMS};
use pursuit::source::{Filter, Globs, Stdin, list};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

/// The forms that are tested here.
const MACHINES: [&str; 5] = ["github", "gitlab", "junit", "markdown", "sarif"];

static METHOD: LazyLock<Method> = LazyLock::new(|| Method { keeps_original: true, ..Method::builtin().unwrap() });

/// Puts files through the gate, under the paths that they are said to have.
fn pass(files: &[(&str, &str)], policy: &Policy, baseline: Option<&Baseline>) -> (Gate, Totals) {
    let folder = tempfile::tempdir().unwrap();
    let name = |place: usize, path: &str| format!("{place:03}.{}", path.rsplit('.').next().unwrap());
    for (place, (path, text)) in files.iter().enumerate() {
        std::fs::write(folder.path().join(name(place, path)), text).unwrap();
    }
    let stdin = Stdin::new(Box::new(std::io::empty()));
    let listing = list(&[folder.path().to_owned()], &Filter::default(), stdin);
    let mut checker = Checker::new(policy, &METHOD.rules, date(2027, 1, 15));
    let totals = batch::run(&listing, &METHOD, 1, &Silent, &mut |mut outcome| {
        let file = PathBuf::from(&outcome.path);
        let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
        let (path, _) = files[stem.parse::<usize>().unwrap()];
        path.clone_into(&mut outcome.path);
        match &mut outcome.result {
            Ok(call) if call.id == stem => {
                call.id = PathBuf::from(path).file_stem().unwrap().to_string_lossy().into_owned();
            }
            Ok(_) => {}
            Err(error) => *error = error.clone().in_file(path),
        }
        checker.see(&outcome);
        ControlFlow::Continue(())
    });
    (checker.settle(baseline), totals)
}

/// A policy that finds much.
fn strict() -> Policy {
    let limits = ["pressure.*", "pitch.*"].map(|name| (name.to_owned(), 0)).into();
    let bounds = Bounds { min_score: Some(60), limits, ..Bounds::default() };
    Policy { bounds, unread_fails: true, ..Policy::default() }
}

fn acceptance(path: &str, code: &str, reason: &str) -> Acceptance {
    Acceptance {
        paths: Globs::new(&[path.to_owned()]).unwrap(),
        code: code.to_owned(),
        reason: reason.to_owned(),
        until: Some(date(2027, 3, 31)),
        place: pursuit::error::Place { path: "pursuit.toml".to_owned(), line: Some(9), column: Some(1) },
    }
}

fn form(id: &str, gate: &Gate, totals: &Totals, has_baseline: bool) -> String {
    let desk =
        Desk { rules: &METHOD.rules, totals, config: Some("pursuit.toml"), has_baseline, color: false, width: None };
    let form = FORMS.iter().find(|form| form.id == id).unwrap();
    let mut out = Vec::new();
    (form.write)(gate, &desk, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// A demo as a subtitle file: a cue a line of `Name: words`.
fn vtt(lines: &[&str]) -> String {
    let cue = |(place, line): (usize, &&str)| {
        let (name, words) = line.split_once(": ").unwrap();
        format!("00:00:{:02}.000 --> 00:00:{:02}.000\n<v {name}>{words}</v>\n\n", place * 6, place * 6 + 5)
    };
    format!("WEBVTT\n\n{}", lines.iter().enumerate().map(cue).collect::<String>())
}

const FIRST: [&str; 6] = [
    "Orla Finch (Sales): Thanks for joining. Our platform has scheduling, and it comes with payroll as well.",
    "Piet Maas (Client): We lose a day a week on the rotas, and it costs us two thousand a month.",
    "Orla Finch (Sales): It is four hundred a month, and that price is today only.",
    "Piet Maas (Client): I would have to ask my partner before we do anything.",
    "Orla Finch (Sales): Good. What would she want to know before the two of you decide?",
    "Piet Maas (Client): How long it takes to set up. Can you send me the plan for it this week?",
];
const SECOND: [&str; 6] = [
    FIRST[0],
    FIRST[1],
    "Orla Finch (Sales): It is four hundred a month, and the offer expires tonight.",
    FIRST[3],
    "Orla Finch (Sales): You do not need to ask anybody. It is your last chance to get this price, so sign it now.",
    "Piet Maas (Client): I said that I want to think about it.",
];

/// Two takes of a demo, the first of them accepted; a call of JSON; an acceptance that covers something and one that does
/// not; a file that is cut off.
fn demo() -> (Gate, Totals) {
    let json = |words: &str| {
        let turn =
            |who: &str, words: &str| format!("{{\"speaker\":\"{who}\",\"role\":\"{who}\",\"text\":\"{words}\"}}");
        let turns = [turn("seller", words), turn("buyer", "I am not sure that we need it.")].join(",\n");
        format!("{{\"id\":\"barn\",\"turns\":[\n{}\n]}}\n", [&*turns; 4].join(",\n"))
    };
    let mut policy = strict();
    policy.acceptances = vec![
        acceptance("demos/barn.json", "pressure.urgency", "the grant's own deadline"),
        acceptance("demos/**", "haggle.give", "nobody remembers"),
    ];
    let (first, _) = pass(&[("demos/rota.vtt", &vtt(&FIRST))], &policy, None);
    let takes = first.calls.iter().filter_map(Take::of).collect();
    let baseline = Baseline { lexicons: METHOD.rules.hash().to_owned(), takes };
    let files = [
        ("demos/barn.json", &*json("The offer for the barn is today only, it is your last chance to book it.")),
        ("demos/cut.json", "{\"turns\": ["),
        ("demos/rota.vtt", &*vtt(&SECOND)),
    ];
    pass(&files, &policy, Some(&baseline))
}

#[test]
fn a_small_demo_in_every_form() {
    let (gate, totals) = demo();
    for id in MACHINES {
        let text = form(id, &gate, &totals, true).replace(env!("CARGO_PKG_VERSION"), "[version]");
        insta::assert_snapshot!(format!("form_{id}"), text);
    }
}

#[test]
fn nothing_to_check_is_well_formed_too() {
    let (gate, totals) = pass(&[], &Policy::default(), None);
    let of = |id| form(id, &gate, &totals, false);
    assert_eq!(of("github"), "::notice title=pursuit check::0 calls checked: 0 errors, 0 warnings\n");
    assert_eq!(of("gitlab"), "[]\n");
    assert_eq!(of("markdown"), "## The gate holds: 0 calls\n");
    assert_eq!(elements(&of("junit")), ["testsuites", "testsuite"]);
    assert_eq!(json(&of("sarif"))["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn sarif_tells_what_is_new_known_and_gone() {
    let (gate, totals) = demo();
    let log = json(&form("sarif", &gate, &totals, true));
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    let state = |one: &&Value, state: &str| one["baselineState"] == state;
    assert!(results.iter().any(|one| state(&one, "new") && !one["codeFlows"].is_null()));
    assert!(results.iter().any(|one| state(&one, "absent")), "`today only` is gone");
    let known: Vec<&Value> = results.iter().filter(|one| state(one, "unchanged")).collect();
    assert!(!known.is_empty() && known.iter().all(|one| one["suppressions"][0]["kind"] == "external"));
    let reasons: Vec<&str> =
        results.iter().filter_map(|one| one["suppressions"][0]["justification"].as_str()).collect();
    assert!(reasons.contains(&"the accepted take has it, too"), "{reasons:?}");
    assert!(reasons.contains(&"accepted until 2027-03-31: the grant's own deadline"), "{reasons:?}");
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let without = json(&form("sarif", &gate, &totals, false));
    let results = without["runs"][0]["results"].as_array().unwrap();
    assert!(results.iter().all(|one| one["baselineState"].is_null()));
}

#[test]
fn github_gets_no_more_than_it_shows() {
    let push = "Orla Finch (Sales): It is your last chance to get this price.";
    let many = vtt(&[push, "Piet Maas (Client): I see."].repeat(9));
    let files = ["a.vtt", "b.vtt", "c.vtt"].map(|path| (path, &*many));
    let (gate, totals) = pass(&files, &strict(), None);
    assert!(gate.failures() > 20, "{}", gate.failures());
    let text = form("github", &gate, &totals, false);
    let of = |kind: &str| text.lines().filter(|line| line.starts_with(kind)).collect::<Vec<_>>();
    let errors = of("::error ");
    assert_eq!(errors.len(), 10);
    let more = gate.failures() - 9;
    assert!(errors[9].starts_with(&format!("::error title=pursuit check::and {more} more errors")), "{}", errors[9]);
    assert!(of("::notice ").len() == 1 && text.lines().count() == 10 + of("::warning ").len() + 1, "{text}");
}

#[test]
fn a_file_packed_in_another_is_found_in_the_archive() {
    let (mut gate, totals) = demo();
    gate.calls.iter_mut().for_each(|call| call.path = "calls.zip!a/b.vtt".to_owned());
    for line in form("github", &gate, &totals, true).lines().filter(|line| line.contains("file=calls")) {
        assert!(line.contains("file=calls.zip,title=") && line.contains("a/b.vtt"), "{line}");
    }
    let issues = json(&form("gitlab", &gate, &totals, true));
    let path = |issue: &Value| issue["location"]["path"].as_str().unwrap().to_owned();
    let paths: std::collections::BTreeSet<String> = issues.as_array().unwrap().iter().map(path).collect();
    assert_eq!(paths.into_iter().collect::<Vec<_>>(), ["calls.zip", "pursuit.toml"]);
    let log = json(&form("sarif", &gate, &totals, true));
    let place = &log["runs"][0]["results"][0]["locations"][0];
    assert_eq!(place["physicalLocation"]["artifactLocation"]["uri"], "calls.zip");
    assert_eq!(place["logicalLocations"][0]["fullyQualifiedName"], "a/b.vtt");
    assert!(place["physicalLocation"]["region"].is_null());
}

/// What a call may hold to act on whoever reads it.
const HOSTILE: [&str; 16] = [
    "::error file=x::y",
    "\n::error file=x::y\n",
    "\r\n::set-output name=a::b",
    "%0A::error::z",
    "##[error]x",
    "\x1b[31mred\x1b]8;;http://a.example\x07",
    "<script>alert(1)</script>",
    "]]><testcase/>&amp;&#0;",
    "--><!-- \"'",
    "a|b `c` **d** [e](http://f.example) ![g](h) ~~i~~ $j$",
    "@everyone #1 www.a.example\n\n# head\n---\n</details>",
    "\u{202e}txt.exe\u{2066}\u{200f}\u{2028}\u{2029}",
    "\0\u{1}\u{7f}\u{85}\u{9b}",
    "\u{fffe}\u{ffff}\u{feff}",
    "{0} {1} {{ }} [x](1) \\",
    "a, b: c; d=e 100%/täl 中 😀",
];

/// Puts the words into every text of a gate that comes from a file, a name or a configuration.
fn poison(gate: &mut Gate, bad: &str) {
    let spoil = |spot: &mut Spot| {
        (spot.code, spot.speaker, spot.quote) = (bad.to_owned(), bad.to_owned(), bad.to_owned());
        (spot.place.excerpt, spot.place.mark) = (bad.to_owned(), 0..bad.len());
        spot.place.pointer = spot.place.pointer.as_ref().map(|_| bad.to_owned());
    };
    let taint = |finding: &mut Finding| {
        (finding.what, finding.next) = (bad.to_owned(), bad.to_owned());
        finding.spots.iter_mut().chain(&mut finding.trail).for_each(spoil);
        if let State::Accepted { reason, .. } = &mut finding.state {
            bad.clone_into(reason);
        }
    };
    let stain = |call: &mut Checked| {
        (call.path, call.name, call.id) = (format!("a{bad}b/{bad}"), bad.to_owned(), bad.to_owned());
        call.findings.iter_mut().for_each(taint);
        match &mut call.result {
            Ok(judged) => judged.because = bad.to_owned(),
            Err(error) => *error = Error::new(error.kind(), bad).next(bad).at(1, 1).in_file(bad),
        }
        if let Some(against) = &mut call.against {
            bad.clone_into(&mut against.path);
            against.gone.iter_mut().for_each(|print| bad.clone_into(&mut print.quote));
        }
    };
    gate.calls.iter_mut().for_each(stain);
    for (place, finding) in &mut gate.acceptances {
        bad.clone_into(&mut place.path);
        taint(finding);
    }
}

#[test]
fn nothing_hostile_acts_in_any_form() {
    let (clean, totals) = demo();
    let count = |id: &str, gate: &Gate| form(id, gate, &totals, true).lines().count();
    for bad in HOSTILE {
        let mut gate = clean.clone();
        poison(&mut gate, bad);
        for id in MACHINES {
            let text = form(id, &gate, &totals, true);
            let is_hidden = |c: char| {
                c != '\n' && c.is_control()
                    || matches!(c, '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!text.contains(is_hidden), "{id}: {bad:?}: {text}");
        }
        assert_eq!(count("github", &gate), count("github", &clean), "{bad:?}");
        commands(&form("github", &gate, &totals, true));
        page(&form("markdown", &gate, &totals, true));
        assert_eq!(
            elements(&form("junit", &gate, &totals, true)),
            elements(&form("junit", &clean, &totals, true)),
            "{bad:?}"
        );
        let issues = json(&form("gitlab", &gate, &totals, true));
        let prints: Vec<&str> =
            issues.as_array().unwrap().iter().map(|one| one["fingerprint"].as_str().unwrap()).collect();
        assert!(prints.iter().all(|print| prints.iter().filter(|other| *other == print).count() == 1), "{prints:?}");
        let log = json(&form("sarif", &gate, &totals, true));
        for result in log["runs"][0]["results"].as_array().unwrap() {
            let uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"|`\\{}#?,".contains(&byte)), "{uri}");
        }
    }
}

/// Every line is a command of ours, and reads as GitHub's runner reads it.
fn commands(text: &str) {
    for line in text.lines() {
        let (info, _) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (name, properties) = info.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&name), "{line}");
        for property in properties.split(',') {
            let key = property.split_once('=').unwrap().0;
            assert!(["file", "line", "col", "endColumn", "title"].contains(&key), "{line}");
        }
    }
}

/// No tag but ours, no name that is called, five marks in a row of the table, no line that begins otherwise than ours.
fn page(text: &str) {
    let ours = ["<br>", "<details><summary>", "</summary>", "</details>"];
    let bare = ours.iter().fold(text.to_owned(), |text, tag| text.replace(tag, ""));
    assert!(!bare.contains('<'), "{bare}");
    assert_eq!(text.matches('@').count(), text.matches("@&#8203;").count(), "{text}");
    assert!(!text.contains("://") && !text.contains("www."), "{text}");
    let begins = ["## The gate", "### ", "| ", "|---", "- ", "  <br>", "<details>", "</details>", "And "];
    for line in text.lines().filter(|line| !line.is_empty()) {
        assert!(begins.iter().any(|begin| line.starts_with(begin)), "{line}");
        if line.starts_with('|') {
            let marks = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
            assert_eq!(marks, 5, "{line}");
        }
    }
}

/// The elements of a report, in order; what is no XML fails.
fn elements(text: &str) -> Vec<String> {
    let is_legal = |c: char| !matches!(c, '\u{fffe}' | '\u{ffff}') && (c >= ' ' || c == '\n');
    assert!(text.chars().all(is_legal), "{text}");
    let mut reader = Reader::from_str(text);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                tag.attributes().for_each(|attribute| assert!(attribute.is_ok(), "{text}"));
                names.push(tag.name().as_ref().to_owned());
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn known_findings_are_for_the_record_only() {
    let (gate, totals) = demo();
    let known = gate.findings().filter(|(_, one)| one.state == State::Known).count();
    let failing = gate.findings().filter(|(_, one)| one.level == Level::Error).count();
    assert!(known > 0 && failing > 0);
    let issues = json(&form("gitlab", &gate, &totals, true));
    let excused = "the accepted take has it, too";
    let told: Vec<&Value> = issues
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["description"].as_str().unwrap().contains(excused))
        .collect();
    assert!(told.len() == known && told.iter().all(|one| one["severity"] == "info"));
    assert!(!form("github", &gate, &totals, true).contains(excused));
}
