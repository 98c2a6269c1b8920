//! `beats_round`: lexicons that beat one another in a ring, or one that beats itself.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "beats_round", about: "`beats` goes round: a lexicon yields, over others, to itself", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let beats = |winner: &str| {
        let winner = desk.lexicons.iter().find(|loaded| loaded.in_use && loaded.lexicon.id == winner);
        winner.map_or(&[][..], |loaded| loaded.lexicon.beats.as_slice())
    };
    let mut marks = Vec::new();
    for loaded in desk.lexicons.iter().filter(|loaded| loaded.in_use) {
        let page = &desk.pages[loaded.page];
        for loser in page.strings("beats") {
            // Every lexicon that yields to the loser, and so on.
            let mut below = vec![loser.text];
            let mut at = 0;
            while let Some(&here) = below.get(at) {
                for next in beats(here) {
                    if !below.contains(&next.as_str()) {
                        below.push(next);
                    }
                }
                at += 1;
            }
            if below.contains(&loaded.lexicon.id.as_str()) {
                let text = format!("`{}` yields to itself by way of `{}`", loaded.lexicon.id, loser.text);
                marks.push(Mark::new(loaded.page, loser.span, text, "take one of the ring out of `beats`"));
            }
        }
    }
    marks
}
