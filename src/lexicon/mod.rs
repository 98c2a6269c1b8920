//! The phrase files.

/// The side that a signal's points are counted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mass {
    /// The seller's effort towards a purchase.
    SellerPursuit,
    /// Pain and requests of the buyer.
    BuyerPull,
    /// What the buyer did of his own accord.
    BuyerInitiative,
    /// What the buyer put against it.
    Resistance,
    /// The seller's way of working without push.
    Process,
    /// Words that tell what kind of talk it is.
    Gate,
    /// Counted, never weighed.
    Tracker,
}
