//! `unless_unproved`: an exception that no example needs.
//!
//! An exception is needed by a pass in which the lexicon's phrases find something and no other exception does away
//! with it.

use crate::call::Role;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unless_unproved",
    about: "an exception (`unless`) without which every pass of the file would hold all the same",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut lines: Vec<(Role, String)> = Vec::new();
    let mut lengths = Vec::new();
    for (_, loaded) in desk.subjects() {
        let lexicon = &loaded.lexicon;
        let counted = lexicon.passes.iter().filter(|pass| lexicon.said_by.is_none_or(|side| side == pass.said_by));
        let before = lines.len();
        lines.extend(counted.map(|pass| (pass.said_by, pass.text.clone())));
        lengths.push(lines.len() - before);
    }
    let mut heard = desk.hear(&lines).into_iter();
    let mut marks = Vec::new();
    for ((place, loaded), length) in desk.subjects().zip(lengths) {
        let mut needs = vec![Need::Never; loaded.lexicon.unless.len()];
        for heard in heard.by_ref().take(length) {
            for catch in heard.catches.iter().filter(|catch| catch.lexicon == place) {
                let here = heard.exceptions.iter().filter(|own| own.lexicon == place && own.clause == catch.clause);
                let mut here: Vec<usize> = here.map(|own| own.number).collect();
                here.sort_unstable();
                here.dedup();
                let need = if here.len() == 1 { Need::Alone } else { Need::WithOthers };
                here.iter().for_each(|&number| needs[number] = needs[number].max(need));
            }
        }
        for (says, need) in desk.pages[loaded.page].strings("unless").into_iter().zip(needs) {
            let text = match need {
                Need::Alone => continue,
                Need::WithOthers => "another exception lets every pass of this one pass, too",
                Need::Never => "no pass of this file needs this exception",
            };
            let help = "add [[passes]] with guard = \"idiom\" that only this exception lets pass, or take it out";
            marks.push(Mark::new(loaded.page, says.span, text, help));
        }
    }
    marks
}

/// How passes need an exception.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    Never,
    WithOthers,
    Alone,
}
