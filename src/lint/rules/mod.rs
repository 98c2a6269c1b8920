//! The rules, each in its own file.

mod beaten_heavy;
mod beats_round;
mod contradictory_polarity;
mod duplicated;
mod few_passes;
mod fragile_under_asr;
mod half_at;
mod idle_not;
mod idle_points;
mod impossible_for_role;
mod misnamed;
mod missing_key;
mod never_matches;
mod no_example;
mod no_reason;
mod not_proved;
mod not_toml;
mod shadowed;
mod too_broad;
mod twin_id;
mod unheard_guard;
mod unknown_guard;
mod unknown_key;
mod unknown_lexicon;
mod unknown_list;
mod unless_unproved;
mod unreadable_phrase;
mod unused_list;
mod wrong_value;

use super::Rule;

/// Every rule, sorted by id.
pub const RULES: &[Rule] = &[
    beaten_heavy::RULE,
    beats_round::RULE,
    contradictory_polarity::RULE,
    duplicated::RULE,
    few_passes::RULE,
    fragile_under_asr::RULE,
    half_at::RULE,
    idle_not::RULE,
    idle_points::RULE,
    impossible_for_role::RULE,
    misnamed::RULE,
    missing_key::RULE,
    never_matches::RULE,
    no_example::RULE,
    no_reason::RULE,
    not_proved::RULE,
    not_toml::RULE,
    shadowed::RULE,
    too_broad::RULE,
    twin_id::RULE,
    unheard_guard::RULE,
    unknown_guard::RULE,
    unknown_key::RULE,
    unknown_lexicon::RULE,
    unknown_list::RULE,
    unless_unproved::RULE,
    unreadable_phrase::RULE,
    unused_list::RULE,
    wrong_value::RULE,
];

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_are_sorted_and_say_what_they_report() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
        assert!(RULES.iter().all(|rule| !rule.about.is_empty()));
    }
}
