//! Findings as workflow commands, which GitHub draws at the lines of the files.
//!
//! A step shows [`SHOWN`] errors, as many warnings and as many notices; more of a kind would be dropped without a word, so
//! the last one says how many there are. What is known or accepted is only counted.
//!
//! The forms of the commands and of their escapes are those of GitHub's own toolkit: in data `%` and line ends, in
//! properties `:` and `,` as well.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::place::{Home, findings, heard, unread, why_unread};
use super::{Counts, Desk};
use crate::check::{Checked, Finding, Gate, Level, State, UNREAD};
use crate::report::visible;
use crate::report::words::{count, line};

/// Annotations of a kind that GitHub shows of one step.
const SHOWN: usize = 10;

/// A command before it is written.
#[derive(Debug, Default)]
struct Note {
    file: Option<String>,
    line: Option<u64>,
    column: Option<u64>,
    end_column: Option<u64>,
    title: String,
    text: Vec<String>,
}

/// Writes the errors, the warnings and the notices, and in the last notice what the run came to.
pub(super) fn write(gate: &Gate, desk: &Desk<'_>, out: &mut dyn Write) -> io::Result<()> {
    let (mut errors, mut warnings, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for call in &gate.calls {
        if let Some(error) = unread(call) {
            let home = Home::of(&call.path);
            let line = error.place().line.filter(|_| home.member.is_none());
            let place = Note { line, column: line.and(error.place().column), ..Note::default() };
            let member = home.member.map(|member| format!("in {}", visible(member)));
            errors.push(named(&home, UNREAD, [why_unread(error)].into_iter().chain(member).collect(), place));
        }
        for finding in findings(call).filter(|finding| finding.state == State::New) {
            match finding.level {
                Level::Error => errors.push(drawn(call, finding)),
                Level::Warning => warnings.push(drawn(call, finding)),
                Level::Note => notes.push(drawn(call, finding)),
            }
        }
    }
    for (place, finding) in &gate.acceptances {
        let at = Note { line: place.line, column: place.column, ..Note::default() };
        warnings.push(named(&Home::of(&place.path), &finding.rule, told(finding), at));
    }
    // What is wrong with a call as a whole first: it tells more than one of its hits.
    errors.sort_by_key(|note| !note.title.starts_with("check."));
    kind("error", errors, SHOWN, out)?;
    kind("warning", warnings, SHOWN, out)?;
    kind("notice", notes, SHOWN - 1, out)?;
    command("notice", &Note { title: "pursuit check".to_owned(), text: vec![sum(gate, desk)], ..Note::default() }, out)
}

/// A finding at its words.
fn drawn(call: &Checked, finding: &Finding) -> Note {
    let home = Home::of(&call.path);
    let spot = finding.spots.first();
    let line = spot.and_then(|spot| home.line(spot)).map(u64::from);
    let column = |column: Option<u32>| line.and(column).map(u64::from);
    let mut text = told(finding);
    let more = match spot {
        Some(spot) => home.more(spot).into_iter().chain([heard(spot)]).collect::<Vec<_>>().join(": "),
        None => home.member.map(|member| format!("in {}", visible(member))).unwrap_or_default(),
    };
    if !more.is_empty() {
        text.insert(1, more);
    }
    let place = Note {
        line,
        column: column(spot.and_then(|spot| spot.place.column)),
        end_column: column(spot.and_then(|spot| spot.place.end_column)),
        ..Note::default()
    };
    named(&home, &finding.rule, text, place)
}

/// The sentence, and what to try.
fn told(finding: &Finding) -> Vec<String> {
    let mut text = vec![visible(&line(&finding.what)).into_owned()];
    if !finding.next.is_empty() {
        text.push(format!("Try: {}", visible(&line(&finding.next))));
    }
    text
}

/// A note with its file, which standard input is none.
fn named(home: &Home<'_>, title: &str, text: Vec<String>, place: Note) -> Note {
    let file = Some(visible(&home.file).into_owned()).filter(|file| !file.is_empty() && file != "<stdin>");
    Note { file, title: title.to_owned(), text, ..place }
}

/// Writes the notes of a kind, no more than are shown.
fn kind(name: &str, mut notes: Vec<Note>, shown: usize, out: &mut dyn Write) -> io::Result<()> {
    if let Some(more) = notes.len().checked_sub(shown).filter(|more| *more > 0) {
        notes.truncate(shown - 1);
        let text = format!(
            "and {}, for which GitHub has no room here: `pursuit check --format text` shows them all",
            count(more + 1, &format!("more {name}"))
        );
        notes.push(Note { title: "pursuit check".to_owned(), text: vec![text], ..Note::default() });
    }
    notes.iter().try_for_each(|note| command(name, note, out))
}

/// What the run came to, and what no other command tells.
fn sum(gate: &Gate, desk: &Desk<'_>) -> String {
    let counts = Counts::of(gate);
    let mut parts = vec![count(counts.errors, "error"), count(counts.warnings, "warning")];
    let rest = [
        (usize::try_from(desk.totals.failed).unwrap_or(usize::MAX), "not read"),
        (counts.known, "known"),
        (counts.accepted, "accepted"),
        (counts.gone, "gone since the accepted takes"),
    ];
    parts.extend(rest.into_iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}")));
    format!("{} checked: {}", count(desk.totals.calls, "call"), parts.join(", "))
}

/// Writes a command: one line, whatever the call holds.
fn command(name: &str, note: &Note, out: &mut dyn Write) -> io::Result<()> {
    let mut line = format!("::{name} ");
    if let Some(file) = &note.file {
        let _ = write!(line, "file={},", property(file));
    }
    for (key, value) in [("line", note.line), ("col", note.column), ("endColumn", note.end_column)] {
        if let Some(value) = value {
            let _ = write!(line, "{key}={value},");
        }
    }
    let _ = write!(line, "title={}::{}", property(&note.title), data(&note.text.join("\n")));
    writeln!(out, "{line}")
}

/// The part of a command behind the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{Note, data, kind, property};

    #[test]
    fn the_escapes_are_those_of_the_toolkit() {
        assert_eq!(data("100%\r\n::x%0A"), "100%25%0D%0A::x%250A");
        assert_eq!(property("a:b,c%2C\n"), "a%3Ab%2Cc%252C%0A");
    }

    #[test]
    fn the_last_of_too_many_says_how_many_more_there_are() {
        let notes = |number: usize| (0..number).map(|_| Note::default()).collect();
        let lines = |number| {
            let mut out = Vec::new();
            kind("error", notes(number), 10, &mut out).unwrap();
            String::from_utf8(out).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!((lines(0).len(), lines(10).len(), lines(13).len()), (0, 10, 10));
        assert!(lines(13)[9].contains("and 4 more errors, for which"), "{:?}", lines(13));
    }
}
