//! Plain text and Markdown: Otter, Teams documents, Meet documents, Zoom captions and chats, and
//! what people type.
//!
//! A header is a line that names a speaker, a time or both; the lines below are its words. All
//! forms of header are looked for over the whole file and the one found most often is read.

mod body;
mod day;
mod facts;
mod header;
mod label;
mod preamble;
mod prose;
mod reader;
mod rows;
mod survey;

use crate::call::{Call, Draft};

use self::body::{body, front};
use self::header::Form;
use self::preamble::preamble;
use self::reader::Reader;
use self::survey::survey;
use super::csv;
use super::cue::{self, Mark};
use super::{Export, Fit, Format, Gives, Sink, Times};

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
        Gives { times: Times::Some, roles: "a head such as `Agent: Sam Reyes`", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        let head = export.head();
        if head.is_empty() || export.outline().is_some() || cue::mark(head) != Mark::Missing || is_table(head) {
            return Fit::No;
        }
        let front = front(head);
        let last = preamble(body(head, &front));
        match survey(body(head, &front).filter(|line| line.number > last)) {
            Some(winner) if winner.sure => Fit::Sure,
            Some(winner) if winner.form != Form::Colon || winner.timed => Fit::Maybe,
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
    let last = preamble(body(text, &front));
    let facts = match survey(body(text, &front).filter(|line| line.number > last)) {
        None => {
            prose::read(body(text, &front), &mut draft);
            facts::Facts::default()
        }
        Some(winner) => Reader::new(&winner, &mut draft).read(body(text, &front).peekable(), last),
    };
    draft.about(front.id.or(facts.id), front.date.or(facts.date), front.title.or(facts.title));
    facts::state(&mut draft, &facts.sides);
    draft
}
