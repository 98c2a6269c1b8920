//! `wrong_value`: whatever else keeps a file from being loaded.

use std::ops::Range;

use crate::error::Place;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "wrong_value", about: "a value that cannot be: an unknown word, a number out of its range", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut refused = desk.refused.clone();
    refused.extend(desk.at_odds.clone());
    if refused.is_empty() {
        return Vec::new();
    }
    let told: Vec<usize> = SPOKEN.iter().flat_map(|rule| (rule.look)(desk)).map(|mark| mark.page).collect();
    let mut marks = Vec::new();
    for (place, error) in refused {
        if told.contains(&place) {
            continue;
        }
        let page = &desk.pages[place];
        // The loader puts what it says of a `key` at the id; the value is the better place.
        let key = error.what().strip_prefix('`').and_then(|what| what.split('`').next());
        let key = key.filter(|key| page.rows(None).iter().any(|(known, _)| known.text == *key));
        let span = key.map_or_else(|| span(&page.file.text, error.place()), |key| page.value(key));
        let help = match error.what().contains("without any written word") {
            true => "its words are softeners, which may be skipped; write one that must be said",
            false => error.advice().unwrap_or("mend it; nothing is scored with a broken lexicon"),
        };
        marks.push(Mark::new(place, span, error.what(), help));
    }
    marks
}

/// Rules that say more precisely why a file cannot be loaded.
const SPOKEN: &[Rule] = &[
    super::beaten_heavy::RULE,
    super::beats_round::RULE,
    super::not_toml::RULE,
    super::twin_id::RULE,
    super::unknown_key::RULE,
    super::unknown_lexicon::RULE,
    super::missing_key::RULE,
    super::unknown_guard::RULE,
    super::unknown_list::RULE,
    super::unreadable_phrase::RULE,
];

/// The word, number or words of a string at a line and column.
pub(super) fn span(text: &str, place: &Place) -> Range<usize> {
    let number = |number: Option<u64>| usize::try_from(number.unwrap_or(1)).unwrap_or(1).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(number(place.line)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let into = match place.column {
        Some(_) => rest.char_indices().nth(number(place.column)).map_or(0, |(at, _)| at),
        None => rest.lines().next().and_then(|line| line.find('"')).unwrap_or(0),
    };
    let here = rest.get(into..).unwrap_or_default();
    let (start, length) = match here.strip_prefix('"') {
        Some(string) => (start + into + 1, string.find('"').unwrap_or(string.len())),
        None => {
            let ends = |sign: char| sign.is_whitespace() || matches!(sign, ',' | '}' | ']' | '=');
            (start + into, here.find(ends).unwrap_or(here.len()))
        }
    };
    start..start + length
}
