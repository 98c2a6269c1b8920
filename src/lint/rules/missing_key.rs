//! `missing_key`: something that every lexicon, phrase or pass must say.

use crate::lint::desk::Desk;
use crate::lint::page::get;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "missing_key", about: "a lexicon, phrase or pass does not say what each of them must", look };

/// Keys that must be there, and what they are.
const LEXICON: &[(&str, &str)] = &[
    ("id", "its stable name: id = \"family.name\""),
    ("name", "what it is, in a few words: name = \"...\""),
    ("said_by", "whose words count: said_by = \"seller\", \"buyer\" or \"any\""),
    ("mass", "the side it counts for: mass = \"tracker\" only counts"),
    ("phrase", "at least one phrase: [[phrase]] with says, strength and finds"),
];
/// The same for each table of a list.
const TABLES: &[(&str, &[(&str, &str)])] = &[
    (
        "phrase",
        &[
            ("says", "the words: says = \"...\""),
            ("strength", "how sure it is: strength = \"strong\", \"medium\" or \"weak\""),
        ],
    ),
    (
        "passes",
        &[
            ("text", "the sentence: text = \"...\""),
            ("said_by", "who says it: said_by = \"seller\" or \"buyer\""),
            ("because", "why it must not count: because = \"...\""),
        ],
    ),
];

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate().filter(|(_, page)| page.is_lexicon()) {
        // What could be read lacks nothing.
        if desk.lexicons.iter().any(|loaded| loaded.page == place && !loaded.lexicon.phrases.is_empty()) {
            continue;
        }
        let Some(top) = &page.table else { continue };
        for (key, what) in LEXICON.iter().filter(|(key, _)| get(top, key).is_none()) {
            marks.push(Mark::new(
                place,
                page.value("id"),
                format!("this lexicon has no `{key}`"),
                format!("add {what}"),
            ));
        }
        for (list, keys) in TABLES {
            for (span, table) in page.tables(list) {
                for (key, what) in keys.iter().filter(|(key, _)| get(table, key).is_none()) {
                    let text = format!("this [[{list}]] has no `{key}`");
                    marks.push(Mark::new(place, span.clone(), text, format!("add {what}")));
                }
            }
        }
    }
    marks
}
