//! Figures and places in words, as every part of the page puts them.

use std::borrow::Cow;

use anstyle::Style;

use super::Page;
use super::ink::{Ink, dim, plain};
use crate::call::{Millis, Points, Role, divide};
use crate::story::Said;

/// Characters of a quote outside of the transcript; what is longer is cut there, the transcript has it whole.
const QUOTE: usize = 240;
/// Characters of a sentence before a quote, and behind it.
const AROUND: usize = 90;
/// What ends a sentence.
const END: [char; 3] = ['.', '?', '!'];

/// `3:07`, or `1:02:33` from an hour on.
pub(super) fn clock(time: Millis) -> String {
    let seconds = time.get().max(0) / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// `1 turn`, `2 turns`.
pub(super) fn count(number: u32, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Rounded to tenths: `12.9`.
pub(super) fn tenths(points: Points) -> String {
    let tenths = divide(points.0, 100);
    format!("{}{}.{}", if tenths < 0 { "-" } else { "" }, tenths.abs() / 10, tenths.abs() % 10)
}

/// Rounded to hundredths: `0.75`.
pub(super) fn hundredths(points: Points) -> String {
    let parts = divide(points.0, 10);
    format!("{}{}.{:02}", if parts < 0 { "-" } else { "" }, parts.abs() / 100, parts.abs() % 100)
}

/// A share as `71 %`.
pub(super) fn percent(share: Points) -> String {
    format!("{} %", divide(share.0, 10))
}

/// A quote in quotation marks, on one line.
pub(super) fn quote(words: &str) -> String {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(QUOTE) {
        Some((at, _)) => format!("“{}…”", words[..at].trim_end()),
        None => format!("“{words}”"),
    }
}

/// The words that fit before a quote; `…` where some are left out.
fn end_of(words: &str) -> Cow<'_, str> {
    let Some((at, _)) = words.char_indices().rev().nth(AROUND) else { return Cow::Borrowed(words) };
    let fitting = words.get(at..).unwrap_or_default();
    Cow::Owned(format!("… {}", fitting.find(' ').map_or(fitting, |blank| &fitting[blank + 1..])))
}

/// The words that fit behind a quote; `…` where some are left out.
fn beginning_of(words: &str) -> Cow<'_, str> {
    let Some((at, _)) = words.char_indices().nth(AROUND) else { return Cow::Borrowed(words) };
    let fitting = words.get(..at).unwrap_or_default();
    Cow::Owned(format!("{} …", fitting.rfind(' ').map_or(fitting, |blank| &fitting[..blank])))
}

/// The mark of a side: where its effort points.
pub(super) fn arrow(role: Role) -> &'static str {
    match role {
        Role::Seller => "▶",
        Role::Buyer => "◀",
        Role::Other => "·",
        Role::Unknown => "?",
    }
}

impl Page<'_> {
    /// `turn 14, 3:07, Sam Reyes`.
    pub(super) fn place(&self, turn: u32, start: Option<Millis>) -> String {
        let mut place = format!("turn {turn}");
        if let Some(start) = start {
            place.push_str(&format!(", {}", clock(start)));
        }
        let name = self.speaker(turn);
        if !name.is_empty() {
            place.push_str(&format!(", {name}"));
        }
        place
    }

    /// Who speaks in a turn; empty where the export names nobody.
    pub(super) fn speaker(&self, turn: u32) -> &str {
        let passage = (turn as usize).checked_sub(1).and_then(|at| self.passages.get(at));
        let party = passage.and_then(|passage| self.call.parties.get(passage.party?));
        party.map_or("", |party| &party.name)
    }

    /// The quote, marked in the sentence around it.
    pub(super) fn in_context(&self, said: &Said) -> Vec<Ink> {
        let passage = (said.turn as usize).checked_sub(1).and_then(|at| self.passages.get(at));
        let text = passage.map_or("", |passage| passage.text.as_str());
        let (start, end) = (said.span.start as usize, said.span.end as usize);
        let (Some(before), Some(after)) = (text.get(..start), text.get(end..)) else {
            return vec![plain(quote(&said.quote))];
        };
        let first = before.rfind(END).map_or(0, |at| at + 1);
        let last = after.find(END).map_or(after.len(), |at| at + 1);
        let (before, after) = (before.get(first..).unwrap_or_default(), after.get(..last).unwrap_or_default());
        // What ends with its sentence has none of the next.
        let after = if said.quote.ends_with(END) { "" } else { after };
        let before = end_of(before.trim_start());
        let after = beginning_of(after.trim_end());
        let is_whole = before.is_empty() && !after.contains(char::is_alphanumeric);
        let style = if is_whole { Style::new() } else { Style::new().underline() };
        let [open, close] = if self.look.color || is_whole { ["", ""] } else { ["[[", "]]"] };
        vec![
            plain(format!("“{before}{open}")),
            Ink { text: said.quote.clone(), style },
            plain(format!("{close}{after}”")),
        ]
    }

    /// The quote, and where it stands.
    pub(super) fn said(&self, said: &Said) -> [Ink; 3] {
        [plain(quote(&said.quote)), plain(" "), dim(self.place(said.turn, said.start))]
    }
}

#[cfg(test)]
mod tests {
    use super::{clock, hundredths, percent, quote, tenths};
    use crate::call::{Millis, Points};

    #[test]
    fn figures_are_rounded_to_nearest() {
        assert_eq!([clock(Millis::new(187_900)), clock(Millis::new(3_753_000))], ["3:07", "1:02:33"]);
        assert_eq!([tenths(Points(12_850)), tenths(Points(-40)), tenths(Points(-960))], ["12.9", "0.0", "-1.0"]);
        assert_eq!([hundredths(Points(755)), hundredths(Points(-1500))], ["0.76", "-1.50"]);
        assert_eq!([percent(Points(715)), percent(Points(1000))], ["72 %", "100 %"]);
        assert_eq!(quote("a\r\n b"), "“a b”");
    }
}
