//! The shape of the talk: figures with their unit, and what each counts. None of them earns points.

use std::io;

use super::Page;
use super::ink::{Ink, Pen, dim, plain};
use crate::call::{Points, divide};
use crate::report::table::cells::pad;
use crate::report::words::{percent, tenths};
use crate::story::{FIGURES, Figure, FigureRow};

/// Cells of a figure with its unit, and of its name.
const VALUE: usize = 16;
const NAME: usize = 32;

/// Writes every figure that the call tells.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let figures = &page.call.story.figures;
    if figures.is_empty() {
        return Ok(());
    }
    pen.heading("Shape of the talk", "shown, not scored; ~ is estimated from words, 150 a minute")?;
    of_structure(page, pen)?;
    let mut untold = Vec::new();
    for (row, figure) in FIGURES.iter().zip(figures) {
        match figure.value {
            Some(value) => line(pen, &shown(row, figure, value), row.id, row.definition)?,
            None => untold.push(row.id),
        }
    }
    if untold.is_empty() {
        return Ok(());
    }
    pen.hang(&[dim("  not told by this call: ")], &[dim(untold.join(", "))])
}

/// The figures that every result has.
fn of_structure(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let shape = &page.call.structure;
    let shares = [
        (shape.seller_share, "seller_share", "words of sellers of those of sellers and buyers"),
        (
            shape.seller_unasked_share,
            "seller_unasked_share",
            "words that sellers say unasked, of all words of both sides",
        ),
        (shape.buyer_unasked_share, "buyer_unasked_share", "words that buyers say unasked, of all words of both sides"),
        (shape.first_pain_at, "first_pain_at", "words of the call before the first problem that the buyer names"),
        (shape.first_pitch_at, "first_pitch_at", "words of the call before the first pitch that nobody asked for"),
    ];
    for (share, name, definition) in shares {
        if let Some(share) = share {
            line(pen, &percent(share), name, definition)?;
        }
    }
    let questions = [
        (shape.seller_questions, "seller_questions", "clauses of sellers that are questions"),
        (shape.buyer_questions, "buyer_questions", "clauses of buyers that are questions"),
    ];
    for (number, name, definition) in questions {
        line(pen, &number.to_string(), name, definition)?;
    }
    Ok(())
}

/// `45 %`, `~18.1 s`, `2.1 / 10 min`, `3 turns`.
fn shown(row: &FigureRow, figure: &Figure, value: Points) -> String {
    let about = if figure.is_estimated { "~" } else { "" };
    let value = match row.unit {
        "share" => percent(value),
        "score" => format!("{} of 100", divide(value.0, 1000)),
        unit => match unit.split_once(" in ") {
            Some((_, per)) => format!("{} / {per}", tenths(value)),
            None if value.0 % 1000 == 0 => format!("{} {unit}", value.0 / 1000),
            None => format!("{} {unit}", tenths(value)),
        },
    };
    format!("{about}{value}")
}

fn line(pen: &mut Pen<'_>, value: &str, name: &str, definition: &str) -> io::Result<()> {
    let value = format!("  {value:>VALUE$}  ");
    if pen.width >= 90 {
        let first: [Ink; 2] = [plain(value), plain(pad(name, NAME) + "  ")];
        return pen.hang(&first, &[dim(definition)]);
    }
    pen.line(&[plain(value), plain(name)])?;
    pen.under(VALUE + 4, &[dim(definition)])
}
