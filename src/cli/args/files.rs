//! What to read, and how.

use std::path::PathBuf;

use clap::builder::{PathBufValueParser, TypedValueParser, ValueParser};

/// What to read, and how.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Files {
    /// Transcripts: a file, a folder, a glob, or - for standard input
    ///
    /// A folder is walked as .gitignore and .pursuitignore allow, hidden files and links left aside. Files whose
    /// extension promises no transcript are skipped and counted; a file that is named is always read.
    #[arg(value_name = "PATH", required = true, help_heading = "Arguments", value_parser = path())]
    pub(crate) paths: Vec<PathBuf>,
    /// Read only files that match GLOB, whatever their extension (repeatable)
    ///
    /// Without a / it is matched against the file's name, else against its path.
    #[arg(long, value_name = "GLOB")]
    pub(crate) include: Vec<String>,
    /// Leave out files that match GLOB, and all below a folder that does (repeatable)
    #[arg(long, value_name = "GLOB")]
    pub(crate) exclude: Vec<String>,
    /// Threads to use [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub(crate) threads: Option<u16>,
    /// Exit with 1 instead of 3 if an input could not be read
    #[arg(long)]
    pub(crate) strict: bool,
}

/// A path of at least one character.
fn path() -> ValueParser {
    PathBufValueParser::new()
        .try_map(|path| if path.as_os_str().is_empty() { Err("a path cannot be empty") } else { Ok(path) })
        .into()
}
