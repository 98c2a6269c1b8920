//! `pitch.premature`: pitch before any pain or request. Show up and throw up.

use super::{Groups, Proof, Structural, Talk, Tally, Worth};
use crate::call::{Points, Role, divide};
use crate::lexicon::Mass;
use crate::scan::LexiconId;

/// `2 x premature / all pitch hits`, from two on (METHOD 3.1). A pain, a request, a bid, or the third
/// well-answered question ends the time in which a pitch is premature.
pub(super) struct Premature;

/// Points if all pitch came too early; METHOD 3.1.
const MOST: i64 = 2000;
/// Pitch hits from which it counts; METHOD 3.1.
const LEAST: usize = 2;
/// Answers that open the talk, and the words of one; METHOD 3.1.
const ANSWERS: usize = 3;
const ANSWER_WORDS: u32 = 12;

impl Structural for Premature {
    fn id(&self) -> &str {
        "pitch.premature"
    }

    fn name(&self) -> &str {
        "Pitch before any problem or request"
    }

    fn words(&self, count: usize) -> String {
        format!("{count} pitch clauses before any problem or request")
    }

    fn flag(&self) -> Option<&str> {
        Some("premature_pitch")
    }

    fn worth(&self, talk: &Talk<'_>, tally: &Tally) -> Option<Worth> {
        let early = early(talk).count();
        (early >= LEAST).then(|| Worth {
            mass: Mass::SellerPursuit,
            points: Points(divide(MOST * early as i64, i64::from(tally.pitches))),
        })
    }

    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof> {
        early(talk).map(Proof::Hit).collect()
    }

    fn hears(&self, lexicon: LexiconId, groups: &Groups<'_>) -> bool {
        groups.pitch.holds(lexicon) || groups.opens.holds(lexicon) || groups.discovery.holds(lexicon)
    }

    fn leads(&self, lexicon: LexiconId, next: Role, groups: &Groups<'_>) -> bool {
        next == Role::Buyer && groups.discovery.holds(lexicon)
    }

    fn misses(&self, _: Option<u32>, _: &Talk<'_>) -> bool {
        false
    }
}

/// Pitch that nobody asked for, before the talk is opened.
fn early<'t>(talk: &Talk<'t>) -> impl Iterator<Item = usize> + use<'t> {
    let talk = *talk;
    let opened = talk.hits(&talk.groups.opens).next().map(|place| talk.turn_of(place));
    let until = opened.into_iter().chain(third_answer(&talk, opened)).min().unwrap_or(u32::MAX);
    let before = talk.hits(&talk.groups.pitch).take_while(move |&place| talk.turn_of(place) < until);
    before.filter(move |&place| !talk.on_request(place))
}

/// The turn of the third answer of some length to a discovery question, if it stands before `until`.
fn third_answer(talk: &Talk<'_>, until: Option<u32>) -> Option<u32> {
    let (mut last, mut answers) = (None, 0);
    for place in talk.hits(&talk.groups.discovery) {
        let turn = talk.turn_of(place) + 1;
        if until.is_some_and(|until| turn >= until) {
            break;
        }
        if last.replace(turn) == Some(turn) || Some(turn) == talk.skip {
            continue;
        }
        let facts = talk.scales.facts.get(turn as usize);
        answers += usize::from(facts.is_some_and(|facts| facts.role == Role::Buyer && facts.words >= ANSWER_WORDS));
        if answers == ANSWERS {
            return Some(turn);
        }
    }
    None
}
