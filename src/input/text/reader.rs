//! The turns of a text whose form of header is known.

use std::collections::BTreeMap;
use std::iter::Peekable;

use crate::call::{Draft, Millis, PartyId};

use super::super::lines::{Line, trim};
use super::super::name::{Shapes, clean, safe};
use super::super::timestamp::whole_clock;
use super::facts::Facts;
use super::header::{Form, Header};
use super::survey::Winner;

/// A time of day that goes back by more than this crossed midnight, in milliseconds.
const BACKWARDS: i64 = 12 * 3_600_000;
/// One day, in milliseconds.
const DAY: i64 = 86_400_000;

/// Reads the turns of one file.
pub(super) struct Reader<'w, 't> {
    /// What is a header.
    winner: &'w Winner,
    /// Where the words go.
    draft: &'w mut Draft,
    /// Who speaks; `None` before the first header or where nobody is named.
    party: Option<PartyId>,
    /// Who is named but has not spoken yet, raw: only who speaks is a party.
    named: Option<&'t str>,
    /// The parties of raw names.
    parties: BTreeMap<&'t str, Option<PartyId>>,
    /// Times of the current turn.
    times: (Option<Millis>, Option<Millis>),
    /// The first time of day, from which the others count, and the one read last.
    day: Option<(i64, i64)>,
    /// True once a header was met.
    begun: bool,
    /// True while the current turn has no words yet.
    fresh: bool,
    /// True while the current turn is no speech: a reaction in a chat.
    ignored: bool,
    /// Lines before the first header.
    aside: usize,
    /// What those lines say about the call.
    facts: Facts,
}

impl<'w, 't> Reader<'w, 't> {
    /// A reader at the start of a file.
    pub(super) fn new(winner: &'w Winner, draft: &'w mut Draft) -> Self {
        Self {
            winner,
            draft,
            party: None,
            named: None,
            parties: BTreeMap::new(),
            times: (None, None),
            day: None,
            begun: false,
            fresh: false,
            ignored: false,
            aside: 0,
            facts: Facts::default(),
        }
    }

    /// Reads all lines; those up to the line number `last` hold no speech. Returns what they say about the call.
    pub(super) fn read(mut self, mut lines: Peekable<impl Iterator<Item = Line<'t>>>, last: u32) -> Facts {
        let mut shapes = Shapes::default();
        let mut apart = true;
        while let Some(line) = lines.next() {
            if line.is_blank() {
                apart = true;
                continue;
            }
            let first = std::mem::take(&mut apart);
            if line.number <= last {
                self.set_aside(line.text);
                continue;
            }
            let next = lines.peek().map(|next| next.text);
            let candidate = self.winner.candidate(line.text, next, &mut shapes);
            if let Some(candidate) = &candidate {
                self.doubt(candidate, line.number);
            }
            if first && self.is_nameless(line.text, next) {
                continue;
            }
            if let Some(found) = candidate.and_then(|candidate| self.winner.header(line.text, candidate)) {
                self.named = found.name.or(self.named);
                if let Some(start) = found.start {
                    let start = if found.of_day { self.of_day(start) } else { start };
                    self.times = (Some(Millis::new(start)), found.end.map(Millis::new));
                }
                (self.begun, self.fresh, self.ignored) = (true, true, false);
                self.words(found.rest, line.number);
                if found.form == Form::TwoLines || (found.form == Form::TimeAbove && found.name.is_some()) {
                    lines.next();
                }
            } else if ends(line.text) {
                if self.begun {
                    break;
                }
                self.set_aside(line.text);
            } else if !self.is_mark(line.text) {
                self.words(line.text, line.number);
            }
        }
        if self.winner.form == Form::Chat {
            self.draft.note("chat", "this is the chat of a meeting, not its speech; it was read as if spoken");
        }
        if self.aside > 0 {
            let text = match self.aside {
                1 => "1 line before the first speaker was set aside".to_owned(),
                lines => format!("{lines} lines before the first speaker were set aside"),
            };
            self.draft.note("set_aside", text);
        }
        self.facts
    }

    /// A line before the first speaker.
    fn set_aside(&mut self, line: &str) {
        self.facts.see(line);
        if !self.is_mark(line) {
            self.aside += 1;
        }
    }

    /// Reads a time alone on the first line of a paragraph, where all other times stand beside names: nobody knows who
    /// says the words below it.
    fn is_nameless(&mut self, line: &str, next: Option<&str>) -> bool {
        let beside = matches!(self.winner.form, Form::NameFirst | Form::TwoLines);
        let said = next.is_some_and(|next| !next.trim().is_empty());
        let Some(time) = whole_clock(line).filter(|_| beside && said) else { return false };
        (self.named, self.party) = (None, None);
        self.times = (Some(Millis::new(time.millis)), None);
        (self.begun, self.fresh, self.ignored) = (true, true, false);
        true
    }

    /// Notes a label that the file does not explain; before the first speaker all lines are set aside anyway.
    fn doubt(&mut self, candidate: &Header<'_>, number: u32) {
        let Some((label, taken)) = self.winner.doubt(candidate) else { return };
        if taken {
            let text = format!(
                "line {number} begins with {:?}, which stands only once; it was taken as a speaker of its own",
                safe(label)
            );
            self.draft.note("lone_speaker", text);
        } else if self.begun {
            let text = format!(
                "line {number} begins with {:?}, which stands only once; its words were left with the speaker before",
                safe(label)
            );
            self.draft.note("unclear_speaker", text);
        }
    }

    /// Words of the current turn.
    fn words(&mut self, text: &str, line: u32) {
        if !self.begun {
            self.facts.see(text);
            self.aside += 1;
            return;
        }
        let text = trim(text);
        if self.fresh && !text.is_empty() {
            self.ignored = self.winner.form == Form::Chat && is_reaction(text);
            self.fresh = false;
        }
        if self.winner.form == Form::Screenplay && text.starts_with('(') && text.ends_with(')') {
            self.draft.note("directions", "lines in brackets say how things look or sound; they were left out");
            return;
        }
        if !self.ignored && !text.is_empty() {
            if let Some(name) = self.named.take() {
                let draft = &mut *self.draft;
                self.party = *self.parties.entry(name).or_insert_with(|| clean(name).map(|name| draft.party(&name)));
            }
            self.draft.say(self.party, text, self.times.0, self.times.1, line as usize);
        }
    }

    /// Milliseconds since the first time of day; one that goes back far is on the next day.
    fn of_day(&mut self, time: i64) -> i64 {
        let (first, last) = self.day.unwrap_or((time, time));
        let days = last.div_euclid(DAY);
        let mut now = time + days * DAY;
        if last - now > BACKWARDS {
            now += DAY;
        }
        self.day = Some((first, now));
        (now - first).max(0)
    }

    /// True for lines that are no speech: headings, the marks of time in a Meet document,
    /// Teams' `Dana Reyes started transcription`, and what Otter and Fathom add. A mark holds until the next.
    fn is_mark(&mut self, line: &str) -> bool {
        let line = trim(line);
        if self.winner.form == Form::Chat {
            return false;
        }
        let bare = line.trim_start_matches('#');
        if self.winner.form == Form::Colon
            && let Some(time) = whole_clock(bare)
        {
            self.times = (Some(Millis::new(time.millis)), None);
            return true;
        }
        let heading = bare.len() < line.len() && bare.starts_with(' ');
        if heading && !self.begun {
            self.facts.see(line);
        }
        let transcription = line.len() <= 80 && line.ends_with("ed transcription");
        line.starts_with("Transcribed by http")
            || (line.starts_with("ACTION ITEM: ") && line.contains(" - WATCH: http"))
            || heading
            || (transcription && !line.contains(['.', ',', '?']))
    }
}

/// True for what a chat writes when somebody reacts to a message.
fn is_reaction(text: &str) -> bool {
    text.starts_with("Reacted to \"") || (text.starts_with("Removed a ") && text.contains(" reaction from \""))
}

/// True for the line after which a Meet document holds no more speech. Its words are those of the language of the
/// room; the waving hand and the length of the call are the same in all.
fn ends(line: &str) -> bool {
    let bare = line.trim_start_matches(['#', ' ', '*']);
    let known =
        ["Meeting ended after ", "Transcription ended after ", "This editable transcript was computer generated"];
    known.iter().any(|end| bare.starts_with(end))
        || (bare.trim_end().ends_with('👋')
            && bare.len() <= 80
            && bare.split_whitespace().any(|word| whole_clock(word).is_some()))
}
