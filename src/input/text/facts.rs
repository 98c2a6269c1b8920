//! What the lines before the talk say about the call: its title, its date, its id, and who is on which side.

use crate::call::{Draft, PartyId};

use super::super::name::safe;
use super::super::side::{STATED, role};
use super::day;
use super::preamble::entry;

/// Lines looked at; judgement.
const MOST: usize = 60;
/// Bytes of a title, an id or a line that says one.
const LONGEST: usize = 200;

/// The facts in the making.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// Its id.
    pub(super) id: Option<String>,
    /// Its date, ISO 8601 where it can be had.
    pub(super) date: Option<String>,
    /// Its title.
    pub(super) title: Option<String>,
    /// Sides of people: a value of a role field, and the name beside it.
    pub(super) sides: Vec<(String, String)>,
    /// Lines seen.
    seen: usize,
    /// The first line, if it may be a title: Gong puts a line `Recorded on ...` below it.
    first: Option<String>,
}

impl Facts {
    /// Looks at a line that is no speech. The first word on a thing stands.
    pub(super) fn see(&mut self, line: &str) {
        self.seen += 1;
        let line = line.trim();
        if self.seen > MOST || line.is_empty() || line.len() > LONGEST {
            return;
        }
        let bare = line.trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ']);
        if let Some((key, value)) = entry(line) {
            self.value(&key.to_lowercase(), value);
        } else if let Some((key, value)) = line.split_once(':').filter(|(key, _)| role(key).is_some()) {
            self.sides.push((key.to_owned(), safe(value).into_owned()));
        } else if let Some((title, date)) = teams(bare).or_else(|| meet(bare)) {
            self.title(&title);
            self.date = self.date.take().or(date);
        } else if let Some(rest) = bare.strip_prefix("Recorded on ") {
            self.date = self.date.take().or_else(|| day::first(rest));
            if let Some(first) = self.first.take() {
                self.title(&first);
            }
        } else if day::is_whole(bare) {
            self.date = self.date.take().or_else(|| day::first(bare));
        } else if line.starts_with("# ") && entry(bare).is_none() {
            self.title(bare);
        }
        if self.seen == 1 {
            self.first = Some(bare.to_owned());
        }
    }

    /// The value of a key.
    fn value(&mut self, key: &str, value: &str) {
        let value = value.trim_matches(['*', '_', ' ']);
        if value.is_empty() || value.len() > LONGEST {
            return;
        }
        let value = safe(value).into_owned();
        match key {
            "title" | "subject" | "topic" | "meeting" | "meeting title" => self.title(&value),
            "call id" | "conversation id" | "id" | "meeting id" | "recording id" | "session id" | "transcript id" => {
                self.id.get_or_insert(value);
            }
            "call date" | "date" | "date & time" | "date and time" | "date/time" | "meeting date" | "recorded"
            | "start time" | "started" => {
                let found = day::first(&value);
                let date = key.contains("date").then_some(value);
                self.date = self.date.take().or(found).or(date);
            }
            _ => {}
        }
    }

    /// A title, unless it is the word for a transcript alone.
    fn title(&mut self, title: &str) {
        let title = safe(title.trim()).into_owned();
        let bare = title.to_lowercase();
        let says =
            !bare.is_empty() && !["transcript", "call transcript", "meeting transcript"].contains(&bare.as_str());
        if says && self.title.is_none() && title.len() <= LONGEST {
            self.title = Some(title);
        }
    }
}

/// States the sides that the head of a log names, for those who speak: by the whole name, or by a first name that
/// only one of the speakers has.
pub(super) fn state(draft: &mut Draft, sides: &[(String, String)]) {
    for (side, name) in sides {
        let Some(role) = role(side) else { continue };
        let same = |found: &str| found.eq_ignore_ascii_case(name);
        let first = |found: &str| name.split_whitespace().next().is_some_and(|first| found.eq_ignore_ascii_case(first));
        let parties = draft.parties();
        let by_first = parties.iter().filter(|party| first(&party.name)).count() == 1;
        let found = parties.iter().position(|party| same(&party.name));
        let found = found.or_else(|| parties.iter().position(|party| by_first && first(&party.name)));
        let open = found.filter(|at| parties.get(*at).is_some_and(|party| party.given.is_none()));
        if let Some(party) = open.and_then(|at| u32::try_from(at).ok()) {
            draft.role(PartyId(party), role, STATED, "head of the text");
        }
    }
}

/// Title and date of a Teams document: `Weekly-20260615_133555-Meeting Transcript`, in UTC.
fn teams(line: &str) -> Option<(String, Option<String>)> {
    let (rest, kind) = line.rsplit_once('-')?;
    let (title, stamp) = rest.rsplit_once('-')?;
    let (day, time) = stamp.split_once('_')?;
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(kind.starts_with("Meeting ") && digits(day, 8) && digits(time, 6)) {
        return None;
    }
    let moment: jiff::civil::DateTime = format!("{day}T{time}").parse().ok()?;
    Some((title.to_owned(), Some(format!("{moment}Z"))))
}

/// Title and date of a Meet document: `Acme - 2026/07/23 14:32 BST – Transcript`, `Acme (2026-07-23 14:32 GMT+2) - Transcript`.
/// The last word is in the language of the room; the date tells such a line from others.
fn meet(line: &str) -> Option<(String, Option<String>)> {
    let (rest, kind) = line.rsplit_once([' ', '\u{A0}']).filter(|(rest, _)| rest.ends_with(['-', '–', '—']))?;
    let rest = rest.trim_end_matches([' ', '-', '–', '—']);
    let (at, date) = day::find(rest)?;
    let title = rest.get(..at)?.trim_end_matches([' ', '-', '–', '—', '(']);
    (!title.is_empty() && kind.chars().all(char::is_alphabetic)).then(|| (title.to_owned(), Some(date)))
}

#[cfg(test)]
mod tests {
    use super::Facts;

    /// Title and date that these lines say.
    fn told(lines: &[&str]) -> (Option<String>, Option<String>) {
        let mut facts = Facts::default();
        lines.iter().for_each(|line| facts.see(line));
        (facts.title, facts.date)
    }

    #[test]
    fn heads_of_documents_say_title_and_date() {
        for (lines, title, date) in [
            (
                &["Weekly sync-20260615_133555-Meeting Transcript", "15 June 2026, 03:35pm"][..],
                "Weekly sync",
                "2026-06-15T13:35:55Z",
            ),
            (&["Acme – 2026/07/23 14:32 BST – Transcript"], "Acme", "2026-07-23T14:32:00"),
            (&["Angebot (2026-07-23 14:32 GMT+2) – Transkript"], "Angebot", "2026-07-23T14:32:00+02:00"),
            (&["Acme demo", "Recorded on Mar 2, 2026 via Zoom, 45m"], "Acme demo", "2026-03-02"),
            (&["**Title:** Acme", "Date: March 2, 2026"], "Acme", "2026-03-02"),
            (&["# Acme", "2 March 2026"], "Acme", "2026-03-02"),
        ] {
            assert_eq!(told(lines), (Some(title.to_owned()), Some(date.to_owned())));
        }
        assert_eq!(told(&["# Transcript", "We met on 2 March 2026 in Rome", "27m 42s"]), (None, None));
        assert_eq!(told(&["Date: last Tuesday"]).1.as_deref(), Some("last Tuesday"));
    }
}
