//! Cutting a turn into clauses (METHOD 2.1.3, 2.1.8).
//!
//! A clause ends at `. ? ! ; :` and at a comma before a new subject. In a call without
//! punctuation it also ends before conjunctions, and word order tells the questions. No clause has more than a thousand
//! words.

use super::class::{Class, Mark};
use super::lexeme::{Lexeme, Reader, Word};
use super::{Clause, Text, contraction, filler};
use crate::call::{Span, Turn, narrow};

/// Subjects (and *but*) that start a new clause after a comma.
pub(super) const SUBJECTS: &[&str] = &["but", "he", "i", "it", "she", "they", "we"];

/// Words of a short acknowledgement: "I understand, but ..." stays one clause (FINDINGS 3 b).
pub(super) const ACKNOWLEDGEMENTS: &[&str] = &[
    "appreciate",
    "enough",
    "fair",
    "get",
    "hear",
    "i",
    "it",
    "no",
    "ok",
    "okay",
    "problem",
    "respect",
    "right",
    "sure",
    "that",
    "understand",
    "understood",
    "yeah",
    "yes",
    "you",
];
/// Longest acknowledgement, in words.
const ACKNOWLEDGEMENT: usize = 4;
/// In a bare call a conjunction cuts only behind more words than these.
const BARE_CLAUSE: usize = 3;

/// Words after which a clause ends whatever follows: nobody speaks so, but machines write so, and guards look at each sign
/// of a clause for each hit in it, so that without an end a megabyte of such words took minutes. Judgement.
const LONGEST_CLAUSE: usize = 1_000;

/// Openings of a question for calls without question marks.
const ASKING: &[&str] = &[
    "are you",
    "can you",
    "could you",
    "did you",
    "do you",
    "does",
    "have you",
    "how",
    "is there",
    "what",
    "when",
    "where",
    "which",
    "who",
    "why",
    "would you",
];
/// Words that may stand before such an opening.
const BEFORE_ASKING: &[&str] = &["and", "okay", "so", "well"];

/// Cuts turns; its buffers are kept from turn to turn.
pub(super) struct Cutter {
    bare: bool,
    /// The clause in the making, commas among its words.
    line: Vec<Word>,
    /// It may hold commas, fillers or repeats, and is to be smoothed.
    rough: bool,
    open: Vec<Word>,
    kept: Vec<Word>,
}

/// A comma in the clause in the making.
const COMMA: Word =
    Word { word: Span { start: 0, end: 0 }, span: Span { start: 0, end: 0 }, mark: Mark::NONE.with(Class::COMMA) };

impl Word {
    fn is(self, class: Class) -> bool {
        self.mark.is(class)
    }
}

impl Cutter {
    pub(super) fn new(bare: bool) -> Self {
        Self { bare, line: Vec::new(), rough: false, open: Vec::new(), kept: Vec::new() }
    }

    /// Appends the clauses of one turn to `out`. Pauses of the speaker count where there is no punctuation.
    pub(super) fn turn(&mut self, number: usize, said: &Turn<'_>, out: &mut Text) {
        let turn = narrow(number);
        let (mut after_comma, mut hesitates) = (false, false);
        let mut pauses = self.bare.then(|| said.pauses()).into_iter().flatten().peekable();
        let mut reader = Reader::new(&said.text, &mut out.words);
        out.copies.push(reader.copy());
        out.capitals.note(&said.text, out.copies.last().map_or(0, |copy| copy.start as usize));
        while let Some(lexeme) = reader.next(&mut out.words) {
            match lexeme {
                Lexeme::Word(word) if word.is(Class::FILLER) => hesitates = true,
                Lexeme::Word(word) => {
                    hesitates = false;
                    if pauses.next_if(|&pause| pause <= word.span.start).is_some() {
                        self.close(turn, false, out);
                    }
                    if std::mem::take(&mut after_comma) {
                        self.comma(word, turn, out);
                    }
                    if self.bare {
                        self.conjunction(word, turn, out);
                    }
                    if word.is(Class::CONTRACTION.or(Class::APOSTROPHE)) {
                        self.expand(word, out);
                    } else {
                        self.push(word);
                    }
                    if self.line.len() >= LONGEST_CLAUSE {
                        self.close(turn, false, out);
                    }
                }
                // A comma that only sets off a filler ("so um, we ...") parts nothing.
                Lexeme::Comma => after_comma |= !std::mem::take(&mut hesitates),
                Lexeme::Stop | Lexeme::Ask => {
                    (after_comma, hesitates) = (false, false);
                    self.close(turn, lexeme == Lexeme::Ask, out);
                }
            }
        }
        self.close(turn, false, out);
    }

    /// Adds a word to the clause in the making.
    fn push(&mut self, token: Word) {
        // Equal words have equal marks: a clause in which no neighbours agree holds no repeat.
        let pairs = |one: Word| one.mark.agrees(token.mark) || one.mark.pairs_with(token.mark);
        self.rough |= match *self.line {
            [.., two, one] => two.mark.agrees(token.mark) || pairs(one),
            [one] => pairs(one),
            [] => false,
        };
        self.line.push(token);
    }

    /// Adds the words that a contraction stands for.
    fn expand(&mut self, word: Word, out: &mut Text) {
        let said = word.said(out);
        let invites = said == "lets"
            && contraction::invites(
                self.line.iter().filter(|token| !token.is(Class::COMMA)).map(|token| token.said(out)),
            );
        // Rare enough for a copy: one word in thirty.
        let said = if invites { "let's".to_owned() } else { said.to_owned() };
        contraction::expand(&said, |part| {
            let start = out.words.len();
            out.words.push_str(part);
            let place = Span { start: narrow(start), end: narrow(out.words.len()) };
            self.push(Word { word: place, span: word.span, mark: Mark::of(part) });
        });
    }

    /// The word behind a comma: a new subject ends the clause, anything else leaves the comma standing.
    fn comma(&mut self, next: Word, turn: u32, out: &mut Text) {
        if self.drop_filler_pair(out) {
            return;
        }
        let subject = if next.is(Class::APOSTROPHE) {
            Mark::of(next.said(out).split('\'').next().unwrap_or_default())
        } else {
            next.mark
        };
        let open = self.line.as_slice();
        let acknowledges = || {
            subject.is(Class::BUT)
                && open.len() <= ACKNOWLEDGEMENT
                && open.iter().all(|token| token.is(Class::ACKNOWLEDGEMENT.or(Class::COMMA)))
        };
        if subject.is(Class::SUBJECT) && !acknowledges() {
            self.close(turn, false, out);
        } else if !open.is_empty() {
            self.rough = true;
            self.line.push(COMMA);
        }
    }

    /// Drops a two-word filler before a comma. True if the comma only sets it off: no other stands before it.
    fn drop_filler_pair(&mut self, out: &Text) -> bool {
        let [ref rest @ .., first, second] = *self.line else { return false };
        if !first.mark.pairs_with(second.mark) {
            return false;
        }
        // "the sort of, uh, price" trails off; "do you know, ..." asks.
        let trails_off = second.said(out) == "of";
        let word_before = rest.last().map(|token| if trails_off { "" } else { token.said(out) });
        if !filler::drops(word_before, first.said(out), None) {
            return false;
        }
        let parted = rest.last().is_none_or(|token| token.is(Class::COMMA));
        let kept = rest.len() - usize::from(parted && !rest.is_empty());
        self.line.truncate(kept);
        !parted
    }

    /// In a bare call *but*, *because*, *so*, *and then* and *which means* begin a new clause.
    fn conjunction(&mut self, word: Word, turn: u32, out: &mut Text) {
        if self.line.len() <= BARE_CLAUSE {
            return;
        }
        let last = self.line.last().copied();
        match (last.map_or("", |token| token.said(out)), word.said(out)) {
            ("and", "then") | ("which", "means") => {
                self.line.pop();
                self.close(turn, false, out);
                self.line.extend(last);
            }
            (_, "but" | "because" | "so") => self.close(turn, false, out),
            _ => {}
        }
    }

    fn close(&mut self, turn: u32, asked: bool, out: &mut Text) {
        let opens_with_no = std::mem::take(&mut self.rough) && self.smooth(out);
        let first = out.tokens.len();
        out.keep(&self.line);
        self.line.clear();
        let end = out.tokens.len();
        if end > first {
            let mut clause = Clause { turn, first: narrow(first), end: narrow(end), is_question: asked, opens_with_no };
            clause.is_question = asked || self.bare && asks_by_order(&clause, out);
            out.clauses.push(clause);
        }
    }

    /// Takes commas, fillers and repeats out of the clause in the making. True if it opens with *no* as an answer.
    fn smooth(&mut self, out: &Text) -> bool {
        std::mem::swap(&mut self.open, &mut self.line);
        self.line.clear();
        self.drop_fillers(out);
        for &token in self.kept.iter().filter(|token| !token.is(Class::COMMA)) {
            push_unless_repeated(token, &mut self.line, out);
        }
        matches!(*self.kept.as_slice(), [no, comma, ..] if comma.is(Class::COMMA) && matches!(no.said(out), "no" | "nope"))
    }

    /// Fills `kept` from `open`: no two-word fillers, and no `like` between commas.
    fn drop_fillers(&mut self, out: &Text) {
        let (open, kept) = (self.open.as_slice(), &mut self.kept);
        kept.clear();
        let mut at = 0;
        while let Some(&here) = open.get(at) {
            let next = open.get(at + 1);
            let between_commas = next.is_some_and(|next| next.is(Class::COMMA))
                && kept.last().is_some_and(|last| last.is(Class::COMMA))
                && here.said(out) == "like";
            if between_commas {
                at += 1;
                continue;
            }
            if next.is_some_and(|next| here.mark.pairs_with(next.mark)) {
                // A comma is an empty word.
                let before = kept.last().map(|token| token.said(out));
                let after = open.get(at + 2).map(|token| token.said(out));
                if filler::drops(before, here.said(out), after) {
                    at += 2;
                    continue;
                }
            }
            kept.push(here);
            at += 1;
        }
    }
}

/// Appends a token; a word or pair of words said twice at once stands once, with its later place.
fn push_unless_repeated(token: Word, line: &mut Vec<Word>, out: &Text) {
    line.push(token);
    let same = |a: Word, b: Word| a.mark.agrees(b.mark) && a.said(out) == b.said(out);
    let repeated = match **line {
        [.., a, b] if same(a, b) && !a.is(Class::NUMBER) => 1,
        [.., a, b, c, d] if same(a, c) && same(b, d) && !a.is(Class::NUMBER) => 2,
        _ => return,
    };
    let end = line.len();
    line.copy_within(end - repeated.., end - 2 * repeated);
    line.truncate(end - repeated);
}

fn asks_by_order(clause: &Clause, out: &Text) -> bool {
    let words = |skip: usize| {
        let first = clause.first as usize + skip;
        let pair = out.tokens.get(first..(first + 2).min(clause.end as usize)).unwrap_or_default();
        let mut pair = pair.iter().map(|&token| out.word(token));
        (pair.next().unwrap_or_default(), pair.next().unwrap_or_default())
    };
    let (first, second) = words(0);
    let (first, second) = if BEFORE_ASKING.contains(&first) { words(1) } else { (first, second) };
    ASKING.iter().any(|opening| match opening.split_once(' ') {
        Some((one, two)) => one == first && two == second,
        None => *opening == first,
    })
}
