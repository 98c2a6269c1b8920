//! The three streams of a process, and what they end in. Tests put bytes in their place.

use std::io::{self, Read, Write};

use anstream::{AutoStream, ColorChoice, stream::RawStream};
use anstyle::{AnsiColor, Style};
use clap::builder::StyledStr;

use super::args::Color;
use crate::error::Error;
use crate::report::visible;

/// Where input comes from and output goes.
pub struct Streams<'a> {
    /// Standard input; read only for the path `-` and the answers to `init`.
    pub stdin: Box<dyn Read + Send>,
    /// A person can answer there.
    pub stdin_is_terminal: bool,
    /// Results.
    pub stdout: &'a mut dyn Write,
    /// What `stdout` ends in.
    pub stdout_is: Surface,
    /// Everything else.
    pub stderr: Voice<'a>,
}

/// Standard error, with a way of putting things.
pub struct Voice<'a> {
    out: &'a mut dyn Write,
    is: Surface,
}

/// What a stream ends in. The default is a plain file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Surface {
    /// A person looks at it.
    pub terminal: bool,
    /// Colour is welcome there, as the terminal and the environment say.
    pub color: bool,
    /// Cells in a line, where that is known.
    pub width: Option<usize>,
    /// Lines of the screen, where that is known.
    pub height: Option<usize>,
}

impl Surface {
    /// What one of the process's own streams ends in.
    #[must_use]
    pub fn stdout() -> Self {
        Self::of(&io::stdout(), terminal_size::terminal_size_of(io::stdout()))
    }

    /// What standard error ends in.
    #[must_use]
    pub fn stderr() -> Self {
        Self::of(&io::stderr(), terminal_size::terminal_size_of(io::stderr()))
    }

    /// What a stream of that size ends in.
    fn of<S: RawStream>(stream: &S, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Self {
        Self {
            terminal: stream.is_terminal(),
            color: AutoStream::choice(stream) != ColorChoice::Never,
            width: size.map(|(width, _)| usize::from(width.0)),
            height: size.map(|(_, height)| usize::from(height.0)),
        }
    }

    /// The same after `--color`.
    pub(super) fn with(self, color: Color) -> Self {
        let color = match color {
            Color::Auto => self.color,
            Color::Always => true,
            Color::Never => false,
        };
        Self { color, ..self }
    }
}

impl<'a> Voice<'a> {
    /// A voice into `out`.
    pub fn new(out: &'a mut dyn Write, is: Surface) -> Self {
        Self { out, is }
    }

    /// Follows `--color`.
    pub(super) fn follow(&mut self, color: Color) {
        self.is = self.is.with(color);
    }

    /// A person looks at it.
    pub(super) fn is_terminal(&self) -> bool {
        self.is.terminal
    }

    /// Says that the run cannot go on, or that an input cannot be read: what, where, and what to do next.
    pub(super) fn error(&mut self, error: &Error) {
        self.say("error", AnsiColor::Red, error);
    }

    /// Says that something is odd: what, where, and what to do next.
    pub(super) fn warning(&mut self, warning: &Error) {
        self.say("warning", AnsiColor::Yellow, warning);
    }

    /// Says something in passing.
    pub(super) fn note(&mut self, text: &str) {
        self.write(&visible(text));
        self.write("\n");
    }

    /// Asks something: the answer comes on the same line.
    pub(super) fn ask(&mut self, question: &str) {
        self.write(&visible(question));
    }

    /// What the command line's own parser says, which it has coloured.
    pub(super) fn clap(&mut self, text: &StyledStr) {
        let text = if self.is.color { text.ansi().to_string() } else { text.to_string() };
        self.write(&text);
    }

    /// Three parts: the word and what, the place, and what to do next.
    fn say(&mut self, word: &str, color: AnsiColor, error: &Error) {
        let style = if self.is.color { Style::new().bold().fg_color(Some(color.into())) } else { Style::new() };
        let place = error.place().to_string();
        let place = if place.is_empty() { place } else { format!("{place}: ") };
        self.write(&format!("{style}{word}:{style:#} {}{}\n", visible(&place), visible(error.what())));
        if let Some(next) = error.advice() {
            self.write(&format!("  next: {}\n", visible(next)));
        }
    }

    /// Writes as it is.
    fn write(&mut self, text: &str) {
        // Nobody is left to be told that standard error is closed.
        let _ = self.out.write_all(text.as_bytes());
    }
}
