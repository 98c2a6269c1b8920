//! `pursuit explain`: one call, annotated.

use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use super::args::{Explain, ExplainForm, Global};
use super::config::Config;
use super::exit::Exit;
use super::lexicon;
use super::output::{self, NewFile, STDOUT, printed, unwritable};
use super::pager;
use super::plan::{self, Inputs};
use super::progress::Progress;
use super::score;
use super::sides::{self, Unmet};
use super::spare;
use super::streams::{Streams, Surface};
use crate::analyze::{Analysis, Method};
use crate::batch::{self, Reading, Totals};
use crate::call::Call;
use crate::error::{Error, ErrorKind};
use crate::lexicon::is_named;
use crate::monitor::Silent;
use crate::report::{self, Look, NARROWEST, USUAL, View, WIDEST, explain};
use crate::role::Sides;
use crate::scan::Rules;
use crate::suggest;

/// Ids that are listed where there are several calls.
const LISTED: usize = 20;

/// Runs the command.
///
/// # Errors
/// What stops it before anything is read, no call or several to choose from, or a place that cannot be written to.
pub(super) fn run(typed: Explain, global: &Global, config: Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let Explain { files, call: wanted, parties, turn, code, all, format, output, width, no_pager } = typed;
    if format == ExplainForm::Html {
        for (is_given, flag) in
            [(!turn.is_empty(), "turn"), (!code.is_empty(), "code"), (all, "all"), (width.is_some(), "width")]
        {
            if is_given {
                let what = format!("--{flag} has no meaning with --format html");
                return Err(Error::new(ErrorKind::Usage, what).next("leave it out: the page holds every turn and mark"));
            }
        }
    }
    let flags = sides::rules(&parties.seller, &parties.buyer)?;
    let output = output.filter(|path| !output::is_stdout(path));
    let inputs = Inputs::new(files, output.as_deref().into_iter())?;
    if let Some(file) = &output {
        spare::both(file, &inputs, &config.rules(global))?;
    }
    let mut method =
        Method { deal_size: config.deal_size, keeps_transcript: true, ..Method::of(lexicon::rules(global, &config)?) };
    method.sides = Sides { flags, config: config.sides };
    code.iter().try_for_each(|code| known(code, &method.rules))?;
    let file = output.as_deref().map(NewFile::create).transpose()?;
    let surface = if file.is_some() { Surface::default().with(global.color) } else { streams.stdout_is };
    let (found, totals) = find(&inputs, wanted.as_deref(), global, streams)?;
    let Some(Found { path, format: read_as, name, call }) = found else { return Ok(Exit::of(&totals, inputs.strict)) };
    let analysis = analysed(&name, &call, &method).map_err(|error| error.in_file(&*path))?;
    if let Some(turns) = turn.iter().find(|turns| turns.first > analysis.turns) {
        let what = format!("there is no turn {}: the call has {}", turns.first, analysis.turns);
        return Err(Error::new(ErrorKind::Usage, what).next("see all of them without --turn").in_file(&*path));
    }
    let width = width.map_or_else(|| surface.width.map_or(USUAL, |cells| cells.clamp(NARROWEST, WIDEST)), usize::from);
    let look = Look { width, color: surface.color, turns: turn, codes: code, all };
    let mut page = Vec::new();
    let written = match format {
        ExplainForm::Text => explain(&path, &analysis, &method.rules, &look, &mut page),
        ExplainForm::Html => {
            report::page(&path, read_as, &analysis, &View::of(&method)).map(|text| page = text.into_bytes())
        }
    };
    written.map_err(|error| unwritable(Path::new(STDOUT), &error))?;
    show(&page, file, no_pager || format == ExplainForm::Html, streams)?;
    if !global.quiet {
        let mut unmet = Unmet::new(&method.sides.flags);
        unmet.see(&analysis);
        unmet.warnings(1).iter().for_each(|warning| streams.stderr.warning(warning));
    }
    Ok(Exit::of(&totals, inputs.strict))
}

/// A call that was read.
struct Found {
    /// Where it was read from.
    path: String,
    /// The form it was read in.
    format: Option<&'static str>,
    /// Its own id, or the name it got.
    name: String,
    /// What was said.
    call: Call,
}

/// The one call that is meant, and what came of all that was read.
fn find(
    inputs: &Inputs,
    wanted: Option<&str>,
    global: &Global,
    streams: &mut Streams<'_>,
) -> Result<(Option<Found>, Totals), Error> {
    let listing = score::listing(inputs, global, streams);
    let Streams { stdout_is, stderr, .. } = streams;
    let progress = Progress::new(plan::wants_progress(global, stderr.is_terminal(), stdout_is.terminal, true));
    let mut found: Vec<Found> = Vec::new();
    let mut ids: Vec<(String, String)> = Vec::new();
    let totals = batch::read(&listing, inputs.threads, &progress, &mut |Reading { path, format, result }| {
        match result {
            Ok((name, call)) => {
                let fits = wanted.is_none_or(|wanted| wanted == name || wanted == path);
                if ids.len() < LISTED {
                    ids.push((name.clone(), path.clone()));
                }
                // One call more than is wanted is enough to say that there are several.
                if fits && found.len() < 2 {
                    found.push(Found { path, format, name, call });
                }
            }
            Err(error) if !global.quiet => progress.aside(|| stderr.error(&error)),
            Err(_) => {}
        }
        ControlFlow::Continue(())
    });
    progress.finish();
    if found.len() > 1 || (found.is_empty() && !ids.is_empty()) {
        return Err(several(wanted, &found, &ids, totals.calls));
    }
    Ok((found.pop(), totals))
}

/// There are several calls, or none with that id: which there are, and how to choose.
fn several(wanted: Option<&str>, found: &[Found], ids: &[(String, String)], calls: u64) -> Error {
    let what = match (wanted, found) {
        (None, _) => format!("there are {calls} calls, and one is explained at a time"),
        (Some(wanted), []) => format!("no call has the id `{wanted}`"),
        (Some(wanted), _) => format!("several calls have the id `{wanted}`"),
    };
    let next = match found {
        [one, other] if one.path != other.path => Some(format!("name one of the files: {}, {}", one.path, other.path)),
        [one, other] if one.name == other.name => Some(format!("give each of those in {} an id of its own", one.path)),
        _ => None,
    };
    if let Some(next) = next.filter(|_| wanted.is_some()) {
        return Error::new(ErrorKind::Usage, what).next(next);
    }
    let mut list: Vec<&str> = ids.iter().map(|(id, _)| id.as_str()).collect();
    let more = usize::try_from(calls).unwrap_or(usize::MAX).saturating_sub(list.len());
    list.dedup();
    let more = if more > 0 { format!(" and {more} more, `pursuit score` lists them") } else { String::new() };
    Error::new(ErrorKind::Usage, what).next(format!("choose one with --call ID: {}{more}", list.join(", ")))
}

/// The analysis; a panic becomes an error.
fn analysed(name: &str, call: &Call, method: &Method) -> Result<Analysis, Error> {
    let mut result = None;
    batch::analyze_each(&[(name, call)], method, 1, &Silent, &mut |_, done| result = Some(done));
    result.unwrap_or_else(|| Err(Error::new(ErrorKind::Usage, "the call was not analysed")))
}

/// Is there such a code, or a family of that name?
fn known(code: &str, rules: &Rules) -> Result<(), Error> {
    let lexicons = rules.lexicons().iter().map(|lexicon| lexicon.id.as_str());
    let structure = crate::signal::structural(rules).map(|signal| signal.id());
    let ids: Vec<&str> = lexicons.chain(structure).collect();
    if ids.iter().any(|id| is_named(id, &[code])) {
        return Ok(());
    }
    let what = format!("there is no code `{code}`");
    Err(Error::new(ErrorKind::Usage, what).next(format!("{}`pursuit lexicon list` has them all", instead(code, &ids))))
}

/// The code it is a slip of, else the families.
fn instead(code: &str, ids: &[&str]) -> String {
    let guess = suggest::instead(code, ids.iter().copied());
    if guess.starts_with("did you mean") {
        return guess + " ";
    }
    let mut families: Vec<String> = ids.iter().filter_map(|id| Some(format!("{}.*", id.split_once('.')?.0))).collect();
    families.sort_unstable();
    families.dedup();
    format!("there are {}; ", families.join(", "))
}

/// Puts the page into its file, into a pager, or on standard output.
fn show(page: &[u8], file: Option<NewFile>, no_pager: bool, streams: &mut Streams<'_>) -> Result<(), Error> {
    if let Some(mut file) = file {
        file.write_all(page).map_err(|error| unwritable(file.path(), &error))?;
        return file.finish();
    }
    let is = streams.stdout_is;
    let is_longer = is.height.is_some_and(|height| page.iter().filter(|byte| **byte == b'\n').count() >= height);
    if is.terminal && is_longer && !no_pager && pager::show(page, pager::command().as_deref()) {
        return Ok(());
    }
    printed(streams.stdout.write_all(page).and_then(|()| streams.stdout.flush()))
}
