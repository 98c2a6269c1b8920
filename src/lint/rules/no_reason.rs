//! `no_reason`: nobody can tell what a lexicon is for.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "no_reason",
    about: "a lexicon has an empty `name`, or does not say why it weighs what it does; a pass has no `because`",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for loaded in &desk.lexicons {
        let (lexicon, page) = (&loaded.lexicon, &desk.pages[loaded.page]);
        if lexicon.name.trim().is_empty() {
            let help = "say in a few words what people do there; reports show it";
            marks.push(Mark::new(loaded.page, page.value("name"), "this lexicon has no name", help));
        }
        if lexicon.why.is_empty() {
            let help = "add why = \"...\": what it is, and why it weighs what it does";
            marks.push(Mark::new(loaded.page, page.value("why"), "this lexicon does not say why it is there", help));
        }
        for (pass, place) in lexicon.passes.iter().zip(page.passes()) {
            if let (true, Some(text)) = (pass.because.trim().is_empty(), place.text) {
                let help = "say in `because` what a reader would see and the phrase does not";
                marks.push(Mark::new(loaded.page, text.span, "this pass does not say why it must not count", help));
            }
        }
    }
    for (place, order) in &desk.orders {
        let page = &desk.pages[*place];
        if order.name.trim().is_empty() || order.why.is_empty() {
            let help = "fill in `name` and `why`: what happened, and why it weighs what it does";
            marks.push(Mark::new(*place, page.value("why"), "this order rule does not say why it is there", help));
        }
    }
    marks
}
