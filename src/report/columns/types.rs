//! What a column holds and means, looked up in the JSON Schema.

use std::sync::LazyLock;

use serde_json::Value;

use super::{Of, Sheet};
use crate::report::json::schema;

/// What the cells of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// Whole numbers.
    Whole,
    /// Numbers.
    Number,
    /// Yes or no.
    Flag,
}

impl Kind {
    /// The word for people and programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Whole => "integer",
            Self::Number => "number",
            Self::Flag => "boolean",
        }
    }
}

/// What a column holds and means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What its cells are.
    pub kind: Kind,
    /// Some cells may be empty.
    pub may_be_empty: bool,
    /// What it means.
    pub words: String,
}

/// The schema, read once.
static SCHEMA: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(&schema()).unwrap_or_default());

/// What a column of a table means.
pub(super) fn meaning(sheet: &Sheet, of: Of) -> Meaning {
    match of {
        Of::Call(path) => look(&[], path, true),
        Of::List(level, path) => look(&sheet.lists[..=level], path, false),
        Of::Joined(path) => Meaning { kind: Kind::Text, ..look(&[], path, true) },
        Of::JoinedList(level, path) => Meaning { kind: Kind::Text, ..look(&sheet.lists[..=level], path, false) },
        Of::Names(role) => {
            let words = format!("Names of the parties whose role is {role}, with `; ` between.");
            Meaning { kind: Kind::Text, may_be_empty: true, words }
        }
    }
}

/// Looks a place up. What is of a call is empty where an input gave none.
fn look(lists: &[&str], path: &str, may_fail: bool) -> Meaning {
    let found = ["call", "failure"].into_iter().find_map(|of| {
        let mut node = SCHEMA.pointer(&format!("/$defs/{of}"))?;
        let mut nullable = false;
        for list in lists {
            node = walk(node, list, &mut nullable)?.get("items")?;
        }
        walk(resolve(node), path, &mut nullable).map(|node| (node, nullable))
    });
    let Some((node, nullable)) = found else {
        return Meaning { kind: Kind::Text, may_be_empty: true, words: String::new() };
    };
    let types: Vec<&str> = match node.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    let kind = if types.contains(&"integer") {
        Kind::Whole
    } else if types.contains(&"number") {
        Kind::Number
    } else if types.contains(&"boolean") {
        Kind::Flag
    } else {
        Kind::Text
    };
    let words = node.get("description").and_then(Value::as_str).unwrap_or_default().to_owned();
    let has_null = types.contains(&"null")
        || node.get("enum").is_some_and(|of| of.as_array().is_some_and(|of| of.contains(&Value::Null)));
    Meaning { kind, may_be_empty: nullable || has_null || (may_fail && !path.starts_with("path")), words }
}

/// The node below another at a path; notes where a part of the way may be null.
fn walk<'s>(mut node: &'s Value, path: &str, nullable: &mut bool) -> Option<&'s Value> {
    for key in path.split('.') {
        node = resolve(node);
        let is_null = |of: &Value| of.as_array().is_some_and(|of| of.contains(&Value::from("null")));
        *nullable |= node.get("type").is_some_and(is_null);
        node = node.get("properties")?.get(key)?;
    }
    Some(resolve(node))
}

/// Follows a reference within the schema.
fn resolve(node: &Value) -> &Value {
    let to = node.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix('#'));
    to.and_then(|to| SCHEMA.pointer(to)).unwrap_or(node)
}

#[cfg(test)]
mod tests {
    use super::super::SHEETS;
    use super::Kind;

    #[test]
    fn every_column_is_in_the_schema_and_has_a_name_of_its_own() {
        for sheet in SHEETS {
            let headings = sheet.headings();
            for (place, heading) in headings.iter().enumerate() {
                let name = &heading.name;
                assert!(!heading.meaning.words.is_empty(), "{}.{name} is not in the schema", sheet.id);
                assert!(
                    name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit()),
                    "{name}"
                );
                assert!(headings[..place].iter().all(|other| other.name != *name), "{}.{name} twice", sheet.id);
            }
        }
        let calls = SHEETS[0].headings();
        let kind = |name: &str| calls.iter().find(|heading| heading.name == name).map(|heading| heading.meaning.kind);
        assert_eq!(
            (kind("score"), kind("raw"), kind("because")),
            (Some(Kind::Whole), Some(Kind::Number), Some(Kind::Text))
        );
        let evidence = SHEETS.iter().find(|sheet| sheet.id == "evidence").unwrap().headings();
        let turn = evidence.iter().find(|heading| heading.name == "turn").unwrap();
        assert_eq!((turn.meaning.kind, turn.meaning.may_be_empty), (Kind::Whole, false));
    }
}
