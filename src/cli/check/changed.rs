//! `--changed-since`: what git says has changed.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::plan::Plan;
use super::usage;
use crate::error::Error;
use crate::report::count;
use crate::source::Listing;

/// Leaves in the listing what changed since `revision` and the current branch parted, on disk or in a commit, and what git
/// does not know. Says what it did.
///
/// # Errors
/// There is no git, no repository, or no such revision.
pub(super) fn narrow(listing: &mut Listing, revision: &str, plan: &Plan) -> Result<String, Error> {
    let top = PathBuf::from(git(&["rev-parse", "--show-toplevel"])?.trim_end_matches(['\n', '\r']));
    let commit = format!("{revision}^{{commit}}");
    let from = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| usage(format!("git knows no revision `{revision}`"), "fetch it first, or name another"))?;
    let base = git(&["merge-base", from.trim(), "HEAD"]).map_err(|_| {
        let what = format!("`{revision}` and the current branch have no commit in common");
        usage(what, "a shallow clone may lack it: fetch the whole history (fetch-depth: 0)")
    })?;
    let changed = git(&["-C", &top.to_string_lossy(), "diff", "--name-only", "-z", base.trim(), "--"])?;
    let fresh = git(&["-C", &top.to_string_lossy(), "ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = changed.split('\0').chain(fresh.split('\0')).filter(|name| !name.is_empty());
    let files: BTreeSet<PathBuf> = names.map(|name| real(&top.join(name))).collect();
    let policy = plan.config.as_deref().map(Path::new).into_iter().chain(plan.baseline.path());
    let rules = policy.chain(plan.lexicons.iter().map(PathBuf::as_path));
    for rule in rules.map(real) {
        if files.iter().any(|file| file.starts_with(&rule)) {
            return Ok(format!("{} changed since {revision}, so all calls are checked", shown(&rule, &top)));
        }
    }
    let all = listing.items.len();
    // What is not there stays, to be told, unless git says that it was taken away.
    listing.retain(&|path| match path.exists() {
        true => files.contains(&real(path)),
        false => !std::path::absolute(path).is_ok_and(|path| files.contains(&path)),
    });
    Ok(format!("{} of {} changed since {revision}", listing.items.len(), count(all, "file")))
}

/// What git answers.
fn git(args: &[&str]) -> Result<String, Error> {
    let output = Command::new("git").args(args).output().map_err(|error| {
        usage(format!("git cannot be started: {error}"), "install git, or leave --changed-since out")
    })?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let said = said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned();
    let next = match said.contains("dubious ownership") {
        true => "the folder is another user's: git config --global --add safe.directory \"$PWD\"",
        false => "run it inside the repository of the recordings",
    };
    Err(usage(format!("git does not say what changed: {said}"), next))
}

/// The path without links, if it is there.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// A path as people know it.
fn shown(path: &Path, top: &Path) -> String {
    let inside = path.strip_prefix(real(top)).unwrap_or(path);
    let name = if inside.as_os_str().is_empty() { OsStr::new(".") } else { inside.as_os_str() };
    name.to_string_lossy().into_owned()
}
