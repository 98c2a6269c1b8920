//! The dialogue: four questions, each with an answer that Enter takes. Where nobody answers any more, all are taken.

use std::io::{self, BufRead, BufReader, Read};
use std::mem;
use std::path::Path;

use super::wish::{FOLDER, Kind, Origin, Wish, folder, sellers};
use super::{GITHUB, GITLAB, PRE_COMMIT, usage};
use crate::cli::streams::{Streams, Voice};
use crate::error::Error;
use crate::suggest;

/// Bytes of an answer, at most; the rest is the next one's.
const LONGEST: u64 = 4096;
/// What is written beside the policy if the answer is that nothing is.
const NONE: &str = "none";

/// Asks for everything.
///
/// # Errors
/// None but those of the defaults, which there are not.
pub(super) fn wish(dir: &Path, streams: &mut Streams<'_>) -> Result<Wish, Error> {
    let stdin = mem::replace(&mut streams.stdin, Box::new(io::empty()));
    let mut talk = Talk { answers: BufReader::new(stdin), voice: &mut streams.stderr };
    talk.voice
        .note("Writes pursuit.toml, the policy of the gate, and what runs it. Enter takes what stands in brackets.");
    let usual = usual(dir);
    let folder = talk.ask("Folder of the recordings", FOLDER, &|answer| folder(Path::new(answer)))?;
    let names = |answer: &str| if answer == NONE { Ok(Vec::new()) } else { sellers(&parts(answer)) };
    let sellers = talk.ask("Who sells (names, mail addresses or @domain, with commas between)", NONE, &names)?;
    let kinds = talk.ask("What runs the gate (github, gitlab, pre-commit, all or none)", &usual, &kinds)?;
    let origin = |answer: &str| if answer == LATER { Ok(None) } else { Origin::of(answer).map(Some) };
    let from = match kinds.as_slice() {
        [] => None,
        _ => talk.ask("Address that pursuit is cloned from (URL or URL#REVISION)", LATER, &origin)?,
    };
    Ok(Wish { kinds, folder, sellers, from })
}

/// The answer that the address is filled in by hand.
const LATER: &str = "later";

/// Questions to one side, answers from the other.
struct Talk<'t, 's> {
    answers: BufReader<Box<dyn Read + Send>>,
    voice: &'t mut Voice<'s>,
}

impl Talk<'_, '_> {
    /// Asks until the answer can be used.
    fn ask<T>(&mut self, what: &str, usual: &str, read: &dyn Fn(&str) -> Result<T, Error>) -> Result<T, Error> {
        loop {
            self.voice.ask(&format!("{what} [{usual}]: "));
            let mut answer = Vec::new();
            let got = (&mut self.answers).take(LONGEST).read_until(b'\n', &mut answer).unwrap_or_default();
            if got == 0 {
                self.voice.note("");
                return read(usual);
            }
            let answer = String::from_utf8_lossy(&answer);
            let answer = answer.trim();
            match read(if answer.is_empty() { usual } else { answer }) {
                Ok(read) => return Ok(read),
                Err(error) => self.voice.error(&error),
            }
        }
    }
}

/// What runs there already.
fn usual(dir: &Path) -> String {
    let github = Path::new(GITHUB).parent().and_then(Path::parent).unwrap_or(Path::new(GITHUB));
    let signs = [(Kind::Github, github), (Kind::Gitlab, Path::new(GITLAB)), (Kind::PreCommit, Path::new(PRE_COMMIT))];
    let there: Vec<&str> =
        signs.iter().filter(|(_, sign)| dir.join(sign).exists()).map(|(kind, _)| kind.name()).collect();
    if there.is_empty() { NONE.to_owned() } else { there.join(", ") }
}

/// Reads names of kinds.
fn kinds(answer: &str) -> Result<Vec<Kind>, Error> {
    let mut kinds = Vec::new();
    for name in parts(&answer.to_lowercase()) {
        match Kind::ALL.iter().find(|kind| kind.name() == name) {
            Some(kind) => kinds.push(*kind),
            None if name == "all" => kinds.extend(Kind::ALL),
            None if name == NONE => {}
            None => {
                let known = Kind::ALL.iter().map(|kind| kind.name()).chain(["all", NONE]);
                return Err(usage(format!("`{name}` is none of them"), suggest::instead(&name, known)));
            }
        }
    }
    kinds.sort();
    kinds.dedup();
    Ok(kinds)
}

/// What stands between commas.
fn parts(answer: &str) -> Vec<String> {
    answer.split(',').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
