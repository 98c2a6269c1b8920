//! The examples that lexicons carry: `finds` and `passes`.

use super::{COUNTS, Failure, Gap, Proof};
use crate::call::{self, Draft, Points, Role, narrow};
use crate::lexicon::{Lexicon, Pass, Phrase};
use crate::role::{self, Sides};
use crate::scan::{self, Dropped, Fired, GUARDS, Hit, LexiconId, Rules, Scales};
use crate::text;

/// What stands before a sentence, so that it is no greeting.
const OPENING: [(Role, &str); 2] =
    [(Role::Seller, "Hello, thanks for picking up."), (Role::Buyer, "Hello, yes, I can hear you.")];
/// What the other side says where the sentence's speaker spoke last.
const BETWEEN: &str = "Go on.";

/// Runs the examples of one lexicon.
pub(super) fn prove(rules: &Rules, id: LexiconId, lexicon: &Lexicon, proof: &mut Proof) {
    for (number, phrase) in (0..).zip(&lexicon.phrases) {
        proof.phrase(rules, id, lexicon, number, phrase);
    }
    for pass in &lexicon.passes {
        proof.pass(rules, id, lexicon, pass);
    }
}

impl Proof {
    fn phrase(&mut self, rules: &Rules, id: LexiconId, lexicon: &Lexicon, number: u16, phrase: &Phrase) {
        let mut fail = |text: &str, what: String| {
            let (id, path) = (lexicon.id.clone(), lexicon.path.clone());
            self.failures.push(Failure { id, path, line: phrase.line, text: text.to_owned(), what, heard: Vec::new() });
        };
        if phrase.finds.is_empty() {
            fail(&phrase.says, "this phrase has no `finds`".to_owned());
        }
        let speaker = lexicon.said_by.unwrap_or(Role::Seller);
        // What a team's own lexicon beats here is the team's will, no fault of the built-in one.
        let overruled =
            !lexicon.is_team && rules.lexicons().iter().any(|other| other.is_team && other.beats.contains(&lexicon.id));
        let mut found = 0;
        for sentence in &phrase.finds {
            let heard = Heard::new(rules, id, &[(speaker, sentence.as_str())]);
            let yields = |dropped: &Dropped| dropped.hit.phrase == number && dropped.reason == "precedence";
            if heard.kept.iter().any(|(hit, _, _)| hit.phrase == number)
                || overruled && heard.dropped.iter().any(yields)
            {
                found += 1;
            } else {
                fail(sentence, format!("`{}` does not find it; {}", phrase.says, heard.instead(lexicon)));
            }
        }
        self.finds += found;
    }

    fn pass(&mut self, rules: &Rules, id: LexiconId, lexicon: &Lexicon, pass: &Pass) {
        let mut talk: Vec<(Role, &str)> = match pass.before.is_empty() {
            true => OPENING.to_vec(),
            false => pass.before.iter().map(|(role, words)| (*role, words.as_str())).collect(),
        };
        if talk.last().is_some_and(|(role, _)| *role == pass.said_by) {
            talk.push((if pass.said_by == Role::Buyer { Role::Seller } else { Role::Buyer }, BETWEEN));
        }
        talk.push((pass.said_by, &pass.text));
        let heard = Heard::new(rules, id, &talk);
        let held = heard.holds(pass.guard.as_deref());
        let failure = match (&pass.known_gap, held) {
            (Some(reason), false) => {
                let (id, path, text) = (lexicon.id.clone(), lexicon.path.clone(), pass.text.clone());
                return self.gaps.push(Gap { id, path, line: pass.line, text, reason: reason.clone() });
            }
            (None, true) => {
                self.passes += 1;
                return;
            }
            (Some(_), true) => "it passes now; take `known_gap` out".to_owned(),
            (None, false) => match &pass.guard {
                Some(guard) => format!("the guard `{guard}` does not drop or weaken it; {}", heard.instead(lexicon)),
                None => heard.instead(lexicon),
            },
        };
        let (id, path, text) = (lexicon.id.clone(), lexicon.path.clone(), pass.text.clone());
        self.failures.push(Failure { id, path, line: pass.line, text, what: failure, heard: Vec::new() });
    }
}

/// What one lexicon makes of the last turn of a talk.
struct Heard {
    /// What stands: the hit, its weight, the guards that fired.
    kept: Vec<(Hit, Points, Fired)>,
    dropped: Vec<Dropped>,
}

impl Heard {
    fn new(rules: &Rules, id: LexiconId, talk: &[(Role, &str)]) -> Self {
        let call = Draft::talk(talk.iter().map(|(role, words)| (*role, *words, 1)));
        let turns = call::turns(&call);
        let last = narrow(turns.len().saturating_sub(1));
        let text = text::prepare(&turns);
        let found = scan::find(&text, rules);
        let roles: Vec<Role> =
            role::assign(&call, &turns, &Sides::default()).into_iter().map(|role| role.role).collect();
        let facts = scan::facts(&turns, &text, &found, &roles, rules);
        let judged = scan::judge(&found, &text, &turns, &facts, rules);
        let weights = Scales { text: &text, rules, facts: &facts, judged: &judged }.weigh_all();
        let here = |hit: &Hit| hit.lexicon == id && hit.turn == last;
        let rows = judged.kept.iter().zip(&weights.weight).zip(&weights.fired);
        Self {
            kept: rows
                .filter(|((kept, _), _)| here(&kept.hit))
                .map(|((kept, weight), fired)| (kept.hit, *weight, *fired))
                .collect(),
            dropped: judged.dropped.iter().filter(|dropped| here(&dropped.hit)).copied().collect(),
        }
    }

    fn holds(&self, guard: Option<&str>) -> bool {
        let Some(guard) = guard else {
            return self.kept.iter().all(|(_, weight, _)| *weight < COUNTS);
        };
        let bit = GUARDS.iter().position(|row| row.id() == guard);
        let weakened = |fired: Fired| bit.is_some_and(|bit| fired.has(bit));
        let spoke = self.kept.iter().any(|(_, _, fired)| weakened(*fired))
            || self.dropped.iter().any(|dropped| dropped.reason == guard);
        spoke && self.kept.iter().all(|(_, weight, fired)| *weight < COUNTS || weakened(*fired))
    }

    /// What happened instead, in words.
    fn instead(&self, lexicon: &Lexicon) -> String {
        let says = |hit: &Hit| lexicon.phrases.get(usize::from(hit.phrase)).map_or("?", |phrase| phrase.says.as_str());
        if let Some((hit, weight, _)) = self.kept.iter().max_by_key(|(_, weight, _)| *weight) {
            return format!("`{}` finds it with weight {weight}", says(hit));
        }
        match self.dropped.first() {
            Some(Dropped { hit, reason, .. }) => format!("`{}` finds it and `{reason}` drops it", says(hit)),
            None => "no phrase of this lexicon finds it".to_owned(),
        }
    }
}
