//! Lexicons put to the test of hearing: which of their phrases find a line, and which guards then drop it.

use std::collections::BTreeMap;

use crate::call::{self, Draft, Points, Role};
use crate::error::Error;
use crate::lexicon::phrase::Node;
use crate::lexicon::{ActBook, Contents, Lazy, Lexicon, Phrase, RoleCues, Sale, StoryWords, Weights, Window};
use crate::role::{self, Sides};
use crate::scan::{self, Hit, Rules};
use crate::text;

/// Lexicons compiled for hearing. They stand alone: none beats another.
pub(super) struct Ear {
    rules: Rules,
    lexicons: usize,
    /// By exception: whose it is, without a clause yet.
    exceptions: Vec<Exception>,
}

/// What was heard in one line.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    /// Phrases found.
    pub(super) catches: Vec<Catch>,
    /// Exceptions (`unless`) found.
    pub(super) exceptions: Vec<Exception>,
    /// Phrases that a guard or an exception drops.
    pub(super) drops: Vec<(Catch, &'static str)>,
}

/// An exception found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exception {
    pub(super) lexicon: usize,
    /// Its place in `unless`.
    pub(super) number: usize,
    pub(super) clause: u32,
    /// It has no `!()` that other words could meet.
    pub(super) is_firm: bool,
}

/// A phrase found in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Catch {
    pub(super) lexicon: usize,
    pub(super) phrase: usize,
    pub(super) clause: u32,
    pub(super) strength: Points,
}

impl Ear {
    /// Compiles the lexicons; they are spoken of by their places.
    ///
    /// # Errors
    /// As [`Rules::compile`].
    pub(super) fn new(lexicons: impl Iterator<Item = Lexicon>) -> Result<Self, Error> {
        let mut all = Vec::new();
        let mut apart = Vec::new();
        let mut exceptions = Vec::new();
        for (place, lexicon) in lexicons.enumerate() {
            for (number, sequence) in lexicon.unless.iter().enumerate() {
                let phrase = Phrase {
                    says: String::new(),
                    sequence: sequence.clone().into(),
                    strength: Points::ONE,
                    finds: Lazy::default(),
                    line: 0,
                };
                apart.push(phrase);
                exceptions.push(Exception { lexicon: place, number, clause: 0, is_firm: !has_not(sequence) });
            }
            // Rules are sorted by id, so that places come back as they went in.
            all.push(Lexicon { id: format!("a{place:06}"), beats: Vec::new(), within: Window::Whole, ..lexicon });
        }
        let count = all.len();
        // A lexicon that holds the exceptions of all others, behind them by its id.
        if let (false, Some(first)) = (apart.is_empty(), all.first()) {
            let bare =
                Lexicon { guards: BTreeMap::new(), unless: Lazy::default(), passes: Lazy::default(), ..first.clone() };
            all.push(Lexicon { id: "b".to_owned(), said_by: None, phrases: apart, ..bare });
        }
        let sale = Sale {
            anchors: Lazy::default(),
            amounts: false,
            opens: Lazy::default(),
            opens_nothing: Lazy::default(),
            theirs: Lazy::default(),
        };
        let rules = Rules::compile(Contents {
            lexicons: all,
            orders: Vec::new(),
            sale,
            acts: ActBook::default(),
            cues: RoleCues::default(),
            weights: Weights::default(),
            story: StoryWords::default(),
            hash: String::new(),
        })?;
        Ok(Self { rules, lexicons: count, exceptions })
    }

    /// What is heard in each line, said by that side.
    pub(super) fn hear(&self, lines: &[(Role, String)]) -> Vec<Heard> {
        let mut draft = Draft::new();
        for (place, (role, words)) in lines.iter().enumerate() {
            // Two of each side take turns, so that no line is joined to the one before.
            let party = draft.party(if place % 2 == 0 { role.as_str() } else { other(*role) });
            draft.role(party, *role, 1000, "role");
            // A line without words still is a turn.
            let words = if words.trim().is_empty() { "." } else { words };
            draft.say(Some(party), words, None, None, 1);
        }
        let call = draft.finish();
        let turns = call::turns(&call);
        let text = text::prepare(&turns);
        let found = scan::find(&text, &self.rules);
        let roles: Vec<Role> =
            role::assign(&call, &turns, &Sides::default()).into_iter().map(|role| role.role).collect();
        let facts = scan::facts(&turns, &text, &found, &roles, &self.rules);
        let judged = scan::judge(&found, &text, &turns, &facts, &self.rules);
        let mut heard = vec![Heard::default(); lines.len()];
        for hit in found.hits() {
            let Some(line) = heard.get_mut(hit.turn as usize) else { continue };
            match self.exceptions.get(usize::from(hit.phrase)) {
                Some(&exception) if usize::from(hit.lexicon.0) == self.lexicons => {
                    line.exceptions.push(Exception { clause: hit.clause, ..exception });
                }
                _ => line.catches.push(catch(hit)),
            }
        }
        for dropped in &judged.dropped {
            if let Some(line) = heard.get_mut(dropped.hit.turn as usize) {
                line.drops.push((catch(&dropped.hit), dropped.reason));
            }
        }
        heard
    }
}

fn catch(hit: &Hit) -> Catch {
    Catch {
        lexicon: usize::from(hit.lexicon.0),
        phrase: usize::from(hit.phrase),
        clause: hit.clause,
        strength: hit.strength(),
    }
}

/// Does a `!()` stand anywhere in it?
fn has_not(sequence: &[Node]) -> bool {
    sequence.iter().any(|node| match node {
        Node::Not(_) => true,
        Node::OneOf(branches) | Node::Maybe(branches) => branches.iter().any(|branch| has_not(branch)),
        _ => false,
    })
}

/// The name of the second speaker of a side.
fn other(role: Role) -> &'static str {
    if role == Role::Buyer { "another buyer" } else { "another seller" }
}

/// The words of a line as phrases meet them.
pub(super) fn tokens(line: &str) -> Vec<String> {
    let mut draft = Draft::new();
    let party = draft.party("seller");
    draft.say(Some(party), line, None, None, 1);
    let call = draft.finish();
    let text = text::prepare(&call::turns(&call));
    text.tokens().iter().map(|&token| text.word(token).to_owned()).collect()
}
