//! `beaten_heavy`: what only counts silences what weighs.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "beaten_heavy",
    about: "a lexicon without points beats one that has points, and would move a verdict by it",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for light in desk.lexicons.iter().filter(|loaded| !loaded.lexicon.weighs()) {
        for loser in desk.pages[light.page].strings("beats") {
            let heavy = |id: &str| desk.lexicons.iter().any(|other| other.lexicon.id == id && other.lexicon.weighs());
            if heavy(loser.text) {
                let text = format!("`{}` has no points and beats `{}`, which has", light.lexicon.id, loser.text);
                let help = "take it out of `beats`, or give this lexicon points";
                marks.push(Mark::new(light.page, loser.span, text, help));
            }
        }
    }
    marks
}
