//! What simpler ways of judging come to on the same calls; a method that does not beat them is worth nothing (METHOD 5).
//!
//! The method without any guard, which is one more, is [`Part::Guards`](super::Part).

use std::collections::BTreeMap;

use super::{Case, Contrast, Evaluation, Figures, Labelled, Row};
use crate::analyze::Analysis;
use crate::call::{self, Points, Role, divide};
use crate::lexicon::Mass;
use crate::scan::{self, Rules};
use crate::text;
use crate::verdict::{Class, LEAST_WORDS, LEAST_WORDS_A_SIDE};

/// The seller's share of the words from which the talk is his, in thousandths, and up to which it is the buyer's; METHOD 5.
const SELLER_SHARE: i64 = 650;
const BUYER_SHARE: i64 = 500;
/// Phrases of either side below which their count says nothing; METHOD 4.2, rule 4.
const LEAST_PHRASES: i64 = 3;
/// Share of pull among the phrases up to which a call is the seller's, in thousandths, and from which the buyer's; METHOD 4.2.
const SELLER_PULL: i64 = 350;
const BUYER_PULL: i64 = 650;
/// The score where nothing is known.
const MIDDLE: Points = Points(50_000);

/// Every call is given the class that most labels give, of two the one that [`Class::ALL`] lists first; sale talks by
/// themselves the one that most labels of sale talks give.
#[must_use]
pub fn majority(evaluation: &Evaluation) -> Contrast {
    let all = most_frequent(&evaluation.rows.iter().collect::<Vec<_>>());
    let sale = most_frequent(&evaluation.rows.iter().filter(|row| row.case.is_sale()).collect::<Vec<_>>());
    Contrast { sale: Figures::of(&sale), ..evaluation.contrast("majority", &all) }
}

fn most_frequent(rows: &[&Row]) -> Vec<Case> {
    let mut labels: BTreeMap<Class, usize> = BTreeMap::new();
    for row in rows {
        *labels.entry(row.case.gold).or_default() += 1;
    }
    let most = labels.iter().rev().max_by_key(|(_, calls)| **calls).map(|(class, _)| *class);
    let said = most.unwrap_or(Class::InsufficientEvidence);
    let case = |row: &&Row| Case {
        said,
        is_right: row.case.gold == said || row.also.contains(&said),
        raw: MIDDLE,
        confidence: None,
        ..row.case
    };
    rows.iter().map(case).collect()
}

/// Who talks more is selling: from 65 % of the words the seller, up to 50 % the buyer.
#[must_use]
pub fn talk_share(labelled: &Labelled, analysis: &Analysis) -> Case {
    let words = |role: Role| -> i64 {
        analysis.parties.iter().filter(|party| party.role == role).map(|party| i64::from(party.words)).sum()
    };
    let (seller, buyer) = (words(Role::Seller), words(Role::Buyer));
    let all = seller + buyer;
    if all < LEAST_WORDS.into() || seller.min(buyer) < LEAST_WORDS_A_SIDE.into() {
        return labelled.case(Class::InsufficientEvidence, MIDDLE, None);
    }
    let class = if seller * 1000 >= SELLER_SHARE * all {
        Class::SellerPursuing
    } else if seller * 1000 <= BUYER_SHARE * all {
        Class::BuyerPursuing
    } else {
        Class::Mutual
    };
    labelled.case(class, Points(divide(100_000 * buyer, all)), None)
}

/// Phrases counted in anybody's mouth, one a lexicon and clause, without guards and weights: pull among push and pull.
#[must_use]
pub fn role_blind(labelled: &Labelled, rules: &Rules) -> Case {
    let turns = call::turns(&labelled.call);
    let text = text::prepare(&turns);
    let found = scan::find(&text, rules);
    let (mut push, mut pull) = (0, 0);
    for same in found.hits().chunk_by(|a, b| (a.clause, a.lexicon) == (b.clause, b.lexicon)) {
        let Some(lexicon) = same.first().map(|hit| rules.lexicon(hit.lexicon)).filter(|lexicon| lexicon.weighs())
        else {
            continue;
        };
        match lexicon.mass {
            Mass::SellerPursuit => push += 1,
            Mass::BuyerPull | Mass::BuyerInitiative => pull += 1,
            Mass::Resistance | Mass::Process | Mass::Gate | Mass::Tracker => {}
        }
    }
    if push + pull < LEAST_PHRASES {
        return labelled.case(Class::InsufficientEvidence, MIDDLE, None);
    }
    let share = divide(1000 * pull, push + pull);
    let class = match share {
        ..=SELLER_PULL => Class::SellerPursuing,
        BUYER_PULL.. => Class::BuyerPursuing,
        _ => Class::Mutual,
    };
    labelled.case(class, Points(100 * share), None)
}
