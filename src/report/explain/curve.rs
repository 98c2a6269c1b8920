//! The two-sided curve: push to the left, pull to the right, a line a slice of the call.

use std::io;

use anstyle::{AnsiColor, Style};

use super::Page;
use super::ink::{Ink, Pen, dim, plain};
use crate::call::{Points, divide};
use crate::report::table::cells::{pad, pad_front};
use crate::report::words::{clock, tenths};
use crate::story::{By, Slice};

/// Points that fill a bar where no slice has more: a quiet call does not look like a loud one. Judgement.
const LEAST_SCALE: Points = Points(2000);
/// Cells of a figure beside a bar, and of the longest bar.
const FIGURE: usize = 5;
const LONGEST: usize = 36;
/// Cells of a bar from which its side has a heading in full.
const HEADED: usize = 12;

/// Writes the curve; nothing where nobody pushed or pulled.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let timeline = &page.call.story.timeline;
    let slices = &timeline.slices;
    let most = slices.iter().flat_map(|slice| [slice.push, slice.pull]).max().unwrap_or_default();
    if most <= Points::ZERO {
        return Ok(());
    }
    pen.heading("Push and pull", "points of the evidence in each part of the call")?;
    let names: Vec<[String; 2]> = slices.iter().map(|slice| name(slice, timeline.by)).collect();
    let width = |column: usize| names.iter().map(|name| name[column].chars().count()).max().unwrap_or_default();
    let (time, turns) = (width(0), width(1));
    let before = 2 + time + if time > 0 { 2 } else { 0 } + turns + 2;
    let bar = (pen.width.saturating_sub(before + 2 * (FIGURE + 1) + 3) / 2).clamp(4, LONGEST);
    let half = FIGURE + 1 + bar;
    let (left, right) = if bar < HEADED { ("push", "pull") } else { ("push of the seller", "pull of the buyer") };
    pen.line(&[
        plain(" ".repeat(before)),
        Ink { text: pad_front(left, half), style: push() },
        dim(" │ "),
        Ink { text: right.to_owned(), style: pull() },
    ])?;
    let scale = most.max(LEAST_SCALE);
    for (slice, [time_of, turns_of]) in slices.iter().zip(&names) {
        let gap = if time > 0 { "  " } else { "" };
        let label = format!("  {}{gap}{}  ", pad_front(time_of, time), pad(turns_of, turns));
        let figure = |points: Points| if points > Points::ZERO { tenths(points) } else { String::new() };
        let (left, right) = (blocks(slice.push, scale, bar, '▐'), blocks(slice.pull, scale, bar, '▌'));
        let left = format!("{} {}", figure(slice.push), left.chars().rev().collect::<String>());
        let mut inks = vec![
            plain(label),
            Ink { text: pad_front(&left, half), style: push() },
            dim(" │ "),
            Ink { text: right, style: pull() },
            Ink { text: format!(" {}", figure(slice.pull)), style: pull() },
        ];
        let turned = turns_in(page, slice);
        if turned.is_empty() {
            pen.line(&inks)?;
        } else {
            pen.line(&std::mem::take(&mut inks))?;
            for words in turned {
                pen.under(before, &[dim("↳ "), plain(words)])?;
            }
        }
    }
    Ok(())
}

fn push() -> Style {
    Style::new().fg_color(Some(AnsiColor::Yellow.into()))
}

fn pull() -> Style {
    Style::new().fg_color(Some(AnsiColor::Cyan.into()))
}

/// `0:00–1:30` and `turns 1–6`.
fn name(slice: &Slice, by: By) -> [String; 2] {
    let time = match (by, slice.time) {
        (By::Time, Some((from, to))) => format!("{}–{}", clock(from), clock(to)),
        _ => String::new(),
    };
    let turns = match slice.turns {
        None => "no turn".to_owned(),
        Some((first, last)) if first == last => format!("turn {first}"),
        Some((first, last)) => format!("turns {first}–{last}"),
    };
    [time, turns]
}

/// A bar of whole and half blocks, the half one at its end; anything above nothing has half a block.
fn blocks(points: Points, scale: Points, cells: usize, half: char) -> String {
    if points <= Points::ZERO {
        return String::new();
    }
    let cells = i64::try_from(cells).unwrap_or_default();
    let halves = usize::try_from(divide(points.0 * cells * 2, scale.0).max(1)).unwrap_or(1);
    let mut bar = "█".repeat(halves / 2);
    if halves % 2 == 1 {
        bar.push(half);
    }
    bar
}

/// Where the direction turned, and where it came back, if that is in this slice.
fn turns_in(page: &Page<'_>, slice: &Slice) -> Vec<String> {
    let Some((point, (first, last))) = page.call.story.turning_point.zip(slice.turns) else { return Vec::new() };
    let is_here = |turn: u32| (first..=last).contains(&turn);
    let (old, new) = if point.after > point.before { ("seller", "buyer") } else { ("buyer", "seller") };
    let mut words = Vec::new();
    if is_here(point.turn) {
        words.push(format!(
            "turning point, {}: sounds like the {old} pursuing up to here, the {new} from here on",
            page.place(point.turn, point.start)
        ));
    }
    if let Some((turn, start)) = point.back.filter(|(turn, _)| is_here(*turn)) {
        words.push(format!(
            "it comes back, {}: from here on it sounds like the {old} pursuing again",
            page.place(turn, start)
        ));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use crate::call::Points;

    #[test]
    fn bars_have_half_cells_and_nothing_has_none() {
        let bar = |points| blocks(Points(points), Points(2000), 4, '▌');
        assert_eq!([bar(0), bar(10), bar(500), bar(750), bar(2000)], ["", "▌", "█", "█▌", "████"]);
    }
}
