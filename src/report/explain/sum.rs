//! How the score comes about: signals to masses, masses to push and pull, those to the terms of the score.

use std::io;

use super::Page;
use super::ink::{Ink, Pen, bold, dim, plain};
use super::tags::mass_style;
use crate::call::{Points, divide};
use crate::report::names;
use crate::report::table::cells::{pad, pad_front};
use crate::report::words::hundredths;
use crate::signal::Signal;
use crate::verdict::Term;

/// Writes signals by mass, then the arithmetic.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    pen.heading("How the score comes about", "points, how often heard, what it means")?;
    if !page.call.verdict.class.is_directional() {
        pen.under(2, &[plain("The verdict does not hang on this score, but on what stands under “because”.")])?;
    }
    let ids = |signal: &&Signal| signal.points > Points::ZERO;
    let width = page.call.signals.iter().filter(ids).map(|signal| signal.id.len()).max().unwrap_or_default();
    for mass in names::MASSES {
        let name = names::mass(mass);
        let mut rows: Vec<&Signal> =
            page.call.signals.iter().filter(ids).filter(|signal| signal.mass == mass).collect();
        if rows.is_empty() {
            continue;
        }
        rows.sort_by(|a, b| b.points.cmp(&a.points).then_with(|| a.id.cmp(&b.id)));
        let whole: Points = rows.iter().map(|signal| signal.points).sum();
        pen.line(&[Ink { text: format!("  {} {name}", pad_front(&hundredths(whole), 6)), style: mass_style(mass) }])?;
        for signal in rows {
            let first = format!(
                "  {}  {:>3}×  {}  ",
                pad_front(&hundredths(signal.points), 8),
                signal.evidence.len(),
                pad(&signal.id, width)
            );
            let about = names::code(&page.codes, &signal.id);
            if pen.width > first.chars().count() + 20 {
                pen.hang(&[plain(first)], &[dim(about)])?;
            } else {
                pen.line(&[plain(first)])?;
                pen.under(18, &[dim(about)])?;
            }
        }
    }
    terms(page, pen)
}

/// From masses to the score.
fn terms(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let (masses, verdict) = (&page.call.masses, &page.call.verdict);
    let beyond = |whole: Points, part: Points| Points(whole.0 - part.0);
    let push = format!(
        "{} = {} pursuit + {} for resistance (half of it, at most half the pursuit)",
        hundredths(masses.push),
        hundredths(masses.seller_pursuit),
        hundredths(beyond(masses.push, masses.seller_pursuit))
    );
    let pull = format!(
        "{} = {} pull and initiative + {} for process (35 % of it, as far as the buyer goes along)",
        hundredths(masses.pull),
        hundredths(masses.buyer_pull),
        hundredths(beyond(masses.pull, masses.buyer_pull))
    );
    let row =
        |pen: &mut Pen<'_>, label: &str, words: String| pen.hang(&[dim(format!("  {label:<9}"))], &[plain(words)]);
    row(pen, "push", push)?;
    row(pen, "pull", pull)?;
    for Term { name, value, weight, product } in verdict.terms.shown() {
        let (value, weight, product) = (hundredths(value), hundredths(weight), hundredths(product));
        let times = format!("{product} = {value} × {weight}");
        match name {
            "balance" if value == product => {
                row(pen, name, format!("{product} = 100 × (pull + 1.5) / (push + pull + 3)"))?;
            }
            "balance" => row(pen, name, format!("{times}, the value is 100 × (pull + 1.5) / (push + pull + 3)"))?,
            "unasked_above_usual" => {
                let usual = hundredths(page.rules.weights().unasked.usual);
                let way =
                    format!("share of words that the buyer says unasked, beyond the usual {usual}, times its weight");
                row(pen, "unasked", format!("{times}, {way}"))?;
            }
            other => row(pen, other, times)?,
        }
    }
    let whole: Points = verdict.terms.shown().map(|term| term.product).sum();
    let sum = if whole == verdict.raw { " = their sum" } else { " = their sum, held within 0 and 100" };
    let held = if i64::from(verdict.score) == divide(verdict.raw.0, 1000) {
        String::new()
    } else {
        format!(
            "; by the figures alone it would be another verdict, but too little force or too few kinds of it hold that back, \
             so the score stops at the border, {}",
            verdict.score
        )
    };
    pen.hang(&[dim("  score    ")], &[bold(hundredths(verdict.raw)), plain(sum), plain(held)])
}
