//! `pursuit lexicon suggest`: phrases that tell one pile of calls from another, ready to be tried.

use std::io::{self, Write};
use std::mem;
use std::path::Path;

use serde::Serialize;

use super::{answer, folder};
use crate::batch;
use crate::call::Role;
use crate::cli::args::{Global, Side, Suggest};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::sides;
use crate::cli::streams::Streams;
use crate::error::{Error, ErrorKind};
use crate::mine::{Finding, Pile, compare};
use crate::report::{count, visible};
use crate::role::Sides;
use crate::scan::Rules;
use crate::source::{self, Filter, Stdin};

pub(super) fn run(typed: &Suggest, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let flags = sides::rules(&typed.parties.seller, &typed.parties.buyer)?;
    let sides = Sides { flags, config: config.sides.clone() };
    let rules = folder::rules(global, config)?;
    let mut unread = false;
    let mut read = |path: &Path| {
        let (pile, trouble) = pile(path, &sides, &rules, streams)?;
        unread |= !trouble.is_empty();
        if !global.quiet {
            trouble.iter().for_each(|error| streams.stderr.error(error));
        }
        match pile.calls {
            0 => Err(Error::new(ErrorKind::Usage, "there is no call in this pile")
                .in_file(path.to_string_lossy())
                .next("name a folder of transcripts")),
            _ => Ok(pile),
        }
    };
    let (a, b) = (read(&typed.a)?, read(&typed.b)?);
    let said_by = typed.said_by.map(|side| match side {
        Side::Seller => Role::Seller,
        Side::Buyer => Role::Buyer,
    });
    let (of_a, of_b) = compare(&a, &b, said_by);
    let top = |findings: Vec<Finding>| (findings.len(), findings.into_iter().take(typed.top).collect::<Vec<_>>());
    let sheet = Sheet { calls_a: a.calls, calls_b: b.calls, of_a: top(of_a), of_b: top(of_b) };
    answer(&typed.sheet, streams, || Rows::of(&sheet), |out| write(&sheet, out))?;
    Ok(if unread { Exit::Unread } else { Exit::Done })
}

/// Reads one pile, and tells what of it could not be read.
fn pile(path: &Path, sides: &Sides, rules: &Rules, streams: &mut Streams<'_>) -> Result<(Pile, Vec<Error>), Error> {
    let (mut pile, mut trouble) = (Pile::default(), Vec::new());
    let stdin = mem::replace(&mut streams.stdin, Box::new(io::empty()));
    let listing = source::list(&[path.to_owned()], &Filter::new(&[], &[])?, Stdin::new(stdin));
    for item in &listing.items {
        let (calls, unread) = batch::calls(&item);
        calls.iter().for_each(|(_, call)| pile.add(call, sides, rules));
        trouble.extend(unread);
    }
    Ok((pile, trouble))
}

/// What is shown: how many stand apart, and the first of them.
struct Sheet {
    calls_a: u32,
    calls_b: u32,
    of_a: (usize, Vec<Finding>),
    of_b: (usize, Vec<Finding>),
}

fn write(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let piles = [("A", sheet.calls_a, &sheet.of_a), ("B", sheet.calls_b, &sheet.of_b)];
    for (name, calls, (all, shown)) in piles {
        writeln!(out, "more often in pile {name} ({}): {}", count(calls as usize, "call"), count(*all, "phrase"))?;
        if !shown.is_empty() {
            writeln!(out, "   A   B  log-odds      95 %         said by  phrase")?;
        }
        for finding in shown {
            let Finding { in_a, in_b, log_odds, low, high, .. } = finding;
            let (said_by, says) = (finding.said_by.as_str(), visible(&finding.says));
            let known = finding.known.as_ref().map_or(String::new(), |id| format!("  (found by {id})"));
            writeln!(out, "{in_a:4}{in_b:4}  {log_odds:+8.2}  {low:+6.2} to {high:+5.2}  {said_by:7}  {says}{known}")?;
        }
        writeln!(out)?;
    }
    // One word alone would be too broad to stand as a phrase.
    let is_fresh = |finding: &&Finding| finding.known.is_none() && finding.says.contains(' ');
    let fresh: Vec<&Finding> = sheet.of_a.1.iter().filter(is_fresh).collect();
    if !fresh.is_empty() {
        writeln!(out, "# those of pile A that no lexicon finds, ready to be read, widened and tried:\n")?;
    }
    for finding in fresh {
        writeln!(
            out,
            "[[phrase]]                 # {}, {} calls of {} against {} of {}",
            finding.said_by.as_str(),
            finding.in_a,
            sheet.calls_a,
            finding.in_b,
            sheet.calls_b
        )?;
        writeln!(out, "says     = {}", toml(&finding.says))?;
        writeln!(out, "strength = \"weak\"\nfinds    = [{}]\n", toml(&finding.example))?;
    }
    /// Calls in a pile below which hardly anything can stand apart; judgement.
    const FEW: u32 = 10;
    if sheet.calls_a.min(sheet.calls_b) < FEW {
        writeln!(
            out,
            "with fewer than {FEW} calls in a pile hardly a phrase can be told from chance: take more calls"
        )?;
    }
    writeln!(
        out,
        "log-odds: how much likelier a call of one pile is to hold it; 0 is alike, 2 is some seven times the odds"
    )?;
    writeln!(out, "every phrase of one to four words was tried, so some stand apart by chance: read the calls first")
}

/// A string as TOML writes it.
fn toml(text: &str) -> String {
    format!("\"{}\"", visible(text).replace('\\', "\\\\").replace('"', "\\\""))
}

/// The answer for programs.
#[derive(Serialize)]
struct Rows<'s> {
    calls_a: u32,
    calls_b: u32,
    phrases_a: usize,
    phrases_b: usize,
    of_a: Vec<Row<'s>>,
    of_b: Vec<Row<'s>>,
}

/// A phrase, for programs; figures with three decimals.
#[derive(Serialize)]
struct Row<'s> {
    said_by: &'static str,
    says: &'s str,
    in_a: u32,
    in_b: u32,
    log_odds: f64,
    low: f64,
    high: f64,
    finds: &'s str,
    known: Option<&'s str>,
}

impl<'s> Rows<'s> {
    fn of(sheet: &'s Sheet) -> Self {
        let round = |figure: f64| (figure * 1000.0).round() / 1000.0;
        let row = |finding: &'s Finding| Row {
            said_by: finding.said_by.as_str(),
            says: &finding.says,
            in_a: finding.in_a,
            in_b: finding.in_b,
            log_odds: round(finding.log_odds),
            low: round(finding.low),
            high: round(finding.high),
            finds: &finding.example,
            known: finding.known.as_deref(),
        };
        Self {
            calls_a: sheet.calls_a,
            calls_b: sheet.calls_b,
            phrases_a: sheet.of_a.0,
            phrases_b: sheet.of_b.0,
            of_a: sheet.of_a.1.iter().map(row).collect(),
            of_b: sheet.of_b.1.iter().map(row).collect(),
        }
    }
}
