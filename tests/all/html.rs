//! The HTML report: its figures are the JSON's, its policy fits its parts, nothing hostile in it acts, and it stays small.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::OnceLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use pursuit::analyze::Method;
use pursuit::batch::{self, Outcome, Totals};
use pursuit::cli::Exit;
use pursuit::monitor::Silent;
use pursuit::report::{self, Beside, REPORTS, View};
use pursuit::source::{self, Filter, Stdin};
use sha2::{Digest, Sha256};

use crate::samples::{hostile, standard, totals, with_failures};
use crate::shell::pursuit;

fn method() -> &'static Method {
    static METHOD: OnceLock<Method> = OnceLock::new();
    METHOD.get_or_init(|| Method { keeps_transcript: true, draws: 2, ..Method::builtin().unwrap() })
}

/// Every outcome over these folders of fixtures, with the words.
fn outcomes(folders: &[&str], threads: usize) -> (Vec<Outcome>, Totals) {
    outcomes_by(method(), folders, threads)
}

fn outcomes_by(method: &Method, folders: &[&str], threads: usize) -> (Vec<Outcome>, Totals) {
    let stdin = Stdin::new(Box::new(std::io::empty()));
    let folders: Vec<PathBuf> = folders.iter().map(|folder| PathBuf::from("fixtures").join(folder)).collect();
    let listing = source::list(&folders, &Filter::new(&[], &[]).unwrap(), stdin);
    let mut all = Vec::new();
    let totals = batch::run(&listing, method, threads, &Silent, &mut |outcome| {
        all.push(outcome);
        ControlFlow::Continue(())
    });
    (all, totals)
}

fn view() -> View {
    View::of(method())
}

fn written(id: &str, view: &View, outcomes: &[Outcome], totals: &Totals) -> (String, Vec<Beside>) {
    let mut report = (REPORTS.iter().find(|row| row.id == id).unwrap().make)();
    let (mut out, mut beside) = (Vec::new(), Vec::new());
    report.begin(view, &mut out).unwrap();
    for outcome in outcomes {
        report.outcome(outcome, &mut out).unwrap();
        beside.extend(report.beside());
    }
    report.end(totals, &mut out).unwrap();
    beside.extend(report.beside());
    (String::from_utf8(out).unwrap(), beside)
}

/// The values of an attribute, in order.
fn attributes<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let opening = format!("{name}=\"");
    html.split(&opening).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// What stands between a tag and its end.
fn between<'h>(html: &'h str, tag: &str) -> &'h str {
    let (_, rest) = html.split_once(&format!("<{tag}>")).unwrap();
    rest.split_once(&format!("</{tag}>")).unwrap().0
}

#[test]
fn every_figure_of_a_page_is_the_jsons() {
    let (outcomes, _) = outcomes(&["calls", "formats", "vignettes", "gate"], 2);
    let view = view();
    let (mut figures, mut places) = (0, BTreeMap::new());
    for outcome in &outcomes {
        let Ok(call) = &outcome.result else { continue };
        let page = report::page(&outcome.path, outcome.format, call, &view).unwrap();
        let (json, _) = written("ndjson", &view, std::slice::from_ref(outcome), &Totals::default());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        for data in page.split("<data ").skip(1) {
            let (value, at) = (attributes(data, "value")[0], attributes(data, "data-json")[0]);
            let told = json.pointer(at).unwrap_or_else(|| panic!("{}: {at} is not in the JSON", outcome.path));
            assert_eq!(value.parse::<f64>().ok(), told.as_f64(), "{}: {at}", outcome.path);
            figures += 1;
            let kind: String = at.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            *places.entry(kind).or_insert(0) += 1;
        }
        let class = json["verdict"]["class"].as_str().unwrap();
        assert!(page.contains(&format!("<section class=\"verdict {class}\"")), "{}", outcome.path);
    }
    assert!(figures > 10_000 && places.len() > 45, "{figures} figures of {} kinds: {places:?}", places.len());
}

#[test]
fn explain_writes_the_same_page() {
    let method = Method { keeps_transcript: true, ..Method::builtin().unwrap() };
    for outcome in &outcomes_by(&method, &["calls"], 2).0 {
        let call = outcome.result.as_ref().unwrap();
        let (end, told) = pursuit(&["explain", "--format", "html", "--call", &call.id], &[&outcome.path]);
        let page = report::page(&outcome.path, outcome.format, call, &view()).unwrap();
        assert!(end == Exit::Done && told == page, "{}", outcome.path);
    }
}

#[test]
fn counts_and_rows_of_the_overview_are_the_runs() {
    let (outcomes, totals) = outcomes(&["calls", "formats"], 2);
    let (html, _) = written("html", &view(), &outcomes, &totals);
    let glance = html.split("<table class=\"legend\">").nth(1).unwrap().split("</table>").next().unwrap();
    let told = attributes(glance, "data-class").into_iter().zip(attributes(glance, "data-calls"));
    for ((class, calls), known) in told.zip(pursuit::verdict::Class::ALL) {
        assert_eq!((class, calls), (known.as_str(), totals.classes.get(&known).unwrap_or(&0).to_string().as_str()));
    }
    let table = html.split("<table id=\"table\"").nth(1).unwrap().split("</table>").next().unwrap();
    let calls: Vec<_> = outcomes.iter().filter_map(|outcome| outcome.result.as_ref().ok()).collect();
    let scores: Vec<String> = calls.iter().map(|call| call.verdict.score.to_string()).collect();
    assert_eq!(attributes(table, "data-score"), scores);
    let classes: Vec<&str> = calls.iter().map(|call| call.verdict.class.as_str()).collect();
    assert_eq!(attributes(table, "data-class"), classes);
    assert!(html.contains(&format!("Not read ({})", totals.failed)));
}

#[test]
fn the_policy_names_the_styles_and_the_script_and_nothing_else() {
    let (whole, _) = written("html", &view(), &standard(), &totals(&standard()));
    let single = report::page("a", None, standard()[0].result.as_ref().unwrap(), &view()).unwrap();
    for html in [whole, single] {
        let hash = |tag: &str| STANDARD.encode(Sha256::digest(between(&html, tag).as_bytes()));
        let policy = format!(
            "default-src &#39;none&#39;; style-src &#39;sha256-{}&#39;; script-src &#39;sha256-{}&#39;; img-src data:; \
             base-uri &#39;none&#39;; form-action &#39;none&#39;",
            hash("style"),
            hash("script")
        );
        assert!(html.contains(&format!("http-equiv=\"Content-Security-Policy\" content=\"{policy}\"")));
        for loose in [" style=\"", " onclick=", " onload=", "src=\"", "url(", "http://", "https://"] {
            assert!(!html.contains(loose), "{loose}");
        }
        assert_eq!(html.matches("<style").count() + html.matches("<script>").count(), 2);
    }
}

#[test]
fn the_same_bytes_come_from_any_number_of_threads() {
    let render = |threads| {
        let (outcomes, totals) = outcomes(&["calls"], threads);
        written("html", &view(), &outcomes, &totals).0
    };
    let one = render(1);
    assert!(one == render(2) && one == render(7));
}

#[test]
fn hostile_words_stay_words() {
    let mut all = hostile();
    all.extend(with_failures());
    let (html, _) = written("html", &view(), &all, &totals(&all));
    assert!(html.contains("&lt;script&gt;=1+1|␛[31m\u{fffd}"));
    assert!(!html.contains("<script>=") && !html.contains('\u{202e}') && !html.contains('\u{1b}'));
    assert_eq!(html.matches("<script").count(), 1, "the report's own");
}

#[test]
fn what_is_no_call_is_told_with_what_to_do() {
    let (html, _) = written("html", &view(), &with_failures(), &totals(&with_failures()));
    assert!(html.contains("Not read (2)") && html.contains("What to do: export it again"), "{html}");
    let (html, _) = written("html", &view(), &[], &Totals::default());
    assert!(html.contains("There is no call in this report.") && !html.contains("<table"));
}

#[test]
fn many_calls_are_packed_and_more_are_files_beside_the_report() {
    let many = |count: usize| -> Vec<Outcome> { standard().into_iter().cycle().take(count).collect() };
    let in_folder = View { folder: Some("my report".to_owned()), report: Some("my report.html".to_owned()), ..view() };
    let (html, beside) = written("html", &in_folder, &many(1000), &Totals::default());
    assert_eq!((beside.len(), html.matches("<script type=\"text/plain\" id=\"p").count()), (0, 1000));
    assert!(html.len() < 15_000_000 && !html.contains("<article"), "{}", html.len());
    let all = many(1001);
    let (html, beside) = written("html", &in_folder, &all, &totals(&all));
    assert_eq!((beside.len(), html.matches("text/plain").count()), (1001, 0));
    assert_eq!((beside[0].name.as_str(), beside[1000].name.as_str()), ("0001.html", "1001.html"));
    assert!(html.contains("href=\"my%20report/1001.html\""));
    let page = String::from_utf8(beside[1000].bytes.clone()).unwrap();
    assert!(
        page.starts_with("<!doctype html>")
            && page.contains("href=\"../my%20report.html\"")
            && page.contains("id=\"c1001\"")
    );
    // Standard output is one file, whatever it holds.
    let (html, beside) = written("html", &view(), &all, &totals(&all));
    assert_eq!((beside.len(), html.matches("text/plain").count()), (0, 1001));
}

#[test]
fn a_page_of_a_usual_call_is_small() {
    let (outcomes, totals) = outcomes(&["calls"], 2);
    let (html, _) = written("html", &view(), &outcomes, &totals);
    assert!(html.contains("<article class=\"call\" id=\"c12\"") && html.len() < 1_000_000, "{}", html.len());
    let mut many = outcomes.clone();
    many.extend(outcomes);
    let (packed, _) = written("html", &view(), &many, &totals);
    // A thousand of them must stay under 15 MB.
    let pages: usize =
        packed.split("text/plain").skip(1).map(|page| page.split("</script>").next().unwrap().len()).sum();
    assert!(pages / many.len() < 14_000, "{} bytes a page", pages / many.len());
}
