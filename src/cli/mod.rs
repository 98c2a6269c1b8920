//! The command line: what is typed, how it is put into effect, and the words for people.
//!
//! [`run`] takes arguments and streams and gives the way the program ends, so that a test can do
//! what a shell does. Only this module and `source` touch the disk, only this one the environment.
//! Results go to standard output, all else to standard error.

mod args;
mod bands;
mod check;
mod compare;
mod config;
mod convert;
mod eval;
mod exit;
mod explain;
mod formats;
mod init;
mod lexicon;
mod neighbour;
mod output;
mod pager;
mod parties;
mod plan;
mod progress;
mod results;
mod schema;
mod score;
mod sides;
mod spare;
mod streams;
mod verify;

use std::ffi::OsString;
use std::panic;
use std::sync::Once;

use clap::Parser;

use self::args::{Cli, Command, Global};
use self::config::Config;
use crate::batch;
use crate::error::Error;

pub use exit::Exit;
pub use streams::{Streams, Surface, Voice};

/// Runs the program. `args` begin with its name.
pub fn run(args: impl IntoIterator<Item = OsString>, mut streams: Streams<'_>) -> Exit {
    keep_workers_quiet();
    let typed = match Cli::try_parse_from(args) {
        Ok(typed) => typed,
        Err(stop) => return told(&stop, &mut streams),
    };
    streams.stdout_is = streams.stdout_is.with(typed.global.color);
    streams.stderr.follow(typed.global.color);
    match command(typed, &mut streams) {
        Ok(exit) => exit,
        Err(error) => {
            streams.stderr.error(&error);
            Exit::Usage
        }
    }
}

/// Carries out a command.
fn command(typed: Cli, streams: &mut Streams<'_>) -> Result<Exit, Error> {
    let config = match &typed.command {
        // What is to be written needs nothing of what is there, however broken.
        Command::Init(_) => Config::default(),
        _ => configuration(&typed.global, streams)?,
    };
    match typed.command {
        Command::Score(score) => score::run(score, &typed.global, config, streams),
        Command::Bands(bands) => bands::run(bands, &typed.global, config, streams),
        Command::Check(check) => check::run(check, &typed.global, config, streams),
        Command::Explain(explain) => explain::run(explain, &typed.global, config, streams),
        Command::Compare(compare) => compare::run(&compare, &typed.global, &config, streams),
        Command::Convert(convert) => convert::run(convert, &typed.global, &config, streams),
        Command::Eval(eval) => eval::run(eval, &typed.global, config, streams),
        Command::Formats(formats) => formats::run(&formats, streams),
        Command::Init(init) => init::run(&init, &typed.global, streams),
        Command::Schema(schema) => schema::run(&schema, streams),
        Command::Verify(verify) => verify::run(&verify, &typed.global, &config, streams),
        Command::Lexicon(command) => lexicon::run(command, &typed.global, config, streams),
    }
}

/// Reads the configuration and says what of it has no effect.
fn configuration(global: &Global, streams: &mut Streams<'_>) -> Result<Config, Error> {
    let config = config::load(global.config.as_deref())?;
    if let (true, Some(path)) = (global.verbose, &config.path) {
        streams.stderr.note(&format!("using {path}"));
    }
    if !global.quiet {
        config.without_effect.iter().for_each(|warning| streams.stderr.warning(warning));
    }
    Ok(config)
}

/// Help and version go to standard output and are no error; all else the parser says is one.
fn told(stop: &clap::Error, streams: &mut Streams<'_>) -> Exit {
    if stop.use_stderr() {
        streams.stderr.clap(&stop.render());
        return Exit::Usage;
    }
    let text = stop.render();
    let text = if streams.stdout_is.color { text.ansi().to_string() } else { text.to_string() };
    match output::printed(streams.stdout.write_all(text.as_bytes()).and_then(|()| streams.stdout.flush())) {
        Ok(()) => Exit::Done,
        Err(error) => {
            streams.stderr.error(&error);
            Exit::Usage
        }
    }
}

/// A panic of a worker becomes the error of its call, so the usual message is not printed; all others are.
fn keep_workers_quiet() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !batch::is_worker() {
                usual(panic);
            }
        }));
    });
}
