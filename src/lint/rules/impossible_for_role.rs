//! `impossible_for_role`: words that the side in question does not say.

use crate::call::{Points, Role};
use crate::lint::desk::Desk;
use crate::lint::tree::{Branch, Kind};
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule = Rule {
    id: "impossible_for_role",
    about: "words in the mouth of the side that does not say them, or a question that the guard `question` drops",
    look,
};

/// What only a seller says; words of a phrase in a row.
const SELLERS: &[&str] = &[
    "let me show you",
    "our platform",
    "our solution",
    "our demo",
    "our free trial",
    "i can offer you",
    "we can offer you",
    "our onboarding team",
    "can i send you a proposal",
    "what would it take to earn your business",
];
/// What only a buyer says.
const BUYERS: &[&str] = &[
    "our current vendor",
    "our current provider",
    "our current supplier",
    "your platform",
    "your demo",
    "your free trial",
    "your pricing",
    "your sales rep",
    "send me a quote",
    "send us a quote",
    "my boss would have to",
];
/// How questions open.
const ASKING: &[&str] =
    &["are you", "could you", "did you", "do you", "have you", "is there", "what would", "would you"];

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    for phrase in &desk.phrases {
        let lexicon = &desk.lexicons[phrase.lexicon].lexicon;
        let foreign = match lexicon.said_by {
            Some(Role::Buyer) => SELLERS,
            Some(Role::Seller) => BUYERS,
            _ => &[],
        };
        let speaker = lexicon.said_by.map_or("anybody", Role::as_str);
        let mut rows = Vec::new();
        words_in_a_row(&phrase.tree, &mut rows);
        for (span, words) in &rows {
            if foreign.iter().any(|foreign| format!(" {words} ").contains(&format!(" {foreign} "))) {
                let text = format!("the other side says this, and only the words of the {speaker} count here");
                let help = "mend `said_by`, or put the phrase into a lexicon of the other side";
                marks.push(Mark::new(phrase.page, phrase.part(span), text, help));
            }
        }
        if lexicon.guards.get("question") == Some(&Points::ZERO) {
            for (span, words) in &rows {
                let asks = |asking: &&str| words.strip_prefix("^ ").is_some_and(|words| starts_with(words, asking));
                if ASKING.iter().any(asks) {
                    let text = "who says this asks, and the guard `question` drops what is asked";
                    let help = "take `question` out of `guards`, or write what is said when it is stated";
                    marks.push(Mark::new(phrase.page, phrase.part(span), text, help));
                }
            }
        }
    }
    marks
}

/// Are these its first words?
fn starts_with(words: &str, first: &str) -> bool {
    words.strip_prefix(first).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Words that stand next to each other in the phrase, with their place.
fn words_in_a_row(tree: &[Branch], rows: &mut Vec<(std::ops::Range<usize>, String)>) {
    for branch in tree {
        let mut row: Option<(std::ops::Range<usize>, String)> = None;
        for part in &branch.parts {
            let word = match &part.kind {
                Kind::Word(word) => word.as_str(),
                Kind::Start => "^",
                _ => {
                    rows.extend(row.take());
                    words_in_a_row(part.branches(), rows);
                    continue;
                }
            };
            match &mut row {
                Some((span, words)) => {
                    span.end = part.span.end;
                    words.push(' ');
                    words.push_str(word);
                }
                None => row = Some((part.span.clone(), word.to_owned())),
            }
        }
        rows.extend(row);
    }
}
