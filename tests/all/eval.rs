//! `pursuit eval`: figures that must always hold, and parts that can be left out.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use pursuit::analyze::{Analysis, Method, analyze};
use pursuit::call::Points;
use pursuit::cli::Exit;
use pursuit::eval::{Case, Figures, METRICS, Part};
use pursuit::scan::{GUARDS, Rules};
use pursuit::verdict::{Class, Confidence};

use crate::shell::pursuit;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/eval")
}

/// Runs `pursuit eval` on these paths, and gives its end and its answer.
fn eval(args: &[&str]) -> (Exit, String) {
    pursuit(&["eval"], args)
}

#[test]
fn the_answer_for_programs_has_every_figure_and_every_call() {
    let folder = folder();
    let args = [folder.to_str().unwrap(), "--format", "json", "--ablate", "on_request", "--min", "kappa=0.1"];
    let (exit, answer) = eval(&args);
    assert_eq!(exit, Exit::Done);
    let mut sheet: serde_json::Value = serde_json::from_str(&answer).unwrap();
    sheet["lexicon"]["hash"] = "blake3:...".into();
    for row in sheet["rows"].as_array_mut().unwrap() {
        let path = row["path"].as_str().unwrap().rsplit(['/', '\\']).next().unwrap().to_owned();
        row["path"] = path.into();
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&sheet).unwrap());
}

/// Labelled sale talks enough for a fit: each of ours several times, under ids of its own.
fn many(into: &std::path::Path) {
    for entry in fs::read_dir(folder()).unwrap() {
        let call: serde_json::Value =
            serde_json::from_str(&fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        for copy in 0..8 {
            let mut call = call.clone();
            let id = format!("{}-{copy}", call["id"].as_str().unwrap().replace('-', "_"));
            call["id"] = id.clone().into();
            fs::write(into.join(format!("{id}.json")), call.to_string()).unwrap();
        }
    }
}

#[test]
fn fitted_weights_are_a_file_that_takes_the_place_of_ours() {
    let place = tempfile::tempdir().unwrap();
    let path = |name: &str| place.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(place.path().join("calls")).unwrap();
    fs::create_dir(place.path().join("ours")).unwrap();
    many(&place.path().join("calls"));
    let (calls, weights, ours) = (path("calls"), path("ours/weights.toml"), path("ours"));
    let fitted = |args: &[&str]| {
        let (exit, answer) = eval(&[&[&*calls, "--format", "json"], args].concat());
        assert_eq!(exit, Exit::Done);
        serde_json::from_str::<serde_json::Value>(&answer).unwrap()
    };
    let sheet = fitted(&["--fit", &weights]);
    let fit = &sheet["fit"];
    assert!(fit["calls"].as_u64().unwrap() >= 30 && fit["weights"]["balance"].as_f64().unwrap() > 0.0, "{fit}");
    assert!(fit["weights"]["resistance"].as_f64().unwrap() <= 0.0, "{fit}");
    assert!(fit["advice"].as_str().unwrap().contains("the weights in use"), "{fit}");
    let written = fs::read_to_string(&weights).unwrap();
    assert!(written.contains("origin = \"pursuit eval --fit on"), "{written}");

    let with = fitted(&["--lexicons", &ours]);
    assert_ne!(with["lexicon"]["hash"], sheet["lexicon"]["hash"]);
    let raw = |sheet: &serde_json::Value| -> Vec<f64> {
        sheet["rows"].as_array().unwrap().iter().map(|row| row["raw"].as_f64().unwrap()).collect()
    };
    assert_ne!(raw(&with), raw(&sheet), "other weights give other scores");
    let again = path("again.toml");
    fitted(&["--fit", &again, "-j", "4"]);
    assert_eq!(fs::read_to_string(&again).unwrap(), written, "the same calls give the same weights");
}

#[test]
fn without_the_exchange_an_answer_counts_like_what_was_brought_up() {
    let with = analysis("shop-quiet.json", &without(|rules| rules));
    let blind = analysis("shop-quiet.json", &without(|rules| Part::Exchange.out_of(rules).unwrap()));
    let unasked = |analysis: &Analysis| {
        analysis.verdict.terms.rows.iter().find(|term| term.name == "unasked_above_usual").unwrap().weight
    };
    assert!(unasked(&with) > Points::ZERO);
    assert_eq!(unasked(&blind), Points::ZERO);
    assert!(blind.signals.iter().flat_map(|signal| &signal.evidence).all(|row| !row.guards.contains(&"only_answers")));
}

#[test]
fn threads_and_the_order_of_files_change_nothing() {
    let folder = folder();
    let mut files: Vec<String> =
        fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path().to_str().unwrap().to_owned()).collect();
    files.sort();
    files.reverse();
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let form = ["--format", "json"];
    let one = eval(&[&[folder.to_str().unwrap(), "-j", "1"], form.as_slice()].concat());
    assert_eq!(one, eval(&[&["-j", "4"], form.as_slice(), &files].concat()));
}

#[test]
fn labels_are_found_in_a_list_and_one_a_line() {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let calls: Vec<serde_json::Value> =
        paths.iter().map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect();
    let top = tempfile::tempdir().unwrap();
    let (list, lines) = (top.path().join("list.json"), top.path().join("lines.ndjson"));
    fs::write(&list, serde_json::to_string(&calls).unwrap()).unwrap();
    fs::write(&lines, calls.iter().map(|call| format!("{call}\n")).collect::<String>()).unwrap();
    let figures = |path: &std::path::Path| eval(&[path.to_str().unwrap(), "--format", "markdown"]);
    let folder = figures(&folder());
    assert_eq!(folder.0, Exit::Done);
    assert_eq!((figures(&list), figures(&lines)), (folder.clone(), folder));
}

#[test]
fn a_label_changes_no_verdict() {
    let path = folder().join("shop-ledger.json");
    let text = fs::read_to_string(path).unwrap();
    let mut bare: serde_json::Value = serde_json::from_str(&text).unwrap();
    bare.as_object_mut().unwrap().remove("gold");
    let method = Method::builtin().unwrap();
    let of = |text: &str| {
        let mut calls = Vec::new();
        pursuit::input::read(text.as_bytes(), &mut |format, call| calls.push((format, call.unwrap()))).unwrap();
        let (format, call) = calls.remove(0);
        (format, analyze(call, "x", &method))
    };
    assert_eq!(of(&text), of(&bare.to_string()));
}

/// The built-in rules with something left out.
fn without(leave_out: fn(Rules) -> Rules) -> Method {
    Method::of(leave_out(Rules::builtin().unwrap()))
}

/// What a method makes of a fixture.
fn analysis(name: &str, method: &Method) -> Analysis {
    let text = fs::read(folder().join(name)).unwrap();
    let mut calls = Vec::new();
    pursuit::input::read(&text, &mut |_, call| calls.push(call.unwrap())).unwrap();
    analyze(calls.remove(0), "x", method)
}

#[test]
fn what_is_left_out_is_not_heard() {
    let ids = |method: Method| -> Vec<String> {
        analysis("shop-kilnwork.json", &method).signals.into_iter().map(|signal| signal.id).collect()
    };
    let has = |ids: &[String], family: &str| ids.iter().any(|id| id.starts_with(family));
    let whole = ids(without(|rules| rules));
    assert!(has(&whole, "pressure.") && has(&whole, "pitch.premature"), "{whole:?}");
    let fewer = ids(without(|rules| rules.without_lexicons("pressure.*")));
    assert!(!has(&fewer, "pressure.") && has(&fewer, "pitch.launch"), "{fewer:?}");
    let fewer = ids(without(|rules| rules.without_structural("pitch.premature")));
    assert_eq!(fewer, whole.iter().filter(|id| *id != "pitch.premature").cloned().collect::<Vec<_>>());
}

#[test]
fn without_guards_nothing_is_dropped_for_what_stands_around_it() {
    let names =
        ["desk-return", "desk-router", "home-trip", "phone-roofcheck", "shop-awning", "shop-kilnwork", "shop-quiet"];
    let dropped = |method: Method| -> Vec<&'static str> {
        let calls = names.iter().map(|name| analysis(&format!("{name}.json"), &method));
        let guards = calls.flat_map(|call| call.discarded).map(|discard| discard.guard);
        guards.filter(|guard| GUARDS.iter().any(|row| row.id() == *guard)).collect()
    };
    assert_ne!(dropped(without(|rules| rules)), Vec::<&str>::new());
    assert_eq!(dropped(without(Rules::without_guards)), Vec::<&str>::new());
}

#[test]
fn without_the_gate_support_is_no_longer_told_from_a_sale() {
    let class = |method: Method| analysis("desk-router.json", &method).verdict.class;
    assert_eq!(class(without(|rules| rules)), Class::NoSaleDynamic);
    assert_ne!(class(without(Rules::without_gate)), Class::NoSaleDynamic);
}

#[test]
fn blind_to_roles_a_phrase_counts_in_anybody_s_mouth() {
    let presses = |method: Method| {
        let signals = analysis("home-offcut.json", &method).signals;
        signals.iter().any(|signal| signal.id == "pressure.urgency")
    };
    assert!(!presses(without(Rules::without_guards)));
    assert!(presses(without(|rules| rules.without_guards().blind_to_roles())));
}

fn class() -> impl Strategy<Value = Class> {
    prop::sample::select(Class::ALL.to_vec())
}

prop_compose! {
    fn case()(gold in class(), said in class(), also in any::<bool>(), raw in 0..100_001i64, firm in any::<bool>()) -> Case {
        let confidence = Some(if firm { Confidence::Firm } else { Confidence::Leaning });
        Case { gold, said, is_right: gold == said || also, raw: Points(raw), confidence }
    }
}

/// The other side's class.
fn swapped(class: Class) -> Class {
    match class {
        Class::SellerPursuing => Class::BuyerPursuing,
        Class::BuyerPursuing => Class::SellerPursuing,
        other => other,
    }
}

proptest! {
    #[test]
    fn figures_stay_in_their_bounds(cases in prop::collection::vec(case(), 0..40)) {
        let figures = Figures::of(&cases);
        for metric in METRICS {
            if let Some(Points(figure)) = (metric.of)(&figures) {
                prop_assert!((-1000..=1000).contains(&figure), "{} is {figure}", metric.id);
            }
        }
        let cells: u32 = figures.confusion.iter().flatten().sum();
        prop_assert_eq!(cells as usize, cases.len());
        prop_assert!(figures.agreement >= figures.strict);
    }

    #[test]
    fn perfect_agreement_is_kappa_one(golds in prop::collection::vec(class(), 2..40)) {
        let perfect = |gold: &Class| Case { gold: *gold, said: *gold, is_right: true, raw: Points(0), confidence: None };
        let figures = Figures::of(&golds.iter().map(perfect).collect::<Vec<_>>());
        let several = golds.iter().any(|class| *class != golds[0]);
        prop_assert_eq!(figures.kappa, several.then_some(Points::ONE));
        prop_assert_eq!((figures.agreement, figures.macro_f1), (Some(Points::ONE), Some(Points::ONE)));
        prop_assert_eq!((figures.crossed, figures.accused.unwrap_or_default()), (0, Points::ZERO));
    }

    #[test]
    fn swapped_sides_swap_the_figures(cases in prop::collection::vec(case(), 0..40)) {
        let swap = |case: &Case| Case {
            gold: swapped(case.gold),
            said: swapped(case.said),
            raw: Points(100_000 - case.raw.0),
            ..*case
        };
        let (here, there) = (Figures::of(&cases), Figures::of(&cases.iter().map(swap).collect::<Vec<_>>()));
        prop_assert_eq!((here.auc_seller, here.auc_buyer), (there.auc_buyer, there.auc_seller));
        prop_assert_eq!((here.kappa, here.weighted_kappa, here.crossed), (there.kappa, there.weighted_kappa, there.crossed));
        prop_assert_eq!((here.accused, here.macro_f1, here.firm_right), (there.accused, there.macro_f1, there.firm_right));
    }
}
