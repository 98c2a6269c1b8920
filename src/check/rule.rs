//! The rules of the gate, and what to try where a code is limited.

/// A rule that is no code.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable id.
    pub id: &'static str,
    /// What it asks, in a few words.
    pub about: &'static str,
    /// The keys of `[check]` that set it.
    pub keys: &'static str,
}

/// Every rule that is no code, sorted by id.
pub const RULES: &[Rule] = &[
    Rule { id: ACCEPTANCE, about: "An acceptance has expired, or covers nothing", keys: "accept" },
    Rule { id: BEFORE_PAIN, about: "Pitch before the buyer has named a problem", keys: "before_pain" },
    Rule { id: BURST, about: "A stretch of pitch in which the buyer hardly says a word", keys: "max_bursts" },
    Rule { id: DROP, about: "The take is worse than the accepted one", keys: "baseline, max_drop" },
    Rule { id: SCORE, about: "The score is under the least that is asked", keys: "min_score" },
    Rule { id: UNDECIDED, about: "The call can't be judged, or nobody is selling in it", keys: "on_insufficient" },
    Rule { id: UNREAD, about: "A file could not be read", keys: "on_unread" },
    Rule { id: VERDICT, about: "The verdict is one that fails", keys: "fail_on" },
];

/// As in [`RULES`].
pub const ACCEPTANCE: &str = "check.acceptance";
/// As in [`RULES`].
pub const BEFORE_PAIN: &str = "check.before_pain";
/// As in [`RULES`].
pub const BURST: &str = "check.burst";
/// As in [`RULES`].
pub const DROP: &str = "check.drop";
/// As in [`RULES`].
pub const SCORE: &str = "check.score";
/// As in [`RULES`].
pub const UNDECIDED: &str = "check.undecided";
/// As in [`RULES`].
pub const UNREAD: &str = "check.unread";
/// As in [`RULES`].
pub const VERDICT: &str = "check.verdict";

/// What to try where hits of a family are limited: the family's name, and the advice. The first row that fits.
const ADVICE: &[(&str, &str)] = &[
    ("pressure.", "leave the decision and its date to the buyer; ask what would have to be true for a yes"),
    ("pitch.", "ask about the problem first, then show only what meets it"),
    ("neediness", "say it once and plainly, and let them answer"),
    ("haggle.", "ask what the number has to do for them before you move it"),
    ("structure.", "ask what it costs them before you show or ask anything"),
    ("resist.", "ask what is behind it, and let it stand"),
    ("", "listen to it again and decide whether it belongs in this recording"),
];

/// What to try where hits of a code are limited.
#[must_use]
pub fn advice(code: &str) -> &'static str {
    ADVICE.iter().find(|(family, _)| code.starts_with(family)).map_or("", |(_, advice)| advice)
}

#[cfg(test)]
mod tests {
    use super::RULES;

    #[test]
    fn rules_are_sorted_and_documented() {
        assert!(RULES.is_sorted_by(|a, b| a.id < b.id));
        assert!(RULES.iter().all(|rule| rule.id.starts_with("check.") && !rule.about.is_empty()));
    }
}
