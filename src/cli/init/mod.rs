//! `pursuit init`: a commented `pursuit.toml` and what runs the gate. Writes what is not there, and nothing over anything.
//!
//! [`wish`] is what is asked for, by flags or in [`ask`]; [`fill`] puts it into the templates beside this file; [`place`]
//! puts the files where they belong.

mod ask;
mod fill;
mod place;
mod wish;

use std::fs;
use std::path::Path;

use self::place::Placed;
use self::wish::{Kind, Wish};
use super::args::{Global, Init};
use super::exit::Exit;
use super::output::printed;
use super::streams::Streams;
use crate::error::{Error, ErrorKind};

/// The file of the policy.
const POLICY: &str = "pursuit.toml";
/// The workflow of GitHub.
const GITHUB: &str = ".github/workflows/pursuit.yml";
/// The job of GitLab.
const GITLAB_JOB: &str = ".gitlab/pursuit.yml";
/// The pipeline of GitLab, which takes the job in.
const GITLAB: &str = ".gitlab-ci.yml";
/// What pre-commit reads.
const PRE_COMMIT: &str = ".pre-commit-config.yaml";

/// Runs the command.
///
/// # Errors
/// A folder, a side or an address that cannot be written into the files; or a file that cannot be written.
pub(super) fn run(typed: &Init, global: &Global, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    if fs::metadata(&typed.dir).is_ok_and(|meta| !meta.is_dir()) {
        let error =
            usage("is a file, and pursuit.toml needs a folder to stand in", "name the folder of the repository");
        return Err(error.in_file(typed.dir.to_string_lossy()));
    }
    let asks = typed.is_bare() && streams.stdin_is_terminal && streams.stderr.is_terminal() && !global.quiet;
    let wish = if asks { ask::wish(&typed.dir, streams)? } else { Wish::of(typed)? };
    let mut files = vec![(POLICY, fill::policy(&wish), None)];
    if wish.kinds.contains(&Kind::Github) {
        files.push((GITHUB, fill::github(&wish), None));
    }
    if wish.kinds.contains(&Kind::Gitlab) {
        files.push((GITLAB_JOB, fill::gitlab(&wish), None));
        files.push((GITLAB, fill::GITLAB_INCLUDE.to_owned(), Some((fill::GITLAB_INCLUDE.to_owned(), GITLAB_JOB))));
    }
    if wish.kinds.contains(&Kind::PreCommit) {
        let entry = fill::pre_commit(&wish);
        files.push((PRE_COMMIT, format!("repos:\n{entry}"), Some((entry, "id: pursuit"))));
    }
    let mut fresh = Vec::new();
    for (name, text, entry) in files {
        let placed = place::place(&typed.dir, name, &text)?;
        let mut lines = format!("{}\n", placed.line(name));
        match (&placed, entry) {
            (Placed::Written, _) => fresh.push(name),
            (Placed::Other(there), Some((entry, sign))) if !there.contains(sign) => {
                lines.push_str(&format!("\n  it lacks this entry, which is for you to paste:\n\n{entry}\n"));
            }
            _ => {}
        }
        say(streams, &lines)?;
    }
    if !global.quiet {
        say(streams, &next(&typed.dir, &wish, &fresh))?;
    }
    Ok(Exit::Done)
}

/// What is to be done next.
fn next(dir: &Path, wish: &Wish, fresh: &[&str]) -> String {
    let folder = fill::word(&wish.folder);
    let mut steps = Vec::new();
    if dir != Path::new(".") {
        steps.push(format!("go there: cd {}", fill::word(&dir.to_string_lossy())));
    }
    if wish.from.is_none() && fresh.iter().any(|name| [GITHUB, GITLAB_JOB, PRE_COMMIT].contains(name)) {
        steps.push(format!("put the address that pursuit is cloned from in the place of {}", fill::NOWHERE));
    }
    steps.push(format!("see what the gate says to the recordings: pursuit check {folder}"));
    steps.push(format!("accept the takes as they are now: pursuit check {folder} --update-baseline"));
    let commit = [".pursuit-baseline.json"].iter().chain(fresh).copied().collect::<Vec<_>>().join(" ");
    steps.push(format!("commit them: git add {commit}"));
    let rows = steps.iter().enumerate().map(|(at, step)| format!("  {}. {step}\n", at + 1));
    format!("\nnext:\n{}", rows.collect::<String>())
}

/// Writes to standard output.
fn say(streams: &mut Streams<'_>, text: &str) -> Result<(), Error> {
    printed(streams.stdout.write_all(text.as_bytes()).and_then(|()| streams.stdout.flush()))
}

/// A wrong use of the command.
fn usage(what: impl Into<String>, next: impl Into<String>) -> Error {
    Error::new(ErrorKind::Usage, what).next(next)
}
