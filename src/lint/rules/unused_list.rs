//! `unused_list`: a list that no phrase names, or without a word.

use super::unknown_list::{lists_in, page_phrases};
use crate::lexicon::Kind;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule { id: "unused_list", about: "a list that no phrase names, or that is empty", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let named_in = |page: &crate::lint::page::Page<'_>| -> Vec<String> {
        page_phrases(page).iter().flat_map(lists_in).map(|(name, _)| name).collect()
    };
    let everywhere: Vec<String> = desk.pages.iter().flat_map(named_in).collect();
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate() {
        let (lists, named) = match page.file.kind() {
            Kind::Lists => (page.rows(None), everywhere.clone()),
            Kind::Lexicon => (page.rows(Some("lists")), named_in(page)),
            Kind::Sale
            | Kind::Acts
            | Kind::Cues
            | Kind::Weights
            | Kind::Story
            | Kind::Sequence
            | Kind::Conversation => continue,
        };
        for (name, words) in lists {
            if words.get_ref().as_array().is_some_and(|words| words.is_empty()) {
                let text = format!("the list `{}` is empty, so that a phrase with it never matches", name.text);
                marks.push(Mark::new(place, words.span(), text, "give it a word, or take it out"));
            } else if !named.iter().any(|used| used == name.text) {
                let text = format!("no phrase names the list `{}`", name.text);
                let help = format!("write {{{}}} in a phrase, or take the list out", name.text);
                marks.push(Mark::new(place, name.span, text, help));
            }
        }
    }
    marks
}
