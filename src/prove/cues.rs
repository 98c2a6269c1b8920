//! The examples that `roles.toml` carries: sentences that a cue finds, and sentences that it must not find.

use super::{Failure, Proof};
use crate::call::{self, Draft, Role};
use crate::lexicon::Cue;
use crate::scan::{self, Probe, Rules};
use crate::text::{self, Text};

/// Runs the examples of one cue, the one at that place.
pub(super) fn prove(rules: &Rules, place: usize, cue: &Cue, proof: &mut Proof) {
    let mut failures = Vec::new();
    let mut fail = |text: &str, what: String| {
        failures.push(Failure {
            id: format!("roles.{}", cue.id),
            path: rules.cues().path.clone(),
            line: cue.line,
            text: text.to_owned(),
            what,
            heard: Vec::new(),
        });
    };
    for sentence in &cue.finds {
        if is_found(rules, place, cue, sentence) {
            proof.finds += 1;
        } else {
            fail(sentence, "this cue does not find it".to_owned());
        }
    }
    for sentence in &cue.passes {
        if is_found(rules, place, cue, sentence) {
            fail(sentence, "this cue finds it".to_owned());
        } else {
            proof.passes += 1;
        }
    }
    if cue.passes.is_empty() {
        fail(&cue.id, "a cue has at least one sentence in `passes`".to_owned());
    }
    for phrase in &cue.says {
        let meets = |probe: &Probe| cue.finds.iter().any(|sentence| meets(probe, &prepared(sentence, cue.side)));
        if !Probe::new(&phrase.sequence).is_some_and(|probe| meets(&probe)) {
            fail(&phrase.says, "no sentence in `finds` proves this phrase".to_owned());
        }
    }
    proof.failures.append(&mut failures);
}

fn prepared(sentence: &str, side: Role) -> Text {
    let call = Draft::talk([(side, sentence, 1)]);
    text::prepare(&call::turns(&call))
}

fn is_found(rules: &Rules, place: usize, cue: &Cue, sentence: &str) -> bool {
    let text = prepared(sentence, cue.side);
    let asked = |clause: u32| text.clauses().get(clause as usize).is_some_and(|clause| clause.is_question);
    let found = scan::find(&text, rules);
    let own = found.cues().iter().filter(|hit| usize::from(hit.cue) == place);
    own.into_iter().any(|hit| cue.asked.is_none_or(|wanted| wanted == asked(hit.clause)))
}

/// Does the phrase match in any clause?
fn meets(probe: &Probe, text: &Text) -> bool {
    text.clauses().iter().any(|clause| {
        let line = text.line(clause);
        probe.find(&line.split(' ').collect::<Vec<_>>()).is_some()
    })
}
