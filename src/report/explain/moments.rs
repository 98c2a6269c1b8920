//! Moments to replay, and what would flip the verdict.

use std::io;

use super::Page;
use super::ink::{Pen, bold, dim, plain};
use crate::call::{Points, narrow};
use crate::report::names;
use crate::report::words::{count, tenths};
use crate::verdict::Class;

/// Writes the moments.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let moments = &page.call.story.moments;
    if moments.is_empty() {
        return Ok(());
    }
    pen.heading("Moments to replay", "heaviest first")?;
    for (number, moment) in (1..).zip(moments) {
        let said = &moment.said;
        let first = [bold(format!("{number:>3} "))];
        pen.hang(
            &first,
            &[bold(page.place(said.turn, said.start)), plain(" · "), dim(names::moment(&page.codes, &moment.kind))],
        )?;
        pen.under(4, &page.in_context(said))?;
        pen.hang(&[dim("    it did   ")], &[plain(moment.says.as_str())])?;
        pen.hang(&[dim("    try      ")], &[plain(moment.advice.as_str())])?;
    }
    Ok(())
}

/// Writes how far another verdict is, and the evidence that the verdict hangs on.
pub(super) fn flip(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let story = &page.call.story;
    let Some(margin) = story.margin else { return Ok(()) };
    pen.heading("What would flip it", "")?;
    let to = margin.to.shown();
    let words = if margin.raw >= Points::ZERO {
        let what = match (page.call.verdict.class, margin.to) {
            (Class::SellerPursuing, _) | (_, Class::SellerPursuing) => "The balance of push and pull",
            _ => "The score",
        };
        format!("{what} is {} points away from {to}.", tenths(margin.raw))
    } else {
        let past = tenths(Points(-margin.raw.0));
        format!(
            "{past} points past the border the figures alone would say {to}; too little force or too few ways hold it back."
        )
    };
    pen.under(2, &[plain(words)])?;
    let Some(flip) = &story.flip else {
        return pen.under(2, &[plain("No set of evidence that was tried, up to twelve pieces, changes the verdict.")]);
    };
    let pieces = narrow(flip.evidence.len());
    let proven = if flip.is_smallest { "" } else { " (the heaviest; fewer might do)" };
    let without = format!("Without {} of evidence{proven} it would be ", count(pieces, "piece"));
    pen.under(2, &[plain(without), plain(flip.to.shown()), plain(format!(" (raw score {}):", tenths(flip.raw)))])?;
    for removed in &flip.evidence {
        let mut inks = page.in_context(&removed.said);
        let place = page.place(removed.said.turn, removed.said.start);
        inks.push(dim(format!(" {} · {place}", removed.id)));
        pen.hang(&[dim("  − ")], &inks)?;
    }
    Ok(())
}
