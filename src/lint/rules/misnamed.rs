//! `misnamed`: id and file are not called the same.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "misnamed", about: "the id `family.name` does not stand in `family/name.toml`", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (place, page) in desk.pages.iter().enumerate().filter(|(_, page)| page.has_id()) {
        let Some(id) = page.string("id") else { continue };
        let (family, name) = id.text.rsplit_once('.').unwrap_or((id.text, id.text));
        let mut parts = page.file.name.trim_end_matches(".toml").rsplit('/');
        let stem = parts.next().unwrap_or_default();
        // A file that lies in no folder of its own says nothing of the family, nor does one in `sequences`.
        let folder = parts.next().filter(|_| page.is_lexicon());
        let in_step = stem == name && folder.is_none_or(|folder| folder == family);
        if !in_step {
            let text = format!("the id `{}` stands in a file that is called {}", id.text, page.file.name);
            let path = folder.map_or_else(|| format!("{name}.toml"), |_| format!("{family}/{name}.toml"));
            let help = format!("call the file {path}, or give the lexicon the file's name as its id");
            marks.push(Mark::new(place, id.span, text, help));
        }
    }
    marks
}
