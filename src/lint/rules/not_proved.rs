//! `not_proved`: the examples of a phrase are found without it.

use super::shadowed::shadow;
use crate::lint::desk::Desk;
use crate::lint::ear::Catch;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "not_proved",
    about: "other phrases of the file find every example of a phrase with at least its strength, so nothing proves it",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in desk.phrases.iter().filter(|phrase| !phrase.finds.is_empty()) {
        let own = &desk.lexicons[phrase.lexicon].lexicon.phrases;
        let Some(mine) = own.get(phrase.number) else { continue };
        let others: Option<Vec<usize>> = phrase
            .finds
            .iter()
            .map(|heard| {
                let other = |catch: &&Catch| {
                    catch.lexicon == phrase.lexicon && catch.phrase != phrase.number && catch.strength >= mine.strength
                };
                heard.catches.iter().find(other).map(|catch| catch.phrase)
            })
            .collect();
        let Some(other) = others.and_then(|others| own.get(*others.first()?)) else { continue };
        if shadow(desk, phrase).is_some() || own.iter().filter(|own| own.sequence == mine.sequence).count() > 1 {
            continue;
        }
        let Some(find) = phrase.find_places.first() else { continue };
        let text = format!("line {} finds this example without the phrase: `{}`", other.line, other.says);
        let help = "give the phrase an example that only it finds, or take the phrase out";
        marks.push(Mark::new(phrase.page, find.clone(), text, help));
    }
    marks
}
