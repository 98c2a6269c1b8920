//! The lexicon files that a user names, read from the disk and proved before anything is scored.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::analyze::Method;
use crate::cli::args::Global;
use crate::cli::config::Config;
use crate::error::{Error, ErrorKind};
use crate::lexicon::{Conversation, File, Library};
use crate::prove::{prove_orders, prove_some, prove_talks};
use crate::scan::Rules;

/// Is it a lexicon (`*.toml`) or a conversation fixture (`conversations/*.txt`)?
fn is_ours(path: &Path) -> bool {
    let extension = |wanted: &str| path.extension().is_some_and(|extension| extension == wanted);
    let in_conversations = || path.parent().is_some_and(|folder| folder.ends_with("conversations"));
    path.is_file() && (extension("toml") || extension("txt") && in_conversations())
}

/// The built-in files with those of the configuration, then those of `--lexicons`, laid over them.
///
/// # Errors
/// A path that can't be read, a folder without a lexicon.
pub(in crate::cli) fn library(global: &Global, config: &Config) -> Result<Library, Error> {
    let mut library = Library::builtin();
    for path in config.lexicons.iter().chain(&global.lexicons) {
        library = library.and(read(path)?);
    }
    Ok(library)
}

/// The rules of those files, whether their examples hold or not. The built-in ones alone need no compiling.
///
/// # Errors
/// As [`library`] and [`Rules::of`].
pub(super) fn compiled(global: &Global, config: &Config) -> Result<Rules, Error> {
    if is_builtin(global, config) { Rules::builtin() } else { Rules::of(&library(global, config)?) }
}

/// Has nobody named any lexicons?
fn is_builtin(global: &Global, config: &Config) -> bool {
    config.lexicons.is_empty() && global.lexicons.is_empty()
}

/// The rules to score with. A team's own lexicons must prove themselves first.
///
/// # Errors
/// As [`library`] and [`Rules::of`]; the first example of a team's lexicon that does not hold.
pub(in crate::cli) fn rules(global: &Global, config: &Config) -> Result<Rules, Error> {
    if is_builtin(global, config) {
        return Rules::builtin();
    }
    let library = library(global, config)?;
    let method = Method::of(Rules::of(&library)?);
    let talks: Vec<Conversation> = library.conversations()?.into_iter().filter(|talk| talk.is_team).collect();
    let proof = prove_some(&method.rules, &|lexicon| lexicon.is_team)
        .and(prove_orders(&method.rules, &|order| order.is_team))
        .and(prove_talks(&method, &talks));
    if let Some(first) = proof.failures.first() {
        let next = match proof.failures.len() {
            1 => "mend the phrase or the example; nothing is scored until it holds".to_owned(),
            all => format!("mend the phrase or the example; `pursuit lexicon test` lists all {all}"),
        };
        let heard = if first.heard.is_empty() { String::new() } else { format!("; heard: {}", first.heard.join(", ")) };
        let what = format!("the example {:?} does not hold: {}{heard}", first.text, first.what);
        return Err(Error::new(ErrorKind::Lexicon, what).in_file(&*first.path).at_line(first.line).next(next));
    }
    Ok(method.rules)
}

/// The lexicon files of a folder and all below it, sorted by path; or the one file. Each, or why a place can't be entered.
pub(in crate::cli) fn files(path: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    // Hidden files are left out; nothing is ignored, or a lexicon would be missing without a word.
    let walk = WalkBuilder::new(path).standard_filters(false).hidden(true).sort_by_file_path(Path::cmp).build();
    let paths = walk.map(|entry| entry.map(ignore::DirEntry::into_path));
    paths.filter(|path| path.as_ref().is_ok_and(|path| is_ours(path)) || path.is_err())
}

/// Reads them.
pub(super) fn read(path: &Path) -> Result<Vec<File>, Error> {
    let shown = path.to_string_lossy();
    let trouble = |what: String, next: &str| Error::new(ErrorKind::Usage, what).in_file(&*shown).next(next);
    if !path.exists() {
        return Err(trouble("no such folder of lexicons".to_owned(), "check the spelling and the folder you are in"));
    }
    let mut read = Vec::new();
    for found in files(path) {
        let found = found.map_err(|error| trouble(format!("cannot be read: {error}"), "make it readable"))?;
        read.push(file(path, &found)?);
    }
    if read.is_empty() {
        return Err(trouble(
            "there is no lexicon in it".to_owned(),
            "a lexicon is a .toml file with an id and [[phrase]]s",
        ));
    }
    Ok(read)
}

/// Reads one file; its name is its path below the folder, or its own where the user named it.
fn file(folder: &Path, path: &Path) -> Result<File, Error> {
    #[expect(clippy::disallowed_methods, reason = "the files a user names are the command line's to read")]
    let text = fs::read_to_string(path).map_err(|error| {
        let what = format!("this file cannot be read: {error}");
        let next = match error.kind() {
            std::io::ErrorKind::InvalidData => "save it as text in UTF-8",
            _ => "make it readable",
        };
        Error::new(ErrorKind::Lexicon, what).in_file(path.to_string_lossy()).next(next)
    })?;
    // Some editors begin a file with a byte-order mark.
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let below = path.strip_prefix(folder).ok().filter(|below| !below.as_os_str().is_empty());
    let name = below.or(path.file_name().map(Path::new)).unwrap_or(path);
    let parts: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
    Ok(File { path: path.to_string_lossy().into_owned(), name: parts.join("/"), text })
}
