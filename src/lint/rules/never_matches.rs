//! `never_matches`: words that no call can hold in that order.
//!
//! Every alternative of every phrase is put into sentences made from the phrase itself, which go through the same
//! normalisation as a call. An alternative that its own sentences do not reach can never be found.

use std::ops::Range;

use crate::lint::desk::{Desk, Spoken};
use crate::lint::ear::tokens;
use crate::lint::sample::{Choice, sentence};
use crate::lint::tree::{Branch, Kind, Part, walk};
use crate::lint::{Mark, Rule};
use crate::text;

pub(super) const RULE: Rule = Rule {
    id: "never_matches",
    about: "a phrase, or one of its alternatives, that nothing anybody says can match",
    look,
};

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in &desk.phrases {
        let mut vanishing = Vec::new();
        walk(&phrase.tree, false, &mut |branch, place, _| vanishing.extend(vanishes(branch, place)));
        let dead = dead(desk, phrase);
        if vanishing.is_empty() {
            for target in dead {
                let (span, text, help) = reason(&phrase.tree, &target)
                    .unwrap_or_else(|| (target.clone(), otherwise(desk, phrase, &target), OTHERWISE.to_owned()));
                marks.push(Mark::new(phrase.page, phrase.part(&span), text, help));
            }
        } else {
            let told =
                vanishing.into_iter().map(|(span, text, help)| Mark::new(phrase.page, phrase.part(&span), text, help));
            marks.extend(told);
        }
    }
    marks
}

const OTHERWISE: &str = "say it aloud as one clause, and write the words that are left of it";

/// What can be said of a dead alternative whose reason is not in one place: mostly two words that fall together.
fn otherwise(desk: &Desk<'_>, phrase: &Spoken, target: &Range<usize>) -> String {
    let said = sentence(&phrase.tree, target, &desk.lists_of(phrase.lexicon), Choice::First);
    let said = said.trim_start_matches("zoffo ").trim_end_matches('.').trim_end_matches(" zaffa");
    let met = tokens(&format!("zoffo {said} zaffa."));
    let met = met.get(1..met.len().saturating_sub(1)).unwrap_or_default().join(" ");
    if met == said {
        return "nothing anybody says can match this".to_owned();
    }
    format!("nothing anybody says can match this: `{said}` becomes `{met}` before phrases look")
}

/// The alternatives that none of their sentences reaches, outermost only.
fn dead(desk: &Desk<'_>, phrase: &Spoken) -> Vec<Range<usize>> {
    let mut dead: Vec<Range<usize>> = Vec::new();
    for pair in phrase.samples.chunk_by(|a, b| a.target == b.target) {
        let Some(target) = pair.first().map(|sample| sample.target.clone()) else { continue };
        let inside = dead.iter().any(|outer| outer.start <= target.start && target.end <= outer.end);
        if inside || pair.iter().any(|sample| phrase.is_in(&sample.heard)) {
            continue;
        }
        if !desk.told_by_lot(phrase, &target).iter().any(|heard| phrase.is_in(heard)) {
            dead.push(target);
        }
    }
    dead
}

/// A word that normalisation takes away, or writes otherwise.
fn vanishes(branch: &Branch, place: usize) -> Option<(Range<usize>, String, String)> {
    let part = branch.parts.get(place)?;
    let (word, is_stem) = match &part.kind {
        Kind::Word(word) => (word, false),
        Kind::Prefix(word) => (word, true),
        _ => return None,
    };
    if let (false, Some(Part { kind: Kind::Word(next), span })) = (is_stem, branch.parts.get(place + 1))
        && next == word
        && !text::is_number(word)
    {
        let help = "write the word once: a word said twice at once stands once".to_owned();
        return Some((
            part.span.start..span.end,
            format!("`{word} {word}` becomes `{word}` before phrases look"),
            help,
        ));
    }
    let mut wanted = Vec::new();
    if is_stem {
        wanted.push(word.clone());
    } else {
        text::expand(&word.replace('’', "'"), |piece| wanted.push(piece.to_owned()));
    }
    let met = tokens(&format!("zoffo {word} zaffa."));
    let met = met.get(1..met.len().saturating_sub(1)).unwrap_or_default();
    if met == wanted && !met.is_empty() {
        return None;
    }
    let (text, help) = match met {
        [] => (format!("`{word}` is a filler, which is gone before phrases look"), "take the word out".to_owned()),
        _ => (
            format!("`{word}` is written `{}` before phrases look", met.join(" ")),
            format!("write `{}`", met.join(" ")),
        ),
    };
    Some((part.span.clone(), text, help))
}

/// The part of a dead alternative that kills it.
fn reason(tree: &[Branch], target: &Range<usize>) -> Option<(Range<usize>, String, String)> {
    let mut found = None;
    walk(tree, true, &mut |branch, place, part| {
        if found.is_none() && part.span.start >= target.start && part.span.end <= target.end {
            found = culprit(branch, place, part);
        }
    });
    found
}

fn culprit(branch: &Branch, place: usize, part: &Part) -> Option<(Range<usize>, String, String)> {
    let takes_a_word = |part: &Part| {
        matches!(part.kind, Kind::Word(_) | Kind::Prefix(_) | Kind::OneOf(_) | Kind::Any | Kind::Number | Kind::List(_))
    };
    let before = branch.parts.get(..place).unwrap_or_default();
    let behind = branch.parts.get(place + 1..).unwrap_or_default();
    match &part.kind {
        Kind::Start if before.iter().any(takes_a_word) => {
            let text = "a clause cannot start here, with words of the phrase before it";
            Some((part.span.clone(), text.to_owned(), "put `^` first, or take it out".to_owned()))
        }
        Kind::End if behind.iter().any(takes_a_word) => {
            let text = "a clause cannot end here, with words of the phrase behind it";
            Some((part.span.clone(), text.to_owned(), "put `$` last, or take it out".to_owned()))
        }
        Kind::Not(branches) => {
            let next = behind.first().map(|part| &part.kind);
            let forbidden = branches.iter().any(|not| not.parts.first().map(|part| &part.kind) == next);
            let text = "this forbids the very word that the phrase wants next";
            forbidden.then(|| (part.span.clone(), text.to_owned(), "take that word out of the `!()`".to_owned()))
        }
        Kind::Word(first) => {
            let Some(Part { kind: Kind::Word(second), span }) = behind.first() else { return None };
            (tokens(&format!("zoffo {first} {second} zaffa.")).len() < 4 && tokens(first).len() == 1).then(|| {
                let text = format!("`{first} {second}` is a filler, which is gone before phrases look");
                (part.span.start..span.end, text, "take the words out".to_owned())
            })
        }
        _ => None,
    }
}
