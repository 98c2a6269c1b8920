//! The phrase language: text to a small tree. What a tree matches is `scan/`'s business.
//!
//! ```text
//! word   word*   (a|b c)   [a|b]   ..   ...   ..N   #   _   ^   $   {list}   !(a|b)
//! ```

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::text;

/// A row of nodes that match one after another.
pub type Sequence = Vec<Node>;

/// One element of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Node {
    /// This word.
    Word(String),
    /// A word that starts so.
    Prefix(String),
    /// `#`: a number or an amount of up to five words.
    Number,
    /// `_`: any one word.
    Any,
    /// `..`, `...`, `..N`: at most so many words, as few as will do.
    Gap(u8),
    /// `^`: the clause starts here.
    Start,
    /// `$`: the clause ends here.
    End,
    /// `(a|b)` or `{list}`: one of these, the first that fits.
    OneOf(Vec<Sequence>),
    /// `[a|b]`: one of these, or nothing.
    Maybe(Vec<Sequence>),
    /// `!(a|b)`: none of these comes next.
    Not(Vec<Sequence>),
}

/// Named word lists, for `{name}`.
pub type Lists = BTreeMap<String, Vec<String>>;

/// Why a phrase can't be read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhraseError {
    /// Byte in the phrase.
    pub at: usize,
    /// What is wrong, in lower case.
    pub what: String,
}

/// Most words that one gap may skip; judgement.
const WIDEST_GAP: u8 = 20;
/// Deepest nesting of brackets; judgement.
const DEEPEST: usize = 6;

/// Reads a phrase. Case, hyphens and contractions are folded as in a call's text; gaps at the end are dropped.
///
/// # Errors
/// Unclosed or stray brackets, unknown signs or lists, a phrase without any word.
pub fn parse(says: &str, lists: &Lists) -> Result<Sequence, PhraseError> {
    let mut reader = Reader { says, at: 0, lists };
    let mut branches = reader.branches(None, 0)?;
    let mut sequence = match branches.len() {
        1 => branches.remove(0),
        _ => vec![Node::OneOf(branches)],
    };
    while matches!(sequence.last(), Some(Node::Gap(_))) {
        sequence.pop();
    }
    if !sequence.iter().any(has_word) {
        return Err(PhraseError { at: 0, what: "a phrase needs at least one word of its own".to_owned() });
    }
    Ok(sequence)
}

/// A sequence as it is written; for messages.
#[must_use]
pub fn written(sequence: &[Node]) -> String {
    let all = |branches: &[Sequence]| branches.iter().map(|branch| written(branch)).collect::<Vec<_>>().join("|");
    let node = |node: &Node| match node {
        Node::Word(word) => word.clone(),
        Node::Prefix(stem) => format!("{stem}*"),
        Node::Number => "#".to_owned(),
        Node::Any => "_".to_owned(),
        Node::Gap(4) => "..".to_owned(),
        Node::Gap(7) => "...".to_owned(),
        Node::Gap(width) => format!("..{width}"),
        Node::Start => "^".to_owned(),
        Node::End => "$".to_owned(),
        Node::OneOf(branches) => format!("({})", all(branches)),
        Node::Maybe(branches) => format!("[{}]", all(branches)),
        Node::Not(branches) => format!("!({})", all(branches)),
    };
    sequence.iter().map(node).collect::<Vec<_>>().join(" ")
}

/// Every match of the node holds a word that is written out.
fn has_word(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Prefix(_) => true,
        Node::OneOf(branches) => branches.iter().all(|branch| branch.iter().any(has_word)),
        _ => false,
    }
}

struct Reader<'p> {
    says: &'p str,
    at: usize,
    lists: &'p Lists,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.says.get(self.at..)?.chars().next()
    }

    fn error<T>(&self, at: usize, what: impl Into<String>) -> Result<T, PhraseError> {
        Err(PhraseError { at, what: what.into() })
    }

    /// Reads alternatives up to the closing sign, which is consumed.
    fn branches(&mut self, close: Option<char>, depth: usize) -> Result<Vec<Sequence>, PhraseError> {
        let opened = self.at;
        if depth > DEEPEST {
            return self.error(opened, format!("brackets are nested deeper than {DEEPEST}"));
        }
        let mut branches = Vec::new();
        let mut sequence = Sequence::new();
        loop {
            let here = self.at;
            let Some(sign) = self.peek() else {
                if let Some(close) = close {
                    return self.error(opened.saturating_sub(1), format!("this bracket is never closed by `{close}`"));
                }
                branches.push(sequence);
                return Ok(branches);
            };
            self.at += sign.len_utf8();
            match sign {
                _ if Some(sign) == close => {
                    branches.push(sequence);
                    return Ok(branches);
                }
                ' ' | '\t' | '\n' | '-' => {}
                '|' => branches.push(std::mem::take(&mut sequence)),
                '(' => sequence.push(Node::OneOf(self.filled(')', here, depth)?)),
                '[' => sequence.push(Node::Maybe(self.filled(']', here, depth)?)),
                '!' if self.peek() == Some('(') => {
                    self.at += 1;
                    sequence.push(Node::Not(self.filled(')', here, depth)?));
                }
                '{' => sequence.push(self.list(here)?),
                '.' => sequence.push(self.gap(here)?),
                '#' => sequence.push(Node::Number),
                '_' => sequence.push(Node::Any),
                '^' => sequence.push(Node::Start),
                '$' => sequence.push(Node::End),
                _ if is_word(sign) => self.word(here, &mut sequence),
                _ => return self.error(here, format!("`{sign}` has no meaning in a phrase")),
            }
        }
    }

    fn filled(&mut self, close: char, opened: usize, depth: usize) -> Result<Vec<Sequence>, PhraseError> {
        let branches = self.branches(Some(close), depth + 1)?;
        if branches.iter().any(Vec::is_empty) {
            return self.error(opened, "an alternative is empty; write `[a|b]` for what may be left out");
        }
        Ok(branches)
    }

    fn list(&mut self, opened: usize) -> Result<Node, PhraseError> {
        let rest = self.says.get(self.at..).unwrap_or_default();
        let Some(length) = rest.find('}') else { return self.error(opened, "this `{` is never closed by `}`") };
        let name = rest.get(..length).unwrap_or_default();
        let Some(entries) = self.lists.get(name) else {
            return self.error(opened, format!("there is no list `{name}` in the file or in lists.toml"));
        };
        self.at += length + 1;
        let none = Lists::new();
        let branches = entries
            .iter()
            .map(|entry| parse(entry, &none))
            .collect::<Result<Vec<_>, _>>()
            .map_err(|error| PhraseError { at: opened, what: format!("in the list `{name}`: {}", error.what) })?;
        Ok(Node::OneOf(branches))
    }

    fn gap(&mut self, opened: usize) -> Result<Node, PhraseError> {
        let rest = self.says.get(opened..).unwrap_or_default();
        let dots = rest.bytes().take_while(|byte| *byte == b'.').count();
        let digits: String = rest.chars().skip(dots).take_while(char::is_ascii_digit).collect();
        self.at = opened + dots + digits.len();
        let width = match (dots, digits.parse::<u8>()) {
            (2, Ok(width)) if (1..=WIDEST_GAP).contains(&width) => width,
            (2, Err(_)) if digits.is_empty() => 4,
            (3, Err(_)) if digits.is_empty() => 7,
            _ => return self.error(opened, format!("a gap is `..`, `...` or `..N` with N from 1 to {WIDEST_GAP}")),
        };
        Ok(Node::Gap(width))
    }

    fn word(&mut self, start: usize, sequence: &mut Sequence) {
        let rest = self.says.get(start..).unwrap_or_default();
        let length = rest.find(|sign| !is_word(sign)).unwrap_or(rest.len());
        let word = rest.get(..length).unwrap_or_default().to_lowercase().replace('’', "'");
        self.at = start + length;
        if self.peek() == Some('*') {
            self.at += 1;
            sequence.push(Node::Prefix(word));
        } else {
            text::expand(&word, |part| sequence.push(Node::Word(part.to_owned())));
        }
    }
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '%')
}

#[cfg(test)]
mod tests {
    use super::{Lists, Node, parse};

    #[test]
    fn every_sign_is_read() {
        let lists = Lists::from([("day".to_owned(), vec!["monday".to_owned(), "next week".to_owned()])]);
        let word = |word: &str| Node::Word(word.to_owned());
        assert_eq!(
            parse("^ don't (sign|buy it) [now] ..3 {day} !(off) # _ feature* $ ..", &lists),
            Ok(vec![
                Node::Start,
                word("do"),
                word("not"),
                Node::OneOf(vec![vec![word("sign")], vec![word("buy"), word("it")]]),
                Node::Maybe(vec![vec![word("now")]]),
                Node::Gap(3),
                Node::OneOf(vec![vec![word("monday")], vec![word("next"), word("week")]]),
                Node::Not(vec![vec![word("off")]]),
                Node::Number,
                Node::Any,
                Node::Prefix("feature".to_owned()),
                Node::End,
            ])
        );
    }

    #[test]
    fn what_is_written_reads_the_same() {
        for says in ["^ do not (sign|buy it) [now] ..3 x", "# .. _ feature* ... !(off|at all) y $"] {
            assert_eq!(super::written(&parse(says, &Lists::new()).unwrap()), says);
        }
    }

    #[test]
    fn what_cannot_be_read_says_where() {
        for (says, at, part) in [
            ("tell (me", 5, "never closed"),
            ("tell me)", 7, "no meaning"),
            ("(a||b)", 0, "empty"),
            ("# ..", 0, "at least one word"),
            ("[now] _", 0, "at least one word"),
            ("by {dya}", 3, "no list `dya`"),
            ("sign ..99 now", 5, "1 to 20"),
            ("sign?", 4, "`?` has no meaning"),
        ] {
            let error = parse(says, &Lists::new()).expect_err(says);
            assert!(error.at == at && error.what.contains(part), "{says}: {error:?}");
        }
    }
}
