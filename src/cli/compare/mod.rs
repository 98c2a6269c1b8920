//! `pursuit compare`: two results beside one another.

mod page;
mod sheet;

use std::io::Write;
use std::path::Path;

use super::args::{Compare, CompareForm, Global};
use super::config::Config;
use super::exit::Exit;
use super::output::{self, NewFile, printed, unwritable};
use super::results;
use super::spare;
use super::streams::Streams;
use crate::compare::{self, Comparison, Results};
use crate::error::Error;
use crate::report;

/// Runs the command.
///
/// # Errors
/// A result that can't be read, an answer that can't be written.
pub(super) fn run(typed: &Compare, global: &Global, config: &Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let output = typed.output.as_deref().filter(|path| !output::is_stdout(path));
    let inputs = [typed.old.clone(), typed.new.clone()];
    if let Some(file) = output {
        spare::rules(file, &[&inputs[..], &config.rules(global)].concat())?;
    }
    let file = output.map(NewFile::create).transpose()?;
    let [old, new] = [read(&typed.old, streams)?, read(&typed.new, streams)?];
    let failed = [old.failed, new.failed];
    let comparison = Comparison::of(old, new);
    let put = |out: &mut dyn Write| match typed.format {
        CompareForm::Table => page::table(&comparison, failed, typed.all, out),
        CompareForm::Markdown => page::markdown(&comparison, failed, typed.all, out),
        CompareForm::Json => report::json_line(&sheet::Sheet::of(&comparison, failed), out),
    };
    match file {
        Some(mut file) => {
            let path = file.path().to_owned();
            put(&mut file).map_err(|error| unwritable(&path, &error))?;
            file.finish()?;
        }
        None => printed(put(streams.stdout).and_then(|()| streams.stdout.flush()))?,
    }
    Ok(Exit::Done)
}

/// Reads one result.
fn read(path: &Path, streams: &mut Streams<'_>) -> Result<Results, Error> {
    let (text, name) = results::read(path, "name two results of `pursuit score --format ndjson`", streams)?;
    compare::read(&text).map_err(|error| error.in_file(name))
}
