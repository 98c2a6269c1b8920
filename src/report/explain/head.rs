//! The head: which call, who speaks, the verdict, how sure, and why.

use std::io;

use super::Page;
use super::ink::{Ink, Pen, bold, dim, plain};
use super::words::{arrow, quote};
use crate::call::{Points, Role};
use crate::report::names;
use crate::report::table::class_style;
use crate::report::words::{clock, count, percent, tenths};
use crate::verdict::{BUYER_RAW, Class, Confidence, SELLER_BALANCE};

/// Cells of the words before each line.
const LABEL: usize = 10;
/// Speakers that are listed.
const SPEAKERS: usize = 8;
/// Cells of the scale, one for each two and a half points and one for the end.
const SCALE: usize = 41;
/// Scores at which the seller's part of the scale ends and the buyer's begins.
const BORDERS: [Points; 2] = [SELLER_BALANCE, BUYER_RAW];

/// The whole head.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let verdict = &page.call.verdict;
    call(page, pen)?;
    people(page, pen)?;
    pen.blank()?;
    class(page, pen)?;
    row(
        pen,
        "score",
        &[bold(verdict.score.to_string()), plain(format!(" of 100 · seller {} buyer", scale(verdict.score)))],
    )?;
    row(pen, "because", &[plain(verdict.because.as_str())])?;
    row(pen, "how sure", &sure(page))?;
    if let Some(turn) = verdict.deciding_turn {
        row(pen, "hangs on", &decides(page, turn))?;
    }
    for note in &page.call.warnings {
        row(pen, "doubt", &[plain(note.text.as_str()), plain(" "), dim(format!("({})", note.code))])?;
    }
    Ok(())
}

/// Two lines above turns that were asked for.
pub(super) fn short(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    call(page, pen)?;
    class(page, pen)
}

/// A line with a word before it.
fn row(pen: &mut Pen<'_>, label: &str, inks: &[Ink]) -> io::Result<()> {
    pen.hang(&[dim(format!("{label:<LABEL$}"))], inks)
}

/// Which call it is, and how long.
fn call(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let call = page.call;
    let mut about: Vec<String> = Vec::new();
    about.extend(call.title.clone().filter(|title| *title != call.id));
    about.extend(call.date.clone());
    about.extend(call.duration.filter(|long| long.get() > 0).map(clock));
    about.push(count(call.turns, "turn"));
    about.push(count(call.words, "word"));
    row(pen, "call", &[bold(call.id.as_str()), plain(format!(" · {}", about.join(" · ")))])?;
    row(pen, "from", &[plain(page.path)])
}

/// Who speaks, for which side, how much, and who says so.
fn people(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let parties = &page.call.parties;
    for (at, party) in parties.iter().take(SPEAKERS).enumerate() {
        let side = if party.role == Role::Unknown { "side unknown" } else { party.role.as_str() };
        let inks = [
            plain(format!("{} {side} ", arrow(party.role))),
            bold(party.name.as_str()),
            plain(format!(" · {} of the words · ", percent(party.share))),
            dim(names::source(party)),
        ];
        row(pen, if at == 0 { "people" } else { "" }, &inks)?;
    }
    match parties.len().saturating_sub(SPEAKERS) {
        0 => Ok(()),
        more => row(pen, "", &[plain(format!("and {more} more"))]),
    }
}

fn class(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let class = page.call.verdict.class;
    let arrow = Ink { text: class.shown().to_owned(), style: class_style(class).bold() };
    let meaning = match class {
        Class::InsufficientEvidence => class.meaning().to_owned(),
        _ => format!("sounds like {}", class.meaning()),
    };
    row(pen, "verdict", &[arrow, plain(format!(": {meaning}"))])
}

/// `├──●─────┼──────┼─────┤`: the score between the two ends, with the borders of the classes.
fn scale(score: u8) -> String {
    let cell = |score: u8| usize::from(score) * (SCALE - 1) / 100;
    let mark = |at: usize| match at {
        at if at == cell(score) => '●',
        0 => '├',
        at if at == SCALE - 1 => '┤',
        at if BORDERS.iter().any(|border| at == cell(u8::try_from(border.0 / 1000).unwrap_or_default())) => '┼',
        _ => '─',
    };
    (0..SCALE).map(mark).collect()
}

/// How much hangs on one turn, and how far another verdict is.
fn sure(page: &Page<'_>) -> Vec<Ink> {
    let verdict = &page.call.verdict;
    let says = match verdict.confidence {
        Confidence::Firm => "no single turn changes the verdict".to_owned(),
        Confidence::Leaning => "leaving out one turn makes it a neighbouring verdict".to_owned(),
        Confidence::Fragile => fragile(page),
    };
    let mut inks = vec![bold(verdict.confidence.as_str()), plain(format!(": {says}"))];
    if verdict.low != verdict.high && verdict.class.is_directional() {
        let range =
            format!("; the raw score is {} to {} with any one left out", tenths(verdict.low), tenths(verdict.high));
        inks.push(plain(range));
    }
    inks
}

/// Why so little holds the verdict.
fn fragile(page: &Page<'_>) -> String {
    let (verdict, margin) = (&page.call.verdict, page.call.story.margin);
    let mut why: Vec<String> = Vec::new();
    let warned = |code: &str| page.call.warnings.iter().any(|note| note.code == code);
    why.extend(warned("roles_look_swapped").then(|| "the sides look swapped, see below".to_owned()));
    why.extend(warned("roles_weak").then(|| "the sides are little more than a guess, see below".to_owned()));
    let edge = margin.filter(|margin| margin.leaves(Confidence::Firm) == Confidence::Fragile);
    why.extend(edge.map(|margin| format!("so near to the border that it may as well be {}", margin.to.shown())));
    why.extend(verdict.deciding_turn.map(|_| "a single turn decides".to_owned()));
    why.join("; ")
}

/// The turn that decides, in its own words.
fn decides(page: &Page<'_>, turn: u32) -> [Ink; 3] {
    let passage = (turn as usize).checked_sub(1).and_then(|at| page.passages.get(at));
    let text = passage.map_or("", |passage| passage.text.as_str());
    [plain(quote(text)), plain(" "), dim(page.place(turn, passage.and_then(|passage| passage.start)))]
}

#[cfg(test)]
mod tests {
    use super::scale;

    #[test]
    fn the_score_stands_on_a_scale_with_the_borders() {
        assert_eq!(scale(0), "●─────────────┼───────────┼─────────────┤");
        assert_eq!(scale(100).chars().last(), Some('●'));
        assert_eq!(scale(50).chars().count(), 41);
    }
}
