//! The program as a shell runs it: arguments in, its end and its answer out.

use std::ffi::OsString;

use pursuit::cli::{self, Exit, Streams, Surface, Voice};

/// Runs `pursuit`, then `command`, then `args`; gives its end and what it prints.
pub(crate) fn pursuit(command: &[&str], args: &[&str]) -> (Exit, String) {
    let (exit, answer, _) = pursuit_said(command, args);
    (exit, answer)
}

/// As [`pursuit`], with what it says beside the answer.
pub(crate) fn pursuit_said(command: &[&str], args: &[&str]) -> (Exit, String, String) {
    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    let streams = Streams {
        stdin: Box::new(std::io::empty()),
        stdin_is_terminal: false,
        stdout: &mut stdout,
        stdout_is: Surface::default(),
        stderr: Voice::new(&mut stderr, Surface::default()),
    };
    let exit = cli::run(std::iter::once(&"pursuit").chain(command).chain(args).map(OsString::from), streams);
    (exit, String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}
