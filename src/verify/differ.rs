//! The first place at which two objects differ: the path of its keys, and what stands there in either.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;

/// Characters of a value that are shown; judgement.
const SHOWN: usize = 60;

/// A place at which two objects differ. `None` stands for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The keys that lead there: `signals[2].evidence[0].quote`.
    pub key: String,
    /// What the result has there, cut short.
    pub written: Option<String>,
    /// What was computed, cut short.
    pub computed: Option<String>,
}

/// The first place, in the order of what was computed; `None` where only spelling or the order of keys differs.
pub(super) fn first(written: &str, computed: &str) -> Option<Place> {
    differ(Some(written), Some(computed), &mut String::new())
}

/// Keys and values in their order.
struct Object<'t>(Vec<(String, &'t RawValue)>);

impl<'t> Deserialize<'t> for Object<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Keys;
        impl<'t> Visitor<'t> for Keys {
            type Value = Object<'t>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut all = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    all.push(entry);
                }
                Ok(Object(all))
            }
        }
        deserializer.deserialize_map(Keys)
    }
}

fn differ(written: Option<&str>, computed: Option<&str>, key: &mut String) -> Option<Place> {
    let place = |key: &str| {
        let key = key.trim_start_matches('.').to_owned();
        Some(Place { key, written: written.map(short), computed: computed.map(short) })
    };
    let (Some(a), Some(b)) = (written, computed) else { return place(key) };
    if a == b {
        return None;
    }
    if let (Ok(Object(a)), Ok(Object(b))) = (serde_json::from_str(a), serde_json::from_str::<Object<'_>>(b)) {
        let of = |all: &[(String, &RawValue)], name: &str| all.iter().position(|(key, _)| key == name);
        let value = |all: &[(String, &'_ RawValue)], at: Option<usize>| {
            at.and_then(|at| all.get(at)).map(|(_, value)| value.get().to_owned())
        };
        // What was computed has each key once; a second one of the same name is one too many.
        let known = b.iter().map(|(name, _)| (name, of(&a, name), of(&b, name)));
        let more = a.iter().enumerate().filter(|(at, (name, _))| of(&b, name).is_none() || of(&a, name) != Some(*at));
        let more = more.map(|(at, (name, _))| (name, Some(at), None));
        return known.chain(more).find_map(|(name, at_a, at_b)| {
            within(key, &format!(".{name}"), |key| differ(value(&a, at_a).as_deref(), value(&b, at_b).as_deref(), key))
        });
    }
    if let (Ok(a), Ok(b)) = (serde_json::from_str::<Vec<&RawValue>>(a), serde_json::from_str::<Vec<&RawValue>>(b)) {
        return (0..a.len().max(b.len())).find_map(|at| {
            let of = |all: &[&'_ RawValue]| all.get(at).map(|value| value.get().to_owned());
            within(key, &format!("[{at}]"), |key| differ(of(&a).as_deref(), of(&b).as_deref(), key))
        });
    }
    let same = match (serde_json::from_str(a).ok(), serde_json::from_str(b).ok()) {
        (Some(Value::Number(a)), Some(Value::Number(b))) => a.as_f64() == b.as_f64(),
        (a, b) => a == b,
    };
    if same { None } else { place(key) }
}

/// Looks under a further key.
fn within(key: &mut String, further: &str, look: impl FnOnce(&mut String) -> Option<Place>) -> Option<Place> {
    let length = key.len();
    key.push_str(further);
    let place = look(key);
    key.truncate(length);
    place
}

/// The beginning of a value.
fn short(value: &str) -> String {
    let mut letters = value.chars();
    let start: String = letters.by_ref().take(SHOWN).collect();
    if letters.next().is_some() { format!("{start}…") } else { start }
}

#[cfg(test)]
mod tests {
    use super::{Place, first};

    #[test]
    fn the_first_difference_is_named_by_its_keys() {
        let place = |key: &str, written: Option<&str>, computed: Option<&str>| {
            let owned = |value: Option<&str>| value.map(str::to_owned);
            Some(Place { key: key.to_owned(), written: owned(written), computed: owned(computed) })
        };
        let ours = r#"{"z":{"score":12},"a":[{"quote":"x"},7.0]}"#;
        let rows = [
            (r#"{"z":{"score":9},"a":[{"quote":"y"},7.0]}"#, place("z.score", Some("9"), Some("12"))),
            (r#"{"z":{"score":12},"a":[{"quote":"y"},7.0]}"#, place("a[0].quote", Some("\"y\""), Some("\"x\""))),
            (r#"{"z":{"score":12},"a":[{"quote":"x"}]}"#, place("a[1]", None, Some("7.0"))),
            (r#"{"z":{"score":12},"a":[{"quote":"x"},7.0,8]}"#, place("a[2]", Some("8"), None)),
            (r#"{"a":[{"quote":"x"},7.0]}"#, place("z", None, Some(r#"{"score":12}"#))),
            (r#"{"z":{"score":12},"a":[{"quote":"x"},7.0],"b":1}"#, place("b", Some("1"), None)),
            (r#"{"z":{"score":12},"a":[{"quote":"x"},7.0],"a":1}"#, place("a", Some("1"), None)),
            (r#"{"z":{"score":12},"a":"none"}"#, place("a", Some("\"none\""), Some(r#"[{"quote":"x"},7.0]"#))),
            (r#"{ "a": [{"quote":"\u0078"}, 7], "z": {"score":12} }"#, None),
        ];
        for (written, want) in rows {
            assert_eq!(first(written, ours), want, "{written}");
        }
        let long = format!("{{\"a\":\"{}\"}}", "é".repeat(99));
        assert_eq!(first(&long, "{}").unwrap().written.unwrap().chars().count(), 61);
    }
}
