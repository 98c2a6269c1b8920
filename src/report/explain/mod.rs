//! One call explained in the terminal: the verdict and what it hangs on, the curve, moments, problems, questions, the
//! sum, and the transcript with its evidence.
//!
//! One file a part, each a function of a [`Page`] that writes with a [`Pen`](ink::Pen). What stands here was counted
//! elsewhere; this rounds, breaks lines and colours. Without colour, marks in the words do what colour does.

mod curve;
mod figures;
mod head;
mod ink;
mod marks;
mod moments;
mod pick;
mod problems;
mod questions;
mod sum;
mod tags;
mod transcript;
mod words;

use std::io::{self, Write};

use crate::analyze::{Analysis, Passage};
use crate::scan::Rules;
use crate::signal::Codes;
use crate::verdict::Class;
use ink::Pen;

pub use pick::{Turns, heard};

/// What of a call is shown, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// Cells of a line.
    pub width: usize,
    /// Whether escapes for colour may be written.
    pub color: bool,
    /// Only these turns, each with [`AROUND`] beside it; empty for all.
    pub turns: Vec<Turns>,
    /// Only turns in which one of these codes is heard, `pressure.urgency` or `pressure.*`; empty for all.
    pub codes: Vec<String>,
    /// Marks that weigh nothing are shown, too.
    pub all: bool,
}

/// Turns that are shown before and behind one that was asked for.
pub const AROUND: u32 = 2;
/// Cells of the narrowest page.
pub const NARROWEST: usize = 60;
/// Cells of a page where nothing says how wide it may be.
pub const USUAL: usize = 100;
/// Cells of a line that is still easy to read.
pub const WIDEST: usize = 160;

/// A call, and all that is needed to explain it.
pub(crate) struct Page<'p> {
    /// Where it was read from.
    path: &'p str,
    call: &'p Analysis,
    /// Its transcript; empty where none was kept.
    passages: &'p [Passage],
    /// For what weighs.
    rules: &'p Rules,
    /// What codes are called.
    codes: Codes,
    look: &'p Look,
}

/// Writes the whole page, or the turns that were asked for under a short head.
///
/// # Errors
/// Those of the writer.
pub fn explain(path: &str, call: &Analysis, rules: &Rules, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let passages = call.transcript.as_ref().map_or(&[][..], |transcript| &transcript.passages);
    let page = Page { path, call, passages, rules, codes: Codes::of(rules), look };
    let pen = &mut Pen { out, color: look.color, width: look.width.max(NARROWEST) };
    if !look.turns.is_empty() || !look.codes.is_empty() {
        head::short(&page, pen)?;
        return transcript::write(&page, pen);
    }
    head::write(&page, pen)?;
    // Where nobody pursues anybody, or it cannot be told, none of this is about a sale.
    if call.verdict.class.is_directional() {
        moments::write(&page, pen)?;
        curve::write(&page, pen)?;
        moments::flip(&page, pen)?;
        problems::write(&page, pen)?;
        questions::write(&page, pen)?;
        questions::bursts(&page, pen)?;
    }
    sum::write(&page, pen)?;
    transcript::write(&page, pen)?;
    if call.verdict.class == Class::InsufficientEvidence {
        return Ok(());
    }
    figures::write(&page, pen)
}
