//! The transcript: who says what, with its evidence marked and tagged.

use std::io;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::Page;
use super::ink::{Ink, Pen, bold, dim, lines, plain, width_of};
use super::pick::{Shown, pick};
use super::tags::tags;
use super::words::arrow;
use crate::analyze::Passage;
use crate::call::{Points, narrow};
use crate::report::table::cells::{cut, pad, pad_front};
use crate::report::visible;
use crate::report::words::{clock, count};

/// Cells from which tags stand in a margin of their own, and the cells of that.
const WITH_MARGIN: usize = 110;
const MARGIN: usize = 40;
/// Cells from which names stand in a column, and the most of a name there.
const WITH_NAMES: usize = 76;
const NAME: usize = 14;

/// How the page is laid out.
struct Layout {
    number: usize,
    time: usize,
    /// Cells of a name; none where names stand on lines of their own.
    name: Option<usize>,
    /// Asked turns have a mark, because others stand beside them.
    asked: bool,
    /// Cells of what stands before the words, of the words, and of the margin.
    before: usize,
    words: usize,
    margin: Option<usize>,
}

impl Layout {
    fn of(page: &Page<'_>, width: usize) -> Self {
        let number = page.passages.len().to_string().len();
        let times = page.passages.iter().filter_map(|passage| passage.start).map(|start| clock(start).len());
        let time = times.max().map_or(0, |time| time + 2);
        let asked = !page.look.turns.is_empty();
        let longest = page.call.parties.iter().map(|party| visible(&party.name).width()).max().unwrap_or_default();
        let name = (width >= WITH_NAMES).then(|| longest.min(NAME * width / 100).min(2 * NAME));
        let before = name.map_or(4, |name| usize::from(asked) * 2 + number + 2 + time + 2 + name + 2);
        let margin = (width >= WITH_MARGIN).then_some(MARGIN);
        let words = width.saturating_sub(before + margin.map_or(0, |margin| margin + 2));
        Self { number, time, name, asked, before, words, margin }
    }

    /// What stands before the words of a turn, or above them.
    fn label(&self, page: &Page<'_>, passage: &Passage, shown: Shown) -> Vec<Ink> {
        let mark = match (self.asked, shown) {
            (false, _) => "",
            (true, Shown::Yes) => "> ",
            (true, _) => "  ",
        };
        let time = passage.start.map_or_else(String::new, clock);
        let speaker = visible(page.speaker(passage.turn));
        let name = self.name.map_or_else(|| speaker.clone().into_owned(), |cells| pad(&cut(&speaker, cells), cells));
        vec![
            plain(mark),
            dim(format!(
                "{}  {}",
                pad_front(&passage.turn.to_string(), self.number),
                pad_front(&time, self.time.saturating_sub(2))
            )),
            plain(if self.time > 0 { "  " } else { "" }),
            plain(format!("{} ", arrow(passage.role))),
            if self.name.is_some() { plain(name) } else { bold(name) },
            plain("  "),
        ]
    }
}

/// Writes the turns that are asked for.
pub(super) fn write(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    if page.passages.is_empty() {
        return Ok(());
    }
    pen.heading("Transcript", "")?;
    legend(page, pen)?;
    let layout = Layout::of(page, pen.width);
    let shares: Vec<Vec<Points>> = page.call.signals.iter().map(|signal| signal.shares()).collect();
    let shown = pick(page);
    if shown.iter().all(|shown| *shown == Shown::No) {
        return nothing(page, pen);
    }
    let mut left_out: Option<(u32, u32)> = None;
    for (passage, &shown) in page.passages.iter().zip(&shown) {
        if shown == Shown::No {
            let (first, _) = left_out.unwrap_or((passage.turn, passage.turn));
            left_out = Some((first, passage.turn));
            continue;
        }
        gap(left_out.take(), pen)?;
        turn(page, &layout, passage, shown, &shares, pen)?;
    }
    gap(left_out, pen)
}

/// What marks and signs mean, and what is not shown.
fn legend(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let marks = if page.look.color {
        "underlined words count, dimmed ones do not; the number leads to the tag"
    } else {
        "[[words]] count, ((words)) do not; the number leads to the tag"
    };
    pen.under(2, &[dim(format!("▶ seller, ◀ buyer; {marks}: code, points, whether it was asked for"))])?;
    let hidden = page.passages.iter().flat_map(|passage| &passage.marks).filter(|mark| !page.shows(mark.of)).count();
    if hidden == 0 {
        return Ok(());
    }
    let more = count(narrow(hidden), "more mark");
    let words = format!("{more} that add nothing, or say again what counts already: --all shows them");
    pen.under(2, &[dim(words)])
}

/// No turn is what was asked for.
fn nothing(page: &Page<'_>, pen: &mut Pen<'_>) -> io::Result<()> {
    let codes = page.look.codes.join(" or ");
    let words = match (page.look.turns.is_empty(), codes.is_empty()) {
        (true, _) => format!("no turn has {codes}, neither counted nor dropped"),
        (false, false) => format!("none of these turns has {codes}"),
        (false, true) => format!("the call has {}, none of them was asked for", count(page.call.turns, "turn")),
    };
    pen.under(2, &[plain(words)])
}

/// A line for turns that are left out.
fn gap(turns: Option<(u32, u32)>, pen: &mut Pen<'_>) -> io::Result<()> {
    match turns {
        None => Ok(()),
        Some((first, last)) if first == last => pen.under(2, &[dim(format!("⋮ turn {first}"))]),
        Some((first, last)) => pen.under(2, &[dim(format!("⋮ turns {first}–{last}"))]),
    }
}

/// One turn.
fn turn(
    page: &Page<'_>,
    layout: &Layout,
    passage: &Passage,
    shown: Shown,
    shares: &[Vec<Points>],
    pen: &mut Pen<'_>,
) -> io::Result<()> {
    let base = if passage.is_foreign { Style::new().dimmed() } else { Style::new() };
    let marked = page.marked(passage);
    let words = lines(&page.words(passage, &marked, base), layout.words);
    let tags = tags(page, passage, &marked, shares);
    let mut label = layout.label(page, passage, shown);
    if layout.name.is_none() {
        pen.line(&label)?;
        label = Vec::new();
    }
    let before = |label: Vec<Ink>| {
        let blanks = layout.before.saturating_sub(width_of(&label));
        label.into_iter().chain([plain(" ".repeat(blanks))])
    };
    let mut margin = tags.iter().flat_map(|[first, inks]| {
        let indent = width_of(first);
        let cells = layout.margin.unwrap_or(layout.words).saturating_sub(indent);
        lines(inks, cells).into_iter().enumerate().map(move |(at, line)| {
            let first = if at == 0 { first.clone() } else { vec![plain(" ".repeat(indent))] };
            [first, line].concat()
        })
    });
    for line in words {
        let mut whole: Vec<Ink> = before(std::mem::take(&mut label)).collect();
        let blanks = layout.words.saturating_sub(width_of(&line)) + 2;
        whole.extend(line);
        if let Some(tag) = layout.margin.and_then(|_| margin.next()) {
            whole.push(plain(" ".repeat(blanks)));
            whole.extend(tag);
        }
        pen.line(&whole)?;
    }
    // What is left stands below: in the margin, or under the words where there is none.
    let indent = layout.before + layout.margin.map_or(0, |_| layout.words + 2);
    for tag in margin {
        pen.line(&[vec![plain(" ".repeat(indent))], tag].concat())?;
    }
    Ok(())
}
