//! `pursuit lexicon`: what the lexicons are, and whether they hold.

mod folder;

use std::io::{self, Write};

use super::args::Global;
use super::config::Config;
use super::exit::Exit;
use super::streams::Streams;
use crate::error::{Error, ErrorKind};
use crate::lexicon::{Lexicon, Mass};
use crate::prove::{Proof, prove};
use crate::report::visible;
use crate::scan::Rules;

pub(super) use folder::rules;

/// `pursuit lexicon list`: a row a lexicon.
pub(super) fn list(global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let rules = Rules::of(&folder::library(global, config)?)?;
    done(write_list(&rules, streams.stdout), Exit::Done)
}

/// `pursuit lexicon test`: every example, with findings where one does not hold.
pub(super) fn test(global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let rules = Rules::of(&folder::library(global, config)?)?;
    let proof = prove(&rules);
    let exit = if proof.failures.is_empty() { Exit::Done } else { Exit::Findings };
    done(write_proof(&rules, &proof, streams.stdout), exit)
}

/// A closed pipe is a quiet end.
fn done(written: io::Result<()>, exit: Exit) -> Result<Exit, Error> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::new(ErrorKind::Unreadable, format!("the results could not be written: {error}")))
        }
        _ => Ok(exit),
    }
}

fn write_list(rules: &Rules, out: &mut dyn Write) -> io::Result<()> {
    let lexicons = rules.lexicons();
    let widest = lexicons.iter().map(|lexicon| lexicon.id.len()).max().unwrap_or_default();
    writeln!(out, "{:widest$}  said by  counts for         points  phrases  what it is", "lexicon")?;
    for lexicon in lexicons {
        let said_by = lexicon.said_by.map_or("any", |role| role.as_str());
        let points = match lexicon.mass {
            Mass::Gate | Mass::Tracker => "–".to_owned(),
            _ => lexicon.points.to_string(),
        };
        let (mass, phrases, name) = (lexicon.mass.as_str(), lexicon.phrases.len(), visible(&lexicon.name));
        writeln!(out, "{:widest$}  {said_by:7}  {mass:16}  {points:>7}  {phrases:>7}  {name}", lexicon.id)?;
    }
    let phrases: usize = lexicons.iter().map(|lexicon| lexicon.phrases.len()).sum();
    writeln!(out, "\n{} lexicons with {phrases} phrases, version {}", lexicons.len(), rules.version())
}

fn write_proof(rules: &Rules, proof: &Proof, out: &mut dyn Write) -> io::Result<()> {
    for failure in &proof.failures {
        let text = visible(&failure.text);
        writeln!(out, "{}:{}: {text:?}\n  {}", visible(&failure.path), failure.line, visible(&failure.what))?;
    }
    if !proof.failures.is_empty() {
        writeln!(out)?;
    }
    if !proof.gaps.is_empty() {
        writeln!(out, "known gaps, counted although they should not be:")?;
    }
    for gap in &proof.gaps {
        writeln!(out, "  {}:{}: {:?}\n    {}", visible(&gap.path), gap.line, visible(&gap.text), visible(&gap.reason))?;
    }
    let lexicons = rules.lexicons();
    let phrases: usize = lexicons.iter().map(|lexicon: &Lexicon| lexicon.phrases.len()).sum();
    writeln!(
        out,
        "{}{} lexicons, {phrases} phrases: {} finds and {} passes hold, {} known gaps, {} do not hold",
        if proof.gaps.is_empty() { "" } else { "\n" },
        lexicons.len(),
        proof.finds,
        proof.passes,
        proof.gaps.len(),
        proof.failures.len()
    )
}
