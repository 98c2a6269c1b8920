//! Flags of every command.

use std::path::PathBuf;

use clap::ValueEnum;

/// Flags of every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// Configuration to use instead of the pursuit.toml found upward from the current folder
    #[arg(long, value_name = "FILE", global = true)]
    pub(crate) config: Option<PathBuf>,
    /// Lexicons of your own, a folder or a file: each adds to the built-in ones, or replaces the one with its id (repeatable)
    #[arg(long, value_name = "DIR", global = true)]
    pub(crate) lexicons: Vec<PathBuf>,
    /// When to use colour; NO_COLOR and CLICOLOR_FORCE are honoured by auto
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true)]
    pub(crate) color: Color,
    /// Print results and errors that end the run, nothing else
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Say which configuration and how many inputs are used, and what was skipped
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub(crate) verbose: bool,
    /// Show no progress bar
    #[arg(long, global = true)]
    pub(crate) no_progress: bool,
}

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment says otherwise
    #[default]
    Auto,
    /// In files and pipes, too
    Always,
    /// Nowhere
    Never,
}
