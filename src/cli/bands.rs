//! `pursuit bands`: what is usual in a team's own calls.

use std::io::{self, Write};
use std::ops::ControlFlow;

use serde::Serialize;

use super::args::{self, Global, Output, Score, SheetForm};
use super::config::Config;
use super::exit::Exit;
use super::output::printed;
use super::parties;
use super::plan;
use super::progress::Progress;
use super::score;
use super::streams::Streams;
use crate::bands::{Band, Bands, LEAST, PERCENTILES, Percentile, UNTOLD};
use crate::batch;
use crate::call::Points;
use crate::error::Error;
use crate::report;

/// Runs the command.
///
/// # Errors
/// As `pursuit score`.
pub(super) fn run(
    typed: args::Bands,
    global: &Global,
    config: Config,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let args::Bands { files, parties, sheet } = typed;
    let output = Output { format: Vec::new(), table: None, output: None };
    let plan = plan::score(Score { files, parties, output, stability: None }, global, &config)?;
    if plan.lists_parties {
        return parties::list(&plan, global, streams);
    }
    let listing = score::listing(&plan.inputs, global, streams);
    let Streams { stdout, stdout_is, stderr, .. } = streams;
    let progress = Progress::new(plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, plan.prints()));
    let mut bands = Bands::default();
    let totals = batch::run(&listing, &plan.method, plan.inputs.threads, &progress, &mut |outcome| {
        match &outcome.result {
            Ok(analysis) => bands.add(analysis),
            Err(error) if !global.quiet => progress.aside(|| stderr.error(error)),
            Err(_) => {}
        }
        ControlFlow::Continue(())
    });
    progress.finish();
    let written = match sheet.format {
        SheetForm::Text => text(&bands, *stdout),
        SheetForm::Json => report::json_line(&Sheet::of(&bands), *stdout),
    };
    printed(written.and_then(|()| stdout.flush())).map(|()| Exit::of(&totals, plan.inputs.strict))
}

/// Writes the answer for people.
fn text(bands: &Bands, out: &mut dyn Write) -> io::Result<()> {
    let told = bands.told();
    for (number, (name, calls, rows)) in told.iter().enumerate() {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "{}: {calls} call{}", shown(name), if *calls == 1 { "" } else { "s" })?;
        if rows.is_empty() {
            writeln!(out, "  too few for bands, which need {LEAST} calls of a type")?;
            continue;
        }
        let head: Vec<String> = PERCENTILES.iter().map(|at| format!("p{at}")).collect();
        writeln!(
            out,
            "  {:<32}{:>6}{}   median, 95 %",
            "",
            "calls",
            head.iter().map(|at| format!("{at:>9}")).collect::<String>()
        )?;
        for Band { measure, calls, percentiles } in rows {
            write!(out, "  {:<32}{calls:>6}", measure.id)?;
            match percentiles {
                Some(all) => {
                    let cells: String = all.iter().map(|row| format!("{:>9}", short(row.value))).collect();
                    let median = all.iter().find(|row| row.at == 50);
                    let bounds =
                        median.map(|row| format!("{} to {} {}", short(row.low), short(row.high), measure.unit));
                    writeln!(out, "{cells}   {}", bounds.unwrap_or_default())?;
                }
                None => writeln!(out, "  too few calls tell it")?,
            }
        }
    }
    if told.is_empty() {
        writeln!(out, "no call of which bands could be made")?;
    }
    if bands.left_out > 0 {
        let (calls, are) = if bands.left_out == 1 { ("call", "is") } else { ("calls", "are") };
        writeln!(out, "\n{} {calls} without a sale or with too little to tell {are} left out", bands.left_out)?;
    }
    writeln!(
        out,
        "\nBands say what is usual in these calls, not what is good. `pursuit schema` says what each figure is."
    )
}

/// The type as people read it.
fn shown(name: &str) -> String {
    name.replace('_', " ")
}

/// Two places, or none where they would not matter.
fn short(value: Points) -> String {
    let value = value.decimal();
    if value.abs() >= 100.0 { format!("{value:.0}") } else { format!("{value:.2}") }
}

/// The answer for programs.
#[derive(Serialize)]
struct Sheet {
    schema: &'static str,
    least: usize,
    left_out: usize,
    types: Vec<TypeRow>,
}

#[derive(Serialize)]
struct TypeRow {
    call_type: Option<&'static str>,
    calls: usize,
    /// None below `least` calls.
    figures: Option<Vec<FigureRow>>,
}

#[derive(Serialize)]
struct FigureRow {
    id: &'static str,
    unit: &'static str,
    definition: &'static str,
    calls: usize,
    percentiles: Option<Vec<PercentileRow>>,
}

#[derive(Serialize)]
struct PercentileRow {
    at: usize,
    value: f64,
    low: f64,
    high: f64,
}

impl Sheet {
    fn of(bands: &Bands) -> Self {
        let figure = |band: Band| FigureRow {
            id: band.measure.id,
            unit: band.measure.unit,
            definition: band.measure.definition,
            calls: band.calls,
            percentiles: band.percentiles.map(|all| all.into_iter().map(PercentileRow::of).collect()),
        };
        let of_type = |(name, calls, rows): (&'static str, usize, Vec<Band>)| TypeRow {
            call_type: (name != UNTOLD).then_some(name),
            calls,
            figures: (!rows.is_empty()).then(|| rows.into_iter().map(figure).collect()),
        };
        Self {
            schema: "pursuit/bands-1.0",
            least: LEAST,
            left_out: bands.left_out,
            types: bands.told().into_iter().map(of_type).collect(),
        }
    }
}

impl PercentileRow {
    fn of(row: Percentile) -> Self {
        let Percentile { at, value, low, high } = row;
        Self { at, value: value.decimal(), low: low.decimal(), high: high.decimal() }
    }
}
