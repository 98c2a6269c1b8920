//! `twin_id`: one id in two files of a folder.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule { id: "twin_id", about: "two files of one folder have the same id", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate().filter(|(_, page)| page.has_id()) {
        let Some(id) = page.string("id") else { continue };
        let earlier = desk.pages.iter().take(place).find(|other| {
            other.folder == page.folder && other.has_id() && other.string("id").is_some_and(|twin| twin.text == id.text)
        });
        if let Some(twin) = earlier {
            let text = format!("the id `{}` stands in {} too", id.text, twin.file.path);
            marks.push(Mark::new(place, id.span, text, "give one of them another id, or make one file of them"));
        }
    }
    marks
}
