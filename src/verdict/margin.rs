//! How far a verdict is from the next class.

use super::{BUYER_RAW, Class, Confidence, SELLER_BALANCE, Terms};
use crate::call::Points;

/// How far the score is from another class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// The class on the other side of the nearer border.
    pub to: Class,
    /// Points of the balance or the raw score up to that border, in thousandths; negative where something else holds the
    /// class back, such as too little force.
    pub raw: Points,
}

/// Points from a border within which a verdict is fragile whatever turn is left out: of labelled sale talks so near, half
/// are on the other side.
const EDGE: Points = Points(2000);

impl Margin {
    /// The margin of a class by its terms; `None` for a class that does not hang on the score.
    #[must_use]
    pub fn of(class: Class, terms: &Terms) -> Option<Self> {
        // The seller's class hangs on the balance, the buyer's on the whole score.
        let (to_seller, to_buyer) = (terms.balance - SELLER_BALANCE, BUYER_RAW - terms.raw());
        match class {
            Class::SellerPursuing => Some(Self { to: Class::Mutual, raw: Points::ZERO - to_seller }),
            Class::BuyerPursuing => Some(Self { to: Class::Mutual, raw: Points::ZERO - to_buyer }),
            Class::Mutual if to_seller < to_buyer => Some(Self { to: Class::SellerPursuing, raw: to_seller }),
            Class::Mutual => Some(Self { to: Class::BuyerPursuing, raw: to_buyer }),
            Class::NoSaleDynamic | Class::InsufficientEvidence => None,
        }
    }

    /// The confidence that is left so near to the border.
    #[must_use]
    pub fn leaves(self, confidence: Confidence) -> Confidence {
        if (Points::ZERO..EDGE).contains(&self.raw) { Confidence::Fragile } else { confidence }
    }
}
