//! `unknown_list`: `{name}` of a list that there is not.

use crate::lint::desk::Desk;
use crate::lint::page::Said;
use crate::lint::tree::{Kind, read, walk};
use crate::lint::{Mark, Rule};
use crate::suggest;

pub(super) const RULE: Rule =
    Rule { id: "unknown_list", about: "a phrase names a `{list}` that is neither in the file nor in lists.toml", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate() {
        let own: Vec<&str> = page.rows(Some("lists")).into_iter().map(|(key, _)| key.text).collect();
        let known = || own.iter().copied().chain(desk.lists.keys().map(String::as_str));
        for said in page_phrases(page) {
            for (name, span) in lists_in(&said) {
                if known().all(|list| list != name) {
                    let help = match known().next() {
                        Some(_) => suggest::instead(&name, known()),
                        None => format!("add it to the file: [lists] with {name} = [\"...\"]"),
                    };
                    marks.push(Mark::new(place, span, format!("there is no list `{name}`"), help));
                }
            }
        }
    }
    marks
}

/// Every phrase of a file: those that find, its exceptions, its topics, and the anchors of a sale.
pub(super) fn page_phrases<'p>(page: &'p crate::lint::page::Page<'_>) -> Vec<Said<'p>> {
    let says = page.phrases().into_iter().filter_map(|phrase| phrase.says);
    let lists = ["unless", "unless_next", "unless_before", "elicited_by", "anchors"]
        .into_iter()
        .flat_map(|key| page.strings(key));
    says.chain(lists).collect()
}

/// The lists that a phrase names, with their bytes in the file.
pub(super) fn lists_in(said: &Said<'_>) -> Vec<(String, std::ops::Range<usize>)> {
    let tree = read(said.text);
    let mut lists = Vec::new();
    walk(&tree, true, &mut |_, _, part| {
        if let Kind::List(name) = &part.kind {
            lists.push((name.clone(), said.part(&part.span)));
        }
    });
    lists
}
