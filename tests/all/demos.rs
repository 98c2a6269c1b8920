//! A folder of recorded demos, and the gate in it as CI runs it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};

/// The day of all runs: 2026-11-26.
const TODAY: &str = "1795651200";

/// A folder of demos.
pub(crate) struct Demos {
    folder: tempfile::TempDir,
}

/// How a run of the gate ended.
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// The findings.
    pub(crate) out: String,
    /// All else.
    pub(crate) err: String,
}

impl Demos {
    /// An empty folder with that configuration.
    pub(crate) fn new(config: &str) -> Self {
        let demos = Self { folder: tempfile::tempdir().unwrap() };
        demos.put("pursuit.toml", config);
        demos
    }

    /// The path of a file.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The text of a file.
    pub(crate) fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `pursuit check` with these arguments, parted by blanks.
    pub(crate) fn check(&self, args: &str) -> Run {
        self.run(env!("CARGO_BIN_EXE_pursuit"), &format!("check {args}"))
    }

    /// The findings of a run as JSON.
    pub(crate) fn found(&self, args: &str) -> (i32, Value) {
        let run = self.check(&format!("{args} --format json"));
        (run.code, serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}{}", run.out, run.err)))
    }

    /// Runs git.
    pub(crate) fn git(&self, args: &str) {
        let run = self.run("git", &format!("-c user.name=Sam -c user.email=sam@ourco.example {args}"));
        assert_eq!(run.code, 0, "git {args}: {}", run.err);
    }

    fn run(&self, program: &str, args: &str) -> Run {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).args(args.split(' ')).env("SOURCE_DATE_EPOCH", TODAY);
        let output = command.env_remove("GITHUB_STEP_SUMMARY").output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Run { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A call of the fixtures as canonical JSON.
pub(crate) fn call(fixture: &str) -> Value {
    let path = format!("{}/fixtures/calls/{fixture}", env!("CARGO_MANIFEST_DIR"));
    let (_, text) = crate::shell::pursuit(&["convert"], &[&path, "--to", "pursuit"]);
    serde_json::from_str(&text).unwrap()
}

/// Puts words into a call, before the turn at that place.
pub(crate) fn say(call: &mut Value, at: usize, speaker: &str, text: &str) {
    let turns = call["turns"].as_array_mut().unwrap();
    let start = turns[at]["start"].clone();
    turns.insert(at, json!({"speaker": speaker, "start": start, "text": text}));
}

/// Changes the words of every turn.
pub(crate) fn words(mut call: Value, change: impl Fn(&str) -> String) -> Value {
    for turn in call["turns"].as_array_mut().unwrap() {
        turn["text"] = change(turn["text"].as_str().unwrap()).into();
    }
    call
}

/// What is asked for where a test does not say it.
pub(crate) const STRICT: &str =
    "[check]\nfail_on = [\"seller_pursuing\"]\nmin_score = 40\n[check.limits]\n\"pressure.*\" = 0\n";
