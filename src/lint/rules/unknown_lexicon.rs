//! `unknown_lexicon`: `beats` names a lexicon that there is not, or itself.

use crate::lexicon::is_named;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};
use crate::suggest;

pub(super) const RULE: Rule = Rule {
    id: "unknown_lexicon",
    about: "`beats` or a step names a lexicon that is neither built in nor among the files",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let ids = desk.ids();
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate().filter(|(_, page)| page.is_lexicon()) {
        for loser in page.strings("beats").into_iter().filter(|loser| !ids.contains(&loser.text)) {
            let alike = suggest::instead(loser.text, ids.iter().copied());
            let help = if alike.starts_with("did") { alike } else { "`pursuit lexicon list` shows all ids".to_owned() };
            marks.push(Mark::new(place, loser.span, format!("there is no lexicon `{}`", loser.text), help));
        }
    }
    for (place, order) in &desk.orders {
        for sight in order.steps.iter().flat_map(|step| step.without.iter().chain([&step.sight])).chain(&order.never) {
            let start = desk.pages[*place].byte(sight.line, sight.column);
            for name in sight.names.iter().filter(|name| !ids.iter().any(|id| is_named(id, &[&name.says]))) {
                let from = start + name.at;
                let text = format!("there is no lexicon `{}`", name.says);
                let help = "`pursuit lexicon list` shows all ids; `family.*` stands for all of a family";
                marks.push(Mark::new(*place, from..from + name.says.len(), text, help));
            }
        }
    }
    marks
}
