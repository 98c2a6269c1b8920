//! The header lines that hold a time, as a table: the next form is one row.

use std::sync::LazyLock;

use regex::{Match, Regex, RegexSet};

use super::header::Form;

/// One way to write a header that holds a time.
#[derive(Debug)]
pub(super) struct Row {
    /// Its form.
    pub(super) form: Form,
    /// True if the times are times of day.
    pub(super) of_day: bool,
    /// A line written that way; each row must be the first that fits its own.
    #[cfg_attr(not(test), expect(dead_code, reason = "a row shows and tests itself"))]
    pub(super) example: &'static str,
    /// The line from its start to where the words begin, with some of the [`CAPTURES`].
    pattern: &'static str,
}

/// What patterns capture, each optional but `start`. `start` and `end` are times; `name` is who speaks;
/// `open` and `close` are the brackets of the time; `colon` ends the header and `mark` is another sign
/// that sets the name off; `whole` is empty and stands where the words begin if the name is speech.
const CAPTURES: [&str; 8] = ["start", "end", "name", "open", "close", "colon", "mark", "whole"];

/// Times with colons: 0:03, 75:00, 00:01:02.345, 10:32 AM.
const CLOCK: &str = r"[0-9]{1,6} (?: : [0-9]{1,2} ){1,2} (?: [.,] [0-9]{1,9} )? (?: \s* [AaPp][Mm] )? (?-u: \b )";
/// Times that are spelled out: 1h 02m 03s, 12.5s, and seconds alone, 12.5.
const SPELLED: &str =
    r"(?: [0-9]{1,6} (?: \. [0-9]{1,9} )? [hms] \s? ){1,3} (?-u: \b ) | [0-9]{1,6} \. [0-9]{1,9} (?-u: \b )";

/// What patterns have in common: a name in a pattern stands for the regex beside it. A piece may use those above it;
/// the lowest are `TIME`, a [`CLOCK`] or [`SPELLED`], and `NAME`, what may stand before one.
const PIECES: [(&str, &str); 4] = [
    // 2026-03-02, 02/03/2026
    ("DATE", r"[0-9]{1,4} [-/.] [0-9]{1,2} [-/.] [0-9]{1,4}"),
    // 0:00 - 0:04
    ("RANGE", r"(?<start> TIME ) (?: \s* (?: -{1,2}> | [-–—] ) \s* (?<end> TIME ) )?"),
    // [00:01:02], 00:00:01.500 --> 00:00:04.200
    ("BOXED", r"(?<open> [\[(<] )? RANGE \s* (?<close> [\])>] )?"),
    // between a time and a name
    ("GAP", r"\s* (?<mark> [-–—|:]+ )? [\s>*_•-]* (?<whole>)"),
];

/// All rows; the first that fits reads the line.
const ROWS: [Row; 12] = [
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "[00:01:02] Dana Reyes: words",
        // A row below reads it, too; this one is plain enough for one pass, which is three times as fast.
        pattern: r"\[ (?<start> [0-9]{1,6} (?: : [0-9]{2} ){1,2} ) \] [\ \t]* (?<whole>)
            (?<name> [^\s\[*_>|:：•–—-] [^:：]* ) (?<colon> : ) \s",
    },
    Row {
        form: Form::Chat,
        of_day: true,
        example: "2026-03-02 08:00:01 From Dana Reyes to Everyone: words",
        // Zoom's saved chat, dated in newer versions; whom it is to is left out.
        pattern: r"(?: [0-9]{4} (?: -[0-9]{2} ){2} \s )? BOXED \s+ From \s+ (?<name> [^:]+ ) \s [Tt]o \s [^:]+ :",
    },
    Row {
        form: Form::Chat,
        of_day: true,
        example: "08:00:01\t From  Dana Reyes : words",
        // Zoom's saved chat in old versions.
        pattern: r"(?<start> TIME ) \s* \t \s* From \s+ (?<name> [^:]+ ) \s : \s",
    },
    Row {
        form: Form::Chat,
        of_day: false,
        example: "00:11:09\tDana Reyes:\twords",
        // The chat of a recording in Zoom's cloud.
        pattern: r"BOXED \t (?<name> [^\t]+ ) : \t",
    },
    Row {
        form: Form::TimeFirst,
        of_day: true,
        example: "2026-03-02T10:32:03Z Dana Reyes: words",
        // Logs, and the export of a messenger, `02/03/2026, 10:32 - Dana Reyes: words`.
        pattern: r"(?<open> \[ )? DATE [T\s,]+ (?<start> [0-9]{1,2} (?: : [0-9]{2} ){1,2} (?: \. [0-9]{1,9} )? (?: \s* [AaPp][Mm] )? )
            (?: Z | [+-] [0-9]{2} :? [0-9]{2} )? (?<close> \] )? GAP (?<name> [^\s:] [^:]* ) (?<colon> : ) (?: \s | $ )",
    },
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "00:01:02 | Dana Reyes | words",
        // Cells of a table, between bars or tabs.
        pattern: r"BOXED [\ \t]* (?<mark> [|\t] ) [\ \t]* (?<whole>) (?<name> [^\s|:] [^|\t:]* ) (?<colon> [|\t] ) \s*",
    },
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "[00:01:02.345 --> 00:01:05.000] [SPEAKER_01]: words",
        pattern: r"BOXED [\s|:-]* (?<whole>) (?<mark> \[ ) (?<name> [^\]]+ ) \] \s* (?<colon> : )?",
    },
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "[00:01:02] **Dana Reyes**: words",
        pattern: r"BOXED GAP (?<name> [^\[:：] [^:：]* ) (?<colon> : (?: \*\* | __ )? (?: \s | $ ) | ： )",
    },
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "0:12 | Dana Reyes",
        // At most four words that do not end a sentence.
        pattern: r"BOXED GAP (?<name> (?: [^\s:]+ \s+ ){0,3} [^\s:]* [^\s:.,*_] ) [\s*_]* $",
    },
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "[0:00 - 0:04] words",
        pattern: r"BOXED \s* (?<mark> [-–—|:]+ )?",
    },
    Row {
        form: Form::NameFirst,
        of_day: true,
        example: "[Dana Reyes] 08:03:17",
        // Zoom's saved captions.
        pattern: r"\[ (?<name> [^\]:]+ ) \] \s+ (?<start> TIME ) \s* $",
    },
    Row {
        form: Form::NameFirst,
        of_day: false,
        example: "Dana Reyes (00:03.608): words",
        // Otter and Teams have `Dana Reyes   0:03`; people also write commas, dashes and bars.
        pattern: r"(?<name> NAME [^:\s@*_,|–—-] )
            (?: [\s@*_,|–—-]* (?<open> [\[(<] ) | [\s@*_,|–—-]+ ) RANGE \s* (?<close> [\])>] )?
            [\s*_]* (?<colon> : )?",
    },
];

/// A row, ready to read.
#[derive(Debug)]
pub(super) struct Reading {
    /// The row.
    pub(super) row: &'static Row,
    /// Its pattern.
    regex: Regex,
    /// Where its regex has the [`CAPTURES`].
    places: [Option<usize>; CAPTURES.len()],
}

impl Reading {
    /// The [`CAPTURES`] at the start of a line, and the byte where the words begin.
    pub(super) fn read<'t>(&self, line: &'t str) -> Option<([Option<Match<'t>>; CAPTURES.len()], usize)> {
        let found = self.regex.captures(line)?;
        Some((self.places.map(|place| found.get(place?)), found.get_match().end()))
    }
}

/// All rows, ready to read times of one kind.
#[derive(Debug)]
pub(super) struct Rows {
    /// Each row, in order.
    all: Vec<Reading>,
    /// Their patterns as one: a single pass over a line tells which rows fit it.
    set: RegexSet,
}

impl Rows {
    /// The rows, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Reading> {
        self.all.iter()
    }

    /// The rows that fit the start of a line, in order; of those that `able` lets pass.
    pub(super) fn fitting(&self, line: &str, able: impl Fn(&Row) -> bool) -> impl Iterator<Item = &Reading> {
        let any = self.iter().any(|reading| able(reading.row));
        let found = any.then(|| self.set.matches(line)).into_iter().flatten();
        found.filter_map(|at| self.all.get(at)).filter(move |reading| able(reading.row))
    }
}

/// The rows, ready to read times with colons.
pub(super) fn rows() -> &'static Rows {
    static ALL: LazyLock<Rows> = LazyLock::new(|| ready(&ROWS, CLOCK, "[^:]*"));
    &ALL
}

/// The rows in which a time may be spelled out, ready to read such times.
pub(super) fn spelled_rows() -> &'static Rows {
    static ALL: LazyLock<Rows> = LazyLock::new(|| ready(&ROWS, SPELLED, r"[^:\[(]*"));
    &ALL
}

/// Rows ready to read times of one kind, behind names that cannot hold such a time.
fn ready(rows: &'static [Row], time: &str, name: &str) -> Rows {
    let ready = |row: &'static Row| {
        let pattern = format!("(?x) ^ (?: {} )", row.pattern);
        let whole = PIECES.iter().rev().fold(pattern, |pattern, (piece, regex)| pattern.replace(piece, regex));
        let whole = whole.replace("TIME", &format!("(?: {time} )")).replace("NAME", name);
        let regex = Regex::new(&whole).expect("the patterns of all rows are regexes");
        let places = CAPTURES.map(|name| regex.capture_names().position(|found| found == Some(name)));
        Reading { row, regex, places }
    };
    let all: Vec<Reading> = rows.iter().map(ready).collect();
    let set = RegexSet::new(all.iter().map(|reading| reading.regex.as_str()));
    Rows { set: set.expect("the patterns of all rows are regexes together, too"), all }
}
