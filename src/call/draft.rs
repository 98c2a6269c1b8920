//! How a reader builds a call: parties by name, utterances in order, notes once.

use std::collections::BTreeMap;

use super::{Call, Given, Millis, Note, Party, PartyId, Role, Utterance};

/// A call in the making. Readers push what they find; [`Draft::finish`] sorts and closes it.
#[derive(Debug, Default)]
pub struct Draft {
    call: Call,
    by_name: BTreeMap<String, PartyId>,
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
        if let Some(&id) = self.by_name.get(name) {
            return id;
        }
        let id = PartyId(u32::try_from(self.call.parties.len()).unwrap_or(u32::MAX));
        self.call.parties.push(Party { name: name.to_owned(), ..Party::default() });
        self.by_name.insert(name.to_owned(), id);
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

    /// The party's address.
    pub fn email(&mut self, party: PartyId, email: &str) {
        if let Some(entry) = self.call.parties.get_mut(party.0 as usize) {
            entry.email = Some(email.to_owned());
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
        let line = u32::try_from(line).unwrap_or(u32::MAX);
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
