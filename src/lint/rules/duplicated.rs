//! `duplicated`: the same phrase twice.

use std::collections::BTreeMap;

use crate::lexicon::Lexicon;
use crate::lexicon::phrase::Sequence;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "duplicated",
    about: "the same phrase twice in a file, or in two lexicons of one side of which neither beats the other",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut seen: BTreeMap<String, Vec<(usize, u64)>> = BTreeMap::new();
    for (place, loaded) in desk.lexicons.iter().enumerate().filter(|(_, loaded)| loaded.in_use) {
        let page = &desk.pages[loaded.page];
        for (phrase, says) in loaded.lexicon.phrases.iter().zip(page.phrases()) {
            let Some(says) = says.says else { continue };
            let earlier = seen.entry(format!("{:?}", phrase.sequence)).or_default();
            if let Some((_, line)) = earlier.iter().find(|(other, _)| *other == place) {
                let help = "take one of them out; put its `finds` with the other";
                marks.push(Mark::new(loaded.page, says.span, format!("line {line} says the same"), help));
            } else if let Some((other, line)) = earlier.iter().find(|(other, _)| counts_twice(desk, place, *other)) {
                let other = &desk.lexicons[*other].lexicon;
                let text = format!("`{}` says the same in line {line}, so the words count twice", other.id);
                let help = format!("keep it in one of them, or let one beat the other: beats = [\"{}\"]", other.id);
                marks.push(Mark::new(loaded.page, says.span, text, help));
            }
            earlier.push((place, phrase.line));
        }
        let Lexicon { unless, unless_next, unless_before, elicited_by, .. } = &loaded.lexicon;
        for (key, phrases) in [
            ("unless", unless),
            ("unless_next", unless_next),
            ("unless_before", unless_before),
            ("elicited_by", elicited_by),
        ] {
            marks.extend(twice(loaded.page, phrases, &page.strings(key)));
        }
    }
    marks
}

/// Lexicons of one side of which neither yields to the other.
fn counts_twice(desk: &Desk<'_>, one: usize, other: usize) -> bool {
    let (one, other) = (&desk.lexicons[one].lexicon, &desk.lexicons[other].lexicon);
    one.mass == other.mass
        && one.weighs()
        && other.weighs()
        && !one.beats.contains(&other.id)
        && !other.beats.contains(&one.id)
}

/// The same phrase twice in a list.
fn twice(page: usize, sequences: &[Sequence], places: &[crate::lint::page::Said<'_>]) -> Vec<Mark> {
    let mut marks = Vec::new();
    for (at, (sequence, place)) in sequences.iter().zip(places).enumerate() {
        if sequences.iter().take(at).any(|earlier| earlier == sequence) {
            let text = "the same stands earlier in this list";
            marks.push(Mark::new(page, place.span.clone(), text, "take one of them out"));
        }
    }
    marks
}
