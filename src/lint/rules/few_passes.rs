//! `few_passes`: too few sentences show what a lexicon leaves alone.

use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "few_passes",
    about: "fewer than three sentences that must not count, of which one its own side says",
    look,
};

/// The fewest; the border of a lexicon takes that many to see.
const LEAST: usize = 3;

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for loaded in &desk.lexicons {
        let lexicon = &loaded.lexicon;
        let own = lexicon.passes.iter().filter(|pass| lexicon.said_by.is_none_or(|side| side == pass.said_by)).count();
        let text = match lexicon.passes.len() {
            count if count < LEAST => format!("{count} of the {LEAST} passes that a lexicon needs"),
            _ if own == 0 => "every pass is said by the side whose words never count here".to_owned(),
            _ => continue,
        };
        let help = "add [[passes]]: the nearest innocent sentences, in the mouth of the side that is counted";
        marks.push(Mark::new(loaded.page, desk.pages[loaded.page].value("id"), text, help));
    }
    marks
}
