//! `pursuit lexicon show`: one lexicon whole.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;

use super::list::said_by;
use super::test::no_such;
use super::{answer, folder, show_order};
use crate::cli::args::{Global, Show};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::lexicon::phrase::{Sequence, written};
use crate::lexicon::{Lexicon, Mass, Window};
use crate::report::{count, visible};

pub(super) fn run(typed: &Show, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let rules = folder::compiled(global, config)?;
    if typed.source {
        let library = folder::library(global, config)?;
        let path = rules.orders().iter().find(|order| order.id == typed.id).map(|order| order.path.as_str());
        let path = path.or_else(|| rules.id_of(&typed.id).map(|id| rules.lexicon(id).path.as_str()));
        let text = path.and_then(|path| library.text_of(path)).ok_or_else(|| no_such(&typed.id))?;
        answer(&typed.sheet, streams, || (), |out| out.write_all(text.as_bytes()))?;
        return Ok(Exit::Done);
    }
    if let Some(order) = rules.orders().iter().find(|order| order.id == typed.id) {
        return show_order::answer(order, &typed.sheet, streams);
    }
    let lexicon = rules.id_of(&typed.id).map(|id| rules.lexicon(id)).ok_or_else(|| no_such(&typed.id))?;
    let beaten_by: Vec<&str> = rules
        .lexicons()
        .iter()
        .filter(|other| other.beats.contains(&lexicon.id))
        .map(|other| other.id.as_str())
        .collect();
    answer(&typed.sheet, streams, || Sheet::of(lexicon, &beaten_by), |out| write(lexicon, &beaten_by, out))?;
    Ok(Exit::Done)
}

/// Where in the call it counts, as its file says it.
fn window(window: Window) -> String {
    match window {
        Window::Whole => "whole".to_owned(),
        Window::First(seconds) => format!("first {seconds}s"),
        Window::Last(seconds) => format!("last {seconds}s"),
        Window::FirstPercent(percent) => format!("first {percent}%"),
        Window::LastPercent(percent) => format!("last {percent}%"),
    }
}

/// Its exceptions and topics, those that it has.
fn exceptions(lexicon: &Lexicon) -> Vec<(&'static str, Vec<String>)> {
    let Lexicon { unless, unless_next, unless_before, elicited_by, .. } = lexicon;
    let all = [
        ("unless", unless),
        ("unless_next", unless_next),
        ("unless_before", unless_before),
        ("elicited_by", elicited_by),
    ];
    let written = |phrases: &Vec<Sequence>| phrases.iter().map(|phrase| written(phrase)).collect();
    all.into_iter().filter(|(_, phrases)| !phrases.is_empty()).map(|(key, phrases)| (key, written(phrases))).collect()
}

fn write(lexicon: &Lexicon, beaten_by: &[&str], out: &mut dyn Write) -> io::Result<()> {
    let own = if lexicon.is_team { "your own" } else { "built in" };
    writeln!(out, "{}: {}", lexicon.id, visible(&lexicon.name))?;
    writeln!(out, "{} ({own})\n", visible(&lexicon.path))?;
    writeln!(out, "said by      {}", said_by(lexicon))?;
    let weight = match lexicon.mass {
        Mass::Gate => "nothing by itself; it tells what kind of talk it is".to_owned(),
        _ if !lexicon.weighs() => format!("{}, without points: evidence only", lexicon.mass.as_str()),
        mass => format!(
            "{}, at most {} points, half of them at strength {}",
            mass.as_str(),
            lexicon.points,
            lexicon.half_at
        ),
    };
    writeln!(out, "counts for   {weight}")?;
    writeln!(out, "in           {}", window(lexicon.within))?;
    for (label, ids) in
        [("beats", lexicon.beats.iter().map(String::as_str).collect()), ("yields to", beaten_by.to_vec())]
    {
        if !ids.is_empty() {
            writeln!(out, "{label:12} {}", ids.join(", "))?;
        }
    }
    let dropped = |(guard, left): (&String, &crate::call::Points)| match left.0 {
        0 => format!("{guard} drops it"),
        _ => format!("{guard} leaves {left}"),
    };
    let guards: Vec<String> = lexicon.guards.iter().map(dropped).collect();
    if !guards.is_empty() {
        writeln!(out, "guards       {}", guards.join(", "))?;
    }
    for (label, phrases) in exceptions(lexicon) {
        writeln!(
            out,
            "{label:12} {}",
            phrases.iter().map(|says| visible(says).into_owned()).collect::<Vec<_>>().join("\n             ")
        )?;
    }
    if !lexicon.sources.is_empty() {
        writeln!(out, "sources      {}", visible(&lexicon.sources.join(", ")))?;
    }
    writeln!(out)?;
    for line in lexicon.why.lines() {
        writeln!(out, "  {}", visible(line))?;
    }
    writeln!(out, "\n{}", count(lexicon.phrases.len(), "phrase"))?;
    for (number, phrase) in (1..).zip(&lexicon.phrases) {
        writeln!(out, "{number:4}  {}  {}", phrase.strength, visible(&phrase.says))?;
        for sentence in &phrase.finds {
            writeln!(out, "            finds  {}", visible(sentence))?;
        }
    }
    writeln!(out, "\n{} that must not count", count(lexicon.passes.len(), "sentence"))?;
    for pass in &lexicon.passes {
        writeln!(out, "      {}: {}", pass.said_by.as_str(), visible(&pass.text))?;
        let guard = pass.guard.as_deref().map_or(String::new(), |guard| format!(" ({guard})"));
        writeln!(out, "            {}{guard}", visible(&pass.because))?;
        if let Some(gap) = &pass.known_gap {
            writeln!(out, "            known gap: {}", visible(gap))?;
        }
    }
    Ok(())
}

/// The answer for programs.
#[derive(Serialize)]
struct Sheet<'l> {
    id: &'l str,
    name: &'l str,
    path: &'l str,
    own: bool,
    said_by: &'static str,
    mass: &'static str,
    points: f64,
    half_at: f64,
    #[serde(rename = "in")]
    within: String,
    beats: &'l [String],
    yields_to: &'l [&'l str],
    guards: Vec<GuardRow<'l>>,
    #[serde(flatten)]
    exceptions: BTreeMap<&'static str, Vec<String>>,
    sources: &'l [String],
    why: &'l str,
    phrases: Vec<PhraseRow<'l>>,
    passes: Vec<PassRow<'l>>,
}

/// What a guard leaves.
#[derive(Serialize)]
struct GuardRow<'l> {
    guard: &'l str,
    leaves: f64,
}

/// A phrase with its proof.
#[derive(Serialize)]
struct PhraseRow<'l> {
    phrase: String,
    says: &'l str,
    strength: f64,
    finds: &'l [String],
    line: u64,
}

/// A sentence that must not count.
#[derive(Serialize)]
struct PassRow<'l> {
    text: &'l str,
    said_by: &'static str,
    guard: Option<&'l str>,
    because: &'l str,
    known_gap: Option<&'l str>,
    line: u64,
}

impl<'l> Sheet<'l> {
    fn of(lexicon: &'l Lexicon, beaten_by: &'l [&'l str]) -> Self {
        let guards = lexicon.guards.iter();
        let phrases = lexicon.phrases.iter().enumerate().map(|(place, phrase)| PhraseRow {
            phrase: lexicon.phrase_id(place),
            says: &phrase.says,
            strength: phrase.strength.decimal(),
            finds: &phrase.finds,
            line: phrase.line,
        });
        let passes = lexicon.passes.iter().map(|pass| PassRow {
            text: &pass.text,
            said_by: pass.said_by.as_str(),
            guard: pass.guard.as_deref(),
            because: &pass.because,
            known_gap: pass.known_gap.as_deref(),
            line: pass.line,
        });
        Self {
            id: &lexicon.id,
            name: &lexicon.name,
            path: &lexicon.path,
            own: lexicon.is_team,
            said_by: said_by(lexicon),
            mass: lexicon.mass.as_str(),
            points: lexicon.points.decimal(),
            half_at: lexicon.half_at.decimal(),
            within: window(lexicon.within),
            beats: &lexicon.beats,
            yields_to: beaten_by,
            guards: guards.map(|(guard, left)| GuardRow { guard, leaves: left.decimal() }).collect(),
            exceptions: exceptions(lexicon).into_iter().collect(),
            sources: &lexicon.sources,
            why: &lexicon.why,
            phrases: phrases.collect(),
            passes: passes.collect(),
        }
    }
}
