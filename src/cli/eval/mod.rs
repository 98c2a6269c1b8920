//! `pursuit eval`: how often the verdicts are right, on labelled calls.

mod fitted;
mod grids;
mod markdown;
mod sheet;
mod table;

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use self::fitted::Fitted;
use self::sheet::Sheet;
use super::args::{Eval, EvalForm, Global};
use super::config::Config;
use super::exit::Exit;
use super::lexicon;
use super::output::{self, NewFile, printed, unwritable};
use super::plan::{self, Inputs};
use super::progress::Progress;
use super::score;
use super::spare;
use super::streams::Streams;
use crate::analyze::Method;
use crate::call::Points;
use crate::error::{Error, ErrorKind};
use crate::eval::fit::Sample;
use crate::eval::floor::{Bound, Measured, Side};
use crate::eval::{self, Case, Codes, Contrast, Evaluation, Kind, Labelled, Part, Pile, Section, baseline};
use crate::lexicon::Weights;
use crate::report;
use crate::role::Sides;
use crate::scan::Rules;
use crate::suggest;

/// Everything that is shown.
struct Answer<'a> {
    evaluation: &'a Evaluation,
    all: Section,
    sale: Section,
    baselines: Vec<Contrast>,
    ablations: Vec<Contrast>,
    fitted: Option<Fitted>,
    bounds: Vec<Checked>,
    unlabelled: u64,
    failed: u64,
    strange: &'a BTreeMap<String, u32>,
    rules: &'a Rules,
    /// List the wrong verdicts.
    wrong: bool,
}

/// A bound and what became of it.
struct Checked {
    bound: Bound,
    figure: Option<Points>,
    holds: bool,
}

/// Runs the command.
///
/// # Errors
/// What stops it before anything is read; an answer that can't be written; calls of which none has a label.
pub(super) fn run(typed: Eval, global: &Global, config: Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let Eval { files, ablate, min, max, fit, format, output, wrong } = typed;
    let output = output.filter(|path| !output::is_stdout(path));
    let written = || output.iter().chain(&fit);
    if fit.is_some() && fit == output {
        let what = "the answer and the fitted weights go to one file";
        return Err(Error::new(ErrorKind::Usage, what).next("give each a file of its own"));
    }
    let inputs = Inputs::new(files, written().map(PathBuf::as_path))?;
    written().try_for_each(|file| spare::inputs(file, &inputs))?;
    // Fitted weights may replace a team's own.
    let spared = config.rules(global);
    let mut ruled = output.iter().chain(fit.iter().filter(|file| !file.ends_with("weights.toml")));
    ruled.try_for_each(|file| spare::rules(file, &spared))?;
    let rules = lexicon::rules(global, &config)?;
    let parts = ablate.into_iter().map(|name| part(&name, &rules).map(|part| (name, part)));
    let parts = parts.collect::<Result<Vec<_>, _>>()?;
    let library = lexicon::library(global, &config)?;
    let sides = Sides { flags: Vec::new(), config: config.sides };
    let method = Method { sides, deal_size: config.deal_size, ..Method::of(rules) };
    // Opened before anything is read, so that a place that cannot be written costs no work.
    let file = output.as_deref().map(NewFile::create).transpose()?;
    let weights_file = fit.as_deref().map(NewFile::create).transpose()?;
    let listing = score::listing(&inputs, global, streams);
    let Streams { stdout, stdout_is, stderr, .. } = streams;
    let wants_bar = plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, file.is_none());
    let bar = Progress::new(wants_bar);
    let mut tell = |bar: &Progress, error: &Error| {
        if !global.quiet {
            bar.aside(|| stderr.error(error));
        }
    };
    let codes = Codes::of(&method.rules);
    let pile = eval::read(&listing, &codes, &bar, &mut |error| tell(&bar, error));
    let Pile { mut calls, unlabelled, strange, mut totals } = pile;
    bar.finish();

    let (mut evaluation, mut by_share, mut by_count) = (Evaluation::default(), Vec::new(), Vec::new());
    let bar = Progress::new(wants_bar);
    let (mut is_judged, mut samples) = (Vec::with_capacity(calls.len()), Vec::new());
    eval::judge(&calls, &method, inputs.threads, &bar, &mut |labelled, result| {
        is_judged.push(result.is_ok());
        match result {
            Ok(analysis) => {
                evaluation.add(labelled, &analysis);
                by_share.push(baseline::talk_share(labelled, &analysis));
                by_count.push(baseline::role_blind(labelled, &method.rules));
                samples.push(Sample::of(labelled, &analysis, method.rules.weights()));
            }
            Err(error) => tell(&bar, &error.in_file(&*labelled.path)),
        }
    });
    bar.finish();
    let mut is_judged = is_judged.into_iter();
    calls.retain(|_| is_judged.next().unwrap_or_default());
    let unjudged = totals.calls - unlabelled - calls.len() as u64;
    (totals.calls, totals.failed) = (totals.calls - unjudged, totals.failed + unjudged);
    if calls.is_empty() {
        return nothing(totals.calls, totals.failed > 0).map_or(Ok(Exit::of(&totals, inputs.strict)), Err);
    }

    let by = |rules: Rules| -> Vec<Case> {
        let method = Method { sides: method.sides.clone(), deal_size: method.deal_size, ..Method::of(rules) };
        let bar = Progress::new(wants_bar);
        let mut cases = Vec::with_capacity(calls.len());
        eval::judge(&calls, &method, inputs.threads, &bar, &mut |labelled: &Labelled, result| {
            cases.push(result.map_or_else(|_| labelled.unjudged(), |analysis| eval::case(labelled, &analysis)));
        });
        bar.finish();
        cases
    };
    let without = |name: String, part: &Part| -> Result<Contrast, Error> {
        Ok(evaluation.contrast(name, &by(part.out_of(Rules::of(&library)?)?)))
    };
    let baselines = vec![
        baseline::majority(&evaluation),
        evaluation.contrast("talk share", &by_share),
        evaluation.contrast("role-blind counts", &by_count),
        without("no guards".to_owned(), &Part::Guards)?,
    ];
    let ablations = parts.into_iter().map(|(name, part)| without(name, &part)).collect::<Result<Vec<_>, _>>()?;
    let mut by_weights = |weights: Weights| Ok(by(Rules::of(&library)?.with_weights(weights)));
    let fitted = match weights_file {
        Some(mut file) => {
            let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
            let fitted = Fitted::of(&evaluation, &samples, method.rules.weights(), &today, &mut by_weights)?;
            let path = file.path().to_owned();
            write!(file, "{}", fitted.weights).map_err(|error| unwritable(&path, &error))?;
            file.finish()?;
            Some(fitted)
        }
        None => None,
    };
    let (all, sale) = (evaluation.all(), evaluation.sale());
    let measured = Measured { all: &all, sale: &sale, acts: &evaluation.acts };
    let bounds = min.into_iter().chain(max).map(|bound| {
        let (figure, holds) = bound.check(&measured);
        Checked { bound, figure, holds }
    });
    let bounds: Vec<Checked> = bounds.collect();
    let (rules, failed, strange) = (&method.rules, totals.failed, &strange);
    let evaluation = &evaluation;
    let answer = Answer {
        evaluation,
        all,
        sale,
        baselines,
        ablations,
        fitted,
        bounds,
        unlabelled,
        failed,
        strange,
        rules,
        wrong,
    };
    for (code, turns) in strange.iter().filter(|_| !global.quiet) {
        stderr.warning(&unknown_code(code, *turns));
    }
    write(&answer, format, file, *stdout)?;
    let missed: Vec<Error> = answer.bounds.iter().filter_map(Checked::missed).collect();
    missed.iter().for_each(|error| stderr.error(error));
    if global.verbose {
        score::skipped_inside(&listing, &totals).iter().for_each(|note| stderr.note(note));
    }
    Ok(if missed.is_empty() { Exit::of(&totals, inputs.strict) } else { Exit::Findings })
}

/// The part to be left out.
fn part(name: &str, rules: &Rules) -> Result<Part, Error> {
    Part::find(name, rules).ok_or_else(|| {
        let names = Part::names(rules);
        let next = suggest::instead(name, names.iter().map(String::as_str));
        let all = "name a guard, a lexicon or a family of them (\"pressure.*\"), a structural signal, or exchange, guards, \
                   gate or roles; `pursuit lexicon list` shows the lexicons";
        let next = if next.starts_with("did you mean") { next } else { all.to_owned() };
        Error::new(ErrorKind::Usage, format!("there is no part of the method called `{name}`")).next(next)
    })
}

/// What is said of a code that labels give and no lexicon in use has.
fn unknown_code(code: &str, turns: u32) -> Error {
    let counts = Kind::of(code).map_or("it counts for nothing".to_owned(), |kind| {
        format!("it counts for its kind alone, which is {}", kind.as_str())
    });
    let code: String = code.chars().take(80).collect();
    let what = format!("labels give the code {code:?} to {turns} turn{}, and no lexicon in use has it", plural(turns));
    Error::new(ErrorKind::Malformed, what).next(format!("{counts}; `--lexicons` takes lexicons of your own"))
}

fn plural(number: u32) -> &'static str {
    if number == 1 { "" } else { "s" }
}

/// The error where no call has a label; none where files that could not be read are to blame.
fn nothing(calls: u64, some_failed: bool) -> Option<Error> {
    let what = match calls {
        0 => "there is nothing to compare with: no call was found".to_owned(),
        1 => "there is nothing to compare with: the call has no `gold` object".to_owned(),
        calls => format!("there is nothing to compare with: none of {calls} calls has a `gold` object"),
    };
    let next = "put the label beside the turns of canonical JSON: \"gold\": {\"verdict\": \"mutual\"}; `pursuit convert` \
                writes the JSON";
    (!some_failed).then(|| Error::new(ErrorKind::Usage, what).next(next))
}

/// Writes the answer in its form. A closed pipe is a quiet end.
fn write(answer: &Answer<'_>, format: EvalForm, file: Option<NewFile>, stdout: &mut dyn Write) -> Result<(), Error> {
    let put = |out: &mut dyn Write| match format {
        EvalForm::Table => table::write(answer, out),
        EvalForm::Json => report::json_line(&Sheet::of(answer), out),
        EvalForm::Markdown => markdown::write(answer, out),
    };
    match file {
        Some(mut file) => {
            let path = file.path().to_owned();
            put(&mut file).map_err(|error| unwritable(&path, &error))?;
            file.finish()
        }
        None => printed(put(stdout).and_then(|()| stdout.flush())),
    }
}

impl Checked {
    /// The finding, if the bound does not hold.
    fn missed(&self) -> Option<Error> {
        let (name, at) = (self.bound.held.id, grids::held(&self.bound, Some(self.bound.at)));
        let side = match self.bound.side {
            Side::Min => format!("below its floor of {at}"),
            Side::Max => format!("above its ceiling of {at}"),
        };
        let what = match self.figure {
            Some(figure) => format!("{name} is {}, {side}", grids::held(&self.bound, Some(figure))),
            None => format!("{name} was to be held to {at}, and these calls give no such figure"),
        };
        (!self.holds).then(|| Error::new(ErrorKind::Usage, what))
    }
}
