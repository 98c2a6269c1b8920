//! Plain text and Markdown: Otter, Teams documents, Meet documents, Zoom captions and chats, and
//! what people type.
//!
//! A header is a line that names a speaker, a time or both; the lines below are its words. All
//! forms of header are looked for over the whole file and the one found most often is read.

mod body;
mod header;
mod label;
mod prose;
mod rows;
mod survey;

use std::iter::Peekable;

use crate::call::{Call, Draft, Millis, PartyId};

use self::body::{body, front};
use self::header::Form;
use self::survey::{Winner, survey};
use super::csv;
use super::cue::{self, Mark};
use super::lines::Line;
use super::name::{clean, safe};
use super::timestamp::whole_clock;
use super::{Export, Fit, Format, Gives, Sink, Times};

/// A time of day that goes back by more than this crossed midnight, in milliseconds.
const BACKWARDS: i64 = 12 * 3_600_000;
/// One day, in milliseconds.
const DAY: i64 = 86_400_000;

/// Plain text.
pub(super) struct PlainText;

impl Format for PlainText {
    fn id(&self) -> &'static str {
        "text"
    }

    fn about(&self) -> &'static str {
        "plain text and Markdown: `Name: words`, `[00:01:02] Name: words`, Otter, Teams and Meet documents, Zoom captions and chats"
    }

    fn told_by(&self) -> String {
        "lines that name a speaker, a time or both; else sentences".to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let head = export.head();
        if head.is_empty() || export.outline().is_some() || cue::mark(head) != Mark::Missing || is_table(head) {
            return Fit::No;
        }
        match survey(body(head, &front(head))) {
            Some(winner) if winner.sure => Fit::Sure,
            Some(winner) if winner.form != Form::Colon => Fit::Maybe,
            _ if prose::reads_as_words(head) => Fit::Maybe,
            _ => Fit::No,
        }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        sink(self.id(), Ok(read(export.text())));
    }
}

/// True for a table, whatever its cells look like.
fn is_table(head: &str) -> bool {
    csv::header(head).is_some_and(|header| header.is_sure())
}

/// Reads a whole transcript that is text.
pub(super) fn read(text: &str) -> Call {
    draft(text).finish()
}

/// Reads a whole transcript that is text, for who knows more about the call.
pub(super) fn draft(text: &str) -> Draft {
    let mut draft = Draft::new();
    let front = front(text);
    match survey(body(text, &front)) {
        None => prose::read(body(text, &front), &mut draft),
        Some(winner) => Reader::new(&winner, &mut draft).read(body(text, &front).peekable()),
    }
    draft.about(front.id, front.date, front.title);
    draft
}

/// Reads the turns of one file.
struct Reader<'w, 't> {
    /// What is a header.
    winner: &'w Winner,
    /// Where the words go.
    draft: &'w mut Draft,
    /// Who speaks; `None` before the first header or where nobody is named.
    party: Option<PartyId>,
    /// Who is named but has not spoken yet, raw: only who speaks is a party.
    named: Option<&'t str>,
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
}

impl<'w, 't> Reader<'w, 't> {
    /// A reader at the start of a file.
    fn new(winner: &'w Winner, draft: &'w mut Draft) -> Self {
        Self {
            winner,
            draft,
            party: None,
            named: None,
            times: (None, None),
            day: None,
            begun: false,
            fresh: false,
            ignored: false,
            aside: 0,
        }
    }

    /// Reads all lines.
    fn read(mut self, mut lines: Peekable<impl Iterator<Item = Line<'t>>>) {
        while let Some(line) = lines.next() {
            if line.is_blank() {
                continue;
            }
            let next = lines.peek().map(|next| next.text);
            self.doubt(&line);
            if let Some(found) = self.winner.header(line.text, next) {
                self.named = found.name.or(self.named);
                if let Some(start) = found.start {
                    let start = if found.of_day { self.of_day(start) } else { start };
                    self.times = (Some(Millis(start)), found.end.map(Millis));
                }
                (self.begun, self.fresh, self.ignored) = (true, true, false);
                self.words(found.rest, line.number);
                if found.form == Form::TwoLines {
                    lines.next();
                }
            } else if ends(line.text) {
                break;
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
    }

    /// Notes a label that the file does not explain; before the first speaker all lines are set aside anyway.
    fn doubt(&mut self, line: &Line<'_>) {
        let Some((label, taken)) = self.winner.doubt(line.text) else { return };
        let number = line.number;
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
            self.aside += 1;
            return;
        }
        let text = text.trim();
        if self.fresh && !text.is_empty() {
            self.ignored = self.winner.form == Form::Chat && text.starts_with("Reacted to \"");
            self.fresh = false;
        }
        if !self.ignored && !text.is_empty() {
            if let Some(name) = self.named.take() {
                self.party = clean(name).map(|name| self.draft.party(&name));
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
    /// Teams' `Dana Reyes started transcription` and Otter's last line. A mark holds until the next.
    fn is_mark(&mut self, line: &str) -> bool {
        let line = line.trim();
        if self.winner.form == Form::Chat {
            return false;
        }
        let bare = line.trim_start_matches('#');
        if self.winner.form == Form::Colon
            && let Some(time) = whole_clock(bare)
        {
            self.times = (Some(Millis(time.millis)), None);
            return true;
        }
        let transcription = line.len() <= 80 && line.ends_with("ed transcription");
        if line.starts_with("Transcribed by http") {
            return true;
        }
        (bare.len() < line.len() && bare.starts_with(' ')) || (transcription && !line.contains(['.', ',', '?']))
    }
}

/// True for the line after which a Meet document holds no more speech.
fn ends(line: &str) -> bool {
    let bare = line.trim_start_matches(['#', ' ', '*']);
    ["Meeting ended after ", "Transcription ended after "].iter().any(|end| bare.starts_with(end))
}
