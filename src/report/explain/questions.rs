//! What the seller's questions drew out, and stretches of pitch.

use std::io;

use super::Page;
use super::ink::{Pen, dim, plain};
use crate::report::table::cells::{pad, pad_front};
use crate::report::words::{clock, count, tenths};
use crate::story::{Asked, Kind};

/// Bursts that are listed.
const BURSTS: usize = 10;

/// Writes the yield; nothing where nothing was asked.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let asked = &page.call.story.questions;
    if asked.kinds.iter().all(|drawn| drawn.questions == 0) && asked.self_answered == 0 {
        return Ok(());
    }
    let middle =
        asked.median.map_or_else(String::new, |words| format!("the middle answer has {}", count(words, "word")));
    pen.heading("What the seller's questions drew out", &middle)?;
    for (kind, drawn) in Kind::ALL.into_iter().zip(&asked.kinds).filter(|(_, drawn)| drawn.questions > 0) {
        let each = drawn.each.map_or_else(String::new, tenths);
        pen.line(&[plain(format!(
            "  {} {} {} words of the buyer a question",
            pad(kind.as_str(), 8),
            pad(&count(drawn.questions, "question"), 13),
            pad_front(&each, 5)
        ))])?;
    }
    if asked.self_answered > 0 {
        let words =
            format!("{} the seller answered himself, or gave no room to", count(asked.self_answered, "question"));
        pen.under(2, &[plain(words)])?;
    }
    for (label, question) in [("  most   ", &asked.best), ("  least  ", &asked.worst)] {
        let Some(Asked { question, kind, words }) = question else { continue };
        let [quote, gap, place] = page.said(question);
        let drew = plain(format!("{} ({}), ", count(*words, "word"), kind.as_str()));
        pen.hang(&[dim(label)], &[quote, gap, drew, place])?;
    }
    Ok(())
}

/// Writes the bursts; nothing where there are none.
pub(super) fn bursts(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let bursts = &page.call.story.bursts;
    if bursts.is_empty() {
        return Ok(());
    }
    pen.heading("Pitch bursts", "much of the offer, hardly a word of the buyer")?;
    for burst in bursts.iter().take(BURSTS) {
        let (first, last) = burst.turns;
        let turns = if first == last { format!("turn {first}") } else { format!("turns {first}–{last}") };
        let time = burst.time.map_or_else(String::new, |(from, to)| format!(", {}–{}", clock(from), clock(to)));
        let words = format!(
            "{turns}{time}: {} of pitch in {} of the seller ({} in 100), {} of the buyer",
            count(burst.hits, "piece"),
            count(burst.seller_words, "word"),
            tenths(burst.density),
            count(burst.buyer_words, "word")
        );
        pen.under(2, &[plain(words)])?;
    }
    match bursts.len().saturating_sub(BURSTS) {
        0 => Ok(()),
        more => pen.under(2, &[dim(format!("and {more} more; `pursuit score --format ndjson` has them all"))]),
    }
}
