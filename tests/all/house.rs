//! The house: who may import whom, how long a file may be, what a file may be called.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Modules from left to right; one may use `error` and those to its left. What clauses and turns do in the exchange is
/// told inside `scan` (`scan/exchange`), behind `find` and before the guards that ask for it.
const LINE: &[&str] = &[
    "call", "text", "lexicon", "scan", "builtin", "role", "proposal", "signal", "verdict", "story", "analyze", "prove",
    "lint", "why", "coverage", "mine", "bands", "batch", "eval", "compare", "check", "report", "verify", "convert",
    "cli",
];
/// Modules beside the line, and what they may use besides `error`.
const ARMS: &[(&str, &[&str])] =
    &[("input", &["call"]), ("source", &[]), ("monitor", &[]), ("suggest", &[]), ("lot", &[]), ("error", &[])];
/// What only some of the line may use of the arms.
const DOORS: &[(&str, &[&str])] = &[
    ("batch", &["source", "input", "monitor"]),
    ("analyze", &["lot"]),
    ("lint", &["suggest"]),
    ("eval", &["source", "monitor", "lot", "suggest"]),
    ("check", &["source", "input"]),
    ("verify", &["source", "monitor"]),
    ("cli", &["source", "input", "monitor", "suggest"]),
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn module_of(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn no_file_is_over_400_lines() {
    let files = ["src", "tests", "benches"].iter().flat_map(|folder| sources(&root().join(folder)));
    let long: Vec<(PathBuf, usize)> = files
        .map(|path| {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            (path, lines)
        })
        .filter(|(_, lines)| *lines > 400)
        .collect();
    assert_eq!(long, []);
}

#[test]
fn every_file_says_its_job_in_its_name_and_its_head() {
    for path in sources(&root().join("src")) {
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let drawers = ["util", "utils", "helper", "helpers", "misc", "common"];
        assert!(!drawers.contains(&stem.as_str()), "{}: a drawer", path.display());
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{}: no words at its head", path.display());
    }
}

#[test]
fn modules_import_only_what_is_left_of_them() {
    let mut wrong = Vec::new();
    for path in sources(&root().join("src")) {
        let module = module_of(&path);
        if matches!(module.as_str(), "lib" | "main") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for used in uses(&text) {
            if !may_use(&module, &used) {
                wrong.push(format!("{} uses crate::{used}", path.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// First names behind `crate::` in code, those of grouped imports included.
fn uses(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let name = |text: &str| -> String {
        text.trim_start().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
    };
    let mut names = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        match rest.strip_prefix('{') {
            Some(group) => names.extend(members(group).iter().map(|member| name(member))),
            None => drop(names.insert(name(rest))),
        }
    }
    names.into_iter().filter(|name| !name.is_empty()).collect()
}

/// What stands between commas at the top level of a group whose bracket is open.
fn members(group: &str) -> Vec<String> {
    let (mut depth, mut members) = (0, vec![String::new()]);
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => members.push(String::new()),
            _ => members.last_mut().unwrap().push(letter),
        }
    }
    members
}

fn may_use(module: &str, used: &str) -> bool {
    if used == "error" || used == module {
        return true;
    }
    if let Some((_, allowed)) = ARMS.iter().find(|(arm, _)| *arm == module) {
        return allowed.contains(&used);
    }
    let at = |name: &str| LINE.iter().position(|row| *row == name);
    let on_the_line = at(used).zip(at(module)).is_some_and(|(used, module)| used < module);
    on_the_line || DOORS.iter().any(|(door, arms)| *door == module && arms.contains(&used))
}

#[test]
fn the_border_test_sees_a_breach() {
    let text =
        "use crate::{call::{Call, Turn}, cli};\n// crate::report is only named\nlet y = crate::verdict::read();\n";
    assert_eq!(uses(text), ["call", "cli", "verdict"]);
    assert!(!may_use("scan", "verdict") && !may_use("source", "input") && may_use("cli", "source"));
    assert!(!may_use("input", "text") && may_use("verdict", "signal"));
}
