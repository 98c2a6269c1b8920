//! How a reader builds a call: parties by name, utterances in order, notes once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Call, Given, Millis, Note, Party, PartyId, Role, Utterance, narrow};

/// What an export tells about one of its speakers, by which two people of one name are told apart.
#[derive(Clone, Copy, Debug, Default)]
pub struct Identity<'e> {
    /// What to call them.
    pub name: &'e str,
    /// The export's id of the speaker. One id is one person; one person may have several, as on two devices.
    pub id: Option<&'e str>,
    /// The export's id of the person, whatever they speak through: another one is another person.
    pub account: Option<&'e str>,
    /// The address.
    pub email: Option<&'e str>,
    /// The side.
    pub role: Option<Role>,
}

/// By what a party is known beside its name, its address and its side.
#[derive(Debug, Default)]
struct Signs {
    /// The speaker's ids.
    ids: BTreeSet<String>,
    /// The person's id.
    account: Option<String>,
}

/// A call in the making. Readers push what they find; [`Draft::finish`] sorts and closes it.
#[derive(Debug, Default)]
pub struct Draft {
    call: Call,
    /// The parties of a name, the first of them called so.
    by_name: BTreeMap<String, Vec<PartyId>>,
    /// What tells each party from others of its name.
    signs: BTreeMap<PartyId, Signs>,
    /// By code: how many notes more there were than the first.
    more: BTreeMap<&'static str, usize>,
}

impl Draft {
    /// A whole call of lines whose sides are known: who says what, and the line it stands in.
    #[must_use]
    pub fn talk<'w>(lines: impl IntoIterator<Item = (Role, &'w str, u64)>) -> Call {
        let mut draft = Self::new();
        for (role, words, line) in lines {
            let party = draft.party(role.as_str());
            draft.role(party, role, 1000, "role");
            draft.say(Some(party), words, None, None, usize::try_from(line).unwrap_or(usize::MAX));
        }
        draft.finish()
    }

    /// An empty draft.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the export's own id, date and title, where they are known.
    pub fn about(&mut self, id: Option<String>, date: Option<String>, title: Option<String>) {
        self.call.id = id.filter(|id| !id.is_empty());
        self.call.date = date;
        self.call.title = title;
    }

    /// Sets those of the export's own id, date and title that are given; the others stay.
    pub fn amend(&mut self, id: Option<String>, date: Option<String>, title: Option<String>) {
        let call = &mut self.call;
        for (known, given) in [(&mut call.id, id), (&mut call.date, date), (&mut call.title, title)] {
            *known = given.filter(|given| !given.is_empty()).or_else(|| known.take());
        }
    }

    /// The party of that exact name, made on first sight.
    pub fn party(&mut self, name: &str) -> PartyId {
        match self.by_name.get(name).and_then(|all| all.first()) {
            Some(party) => *party,
            None => self.add(name),
        }
    }

    /// The party of somebody, made on first sight. A namesake whose account, address or side is another one is another
    /// person and called `Name (2)`, unless their ids are the same. The address is kept.
    pub fn party_of(&mut self, who: Identity<'_>) -> PartyId {
        let namesakes = self.by_name.get(who.name).map(Vec::as_slice).unwrap_or_default();
        let known =
            |party: &&PartyId| who.id.is_some_and(|id| self.signs.get(party).is_some_and(|s| s.ids.contains(id)));
        let found = namesakes.iter().find(known).or_else(|| namesakes.iter().find(|party| self.may_be(**party, who)));
        let party = match found {
            Some(party) => *party,
            None if namesakes.is_empty() => self.add(who.name),
            None => {
                let mut number = namesakes.len() + 1;
                while self.by_name.contains_key(&format!("{} ({number})", who.name)) {
                    number += 1;
                }
                let party = self.add(&format!("{} ({number})", who.name));
                self.by_name.entry(who.name.to_owned()).or_default().push(party);
                party
            }
        };
        if who.id.is_some() || who.account.is_some() {
            let signs = self.signs.entry(party).or_default();
            if let Some(id) = who.id.filter(|id| !signs.ids.contains(*id)) {
                signs.ids.insert(id.to_owned());
            }
            if signs.account.is_none() {
                signs.account = who.account.map(str::to_owned);
            }
        }
        if let Some(email) = who.email {
            self.email(party, email);
        }
        party
    }

    /// True unless account, address or side tell that a party is another person.
    fn may_be(&self, party: PartyId, who: Identity<'_>) -> bool {
        let Some(entry) = self.call.parties.get(party.0 as usize) else { return false };
        let account = self.signs.get(&party).and_then(|signs| signs.account.as_deref());
        let differ = |one: Option<&str>, other: Option<&str>| {
            one.zip(other).is_some_and(|(one, other)| !one.eq_ignore_ascii_case(other))
        };
        let sides = entry.given.map(|given| given.role).zip(who.role);
        !differ(account, who.account)
            && !differ(entry.email.as_deref(), who.email)
            && sides.is_none_or(|(one, other)| one == other)
    }

    /// A new party of that name.
    fn add(&mut self, name: &str) -> PartyId {
        let id = PartyId(narrow(self.call.parties.len()));
        self.call.parties.push(Party { name: name.to_owned(), ..Party::default() });
        self.by_name.entry(name.to_owned()).or_default().push(id);
        id
    }

    /// What the export's field `by` says about the party's role; the first word stands, a later one that differs is noted.
    pub fn role(&mut self, party: PartyId, role: Role, confidence: u16, by: &'static str) {
        let Some(entry) = self.call.parties.get_mut(party.0 as usize) else { return };
        match entry.given {
            None => entry.given = Some(Given { role, confidence, by }),
            Some(given) if given.role != role => {
                let text = format!(
                    "{} is called {} and {} in one file; kept the first",
                    entry.name,
                    given.role.as_str(),
                    role.as_str()
                );
                self.note("roles_conflict", text);
            }
            Some(_) => {}
        }
    }

    /// Everybody named so far.
    #[must_use]
    pub fn parties(&self) -> &[Party] {
        &self.call.parties
    }

    /// The party's address; the first one stands, a later one that differs is noted.
    pub fn email(&mut self, party: PartyId, email: &str) {
        let Some(entry) = self.call.parties.get_mut(party.0 as usize) else { return };
        match &entry.email {
            None => entry.email = Some(email.to_owned()),
            Some(first) if !first.eq_ignore_ascii_case(email) => {
                let text = format!("{} has the addresses {first} and {email} in one file; kept the first", entry.name);
                self.note("emails_conflict", text);
            }
            Some(_) => {}
        }
    }

    /// Adds a piece of speech; blank text is dropped, an end before its start becomes the start.
    pub fn say(&mut self, party: Option<PartyId>, text: &str, start: Option<Millis>, end: Option<Millis>, line: usize) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let end = match (start, end) {
            (Some(start), Some(end)) => Some(end.max(start)),
            _ => end,
        };
        let line = narrow(line);
        self.call.utterances.push(Utterance { party, text: text.to_owned(), start, end, line });
    }

    /// The utterance said last, for lines that continue it.
    pub fn last(&mut self) -> Option<&mut Utterance> {
        self.call.utterances.last_mut()
    }

    /// All that was said so far, in the order of the file.
    pub fn said(&mut self) -> &mut [Utterance] {
        &mut self.call.utterances
    }

    /// Notes a mended trouble. Of several with one code the first is kept, and the others are counted behind it.
    pub fn note(&mut self, code: &'static str, text: impl Into<String>) {
        match self.more.get_mut(code) {
            Some(more) => *more += 1,
            None => {
                self.more.insert(code, 0);
                self.call.notes.push(Note::new(code, text));
            }
        }
    }

    /// True while nobody has said anything.
    #[must_use]
    pub fn is_silent(&self) -> bool {
        self.call.utterances.is_empty()
    }

    /// True once somebody is named.
    #[must_use]
    pub fn has_parties(&self) -> bool {
        !self.call.parties.is_empty()
    }

    /// The finished call: utterances sorted by start (ties keep file order); one without a start stays
    /// behind the one before it.
    #[must_use]
    pub fn finish(mut self) -> Call {
        for note in &mut self.call.notes {
            if let Some(more @ 1..) = self.more.get(note.code) {
                note.text.push_str(&format!(" (and {more} more such)"));
            }
        }
        if self.call.utterances.is_sorted_by(|a, b| b.start.is_none() || (a.start.is_some() && a.start <= b.start)) {
            return self.call;
        }
        let mut start = None;
        let mut ordered: Vec<_> = std::mem::take(&mut self.call.utterances)
            .into_iter()
            .map(|utterance| {
                start = utterance.start.or(start);
                (start, utterance)
            })
            .collect();
        ordered.sort_by_key(|(start, _)| *start);
        self.call.utterances = ordered.into_iter().map(|(_, utterance)| utterance).collect();
        self.call
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Identity, PartyId, Role};

    /// The parties of all of them, with their addresses and sides.
    fn met(all: &[Identity<'_>]) -> (Vec<PartyId>, Draft) {
        let mut draft = Draft::new();
        let mut meet = |who: &Identity<'_>| {
            let party = draft.party_of(*who);
            who.email.into_iter().for_each(|email| draft.email(party, email));
            who.role.into_iter().for_each(|role| draft.role(party, role, 950, "role"));
            party
        };
        (all.iter().map(&mut meet).collect(), draft)
    }

    #[test]
    fn namesakes_are_two_where_something_tells_them_apart() {
        let ann = Identity { name: "Ann", ..Identity::default() };
        for (one, other) in [
            (Identity { account: Some("1"), ..ann }, Identity { account: Some("2"), ..ann }),
            (Identity { email: Some("a@x.example"), ..ann }, Identity { email: Some("a@y.example"), ..ann }),
            (Identity { role: Some(Role::Seller), ..ann }, Identity { role: Some(Role::Buyer), ..ann }),
        ] {
            let (parties, draft) = met(&[one, other, one, other, ann]);
            assert_eq!(parties, [0, 1, 0, 1, 0].map(PartyId), "{one:?} {other:?}");
            let names: Vec<&str> = draft.parties().iter().map(|party| party.name.as_str()).collect();
            assert_eq!(names, ["Ann", "Ann (2)"]);
        }
    }

    #[test]
    fn one_person_has_several_ids_and_one_id_is_one_person() {
        let ann = Identity { name: "Ann", email: Some("a@x.example"), ..Identity::default() };
        let (desk, phone) = (Identity { id: Some("1"), ..ann }, Identity { id: Some("2"), email: None, ..ann });
        let renamed = Identity { email: Some("b@x.example"), ..desk };
        let (parties, draft) = met(&[desk, phone, renamed, Identity { email: Some("A@X.example"), ..ann }]);
        assert_eq!(parties, [PartyId(0); 4]);
        let call = draft.finish();
        assert_eq!(call.parties[0].email.as_deref(), Some("a@x.example"));
        assert_eq!(call.notes.iter().map(|note| note.code).collect::<Vec<_>>(), ["emails_conflict"]);
    }

    #[test]
    fn a_number_that_is_taken_is_not_given_again() {
        let who = |name, account| Identity { name, account: Some(account), ..Identity::default() };
        let (parties, draft) = met(&[who("Ann (2)", "1"), who("Ann", "2"), who("Ann", "3"), who("Ann", "4")]);
        assert_eq!(parties, [0, 1, 2, 3].map(PartyId));
        let names: Vec<&str> = draft.parties().iter().map(|party| party.name.as_str()).collect();
        assert_eq!(names, ["Ann (2)", "Ann", "Ann (3)", "Ann (4)"]);
    }
}
