//! `trade_talk`: on a call about selling, the words of selling are the topic.

use super::{Cause, ClauseScene, Guard, Hit, Reach};

/// Pitch, close and objection as nouns of the trade, or what one's sales people say, in the clause or in the one
/// before (METHOD 5).
pub(super) struct TradeTalk;

impl Guard for TradeTalk {
    fn id(&self) -> &'static str {
        "trade_talk"
    }

    fn reach(&self) -> Reach {
        Reach::Clause
    }

    fn signs(&self) -> &'static [&'static str] {
        &[
            "(handle|handling|overcome|overcoming|hear|hearing|hit|common|typical|usual|standard|classic|price|first|\
             biggest|same|every|these|those|their|which) ..2 (objection|objections)",
            "(objection|objections) (is|are|was|were|handling|they|we|my|our|that|like|such)",
            "(close|closing|pitch) (technique|techniques|training|script|scripts)",
            "(sales|closing) (coaching|training|trainer|coach|playbook|script|scripts|methodology|technique|techniques)",
            "(my|our|your|the|their|his|her|most|junior|new) (reps|sellers|salespeople|closers|account executives|\
             sales people|sales guys|sales team|sales force|sales floor) [always|never|all|often|only|then] \
             (say|says|tell|tells|hear|hears|struggle|struggles|push|pushes|lose|loses|close|closes|\
             pitch|pitches|ask|asks|jump|jumps)",
            "(when|whenever|if|once|that) (my|our|your|the|their) (reps|sellers|salespeople|sales people)",
        ]
    }

    fn in_clause(&self, _: &Hit, scene: &ClauseScene<'_>) -> Option<Cause> {
        scene.sign().or_else(|| scene.sign_in_clause_before())
    }
}
