//! `too_broad`: words that stand in every call.

use std::ops::Range;

use crate::lint::desk::Desk;
use crate::lint::tree::{Branch, Kind, walk};
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "too_broad",
    about: "a phrase or alternative of one or two of the commonest words, of a very short stem, or with a gap as wide as a clause",
    look,
};

/// The commonest words of spoken English, sorted.
const COMMONEST: &[&str] = &[
    "a", "about", "actually", "after", "again", "all", "also", "always", "am", "an", "and", "any", "anything", "are",
    "as", "ask", "at", "back", "be", "because", "been", "before", "being", "but", "by", "call", "can", "come", "could",
    "day", "did", "do", "does", "doing", "done", "down", "even", "every", "find", "first", "for", "from", "get",
    "give", "go", "going", "good", "got", "great", "guess", "had", "has", "have", "he", "help", "her", "here", "him",
    "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "keep", "kind", "know", "last", "let", "like",
    "little", "long", "look", "looking", "lot", "made", "make", "many", "maybe", "me", "mean", "more", "most", "much",
    "my", "need", "never", "new", "no", "not", "now", "of", "off", "oh", "ok", "okay", "on", "one", "only", "or",
    "other", "our", "out", "over", "part", "people", "point", "pretty", "probably", "put", "question", "quite",
    "really", "right", "said", "same", "say", "see", "she", "should", "so", "some", "still", "sure", "take", "talk",
    "tell", "than", "thank", "thanks", "that", "the", "their", "them", "then", "there", "these", "they", "thing",
    "things", "think", "this", "those", "through", "time", "to", "today", "too", "two", "up", "us", "use", "using",
    "very", "want", "was", "way", "we", "week", "well", "were", "what", "when", "where", "which", "who", "why", "will",
    "with", "work", "would", "yeah", "year", "yes", "you", "your",
];

/// The commonest of them, two of which are still no phrase.
const EMPTY: &[&str] = &[
    "a", "am", "an", "and", "are", "at", "be", "but", "can", "do", "for", "have", "i", "if", "in", "is", "it", "of",
    "on", "or", "so", "that", "the", "they", "this", "to", "was", "we", "will", "with", "would", "you", "your",
];

/// Letters of the shortest stem that means something by itself.
const STEM: usize = 4;
/// Words of a gap over which nearly any two words of a clause are that near.
const GAP: usize = 10;

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in &desk.phrases {
        walk(&phrase.tree, false, &mut |_, _, part| {
            if let Kind::Gap(width @ GAP..) = part.kind {
                let text =
                    format!("a gap of {width} words is wider than most clauses: nearly any two words stand that near");
                marks.push(Mark::new(phrase.page, phrase.part(&part.span), text, "make it narrower; `...` is 7 words"));
            }
        });
        // What weighs nothing may look for as little as the form of a question.
        let weighs = desk.lexicons[phrase.lexicon].lexicon.weighs();
        for (span, what) in broad(&phrase.tree, phrase.says.len(), weighs) {
            let help = "add the words that make it mean what the lexicon is about";
            marks.push(Mark::new(phrase.page, phrase.part(&span), what, help));
        }
    }
    marks
}

/// The alternatives that common words alone fulfil; two of them only if `pairs` are looked for.
fn broad(tree: &[Branch], length: usize, pairs: bool) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for branch in tree {
        let span = if tree.len() == 1 { 0..length } else { branch.span.clone() };
        for way in ways(branch) {
            if let Some(what) = complaint(&way.words, pairs) {
                found.push((way.narrowest.unwrap_or_else(|| span.clone()), what));
            }
        }
    }
    found
}

/// One way to fulfil a phrase with as few words as can be.
#[derive(Clone, Default)]
struct Way {
    /// Its words, stems with a star; `None` for anything that is no common word.
    words: Vec<Option<String>>,
    /// The alternative chosen last.
    narrowest: Option<Range<usize>>,
}

/// Most ways that are looked at.
const MOST: usize = 400;

/// Every way to fulfil the branch with nothing optional.
fn ways(branch: &Branch) -> Vec<Way> {
    let mut ways = vec![Way::default()];
    for part in &branch.parts {
        match &part.kind {
            Kind::Word(word) => ways.iter_mut().for_each(|way| way.words.push(Some(word.clone()))),
            Kind::Prefix(stem) => ways.iter_mut().for_each(|way| way.words.push(Some(format!("{stem}*")))),
            Kind::Number | Kind::List(_) | Kind::Start | Kind::End | Kind::Not(_) => {
                ways.iter_mut().for_each(|way| way.words.push(None));
            }
            Kind::OneOf(branches) => {
                let inner: Vec<Way> = branches.iter().flat_map(ways_of_inner).collect();
                ways = ways
                    .iter()
                    .flat_map(|way| {
                        inner.iter().map(|inner| Way {
                            words: [way.words.clone(), inner.words.clone()].concat(),
                            narrowest: inner.narrowest.clone(),
                        })
                    })
                    .take(MOST)
                    .collect();
            }
            Kind::Maybe(_) | Kind::Gap(_) | Kind::Any => {}
        }
    }
    ways
}

fn ways_of_inner(branch: &Branch) -> Vec<Way> {
    let mut inner = ways(branch);
    for way in &mut inner {
        way.narrowest.get_or_insert_with(|| branch.span.clone());
    }
    inner
}

fn complaint(words: &[Option<String>], pairs: bool) -> Option<String> {
    let words: Vec<&str> = words.iter().map(|word| word.as_deref()).collect::<Option<_>>()?;
    match *words {
        [word] => {
            if let Some(stem) = word.strip_suffix('*') {
                let short = stem.chars().count() < STEM;
                return short.then(|| format!("`{word}` alone is found in words of every kind"));
            }
            let common = COMMONEST.binary_search(&word).is_ok();
            common.then(|| format!("`{word}` alone is one of the commonest words, so every call has it"))
        }
        [one, two] if pairs => {
            let empty = |word| EMPTY.binary_search(word).is_ok();
            (empty(&one) && empty(&two))
                .then(|| format!("`{one} {two}` are two of the commonest words, so every call has them"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMONEST, EMPTY, broad};
    use crate::lint::tree::read;

    #[test]
    fn the_lists_are_sorted() {
        assert!(COMMONEST.is_sorted() && EMPTY.is_sorted());
    }

    #[test]
    fn only_what_common_words_alone_fulfil_is_broad() {
        for (says, count) in [
            ("good", 1),
            ("^ good $", 0),
            ("good price", 0),
            ("[very] (good|cheap)", 1),
            ("co*", 1),
            ("cost*", 0),
            ("i .. you", 1),
        ] {
            assert_eq!(broad(&read(says), says.len(), true).len(), count, "{says}");
        }
    }
}
