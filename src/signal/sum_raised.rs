//! `structure.sum_raised`: asking for more than the sum that the buyer has agreed to or offered.

use super::{Groups, Proof, Structural, Talk, Tally, Worth};
use crate::call::Points;
use crate::lexicon::Mass;
use crate::proposal::Raise;
use crate::scan::LexiconId;

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

    fn worth(&self, talk: &Talk<'_>, _: &Tally) -> Option<Worth> {
        let count = i64::try_from(said(talk).count()).unwrap_or(i64::MAX);
        let points = Points(EACH.0.saturating_mul(count)).min(MOST);
        (count > 0).then_some(Worth { mass: Mass::SellerPursuit, points })
    }

    fn proof(&self, talk: &Talk<'_>) -> Vec<Proof> {
        let mut proof: Vec<Proof> = Vec::new();
        for raise in said(talk) {
            let quotes = [raise.given, raise.asked].map(|words| Proof::Words(words.turn, words.span));
            proof.extend(quotes.into_iter().filter(|quote| !proof.contains(quote)).collect::<Vec<_>>());
        }
        proof
    }

    fn hears(&self, _: LexiconId, _: &Groups<'_>) -> bool {
        false
    }

    fn misses(&self, skip: Option<u32>, talk: &Talk<'_>) -> bool {
        skip.is_some() && !talk.raises.is_empty()
    }
}

/// The raises of which every turn is said.
fn said<'t>(talk: &Talk<'t>) -> impl Iterator<Item = &'t Raise> + use<'t> {
    let skip = talk.skip;
    let is_said = move |turn: u32| Some(turn) != skip;
    let raises = talk.raises.iter();
    raises.filter(move |raise| is_said(raise.given.turn) && is_said(raise.stood) && is_said(raise.asked.turn))
}
