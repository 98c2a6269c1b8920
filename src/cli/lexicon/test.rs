//! `pursuit lexicon test`: every example and every conversation, with what was heard where one does not hold.

use std::io::{self, Write};

use serde::Serialize;

use super::{answer, folder};
use crate::analyze::Method;
use crate::cli::args::{Global, Test};
use crate::cli::config::Config;
use crate::cli::exit::Exit;
use crate::cli::streams::Streams;
use crate::error::{Error, ErrorKind};
use crate::lexicon::{Conversation, Lexicon, OrderRule, is_named};
use crate::prove::{Failure, Gap, Proof, prove_cues, prove_orders, prove_some, prove_talks};
use crate::report::{count, visible};

pub(super) fn run(typed: &Test, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let library = folder::library(global, config)?;
    let method = Method::of(folder::compiled(global, config)?);
    let names: Vec<&str> = typed.ids.iter().map(String::as_str).collect();
    let wanted = |lexicon: &Lexicon| names.is_empty() || is_named(&lexicon.id, &names);
    let orders = || method.rules.orders().iter();
    let in_order = |order: &OrderRule| names.is_empty() || is_named(&order.id, &names);
    let cues = names.is_empty() || is_named(CUES, &names);
    for name in names.iter().filter(|name| !is_named(CUES, &[name])) {
        let mut ids = method.rules.lexicons().iter().map(|lexicon| &lexicon.id);
        if !ids.any(|id| is_named(id, &[name])) && !orders().any(|order| is_named(&order.id, &[name])) {
            return Err(no_such(name));
        }
    }
    let talks: Vec<Conversation> = if names.is_empty() { library.conversations()? } else { Vec::new() };
    let proof = prove_some(&method.rules, &wanted)
        .and(prove_orders(&method.rules, &in_order))
        .and(if cues { prove_cues(&method.rules) } else { Proof::default() })
        .and(prove_talks(&method, &talks));
    let lexicons = || method.rules.lexicons().iter().filter(|lexicon| wanted(lexicon));
    let counted = Count {
        lexicons: lexicons().count(),
        phrases: lexicons().map(|lexicon| lexicon.phrases.len()).sum(),
        orders: orders().filter(|order| in_order(order)).count(),
    };
    answer(&typed.sheet, streams, || Sheet::of(&proof, &counted), |out| write(&proof, &counted, out))?;
    Ok(if proof.failures.is_empty() { Exit::Done } else { Exit::Findings })
}

/// What `roles.toml` is called among ids.
const CUES: &str = "roles";

/// How much was run.
struct Count {
    lexicons: usize,
    phrases: usize,
    orders: usize,
}

/// The error for an id that no lexicon has.
pub(super) fn no_such(id: &str) -> Error {
    let next = "`pursuit lexicon list` shows what there is; where a family will do, it is written \"pressure.*\"";
    Error::new(ErrorKind::Usage, format!("there is no lexicon `{id}`")).next(next)
}

fn write(proof: &Proof, counted: &Count, out: &mut dyn Write) -> io::Result<()> {
    for failure in &proof.failures {
        let (path, text) = (visible(&failure.path), visible(&failure.text));
        writeln!(out, "{path}:{}: {text:?}", failure.line)?;
        if failure.heard.is_empty() {
            writeln!(out, "  {}", visible(&failure.what))?;
        } else {
            writeln!(out, "  - {}", visible(&failure.what))?;
        }
        for line in &failure.heard {
            writeln!(out, "  + {}", visible(line))?;
        }
    }
    if !proof.failures.is_empty() {
        writeln!(out)?;
    }
    if !proof.gaps.is_empty() {
        writeln!(out, "known gaps, which should hold and do not yet:")?;
    }
    for gap in &proof.gaps {
        let (path, text, reason) = (visible(&gap.path), visible(&gap.text), visible(&gap.reason));
        writeln!(out, "  {path}:{}: {text:?}\n    {reason}", gap.line)?;
    }
    if !proof.gaps.is_empty() {
        writeln!(out)?;
    }
    let (lexicons, phrases) = (count(counted.lexicons, "lexicon"), count(counted.phrases, "phrase"));
    let orders = match counted.orders {
        0 => String::new(),
        some => format!(", {}", count(some, "order rule")),
    };
    writeln!(out, "{lexicons}, {phrases}{orders}: {} finds and {} passes hold", proof.finds, proof.passes)?;
    if proof.talks > 0 {
        let (talks, marks) = (count(proof.talks, "conversation"), count(proof.marks, "mark"));
        writeln!(out, "{talks}: {marks} as they should be")?;
    }
    writeln!(out, "{}, {} not as they should be", count(proof.gaps.len(), "known gap"), proof.failures.len())
}

/// The answer for programs.
#[derive(Serialize)]
struct Sheet<'p> {
    lexicons: usize,
    phrases: usize,
    order_rules: usize,
    finds: usize,
    passes: usize,
    conversations: usize,
    marks: usize,
    gaps: Vec<GapRow<'p>>,
    failures: Vec<FailureRow<'p>>,
}

/// A known gap, for programs.
#[derive(Serialize)]
struct GapRow<'p> {
    id: &'p str,
    path: &'p str,
    line: u64,
    text: &'p str,
    reason: &'p str,
}

/// What does not hold, for programs.
#[derive(Serialize)]
struct FailureRow<'p> {
    id: &'p str,
    path: &'p str,
    line: u64,
    text: &'p str,
    what: &'p str,
    heard: &'p [String],
}

impl<'p> Sheet<'p> {
    fn of(proof: &'p Proof, counted: &Count) -> Self {
        let gap = |Gap { id, path, line, text, reason }: &'p Gap| GapRow { id, path, line: *line, text, reason };
        let failure = |Failure { id, path, line, text, what, heard }: &'p Failure| FailureRow {
            id,
            path,
            line: *line,
            text,
            what,
            heard,
        };
        Self {
            lexicons: counted.lexicons,
            phrases: counted.phrases,
            order_rules: counted.orders,
            finds: proof.finds,
            passes: proof.passes,
            conversations: proof.talks,
            marks: proof.marks,
            gaps: proof.gaps.iter().map(gap).collect(),
            failures: proof.failures.iter().map(failure).collect(),
        }
    }
}
