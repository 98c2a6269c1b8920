//! `unreadable_phrase`: words that the phrase language cannot read.

use super::unknown_list::{lists_in, page_phrases};
use crate::lexicon::phrase::{Lists, parse};
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unreadable_phrase",
    about: "a phrase that the phrase language cannot read: a bracket that stays open, an unknown sign",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate() {
        for said in page_phrases(page) {
            // Unknown lists are another rule's business.
            let named = lists_in(&said).into_iter().map(|(name, _)| (name, vec!["word".to_owned()]));
            let lists: Lists = named.collect();
            if let Err(error) = parse(said.text, &lists) {
                let sign = said.text.get(error.at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                let span = said.part(&(error.at..error.at + sign));
                marks.push(Mark::new(
                    place,
                    span,
                    format!("this phrase cannot be read: {}", error.what),
                    help(&error.what),
                ));
            }
        }
    }
    marks
}

fn help(what: &str) -> &'static str {
    if what.contains("closed") {
        "close the bracket where the alternatives end"
    } else if what.contains("word of its own") {
        "write a word that must be said: a phrase of signs alone would match anything"
    } else {
        "the phrase language has words, word*, (a|b), [a|b], .., ..., ..N, #, _, ^, $, {list} and !(a|b)"
    }
}
