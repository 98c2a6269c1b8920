//! `shadowed`: another phrase of the file finds all of it already.
//!
//! Sentences are made from the phrase, of every alternative and by lot; where each of them is found by one other
//! phrase that is no weaker, the phrase adds nothing. A phrase with a `!()` of its own shadows only what bears it too.

use crate::lint::desk::{Desk, Spoken};
use crate::lint::ear::Heard;
use crate::lint::tree::{Kind, read, walk};
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "shadowed",
    about: "whatever the phrase finds, another phrase of the file finds with at least its strength",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in &desk.phrases {
        let Some(other) = shadow(desk, phrase) else { continue };
        let other = &desk.lexicons[phrase.lexicon].lexicon.phrases[other];
        let text = format!("line {} finds all of this: `{}`", other.line, other.says);
        let help = "take this phrase out and keep its `finds` there, or make that one narrower or weaker";
        marks.push(Mark::new(phrase.page, phrase.says.clone(), text, help));
    }
    marks
}

/// The phrase that finds all of this one, by its number.
pub(super) fn shadow(desk: &Desk<'_>, phrase: &Spoken) -> Option<usize> {
    let own = &desk.lexicons[phrase.lexicon].lexicon.phrases;
    let mine = own.get(phrase.number)?;
    let mut rivals: Vec<usize> = (0..own.len())
        .filter(|&other| {
            let rival = &own[other];
            // Equal phrases are duplicates; of two that shadow each other the later one goes.
            other != phrase.number && rival.strength >= mine.strength && rival.sequence != mine.sequence
        })
        .collect();
    let all_hear = |rivals: &mut Vec<usize>, heard: &Heard| {
        rivals.retain(|&rival| {
            heard.catches.iter().any(|catch| catch.lexicon == phrase.lexicon && catch.phrase == rival)
        });
    };
    let mut reached = false;
    for sample in phrase.samples.iter().filter(|sample| phrase.is_in(&sample.heard)) {
        reached = true;
        all_hear(&mut rivals, &sample.heard);
    }
    if !reached || rivals.is_empty() {
        return None;
    }
    rivals.retain(|&rival| forbidden(&own[rival].says).iter().all(|not| forbidden(&mine.says).contains(not)));
    if rivals.is_empty() {
        return None;
    }
    let whole = 0..mine.says.len();
    for heard in desk.told_by_lot(phrase, &whole).iter().filter(|heard| phrase.is_in(heard)) {
        all_hear(&mut rivals, heard);
    }
    rivals.into_iter().find(|&rival| rival < phrase.number || !mutual(desk, phrase, rival))
}

/// Does the phrase in its turn find all of the rival?
fn mutual(desk: &Desk<'_>, phrase: &Spoken, rival: usize) -> bool {
    let rival = desk.phrases.iter().find(|other| other.lexicon == phrase.lexicon && other.number == rival);
    rival.is_some_and(|rival| {
        let strengths = [rival.number, phrase.number]
            .map(|number| desk.lexicons[phrase.lexicon].lexicon.phrases.get(number).map(|phrase| phrase.strength));
        strengths[0] == strengths[1]
            && rival
                .samples
                .iter()
                .filter(|sample| rival.is_in(&sample.heard))
                .all(|sample| phrase.is_in(&sample.heard))
    })
}

/// What a phrase forbids to follow, as written.
fn forbidden(says: &str) -> Vec<String> {
    let tree = read(says);
    let mut nots = Vec::new();
    walk(&tree, false, &mut |_, _, part| {
        if let Kind::Not(_) = part.kind {
            nots.extend(says.get(part.span.clone()).map(str::to_owned));
        }
    });
    nots
}
