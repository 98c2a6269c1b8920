//! `pursuit verify`: a result is proved, or the first reason why not is named.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use pursuit::analyze::Method;
use pursuit::cli::Exit;
use pursuit::monitor::Silent;
use pursuit::verify;
use serde_json::Value;

use crate::shell::pursuit;

/// Two calls in one file, so that rows can be left out of it.
const TWO: &str = "\
{\"id\":\"first\",\"turns\":[{\"speaker\":\"Rep\",\"text\":\"Our platform also has routing and it comes with training.\"},\
{\"speaker\":\"Customer\",\"text\":\"We keep losing pallets, and it costs us two days a month.\"}]}
{\"id\":\"second\",\"turns\":[{\"speaker\":\"Wren\",\"text\":\"The offer ends Friday, so shall I send the agreement today?\"},\
{\"speaker\":\"Tove\",\"text\":\"No. We will not be buying anything now.\"}]}
";

const TALK: &str = "\
Wren Halloran: Thanks for the time. Our platform also has routing and it comes with training.
Tove Brandt: Okay. We keep losing pallets, and it costs us two days a month.
Wren Halloran: The offer ends Friday, so shall I send over the agreement today?
Tove Brandt: I'm not sure. It works well enough for us.
";

/// A folder with inputs, and results beside it.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new(files: &[(&str, &str)]) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.path("calls")).unwrap();
        for (name, text) in files {
            fs::write(desk.path("calls").join(name), text).unwrap();
        }
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Scores the inputs; gives the result and its text.
    fn score(&self, flags: &[&str]) -> (PathBuf, String) {
        let (result, calls) = (self.path("result.ndjson"), self.path("calls"));
        let mut args = vec!["score", "-q", text(&calls), "--format", "ndjson", "-o", text(&result)];
        args.extend(flags);
        let (exit, _) = pursuit(&[], &args);
        assert_ne!(exit, Exit::Usage);
        let written = fs::read_to_string(&result).unwrap();
        (result, written)
    }

    /// Verifies a result that holds this; gives the end, and each reason with its key and the values there.
    fn verify(&self, written: &str) -> (Exit, Vec<String>) {
        let result = self.path("changed.ndjson");
        fs::write(&result, written).unwrap();
        reasons(&[text(&result)])
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn reasons(args: &[&str]) -> (Exit, Vec<String>) {
    let (exit, sheet) = pursuit(&["verify", "--format", "json"], args);
    let sheet: Value = serde_json::from_str(&sheet).unwrap();
    let rows = sheet["rows"].as_array().unwrap();
    let proved = rows.iter().filter(|row| row["proved"] == true).count();
    assert_eq!(sheet["proved"], proved);
    let word = |row: &Value| {
        let Some(reason) = row["reason"].as_str() else { return "proved".to_owned() };
        assert!(row["text"].is_string() && row["next"].is_string());
        let of = |key: &str| row[key].as_str().map(|word| format!(" {word}")).unwrap_or_default();
        format!("{reason}{}{}{}", of("key"), of("written"), of("computed"))
    };
    (exit, rows.iter().map(word).collect())
}

fn words(of: &[&str]) -> Vec<String> {
    of.iter().map(|&word| word.to_owned()).collect()
}

#[test]
fn what_score_wrote_is_proved_in_every_form() {
    let desk = Desk::new(&[]);
    let calls = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/calls");
    let results = ["ndjson", "json"].map(|form| {
        let result = desk.path(form);
        pursuit(&["score", "-q", "--format", form], &[text(&calls), "-o", text(&result)]);
        result
    });
    let (exit, page) = pursuit(&["verify"], &results.each_ref().map(|result| text(result)));
    let all = "24 of 24 objects proved: the same inputs, lexicons, settings and version give the same bytes\n";
    assert_eq!((exit, page.as_str()), (Exit::Done, all));
    // Several documents in one, and the order of the inputs is of no account.
    let [lines, list] = results.each_ref().map(|result| fs::read_to_string(result).unwrap());
    let backwards: String = lines.lines().rev().skip(2).map(|line| format!("{line}\n")).collect();
    let (exit, words) = desk.verify(&format!("{list}\n{backwards}"));
    assert_eq!(exit, Exit::Findings, "the same rows twice in one result are too many");
    assert_eq!(words.iter().filter(|word| *word == "proved").count(), 12);
    assert_eq!(words.iter().filter(|word| *word == "extra").count(), 10);
    assert_eq!(desk.verify(&backwards), (Exit::Done, vec!["proved".to_owned(); 10]));
}

#[test]
fn each_reason_is_told_from_the_others() {
    let desk = Desk::new(&[("talk.txt", TALK)]);
    let (_, written) = desk.score(&["--seller", "Wren Halloran"]);
    let one = |written: &str| {
        let (exit, words) = desk.verify(written);
        (exit, words.join("; "))
    };
    let found = |word: &str| (Exit::Findings, word.to_owned());
    assert_eq!(one(&written), (Exit::Done, "proved".to_owned()));
    let hash = |key: &str| {
        let row: Value = serde_json::from_str(&written).unwrap();
        row.pointer(key).unwrap().as_str().unwrap().to_owned()
    };
    let zeros = format!("blake3:{}", "0".repeat(64));
    assert_eq!(one(&written.replace(&hash("/made_by/input"), &zeros)), found("input_changed"));
    assert_eq!(
        one(&written.replace("\"version\":\"0.1.0\",\"input\"", "\"version\":\"0.0.9\",\"input\"")),
        found("other_version")
    );
    assert_eq!(one(&written.replace("pursuit/1.3", "pursuit/1.2")), found("other_version"));
    assert_eq!(one(&written.replace(&hash("/lexicon/hash"), &zeros)), found("other_lexicons"));
    assert_eq!(one(&written.replace(&hash("/made_by/settings_hash"), &zeros)), found("other_settings"));
    let small = written.replace("\"deal_size\":\"large\"", "\"deal_size\":\"small\"");
    assert_eq!(one(&small), found("other_settings"));
    let none = written.replace("\"flag\":{\"seller\":[\"Wren Halloran\"]", "\"flag\":{\"seller\":[]");
    assert_eq!(one(&none), found("other_settings"));
    assert_eq!(one(&written.replace("\"made_by\"", "\"made_of\"")), found("edited made_by"));
    let (exit, quote) = one(&written.replacen("offer ends Friday", "offer ends Monday", 1));
    assert_eq!(exit, Exit::Findings);
    assert!(quote.starts_with("edited ") && quote.contains(".quote \"") && quote.contains("Monday"), "{quote}");
    let (_, score) = one(&written.replace("\"score\":", "\"score\":1"));
    assert!(score.starts_with("edited verdict.score 1"), "{score}");
    let (_, more) = one(&written.replace("{\"schema\"", "{\"note\":1,\"schema\""));
    assert_eq!(more, "edited note 1");
    let (_, spaced) = one(&written.replace("\"score\":", "\"score\": "));
    assert_eq!(spaced, "edited");
}

#[test]
fn an_input_that_changed_by_a_byte_or_went_away_is_said() {
    let desk = Desk::new(&[("talk.txt", TALK), ("two.ndjson", TWO)]);
    let (result, _) = desk.score(&[]);
    fs::write(desk.path("calls/talk.txt"), TALK.replace("Okay.", "Okay!")).unwrap();
    assert_eq!(reasons(&[text(&result)]), (Exit::Findings, words(&["input_changed", "proved", "proved"])));
    fs::write(desk.path("calls/talk.txt"), TALK).unwrap();
    fs::remove_file(desk.path("calls/two.ndjson")).unwrap();
    assert_eq!(reasons(&[text(&result)]), (Exit::Unread, words(&["proved", "input_gone", "input_gone"])));
    let piped = fs::read_to_string(&result).unwrap().replace(text(&desk.path("calls/talk.txt")), "<stdin>");
    let (exit, page) = {
        fs::write(&result, piped.lines().next().unwrap()).unwrap();
        pursuit(&["verify", "-v"], &[text(&result)])
    };
    assert_eq!(exit, Exit::Unread);
    assert!(page.contains("<stdin>") && page.contains("standard input, which cannot be had again"), "{page}");
}

#[test]
fn settings_are_taken_from_the_result() {
    let desk = Desk::new(&[("talk.txt", TALK)]);
    let config = desk.path("pursuit.toml");
    fs::write(&config, "[parties]\nbuyer = [\"Tove Brandt\"]\n[scoring]\ndeal_size = \"small\"\n").unwrap();
    let flags = ["--seller", "Wren Halloran", "--config", text(&config), "--stability", "7"];
    let (_, written) = desk.score(&flags);
    for set in ["{\"seller\":[\"Wren Halloran\"],\"buyer\":[]}", "\"deal_size\":\"small\"", "\"stability\":7}"] {
        assert!(written.contains(set), "{set}");
    }
    let (_, plain) = desk.score(&[]);
    assert_ne!(plain, written);
    // Without the configuration, and rows made with different settings in one result.
    assert_eq!(desk.verify(&written), (Exit::Done, words(&["proved"])));
    assert_eq!(desk.verify(&format!("{written}{plain}")), (Exit::Done, words(&["proved", "proved"])));
    // Lexicons are the build's own and those that are named.
    let ours = "id = \"tracker.pallets\"\nname = \"Pallets\"\nsaid_by = \"any\"\nmass = \"tracker\"\n\
                why = \"Who talks of pallets.\"\n\n[[phrase]]\nsays = \"pallets\"\nstrength = \"strong\"\n\
                finds = [\"We keep losing pallets.\"]\n";
    let lexicons = desk.path("lexicons");
    fs::create_dir(&lexicons).unwrap();
    fs::write(lexicons.join("pallets.toml"), ours).unwrap();
    let (result, _) = desk.score(&["--lexicons", text(&lexicons)]);
    assert_eq!(reasons(&[text(&result)]), (Exit::Findings, words(&["other_lexicons"])));
    assert_eq!(reasons(&[text(&result), "--lexicons", text(&lexicons)]), (Exit::Done, words(&["proved"])));
}

#[test]
fn rows_left_out_and_put_in_are_told() {
    let desk = Desk::new(&[("two.ndjson", TWO)]);
    let (_, written) = desk.score(&[]);
    let [first, second] = written.lines().collect::<Vec<_>>()[..] else { panic!("these are two calls") };
    assert_eq!(desk.verify(second), (Exit::Findings, words(&["proved", "missing"])));
    assert_eq!(desk.verify(first), (Exit::Findings, words(&["proved", "missing"])));
    assert_eq!(
        desk.verify(&format!("{first}\n{first}\n{second}")),
        (Exit::Findings, words(&["proved", "extra", "proved"]))
    );
    let (_, swapped) = desk.verify(&format!("{second}\n{first}\n"));
    assert_eq!(swapped, words(&["edited id \"second\" \"first\"", "edited id \"first\" \"second\""]));
    // One that can't be made again takes its place all the same.
    let other = first.replace("\"version\":\"0.1.0\",\"input\"", "\"version\":\"9.0.0\",\"input\"");
    assert_eq!(desk.verify(&format!("{other}\n{second}\n")), (Exit::Findings, words(&["other_version", "proved"])));
}

#[test]
fn members_of_archives_are_found_again() {
    let desk = Desk::new(&[]);
    let mut zip = zip::ZipWriter::new(fs::File::create(desk.path("calls/we!rd.zip")).unwrap());
    for (name, talk) in [("a/talk [1].txt", TALK), ("b.log", TALK), ("two.ndjson", TWO)] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(talk.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let (result, written) = desk.score(&["--include", "*.log", "--include", "talk*"]);
    assert_eq!(written.lines().count(), 2, "{written}");
    assert_eq!(reasons(&[text(&result)]), (Exit::Done, words(&["proved", "proved"])));
    let gone = written.replace("zip!b.log", "zip!c.log");
    assert_eq!(desk.verify(&gone), (Exit::Unread, words(&["proved", "input_gone"])));
}

#[test]
fn an_input_that_cannot_be_read_is_verified_alike() {
    let desk = Desk::new(&[("broken.json", "{\"turns\": [{"), ("empty.vtt", ""), ("talk.txt", TALK)]);
    let none = desk.path("calls/none.vtt");
    let (result, written) = desk.score(&[text(&none), "--max-size", "1kB"]);
    assert_eq!(written.matches("\"error\":").count(), 3, "{written}");
    assert_eq!(written.matches("\"input\":null").count(), 1, "{written}");
    assert_eq!(reasons(&[text(&result)]), (Exit::Done, vec!["proved".to_owned(); 4]));
    let (exit, changed) = desk.verify(&written.replace("\"kind\":\"empty\"", "\"kind\":\"fine\""));
    assert_eq!((exit, changed[1].as_str()), (Exit::Findings, "edited error.kind \"fine\" \"empty\""));
    // What could not be read then, and can be now.
    fs::write(&none, TALK).unwrap();
    assert_eq!(reasons(&[text(&result)]).1, words(&["proved", "proved", "input_changed", "proved"]));
    // A limit is no setting of a result: it is given again.
    let (result, _) = desk.score(&["--max-size", "100"]);
    assert_eq!(reasons(&[text(&result), "--max-size", "100"]), (Exit::Done, vec!["proved".to_owned(); 4]));
}

#[test]
fn the_answer_for_people_has_a_line_each_and_what_to_do() {
    let desk = Desk::new(&[("empty.vtt", ""), ("talk.txt", TALK), ("two.ndjson", TWO)]);
    let (result, written) = desk.score(&[]);
    fs::write(
        &result,
        written.replacen("\"turns\":4", "\"turns\":5", 1).replace("\"id\":\"first\"", "\"id\":\"\\u001b[31m\""),
    )
    .unwrap();
    let (exit, page) = pursuit(&["verify", "-v"], &[text(&result)]);
    assert_eq!(exit, Exit::Findings);
    insta::assert_snapshot!(page.replace(desk.folder.path().to_str().unwrap(), "…"));
}

#[test]
fn a_result_does_not_depend_on_where_and_how_it_was_made() {
    let desk = Desk::new(&[("talk.txt", TALK), ("two.ndjson", TWO)]);
    let (one, many) = (desk.score(&["-j", "1"]).1, desk.score(&["-j", "4"]).1);
    assert_eq!(one, many);
    let made = |text: &str| -> Vec<Value> {
        text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["made_by"].clone()).collect()
    };
    let other = Desk::new(&[("talk.txt", TALK), ("two.ndjson", TWO)]);
    assert_eq!(made(&one), made(&other.score(&[]).1));
    assert_eq!(made(&one)[1]["input"], made(&one)[2]["input"]);
}

#[test]
fn no_result_with_another_byte_is_proved() {
    let desk = Desk::new(&[("talk.txt", TALK)]);
    let (_, written) = desk.score(&[]);
    let row = written.trim_end();
    let mut method = Method::builtin().unwrap();
    let mut proved = |text: &str| {
        let rows = verify::read(text, "result").ok()?;
        let checked = verify::verify(&rows, &mut method, 1 << 20, 1, &Silent).unwrap();
        Some(checked.iter().all(|checked| checked.difference.is_none()))
    };
    assert_eq!(proved(row), Some(true));
    let (mut tried, mut read) = (0, 0);
    for (at, letter) in row.char_indices().step_by(7) {
        let other = match letter {
            '0'..='8' => '9',
            'a'..='y' => 'z',
            _ => ' ',
        };
        let changed = format!("{}{other}{}", &row[..at], &row[at + letter.len_utf8()..]);
        if changed != row {
            tried += 1;
            let answer = proved(&changed);
            read += usize::from(answer.is_some());
            assert_ne!(answer, Some(true), "byte {at}: {}", &changed[at.saturating_sub(20)..]);
        }
    }
    assert!(tried > 300 && read > 200, "{read} of {tried}");
}
