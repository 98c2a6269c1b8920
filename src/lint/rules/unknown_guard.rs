//! `unknown_guard`: a guard that there is not.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};
use crate::scan::GUARDS;
use crate::suggest;

pub(super) const RULE: Rule =
    Rule { id: "unknown_guard", about: "a guard is named that there is not, under `guards` or in a pass", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate().filter(|(_, page)| page.is_lexicon()) {
        let named = page.rows(Some("guards")).into_iter().map(|(key, _)| key);
        let in_passes = page.passes().into_iter().filter_map(|pass| pass.guard);
        for guard in named.chain(in_passes) {
            if GUARDS.iter().all(|known| known.id() != guard.text) {
                let help = suggest::instead(guard.text, GUARDS.iter().map(|guard| guard.id()));
                marks.push(Mark::new(place, guard.span, format!("there is no guard `{}`", guard.text), help));
            }
        }
    }
    marks
}
