//! `fragile_under_asr`: a phrase that hangs on how a recogniser happens to write it.
//!
//! Calls come from many recognisers. One writes *e-mail*, the next *email*; one *20*, the next *twenty*; some leave
//! apostrophes out, and none can hear one. A phrase that names one spelling only is found in some of the calls.

use std::ops::Range;

use crate::lint::desk::Desk;
use crate::lint::tree::{Branch, Kind, Part};
use crate::lint::{Mark, Rule};
use crate::text;

pub(super) const RULE: Rule = Rule {
    id: "fragile_under_asr",
    about: "a phrase that hangs on an apostrophe, a hyphen, spelled letters, digits or number words, or a homophone",
    look,
};

/// Two spellings of a word.
const SPELLED: &[(&str, &str)] = &[("alright", "all right"), ("ok", "okay")];
/// A homophone, what cannot stand behind it, and what is meant there.
const HOMOPHONES: &[(&str, &[&str], &str)] = &[
    ("its", &["a", "an", "been", "going", "not", "the", "too"], "it's"),
    ("your", &["a", "an", "going", "not", "the", "welcome"], "you're"),
    ("their", &["are", "is", "was", "were"], "there"),
    ("there", &["going"], "they're"),
    ("whose", &["going", "the"], "who's"),
];

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in &desk.phrases {
        let says = desk.written(phrase);
        let mut found = Vec::new();
        in_branches(&phrase.tree, says, &mut found);
        let mark =
            |(span, text, help): (Range<usize>, String, String)| Mark::new(phrase.page, phrase.part(&span), text, help);
        marks.extend(found.into_iter().map(mark));
    }
    marks
}

type Found = Vec<(Range<usize>, String, String)>;

fn in_branches(branches: &[Branch], says: &str, found: &mut Found) {
    for branch in branches {
        for (place, part) in branch.parts.iter().enumerate() {
            in_branches(part.branches(), says, found);
            if let Kind::Word(word) = &part.kind {
                let next = branch.parts.get(place + 1);
                let before = place.checked_sub(1).and_then(|place| branch.parts.get(place));
                let told = of_letters(before, branch, place)
                    .or_else(|| of_number(word, branch, branches))
                    .or_else(|| of_pair(word, part, next, says, branches))
                    .or_else(|| of_spelling(word, branches, says));
                if let Some((length, text, help)) = told {
                    let last = branch.parts.get(place + length - 1).unwrap_or(part);
                    found.push((part.span.start..last.span.end, text, help));
                }
            }
        }
    }
}

/// How many parts are meant, what is wrong, and the way out.
type Told = Option<(usize, String, String)>;

/// Letters said one by one.
fn of_letters(before: Option<&Part>, branch: &Branch, place: usize) -> Told {
    let letter = |part: &Part| match &part.kind {
        Kind::Word(word) if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) => Some(word.clone()),
        _ => None,
    };
    if before.is_some_and(|part| letter(part).is_some()) {
        return None;
    }
    let letters: Vec<String> = branch.parts.get(place..)?.iter().map_while(letter).collect();
    let one_word = letters.concat();
    // "a" and "i" are words.
    let spelled = letters.iter().filter(|letter| !matches!(letter.as_str(), "a" | "i")).count();
    (letters.len() > 1 && spelled > 0).then(|| {
        let text = format!("most recognisers write `{one_word}` for letters that are said one by one");
        (letters.len(), text, format!("write ({}|{one_word})", letters.join(" ")))
    })
}

/// A number in figures alone, or in words alone.
fn of_number(word: &str, branch: &Branch, branches: &[Branch]) -> Told {
    let beside = |wanted: &dyn Fn(&Kind) -> bool| {
        branches.iter().any(|other| other.span != branch.span && other.parts.iter().any(|part| wanted(&part.kind)))
    };
    let digits = word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let in_words = |kind: &Kind| {
        matches!(kind, Kind::Number)
            || matches!(kind, Kind::Word(word) if text::is_number(word) && !word.starts_with(|sign: char| sign.is_ascii_digit()))
    };
    let in_figures = |kind: &Kind| {
        matches!(kind, Kind::Number)
            || matches!(kind, Kind::Word(word) if word.starts_with(|sign: char| sign.is_ascii_digit()))
    };
    if digits && !beside(&in_words) {
        let text = format!("some recognisers write `{word}` in words");
        return Some((1, text, "write `#` for any number, or both spellings: (24|twenty four)".to_owned()));
    }
    // Small numbers and "a million times" are written in words nearly everywhere.
    let large = matches!(
        word,
        "ten" | "eleven" | "twelve" | "fifteen" | "twenty" | "thirty" | "forty" | "fifty" | "sixty" | "ninety"
    );
    (large && !beside(&in_figures)).then(|| {
        let text = format!("most recognisers write `{word}` in figures");
        (1, text, "write `#` for any number, or both spellings: (24|twenty four)".to_owned())
    })
}

/// Two words that may be one, an apostrophe that cannot be heard, a homophone.
fn of_pair(word: &str, part: &Part, next: Option<&Part>, says: &str, branches: &[Branch]) -> Told {
    if let Some(owner) = word.replace('’', "'").strip_suffix("'s") {
        let mut pieces = 0;
        text::expand(&format!("{owner}'s"), |piece| pieces += usize::from(piece == "'s"));
        let bare = format!("{owner}s");
        if pieces == 1 && !stands_beside(&bare, branches) {
            let text = format!("nobody hears an apostrophe, and many recognisers write `{bare}`");
            return Some((1, text, format!("write ({owner}'s|{bare})")));
        }
    }
    let Some(Part { kind: Kind::Word(next_word), span }) = next else { return None };
    let hyphen = says.get(part.span.end..span.start).is_some_and(|between| between.contains('-'));
    let joined = format!("{word}{next_word}");
    if hyphen && !stands_beside(&joined, branches) {
        let text = format!("a hyphen is a blank here, and some recognisers write `{joined}`");
        return Some((2, text, format!("write ({word} {next_word}|{joined})")));
    }
    let homophone =
        HOMOPHONES.iter().find(|(homophone, behind, _)| *homophone == word && behind.contains(&next_word.as_str()));
    homophone.map(|(_, _, meant)| {
        let text = format!("`{word} {next_word}` is a slip for `{meant} {next_word}`, so only misspelt calls have it");
        (2, text, format!("write `{meant} {next_word}`"))
    })
}

/// One of two spellings.
fn of_spelling(word: &str, branches: &[Branch], says: &str) -> Told {
    let pair = SPELLED.iter().find(|(one, _)| *one == word);
    let (one, other) = pair?;
    (!stands_beside(other, branches) && !says.contains(other)).then(|| {
        let text = format!("most recognisers write `{other}` for `{one}`");
        (1, text, format!("write ({one}|{other})"))
    })
}

/// The words are an alternative beside.
fn stands_beside(words: &str, branches: &[Branch]) -> bool {
    branches.iter().any(|branch| {
        let written: Vec<&str> = branch
            .parts
            .iter()
            .filter_map(|part| if let Kind::Word(word) = &part.kind { Some(word.as_str()) } else { None })
            .collect();
        format!(" {} ", written.join(" ")).contains(&format!(" {words} "))
    })
}
