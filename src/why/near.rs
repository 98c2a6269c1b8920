//! How near a phrase came to a clause: which one change of the phrase, or of the clause's border, would make it match.
//!
//! Every answer is tried out with the matcher itself ([`Probe`]): a part of the phrase is let go, and if the rest
//! matches, that part is the reason. Where no single part is to blame, the longest part that matches is told.

use crate::lexicon::phrase::{Node, Sequence, written};
use crate::scan::Probe;

/// Words that may stand in place of a part that is let go; judgement.
const STAND_IN: u8 = 3;
/// A gap that takes whatever there is.
const ANY_GAP: u8 = 20;

/// What stopped a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// The words stand in two clauses.
    Border,
    /// The clause does not begin, or end, where the phrase wants it.
    Edge,
    /// What the phrase forbids stands there.
    Forbidden,
    /// More words stand in between than the gap takes.
    Gap,
    /// Words stand in between where the phrase takes none.
    Between,
    /// Another word stands there, or none.
    Word,
    /// Only a part is there.
    Part,
}

impl Stop {
    /// The stable word for programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Border => "border",
            Self::Edge => "edge",
            Self::Forbidden => "forbidden",
            Self::Gap => "gap",
            Self::Between => "between",
            Self::Word => "word",
            Self::Part => "part",
        }
    }
}

/// How near a phrase came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Near {
    /// What stopped it.
    pub stop: Stop,
    /// The part of the phrase that is to blame, as written.
    pub wants: String,
    /// The words that stand there instead.
    pub has: String,
    /// The words that did match, with what stands between them.
    pub found: String,
    /// Parts that match, of [`Near::of`].
    pub matched: usize,
    /// Parts of the phrase that take a word.
    pub of: usize,
}

/// How near the phrase comes to a clause, given with the clause after it. `None` if it is not near at all.
#[must_use]
pub fn near(phrase: &Sequence, clause: &[&str], after: &[&str]) -> Option<Near> {
    let of = phrase.iter().filter(|node| takes_word(node)).count();
    if !after.is_empty() {
        let joined = [clause, after].concat();
        if let Some((first, end)) = Probe::new(phrase)?.find(&joined)
            && first < clause.len()
            && end > clause.len()
        {
            let has = format!("{} | {}", words(&joined, first, clause.len()), words(&joined, clause.len(), end));
            let found = words(&joined, first, end);
            return Some(Near { stop: Stop::Border, wants: String::new(), has, found, matched: of, of });
        }
    }
    let single = (0..phrase.len()).filter_map(|place| without(phrase, place, clause, of));
    let between = (1..phrase.len()).filter_map(|place| between(phrase, place, clause, of));
    let best = single.chain(between).min_by_key(|near| (of - near.matched, near.stop));
    best.filter(is_telling).or_else(|| part(phrase, clause, of))
}

/// The phrase with the part at `place` let go.
fn without(phrase: &Sequence, place: usize, clause: &[&str], of: usize) -> Option<Near> {
    let node = phrase.get(place)?;
    let (stop, stand_in) = match node {
        Node::Start | Node::End => (Stop::Edge, None),
        Node::Not(_) => (Stop::Forbidden, None),
        Node::Gap(_) => (Stop::Gap, Some(Node::Gap(ANY_GAP))),
        Node::Maybe(_) => return None,
        // At either end nothing has to stand in: the rest is looked for by itself.
        _ if place == 0 || place + 1 == phrase.len() => (Stop::Word, None),
        _ => (Stop::Word, Some(Node::Gap(STAND_IN))),
    };
    let (head, tail) = (phrase.get(..place)?, phrase.get(place + 1..)?);
    let (first, end) = Probe::new(&[head, stand_in.as_slice(), tail].concat())?.find(clause)?;
    let matched = of - usize::from(stop == Stop::Word);
    let (from, to) = hole(head, tail, clause, first, end);
    Some(Near {
        stop,
        wants: written(std::slice::from_ref(node)),
        has: words(clause, from, to),
        found: words(clause, first, end),
        matched,
        of,
    })
}

/// The phrase with room for words before the part at `place`.
fn between(phrase: &Sequence, place: usize, clause: &[&str], of: usize) -> Option<Near> {
    let (head, tail) = (phrase.get(..place)?, phrase.get(place..)?);
    let is_gap = |node: Option<&Node>| matches!(node, Some(Node::Gap(_) | Node::Start | Node::End | Node::Not(_)));
    if is_gap(head.last()) || is_gap(tail.first()) {
        return None;
    }
    let (first, end) = Probe::new(&[head, &[Node::Gap(STAND_IN)], tail].concat())?.find(clause)?;
    let (from, to) = hole(head, tail, clause, first, end);
    let wants = format!("{} {}", written(head.get(place - 1..)?), written(tail.get(..1)?));
    Some(Near {
        stop: Stop::Between,
        wants,
        has: words(clause, from, to),
        found: words(clause, first, end),
        matched: of,
        of,
    })
}

/// Words between where `head` ends and `tail` begins, in a match of both on `first..end`.
fn hole(head: &[Node], tail: &[Node], clause: &[&str], first: usize, end: usize) -> (usize, usize) {
    let head_end =
        if head.is_empty() { None } else { Probe::new(&head.to_vec()).and_then(|probe| probe.end_from(clause, first)) };
    let tail: Sequence = tail.to_vec();
    let from = head_end.unwrap_or(first);
    let starts = |probe: &Probe| (from..end).rev().find(|&at| probe.end_from(clause, at) == Some(end));
    let tail_start = if tail.is_empty() { None } else { Probe::new(&tail).and_then(|probe| starts(&probe)) };
    let stand_in = usize::from(STAND_IN);
    match (head_end, tail_start) {
        // The part is the phrase's first: what stands before the match.
        (None, _) => (first.saturating_sub(1), first),
        (Some(from), Some(to)) => (from, to),
        (Some(from), None) => (from, (from + stand_in).min(clause.len())),
    }
}

/// The longest part that matches, and what would come next.
fn part(phrase: &Sequence, clause: &[&str], of: usize) -> Option<Near> {
    let mut best: Option<Near> = None;
    for first in 0..phrase.len() {
        for end in (first + 1..=phrase.len()).rev() {
            let nodes = phrase.get(first..end)?;
            let matched = nodes.iter().filter(|node| takes_word(node)).count();
            if best.as_ref().is_some_and(|best| best.matched >= matched) {
                break;
            }
            let Some((from, to)) = Probe::new(&nodes.to_vec()).and_then(|probe| probe.find(clause)) else { continue };
            let missing = if end < phrase.len() { phrase.get(end..)? } else { phrase.get(..first)? };
            let has = if end < phrase.len() {
                words(clause, to, to + 4)
            } else {
                words(clause, from.saturating_sub(4), from)
            };
            let found = words(clause, from, to);
            best = Some(Near { stop: Stop::Part, wants: written(missing), has, found, matched, of });
        }
    }
    best.filter(is_telling)
}

/// Is enough there that a reader would call it near? Half of the parts, and a word that is not everybody's.
fn is_telling(near: &Near) -> bool {
    /// Letters of a word that is not everybody's; judgement.
    const LONG: usize = 4;
    let telling = near.found.split(' ').any(|word| word.len() > LONG);
    near.matched * 2 >= near.of && near.matched > 0 && (near.matched > 1 || telling)
}

fn takes_word(node: &Node) -> bool {
    matches!(node, Node::Word(_) | Node::Prefix(_) | Node::Number | Node::Any | Node::OneOf(_))
}

fn words(clause: &[&str], from: usize, to: usize) -> String {
    clause.get(from.min(clause.len())..to.min(clause.len())).unwrap_or_default().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Near, Stop, near};
    use crate::lexicon::phrase::{Lists, parse};

    fn tell(says: &str, clause: &str, after: &str) -> Option<(Stop, String, String)> {
        let phrase = parse(says, &Lists::new()).unwrap();
        let split = |text: &'static str| text.split_whitespace().collect::<Vec<_>>();
        let (clause, after) = (clause.to_owned().leak(), after.to_owned().leak());
        near(&phrase, &split(clause), &split(after)).map(|Near { stop, wants, has, .. }| (stop, wants, has))
    }

    #[test]
    fn each_stop_is_told() {
        for (says, clause, after, stop, wants, has) in [
            ("did you get a chance to look", "did you get a minute to look", "", Stop::Word, "chance", "minute"),
            (
                "offer .. (ends|expires)",
                "the offer for all six of the boats expires",
                "",
                Stop::Gap,
                "..",
                "for all six of the boats",
            ),
            ("^ sign today", "please sign today", "", Stop::Edge, "^", "please"),
            ("want (it|this) !(back)", "i want it back", "", Stop::Forbidden, "!(back)", "back"),
            ("need to think", "i need", "to think", Stop::Border, "", "need | to think"),
            ("not interested", "not at all interested", "", Stop::Between, "not interested", "at all"),
        ] {
            let want = Some((stop, wants.to_owned(), has.to_owned()));
            assert_eq!(tell(says, clause, after), want, "{says} / {clause}");
        }
    }

    #[test]
    fn what_is_far_is_not_told() {
        assert_eq!(tell("did you get a chance to look", "we meet on tuesday", ""), None);
        assert_eq!(tell("(our|the) platform has", "the weather was fine", ""), None);
    }
}
