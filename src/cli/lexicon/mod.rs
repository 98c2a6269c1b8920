//! `pursuit lexicon`: what the lexicons are, whether they hold, and what they do to calls.
//!
//! One file a command. Each says its answer for people, and for programs with `--format json`.

mod coverage;
mod folder;
mod lint;
mod list;
mod show;
mod show_order;
mod suggest;
mod test;
mod why_not;

use std::io::{self, Write};

use super::args::{Global, Lexicon, Sheet, SheetForm};
use super::config::Config;
use super::exit::Exit;
use super::output::printed;
use super::streams::Streams;
use crate::error::Error;
use crate::report;

pub(super) use folder::{files, library, rules};

/// Carries out a command.
///
/// # Errors
/// Lexicons that are broken, an id that is none, a standard output that can't be written.
pub(super) fn run(typed: Lexicon, global: &Global, config: Config, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    match typed {
        Lexicon::List(sheet) => list::run(&sheet, global, &config, streams),
        Lexicon::Show(show) => show::run(&show, global, &config, streams),
        Lexicon::Test(test) => test::run(&test, global, &config, streams),
        Lexicon::Lint(lint) => lint::run(&lint, global, &config, streams),
        Lexicon::WhyNot(why_not) => why_not::run(&why_not, global, &config, streams),
        Lexicon::Coverage(coverage) => coverage::run(coverage, global, config, streams),
        Lexicon::Suggest(suggest) => suggest::run(&suggest, global, &config, streams),
    }
}

/// Writes an answer in the form that was asked for. A closed pipe is a quiet end.
fn answer<T: serde::Serialize>(
    sheet: &Sheet,
    streams: &mut Streams<'_>,
    json: impl FnOnce() -> T,
    text: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<(), Error> {
    let out = &mut *streams.stdout;
    let written = match sheet.format {
        SheetForm::Json => report::json_line(&json(), out),
        SheetForm::Text => text(out),
    };
    printed(written.and_then(|()| out.flush()))
}
