//! `structure.sum_raised`: asking for more than the sum that the buyer has agreed to or offered.

use super::{Measured, Proof, Structural, Talk};
use crate::call::Points;
use crate::lexicon::Mass;

/// A point for every turn of the seller's that raises the sum, two at most; both sums are quoted. Judgement.
pub(super) struct SumRaised;

/// Points for one raise, and for all.
const EACH: Points = Points(1000);
const MOST: Points = Points(2000);

impl Structural for SumRaised {
    fn id(&self) -> &str {
        "structure.sum_raised"
    }

    fn name(&self) -> &str {
        "More asked for than the sum agreed to or offered"
    }

    fn words(&self, _: usize) -> String {
        "asked for more than the sum agreed to or offered".to_owned()
    }

    fn measure(&self, talk: &Talk<'_>) -> Option<Measured> {
        let is_said = |turn: u32| Some(turn) != talk.skip;
        let raises = talk.raises.iter();
        let raises =
            raises.filter(|raise| is_said(raise.given.turn) && is_said(raise.stood) && is_said(raise.asked.turn));
        let (mut points, mut proof) = (Points::ZERO, Vec::new());
        for raise in raises {
            points += EACH;
            let quotes = [raise.given, raise.asked].map(|words| Proof::Words(words.turn, words.span));
            proof.extend(quotes.into_iter().filter(|quote| !proof.contains(quote)).collect::<Vec<_>>());
        }
        (!proof.is_empty()).then(|| Measured { mass: Mass::SellerPursuit, points: points.min(MOST), proof })
    }
}
