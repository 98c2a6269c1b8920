//! Question yield: how many words of the buyer each question of the seller draws out.

use super::{Said, Scene};
use crate::call::{Points, Role, divide};
use crate::lexicon::is_named;
use crate::scan::{Acts, is_open};

/// What the seller's questions drew out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Yield {
    /// By kind, in the order of [`Kind::ALL`].
    pub kinds: [Drawn; 3],
    /// Questions that the asker answered himself; they stand in no kind.
    pub self_answered: u32,
    /// The words that the middle answer has; of two the fewer.
    pub median: Option<u32>,
    /// The question that drew out the most, the first among equals; of those alone that ask about the buyer's world.
    pub best: Option<Asked>,
    /// The one of them that drew out the fewest, if those are fewer.
    pub worst: Option<Asked>,
}

/// Questions of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Drawn {
    /// How many.
    pub questions: u32,
    /// Words of buyers that answered them.
    pub words: u32,
    /// Words a question; `None` without one.
    pub each: Option<Points>,
}

/// A question and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub question: Said,
    /// Its kind.
    pub kind: Kind,
    /// Words of buyers up to the seller's next turn.
    pub words: u32,
}

/// The kind of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Asks for more than yes or no, or invites to tell.
    Open,
    /// Can be answered by yes, no or a choice.
    Closed,
    /// Says which answer is wanted: a tag, a denial, a push or a praise of the offer in the question itself.
    Leading,
}

/// Words of the asker behind his question from which he answers himself, whatever is said then. Judgement.
const OWN_ANSWER: u32 = 12;
/// Words of the shortest question that may be the best or the worst. Judgement.
const SHORTEST: u32 = 4;
/// Clauses that ask without a question mark.
const INVITATIONS: &[&str] = &["process.discovery_question", "process.objection_explore", "process.pain_funnel"];

/// The yield of a call. In a turn of several questions the last one is the one that is answered.
pub(super) fn of(scene: &Scene<'_>) -> Yield {
    let talk = scene.talk;
    let mut found = Yield::default();
    let mut all: Vec<(u32, usize, Kind)> = Vec::new();
    for (turn, facts) in talk.turns().filter(|(_, facts)| facts.role == Role::Seller) {
        let clauses = talk.scales.text.clauses_of(turn as usize);
        let invited = || {
            let mut hits = talk.scales.hits_of(turn).rev().filter(|&place| talk.weight(place) > Points::ZERO);
            hits.find(|&place| is_named(&talk.scales.rules.lexicon(talk.kept(place).hit.lexicon).id, INVITATIONS))
                .map(|place| talk.kept(place).hit.clause as usize)
        };
        let asked =
            if facts.asks() { clauses.clone().rev().find(|&clause| scene.is_question(clause)) } else { invited() };
        let Some((clause, words)) = asked.zip(answer(scene, turn)) else { continue };
        let behind: u32 = (clause + 1..clauses.end).map(|clause| scene.words_in(clause)).sum();
        if behind >= OWN_ANSWER {
            found.self_answered += 1;
            continue;
        }
        all.push((words, clause, kind(scene, clause)));
    }
    for &(words, _, kind) in &all {
        let drawn = &mut found.kinds[kind as usize];
        drawn.questions += 1;
        drawn.words += words;
        drawn.each = Some(Points(divide(i64::from(drawn.words) * 1000, i64::from(drawn.questions))));
    }
    let quoted = |row: Option<&(u32, usize, Kind)>| {
        let &(words, clause, kind) = row?;
        let (turn, span) = talk.clause_span(clause)?;
        Some(Asked { question: scene.said(turn, span), kind, words })
    };
    let told: Vec<(u32, usize, Kind)> = all.iter().copied().filter(|row| explores(scene, row)).collect();
    found.best = quoted(told.iter().rev().max_by_key(|(words, ..)| *words));
    let most = told.iter().map(|(words, ..)| *words).max().unwrap_or_default();
    found.worst = quoted(told.iter().min_by_key(|(words, ..)| *words).filter(|(words, ..)| *words < most));
    let mut words: Vec<u32> = all.iter().map(|(words, ..)| *words).collect();
    words.sort_unstable();
    found.median = words.len().checked_sub(1).and_then(|last| words.get(last / 2).copied());
    found
}

/// Does a question ask about the buyer's world? A greeting, a close, a bid, a date and what is there for the call itself
/// do not, and neither does what says which answer is wanted.
fn explores(scene: &Scene<'_>, &(_, clause, kind): &(u32, usize, Kind)) -> bool {
    let acts = scene.acts.get(clause).copied().unwrap_or_default();
    // "How does it work" has the form of a proposal, and is none.
    let proposes = acts.any(Acts::PROPOSAL.and(Acts::SUM)) || acts.any(Acts::PROPOSING) && kind != Kind::Open;
    let is_other = acts.any(Acts::SOCIAL.and(Acts::TAG)) || proposes;
    acts.any(Acts::QUESTION.and(Acts::DIRECTIVE))
        && !is_other
        && kind != Kind::Leading
        && scene.words_in(clause) >= SHORTEST
        && !scene.holds(clause, &scene.talk.scales.rules.story().of_the_call)
}

/// Words of buyers between a seller's turn and the next; `None` if nobody answers any more.
fn answer(scene: &Scene<'_>, turn: u32) -> Option<u32> {
    let after = scene.talk.scales.facts.get(turn as usize + 1..)?.iter();
    let mut answers = after.take_while(|facts| facts.role != Role::Seller).filter(|facts| facts.role == Role::Buyer);
    answers.next().map(|first| first.words + answers.map(|facts| facts.words).sum::<u32>())
}

fn kind(scene: &Scene<'_>, clause: usize) -> Kind {
    let talk = scene.talk;
    let text = talk.scales.text;
    let Some(bounds) = text.clauses().get(clause) else { return Kind::Closed };
    let sells = talk.scales.hits_of(bounds.turn).any(|place| {
        let hit = &talk.kept(place).hit;
        let told = talk.groups.pushing.holds(hit.lexicon) || talk.groups.pitch.holds(hit.lexicon);
        hit.clause as usize == clause && talk.weight(place) > Points::ZERO && told
    });
    let words = text.words_of(bounds);
    let told = talk.scales.rules.story();
    let is_in = |list: &[String], word: &str| list.iter().any(|row| row == word);
    let mut last = words.clone().rev();
    let is_tagged = match (last.next(), last.next(), last.next()) {
        (Some(pronoun), Some("not"), Some(verb)) => is_in(&told.tag_verbs, verb) && is_in(&told.tag_pronouns, pronoun),
        (Some(last), ..) => is_in(&told.tags, last),
        (None, ..) => false,
    };
    let begins = |denial: &str| {
        let mut words = words.clone();
        denial.split(' ').all(|word| words.next() == Some(word)) && words.next().is_some()
    };
    if sells || is_tagged || told.denials.iter().any(|denial| begins(denial)) {
        return Kind::Leading;
    }
    if is_open(bounds, text) || !bounds.is_question { Kind::Open } else { Kind::Closed }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Open, Self::Closed, Self::Leading];

    /// The stable word for output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Leading => "leading",
        }
    }
}
