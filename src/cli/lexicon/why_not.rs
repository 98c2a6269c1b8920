//! `pursuit lexicon why-not`: what kept a lexicon from counting a turn.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::test::no_such;
use super::{answer, folder};
use crate::analyze::Method;
use crate::batch;
use crate::call::Call;
use crate::cli::args::{Global, Said, WhyNot};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::sides;
use crate::cli::streams::Streams;
use crate::error::{Error, ErrorKind};
use crate::lexicon::is_named;
use crate::report::{count, visible};
use crate::role::Sides;
use crate::scan::LexiconId;
use crate::source::Item;
use crate::why::{Fate, Match, Miss, Stop, Why, sentence, why_not};

pub(super) fn run(typed: &WhyNot, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let flags = sides::rules(&typed.parties.seller, &typed.parties.buyer)?;
    let sides = Sides { flags, config: config.sides.clone() };
    // Examples that do not hold yet are no hindrance: this is how one finds out why.
    let rules = folder::compiled(global, config)?;
    let method = Method { sides, deal_size: config.deal_size, ..Method::of(rules) };
    let named = method.rules.lexicons().iter().filter(|lexicon| is_named(&lexicon.id, &[&typed.id]));
    let ids: Vec<LexiconId> = named.filter_map(|lexicon| method.rules.id_of(&lexicon.id)).collect();
    if ids.is_empty() {
        let is_order = method.rules.orders().iter().any(|order| order.id == typed.id);
        let order = || Error::new(ErrorKind::Usage, format!("`{}` is an order rule, no lexicon", typed.id));
        let next = format!("`pursuit lexicon test {}` says which step of its talks is not met", typed.id);
        return Err(if is_order { order().next(next) } else { no_such(&typed.id) });
    }
    let (call, place, turn) = match &typed.said {
        Said::Sentence(role, words) => (sentence(*role, words), None, 1),
        Said::Turn(file, turn) => (call_of(file, typed.call.as_deref())?, Some(file.to_string_lossy()), *turn),
    };
    let turns = crate::call::turns(&call).len();
    let path = place.as_deref().unwrap_or("the sentence");
    let why = why_not(&ids, call, turn, &method).ok_or_else(|| {
        let what = format!("there is no turn {turn}; the call has {turns}");
        Error::new(ErrorKind::Usage, what)
            .in_file(path)
            .next("turns count from 1, after neighbouring lines of one speaker are joined; see `turn` in --format json")
    })?;
    let json = || Sheet::of(&typed.id, path, turn, &why);
    let head = match place {
        Some(_) => format!("{} in turn {turn} of {path}", typed.id),
        None => format!("{} in {path}", typed.id),
    };
    answer(&typed.sheet, streams, json, |out| write(&head, &why, out))?;
    Ok(Exit::Done)
}

/// The call asked for.
fn call_of(file: &Path, id: Option<&str>) -> Result<Call, Error> {
    let (calls, trouble) = batch::calls(&Item::file(file));
    if let (true, Some(error)) = (calls.is_empty(), trouble.into_iter().next()) {
        return Err(error);
    }
    let place = match id {
        None => 0,
        Some(id) => calls.iter().position(|(name, _)| name == id).ok_or_else(|| {
            let names: Vec<&str> = calls.iter().take(5).map(|(name, _)| name.as_str()).collect();
            Error::new(ErrorKind::Usage, format!("there is no call `{id}` in it")).in_file(file.to_string_lossy()).next(
                format!(
                    "it holds {}: {}{}",
                    count(calls.len(), "call"),
                    names.join(", "),
                    if calls.len() > 5 { ", …" } else { "" }
                ),
            )
        })?,
    };
    let call = calls.into_iter().nth(place).map(|(_, call)| call);
    call.ok_or_else(|| Error::new(ErrorKind::Empty, "holds no call").in_file(file.to_string_lossy()))
}

/// What stopped a phrase, in words.
fn reason(miss: &Miss) -> String {
    let near = &miss.near;
    let (wants, has) = (&near.wants, &near.has);
    match near.stop {
        Stop::Border => format!("its words stand in two clauses, and a match never leaves its clause: {has}"),
        Stop::Edge if wants == "^" => format!("`^` wants the clause to begin there; before it stands \"{has}\""),
        Stop::Edge => format!("`$` wants the clause to end there; behind it stands \"{has}\""),
        Stop::Forbidden => format!("`{wants}` forbids what comes next: \"{has}\""),
        Stop::Gap => format!("`{wants}` takes fewer words than stand there: \"{has}\""),
        Stop::Between => format!("no word may stand between the parts of `{wants}`; there stands \"{has}\""),
        Stop::Word if has.is_empty() => format!("`{wants}` is missing"),
        Stop::Word => format!("where `{wants}` should stand, there stands \"{has}\""),
        Stop::Part if has.is_empty() => format!("only \"{}\" is there; `{wants}` is missing", near.found),
        Stop::Part => format!("only \"{}\" is there; `{wants}` is missing, \"{has}\" stands there", near.found),
    }
}

/// What became of a match, in words.
fn fate(found: &Match, why: &Why) -> String {
    let said_by = found.said_by.map_or("anybody", |role| role.as_str());
    match &found.fate {
        Fate::Counts(weight, guards) if guards.is_empty() => format!("counts, with weight {weight}"),
        Fate::Counts(weight, guards) => format!("counts, with weight {weight} after {}", guards.join(", ")),
        Fate::Role => format!("does not count: it is for the {said_by}, and the {} speaks", why.role.as_str()),
        Fate::Dropped { by, words, winners } => dropped(by, words.as_ref(), winners),
    }
}

/// What dropped a match, in words.
fn dropped(by: &str, words: Option<&(String, u32)>, winners: &[String]) -> String {
    let said = words.map_or(String::new(), |(words, turn)| format!(": \"{words}\" in turn {turn}"));
    match by {
        "precedence" if winners.is_empty() => format!("yields to another lexicon in the same clause{said}"),
        "precedence" => format!("yields to {} in the same clause{said}", winners.join(", ")),
        "once_a_clause" => format!("is one too many: another phrase of it counts in this clause{said}"),
        "twice_a_turn" => "is one too many: two of it count in a turn already".to_owned(),
        "aside" => "stands far from everything that belongs to a sale".to_owned(),
        "other_language" => "stands in a turn that is in another language".to_owned(),
        "outside_window" => "stands outside of the part of the call where it counts (`in`)".to_owned(),
        guard => format!("is dropped by the guard {guard}{said}"),
    }
}

fn write(head: &str, why: &Why, out: &mut dyn Write) -> io::Result<()> {
    let counts = why.found.iter().any(|found| matches!(found.fate, Fate::Counts(..)));
    let answer = if counts { "it counts" } else { "it does not count" };
    writeln!(out, "{}: {answer}", visible(head))?;
    writeln!(out, "\n{} ({}): {}", visible(&why.speaker), why.role.as_str(), visible(&why.text))?;
    writeln!(out, "\nas the phrases see it")?;
    for (number, clause) in (1..).zip(&why.clauses) {
        writeln!(out, "{number:4}  {}", visible(clause))?;
    }
    writeln!(out)?;
    for found in &why.found {
        writeln!(out, "{} finds \"{}\"", found.phrase, visible(&found.quote))?;
        writeln!(out, "  and {}", visible(&fate(found, why)))?;
    }
    if why.found.is_empty() {
        match why.nearest.first() {
            Some(_) => writeln!(out, "no phrase finds anything; the nearest:")?,
            None => writeln!(out, "no phrase finds anything, and none comes near")?,
        }
    }
    for miss in &why.nearest {
        writeln!(out, "{}  {}", miss.phrase, visible(&miss.says))?;
        writeln!(out, "  clause {}: {}", miss.clause, visible(&reason(miss)))?;
        if let Some(side) = miss.said_by.filter(|side| *side != why.role) {
            writeln!(out, "  and the {} would have to say it: the {} speaks", side.as_str(), why.role.as_str())?;
        }
    }
    Ok(())
}

/// The answer for programs.
#[derive(Serialize)]
struct Sheet<'w> {
    id: &'w str,
    path: &'w str,
    turn: u32,
    speaker: &'w str,
    role: &'static str,
    text: &'w str,
    clauses: &'w [String],
    found: Vec<FoundRow<'w>>,
    nearest: Vec<MissRow<'w>>,
}

/// A match, for programs.
#[derive(Serialize)]
struct FoundRow<'w> {
    phrase: &'w str,
    quote: &'w str,
    counts: bool,
    weight: f64,
    /// The guard that dropped it, `role`, or another reason; what beat it in `beaten_by`.
    dropped_by: Option<&'static str>,
    beaten_by: &'w [String],
    /// What made it drop, and the turn where that was said.
    words: Option<&'w str>,
    words_turn: Option<u32>,
    guards: &'w [&'static str],
    because: String,
}

/// A phrase that is not found, for programs.
#[derive(Serialize)]
struct MissRow<'w> {
    phrase: &'w str,
    says: &'w str,
    clause: usize,
    stop: &'static str,
    wants: &'w str,
    has: &'w str,
    matched: usize,
    of: usize,
    because: String,
}

impl<'w> Sheet<'w> {
    fn of(id: &'w str, path: &'w str, turn: u32, why: &'w Why) -> Self {
        let found = why.found.iter().map(|found| {
            let (weight, guards, dropped_by, beaten_by) = match &found.fate {
                Fate::Counts(weight, guards) => (weight.decimal(), guards.as_slice(), None, &[][..]),
                Fate::Role => (0.0, &[][..], Some("role"), &[][..]),
                Fate::Dropped { by, winners, .. } => (0.0, &[][..], Some(*by), winners.as_slice()),
            };
            let (words, words_turn) = match &found.fate {
                Fate::Dropped { words: Some((words, turn)), .. } => (Some(words.as_str()), Some(*turn)),
                _ => (None, None),
            };
            FoundRow {
                phrase: &found.phrase,
                quote: &found.quote,
                counts: dropped_by.is_none(),
                weight,
                dropped_by,
                beaten_by,
                words,
                words_turn,
                guards,
                because: fate(found, why),
            }
        });
        let nearest = why.nearest.iter().map(|miss| MissRow {
            phrase: &miss.phrase,
            says: &miss.says,
            clause: miss.clause,
            stop: miss.near.stop.as_str(),
            wants: &miss.near.wants,
            has: &miss.near.has,
            matched: miss.near.matched,
            of: miss.near.of,
            because: reason(miss),
        });
        Self {
            id,
            path,
            turn,
            speaker: &why.speaker,
            role: why.role.as_str(),
            text: &why.text,
            clauses: &why.clauses,
            found: found.collect(),
            nearest: nearest.collect(),
        }
    }
}
