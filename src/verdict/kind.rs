//! Does the talk sound like one in which nothing is sold?

use super::Masses;
use crate::call::Points;
use crate::signal::{Kind, Tally};

/// Turns with signs of internal talk or support, and the initiative that overrules them; METHOD 4.2.
const INTERNAL_TURNS: u32 = 2;
const SUPPORT_TURNS: u32 = 3;
const OVERRULES: Points = Points(2000);
/// Points of pursuit or initiative that no such talk reaches; METHOD 4.2 has it for support.
const NO_TALK_REACHES: Points = Points(4000);
/// Turns with signs that any kind needs; one more for each so many words, up to the most: a long sale comes past
/// onboarding, patients and old customers, too. Chosen on labelled calls, where no sale reaches two.
const TURNS: u32 = 2;
const WORDS_A_TURN: u32 = 500;
const MOST_TURNS: u32 = 10;
/// Turns with signs that one turn with an offer outweighs. A gym and an insurer speak of health, a late sale of its
/// start, a seller of training of objections; in role play, where offers are acted, one outweighs two. Judgement.
const TURNS_AN_OFFER: u32 = 3;
const TURNS_AN_ACTED_OFFER: u32 = 2;

/// The first kind of talk that has its signs and is not overruled; failing that, the likeliest where signs of several
/// kinds add up to more turns than any one kind needs.
pub(super) fn held(tally: &Tally, masses: &Masses) -> Option<Kind> {
    let turns = |kind: Kind| turns(kind, tally);
    let grown = (TURNS + tally.words / WORDS_A_TURN).min(MOST_TURNS);
    let outweighs = |kind: Kind| {
        turns(kind) >= grown + TURNS_AN_OFFER * tally.offer_turns && masses.buyer_initiative < NO_TALK_REACHES
    };
    let holds = |kind: Kind| {
        let enough = match kind {
            Kind::Internal => {
                turns(kind) >= INTERNAL_TURNS && masses.buyer_initiative < OVERRULES
                    || turns(kind) > grown && quiet(masses)
            }
            Kind::Support => {
                turns(kind) >= grown.min(SUPPORT_TURNS)
                    && masses.buyer_initiative < OVERRULES
                    && masses.seller_pursuit < NO_TALK_REACHES
            }
            Kind::Coaching if masses.buyer_initiative < OVERRULES => {
                turns(kind) >= grown.max(TURNS_AN_ACTED_OFFER * tally.offer_turns + 1)
            }
            Kind::Coaching => outweighs(kind),
            Kind::Handover | Kind::Care | Kind::Sharing | Kind::Interview | Kind::Private => {
                outweighs(kind) && masses.seller_pursuit < NO_TALK_REACHES
            }
        };
        enough && turns(kind) > tally.offer_turns
    };
    let mixed = tally.any_kind_turns > grown + TURNS_AN_OFFER * tally.offer_turns && quiet(masses);
    Kind::ALL.into_iter().find(|&kind| holds(kind)).or_else(|| likeliest(tally).filter(|_| mixed))
}

/// Neither side does as much as no such talk reaches.
fn quiet(masses: &Masses) -> bool {
    masses.buyer_initiative < NO_TALK_REACHES && masses.seller_pursuit < NO_TALK_REACHES
}

/// The kind that has the most signs, where nothing is on offer; it tells a short talk without a sale from one of which
/// nothing is known.
pub(super) fn likeliest(tally: &Tally) -> Option<Kind> {
    // At a front desk a seller hears one such word, too.
    let least = |kind: Kind| if kind == Kind::Support { TURNS } else { 1 };
    let heard = Kind::ALL.into_iter().filter(|&kind| turns(kind, tally) >= least(kind).max(tally.offer_turns + 1));
    heard.reduce(|most, kind| if turns(kind, tally) > turns(most, tally) { kind } else { most })
}

/// How many turns have signs of the kind.
pub(super) fn turns(kind: Kind, tally: &Tally) -> u32 {
    tally.kind_turns.get(kind as usize).copied().unwrap_or_default()
}
