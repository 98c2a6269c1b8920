//! Conversation fixtures: whole talks with marks on their turns.

use std::collections::BTreeMap;

use super::{COUNTS, Failure, Gap, Proof};
use crate::analyze::{Analysis, Method, analyze};
use crate::call::{self, Call, Draft};
use crate::lexicon::{Conversation, Mark, is_named};
use crate::scan::{Discard, Evidence, GUARDS};
use crate::signal::structural;
use crate::verdict::Class;

/// Runs one conversation.
pub(super) fn prove(method: &Method, talk: &Conversation, proof: &mut Proof) {
    let call = Draft::talk(talk.turns.iter().map(|(role, words, line)| (*role, words.as_str(), *line)));
    let numbers = numbers(&call);
    let analysis = analyze(call, "conversation", method);
    proof.talks += 1;
    if let Some((wanted, line)) = &talk.verdict {
        let class = analysis.verdict.class.as_str();
        if Class::ALL.iter().all(|class| class.as_str() != wanted) {
            let what = format!("there is no verdict `{wanted}`");
            let (id, path) = ("verdict".to_owned(), talk.path.clone());
            proof.failures.push(Failure { id, path, line: *line, text: wanted.clone(), what, heard: Vec::new() });
        } else if class == wanted {
            proof.marks += 1;
        } else {
            proof.failures.push(Failure {
                id: "verdict".to_owned(),
                path: talk.path.clone(),
                line: *line,
                text: "the whole talk".to_owned(),
                what: format!("verdict: {wanted}"),
                heard: vec![format!("{class}, score {}: {}", analysis.verdict.score, analysis.verdict.because)],
            });
        }
    }
    for mark in &talk.marks {
        if let Some(what) = unknown(mark, method) {
            let (id, path, text) = (mark.id.clone(), talk.path.clone(), wanted(mark));
            proof.failures.push(Failure { id, path, line: mark.line, text, what, heard: Vec::new() });
            continue;
        }
        let heard = Heard::of(&analysis, number_of(talk, mark, &numbers));
        let text = talk.turns.get(mark.turn).map(|(_, words, _)| words.clone()).unwrap_or_default();
        let (id, path, line) = (mark.id.clone(), talk.path.clone(), mark.line);
        match (&mark.todo, heard.holds(mark)) {
            (None, true) => proof.marks += 1,
            (Some(reason), false) => proof.gaps.push(Gap { id, path, line, text, reason: reason.clone() }),
            (Some(_), true) => {
                let what = format!("`{}` holds now; take `todo` and its reason out", wanted(mark));
                proof.failures.push(Failure { id, path, line, text, what, heard: Vec::new() });
            }
            (None, false) => {
                proof.failures.push(Failure { id, path, line, text, what: wanted(mark), heard: heard.lines() });
            }
        }
    }
}

/// What a mark speaks of that there is not, so that it could never fail.
fn unknown(mark: &Mark, method: &Method) -> Option<String> {
    let names = [mark.id.as_str()];
    let lexicons = method.rules.lexicons().iter().map(|lexicon| lexicon.id.as_str());
    if !lexicons.chain(structural(&method.rules).map(|signal| signal.id())).any(|id| is_named(id, &names)) {
        return Some(format!("there is no lexicon and no order rule `{}`", mark.id));
    }
    let guard = mark.by.as_deref().filter(|by| GUARDS.iter().all(|guard| guard.id() != *by))?;
    Some(format!("there is no guard `{guard}`"))
}

/// By line of the file: the number of the turn that it became part of, from 1.
fn numbers(call: &Call) -> BTreeMap<u32, u32> {
    let turns = call::turns(call);
    let lines = (1..).zip(&turns).flat_map(|(number, turn)| turn.pieces.iter().map(move |piece| (piece.line, number)));
    lines.collect()
}

/// The turn a mark speaks of; 0, where nothing is heard, for one without words.
fn number_of(talk: &Conversation, mark: &Mark, numbers: &BTreeMap<u32, u32>) -> u32 {
    let line = talk.turns.get(mark.turn).and_then(|(_, _, line)| u32::try_from(*line).ok());
    line.and_then(|line| numbers.get(&line)).copied().unwrap_or_default()
}

/// A mark as it is written.
fn wanted(mark: &Mark) -> String {
    let mut text = format!("{}: {}", if mark.wants { "expect" } else { "never" }, mark.id);
    if let Some(quote) = &mark.quote {
        text.push_str(&format!(" {quote:?}"));
    }
    if let Some(guard) = &mark.by {
        text.push_str(&format!(" by {guard}"));
    }
    text
}

/// What was heard in the turn of a mark.
struct Heard<'a> {
    kept: Vec<(&'a str, &'a Evidence)>,
    dropped: Vec<&'a Discard>,
}

impl<'a> Heard<'a> {
    fn of(analysis: &'a Analysis, turn: u32) -> Self {
        let signals = analysis.signals.iter();
        let all = signals.flat_map(|signal| signal.evidence.iter().map(|evidence| (signal.id.as_str(), evidence)));
        Self {
            kept: all.filter(|(_, evidence)| evidence.turn == turn).collect(),
            dropped: analysis.discarded.iter().filter(|discard| discard.turn == turn).collect(),
        }
    }

    fn holds(&self, mark: &Mark) -> bool {
        let names = [mark.id.as_str()];
        let has_words =
            |quote: &str| mark.quote.as_ref().is_none_or(|words| quote.to_lowercase().contains(&words.to_lowercase()));
        let speaks = |guard: &str| mark.by.as_deref() == Some(guard);
        let kept = || self.kept.iter().filter(|(id, evidence)| is_named(id, &names) && has_words(&evidence.quote));
        if mark.wants {
            return kept().any(|(_, evidence)| {
                let spoke = mark.by.is_none() || evidence.guards.iter().any(|guard| speaks(guard));
                spoke && (evidence.weight >= COUNTS || mark.by.is_some())
            });
        }
        let stands = kept().any(|(_, evidence)| evidence.weight >= COUNTS);
        let spoke = || {
            let dropped = self.dropped.iter().filter(|discard| is_named(&discard.id, &names));
            dropped.into_iter().any(|discard| has_words(&discard.quote) && speaks(discard.guard))
                || kept().any(|(_, evidence)| evidence.guards.iter().any(|guard| speaks(guard)))
        };
        !stands && (mark.by.is_none() || spoke())
    }

    /// All that was heard, a line each.
    fn lines(&self) -> Vec<String> {
        let kept = self.kept.iter().map(|(id, evidence)| {
            let guards =
                if evidence.guards.is_empty() { String::new() } else { format!(" ({})", evidence.guards.join(", ")) };
            format!("{id} {:?} weight {}{guards}", evidence.quote, evidence.weight)
        });
        let dropped = self
            .dropped
            .iter()
            .map(|discard| format!("{} {:?} dropped by {}", discard.id, discard.quote, discard.guard));
        let mut lines: Vec<String> = kept.chain(dropped).collect();
        if lines.is_empty() {
            lines.push("nothing".to_owned());
        }
        lines
    }
}
