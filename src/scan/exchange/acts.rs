//! Acts of a clause: it asks, tells to do, proposes, agrees, or only listens.

use serde::{Deserialize, Serialize};

use crate::call::narrow;
use crate::lexicon::phrase::{Node, Sequence};
use crate::lexicon::{ActBook, ActKind};
use crate::scan::numbers;
use crate::scan::program::Programs;
use crate::scan::row::Row;
use crate::scan::vocabulary::{Vocabulary, WordId};

/// What a clause does; one may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acts(u16);

impl Acts {
    /// It asks for something.
    pub const QUESTION: Self = Self(1);
    /// It tells the other to do something.
    pub const DIRECTIVE: Self = Self(2);
    /// It proposes a step or a date, or names a sum as an offer.
    pub const PROPOSAL: Self = Self(4);
    /// It only says: I am listening.
    pub const ACKNOWLEDGEMENT: Self = Self(8);
    /// It asks after the other's health, or whether he is there.
    pub const SOCIAL: Self = Self(16);
    /// It is a question that asks for nothing: right?
    pub const TAG: Self = Self(32);
    /// It names a step towards a purchase.
    pub const STEP: Self = Self(64);
    /// It names a day or time to come.
    pub const DATE: Self = Self(128);
    /// It names a sum as an offer.
    pub const SUM: Self = Self(256);
    /// It opens with a yes.
    pub const AGREES: Self = Self(512);
    /// It opens with a no.
    pub const REFUSES: Self = Self(1024);
    /// It has the form of a proposal; what it proposes tells whether it is one.
    pub const PROPOSING: Self = Self(2048);
    /// It says when it would suit.
    pub const SUITS: Self = Self(4096);

    /// Does it do any of these?
    #[must_use]
    pub fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What a phrase of the file shows.
    #[must_use]
    pub fn shown_by(kind: ActKind) -> Self {
        match kind {
            ActKind::Question => Self::QUESTION,
            ActKind::Social => Self::SOCIAL,
            ActKind::Directive => Self::DIRECTIVE,
            ActKind::Proposing => Self::PROPOSING,
            ActKind::Step => Self::STEP,
            ActKind::Date => Self::DATE,
            ActKind::Sum => Self::SUM,
            ActKind::Agrees => Self::AGREES,
            ActKind::Refuses => Self::REFUSES,
            ActKind::Suits => Self::SUITS,
        }
    }
}

/// Longest greeting, tag and acknowledgement, in words; EXCHANGE 3.1.
const GREETING: usize = 9;
const TAG: usize = 4;
const LISTENING: usize = 7;

/// The phrases at the head of clauses, and the word lists, ready to be tried.
#[derive(Debug, Serialize, Deserialize)]
pub(in crate::scan) struct Openings {
    programs: Programs,
    /// By phrase: what it shows.
    shows: Vec<Acts>,
    /// By first word, one behind the other: the phrases that may begin so.
    #[serde(with = "numbers")]
    by_word: Vec<u16>,
    /// By word: the first of those; and their number at the end.
    #[serde(with = "numbers")]
    bounds: Vec<u32>,
    classes: Vec<Class>,
}

/// The lists that a word stands in.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Class {
    leads_in: bool,
    listens: bool,
    tags: bool,
}

impl Openings {
    /// Makes them ready; `Err` holds the number of a phrase, counted over all openings, that begins with no word.
    pub(in crate::scan) fn compile(book: &ActBook, words: &Vocabulary) -> Result<Self, usize> {
        let mut openings = Self {
            programs: Programs::default(),
            shows: Vec::new(),
            by_word: Vec::new(),
            bounds: vec![0],
            classes: vec![Class::default(); words.len()],
        };
        let mut by_word: Vec<Vec<u16>> = vec![Vec::new(); words.len()];
        let phrases = book.rows.iter().flat_map(|row| row.opens.iter().map(|says| (Acts::shown_by(row.kind), says)));
        for (number, (acts, says)) in phrases.enumerate() {
            openings.programs.add(says, words);
            let mut firsts = Vec::new();
            if !first_words(says, words, &mut firsts) {
                return Err(number);
            }
            firsts.sort_unstable();
            firsts.dedup();
            for id in firsts {
                by_word[id as usize].push(u16::try_from(number).unwrap_or(u16::MAX));
            }
            openings.shows.push(acts);
        }
        for mut of_word in by_word {
            openings.by_word.append(&mut of_word);
            openings.bounds.push(narrow(openings.by_word.len()));
        }
        openings.programs.finish(words);
        let mut mark = |list: &[String], set: fn(&mut Class)| {
            list.iter().for_each(|word| set(&mut openings.classes[words.id(word) as usize]));
        };
        mark(&book.lead_ins, |class| class.leads_in = true);
        mark(&book.listening, |class| class.listens = true);
        mark(&book.tags, |class| class.tags = true);
        // The class of all words that no phrase names stays empty.
        openings.classes[0] = Class::default();
        Ok(openings)
    }

    /// The phrases that may begin with a word.
    fn beginning(&self, word: WordId) -> &[u16] {
        let word = usize::from(word);
        let Some(&[first, end]) = self.bounds.get(word..word + 2) else { return &[] };
        self.by_word.get(first as usize..end as usize).unwrap_or_default()
    }

    /// The acts of a clause; `held` are those of the phrases that were found in it.
    pub(in crate::scan) fn acts(&self, clause: Row<'_>, asked: bool, held: Acts, words: &Vocabulary) -> Acts {
        let shown = self.shown(clause, words).and(held);
        let all = |belongs: fn(&Class) -> bool| {
            clause.ids().iter().all(|&id| self.classes.get(id as usize).is_some_and(belongs))
        };
        let only = |what: Acts| Acts(shown.0 & what.0);
        let answers = only(Acts::AGREES.and(Acts::REFUSES));
        let asks = asked || shown.any(Acts::QUESTION);
        if asks && clause.len() <= GREETING && shown.any(Acts::SOCIAL) {
            return Acts::SOCIAL.and(answers);
        }
        if asks && clause.len() <= TAG && all(|class| class.tags) {
            return Acts::TAG.and(answers);
        }
        let mut acts = only(Acts::DIRECTIVE);
        if asks {
            acts = acts.and(Acts::QUESTION);
        }
        if shown.any(Acts::PROPOSING) && shown.any(Acts::STEP.and(Acts::DATE)) || shown.any(Acts::SUM) {
            acts = acts.and(Acts::PROPOSAL);
        }
        if acts == Acts::default() && clause.len() <= LISTENING && all(|class| class.listens) {
            acts = Acts::ACKNOWLEDGEMENT;
        }
        acts.and(answers).and(only(Acts::STEP.and(Acts::DATE).and(Acts::SUM).and(Acts::PROPOSING).and(Acts::SUITS)))
    }

    /// What the openings show, tried behind each lead-in.
    fn shown(&self, clause: Row<'_>, words: &Vocabulary) -> Acts {
        let mut shown = Acts::default();
        for (begin, &id) in clause.ids().iter().enumerate() {
            for &phrase in self.beginning(id) {
                let phrase = usize::from(phrase);
                let Some(&acts) = self.shows.get(phrase) else { continue };
                let is_new = acts.0 & !shown.0 != 0 && self.programs.second(phrase).meets(clause.bits(begin + 1));
                if is_new && self.programs.end_of_match(phrase, clause, begin, words).is_some() {
                    shown = shown.and(acts);
                }
            }
            if !self.classes.get(id as usize).is_some_and(|class| class.leads_in) {
                break;
            }
        }
        shown
    }
}

/// The ids with which a match may begin; false if it may begin with any word.
fn first_words(sequence: &[Node], words: &Vocabulary, firsts: &mut Vec<WordId>) -> bool {
    for node in sequence {
        match node {
            Node::Word(word) => {
                firsts.push(words.id(word));
                return true;
            }
            Node::Prefix(stem) => {
                firsts.extend(words.starting_with(stem));
                return true;
            }
            Node::OneOf(branches) => return branches.iter().all(|branch| first_words(branch, words, firsts)),
            Node::Maybe(branches) => {
                if !branches.iter().all(|branch| first_words(branch, words, firsts)) {
                    return false;
                }
            }
            Node::Start | Node::Not(_) => {}
            Node::Number | Node::Any | Node::Gap(_) | Node::End => return false,
        }
    }
    false
}

/// Every sequence of the file, and its lists as words: what a vocabulary must know.
pub(in crate::scan) fn words_of(book: &ActBook) -> Vec<Sequence> {
    let lists = book.lead_ins.iter().chain(&book.listening).chain(&book.tags);
    let words = lists.map(|word| vec![Node::Word(word.clone())]);
    book.rows.iter().flat_map(|row| row.opens.iter().cloned()).chain(words).collect()
}
