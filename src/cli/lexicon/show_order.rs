//! `pursuit lexicon show structure.…`: one order rule whole.

use std::io::{self, Write};

use serde::Serialize;

use crate::cli::args;
use crate::cli::exit::Exit;
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::lexicon::{Example, OrderRule};
use crate::report::visible;

pub(super) fn answer(order: &OrderRule, sheet: &args::Sheet, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    super::answer(sheet, streams, || Sheet::of(order), |out| write(order, out))?;
    Ok(Exit::Done)
}

/// The steps as they are written, in the order in which they stand in the file.
fn steps(order: &OrderRule) -> Vec<&str> {
    let mut sights: Vec<_> = order.sights().collect();
    sights.sort_by_key(|sight| (sight.line, sight.column));
    sights.into_iter().map(|sight| sight.says.as_str()).collect()
}

fn write(order: &OrderRule, out: &mut dyn Write) -> io::Result<()> {
    let own = if order.is_team { "your own" } else { "built in" };
    writeln!(out, "{}: {}", order.id, visible(&order.name))?;
    writeln!(out, "{} ({own})\n", visible(&order.path))?;
    let weight = match order.points.0 {
        0 => "nothing; it shows, and moves no verdict".to_owned(),
        _ if order.share => format!("{}, {} times the share of turns followed so", order.mass.as_str(), order.points),
        _ => format!("{}, {} each time, at most {}", order.mass.as_str(), order.points, order.cap),
    };
    writeln!(out, "counts for   {weight}")?;
    if let Some(flag) = &order.flag {
        writeln!(out, "flag         {}", visible(flag))?;
    }
    if !order.sources.is_empty() {
        writeln!(out, "sources      {}", visible(&order.sources.join(", ")))?;
    }
    writeln!(out)?;
    for (number, step) in (1..).zip(steps(order)) {
        writeln!(out, "{number:4}  {}", visible(step))?;
    }
    writeln!(out)?;
    order.why.lines().try_for_each(|line| writeln!(out, "  {}", visible(line)))?;
    for (label, sentence) in [("what happened", &order.moment), ("what to try", &order.advice)] {
        if !sentence.is_empty() {
            writeln!(out, "  {label}: {}", visible(sentence))?;
        }
    }
    for (label, examples) in [("finds", &order.finds), ("must not find", &order.passes)] {
        for example in examples {
            writeln!(out, "\n{label}{}", because(example))?;
            for (role, words) in &example.turns {
                writeln!(out, "      {}: {}", role.as_str(), visible(words))?;
            }
        }
    }
    Ok(())
}

fn because(example: &Example) -> String {
    if example.because.is_empty() { String::new() } else { format!(" ({})", visible(&example.because)) }
}

/// The answer for programs.
#[derive(Serialize)]
struct Sheet<'o> {
    id: &'o str,
    name: &'o str,
    path: &'o str,
    own: bool,
    mass: &'static str,
    points: f64,
    cap: f64,
    share: bool,
    steps: Vec<&'o str>,
    flag: Option<&'o str>,
    sources: &'o [String],
    why: &'o str,
    moment: &'o str,
    advice: &'o str,
    finds: Vec<Talk<'o>>,
    passes: Vec<Talk<'o>>,
}

/// A talk that proves the rule.
#[derive(Serialize)]
struct Talk<'o> {
    turns: Vec<String>,
    because: &'o str,
    line: u64,
}

impl<'o> Sheet<'o> {
    fn of(order: &'o OrderRule) -> Self {
        let talk = |example: &'o Example| Talk {
            turns: example.turns.iter().map(|(role, words)| format!("{}: {words}", role.as_str())).collect(),
            because: &example.because,
            line: example.line,
        };
        Self {
            id: &order.id,
            name: &order.name,
            path: &order.path,
            own: order.is_team,
            mass: order.mass.as_str(),
            points: order.points.decimal(),
            cap: order.cap.decimal(),
            share: order.share,
            steps: steps(order),
            flag: order.flag.as_deref(),
            sources: &order.sources,
            why: &order.why,
            moment: &order.moment,
            advice: &order.advice,
            finds: order.finds.iter().map(talk).collect(),
            passes: order.passes.iter().map(talk).collect(),
        }
    }
}
