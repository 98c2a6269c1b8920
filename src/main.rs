//! The program: real streams for [`pursuit::cli`].

use std::io::{self, IsTerminal};
use std::process::ExitCode;

use pursuit::cli::{self, Streams, Surface, Voice};

/// Runs on the process's own streams.
fn main() -> ExitCode {
    let (mut stdout, mut stderr) = (io::stdout(), io::stderr());
    let streams = Streams {
        stdin: Box::new(io::stdin()),
        stdin_is_terminal: io::stdin().is_terminal(),
        stdout: &mut stdout,
        stdout_is: Surface::stdout(),
        stderr: Voice::new(&mut stderr, Surface::stderr()),
    };
    cli::run(std::env::args_os(), streams).into()
}
