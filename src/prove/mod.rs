//! Lexicons prove themselves: every `finds` is found by its own phrase, every `passes` is not
//! counted, or is dropped by the guard it names; order rules find their talks and no others; and conversation
//! fixtures hold what their marks say.
//!
//! What must hold and does not yet stands in its file with its reason (`known_gap`, `todo`); such
//! gaps are counted and listed, and one that has closed is a failure, so that the list stays true.

mod cues;
mod examples;
mod sequences;
mod talks;

use crate::analyze::Method;
use crate::call::Points;
use crate::lexicon::{Conversation, Lexicon, OrderRule};
use crate::scan::{LexiconId, Rules};

/// What a run over lexicons and conversations showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Sentences that their phrase finds.
    pub finds: usize,
    /// Sentences that pass.
    pub passes: usize,
    /// Conversations run.
    pub talks: usize,
    /// Their marks and verdicts that hold.
    pub marks: usize,
    /// What should hold and is known not to.
    pub gaps: Vec<Gap>,
    /// What does not hold, by lexicon and line, then by conversation and line.
    pub failures: Vec<Failure>,
}

/// A known gap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The lexicon.
    pub id: String,
    /// The file, as messages call it.
    pub path: String,
    /// Line in the file.
    pub line: u64,
    /// The sentence.
    pub text: String,
    /// Why it does not hold yet.
    pub reason: String,
}

/// An example that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The lexicon, or what else a mark speaks of.
    pub id: String,
    /// The file, as messages call it.
    pub path: String,
    /// Line in the file.
    pub line: u64,
    /// The sentence, or the turn.
    pub text: String,
    /// What should be.
    pub what: String,
    /// What was heard instead, a line each; none where `what` says it all.
    pub heard: Vec<String>,
}

/// A hit that weighs this or more counts; a guard that leaves half has spoken.
const COUNTS: Points = Points(500);

/// Runs every example of every lexicon, of every order rule and of the words that tell roles.
#[must_use]
pub fn prove(rules: &Rules) -> Proof {
    prove_some(rules, &|_| true).and(prove_orders(rules, &|_| true)).and(prove_cues(rules))
}

/// Runs the examples of the lexicons wanted.
#[must_use]
pub fn prove_some(rules: &Rules, wanted: &dyn Fn(&Lexicon) -> bool) -> Proof {
    let mut proof = Proof::default();
    for (id, lexicon) in (0..).map(LexiconId).zip(rules.lexicons()).filter(|(_, lexicon)| wanted(lexicon)) {
        examples::prove(rules, id, lexicon, &mut proof);
    }
    proof
}

/// Runs the examples of the order rules wanted.
#[must_use]
pub fn prove_orders(rules: &Rules, wanted: &dyn Fn(&OrderRule) -> bool) -> Proof {
    let mut proof = Proof::default();
    rules.orders().iter().filter(|order| wanted(order)).for_each(|order| sequences::prove(rules, order, &mut proof));
    proof
}

/// Runs the examples of the words that tell roles.
#[must_use]
pub fn prove_cues(rules: &Rules) -> Proof {
    let mut proof = Proof::default();
    let cues = rules.cues().cues.iter().enumerate();
    cues.for_each(|(place, cue)| cues::prove(rules, place, cue, &mut proof));
    proof
}

/// Runs conversations.
#[must_use]
pub fn prove_talks<'t>(method: &Method, talks: impl IntoIterator<Item = &'t Conversation>) -> Proof {
    let mut proof = Proof::default();
    talks.into_iter().for_each(|talk| talks::prove(method, talk, &mut proof));
    proof
}

impl Proof {
    /// This proof and another one after it.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.finds += other.finds;
        self.passes += other.passes;
        self.talks += other.talks;
        self.marks += other.marks;
        self.gaps.append(&mut other.gaps);
        self.failures.append(&mut other.failures);
        self
    }
}
