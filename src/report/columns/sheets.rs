//! The tables and their columns, as data.

use super::{Column, Of, Sheet};

const fn call(name: &'static str, path: &'static str) -> Column {
    Column { name, of: Of::Call(path) }
}

const fn same(path: &'static str) -> Column {
    Column { name: path, of: Of::Call(path) }
}

const fn of(level: usize, name: &'static str, path: &'static str) -> Column {
    Column { name, of: Of::List(level, path) }
}

/// Every table, sorted by id but for the first, which is the usual one.
pub const SHEETS: &[Sheet] = &[
    Sheet { id: "calls", about: "a row a call", lists: &[], columns: CALLS },
    Sheet {
        id: "discarded",
        about: "a row for each hit that does not count",
        lists: &["discarded"],
        columns: DISCARDED,
    },
    Sheet { id: "evidence", about: "a row a piece of evidence", lists: &["signals", "evidence"], columns: EVIDENCE },
    Sheet { id: "moments", about: "a row a moment to replay", lists: &["moments"], columns: MOMENTS },
    Sheet {
        id: "pains",
        about: "a row for each turn that names a problem",
        lists: &["story.ledger.rows"],
        columns: PAINS,
    },
    Sheet {
        id: "proposals",
        about: "a row for each step, sum or date proposed",
        lists: &["proposals"],
        columns: PROPOSALS,
    },
];

/// The table of that name.
pub(in crate::report) fn sheet(id: &str) -> Option<&'static Sheet> {
    SHEETS.iter().find(|sheet| sheet.id == id)
}

/// What tells in every other table which call a row is of.
pub(super) const WHICH_CALL: &[Column] = &[
    same("path"),
    call("call_id", "id"),
    call("call_date", "date"),
    Column { name: "sellers", of: Of::Names("seller") },
    call("verdict", "verdict.class"),
    call("score", "verdict.score"),
];

const CALLS: &[Column] = &[
    same("path"),
    same("id"),
    same("title"),
    same("date"),
    same("format"),
    same("language"),
    same("duration_s"),
    same("words"),
    same("turns"),
    Column { name: "sellers", of: Of::Names("seller") },
    Column { name: "buyers", of: Of::Names("buyer") },
    call("verdict", "verdict.class"),
    call("score", "verdict.score"),
    call("raw", "verdict.raw"),
    call("raw_low", "verdict.low"),
    call("raw_high", "verdict.high"),
    call("confidence", "verdict.confidence"),
    call("because", "verdict.because"),
    call("deciding_turn", "verdict.deciding_turn"),
    call("turning_point_s", "verdict.turning_point_s"),
    call("margin_to", "story.margin.to"),
    call("margin_raw", "story.margin.raw"),
    call("push", "masses.push"),
    call("pull", "masses.pull"),
    call("seller_pursuit", "masses.seller_pursuit"),
    call("buyer_pull", "masses.buyer_pull"),
    call("buyer_initiative", "masses.buyer_initiative"),
    call("resistance", "masses.resistance"),
    call("process", "masses.process"),
    Column { name: "flags", of: Of::Joined("flags") },
    call("seller_share", "structure.seller_share"),
    call("longest_seller_monologue_s", "structure.longest_seller_monologue_s"),
    call("seller_questions", "structure.seller_questions"),
    call("buyer_questions", "structure.buyer_questions"),
    call("first_pain_at", "structure.first_pain_at"),
    call("first_pitch_at", "structure.first_pitch_at"),
    call("seller_unasked_share", "structure.seller_unasked_share"),
    call("buyer_unasked_share", "structure.buyer_unasked_share"),
    call("seller_proposals", "structure.seller_proposals"),
    call("seller_proposals_agreed", "structure.seller_proposals_agreed"),
    call("buyer_proposals", "structure.buyer_proposals"),
    call("buyer_proposals_agreed", "structure.buyer_proposals_agreed"),
    call("call_type", "story.call_type"),
    call("pains_answered", "story.ledger.answered"),
    call("pains_followed", "story.ledger.followed"),
    call("pain_follow_up_rate", "story.ledger.rate"),
    call("pitch_clauses_before_pain", "story.clock.pitch_clauses"),
    call("seconds_before_pain", "story.clock.seconds"),
    call("first_step_by", "story.first_step_by"),
    call("lexicon_version", "lexicon.version"),
    call("lexicon_hash", "lexicon.hash"),
    call("error_kind", "error.kind"),
    call("error_text", "error.text"),
];

const EVIDENCE: &[Column] = &[
    of(0, "code", "id"),
    of(0, "mass", "mass"),
    of(0, "code_points", "points"),
    of(1, "turn", "turn"),
    of(1, "start_s", "start_s"),
    of(1, "speaker", "speaker"),
    of(1, "quote", "quote"),
    of(1, "phrase", "phrase"),
    of(1, "strength", "strength"),
    of(1, "weight", "weight"),
    Column { name: "guards", of: Of::JoinedList(1, "guards") },
    of(1, "exchange", "exchange"),
];

const DISCARDED: &[Column] = &[
    of(0, "turn", "turn"),
    of(0, "code", "id"),
    of(0, "quote", "quote"),
    of(0, "guard", "guard"),
    of(0, "said_by", "by"),
    of(0, "guard_words", "words"),
    of(0, "guard_turn", "words_turn"),
];

const MOMENTS: &[Column] = &[
    of(0, "kind", "kind"),
    of(0, "turn", "turn"),
    of(0, "start_s", "start_s"),
    of(0, "quote", "quote"),
    of(0, "says", "says"),
    of(0, "advice", "advice"),
];

const PAINS: &[Column] = &[
    of(0, "code", "pain.id"),
    of(0, "turn", "pain.turn"),
    of(0, "start_s", "pain.start_s"),
    of(0, "quote", "pain.quote"),
    of(0, "next", "next"),
    of(0, "reply_turn", "reply.turn"),
    of(0, "reply_start_s", "reply.start_s"),
    of(0, "reply_quote", "reply.quote"),
];

const PROPOSALS: &[Column] = &[
    of(0, "turn", "turn"),
    of(0, "start_s", "start_s"),
    of(0, "side", "side"),
    of(0, "kind", "kind"),
    of(0, "quote", "quote"),
    of(0, "sum", "sum"),
    of(0, "exchange", "exchange"),
    of(0, "first", "first"),
    of(0, "answer", "answer"),
    of(0, "answer_turn", "answer_turn"),
    of(0, "answer_quote", "answer_quote"),
];
