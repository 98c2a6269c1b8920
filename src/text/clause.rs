//! Cutting a turn into clauses (METHOD 2.1.3, 2.1.8).
//!
//! A clause ends at `. ? ! ; :` and at a comma before a new subject. In a call without
//! punctuation it also ends before conjunctions, and word order tells the questions.

use super::lexeme::{self, Lexeme};
use super::{Clause, Text, Token, contraction, filler, is_number};
use crate::call::Span;

/// Subjects (and *but*) that start a new clause after a comma.
const SUBJECTS: &[&str] = &["but", "he", "i", "it", "she", "they", "we"];

/// Words of a short acknowledgement: "I understand, but ..." stays one clause (FINDINGS 3 b).
const ACKNOWLEDGEMENTS: &[&str] = &[
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
    /// The clause in the making: words, and commas as `None`.
    open: Vec<Option<Token>>,
    kept: Vec<Option<Token>>,
    scratch: String,
}

impl Cutter {
    pub(super) fn new(bare: bool) -> Self {
        Self { bare, open: Vec::new(), kept: Vec::new(), scratch: String::new() }
    }

    /// Appends the clauses of one turn to `out`.
    /// `pauses` are the bytes before which the speaker paused; they count where there is no punctuation.
    pub(super) fn turn(&mut self, turn: usize, text: &str, pauses: &[u32], out: &mut Text) {
        let turn = u32::try_from(turn).unwrap_or(u32::MAX);
        let mut scratch = std::mem::take(&mut self.scratch);
        let (mut after_comma, mut hesitates) = (false, false);
        let mut pauses = if self.bare { pauses } else { &[] }.iter().peekable();
        lexeme::read(text, &mut scratch, |lexeme| match lexeme {
            Lexeme::Word(word, _) if filler::is_filler(word) => hesitates = true,
            Lexeme::Word(word, span) => {
                hesitates = false;
                if pauses.next_if(|&&pause| pause <= span.start).is_some() {
                    self.close(turn, false, out);
                }
                if after_comma {
                    self.comma(word, turn, out);
                    after_comma = false;
                }
                self.conjunction(word, turn, out);
                let words = self.open.iter().flatten().map(|&token| out.word(token));
                let word = if word == "lets" && contraction::invites(words) { "let's" } else { word };
                contraction::expand(word, |part| {
                    let start = out.words.len();
                    out.words.push_str(part);
                    let word = Span {
                        start: u32::try_from(start).unwrap_or(u32::MAX),
                        end: u32::try_from(out.words.len()).unwrap_or(u32::MAX),
                    };
                    self.open.push(Some(Token { word, span }));
                });
            }
            // A comma that only sets off a filler ("so um, we ...") parts nothing.
            Lexeme::Comma => after_comma |= !std::mem::take(&mut hesitates),
            Lexeme::Stop | Lexeme::Ask => {
                (after_comma, hesitates) = (false, false);
                self.close(turn, lexeme == Lexeme::Ask, out);
            }
        });
        self.close(turn, false, out);
        self.scratch = scratch;
    }

    /// The word behind a comma: a new subject ends the clause, anything else leaves the comma standing.
    fn comma(&mut self, next: &str, turn: u32, out: &mut Text) {
        if self.drop_filler_pair(out) {
            return;
        }
        let subject = next.split('\'').next().unwrap_or(next);
        let acknowledges = subject == "but"
            && self.open.len() <= ACKNOWLEDGEMENT
            && self.open.iter().flatten().all(|&token| ACKNOWLEDGEMENTS.binary_search(&out.word(token)).is_ok());
        if SUBJECTS.contains(&subject) && !acknowledges {
            self.close(turn, false, out);
        } else if !self.open.is_empty() {
            self.open.push(None);
        }
    }

    /// Drops a two-word filler before a comma. True if the comma only sets it off: no other stands before it.
    fn drop_filler_pair(&mut self, out: &Text) -> bool {
        let [.., Some(first), Some(second)] = *self.open.as_slice() else { return false };
        let before = self.open.len().checked_sub(3).and_then(|at| self.open.get(at));
        // "the sort of, uh, price" trails off; "do you know, ..." asks.
        let trails_off = out.word(second) == "of";
        let word_before = before.map(|slot| slot.filter(|_| !trails_off).map_or("", |token| out.word(token)));
        if !filler::is_filler_pair(word_before, out.word(first), out.word(second), None) {
            return false;
        }
        self.open.truncate(self.open.len() - 2);
        let parted = self.open.last().is_none_or(Option::is_none);
        if parted {
            self.open.pop();
        }
        !parted
    }

    /// In a bare call *but*, *because*, *so*, *and then* and *which means* begin a new clause.
    fn conjunction(&mut self, word: &str, turn: u32, out: &mut Text) {
        if !self.bare || self.open.len() <= BARE_CLAUSE {
            return;
        }
        let last = self.open.last().copied().flatten().map_or("", |token| out.word(token));
        let pair = matches!((last, word), ("and", "then") | ("which", "means"));
        if pair {
            let first = self.open.pop().flatten();
            self.close(turn, false, out);
            self.open.extend(first.map(Some));
        } else if matches!(word, "but" | "because" | "so") {
            self.close(turn, false, out);
        }
    }

    fn close(&mut self, turn: u32, asked: bool, out: &mut Text) {
        if self.open.is_empty() {
            return;
        }
        self.drop_fillers(out);
        let first = out.tokens.len();
        let opens_with_no =
            matches!(self.kept.as_slice(), [Some(no), None, ..] if matches!(out.word(*no), "no" | "nope"));
        for &token in self.kept.iter().flatten() {
            push_unless_repeated(token, first, out);
        }
        self.open.clear();
        let end = out.tokens.len();
        if end > first {
            let mut clause = Clause {
                turn,
                first: u32::try_from(first).unwrap_or(u32::MAX),
                end: u32::try_from(end).unwrap_or(u32::MAX),
                is_question: asked,
                opens_with_no,
            };
            clause.is_question = asked || self.bare && asks_by_order(&clause, out);
            out.clauses.push(clause);
        }
    }

    /// Fills `kept` from `open`: no two-word fillers, and no `like` between commas.
    fn drop_fillers(&mut self, out: &Text) {
        let word = |slot: Option<&Option<Token>>| slot.copied().flatten().map(|token| out.word(token));
        self.kept.clear();
        let mut at = 0;
        while let Some(&slot) = self.open.get(at) {
            if let Some(here) = slot.map(|token| out.word(token)) {
                let next = word(self.open.get(at + 1));
                let between_commas = here == "like"
                    && matches!(self.kept.last(), Some(None))
                    && matches!(self.open.get(at + 1), Some(None));
                if between_commas {
                    at += 1;
                    continue;
                }
                if let Some(next) = next {
                    let before = word(self.kept.last());
                    let opening = self.kept.is_empty();
                    let before = if opening { None } else { before.or(Some("")) };
                    if filler::is_filler_pair(before, here, next, word(self.open.get(at + 2))) {
                        at += 2;
                        continue;
                    }
                }
            }
            self.kept.push(slot);
            at += 1;
        }
    }
}

/// Appends a token; a word or pair of words said twice at once stands once, with its later place.
fn push_unless_repeated(token: Token, first: usize, out: &mut Text) {
    out.tokens.push(token);
    let tail = out.tokens.get(first..).unwrap_or_default();
    let same = |a: Token, b: Token| out.word(a) == out.word(b);
    let repeated = match *tail {
        [.., a, b] if same(a, b) && !is_number(out.word(a)) => 1,
        [.., a, b, c, d] if same(a, c) && same(b, d) && !is_number(out.word(a)) => 2,
        _ => return,
    };
    let end = out.tokens.len();
    out.tokens.copy_within(end - repeated.., end - 2 * repeated);
    out.tokens.truncate(end - repeated);
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
