//! Running sums of a judged call that a left-out turn changes only a little.

use super::buyer_questions::asks_unasked;
use super::repeated_ask::is_felt;
use super::{Kind, Talk};
use crate::call::{Points, Role, divide};
use crate::scan::{self, LexiconId};

/// Strength times weight from which a hit vouches for a sale (FINDINGS 3, sale-gate).
const VOUCHES: Points = Points(600);
/// Words up to which a call is not long (METHOD 4.1).
const LONG: i64 = 3000;

/// Sums over the turns that are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// By lexicon: strength times weight.
    pub strength: Vec<Points>,
    /// By lexicon: hits strong enough to vouch for a sale.
    pub vouching: Vec<u32>,
    /// Lexicons with such hits, of those that may vouch.
    pub vouching_codes: u32,
    /// Hits of pitch.
    pub pitches: u32,
    /// Turns that ask for the sale.
    pub ask_turns: u32,
    /// Clauses with a hit that is no gate sign.
    pub scored_clauses: u32,
    /// By place in [`Kind::ALL`]: turns with signs of that kind of talk.
    pub kind_turns: [u32; Kind::ALL.len()],
    /// Turns with signs of any kind of talk without a sale.
    pub any_kind_turns: u32,
    /// Turns that put a purchase on the table.
    pub offer_turns: u32,
    /// Signs of a recorded greeting.
    pub voicemail: u32,
    /// Clauses of buying or offering, two a turn at most; one at least where a purchase is on the table.
    pub anchors: u32,
    /// Words of everybody, of English turns alone, as everywhere here.
    pub words: u32,
    /// Turns in another language.
    pub foreign_turns: u32,
    /// Their words.
    pub foreign_words: u32,
    /// Words of turns that are left aside, which count nowhere else.
    pub aside_words: u32,
    /// Words of all turns but those that are left aside, whatever their language.
    pub near_words: u32,
    /// Questions of sellers in such turns.
    pub seller_asks: u32,
    /// Questions of buyers in such turns that answer none.
    pub buyer_asks: u32,
    /// Words of sellers.
    pub seller_words: u32,
    /// Words of buyers.
    pub buyer_words: u32,
    /// Normalised words of sellers and buyers.
    pub said: u32,
    /// Those of sellers that nobody had asked for.
    pub seller_unasked: u32,
    /// Those of buyers that nobody had asked for (EXCHANGE 3.3, vol).
    pub buyer_unasked: u32,
    /// Turns of sellers.
    pub seller_turns: u32,
    /// Turns of buyers.
    pub buyer_turns: u32,
    /// Who speaks at all, also where a turn is counted out.
    pub speaks: Speaks,
}

/// Sides of which somebody says a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Speaks {
    /// A seller.
    pub seller: bool,
    /// A buyer.
    pub buyer: bool,
    /// Somebody whose side is not known.
    pub unknown: bool,
}

impl Tally {
    /// The sums of a whole call.
    #[must_use]
    pub fn of(talk: &Talk<'_>) -> Self {
        let count = talk.scales.rules.lexicons().len();
        let mut tally = Self { strength: vec![Points::ZERO; count], vouching: vec![0; count], ..Self::default() };
        for turn in (0..).take(talk.scales.facts.len()) {
            tally.add(turn, talk);
        }
        for facts in talk.scales.facts.iter().filter(|facts| facts.words > 0) {
            tally.speaks.seller |= facts.role == Role::Seller;
            tally.speaks.buyer |= facts.role == Role::Buyer;
            tally.speaks.unknown |= facts.role == Role::Unknown;
        }
        tally
    }

    /// Counts one turn in.
    pub fn add(&mut self, turn: u32, talk: &Talk<'_>) {
        self.count(turn, talk, |sum, more| *sum += more, |sum, more| *sum += more);
    }

    /// Counts one turn out again, with the same weights as it was counted in.
    pub fn take(&mut self, turn: u32, talk: &Talk<'_>) {
        self.count(turn, talk, |sum, less| *sum -= less, |sum, less| *sum -= less);
    }

    /// Counts the hits of a turn in, and what hangs on them; nothing else of it.
    pub fn add_hits(&mut self, turn: u32, talk: &Talk<'_>) {
        self.count_hits(turn, talk, |sum, more| *sum += more, |sum, more| *sum += more);
    }

    /// Counts them out again.
    pub fn take_hits(&mut self, turn: u32, talk: &Talk<'_>) {
        self.count_hits(turn, talk, |sum, less| *sum -= less, |sum, less| *sum -= less);
    }

    /// Gives back the sums of the whole call behind a change in hits of these lexicons, or in turns that hold some.
    pub fn restore(&mut self, whole: &Self, lexicons: impl Iterator<Item = LexiconId>) {
        for lexicon in lexicons.map(|id| usize::from(id.0)) {
            self.strength[lexicon] = whole.strength[lexicon];
            self.vouching[lexicon] = whole.vouching[lexicon];
        }
        let (strength, vouching) = (std::mem::take(&mut self.strength), std::mem::take(&mut self.vouching));
        *self = Self { strength, vouching, ..*whole };
    }

    /// Words that sellers say unasked, as a share of all words of both sides; `None` where nobody speaks.
    #[must_use]
    pub fn seller_unasked_share(&self) -> Option<Points> {
        self.share(self.seller_unasked)
    }

    /// Words that buyers say unasked, as a share of all words of both sides; `None` where nobody speaks.
    #[must_use]
    pub fn buyer_unasked_share(&self) -> Option<Points> {
        self.share(self.buyer_unasked)
    }

    fn share(&self, words: u32) -> Option<Points> {
        (self.said > 0).then(|| Points(divide(i64::from(words) * 1000, i64::from(self.said))))
    }

    /// One walk for adding and taking, so that they can't part.
    fn count(&mut self, turn: u32, talk: &Talk<'_>, sum: impl Fn(&mut Points, Points), number: impl Fn(&mut u32, u32)) {
        let facts = talk.scales.facts.get(turn as usize);
        if let Some(facts) = facts.filter(|facts| facts.foreign) {
            number(&mut self.foreign_turns, 1);
            number(&mut self.foreign_words, facts.words);
        } else if let Some(facts) = facts.filter(|facts| facts.aside) {
            number(&mut self.aside_words, facts.words);
        } else if let Some(facts) = facts {
            number(&mut self.words, facts.words);
            let unasked = || scan::unasked(talk.scales.facts, turn, talk.skip);
            match facts.role {
                Role::Seller => {
                    number(&mut self.said, facts.acts.said);
                    number(&mut self.seller_unasked, unasked());
                    number(&mut self.seller_words, facts.words);
                    number(&mut self.seller_turns, 1);
                }
                Role::Buyer => {
                    number(&mut self.said, facts.acts.said);
                    number(&mut self.buyer_unasked, unasked());
                    number(&mut self.buyer_words, facts.words);
                    number(&mut self.buyer_turns, 1);
                }
                Role::Other | Role::Unknown => {}
            }
        }
        if let Some(facts) = facts.filter(|facts| !facts.aside) {
            number(&mut self.near_words, facts.words);
            match facts.role {
                Role::Seller => number(&mut self.seller_asks, facts.acts.questions),
                Role::Buyer => number(&mut self.buyer_asks, asks_unasked(turn, facts, talk)),
                Role::Other | Role::Unknown => {}
            }
        }
        self.count_hits(turn, talk, sum, number);
    }

    fn count_hits(
        &mut self,
        turn: u32,
        talk: &Talk<'_>,
        sum: impl Fn(&mut Points, Points),
        number: impl Fn(&mut u32, u32),
    ) {
        let facts = talk.scales.facts.get(turn as usize);
        let anchors = facts.map_or(0, |facts| facts.anchors);
        let hits = talk.scales.hits_of(turn);
        if hits.is_empty() {
            number(&mut self.anchors, anchors.min(scan::ANCHORS_A_TURN));
            return;
        }
        let groups = talk.groups;
        let (mut kinds, mut offers, mut asks, mut last_clause) = (0, false, false, None);
        for place in hits.filter(|&place| talk.weight(place) > Points::ZERO) {
            let hit = &talk.kept(place).hit;
            let force = talk.force(place);
            let (lexicon, marks) = (usize::from(hit.lexicon.0), groups.marks(hit.lexicon));
            sum(&mut self.strength[lexicon], force);
            if force >= VOUCHES {
                let (before, vouches) = (self.vouching[lexicon], marks.has(&groups.vouches));
                number(&mut self.vouching[lexicon], 1);
                let is_other = (before == 0) != (self.vouching[lexicon] == 0);
                number(&mut self.vouching_codes, u32::from(vouches && is_other));
            }
            if marks.weighs() {
                number(&mut self.pitches, u32::from(marks.has(&groups.pitch)));
                asks |= marks.has(&groups.asks) && is_felt(place, talk);
                if last_clause != Some(hit.clause) {
                    last_clause = Some(hit.clause);
                    number(&mut self.scored_clauses, 1);
                }
                continue;
            }
            // Signs of kinds of talk, of an offer and of a greeting are gates, and gates weigh nothing.
            kinds |= marks.kinds();
            offers |= marks.has(&groups.on_offer);
            number(&mut self.voicemail, u32::from(marks.has(&groups.voicemail)));
        }
        for (kind, turns) in self.kind_turns.iter_mut().enumerate() {
            number(turns, kinds >> kind & 1);
        }
        number(&mut self.any_kind_turns, u32::from(kinds != 0));
        number(&mut self.offer_turns, u32::from(offers));
        number(&mut self.ask_turns, u32::from(asks));
        number(&mut self.anchors, anchors.max(u32::from(offers)).min(scan::ANCHORS_A_TURN));
    }
}

/// `W n / (n + k g)`, rounded once; `g` grows beyond 3,000 words (METHOD 4.1).
#[must_use]
pub fn points(most: Points, half_at: Points, strength: Points, words: u32) -> Points {
    share_of(most, grown(half_at, words), strength)
}

/// `k g`: the strength that gives half of the points in a call of so many words.
#[must_use]
pub fn grown(half_at: Points, words: u32) -> Points {
    let words = i64::from(words);
    if words > LONG { Points(divide(half_at.0 * (LONG + words), 2 * LONG)) } else { half_at }
}

/// `W n / (n + k g)` with `k g` given.
#[must_use]
pub fn share_of(most: Points, half_at: Points, strength: Points) -> Points {
    Points(divide(most.0 * strength.0, strength.0 + half_at.0))
}

#[cfg(test)]
mod tests {
    use super::points;
    use crate::call::Points;

    #[test]
    fn one_slip_does_not_convict_and_shouting_saturates() {
        let of = |strength| points(Points(3000), Points(1000), Points(strength), 500);
        assert_eq!([of(0), of(1000), of(2000), of(4000), of(10_000)].map(|p| p.0), [0, 1500, 2000, 2400, 2727]);
        // 9,000 words: k counts double.
        assert_eq!(points(Points(3000), Points(1000), Points(2000), 9000), Points(1500));
    }
}
