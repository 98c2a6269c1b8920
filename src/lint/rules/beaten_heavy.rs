//! `beaten_heavy`: what only counts silences what weighs.

use crate::lint::desk::{Desk, Loaded};
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "beaten_heavy",
    about: "a lexicon without points beats one that decides, and would move a verdict by it",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for winner in &desk.lexicons {
        for loser in desk.pages[winner.page].strings("beats") {
            let heavy = |other: &Loaded| other.lexicon.id == loser.text && !winner.lexicon.may_beat(&other.lexicon);
            if desk.lexicons.iter().any(heavy) {
                let (id, loser_id) = (&winner.lexicon.id, loser.text);
                let text = format!("`{id}` has no points of its own and beats `{loser_id}`, which decides");
                let help = "take it out of `beats`, or give this lexicon points";
                marks.push(Mark::new(winner.page, loser.span, text, help));
            }
        }
    }
    marks
}
