//! Cues that say `Dana Reyes Good morning`: a name of capitalised words without a colon.
//!
//! Read only where it is reliable: four of five cues must start with a name that recurs, and
//! there must be two names at least.

use std::collections::BTreeMap;

use super::super::lines::beginning;

/// Words of a name, `&` included.
const MOST_WORDS: usize = 5;
/// Bytes of a cue in which the name must end.
const REACH: usize = 80;

/// The names, sorted; empty unless the file is written that way. `starts` is the first line of each cue.
pub(super) fn names<'t>(starts: &[&'t str]) -> Vec<&'t str> {
    let able = starts.iter().filter(|start| prefixes(start).next().is_some()).count();
    if able * 5 < starts.len() * 4 {
        return Vec::new();
    }
    let mut support: BTreeMap<&str, usize> = BTreeMap::new();
    for start in starts {
        for prefix in prefixes(start) {
            *support.entry(prefix).or_default() += 1;
        }
    }
    let mut names = Vec::new();
    let mut covered = 0;
    for start in starts {
        if let Some(name) = longest(start, &support) {
            covered += 1;
            names.push(name);
        }
    }
    names.sort_unstable();
    names.dedup();
    if names.len() < 2 || covered * 5 < starts.len() * 4 { Vec::new() } else { names }
}

/// The name that `start` starts with, if it is one of `names` (sorted), and what is said.
pub(super) fn split<'t>(start: &'t str, names: &[&str]) -> Option<(&'t str, &'t str)> {
    let name = prefixes(start).filter(|prefix| names.binary_search(prefix).is_ok()).last()?;
    Some((name, start.get(name.len()..)?.trim()))
}

/// The recurring prefix of two words, made longer while nearly all cues that have it go on alike.
fn longest<'t>(start: &'t str, support: &BTreeMap<&str, usize>) -> Option<&'t str> {
    let count = |prefix: &str| support.get(prefix).copied().unwrap_or_default();
    let mut found: Option<&str> = None;
    for prefix in prefixes(start) {
        match found {
            None if count(prefix) >= 2 => found = Some(prefix),
            Some(name) if count(prefix) * 10 >= count(name) * 8 && count(prefix) >= 2 => found = Some(prefix),
            _ => break,
        }
    }
    found
}

/// The beginnings of two to five words that are all capitalised or `&`, shortest first.
fn prefixes(start: &str) -> impl Iterator<Item = &str> {
    let near = beginning(start.trim_start(), REACH);
    let mut ends = Vec::with_capacity(MOST_WORDS);
    let mut at = 0;
    for word in near.split(' ').take(MOST_WORDS + 3) {
        let capital = word.chars().next().is_some_and(char::is_uppercase) || word == "&";
        let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.' | '&'));
        if !word.is_empty() {
            if !capital || !plain || ends.len() == MOST_WORDS {
                break;
            }
            ends.push((at + word.len(), word == "&"));
        }
        at += word.len() + 1;
    }
    ends.into_iter().skip(1).filter(|(_, joins)| !joins).filter_map(move |(end, _)| near.get(..end))
}

#[cfg(test)]
mod tests {
    use super::{names, split};

    #[test]
    fn a_recurring_name_is_told_from_the_word_after_it() {
        let cues = [
            "Tim Ames There is",
            "Tim Ames First it",
            "Jo & Mia Lund We saw",
            "Jo & Mia Lund that",
            "Tim Ames There we",
        ];
        let found = names(&cues);
        assert_eq!(found, ["Jo & Mia Lund", "Tim Ames"]);
        assert_eq!(split(cues[2], &found), Some(("Jo & Mia Lund", "We saw")));
        assert_eq!(names(&["Once upon a time", "The End came", "The End stayed"]), [""; 0]);
    }
}
