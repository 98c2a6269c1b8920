//! People that a document names beside its rows, and what it says about the call.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Deserializer, Error};
use serde_json::value::RawValue;

use super::super::super::side;
use super::super::super::table::{About, Meaning, Named, Person, Plan, named};
use super::super::super::time::Time;
use super::super::Keys;
use super::find::{Crowd, people};
use super::walk::{Any, Leaf, steps, walk};

/// Letters of an id from which on it means one person in all lists; shorter ones mean a place in a list.
const LONG: usize = 5;

/// All people of a document whose rows stand at that path.
///
/// # Errors
/// The JSON is broken.
pub(super) fn cast(document: &str, keys: Keys<'_>, rows: &str, plan: &Plan) -> serde_json::Result<Vec<Person>> {
    let id = plan.columns.iter().map(|column| column.as_).find(|as_| as_.meaning == Meaning::Id);
    let mut all = Vec::new();
    for crowd in people(keys, rows) {
        walk(document, &steps(&crowd.path), &mut Names { crowd: &crowd, id: id.map(|id| id.known), all: &mut all })?;
    }
    Ok(all)
}

/// Collects people.
struct Names<'a> {
    /// Their list.
    crowd: &'a Crowd,
    /// The name of the rows' own column of ids.
    id: Option<&'static str>,
    /// Where they go.
    all: &'a mut Vec<Person>,
}

impl<'de> Leaf<'de> for Names<'_> {
    const ROWS: bool = true;

    fn value<D: Deserializer<'de>>(&mut self, group: usize, value: D) -> Result<(), D::Error> {
        let value = <&RawValue>::deserialize(value)?;
        let facts = facts(value, "", 1).map_err(D::Error::custom)?;
        self.all.extend(self.person(group, &facts));
        Ok(())
    }
}

impl Names<'_> {
    /// The person that the facts describe; `None` without a name or an address.
    fn person(&self, group: usize, facts: &[(String, String)]) -> Option<Person> {
        let last = |key: &str| key.rsplit('.').next().unwrap_or_default().to_owned();
        let all = || {
            facts.iter().flat_map(|(key, value)| named(&last(key)).into_iter().map(move |named| (named, value.trim())))
        };
        let of = |meaning| all().filter(move |(named, value)| named.meaning == meaning && !value.is_empty());
        let email = of(Meaning::Email).map(|(_, email)| email.to_owned()).find(|email| email.contains('@'));
        let name = of(Meaning::Speaker).min_by_key(|(named, _)| named.rank).map(|(_, name)| name.to_owned());
        let name = name.or_else(|| email.clone())?;
        let keys = [Meaning::Id, Meaning::Record, Meaning::Speaker, Meaning::Email];
        let means = |named: &Named, id: &str| {
            self.crowd.numbers || id.len() >= LONG || id == name || self.id.is_some_and(|known| known == named.known)
        };
        let ids = keys.into_iter().flat_map(of).filter(|(named, id)| means(named, id)).map(|(_, id)| id.to_owned());
        let flag = |value: &str| matches!(value, "true" | "false");
        let role = of(Meaning::Role)
            .filter(
                |(named, value)| if named.known.starts_with("is_") { flag(value) } else { side::role(value).is_some() },
            )
            .min_by_key(|(named, _)| named.rank)
            .map(|(named, value)| (value.to_owned(), named.known));
        let role = role.or_else(|| self.crowd.side.map(|(side, by)| (side.to_owned(), by)));
        Some(Person { group, ids: ids.collect(), name, email, role })
    }
}

/// The values of an object and of the objects in it, by their paths; nothing of any other value.
pub(super) fn facts(value: &RawValue, prefix: &str, depth: usize) -> serde_json::Result<Vec<(String, String)>> {
    let mut facts = Vec::new();
    if !value.get().starts_with('{') {
        return Ok(facts);
    }
    let entries: BTreeMap<String, &RawValue> = serde_json::from_str(value.get())?;
    for (key, value) in entries {
        let path = format!("{prefix}{key}");
        if value.get().starts_with('{') {
            if depth > 0 {
                facts.extend(self::facts(value, &format!("{path}."), depth - 1)?);
            }
        } else if let Some(cell) = serde_json::from_str::<Any<'_>>(value.get())?.text() {
            facts.push((path, cell.into_owned()));
        }
    }
    Ok(facts)
}

/// What objects on the way to the rows say about a call; the outermost and the surest name win.
#[derive(Debug, Default)]
pub(super) struct Heads {
    /// By group: the id, the date and the title.
    all: BTreeMap<usize, [Option<Fact>; 3]>,
}

/// What was found, with its depth and the rank of its name.
type Fact = (usize, usize, String);

impl Heads {
    /// True if a key may say something about the call.
    pub(super) fn wants(key: &str) -> bool {
        named(key).iter().any(|named| slot(named).is_some())
    }

    /// Sees a value.
    pub(super) fn see(&mut self, group: usize, depth: usize, key: &str, cell: &str) {
        let cell = cell.trim();
        for found in named(key) {
            let Some((slot, worse)) = slot(&found) else { continue };
            if cell.is_empty() || (found.meaning == Meaning::Start && !is_moment(cell)) {
                continue;
            }
            let rank = (depth, found.rank + worse);
            let Some(known) = self.all.entry(group).or_default().get_mut(slot) else { continue };
            if known.as_ref().is_none_or(|(depth, order, _)| rank < (*depth, *order)) {
                *known = Some((rank.0, rank.1, cell.to_owned()));
            }
        }
    }

    /// What is known of the call of a group.
    pub(super) fn about(&self, group: usize) -> About {
        let of = |slot: usize| {
            let found = self.all.get(&group)?.get(slot)?.as_ref()?;
            Some(found.2.clone())
        };
        About { id: of(0), date: of(1), title: of(2) }
    }
}

/// Which of id, date and title a key says, and how much it is worse than others that do.
fn slot(found: &Named) -> Option<(usize, usize)> {
    match found.meaning {
        Meaning::Call => Some((0, 0)),
        Meaning::Record => Some((0, 100)),
        Meaning::Date => Some((1, 0)),
        Meaning::Start => Some((1, 100)),
        Meaning::Title => Some((2, 0)),
        Meaning::Speaker if found.known == "name" => Some((2, 100)),
        _ => None,
    }
}

/// True for a date with its time, or a number since 1970.
fn is_moment(cell: &str) -> bool {
    matches!(Time::parse(cell), Some(Time::Date(_)))
        || matches!(Time::parse(cell), Some(Time::Number(number)) if number >= 1e9)
}

#[cfg(test)]
mod tests {
    use super::super::super::{Keys, Outline};
    use super::{Heads, Plan, cast};

    #[test]
    fn people_have_names_ids_and_sides() {
        let json = r#"{"lines":[{"speaker_id":0,"text":"x"}],"participants":[
            {"name":"rooms/1/people/2","signedinUser":{"displayName":"Dana Ng","user":"u"}},
            {"id":0,"name":"Sam Reyes","email":"sam@ourco.example","scope":"internal"}]}"#;
        let outline = Outline::of(json).unwrap();
        let found = cast(json, Keys::new(&outline, ""), "lines[]", &Plan::default()).unwrap();
        let names: Vec<_> = found.iter().map(|person| (person.name.as_str(), person.ids.join(" "))).collect();
        assert_eq!(
            names,
            [("Dana Ng", "rooms/1/people/2 Dana Ng".into()), ("Sam Reyes", "0 Sam Reyes sam@ourco.example".into())]
        );
        assert_eq!(found[1].role, Some(("internal".to_owned(), "scope")));
    }

    #[test]
    fn the_outermost_word_on_a_call_wins() {
        let mut heads = Heads::default();
        heads.see(0, 1, "id", "inner");
        heads.see(0, 0, "uuid", "outer");
        heads.see(0, 0, "meeting_id", "m1");
        heads.see(0, 0, "start_time", "12.5");
        let about = heads.about(0);
        assert_eq!((about.id.as_deref(), about.date, about.title), (Some("m1"), None, None));
    }
}
