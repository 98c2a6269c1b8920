//! The keys of `pursuit.toml` and the shape of their values, as one table.

/// The keys of a table.
pub(super) struct Keys {
    /// How the table is called, with its brackets; empty for the file itself.
    pub(super) name: &'static str,
    /// The keys, sorted.
    pub(super) keys: &'static [(&'static str, Shape)],
    /// Keys that must be there.
    pub(super) required: &'static [&'static str],
}

/// The shape of a value.
pub(super) enum Shape {
    /// A string.
    Text,
    /// A list of strings.
    Texts,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// A list of these strings.
    SomeOf(&'static [&'static str]),
    /// A whole number from 0 to this one.
    UpTo(i64),
    /// Counts under names of the user's choice.
    Counts,
    /// A date.
    Date,
    /// A table.
    Table(&'static Keys),
    /// A list of tables.
    Tables(&'static Keys),
}

/// The most that a count can be. Judgement: no call has more hits.
pub(super) const MOST: i64 = 1_000_000;

/// The classes of verdicts, sorted.
const CLASSES: &[&str] = &["buyer_pursuing", "insufficient_evidence", "mutual", "no_sale_dynamic", "seller_pursuing"];
/// What a gate makes of a call that it cannot judge.
const ON_INSUFFICIENT: &[&str] = &["fail", "pass", "warn"];

/// What a gate makes of a file that it cannot read; it never passes.
const ON_UNREAD: &[&str] = &["error", "fail"];

/// The file itself.
pub(super) const ROOT: Keys = Keys {
    name: "",
    keys: &[("check", Shape::Table(&CHECK)), ("parties", Shape::Table(&PARTIES)), ("scoring", Shape::Table(&SCORING))],
    required: &[],
};

/// Who is on which side.
const PARTIES: Keys =
    Keys { name: "[parties]", keys: &[("buyer", Shape::Texts), ("seller", Shape::Texts)], required: &[] };

/// What a verdict depends on.
const SCORING: Keys = Keys {
    name: "[scoring]",
    keys: &[
        ("call_type", Shape::OneOf(&["auto", "cold", "demo", "discovery", "follow_up"])),
        ("deal_size", Shape::OneOf(&["large", "small"])),
        ("lexicons", Shape::Texts),
    ],
    required: &[],
};

/// The gate.
const CHECK: Keys = Keys {
    name: "[check]",
    keys: &[
        ("accept", Shape::Tables(&ACCEPT)),
        ("baseline", Shape::Text),
        ("before_pain", Shape::Table(&BEFORE_PAIN)),
        ("fail_on", Shape::SomeOf(CLASSES)),
        ("limits", Shape::Counts),
        ("max_bursts", Shape::UpTo(MOST)),
        ("max_drop", Shape::UpTo(100)),
        ("min_score", Shape::UpTo(100)),
        ("on_insufficient", Shape::OneOf(ON_INSUFFICIENT)),
        ("on_unread", Shape::OneOf(ON_UNREAD)),
        ("override", Shape::Tables(&OVERRIDE)),
    ],
    required: &[],
};

/// The most pitch before the first problem.
const BEFORE_PAIN: Keys = Keys {
    name: "[check.before_pain]",
    keys: &[("seconds", Shape::UpTo(MOST)), ("turns", Shape::UpTo(MOST)), ("words", Shape::UpTo(MOST))],
    required: &[],
};

/// Other bounds of the gate for some paths.
const OVERRIDE: Keys = Keys {
    name: "[[check.override]]",
    keys: &[
        ("before_pain", Shape::Table(&BEFORE_PAIN)),
        ("fail_on", Shape::SomeOf(CLASSES)),
        ("limits", Shape::Counts),
        ("max_bursts", Shape::UpTo(MOST)),
        ("max_drop", Shape::UpTo(100)),
        ("min_score", Shape::UpTo(100)),
        ("on_insufficient", Shape::OneOf(ON_INSUFFICIENT)),
        ("paths", Shape::Texts),
    ],
    required: &["paths"],
};

/// A finding that is accepted.
const ACCEPT: Keys = Keys {
    name: "[[check.accept]]",
    keys: &[("code", Shape::Text), ("paths", Shape::Texts), ("reason", Shape::Text), ("until", Shape::Date)],
    required: &["code", "paths", "reason"],
};

#[cfg(test)]
mod tests {
    use super::{CLASSES, Keys, ROOT, Shape};
    use crate::verdict::Class;

    #[test]
    fn the_classes_are_those_of_the_output() {
        let mut classes: Vec<_> = Class::ALL.iter().map(|class| class.as_str()).collect();
        classes.sort_unstable();
        assert_eq!(CLASSES, classes);
    }

    /// True if the key stands below the head of its table in the file that `pursuit init` writes, commented out or not.
    fn stands(template: &str, table: &str, key: &str) -> bool {
        let lines = template.lines().map(|line| line.strip_prefix("# ").unwrap_or(line));
        let mut inside = false;
        for line in lines {
            if line.starts_with('[') {
                inside = line == table;
            } else if inside && line.starts_with(&format!("{key} = ")) {
                return true;
            }
        }
        false
    }

    #[test]
    fn every_key_stands_in_the_file_that_init_writes() {
        fn look(template: &str, keys: &Keys, missing: &mut Vec<String>) {
            for (key, shape) in keys.keys {
                let (head, below) = match shape {
                    Shape::Table(below) | Shape::Tables(below) => (below.name, Some(*below)),
                    Shape::Counts => ("[check.limits]", None),
                    _ => ("", None),
                };
                let is_there = stands(template, keys.name, key)
                    || template.lines().any(|line| !head.is_empty() && line.trim_start_matches("# ") == head);
                if !is_there {
                    missing.push(format!("{} {key}", keys.name));
                }
                if let Some(below) = below {
                    look(template, below, missing);
                }
            }
        }
        let template = include_str!("../init/templates/pursuit.toml").replace("@SELLER@", "# seller = []");
        let mut missing = Vec::new();
        look(&template, &ROOT, &mut missing);
        assert_eq!(missing, Vec::<String>::new());
        assert!(!stands(&template, "[check]", "min_scores") && stands(&template, "[[check.accept]]", "until"));
    }
}
