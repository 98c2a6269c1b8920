//! `idle_points`: points where they count nothing, or none where they should.

use crate::call::Points;
use crate::lexicon::Mass;
use crate::lint::desk::Desk;
use crate::lint::{Mark, Rule};

pub(super) const RULE: Rule =
    Rule { id: "idle_points", about: "points on a tracker or a gate, which only count and never weigh", look };

fn look(desk: &Desk<'_>) -> Vec<Mark> {
    let idle = desk.lexicons.iter().filter(|loaded| {
        matches!(loaded.lexicon.mass, Mass::Tracker | Mass::Gate) && loaded.lexicon.points > Points::ZERO
    });
    let mark = |loaded: &crate::lint::desk::Loaded| {
        let text = format!("a {} weighs nothing, so its points have no effect", loaded.lexicon.mass.as_str());
        let help = "take `points` out, or let it count for a side";
        Mark::new(loaded.page, desk.pages[loaded.page].value("points"), text, help)
    };
    idle.map(mark).collect()
}
