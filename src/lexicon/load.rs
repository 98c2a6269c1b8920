//! TOML to a checked [`Lexicon`].

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::phrase::{self, Lists, PhraseError, Sequence};
use super::sequence::{COMPUTED, FAMILY};
use super::{Lexicon, Mass, Pass, Phrase, Window};
use crate::call::{Points, Role};
use crate::error::{Error, ErrorKind};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    id: Spanned<String>,
    name: String,
    said_by: Spanned<String>,
    mass: Spanned<String>,
    #[serde(default)]
    points: f64,
    #[serde(default = "one")]
    half_at: f64,
    #[serde(default)]
    beats: Vec<String>,
    #[serde(default)]
    why: String,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    guards: BTreeMap<String, f64>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    unless_next: Vec<Spanned<String>>,
    #[serde(default)]
    unless_before: Vec<Spanned<String>>,
    #[serde(default)]
    elicited_by: Vec<Spanned<String>>,
    #[serde(default, rename = "in")]
    within: Option<Spanned<String>>,
    #[serde(default)]
    lists: Lists,
    #[serde(default)]
    phrase: Vec<FilePhrase>,
    #[serde(default)]
    passes: Vec<FilePass>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePhrase {
    says: Spanned<String>,
    strength: Spanned<String>,
    #[serde(default)]
    finds: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FilePass {
    text: Spanned<String>,
    said_by: Spanned<String>,
    guard: Option<String>,
    #[serde(default)]
    before: Vec<Spanned<String>>,
    because: String,
    known_gap: Option<String>,
}

fn one() -> f64 {
    1.0
}

/// Reads the word lists that every file may name.
///
/// # Errors
/// With path, line and column, as [`load`].
pub fn load_lists(path: &str, source: &str) -> Result<Lists, Error> {
    let place = Place::new(path, source);
    let lists: BTreeMap<String, Vec<Spanned<String>>> = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let words = |(name, words): (String, Vec<Spanned<String>>)| {
        words.iter().try_for_each(|word| place.phrase(word, &Lists::new()).map(drop))?;
        Ok((name, words.into_iter().map(Spanned::into_inner).collect()))
    };
    lists.into_iter().map(words).collect()
}

/// Reads one file; `path` is how messages call it, `lists` are those that every file may name, `guards` holds the
/// known guard ids.
///
/// # Errors
/// With path, line and column: broken TOML, unknown keys or words, phrases that can't be read.
pub fn load(path: &str, source: &str, lists: &Lists, guards: &[&str]) -> Result<Lexicon, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let mut lists = lists.clone();
    lists.extend(file.lists);
    let read = |says: &Spanned<String>| place.phrase(says, &lists);
    let id = file.id.get_ref();
    if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_lowercase() || matches!(byte, b'.' | b'_')) {
        return Err(place.wrong(&file.id, "an id is lower-case words with dots or underscores"));
    }
    if id.starts_with(FAMILY) || COMPUTED.contains(&id.as_str()) {
        return Err(place.wrong(&file.id, "this id is for order rules and for what is computed; give another"));
    }
    let mass = place.mass(&file.mass)?;
    let said_by = match file.said_by.get_ref().as_str() {
        "any" => None,
        _ => Some(place.role(&file.said_by)?),
    };
    let decimal = |value: f64, key: &str| {
        Points::from_decimal(value)
            .filter(|points| points.0 >= 0)
            .ok_or_else(|| place.wrong(&file.id, &format!("`{key}` must be a number from 0 to a million")))
    };
    let mut factors = BTreeMap::new();
    for (guard, factor) in file.guards {
        if !guards.contains(&guard.as_str()) {
            let known = guards.join(", ");
            return Err(place.wrong(&file.id, &format!("there is no guard `{guard}`; there are {known}")));
        }
        let left = Points::from_decimal(factor).filter(|left| (Points::ZERO..=Points::ONE).contains(left));
        let left = left.ok_or_else(|| place.wrong(&file.id, &format!("what `{guard}` leaves is from 0 to 1")))?;
        factors.insert(guard, left);
    }
    let phrases = file.phrase.iter().map(|entry| place.entry(entry, &lists)).collect::<Result<Vec<_>, _>>()?;
    if phrases.is_empty() {
        return Err(place.wrong(&file.id, "a lexicon needs at least one [[phrase]]"));
    }
    Ok(Lexicon {
        id: id.clone(),
        path: path.to_owned(),
        is_team: false,
        name: file.name,
        said_by,
        mass,
        points: decimal(file.points, "points")?,
        half_at: decimal(file.half_at, "half_at")?,
        beats: file.beats,
        why: file.why.trim().to_owned(),
        sources: file.sources.into(),
        guards: factors,
        unless: file.unless.iter().map(read).collect::<Result<_, _>>()?,
        unless_next: file.unless_next.iter().map(read).collect::<Result<_, _>>()?,
        unless_before: file.unless_before.iter().map(read).collect::<Result<_, _>>()?,
        elicited_by: file.elicited_by.iter().map(read).collect::<Result<_, _>>()?,
        within: file.within.map_or(Ok(Window::Whole), |words| place.window(&words))?,
        phrases,
        passes: file.passes.into_iter().map(|pass| place.pass(pass)).collect::<Result<_, _>>()?,
    })
}

/// Words errors of one file with their line and column.
pub(super) struct Place<'f> {
    path: &'f str,
    source: &'f str,
    /// Bytes of the ends of lines: every phrase asks for its line.
    ends: Vec<usize>,
}

impl<'f> Place<'f> {
    pub(super) fn new(path: &'f str, source: &'f str) -> Self {
        Self { path, source, ends: memchr::memchr_iter(b'\n', source.as_bytes()).collect() }
    }

    pub(super) fn line(&self, at: usize) -> u64 {
        1 + self.ends.partition_point(|&end| end < at) as u64
    }

    /// Line and column of a byte, from 1.
    pub(super) fn line_and_column(&self, at: usize) -> (u64, u64) {
        let line_start = self.source.get(..at).and_then(|head| head.rfind('\n')).map_or(0, |newline| newline + 1);
        let column = self.source.get(line_start..at).map_or(0, |head| head.chars().count());
        (self.line(at), column as u64 + 1)
    }

    pub(super) fn at(&self, at: usize, what: &str) -> Error {
        let (line, column) = self.line_and_column(at);
        self.says(what).at(line, column)
    }

    /// An error of the file whose line is known or unknown to the caller.
    pub(super) fn says(&self, what: &str) -> Error {
        Error::new(ErrorKind::Lexicon, what)
            .in_file(self.path)
            .next("mend the file; nothing is scored with a broken lexicon")
    }

    pub(super) fn wrong(&self, value: &Spanned<String>, what: &str) -> Error {
        self.at(value.span().start, what)
    }

    pub(super) fn toml(&self, error: &toml::de::Error) -> Error {
        self.at(error.span().map_or(0, |span| span.start), error.message())
    }

    pub(super) fn phrase(&self, says: &Spanned<String>, lists: &Lists) -> Result<Sequence, Error> {
        phrase::parse(says.get_ref(), lists)
            .map_err(|PhraseError { at, what }| self.at(says.span().start + 1 + at, &what))
    }

    fn entry(&self, entry: &FilePhrase, lists: &Lists) -> Result<Phrase, Error> {
        let strength = match entry.strength.get_ref().as_str() {
            "strong" => Points::ONE,
            "medium" => Points(700),
            "weak" => Points(400),
            _ => return Err(self.wrong(&entry.strength, "`strength` is strong, medium or weak")),
        };
        Ok(Phrase {
            says: entry.says.get_ref().clone(),
            sequence: self.phrase(&entry.says, lists)?.into(),
            strength,
            finds: entry.finds.clone().into(),
            line: self.line(entry.says.span().start),
        })
    }

    fn pass(&self, pass: FilePass) -> Result<Pass, Error> {
        let before = pass.before.iter().map(|turn| self.turn(turn));
        Ok(Pass {
            said_by: self.role(&pass.said_by)?,
            before: before.collect::<Result<_, _>>()?,
            line: self.line(pass.text.span().start),
            text: pass.text.into_inner(),
            guard: pass.guard,
            because: pass.because,
            known_gap: pass.known_gap,
        })
    }

    /// One turn of a talk, `buyer: words`.
    pub(super) fn turn(&self, turn: &Spanned<String>) -> Result<(Role, String), Error> {
        let (who, words) = turn.get_ref().split_once(':').unwrap_or_default();
        match Role::parse(who.trim()) {
            Some(role) => Ok((role, words.trim().to_owned())),
            None => Err(self.wrong(turn, "a turn is written `buyer: words` or `seller: words`")),
        }
    }

    pub(super) fn mass(&self, word: &Spanned<String>) -> Result<Mass, Error> {
        let known = [
            Mass::SellerPursuit,
            Mass::BuyerPull,
            Mass::BuyerInitiative,
            Mass::Resistance,
            Mass::Process,
            Mass::Gate,
            Mass::Tracker,
        ];
        known.into_iter().find(|mass| mass.as_str() == word.get_ref()).ok_or_else(|| {
            let known = "seller_pursuit, buyer_pull, buyer_initiative, resistance, process, gate or tracker";
            self.wrong(word, &format!("`mass` is {known}"))
        })
    }

    pub(super) fn role(&self, word: &Spanned<String>) -> Result<Role, Error> {
        Role::parse(word.get_ref())
            .filter(|role| matches!(role, Role::Seller | Role::Buyer))
            .ok_or_else(|| self.wrong(word, "`said_by` is seller or buyer (for a lexicon also any)"))
    }

    /// `whole`, `first 60s`, `last 5m`, `first 20%`.
    fn window(&self, words: &Spanned<String>) -> Result<Window, Error> {
        let read = || {
            let (side, amount) = words.get_ref().split_once(' ')?;
            let (number, unit) = amount.split_at_checked(amount.len().checked_sub(1)?)?;
            let number: i64 = number.parse().ok().filter(|number| (1..=100_000).contains(number))?;
            match (side, unit) {
                ("first", "s") => Some(Window::First(number)),
                ("first", "m") => Some(Window::First(number * 60)),
                ("last", "s") => Some(Window::Last(number)),
                ("last", "m") => Some(Window::Last(number * 60)),
                ("first", "%") if number <= 100 => Some(Window::FirstPercent(number)),
                ("last", "%") if number <= 100 => Some(Window::LastPercent(number)),
                _ => None,
            }
        };
        if words.get_ref() == "whole" {
            return Ok(Window::Whole);
        }
        read().ok_or_else(|| self.wrong(words, "`in` is whole, or like first 60s, last 5m, first 20%"))
    }
}
