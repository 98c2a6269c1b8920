//! `unheard_guard`: a pass leans on a guard that its lexicon does not have, or that cannot hear it.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};
use crate::scan::{GUARDS, HEARSAY};

pub(super) const RULE: Rule = Rule {
    id: "unheard_guard",
    about: "a pass names a guard that stands not under `guards`, or that its speaker never meets",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for loaded in &desk.lexicons {
        let lexicon = &loaded.lexicon;
        for (pass, place) in lexicon.passes.iter().zip(desk.pages[loaded.page].passes()) {
            let Some(guard) = place.guard.filter(|guard| GUARDS.iter().any(|known| known.id() == guard.text)) else {
                continue;
            };
            let other_side = lexicon.said_by.is_some_and(|side| side != pass.said_by);
            // The one guard that listens to the other side, too.
            if other_side && guard.text != HEARSAY {
                let text =
                    format!("the words of the {} never count here, so no guard hears them", pass.said_by.as_str());
                let help = "take `guard` out of this pass, or let the other side say it";
                marks.push(Mark::new(loaded.page, guard.span, text, help));
            } else if !other_side && !lexicon.guards.contains_key(guard.text) {
                let text = format!("this lexicon does not have the guard `{}`", guard.text);
                let help = format!("add {} = 0.0 to `guards`, or take `guard` out of this pass", guard.text);
                marks.push(Mark::new(loaded.page, guard.span, text, help));
            }
        }
    }
    marks
}
