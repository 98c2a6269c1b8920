//! The label of a call: the object `gold` beside its turns, written by people who read it.
//!
//! Its keys: `verdict`, the class; `also`, classes that count as right, too; `sure`, 1 a toss-up to 3 clear; `source`, what
//! the call belongs to; `turns`, by number of the turn in the file (from 1) the codes of what it does, `~` behind one that
//! is doubtful. Only `verdict` is needed; keys of other names are left to whoever wrote them.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::call::narrow;
use crate::verdict::Class;

/// Characters of a label that a message quotes.
const QUOTED: usize = 40;

/// What the readers say of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// The class.
    pub verdict: Class,
    /// Classes that count as right, too.
    pub also: Vec<Class>,
    /// 1 a toss-up, 2 likely, 3 clear.
    pub sure: Option<u8>,
    /// What the call belongs to, where the label says so.
    pub source: Option<String>,
    /// By turn in the file, from 1: its codes. Empty where the call was not coded turn by turn.
    pub turns: BTreeMap<u32, Vec<Code>>,
}

/// The code of a turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The id of a lexicon, or `other.*` for an act that none of them names.
    pub id: String,
    /// Finding it is right and missing it no miss.
    pub is_doubtful: bool,
    /// No lexicon in use has it: it counts for its kind alone.
    pub is_strange: bool,
}

/// The label of one document of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The document's id.
    pub id: Option<String>,
    /// The label, or what is wrong with it; `None` where there is none.
    pub gold: Option<Result<Gold, String>>,
    /// The line of the file at which the label stands, from 1, or else its document.
    pub line: u64,
    /// How many turns stand under `turns`; 0 where there is no such list.
    pub turns: u32,
}

impl Label {
    /// The label of a document that begins at that line. What is no JSON object has none.
    #[must_use]
    pub fn of(text: &str, line: u64) -> Self {
        let none = Self { id: None, gold: None, line, turns: 0 };
        if !text.trim_start().starts_with('{') {
            return none;
        }
        let Some(entries) = entries(text) else {
            let what = "the call is no whole JSON, so that no label can be read beside it".to_owned();
            return Self { gold: Some(Err(what)), ..none };
        };
        let named = |key: &str| entries.iter().filter(|(name, _)| name == key).map(|(_, value)| *value).collect();
        let (id, turns, gold): (Vec<&RawValue>, Vec<&RawValue>, Vec<&RawValue>) =
            (named("id"), named("turns"), named("gold"));
        let ends = |until: &RawValue| {
            let before = (until.get().as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
            memchr::memchr_iter(b'\n', text.get(..before).unwrap_or_default().as_bytes()).count() as u64
        };
        let count = |turns: &&RawValue| serde_json::from_str::<Vec<IgnoredAny>>(turns.get()).ok();
        Self {
            id: id.first().and_then(|id| name(id)),
            gold: match gold.as_slice() {
                [] => None,
                [gold] if gold.get() == "null" => None,
                [gold] => Some(read(gold)),
                _ => Some(Err("it has the key `gold` twice".to_owned())),
            },
            line: gold.last().map_or(line, |gold| line + ends(gold)),
            turns: turns.first().and_then(count).map_or(0, |turns| narrow(turns.len())),
        }
    }

    /// The label of the call at that place (from 0), by its place in the list: the one with its id, else the one at its
    /// place.
    #[must_use]
    pub fn of_call<'l>(labels: &'l [Self], id: Option<&str>, place: usize) -> Option<(usize, &'l Self)> {
        let here = || labels.get(place).map(|label| (place, label));
        let fits = |(_, label): &(usize, &Self)| id.is_some() && label.id.as_deref() == id;
        let nameless = |(_, label): &(usize, &Self)| label.id.is_none() || id.is_none();
        here().filter(fits).or_else(|| labels.iter().enumerate().find(fits)).or_else(|| here().filter(nameless))
    }
}

/// Keys and values of an object in their order, whatever the values are; `None` for anything else.
fn entries(text: &str) -> Option<Vec<(String, &RawValue)>> {
    struct Entries;
    impl<'de> Visitor<'de> for Entries {
        type Value = Vec<(String, &'de RawValue)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut entries = Vec::new();
            while let Some(entry) = map.next_entry()? {
                entries.push(entry);
            }
            Ok(entries)
        }
    }
    let mut json = serde_json::Deserializer::from_str(text);
    let entries = json.deserialize_map(Entries).ok()?;
    json.end().ok().map(|()| entries)
}

/// An id as it is written: a string, or a number.
fn name(id: &RawValue) -> Option<String> {
    let text = id.get();
    serde_json::from_str(text)
        .ok()
        .or_else(|| text.starts_with(|c: char| c == '-' || c.is_ascii_digit()).then(|| text.to_owned()))
}

/// Reads a label.
fn read(gold: &RawValue) -> Result<Gold, String> {
    let entries =
        entries(gold.get()).ok_or_else(|| wrong("gold", "an object such as {\"verdict\": \"mutual\"}", gold))?;
    let find = |key: &str| {
        let mut found = entries.iter().filter(|(name, value)| name == key && value.get() != "null");
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(format!("its `gold` has the key `{key}` twice")),
            (found, None) => Ok(found.map(|(_, value)| *value)),
        }
    };
    let verdict = find("verdict")?.ok_or("its `gold` lacks the key `verdict`")?;
    let also = match find("also")? {
        Some(also) => list(also).ok_or_else(|| wrong("gold.also", "a list of verdicts", also))?,
        None => Vec::new(),
    };
    let sure = |sure: &RawValue| match sure.get() {
        "1" => Ok(1),
        "2" => Ok(2),
        "3" => Ok(3),
        _ => Err(wrong("gold.sure", "a number from 1 to 3", sure)),
    };
    let text = |at: &str, value: &RawValue| {
        serde_json::from_str::<String>(value.get()).map_err(|_| wrong(at, "a text", value))
    };
    Ok(Gold {
        verdict: class(&text("gold.verdict", verdict)?)?,
        also: also.iter().map(|word| class(word)).collect::<Result<_, _>>()?,
        sure: find("sure")?.map(sure).transpose()?,
        source: find("source")?.map(|source| text("gold.source", source)).transpose()?,
        turns: find("turns")?.map(turns).transpose()?.unwrap_or_default(),
    })
}

/// Reads the codes of turns.
fn turns(written: &RawValue) -> Result<BTreeMap<u32, Vec<Code>>, String> {
    let entries = entries(written.get()).ok_or_else(|| {
        wrong("gold.turns", "an object of codes by turn, such as {\"3\": [\"pain.problem\"]}", written)
    })?;
    let mut turns = BTreeMap::new();
    for (key, codes) in entries {
        let number = key.parse().ok().filter(|&number: &u32| number > 0);
        let Some(number) = number.filter(|number| number.to_string() == key) else {
            let plain = number.map_or_else(String::new, |number| format!(", write \"{number}\""));
            let key = shortened(&key);
            return Err(format!(
                "its `gold.turns` has the key {key:?}, which is no number of a turn; they count from 1{plain}"
            ));
        };
        let at = format!("gold.turns.{number}");
        let codes = list(codes).ok_or_else(|| wrong(&at, "a list of codes", codes))?;
        if turns.insert(number, codes.iter().map(|code| Code::of(code)).collect()).is_some() {
            return Err(format!("its `gold.turns` has the turn {number} twice"));
        }
    }
    Ok(turns)
}

/// A list of strings.
fn list(written: &RawValue) -> Option<Vec<String>> {
    serde_json::from_str(written.get()).ok()
}

/// What stands at a place of the label where something else should.
fn wrong(at: &str, wanted: &str, found: &RawValue) -> String {
    let found = match found.get().as_bytes().first() {
        Some(b'{') => "an object".to_owned(),
        Some(b'[') => "a list".to_owned(),
        _ => shortened(found.get()),
    };
    let inside = if wanted.starts_with("a list of") && found == "a list" { ", each a text" } else { "" };
    let but = if inside.is_empty() { format!(", not {found}") } else { String::new() };
    format!("its `{at}` should be {wanted}{inside}{but}")
}

fn shortened(text: &str) -> String {
    text.chars().take(QUOTED).collect()
}

fn class(word: &str) -> Result<Class, String> {
    Class::ALL.into_iter().find(|class| class.as_str() == word).ok_or_else(|| {
        let known: Vec<&str> = Class::ALL.iter().map(|class| class.as_str()).collect();
        let word = shortened(word);
        format!("its `gold` says {word:?}, which is no verdict; there are {}", known.join(", "))
    })
}

impl Code {
    fn of(written: &str) -> Self {
        let id = written.trim_end_matches('~');
        Self { id: id.to_owned(), is_doubtful: id.len() < written.len(), is_strange: false }
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Label};
    use crate::verdict::Class;

    #[test]
    fn a_label_is_read_beside_whatever_else_stands_there() {
        let text = r#"{"id":"a","turns":[{},{}],
            "gold":{"verdict":"mutual","also":["buyer_pursuing"],"sure":2,"note":{"x":1},
            "turns":{"3":["pain.problem","pitch.launch~"]}}}"#;
        let label = Label::of(text, 7);
        assert_eq!((label.id.as_deref(), label.line, label.turns), (Some("a"), 8, 2));
        let gold = label.gold.unwrap().unwrap();
        assert_eq!((gold.verdict, gold.also, gold.sure), (Class::Mutual, vec![Class::BuyerPursuing], Some(2)));
        let code = |id: &str, is_doubtful| Code { id: id.to_owned(), is_doubtful, is_strange: false };
        assert_eq!(gold.turns[&3], [code("pain.problem", false), code("pitch.launch", true)]);
    }

    #[test]
    fn depth_beside_and_in_the_label_hides_nothing() {
        let deep = format!("{}{}", "[".repeat(400), "]".repeat(400));
        let text = format!("{{\"more\":{deep},\"id\":{deep},\"gold\":{{\"note\":{deep},\"verdict\":\"mutual\"}}}}");
        assert_eq!(Label::of(&text, 1).gold.unwrap().unwrap().verdict, Class::Mutual);
        let text = format!("{{\"gold\":{deep}}}");
        assert!(Label::of(&text, 1).gold.unwrap().is_err());
    }

    #[test]
    fn what_is_wrong_with_a_label_is_said() {
        let verdict = r#"{"verdict":"mutual","#;
        let with = |rest: &str| format!("{verdict}{rest}}}");
        for (gold, want) in [
            (r#"["mutual"]"#.to_owned(), r#"its `gold` should be an object such as {"verdict": "mutual"}, not a list"#),
            (r#""mutual""#.to_owned(), r#"its `gold` should be an object such as {"verdict": "mutual"}, not "mutual""#),
            (r#"{"also":[]}"#.to_owned(), "its `gold` lacks the key `verdict`"),
            (r#"{"verdict":3}"#.to_owned(), "its `gold.verdict` should be a text, not 3"),
            (with(r#""verdict":"no_sale_dynamic""#), "its `gold` has the key `verdict` twice"),
            (with(r#""sure":255"#), "its `gold.sure` should be a number from 1 to 3, not 255"),
            (with(r#""sure":2.5"#), "its `gold.sure` should be a number from 1 to 3, not 2.5"),
            (with(r#""also":"mutual""#), "its `gold.also` should be a list of verdicts, not \"mutual\""),
            (with(r#""also":[3]"#), "its `gold.also` should be a list of verdicts, each a text"),
            (with(r#""turns":{"2":{}}"#), "its `gold.turns.2` should be a list of codes, not an object"),
            (with(r#""turns":{"2":[],"2":[]}"#), "its `gold.turns` has the turn 2 twice"),
            (
                with(r#""turns":{"0":[]}"#),
                "its `gold.turns` has the key \"0\", which is no number of a turn; they count from 1",
            ),
            (
                with(r#""turns":{"3":[],"03":[]}"#),
                "its `gold.turns` has the key \"03\", which is no number of a turn; they count from 1, write \"3\"",
            ),
        ] {
            let label = Label::of(&format!("{{\"gold\":{gold}}}"), 1);
            assert_eq!(label.gold.unwrap().unwrap_err(), want);
        }
        let sold = Label::of(r#"{"gold":{"verdict":"sold"}}"#, 1).gold.unwrap().unwrap_err();
        assert!(sold.starts_with("its `gold` says \"sold\", which is no verdict; there are "), "{sold}");
        let twice = Label::of(r#"{"gold":{"verdict":"mutual"},"gold":{"verdict":"mutual"}}"#, 1);
        assert_eq!(twice.gold.unwrap().unwrap_err(), "it has the key `gold` twice");
    }

    #[test]
    fn a_call_finds_its_label_by_its_id_and_then_by_its_place() {
        let label = |id: Option<&str>| Label { id: id.map(str::to_owned), gold: None, line: 1, turns: 0 };
        let rows = [label(Some("a")), label(Some("b")), label(None)];
        let of = |id, place| Label::of_call(&rows, id, place).map(|(found, _)| found);
        assert_eq!(
            (of(Some("b"), 0), of(Some("c"), 2), of(Some("c"), 0), of(None, 1)),
            (Some(1), Some(2), None, Some(1))
        );
    }
}
