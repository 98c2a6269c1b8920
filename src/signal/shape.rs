//! The shape of the talk, for display: no figure here earns points (FINDINGS 3, talk-adder).

use super::{Talk, Tally};
use crate::call::{Millis, Points, Role, Turn, divide, narrow};
use crate::proposal::{Answer, Proposal};

/// Figures about the shape of the talk, for display.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Structure {
    /// Seller's words of seller's and buyer's words, 0 to 1.
    pub seller_share: Option<Points>,
    /// Longest stretch of seller talk over backchannels; `None` where a seller's turn has no start or end.
    pub longest_seller_monologue: Option<Millis>,
    /// Questions asked by sellers.
    pub seller_questions: u32,
    /// Questions asked by buyers.
    pub buyer_questions: u32,
    /// Where the first pain stands, as a share of the call's words.
    pub first_pain_at: Option<Points>,
    /// Where the first unrequested pitch stands, as a share of the call's words.
    pub first_pitch_at: Option<Points>,
    /// Words that sellers say unasked, of all words of both sides, 0 to 1 (EXCHANGE 3.3).
    pub seller_unasked_share: Option<Points>,
    /// Words that buyers say unasked, of all words of both sides, 0 to 1 (EXCHANGE 3.3).
    pub buyer_unasked_share: Option<Points>,
    /// Steps, sums and dates that sellers propose, at most one of a kind in a turn.
    pub seller_proposals: u32,
    /// Those to which the buyer agrees.
    pub seller_proposals_agreed: u32,
    /// Steps, sums and dates that buyers propose.
    pub buyer_proposals: u32,
    /// Those to which the seller agrees.
    pub buyer_proposals_agreed: u32,
}

/// Words that do not end somebody's monologue (METHOD 3).
const BACKCHANNEL: &[&str] =
    &["got it", "hmm", "mhm", "mm hm", "ok", "okay", "right", "sure", "uh huh", "yeah", "yep", "yes"];

/// Words that are looked at, one more than any row has, and letters of the longest word of all rows.
const WORDS: usize = 3;
const LONGEST: usize = 5;

/// Measures the shape of a call.
#[must_use]
pub fn shape(talk: &Talk<'_>, tally: &Tally, proposals: &[Proposal], turns: &[Turn<'_>]) -> Structure {
    let words_of = |role: Role| -> i64 {
        talk.scales.facts.iter().filter(|facts| facts.role == role).map(|facts| i64::from(facts.words)).sum()
    };
    let questions_of =
        |role: Role| talk.scales.facts.iter().filter(|facts| facts.role == role).map(|facts| facts.questions).sum();
    let (seller, buyer) = (words_of(Role::Seller), words_of(Role::Buyer));
    let whole: i64 = talk.scales.facts.iter().map(|facts| i64::from(facts.words)).sum();
    let place_of = |turn: u32| {
        let before: i64 = talk.scales.facts.iter().take(turn as usize).map(|facts| i64::from(facts.words)).sum();
        Points(divide(before * 1000, whole))
    };
    let count = |side: Role, agreed: bool| {
        let counts = |one: &&Proposal| one.side == side && (!agreed || one.answer == Answer::Agreed);
        narrow(proposals.iter().filter(counts).count())
    };
    let first_pitch = talk.hits(&talk.groups.pitch).find(|&place| !talk.was_asked_for(place));
    Structure {
        seller_share: (seller + buyer > 0).then(|| Points(divide(seller * 1000, seller + buyer))),
        longest_seller_monologue: longest_monologue(talk, turns),
        seller_questions: questions_of(Role::Seller),
        buyer_questions: questions_of(Role::Buyer),
        first_pain_at: talk.hits(&talk.groups.pain).next().map(|place| place_of(talk.turn_of(place))),
        first_pitch_at: first_pitch.map(|place| place_of(talk.turn_of(place))),
        seller_unasked_share: tally.seller_unasked_share(),
        buyer_unasked_share: tally.buyer_unasked_share(),
        seller_proposals: count(Role::Seller, false),
        seller_proposals_agreed: count(Role::Seller, true),
        buyer_proposals: count(Role::Buyer, false),
        buyer_proposals_agreed: count(Role::Buyer, true),
    }
}

fn longest_monologue(talk: &Talk<'_>, turns: &[Turn<'_>]) -> Option<Millis> {
    let mut longest: Option<Millis> = None;
    let mut run = Millis::new(0);
    for (number, (turn, facts)) in (0..).zip(turns.iter().zip(talk.scales.facts)) {
        if facts.role == Role::Seller {
            let (start, end) = turn.start().zip(turn.end())?;
            run = Millis::new(run.get() + (end.get() - start.get()).max(0));
            longest = longest.max(Some(run));
        } else if !is_backchannel(talk.scales.text.small(number)) {
            run = Millis::new(0);
        }
    }
    longest
}

/// At most three words that only say "I am listening".
#[must_use]
pub fn is_backchannel(text: &str) -> bool {
    // Nearly every turn begins with a longer word or with more words, in ASCII; that needs no small letters.
    let (mut begun, mut length) = (0, 0);
    for byte in text.bytes().take_while(u8::is_ascii) {
        length = if byte.is_ascii_alphanumeric() { length + 1 } else { 0 };
        begun += usize::from(length == 1);
        if length > LONGEST || begun == WORDS {
            return false;
        }
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let said = words.take(WORDS).map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    BACKCHANNEL.binary_search(&said.as_str()).is_ok()
}
