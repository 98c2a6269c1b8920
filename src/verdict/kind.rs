//! Does the talk sound like one in which nothing is sold?

use super::Masses;
use crate::call::Points;
use crate::signal::{Kind, Tally};

/// Turns with signs of internal talk or support, and the points that overrule them; METHOD 4.2.
const INTERNAL_TURNS: u32 = 2;
const SUPPORT_TURNS: u32 = 3;
const OVERRULES: Points = Points(2000);
const SUPPORT_OVERRULED_BY: Points = Points(4000);
/// Turns with signs that any kind needs; one more for each so many words, up to the most: a long sale comes past
/// onboarding, patients and old customers, too. Chosen on labelled calls, where no sale reaches two.
const TURNS: u32 = 2;
const WORDS_A_TURN: u32 = 500;
const MOST_TURNS: u32 = 10;

/// The first kind of talk that has its signs and is not overruled.
pub(super) fn held(tally: &Tally, masses: &Masses) -> Option<Kind> {
    let turns = |kind: Kind| turns(kind, tally);
    let grown = (TURNS + tally.words / WORDS_A_TURN).min(MOST_TURNS);
    let holds = |kind: Kind| {
        let enough = match kind {
            Kind::Internal => {
                turns(kind) > grown || turns(kind) >= INTERNAL_TURNS && masses.buyer_initiative < OVERRULES
            }
            Kind::Support => {
                turns(kind) >= grown.min(SUPPORT_TURNS)
                    && masses.buyer_initiative < OVERRULES
                    && masses.seller_pursuit < SUPPORT_OVERRULED_BY
            }
            Kind::Handover | Kind::Care | Kind::Coaching | Kind::Sharing => turns(kind) >= grown,
        };
        enough && turns(kind) > tally.offer_turns
    };
    Kind::ALL.into_iter().find(|&kind| holds(kind))
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
    Kind::ALL.iter().zip(&tally.kind_turns).find(|(other, _)| **other == kind).map_or(0, |(_, &turns)| turns)
}
