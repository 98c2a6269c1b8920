//! The words for classes and masses: stable ones for machines, plain ones for people.

use crate::lexicon::Mass;
use crate::verdict::{Class, Confidence};

/// Every class, from the seller's side to the buyer's and then those without a direction.
pub(crate) const CLASSES: &[Class] =
    &[Class::SellerPursuing, Class::Mutual, Class::BuyerPursuing, Class::NoSaleDynamic, Class::InsufficientEvidence];

/// The stable word of a class.
pub(crate) fn class_id(class: Class) -> &'static str {
    match class {
        Class::SellerPursuing => "seller_pursuing",
        Class::Mutual => "mutual",
        Class::BuyerPursuing => "buyer_pursuing",
        Class::NoSaleDynamic => "no_sale_dynamic",
        Class::InsufficientEvidence => "insufficient_evidence",
    }
}

/// What people see for a class; at most 14 cells.
pub(super) fn class_shown(class: Class) -> &'static str {
    match class {
        Class::SellerPursuing => "seller ▶ buyer",
        Class::Mutual => "seller ◆ buyer",
        Class::BuyerPursuing => "seller ◀ buyer",
        Class::NoSaleDynamic => "nobody selling",
        Class::InsufficientEvidence => "can't tell",
    }
}

/// What a class means.
pub(super) fn class_meaning(class: Class) -> &'static str {
    match class {
        Class::SellerPursuing => "the seller was selling",
        Class::Mutual => "both put in the effort",
        Class::BuyerPursuing => "the buyer was selling the seller",
        Class::NoSaleDynamic => "neither side pursues a sale",
        Class::InsufficientEvidence => "too little to go by",
    }
}

/// The stable word of a confidence.
pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Firm => "firm",
        Confidence::Leaning => "leaning",
        Confidence::Fragile => "fragile",
    }
}

/// The stable word of a mass.
pub(super) fn mass(mass: Mass) -> &'static str {
    match mass {
        Mass::SellerPursuit => "seller_pursuit",
        Mass::BuyerPull => "buyer_pull",
        Mass::BuyerInitiative => "buyer_initiative",
        Mass::Resistance => "resistance",
        Mass::Process => "process",
        Mass::Gate => "gate",
        Mass::Tracker => "tracker",
    }
}
