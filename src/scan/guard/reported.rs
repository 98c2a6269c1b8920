//! `reported`: somebody else's words.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// *They said*, *the rep told me* before the hit, and no return to *so I* or *but we*; or in a clause shortly before,
/// where the quotation is still open (METHOD 2.3).
///
/// A quotation ends with a clause that has *I*, *we*, *you* or theirs for its subject, that turns (*but*, *so*,
/// *anyway*), that asks, or that tells what came of it (*still*, *keeps*, *again*). What was told to be done, *told me
/// to call you*, opens none. A buyer's own matter is held to be quoted only while *he*, *she* or *they* go on in it.
pub(super) struct Reported;

/// Clauses over which a quotation stays open; judgement.
const CARRIES: u32 = 4;
/// Words at the front of a clause among which its subject stands; judgement.
const FRONT: usize = 3;
/// Subjects that are the speaker or the one who is spoken to.
const OWN: &[&str] = &["i", "me", "my", "our", "us", "we", "you", "your"];
/// First words that leave the quotation.
const TURNS: &[&str] = &["anyway", "but", "no", "okay", "so", "well", "which", "yeah", "yes"];
/// Subjects that are the one who is quoted.
const QUOTED: &[&str] = &["he", "she", "they"];
/// Words of what came of it.
const CAME_OF_IT: &[&str] = &["again", "constantly", "daily", "keep", "keeps", "still"];

impl Guard for Reported {
    fn id(&self) -> &'static str {
        "reported"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn carries(&self) -> bool {
        true
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "(they|he|she|rep|reps|vendor|company|guy|salesman|people|someone|somebody|boss|supplier|agency|union) \
             [always|all|has|have] \
             (said|told|says|tell|claimed|was like|were like|asked|keeps saying|promised|thinks)",
            "(rep|guy|salesman|saleswoman|lady|man|woman|fellow) (from|at|with) ..3 (said|told|claimed|promised)",
            "(the|that|this|another) (customer|client|champion|prospect|buyer|owner|plumber|installer|dealer|broker|agent|\
             adviser|advisor|contractor|other side) [just|also|always] (said|says|told|claimed|was like|promised)",
            "(the|that|this|your|our|another) (last|previous|first|old) _ [just|also|always] \
             (said|told|says|tells|claimed|swore|promised)",
            "(they|he|she) (kept|keep) (saying|telling|promising)",
            "(i|we) (was|were|got|had been) told",
        ]
    }

    fn cancels(&self) -> &'static [&'static str] {
        &["(so|and|but) (i|we|you)"]
    }

    fn in_clause(&self, hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        let here = scene.sign_before(hit).filter(|_| !scene.cancel_before(hit));
        here.or_else(|| open_before(hit, scene))
    }
}

/// The opening of a quotation that is still open at the scene's clause; a question opens none.
fn open_before(hit: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
    let nearest = (1..=CARRIES).find_map(|before| Some((before, scene.mark_before(before)?)));
    let (before, opening) = nearest.filter(|(before, _)| !scene.asks(*before) && !is_order(*before, scene))?;
    let goes_on = || scene.words(0).is_some_and(|words| words.take(FRONT).any(|word| QUOTED.contains(&word)));
    let open = !(0..before).any(|clause| ends(clause, scene)) && (!scene.is_own_matter_of_buyer(hit) || goes_on());
    open.then_some(opening)
}

/// Does the clause so many places before tell what somebody was told to do, or about?
fn is_order(before: u32, scene: &ClauseScene<'_>) -> bool {
    let Some(mut words) = scene.words(before) else { return false };
    while words.any(|word| matches!(word, "told" | "asked" | "tells" | "asks")) {
        let whom = words.next();
        if whom == Some("to") || whom == Some("about") || matches!(words.next(), Some("to" | "about")) {
            return true;
        }
    }
    false
}

/// Does the clause so many places before end a quotation?
fn ends(before: u32, scene: &ClauseScene<'_>) -> bool {
    let Some(words) = scene.words(before) else { return true };
    let mut own_or_turn = words.take(FRONT).enumerate();
    let at_front = own_or_turn.any(|(at, word)| OWN.contains(&word) || at == 0 && TURNS.contains(&word));
    let came_of_it = || scene.words(before).is_some_and(|mut words| words.any(|word| CAME_OF_IT.contains(&word)));
    at_front || scene.asks(before) || came_of_it()
}
