//! `pursuit init`: what it writes, what it leaves, what it asks, and that the gate works with it.

use std::ffi::OsString;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use pursuit::cli::{self, Exit, Streams, Surface, Voice};

use crate::shell::pursuit_said;

const GITHUB: &str = ".github/workflows/pursuit.yml";
const GITLAB_JOB: &str = ".gitlab/pursuit.yml";
const GITLAB: &str = ".gitlab-ci.yml";
const PRE_COMMIT: &str = ".pre-commit-config.yaml";

/// Runs `pursuit init` in a folder, before a person who types that; gives its end, its answer and what it asks.
fn init(dir: &Path, args: &[&str], typed: &str) -> (Exit, String, String) {
    on(dir, args, typed, true, true)
}

/// As [`init`]; says which ends are terminals.
fn on(dir: &Path, args: &[&str], typed: &str, stdin: bool, stderr: bool) -> (Exit, String, String) {
    let (mut out, mut said) = (Vec::new(), Vec::new());
    let streams = Streams {
        stdin: Box::new(Cursor::new(typed.to_owned())),
        stdin_is_terminal: stdin,
        stdout: &mut out,
        stdout_is: Surface::default(),
        stderr: Voice::new(&mut said, Surface { terminal: stderr, ..Surface::default() }),
    };
    let words = ["pursuit", "init"].iter().map(OsString::from).chain([dir.into()]);
    let exit = cli::run(words.chain(args.iter().map(OsString::from)), streams);
    (exit, String::from_utf8(out).unwrap(), String::from_utf8(said).unwrap())
}

/// The files below a folder.
fn files(dir: &Path) -> Vec<String> {
    let mut names = Vec::new();
    let mut folders = vec![dir.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                names.push(path.strip_prefix(dir).unwrap().to_string_lossy().replace('\\', "/"));
            }
        }
    }
    names.sort();
    names
}

fn read(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

#[test]
fn every_flag_writes_its_file_and_no_more() {
    let cases: [(&[&str], &[&str]); 5] = [
        (&["--yes"], &["pursuit.toml"]),
        (&["--github"], &[GITHUB, "pursuit.toml"]),
        (&["--gitlab"], &[GITLAB_JOB, GITLAB, "pursuit.toml"]),
        (&["--pre-commit"], &[PRE_COMMIT, "pursuit.toml"]),
        (&["--all"], &[GITHUB, GITLAB_JOB, GITLAB, PRE_COMMIT, "pursuit.toml"]),
    ];
    for (flags, want) in cases {
        let top = tempfile::tempdir().unwrap();
        let (exit, answer, said) = init(top.path(), flags, "nobody is asked\n");
        let mut want = want.to_vec();
        want.sort_unstable();
        assert_eq!((exit, files(top.path())), (Exit::Done, want.iter().map(|name| (*name).to_owned()).collect()));
        assert_eq!((said.as_str(), answer.matches("written: ").count()), ("", want.len()));
        let steps =
            ["pursuit check demos\n", "pursuit check demos --update-baseline\n", "git add .pursuit-baseline.json"];
        assert!(steps.iter().all(|step| answer.contains(step)), "{answer}");
    }
}

#[test]
fn folder_seller_and_address_stand_in_all_of_them() {
    let top = tempfile::tempdir().unwrap();
    let flags = ["--all", "--paths", "./our takes/", "--seller", "@ourco.example", "--seller", "Ina Quill"];
    let (exit, answer, _) = init(top.path(), &[&flags[..], &["--from", "https://git.example/x#v7"]].concat(), "");
    assert_eq!(exit, Exit::Done);
    assert!(
        answer.contains("pursuit check 'our takes' --update-baseline") && !answer.contains("<REPOSITORY>"),
        "{answer}"
    );
    let policy = read(top.path(), "pursuit.toml");
    assert!(policy.contains("\nseller = [\"@ourco.example\", \"Ina Quill\"]\n"), "{policy}");
    assert!(policy.contains("# paths = [\"our takes/closing/**\"]"), "{policy}");
    for name in [GITHUB, GITLAB_JOB] {
        let text = read(top.path(), name);
        assert!(
            text.contains("DEMOS: \"our takes\"\n") && text.contains("pursuit check \"$DEMOS\" --format "),
            "{text}"
        );
        assert!(
            text.contains("REPOSITORY: \"https://git.example/x\"\n") && text.contains("REVISION: \"v7\"\n"),
            "{text}"
        );
    }
    let entry = read(top.path(), PRE_COMMIT);
    assert!(entry.contains("files: '^our takes/.*\\.(?i:bz2|") && entry.contains("rev: \"v7\"\n"), "{entry}");
}

/// A run step sees what comes from outside as a variable, never as its own text.
#[test]
fn nothing_from_outside_stands_in_a_command() {
    let top = tempfile::tempdir().unwrap();
    init(top.path(), &["--all"], "");
    let ours = [".github/actions/pursuit/action.yml", ".github/workflows/ci.yml"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let texts = ours.iter().map(|name| read(root, name)).chain([read(top.path(), GITHUB)]);
    let mut steps = 0;
    for text in texts {
        let mut inside: Option<usize> = None;
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let depth = line.len() - line.trim_start().len();
            inside = inside.filter(|run| depth > *run);
            let starts = line.trim_start().trim_start_matches("- ").starts_with("run:");
            if starts {
                (inside, steps) = (Some(depth), steps + 1);
            }
            let is_comment = line.trim_start().starts_with('#');
            assert!(is_comment || !(starts || inside.is_some()) || !line.contains("${{"), "{line}");
        }
    }
    assert!(steps >= 9, "{steps}");
}

#[test]
fn nothing_is_written_over() {
    let top = tempfile::tempdir().unwrap();
    fs::create_dir_all(top.path().join(".gitlab")).unwrap();
    let mine = [
        ("pursuit.toml", "# mine\n"),
        (GITLAB_JOB, "mine: {}\n"),
        (GITLAB, "stages: [a]\n"),
        (PRE_COMMIT, "repos: []\n"),
    ];
    for (name, text) in mine {
        fs::write(top.path().join(name), text).unwrap();
    }
    let (exit, answer, _) = init(top.path(), &["--all"], "");
    assert_eq!(exit, Exit::Done);
    for (name, text) in mine {
        assert_eq!(read(top.path(), name), text);
        assert!(answer.contains(&format!("left: {name} (another is there, and stays as it is)\n")), "{answer}");
    }
    assert!(answer.contains("written: .github/workflows/pursuit.yml\n"), "{answer}");
    assert!(answer.contains("\n\ninclude:\n  - local: .gitlab/pursuit.yml\n"), "{answer}");
    assert!(answer.contains("      - id: pursuit\n        files: '^demos/"), "{answer}");

    fs::write(top.path().join(PRE_COMMIT), "repos:\n  - repo: x\n    hooks:\n      - id: pursuit\n").unwrap();
    let (_, answer, _) = init(top.path(), &["--pre-commit", "--quiet"], "");
    let want = "left: pursuit.toml (another is there, and stays as it is)\n\
                left: .pre-commit-config.yaml (another is there, and stays as it is)\n";
    assert_eq!(answer, want, "an entry that is there is not printed again");
}

#[test]
fn a_second_run_finds_all_as_it_is() {
    let top = tempfile::tempdir().unwrap();
    init(top.path(), &["--all"], "");
    let (exit, answer, _) = init(top.path(), &["--all", "-q"], "");
    assert_eq!((exit, answer.matches("as it is: ").count(), answer.lines().count()), (Exit::Done, 5, 5), "{answer}");
    let before = read(top.path(), GITHUB);
    fs::write(top.path().join(GITHUB), before.replace('\n', "\r\n")).unwrap();
    let (_, answer, _) = init(top.path(), &["--github", "-q"], "");
    assert!(answer.contains("as it is: .github"), "line ends of a checkout are no change: {answer}");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_stays_and_no_half_file_does() {
    let top = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink("nowhere.toml", top.path().join("pursuit.toml")).unwrap();
    let (exit, answer, _) = init(top.path(), &["--yes", "-q"], "");
    assert_eq!(exit, Exit::Done);
    assert!(answer.starts_with("left: pursuit.toml"), "{answer}");
    assert_eq!(files(top.path()), ["pursuit.toml"]);
    assert!(!top.path().join("nowhere.toml").exists());
}

#[test]
fn what_cannot_be_written_is_said_with_the_way_out() {
    let top = tempfile::tempdir().unwrap();
    let cases: [(&[&str], &str); 5] = [
        (&["--paths", "../demos"], "is not below the folder in which pursuit.toml is to stand"),
        (&["--paths", "a${{ b }}"], "means something else in a workflow"),
        (&["--seller", "?"], "`?` names nobody"),
        (&["--from", "https://u:secret@git.example/x"], "holds a password"),
        (&["--from", "https://git.example/x#"], "is no tag or commit"),
    ];
    for (flags, want) in cases {
        let (exit, answer, said) = init(top.path(), &[&["--all"], flags].concat(), "");
        assert_eq!((exit, answer.as_str()), (Exit::Usage, ""), "{flags:?}");
        assert!(said.contains(want) && said.contains("  next: ") && !said.contains("secret"), "{said}");
    }
    assert_eq!(files(top.path()), Vec::<String>::new());
    fs::write(top.path().join(".github"), "").unwrap();
    let (exit, answer, said) = init(top.path(), &["--github"], "");
    assert_eq!((exit, answer.as_str()), (Exit::Usage, "written: pursuit.toml\n"));
    assert!(said.contains("cannot be written"), "{said}");
    let (exit, _, said) = init(&top.path().join("pursuit.toml"), &["--yes"], "");
    assert!(exit == Exit::Usage && said.contains("is a file, and pursuit.toml needs a folder"), "{said}");
}

#[test]
fn a_person_is_asked_and_enter_takes_what_is_usual() {
    let top = tempfile::tempdir().unwrap();
    let (exit, _, said) = init(top.path(), &[], "\n\n\n");
    let want = "Writes pursuit.toml, the policy of the gate, and what runs it. Enter takes what stands in brackets.\n\
                Folder of the recordings [demos]: \
                Who sells (names, mail addresses or @domain, with commas between) [none]: \
                What runs the gate (github, gitlab, pre-commit, all or none) [none]: ";
    assert_eq!((exit, said.as_str()), (Exit::Done, want));
    assert_eq!(files(top.path()), ["pursuit.toml"]);
}

#[test]
fn answers_stand_in_the_files_and_slips_are_asked_again() {
    let top = tempfile::tempdir().unwrap();
    let typed = "../x\ntakes\n @ourco.example , Ina Quill\ngithub, prekommit\ngithub, pre-commit\nlater\n";
    let (exit, answer, said) = init(top.path(), &[], typed);
    assert_eq!(
        (exit, files(top.path())),
        (Exit::Done, [GITHUB, PRE_COMMIT, "pursuit.toml"].map(String::from).to_vec())
    );
    assert!(read(top.path(), "pursuit.toml").contains("seller = [\"@ourco.example\", \"Ina Quill\"]"));
    assert!(read(top.path(), GITHUB).contains("DEMOS: \"takes\""));
    assert!(said.contains("did you mean `pre-commit`?"), "{said}");
    assert_eq!((said.matches("Folder of").count(), said.matches("What runs").count()), (2, 2), "{said}");
    assert!(answer.contains("put the address that pursuit is cloned from in the place of <REPOSITORY>"), "{answer}");
}

#[test]
fn the_usual_answer_is_what_is_there() {
    let top = tempfile::tempdir().unwrap();
    fs::create_dir(top.path().join(".github")).unwrap();
    fs::write(top.path().join(PRE_COMMIT), "repos: []\n").unwrap();
    let (_, answer, said) = init(top.path(), &[], "\n\n\nhttps://github.com/ourco/pursuit\n");
    assert!(said.contains("or none) [github, pre-commit]: "), "{said}");
    assert!(read(top.path(), GITHUB).contains("uses: ourco/pursuit/.github/actions/pursuit@v"));
    assert!(answer.contains("  - repo: \"https://github.com/ourco/pursuit\"\n"), "{answer}");
}

#[test]
fn where_nobody_answers_the_usual_is_taken() {
    for typed in ["", "takes", "takes\n\n\n"] {
        let top = tempfile::tempdir().unwrap();
        let (exit, _, _) = init(top.path(), &[], typed);
        assert_eq!((exit, files(top.path())), (Exit::Done, vec!["pursuit.toml".to_owned()]), "{typed:?}");
        assert_eq!(read(top.path(), "pursuit.toml").contains("takes/legacy"), !typed.is_empty());
    }
    for (args, stdin, stderr) in [
        (&[][..], false, true),
        (&[], true, false),
        (&["--yes"], true, true),
        (&["--quiet"], true, true),
        (&["--paths", "takes"], true, true),
    ] {
        let top = tempfile::tempdir().unwrap();
        let (exit, _, said) = on(top.path(), args, "asked\n", stdin, stderr);
        assert_eq!((exit, said.as_str()), (Exit::Done, ""), "{args:?}");
    }
}

#[test]
fn the_gate_works_with_what_is_written() {
    let top = tempfile::tempdir().unwrap();
    init(top.path(), &["--yes"], "");
    let config = top.path().join("pursuit.toml").to_string_lossy().into_owned();
    let fixture = |name: &str| format!("{}/fixtures/calls/{name}", env!("CARGO_MANIFEST_DIR"));
    let check = |name: &str| pursuit_said(&["check", "--config", &config], &[&fixture(name), "--no-baseline"]);
    for name in ["referred-roof.vtt", "renewal-coffee.txt", "discovery-freight.srt"] {
        let (exit, _, said) = check(name);
        assert_eq!((exit, said.as_str()), (Exit::Done, ""), "{name}");
    }
    for name in ["show-up-demo.vtt", "pressure-solar.txt"] {
        assert_eq!(check(name).0, Exit::Findings, "{name}");
    }
}

#[test]
fn a_broken_configuration_stops_no_init() {
    let top = tempfile::tempdir().unwrap();
    fs::write(top.path().join("pursuit.toml"), "[chekc]\n").unwrap();
    let (exit, answer, _) = init(top.path(), &["--config", &top.path().join("none.toml").to_string_lossy()], "");
    assert_eq!(exit, Exit::Done);
    assert!(answer.starts_with("left: pursuit.toml"), "{answer}");
}
