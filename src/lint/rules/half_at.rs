//! `half_at`: a curve without a middle.

use crate::call::Points;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "half_at", about: "`half_at` is 0, so that the first hit already gives all points", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let flat = desk.lexicons.iter().filter(|loaded| loaded.lexicon.half_at <= Points::ZERO);
    let mark = |loaded: &crate::lint::desk::Loaded| {
        let text = "with `half_at` 0 one weak hit gives as many points as twenty strong ones";
        let help = "write 1.0: one strong hit then gives half of the points";
        Mark::new(loaded.page, desk.pages[loaded.page].value("half_at"), text, help)
    };
    flat.map(mark).collect()
}
