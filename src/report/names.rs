//! Words for people in place of stable ids: sides, guards, moments, moves, what stands out.

use crate::analyze::Analysis;
use crate::call::{Points, Role, RoleSource};
use crate::lexicon::Mass;
use crate::role::Speaker;
use crate::scan::Exchange;
use crate::signal::Codes;
use crate::story::{Band, CallType, Kind, Move};
use crate::verdict::{Class, Confidence};

use crate::report::words::percent;

/// Why words that were heard do not count, or count for less.
const GUARDS: &[(&str, &str)] = &[
    ("after_commitment", "said after a yes, so it is service and no close"),
    ("after_pressure", "a yes right after pressure counts less"),
    ("aside", "far from everything that belongs to a sale"),
    ("call_technology", "about the line or the screen, not about the business"),
    ("complaint", "a complaint about what the seller sold"),
    ("elicited", "said because the seller asked for it"),
    ("greeting", "only a greeting"),
    ("hypothetical", "imagined, so nobody’s problem"),
    ("idiom", "the same words with another meaning"),
    ("near_pain", "answers a problem that was just named"),
    ("negated", "it is said not to be so"),
    ("no_objection", "nothing had been objected to"),
    ("no_pain_yet", "no problem had been named yet"),
    ("on_request", "the buyer had asked to be told"),
    ("once_a_clause", "counted already in the same breath"),
    ("only_answers", "only an answer or a yes, so no initiative"),
    ("other_language", "in another language"),
    ("outside_window", "too early or too late in the call to count"),
    ("past", "it was so once, and is over"),
    ("precedence", "other words in the same place say more"),
    ("question", "asked, not stated"),
    ("reported", "somebody else’s words, only reported"),
    ("role_play", "acted, not meant"),
    ("sarcasm", "praise that means its opposite"),
    ("then_pressed", "leave that is given and taken back in one breath"),
    ("third_party", "somebody else’s problem"),
    ("trade_talk", "on a call about selling, such words are the topic"),
    ("twice_a_turn", "counted twice already in this turn"),
];

/// What moments are called that are no order rules.
const MOMENTS: &[(&str, &str)] = &[
    ("best_question", "The question with the longest answer"),
    ("longest_of_buyer", "The buyer’s longest stretch"),
    ("longest_of_seller", "The seller’s longest stretch"),
    ("pain_followed", "A problem taken up"),
    ("pain_ignored", "A problem passed over"),
    ("pain_pitched_over", "A problem answered with the offer"),
    ("pain_pressured", "A problem answered with pressure"),
    ("pitch_burst", "A long stretch of offer"),
    ("pull", "A strong move of the buyer"),
    ("push", "A heavy push"),
    ("turning_point", "The turning point"),
];

/// What stands out in a call.
const FLAGS: &[(&str, &str)] = &[
    ("compliance_alert", "strong pressure by the sound of it: somebody responsible should listen to this call"),
    ("dynamic_reversed", "the direction changed on the way"),
    ("happy_ears", "sounds like a yes was heard where none was said"),
    ("pain_connected", "a problem was taken up before the offer"),
    ("premature_pitch", "the offer came before any problem"),
    ("pressure_after_resistance", "hesitation was met with pressure"),
    ("reported_pressure", "the buyer tells of pressure by somebody else"),
    ("squeezed_yes", "a yes that followed pressure"),
    ("stuffed", "so many textbook phrases that they sound like a script"),
];

fn named<'n>(rows: &[(&str, &'n str)], id: &str) -> Option<&'n str> {
    rows.iter().find(|(known, _)| *known == id).map(|(_, name)| *name)
}

/// The id with blanks, for what a team has added.
fn plain(id: &str) -> String {
    id.replace('_', " ")
}

/// What a code is called.
pub(super) fn code(codes: &Codes, id: &str) -> String {
    codes.name(id).map_or_else(|| plain(id), str::to_owned)
}

/// Why words do not count.
pub(super) fn guard(id: &str) -> String {
    named(GUARDS, id).map_or_else(|| plain(id), str::to_owned)
}

/// What a moment is called.
pub(super) fn moment(codes: &Codes, kind: &str) -> String {
    let order = || codes.name(&format!("structure.{kind}"));
    named(MOMENTS, kind).or_else(order).map_or_else(|| plain(kind), str::to_owned)
}

/// What stands out.
pub(super) fn flag(id: &str) -> String {
    named(FLAGS, id).map_or_else(|| plain(id), str::to_owned)
}

/// The class of a mark in the styles.
pub(super) fn side(mass: Mass) -> &'static str {
    match mass {
        Mass::SellerPursuit => "push",
        Mass::BuyerPull | Mass::BuyerInitiative => "pull",
        Mass::Resistance => "resist",
        Mass::Process => "process",
        Mass::Gate | Mass::Tracker => "kind",
    }
}

/// The masses that weigh, in the order in which their sum is shown.
pub(super) const MASSES: [Mass; 5] =
    [Mass::SellerPursuit, Mass::Resistance, Mass::BuyerInitiative, Mass::BuyerPull, Mass::Process];

/// What a mass is.
pub(super) fn mass(mass: Mass) -> &'static str {
    match mass {
        Mass::SellerPursuit => "seller’s effort",
        Mass::BuyerPull => "buyer’s problem or request",
        Mass::BuyerInitiative => "buyer’s initiative",
        Mass::Resistance => "buyer holds back",
        Mass::Process => "seller asks, listens, guides",
        Mass::Gate => "tells what kind of talk it is",
        Mass::Tracker => "counted, not scored",
    }
}

/// How strong a phrase is by itself.
pub(super) fn strength(strength: Points) -> &'static str {
    match strength.0 {
        850.. => "strong",
        550.. => "medium",
        1.. => "weak",
        _ => "the yes to it",
    }
}

/// Whether it was asked for.
pub(super) fn exchange(exchange: Exchange) -> &'static str {
    match exchange {
        Exchange::Volunteered => "unasked",
        Exchange::Elicited => "when asked",
        Exchange::Agreed => "in a yes",
    }
}

/// The side somebody is on.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Seller => "seller",
        Role::Buyer => "buyer",
        Role::Other => "neither side",
        Role::Unknown => "side not known",
    }
}

/// Who says so.
pub(super) fn source(party: &Speaker) -> String {
    match party.role_source {
        RoleSource::Flag => "as the command said".to_owned(),
        RoleSource::Config => "as pursuit.toml says".to_owned(),
        RoleSource::Export(field) => format!("as the export says in {field}"),
        RoleSource::Label => "as the name says".to_owned(),
        RoleSource::Elimination => "as the only one left".to_owned(),
        RoleSource::Colleague => "as colleagues by their address".to_owned(),
        RoleSource::Words => format!("told from the words, {} sure", percent(party.role_confidence)),
        RoleSource::None => "say who sells with --seller NAME or --buyer NAME".to_owned(),
    }
}

/// What the class says of the people.
pub(super) fn meaning(class: Class) -> String {
    match class {
        Class::InsufficientEvidence => format!("It can’t be told: {}.", class.meaning()),
        Class::NoSaleDynamic => format!("Sounds like {}.", class.meaning()),
        _ => format!("It sounds like {}.", class.meaning()),
    }
}

/// What the confidence means.
pub(super) fn confidence(call: &Analysis) -> &'static str {
    let looks_swapped = call.warnings.iter().any(|note| matches!(note.code, "roles_look_swapped" | "roles_weak"));
    match (call.verdict.confidence, call.verdict.deciding_turn) {
        (Confidence::Firm, _) => "no single turn changes this verdict",
        (Confidence::Leaning, _) => "without one of the turns it would be the neighbouring verdict",
        (Confidence::Fragile, _) if looks_swapped => "seller and buyer may be mixed up, see the doubts",
        (Confidence::Fragile, Some(_)) => "one turn decides",
        (Confidence::Fragile, None) => "the score is next to a border",
    }
}

/// What the seller did with a problem, and the class of it in the styles.
pub(super) fn next_move(made: Move) -> (&'static str, &'static str) {
    match made {
        Move::Quantified => ("asked how much or how often", "taken"),
        Move::Explored => ("asked on", "taken"),
        Move::Reflected => ("said it back", "taken"),
        Move::Acknowledged => ("took note, and no more", "noted"),
        Move::Pressured => ("pressed", "passed"),
        Move::PitchedOver => ("went on with the offer", "passed"),
        Move::Ignored => ("passed over it", "passed"),
    }
}

/// What a kind of question is.
pub(super) fn question(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Open => ("Open", "asks for more than yes or no"),
        Kind::Closed => ("Closed", "can be answered by yes, no or a choice"),
        Kind::Leading => ("Leading", "says which answer is wanted"),
    }
}

/// What kind of call it is.
pub(super) fn call_type(kind: CallType) -> &'static str {
    match kind {
        CallType::Cold => "first call nobody waited for",
        CallType::Discovery => "discovery: mostly questions about the buyer’s world",
        CallType::Demo => "demo: the offer is shown",
        CallType::FollowUp => "follow-up of an earlier talk",
    }
}

/// How the seller's share of the words reads in such a call.
pub(super) fn band(band: Band) -> &'static str {
    match band {
        Band::Low => "low for such a call, which is nothing bad",
        Band::Neutral => "usual for such a call",
        Band::High => "high for such a call",
    }
}

#[cfg(test)]
mod tests {
    use super::{FLAGS, GUARDS, MOMENTS};
    use crate::scan;

    #[test]
    fn names_are_in_order_and_every_guard_has_one() {
        for rows in [GUARDS, MOMENTS, FLAGS] {
            assert!(rows.is_sorted_by(|a, b| a.0 < b.0));
        }
        let known = |id: &str| GUARDS.iter().any(|(guard, _)| *guard == id);
        assert!(scan::GUARDS.iter().all(|guard| known(guard.id())));
    }
}
