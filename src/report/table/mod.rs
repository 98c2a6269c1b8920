//! The table: a row a call as it comes, then a summary. For people at a terminal.
//!
//! Columns have fixed widths, so that rows can stream: the call (its path, and its id where the path
//! does not hold it), the direction of effort, score, confidence, and the reason cut to fit.

pub(super) mod cells;
mod summary;

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use self::cells::{cut, cut_front, pad, pad_front};
use super::{Report, View, label};
use crate::analyze::Analysis;
use crate::batch::{Outcome, Totals};
use crate::error::Error;
use crate::report::visible;
use crate::verdict::Class;

/// Cells by which columns are laid out where nothing limits a line; the reason is not cut then.
const UNLIMITED: usize = 120;
/// Cells of the narrowest table.
const NARROWEST: usize = 60;
/// Cells of the direction: `seller ▶ buyer`.
const DIRECTION: usize = 14;
/// Cells of the score and its heading.
const SCORE: usize = 5;
/// Cells of the confidence and its heading.
const CONFIDENCE: usize = 10;
/// Errors that the summary repeats with their next step.
const ERRORS: usize = 20;

/// A streaming table.
#[derive(Debug, Default)]
pub(super) struct Table {
    color: bool,
    /// Cells of a line.
    width: usize,
    /// Cells of the call's column, and of the longest name in it: there is no longest where nothing limits a line.
    call: usize,
    call_at_most: usize,
    /// Cells of the reason.
    because: usize,
    /// The first errors, for the summary.
    errors: Vec<Error>,
}

impl Report for Table {
    fn begin(&mut self, view: &View, out: &mut dyn Write) -> io::Result<()> {
        let width = view.width.unwrap_or(UNLIMITED).max(NARROWEST);
        self.color = view.color;
        self.width = width;
        self.call = (width / 4).min(40);
        let left = width - self.call - DIRECTION - SCORE - CONFIDENCE - 4 * 2;
        (self.call_at_most, self.because) = view.width.map_or((usize::MAX, usize::MAX), |_| (self.call, left));
        let bold = Style::new().bold();
        self.row(["call", "direction", "score", "confidence", "because"], [bold; 5], out)
    }

    fn outcome(&mut self, outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
        match &outcome.result {
            Ok(analysis) => self.call_row(&outcome.path, analysis, out),
            Err(error) => {
                if self.errors.len() < ERRORS {
                    self.errors.push(error.clone());
                }
                self.error_row(error, out)
            }
        }
    }

    fn end(&mut self, totals: &Totals, out: &mut dyn Write) -> io::Result<()> {
        summary::write(self, totals, out)
    }
}

impl Table {
    /// The row of a call.
    fn call_row(&self, path: &str, analysis: &Analysis, out: &mut dyn Write) -> io::Result<()> {
        let verdict = &analysis.verdict;
        let score = verdict.score.to_string();
        let name = label(path, &analysis.id);
        let cells = [&*name, verdict.class.shown(), &score, verdict.confidence.as_str(), &verdict.because];
        let plain = Style::new();
        self.row(cells, [plain, class_style(verdict.class), plain, plain, plain], out)
    }

    /// The row of an input that was not read.
    fn error_row(&self, error: &Error, out: &mut dyn Write) -> io::Result<()> {
        let place = error.place();
        let what = match place.line {
            Some(line) => format!("line {line}: {}", error.what()),
            None => error.what().to_owned(),
        };
        let red = Style::new().fg_color(Some(AnsiColor::Red.into()));
        self.row([&place.path, "not read", "–", "–", &what], [Style::new(), red, red, red, red], out)
    }

    /// One row: cells made visible, cut and padded, each in its style.
    fn row(&self, cells: [&str; 5], styles: [Style; 5], out: &mut dyn Write) -> io::Result<()> {
        let [call, direction, score, confidence, because] = cells.map(visible);
        let cells = [
            pad(&cut_front(&call, self.call_at_most), self.call),
            pad(&cut(&direction, DIRECTION), DIRECTION),
            pad_front(&cut(&score, SCORE), SCORE),
            pad(&cut(&confidence, CONFIDENCE), CONFIDENCE),
            cut(&because, self.because).into_owned(),
        ];
        for (number, (cell, style)) in cells.iter().zip(styles).enumerate() {
            if number > 0 {
                out.write_all(b"  ")?;
            }
            self.paint(style, cell, out)?;
        }
        out.write_all(b"\n")
    }

    /// Text in a style, if there is colour.
    fn paint(&self, style: Style, text: &str, out: &mut dyn Write) -> io::Result<()> {
        if self.color && style != Style::new() {
            write!(out, "{style}{text}{style:#}")
        } else {
            out.write_all(text.as_bytes())
        }
    }
}

/// Colours for directions; none of them says good or bad.
pub(super) fn class_style(class: Class) -> Style {
    match class {
        Class::SellerPursuing => Style::new().fg_color(Some(AnsiColor::Yellow.into())),
        Class::Mutual => Style::new().fg_color(Some(AnsiColor::Magenta.into())),
        Class::BuyerPursuing => Style::new().fg_color(Some(AnsiColor::Cyan.into())),
        Class::NoSaleDynamic | Class::InsufficientEvidence => Style::new().dimmed(),
    }
}
