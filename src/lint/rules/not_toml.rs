//! `not_toml`: the file cannot be read at all.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule { id: "not_toml", about: "the file is no TOML, so nothing in it is read", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mark = |(place, page): (usize, &crate::lint::page::Page<'_>)| {
        let (span, what) = page.broken.as_ref()?;
        let help = "strings stand in \"quotes\", lists in [brackets], and each key stands once";
        Some(Mark::new(place, span.clone(), format!("this is no TOML: {what}"), help))
    };
    desk.pages.iter().enumerate().filter_map(mark).collect()
}
