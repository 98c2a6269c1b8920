//! Who speaks in a row: a name, a label for a number, or the side alone.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::call::{Draft, Identity, PartyId, Role};

use super::super::address::address;
use super::super::name::{clean, is_nobody, safe};
use super::super::side;
use super::names::Meaning;
use super::sides::{Sides, stated};
use super::survey::Survey;
use super::{Plan, Row};

/// Roles of rows that are no speech: what a model was told, what its tools gave back; in lower case.
const UNSPOKEN: &[&str] =
    &["developer", "event", "function", "system", "tool", "tool_call", "tool_call_result", "tool_calls", "tool_result"];

/// Somebody named beside the rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Person {
    /// The list of rows that they belong to.
    pub(in super::super) group: usize,
    /// All that rows may call them by.
    pub(in super::super) ids: Vec<String>,
    /// The name.
    pub(in super::super) name: String,
    /// The address.
    pub(in super::super) email: Option<String>,
    /// The side, and the field that states it.
    pub(in super::super) role: Option<(String, &'static str)>,
}

/// True for a row that nobody spoke.
pub(super) fn is_unspoken(row: &Row<'_>) -> bool {
    let Some((_, role, _)) = &row.role else { return false };
    let role = role.trim();
    UNSPOKEN.iter().any(|known| known.eq_ignore_ascii_case(role))
}

/// How the speakers of a table are named.
#[derive(Debug)]
pub(super) struct Naming<'s> {
    /// People known beside the rows, by list and by what rows call them; of two, the first.
    people: BTreeMap<(usize, &'s str), &'s Person>,
    /// True if one side has several speakers, so that the side alone names nobody.
    crowded: bool,
    /// True if users of the seller's tool are called admins, so that a `user` is one of the customer's.
    admins: bool,
    /// What a bare number is called.
    numbered: &'static str,
}

impl<'s> Naming<'s> {
    /// The naming of a table.
    pub(super) fn new(plan: &Plan, people: &'s [Person], survey: &Survey) -> Self {
        let is_channel =
            |column: &super::Column| column.as_.meaning == Meaning::Role && column.as_.known.contains("channel");
        let numbered = if plan.columns.iter().any(is_channel) && !plan.has(Meaning::Speaker) && !plan.has(Meaning::Id) {
            "Channel"
        } else {
            "Speaker"
        };
        let ids = people.iter().rev().flat_map(|person| person.ids.iter().map(move |id| (person, id)));
        let people = ids.map(|(person, id)| ((person.group, id.as_str()), person)).collect();
        Self { people, crowded: survey.crowded, admins: survey.admins, numbered }
    }

    /// The party of a row, with all that the row says about it; `named` is a name found in the text.
    pub(super) fn party(
        &self,
        row: &Row<'_>,
        named: Option<&str>,
        sides: &Sides,
        draft: &mut Draft,
    ) -> Option<PartyId> {
        let side = row.role.as_ref().map(|(_, value, by)| (value.trim(), *by)).filter(|_| !sides.say_nothing());
        let label = side.filter(|(value, by)| is_label(value, by)).map(|(value, _)| value);
        let id = row.id.as_ref().map(|(_, id)| id.trim()).filter(|id| !is_nobody(id));
        let email = address(row.email.as_deref());
        let name = row.speaker.as_ref().map(|(_, name)| name.trim()).or(named).filter(|name| !is_nobody(name));
        if let Some((value, by)) = side.filter(|_| sides.tell_apart(row)) {
            let party = draft.party(&self.sided(value, by));
            self.state(draft, party, value, by);
            return Some(party);
        }
        let person = self.person(row.group, name, id);
        let party = if let Some(person) = person {
            let role = person.role.as_ref().and_then(|(value, by)| self.role(value, by));
            let name = safe(&person.name);
            let own = address(person.email.as_deref());
            let party = draft.party_of(Identity { name: &name, id, account: None, email: own.as_deref(), role });
            if let Some(email) = &email {
                draft.email(party, email);
            }
            if let Some((value, by)) = &person.role {
                self.state(draft, party, value, by);
            }
            party
        } else {
            let found = match (name, label, id) {
                (Some(name), ..) => self.label(name)?,
                (None, Some(side), None) => self.titled(side),
                (None, Some(side), Some(_)) if !self.crowded => self.titled(side),
                (None, _, Some(id)) => self.label(id)?,
                (None, None, None) => return None,
            };
            // A role alone tells nobody from another: without an id the rows of one name are one person's.
            let inside = row.insider.map(|_| Role::Seller);
            let role = side.and_then(|(value, by)| self.role(value, by)).or(inside).filter(|_| id.is_some());
            draft.party_of(Identity { name: &found, id, account: None, email: email.as_deref(), role })
        };
        if let Some((value, by)) = side {
            self.state(draft, party, value, by);
        }
        if let Some(by) = row.insider {
            side::state(draft, party, Some("internal"), by);
        }
        Some(party)
    }

    /// The person beside the rows that has both the name and the id, else the name, else the id.
    fn person(&self, group: usize, name: Option<&str>, id: Option<&str>) -> Option<&'s Person> {
        let of = |key: Option<&str>| self.people.get(&(group, key?)).copied();
        let both = of(id).filter(|person| name.is_some_and(|name| person.name == name));
        both.or_else(|| of(name)).or_else(|| of(id))
    }

    /// A name, or a label for a number or a letter.
    fn label<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        if let Some(resource) = name.strip_prefix("conferenceRecords/") {
            // Google Meet's key of a participant, where no list names them; the key of an entry names nobody.
            let (_, key) = resource.split_once("/participants/")?;
            return clean(key);
        }
        let numbered = name.bytes().all(|byte| byte.is_ascii_digit()) && name.len() <= 4;
        if numbered || (name.len() == 1 && name.bytes().all(|byte| byte.is_ascii_uppercase())) {
            return Some(Cow::Owned(format!("{} {name}", self.numbered)));
        }
        if let Some(whole) = name.strip_suffix(".0").filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit())) {
            // Spreadsheets and data frames make fractions of numbers.
            return self.label(whole).map(|label| Cow::Owned(label.into_owned()));
        }
        clean(name)
    }

    /// A side as people write it: `END_USER` is `End user`.
    fn titled<'n>(&self, side: &'n str) -> Cow<'n, str> {
        if side::role(side).is_none() {
            // A name or a label that stands in the column of sides.
            return self.label(side).unwrap_or_else(|| safe(side));
        }
        let spaced = side.replace('_', " ").to_lowercase();
        let mut rest = spaced.chars();
        let first = rest.next().into_iter().flat_map(char::to_uppercase);
        let titled: String = first.chain(rest.by_ref()).collect();
        Cow::Owned(safe(&titled).into_owned())
    }

    /// The side alone, where a name stands on rows of both.
    fn sided<'n>(&self, value: &'n str, by: &str) -> Cow<'n, str> {
        match stated(value, by).filter(|_| !is_label(value, by)) {
            Some(role) => Cow::Borrowed(if role == Role::Seller { "Seller" } else { "Buyer" }),
            None => self.titled(value),
        }
    }

    /// States a side by the value of a column.
    fn state(&self, draft: &mut Draft, party: PartyId, value: &str, by: &'static str) {
        if let Some(role) = self.role(value, by) {
            draft.role(party, role, side::STATED, by);
        }
    }

    /// The side that the value of a column means.
    fn role(&self, value: &str, by: &str) -> Option<Role> {
        match (by, stated(value, by)) {
            // Intercom's `speaker_type`: a user of the seller's tool is an `admin`, a contact is a `user`.
            ("speaker_type" | "author_type", None) if self.admins && value.eq_ignore_ascii_case("user") => {
                Some(Role::Buyer)
            }
            (_, role) => role,
        }
    }
}

/// True if a value of a role column can stand for a name.
pub(super) fn is_label(value: &str, by: &str) -> bool {
    let value = value.trim();
    !is_nobody(value) && !by.starts_with("is_") && (by != "type" || side::role(value).is_some())
}
