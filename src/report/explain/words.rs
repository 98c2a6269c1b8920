//! Quotes and places in words, as every part of the page puts them.

use anstyle::Style;

use super::Page;
use super::ink::{Ink, dim, plain};
use crate::call::{Millis, Role};
use crate::report::quoted::Around;
use crate::report::words::{clock, line};
use crate::story::Said;

/// Characters of a quote outside of the transcript; what is longer is cut there, the transcript has it whole.
const QUOTE: usize = 240;

/// A quote in quotation marks, on one line.
pub(super) fn quote(words: &str) -> String {
    let words = line(words);
    match words.char_indices().nth(QUOTE) {
        Some((at, _)) => format!("“{}…”", words[..at].trim_end()),
        None => format!("“{words}”"),
    }
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
        let Some(Around { before, after }) = passage.and_then(|passage| Around::of(&passage.text, said.span)) else {
            return vec![plain(quote(&said.quote))];
        };
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
