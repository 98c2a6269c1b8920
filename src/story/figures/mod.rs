//! Figures about the shape of the talk, for display (METHOD 3.1): none of them earns points.

mod pace;
mod share;

use super::{Curve, Scene};
use crate::call::{self, Millis, Points};

/// What a figure comes to in a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figure {
    /// In thousandths of the unit; `None` where the call does not tell.
    pub value: Option<Points>,
    /// Some time in it is counted from words, 150 a minute.
    pub is_estimated: bool,
}

/// A row of [`FIGURES`].
pub struct FigureRow {
    /// Stable word.
    pub id: &'static str,
    /// What is counted.
    pub definition: &'static str,
    /// What one is.
    pub unit: &'static str,
    /// Where the figure comes from: METHOD's section and keys of its list of sources.
    pub source: &'static str,
    measure: fn(&Scene<'_>, &Curve) -> Figure,
}

/// Every figure, sorted by id.
pub const FIGURES: &[FigureRow] = &[
    FigureRow {
        id: "buyer_question_share",
        definition: "questions of buyers of all questions of buyers and sellers",
        unit: "share",
        source: "METHOD 3.1, questions",
        measure: |scene, _| share::buyer_questions(scene),
    },
    FigureRow {
        id: "buyer_questions_per_10min",
        definition: "clauses of buyers that are questions, for ten minutes of the call",
        unit: "questions in 10 min",
        source: "METHOD 3.1, questions",
        measure: |scene, _| pace::questions(scene, crate::call::Role::Buyer),
    },
    FigureRow {
        id: "change_talk_share",
        definition: "clauses in which the buyer argues for it, asks for the next step, is in a hurry or says yes, of those and all clauses of resistance",
        unit: "share",
        source: "METHOD 3.1, percent change talk; mi-magill",
        measure: |scene, _| share::change_talk(scene),
    },
    FigureRow {
        id: "closes_per_pain",
        definition: "assumptive, hard and trial closes for each clause of pain, one at least",
        unit: "closes",
        source: "METHOD 3.1, closes per pain; spin-93",
        measure: |scene, _| share::closes_per_pain(scene),
    },
    FigureRow {
        id: "company_overview_s",
        definition: "time of clauses about the seller's own company, and of the clauses beside them in the turn",
        unit: "s",
        source: "METHOD 3.1, company overview length; gong-infographic",
        measure: |scene, _| pace::company_overview(scene),
    },
    FigureRow {
        id: "first_price_at",
        definition: "words of the call before the first clause of the seller's that names a price or an amount of money",
        unit: "share",
        source: "METHOD 3.1, price timing",
        measure: |scene, _| share::first_price(scene),
    },
    FigureRow {
        id: "interruptions",
        definition: "turns of sellers that begin more than 0.3 s before the end of the buyer's turn before",
        unit: "turns",
        source: "METHOD 3.1, interruptions",
        measure: |scene, _| pace::interruptions(scene),
    },
    FigureRow {
        id: "longest_buyer_stretch_s",
        definition: "longest time of buyers' turns joined over words of attention",
        unit: "s",
        source: "METHOD 3.1, longest buyer stretch; gong-infographic",
        measure: |scene, _| pace::longest(scene, crate::call::Role::Buyer, false),
    },
    FigureRow {
        id: "longest_unrequested_monologue_s",
        definition: "longest time of sellers' turns joined over words of attention, where no request of the buyer's stands in the six turns and ten minutes before",
        unit: "s",
        source: "METHOD 3.1, longest unrequested monologue; gong-9min",
        measure: |scene, _| pace::longest(scene, crate::call::Role::Seller, true),
    },
    FigureRow {
        id: "momentum_first_third",
        definition: "balance of push and pull in the first third of the words",
        unit: "score",
        source: "METHOD 3.1, momentum; 4.2",
        measure: |scene, curve| share::momentum(scene, curve, 0),
    },
    FigureRow {
        id: "momentum_last_third",
        definition: "balance of push and pull in the last third of the words",
        unit: "score",
        source: "METHOD 3.1, momentum; 4.2",
        measure: |scene, curve| share::momentum(scene, curve, 2),
    },
    FigureRow {
        id: "momentum_middle_third",
        definition: "balance of push and pull in the middle third of the words",
        unit: "score",
        source: "METHOD 3.1, momentum; 4.2",
        measure: |scene, curve| share::momentum(scene, curve, 1),
    },
    FigureRow {
        id: "reflections_per_question",
        definition: "clauses in which the seller says something back, for each question of the seller's",
        unit: "reflections",
        source: "METHOD 3.1, reflection ratio; mi-thresholds",
        measure: |scene, _| share::reflections(scene),
    },
    FigureRow {
        id: "resistance_pressured_share",
        definition: "turns of resistance whose next seller's turn presses or shows need, of all that a seller's turn follows",
        unit: "share",
        source: "METHOD 3.1, resistance answered by; gong-objection",
        measure: |scene, _| share::resistance_pressured(scene),
    },
    FigureRow {
        id: "response_gap_after_resistance_s",
        definition: "middle time from the end of a turn of resistance to the begin of the seller's turn right behind it; of two the shorter",
        unit: "s",
        source: "METHOD 3.1, response gap after objection; gong-pause",
        measure: |scene, _| pace::response_gap(scene),
    },
    FigureRow {
        id: "seller_questions_per_10min",
        definition: "clauses of sellers that are questions, for ten minutes of the call",
        unit: "questions in 10 min",
        source: "METHOD 3.1, questions; gong-questions",
        measure: |scene, _| pace::questions(scene, crate::call::Role::Seller),
    },
    FigureRow {
        id: "speaker_switches_per_min",
        definition: "changes between seller and buyer for a minute of the call",
        unit: "switches in 1 min",
        source: "METHOD 3.1, speaker switches; greatdemo",
        measure: |scene, _| pace::switches(scene),
    },
];

/// Every figure of a call, in the order of [`FIGURES`].
pub(super) fn of(scene: &Scene<'_>, curve: &Curve) -> Vec<Figure> {
    FIGURES.iter().map(|row| (row.measure)(scene, curve)).collect()
}

impl Figure {
    /// A figure that needs no time.
    fn counted(value: Option<Points>) -> Self {
        Self { value, is_estimated: false }
    }
}

/// How long the call is, and whether that is counted from its words.
fn length(scene: &Scene<'_>) -> (Millis, bool) {
    match call::duration(scene.turns).filter(|whole| whole.get() > 0 && scene.is_timed()) {
        Some(whole) => (whole, false),
        None => (Millis::of_words(scene.tally.words), true),
    }
}

#[cfg(test)]
mod tests {
    use super::FIGURES;

    #[test]
    fn figures_are_sorted_and_documented() {
        assert!(FIGURES.is_sorted_by(|a, b| a.id < b.id));
        for row in FIGURES {
            assert!(row.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
            assert!(!row.definition.is_empty() && !row.unit.is_empty() && row.source.starts_with("METHOD 3.1"));
        }
    }
}
