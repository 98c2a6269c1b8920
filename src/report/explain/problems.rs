//! Problems that the buyer named and what became of them, and how much pitch stands before the first.

use std::io;

use super::Page;
use super::ink::{Ink, Pen, dim, plain};
use crate::report::names;
use crate::report::words::{count, percent};
use crate::story::{Clock, Move};

/// Writes the ledger; nothing where a side is not known.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let Some(clock) = &page.call.story.clock else { return Ok(()) };
    let ledger = &page.call.story.ledger;
    let rate = match ledger.rate {
        Some(rate) => format!("{} of {} taken up ({})", ledger.followed, ledger.answered, percent(rate)),
        None => String::new(),
    };
    pen.heading("Problems the buyer named", &rate)?;
    for row in &ledger.rows {
        let mut inks = page.in_context(&row.pain);
        inks.push(dim(format!(" {} · {}", row.id, page.place(row.pain.turn, row.pain.start))));
        let mark = row.next.as_ref().map_or("  ? ", |(made, _)| mark(*made));
        pen.hang(&[plain(mark)], &inks)?;
        let next: Vec<Ink> = match &row.next {
            None => vec![dim("no turn of the seller follows")],
            Some((made, said)) => {
                let mut inks = vec![plain(format!("{}: ", names::next_move(*made).0))];
                inks.extend(page.in_context(said));
                inks.push(dim(format!(" {}", page.place(said.turn, said.start))));
                inks
            }
        };
        pen.hang(&[dim("      → ")], &next)?;
    }
    pen.under(2, &[plain(diagnosis(clock))])
}

/// How long it took until a problem was named, and what was pitched before.
fn diagnosis(clock: &Clock) -> String {
    let about = if clock.is_estimated { "about " } else { "" };
    let time = crate::report::words::clock(clock.time);
    let spent = format!("{about}{time} ({}, {})", count(clock.turns, "turn"), count(clock.words, "word"));
    let (beginning, before) = match clock.pain_turn {
        Some(turn) => (format!("The first that was recognised came in turn {turn}, after {spent}"), " before it"),
        None => (format!("No problem of the buyer was recognised in {spent}"), ""),
    };
    if clock.pitch_clauses == 0 {
        return format!("{beginning}; no unasked pitch{before}.");
    }
    let pitch = format!("{} in {}", count(clock.pitch_clauses, "statement"), count(clock.pitch_turns, "turn"));
    let share = clock.pitch_share.filter(|_| clock.pain_turn.is_some());
    let share = share.map_or_else(String::new, |share| format!(", {} of all of it", percent(share)));
    format!("{beginning}; unasked pitch{before}: {pitch}{share}.")
}

/// `✓` for what goes on with the problem, `✗` for what goes over it, `·` for a word of attention.
fn mark(made: Move) -> &'static str {
    match made {
        Move::Quantified | Move::Explored | Move::Reflected => "  ✓ ",
        Move::Acknowledged => "  · ",
        Move::Pressured | Move::PitchedOver | Move::Ignored => "  ✗ ",
    }
}
