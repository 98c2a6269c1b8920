//! The label of a call: the object `gold` beside its turns, written by people who read it.
//!
//! Its keys: `verdict`, the class; `also`, classes that count as right, too; `sure`, 1 a toss-up to 3 clear; `source`, what
//! the call belongs to; `turns`, by number of the turn in the file (from 1) the codes of what it does, `~` behind one that
//! is doubtful. Only `verdict` is needed; keys of other names are left to whoever wrote them.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::verdict::Class;

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
}

/// The label of one record of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The record's id.
    pub id: Option<String>,
    /// The label, or what is wrong with it; `None` where there is none.
    pub gold: Option<Result<Gold, String>>,
}

/// A record as it is written; what else it holds is left to the reader of calls.
#[derive(Default, Deserialize)]
struct Record {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    gold: Option<Value>,
}

/// A label as it is written.
#[derive(Deserialize)]
struct Written {
    verdict: String,
    #[serde(default)]
    also: Option<Vec<String>>,
    #[serde(default)]
    sure: Option<u8>,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    turns: Option<BTreeMap<String, Vec<String>>>,
}

/// The labels of a file in the order of its records: of one object, of a list of them, or of several, one a line or one
/// behind the other. A record that is broken has none, and neither has a file that is no JSON.
#[must_use]
pub fn labels(bytes: &[u8]) -> Vec<Label> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match bytes.first() {
        Some(b'[') => {
            let list: Vec<&RawValue> = serde_json::from_slice(bytes).unwrap_or_default();
            list.into_iter().map(|record| label(serde_json::from_str(record.get()).unwrap_or_default())).collect()
        }
        Some(b'{') => {
            let records = serde_json::Deserializer::from_slice(bytes).into_iter().collect::<Result<Vec<Record>, _>>();
            // Where one is broken, lines tell where the next begins; the reader of calls reports it.
            let lines = bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty());
            let by_line = || lines.map(|line| serde_json::from_slice(line).unwrap_or_default()).collect();
            records.unwrap_or_else(|_| by_line()).into_iter().map(label).collect()
        }
        _ => Vec::new(),
    }
}

impl Label {
    /// The label of the call at that place (from 0): the one with its id, else the one at its place.
    #[must_use]
    pub fn of_call<'l>(labels: &'l [Self], id: Option<&str>, place: usize) -> Option<&'l Self> {
        let here = labels.get(place);
        let fits = |label: &&Self| id.is_some() && label.id.as_deref() == id;
        here.filter(fits)
            .or_else(|| labels.iter().find(fits))
            .or(here.filter(|label| label.id.is_none() || id.is_none()))
    }
}

fn label(record: Record) -> Label {
    let id = match record.id {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    };
    Label { id, gold: record.gold.map(gold) }
}

fn gold(value: Value) -> Result<Gold, String> {
    let written: Written =
        serde_json::from_value(value).map_err(|error| format!("its `gold` cannot be read: {error}"))?;
    let also = written.also.unwrap_or_default();
    let mut turns = BTreeMap::new();
    for (turn, codes) in written.turns.unwrap_or_default() {
        let number: u32 = turn.parse().ok().filter(|&number| number > 0).ok_or_else(|| {
            format!("its `gold.turns` has the key {turn:?}, which is no number of a turn; they count from 1")
        })?;
        turns.insert(number, codes.iter().map(|code| Code::of(code)).collect());
    }
    Ok(Gold {
        verdict: class(&written.verdict)?,
        also: also.iter().map(|word| class(word)).collect::<Result<_, _>>()?,
        sure: written.sure,
        source: written.source,
        turns,
    })
}

fn class(word: &str) -> Result<Class, String> {
    Class::ALL.into_iter().find(|class| class.as_str() == word).ok_or_else(|| {
        let known: Vec<&str> = Class::ALL.iter().map(|class| class.as_str()).collect();
        let word: String = word.chars().take(80).collect();
        format!("its `gold` says {word:?}, which is no verdict; there are {}", known.join(", "))
    })
}

impl Code {
    fn of(written: &str) -> Self {
        let id = written.trim_end_matches('~');
        Self { id: id.to_owned(), is_doubtful: id.len() < written.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::{Code, Label, labels};
    use crate::verdict::Class;

    #[test]
    fn a_label_is_read_beside_whatever_else_stands_there() {
        let text = r#"{"id":"a","turns":[],"gold":{"verdict":"mutual","also":["buyer_pursuing"],"sure":2,"note":{"x":1},
            "turns":{"3":["pain.problem","pitch.launch~"]}}}"#;
        let labels = labels(text.as_bytes());
        let gold = labels[0].gold.clone().unwrap().unwrap();
        assert_eq!((gold.verdict, gold.also, gold.sure), (Class::Mutual, vec![Class::BuyerPursuing], Some(2)));
        let code = |id: &str, is_doubtful| Code { id: id.to_owned(), is_doubtful };
        assert_eq!(gold.turns[&3], [code("pain.problem", false), code("pitch.launch", true)]);
    }

    #[test]
    fn what_is_wrong_with_a_label_is_said() {
        let wrong = |gold: &str| {
            let text = format!("{{\"gold\":{gold}}}");
            labels(text.as_bytes())[0].gold.clone().unwrap().unwrap_err()
        };
        assert!(
            wrong(r#"{"verdict":"sold"}"#).starts_with("its `gold` says \"sold\", which is no verdict; there are ")
        );
        assert!(wrong(r#"{"also":[]}"#).starts_with("its `gold` cannot be read: missing field `verdict`"));
        assert!(wrong(r#"{"verdict":"mutual","turns":{"0":[]}}"#).contains("\"0\", which is no number of a turn"));
    }

    #[test]
    fn each_record_of_a_file_has_its_own_label() {
        let row = |id: &str| format!("{{\"id\":\"{id}\",\"gold\":{{\"verdict\":\"mutual\"}}}}");
        let ids = |text: String| labels(text.as_bytes()).into_iter().map(|label| label.id).collect::<Vec<_>>();
        let some = |id: &str| Some(id.to_owned());
        assert_eq!(ids(format!("[{},{}]", row("a"), row("b"))), [some("a"), some("b")]);
        assert_eq!(ids(format!("{}\n\nbroken\n{}\n", row("a"), row("b"))), [some("a"), None, some("b")]);
        assert_eq!(ids(format!("[1, {}]", row("b"))), [None, some("b")]);
        assert_eq!(ids(format!("{{\n\"id\": \"a\"}}{}", row("b"))), [some("a"), some("b")]);
        assert_eq!(ids("Dana: hello".to_owned()), []);
    }

    #[test]
    fn a_call_finds_its_label_by_its_id_and_then_by_its_place() {
        let label = |id: &str| Label { id: Some(id.to_owned()), gold: None };
        let rows = [label("a"), label("b"), Label { id: None, gold: None }];
        let of = |id, place| Label::of_call(&rows, id, place).map(|label| label.id.as_deref());
        assert_eq!(of(Some("b"), 0), Some(Some("b")));
        assert_eq!(of(Some("c"), 2), Some(None));
        assert_eq!(of(Some("c"), 0), None);
        assert_eq!(of(None, 1), Some(Some("b")));
    }
}
