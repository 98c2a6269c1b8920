//! A phrase with the place of each of its parts, so that a finding can point at the very words.
//!
//! What the parts mean is `lexicon::phrase`'s business; only phrases that it reads come here.

use std::ops::Range;

/// A row of parts that match one after another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    /// Its bytes in the phrase.
    pub(super) span: Range<usize>,
    pub(super) parts: Vec<Part>,
}

/// One element of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its bytes in the phrase.
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

/// What an element is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word as written.
    Word(String),
    /// `word*`, without the star.
    Prefix(String),
    /// `{name}`.
    List(String),
    /// `..`, at most so many words.
    Gap(usize),
    /// `#`
    Number,
    /// `_`
    Any,
    /// `^`
    Start,
    /// `$`
    End,
    /// `(a|b)`
    OneOf(Vec<Branch>),
    /// `[a|b]`
    Maybe(Vec<Branch>),
    /// `!(a|b)`
    Not(Vec<Branch>),
}

impl Part {
    /// The alternatives in it, those that must not follow left out.
    pub(super) fn branches(&self) -> &[Branch] {
        match &self.kind {
            Kind::OneOf(branches) | Kind::Maybe(branches) => branches,
            _ => &[],
        }
    }
}

/// Calls `each` with every part of the branches, from left to right; what stands in `!()` only if `nots` says so.
pub(super) fn walk<'t>(branches: &'t [Branch], nots: bool, each: &mut impl FnMut(&'t Branch, usize, &'t Part)) {
    for branch in branches {
        for (place, part) in branch.parts.iter().enumerate() {
            each(branch, place, part);
            match &part.kind {
                Kind::Not(inner) if nots => walk(inner, nots, each),
                _ => walk(part.branches(), nots, each),
            }
        }
    }
}

/// The alternatives of a phrase; one where no `|` stands outside of brackets.
pub(super) fn read(says: &str) -> Vec<Branch> {
    Reader { says, at: 0 }.branches()
}

struct Reader<'p> {
    says: &'p str,
    at: usize,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.says.get(self.at..).unwrap_or_default()
    }

    /// Reads up to the closing sign, which is consumed.
    fn branches(&mut self) -> Vec<Branch> {
        let mut branches = Vec::new();
        let mut branch = Branch { span: self.at..self.at, parts: Vec::new() };
        loop {
            let start = self.at;
            let Some(sign) = self.rest().chars().next() else { break };
            self.at += sign.len_utf8();
            let kind = match sign {
                ')' | ']' => break,
                '|' => {
                    branches.push(closed(branch));
                    branch = Branch { span: self.at..self.at, parts: Vec::new() };
                    continue;
                }
                '(' => Kind::OneOf(self.branches()),
                '[' => Kind::Maybe(self.branches()),
                '!' => {
                    self.at += 1;
                    Kind::Not(self.branches())
                }
                '{' => {
                    let name = self.rest().split('}').next().unwrap_or_default().to_owned();
                    self.at += name.len() + 1;
                    Kind::List(name)
                }
                '.' => self.gap(start),
                '#' => Kind::Number,
                '_' => Kind::Any,
                '^' => Kind::Start,
                '$' => Kind::End,
                _ if is_word(sign) => self.word(start),
                _ => continue,
            };
            branch.parts.push(Part { span: start..self.at.min(self.says.len()), kind });
        }
        branches.push(closed(branch));
        branches
    }

    fn gap(&mut self, start: usize) -> Kind {
        self.at = start;
        let dots = self.rest().bytes().take_while(|byte| *byte == b'.').count();
        self.at += dots;
        let digits = self.rest().bytes().take_while(u8::is_ascii_digit).count();
        let width = self.rest().get(..digits).and_then(|digits| digits.parse().ok());
        self.at += digits;
        Kind::Gap(width.unwrap_or(if dots == 2 { 4 } else { 7 }))
    }

    fn word(&mut self, start: usize) -> Kind {
        self.at = start;
        let rest = self.rest();
        let word =
            rest.get(..rest.find(|sign| !is_word(sign)).unwrap_or(rest.len())).unwrap_or_default().to_lowercase();
        self.at += rest.find(|sign| !is_word(sign)).unwrap_or(rest.len());
        if self.rest().starts_with('*') {
            self.at += 1;
            return Kind::Prefix(word);
        }
        Kind::Word(word)
    }
}

/// The branch with the span of its parts.
fn closed(mut branch: Branch) -> Branch {
    if let (Some(first), Some(last)) = (branch.parts.first(), branch.parts.last()) {
        branch.span = first.span.start..last.span.end;
    }
    branch
}

fn is_word(sign: char) -> bool {
    sign.is_alphanumeric() || matches!(sign, '\'' | '’' | '%')
}

#[cfg(test)]
mod tests {
    use super::{Kind, read, walk};

    #[test]
    fn every_part_knows_its_place() {
        let says = "^ don't (sign|buy it) [now] ..3 {day} !(off) # feature* .. $";
        let tree = read(says);
        let mut places = Vec::new();
        walk(&tree, true, &mut |_, _, part| places.push(says.get(part.span.clone()).unwrap_or("?")));
        let want = [
            "^",
            "don't",
            "(sign|buy it)",
            "sign",
            "buy",
            "it",
            "[now]",
            "now",
            "..3",
            "{day}",
            "!(off)",
            "off",
            "#",
            "feature*",
            "..",
            "$",
        ];
        assert_eq!(places, want);
        assert_eq!(tree[0].parts[2].branches()[1].span, 14..20);
        assert_eq!((&tree[0].parts[4].kind, &tree[0].parts[9].kind), (&Kind::Gap(3), &Kind::Gap(4)));
    }
}
