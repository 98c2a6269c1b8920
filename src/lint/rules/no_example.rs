//! `no_example`: a phrase that nothing proves.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "no_example", about: "a phrase without a sentence that it finds, or an order rule without talks", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for loaded in &desk.lexicons {
        for (phrase, place) in loaded.lexicon.phrases.iter().zip(desk.pages[loaded.page].phrases()) {
            if let (true, Some(says)) = (phrase.finds.is_empty(), place.says) {
                let help = "add finds = [\"...\"]: a sentence as somebody would say it";
                marks.push(Mark::new(loaded.page, says.span, "no example proves this phrase", help));
            }
        }
    }
    for (place, order) in &desk.orders {
        for (list, empty) in [("finds", order.finds.is_empty()), ("passes", order.passes.is_empty())] {
            if empty {
                let text = format!("this order rule has no [[{list}]]");
                let help = "add talks: one that it must find, and one that comes near and must pass";
                marks.push(Mark::new(*place, desk.pages[*place].value("id"), text, help));
            }
        }
    }
    marks
}
