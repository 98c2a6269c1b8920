//! CSV and its kin: tables with a header row, cells apart by commas, tabs, semicolons or bars.
//!
//! After RFC 4180: cells in quotes may hold the sign between cells, line ends, and quotes written twice. A table
//! whose header names no column for the words is left to nobody, and the error names its columns.

use std::borrow::Cow;
use std::cell::Cell;

use csv::{ReaderBuilder, StringRecord};

use crate::call::{Call, Note, Role};
use crate::error::{Error, ErrorKind};

use super::lines::{beginning, lines};
use super::side;
use super::table::{self, Column, Holds, Meaning, Plan, Row, Source, named};
use super::{Export, Fit, Format, Gives, Sink, Times};

/// Signs that stand between cells; of two that a header has as often, the first is meant.
const SIGNS: [char; 4] = ['\t', ',', ';', '|'];
/// Columns of a header at most; judgement.
const COLUMNS: usize = 256;
/// Bytes and words of a column's name at most; judgement.
const NAME: (usize, usize) = (60, 6);
/// Bytes looked at to learn what columns hold; long cells stand in some.
const HEAD: usize = 1 << 18;
/// Rows looked at to learn what a column holds.
const LOOK: usize = 40;
/// Words from which on a cell that repeats is no speech; judgement.
const AGAIN: usize = 5;
/// What may stand behind the side in the name of a column with its words.
const WORDS: [&str; 5] = [" text", " message", " utterance", " transcript", " turn"];
/// Words per cell from which on both sides of a row are speech; judgement.
const LONG: usize = 4;
/// The place of the column of sides where the header names them.
const SIDE: usize = usize::MAX;
/// Lines after which a quote that opens a cell must close; judgement.
const QUOTED: usize = 400;

/// Tables as text.
pub(super) struct Csv;

impl Format for Csv {
    fn id(&self) -> &'static str {
        "csv"
    }

    fn about(&self) -> &'static str {
        "CSV, TSV and tables with `;` or `|`: a row for each piece of speech, in any columns with sensible names; one call or many"
    }

    fn told_by(&self) -> String {
        "a header row with a column for the words, such as `text`, and others for speaker, start, end, role or call"
            .to_owned()
    }

    fn gives(&self) -> Gives {
        Gives { times: Times::Some, roles: "role columns", words: false }
    }

    fn recognise(&self, export: &Export<'_>) -> Fit {
        if export.outline().is_some() {
            return Fit::No;
        }
        match header(beginning(export.text(), HEAD)).and_then(|header| header.plan) {
            Some(plan) if plan.is_sure() => Fit::Sure,
            Some(_) => Fit::Maybe,
            None => Fit::No,
        }
    }

    fn parse(&self, export: &Export<'_>, sink: Sink<'_>) {
        let Some(Header { sign, names, plan: Some(plan), sides, at }) = header(beginning(export.text(), HEAD)) else {
            return;
        };
        let text = closed(export.text(), char::from(sign));
        let mended = matches!(text, Cow::Owned(_));
        let rows = text.get(at..).unwrap_or_default();
        let table =
            Table { rows, sign, width: names.len(), plan, sides, left_out: Cell::default(), joined: Cell::default() };
        let mut calls: Vec<Call> = table::calls(&table).into_iter().map(|draft| draft.finish()).collect();
        let Some(first) = calls.first_mut() else {
            let what = format!("this table has the columns {}, but no row with words", names.join(", "));
            let error = Error::new(ErrorKind::Empty, what);
            return sink(self.id(), Err(error.next("export the table again, with the text of each row")));
        };
        if mended {
            first
                .notes
                .push(Note::new("open_quote", "a quote opens a cell and never closes; it was read as any other sign"));
        }
        let rows = |count: usize| if count == 1 { "1 row has".to_owned() } else { format!("{count} rows have") };
        if let (row @ 1.., count) = table.left_out.get() {
            let text = format!("{} too few or too many cells, the first is row {row}; left out", rows(count));
            first.notes.push(Note::new("ragged_row", text));
        }
        if let (row @ 1.., count) = table.joined.get() {
            let text =
                format!("{} more cells than the header, the first is row {row}; the last were joined", rows(count));
            first.notes.push(Note::new("joined_cells", text));
        }
        calls.into_iter().for_each(|call| sink(self.id(), Ok(call)));
    }
}

/// The header row of a table.
#[derive(Debug)]
pub(super) struct Header {
    /// The sign between cells.
    sign: u8,
    /// The names of the columns.
    names: Vec<String>,
    /// What is read of them; `None` without a column for the words.
    plan: Option<Plan>,
    /// The columns with the words of one side each, by place and side; mostly none.
    sides: Vec<(usize, String)>,
    /// The byte at which the header begins.
    at: usize,
}

impl Header {
    /// The names of the columns.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// True if the table surely is a transcript.
    pub(super) fn is_sure(&self) -> bool {
        self.plan.as_ref().is_some_and(Plan::is_sure)
    }
}

/// The header row at the start of a text: two or more short names, one of them known.
pub(super) fn header(head: &str) -> Option<Header> {
    let mut full = lines(head).filter(|line| !line.is_blank());
    let mut line = full.next()?;
    if line.text.len() == 5 && line.text.starts_with("sep=") {
        // Spreadsheets read the sign from a line of its own.
        line = full.next()?;
    }
    let count = |sign: &char| outside_quotes(line.text).filter(|c| c == sign).count();
    let sign = SIGNS.into_iter().rev().max_by_key(count)?;
    if count(&sign) == 0 || count(&sign) >= COLUMNS {
        return None;
    }
    let sign = u8::try_from(sign).ok()?;
    let short = |name: &str| name.len() <= NAME.0 && name.split_whitespace().count() <= NAME.1;
    // A line without quotes is its cells: speech is told at once, before a reader is made.
    if !line.text.contains(['"', '\r', '\u{FEFF}']) && !line.text.split(char::from(sign)).all(|name| short(name.trim()))
    {
        return None;
    }
    let rest = head.get(line.at..)?;
    let mut reader = reader(rest, sign);
    let mut records = reader.records().map_while(Result::ok);
    let names: Vec<String> = records.next()?.iter().map(|name| name.trim().trim_matches('"').to_owned()).collect();
    if names.len() < 2 || !names.iter().all(|name| short(name)) || names.iter().all(|name| named(name).is_empty()) {
        return None;
    }
    let mut sample: Vec<StringRecord> = records.take(LOOK).collect();
    // Seen before the last one is dropped, which may be cut: what repeats is cut in its first long cell.
    let again: Vec<bool> = (0..names.len()).map(|at| repeats(&sample, at)).collect();
    if sample.len() > 1 && sample.len() < LOOK {
        sample.pop();
    }
    let holds = |at: usize| {
        let mut cells = sample.iter().filter_map(|row| row.get(at)).map(str::trim).filter(|cell| !cell.is_empty());
        let first = cells.next();
        let all = |test: fn(&str) -> bool| first.is_some_and(test) && cells.clone().all(test);
        match first {
            None => Holds::Nothing,
            _ if all(|cell| cell.parse::<f64>().is_ok()) => Holds::Number,
            _ if all(|cell| matches!(cell.to_ascii_lowercase().as_str(), "true" | "false")) => Holds::Flag,
            _ if again.get(at) == Some(&true) => Holds::Again,
            _ => Holds::Text,
        }
    };
    let of = |sides: &[(usize, String)]| {
        let first = sides.first().map(|(at, _)| *at);
        let called = |at, name| if first == Some(at) { "text" } else { name };
        Plan::of(names.iter().enumerate().map(|(at, name)| (called(at, name.as_str()), holds(at))))
    };
    let mut plan = of(&[]);
    let mut sides = Vec::new();
    if plan.is_none() {
        sides = sided(&names, &sample);
        plan = of(&sides);
        let role = named("role").into_iter().next().map(|as_| Column { name: "role".to_owned(), at: SIDE, as_ });
        if let Some(plan) = &mut plan {
            plan.columns.extend(role);
        }
    }
    Some(Header { sign, names, plan, sides, at: line.at })
}

/// Columns that are called like the two sides and hold speech: mostly one of them in a row, or long cells.
fn sided(names: &[String], sample: &[StringRecord]) -> Vec<(usize, String)> {
    let side = |(at, name): (usize, &String)| {
        let name = name.to_lowercase().replace(['_', '-'], " ");
        let bare = WORDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name).trim().to_owned();
        side::role(&bare).filter(|role| *role != Role::Other).map(|role| (at, bare, role))
    };
    let found: Vec<(usize, String, Role)> = names.iter().enumerate().filter_map(side).collect();
    let [(one, _, role), (two, _, other)] = found.as_slice() else { return Vec::new() };
    let cell = |row: &StringRecord, at: usize| row.get(at).unwrap_or_default().split_whitespace().count();
    let cells: Vec<[usize; 2]> = sample.iter().map(|row| [cell(row, *one), cell(row, *two)]).collect();
    let alone = cells.iter().filter(|words| words.contains(&0)).count();
    let said: Vec<usize> = cells.iter().flatten().copied().filter(|words| *words > 0).collect();
    let speech = alone * 4 >= cells.len() * 3 || said.iter().sum::<usize>() >= said.len() * LONG;
    let both = [0, 1].iter().all(|at| cells.iter().any(|words| words.get(*at).is_some_and(|words| *words > 0)));
    if role == other || !speech || !both {
        return Vec::new();
    }
    found.into_iter().map(|(at, name, _)| (at, name)).collect()
}

/// True if most cells of a column are as the one above, and of several words.
fn repeats(sample: &[StringRecord], at: usize) -> bool {
    let pairs =
        sample.windows(2).filter_map(|pair| Some((pair.first()?.get(at)?.trim(), pair.last()?.get(at)?.trim())));
    let mut counts = (0_usize, 0_usize);
    for (above, cell) in pairs.filter(|(_, cell)| !cell.is_empty()) {
        counts.0 += 1;
        counts.1 += usize::from(above.starts_with(cell) && cell.split_whitespace().nth(AGAIN - 1).is_some());
    }
    counts.1 * 2 > counts.0
}

/// The characters of a line that stand outside of quotes.
fn outside_quotes(line: &str) -> impl Iterator<Item = char> {
    let mut quoted = false;
    line.chars().filter(move |c| {
        quoted ^= *c == '"';
        !quoted
    })
}

/// A reader of records of any length.
fn reader(text: &str, sign: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(sign).flexible(true).has_headers(false).from_reader(text.as_bytes())
}

/// The text without the quotes around cells in each line whose open quote never closes; such a quote would swallow the rest.
fn closed(text: &str, sign: char) -> Cow<'_, str> {
    let quotes = |line: &str| memchr::memchr_iter(b'"', line.as_bytes()).count();
    if quotes(text).is_multiple_of(2) {
        return Cow::Borrowed(text);
    }
    let all: Vec<&str> = text.split_inclusive('\n').collect();
    let mut out = String::with_capacity(text.len());
    let mut rest = all.as_slice();
    while let Some((line, after)) = rest.split_first() {
        let odd = |line: &str| !quotes(line).is_multiple_of(2);
        let close = if odd(line) { after.iter().take(QUOTED).position(|line| odd(line)) } else { None };
        match close {
            Some(close) => {
                out.extend(rest.iter().take(close + 2).copied());
                rest = after.get(close + 1..).unwrap_or_default();
            }
            None if odd(line) => {
                let cells: Vec<&str> = line.split(sign).map(|cell| cell.trim_start().trim_start_matches('"')).collect();
                out.push_str(&cells.join(sign.encode_utf8(&mut [0; 4])));
                rest = after;
            }
            None => {
                out.push_str(line);
                rest = after;
            }
        }
    }
    Cow::Owned(out)
}

/// A first row, and how many there are of its kind.
type Rows = Cell<(usize, usize)>;

/// A table as text.
struct Table<'t> {
    /// The header and all rows.
    rows: &'t str,
    /// The sign between cells.
    sign: u8,
    /// How many cells a row has.
    width: usize,
    /// What is read.
    plan: Plan,
    /// The columns with the words of one side each.
    sides: Vec<(usize, String)>,
    /// Rows that were left out.
    left_out: Rows,
    /// Rows whose last cells were joined.
    joined: Rows,
}

impl Source for Table<'_> {
    fn plan(&self) -> &Plan {
        &self.plan
    }

    /// A row's number is that of a spreadsheet: the header is row 1.
    fn rows(&self, each: &mut dyn FnMut(&Row<'_>)) {
        self.left_out.take();
        self.joined.take();
        let mut reader = reader(self.rows, self.sign);
        let mut record = StringRecord::new();
        let text = self.plan.columns.iter().find(|column| column.as_.meaning == Meaning::Text).map(|column| column.at);
        let count = |rows: &Rows, number| {
            let (first, count) = rows.get();
            rows.set((if count == 0 { number } else { first }, count + 1));
        };
        let mut number = 0;
        while matches!(reader.read_record(&mut record), Ok(true)) {
            number += 1;
            let blank = |from: usize| record.iter().skip(from).all(|cell| cell.trim().is_empty());
            let ruled = self.sign == b'|' && record.iter().all(|cell| cell.trim_matches(['-', ':', ' ']).is_empty());
            if number == 1 || blank(0) || ruled {
                continue;
            }
            let over = record.len() > self.width && !blank(self.width);
            let last = text == self.width.checked_sub(1);
            if text.is_none_or(|text| text >= record.len()) || (over && !last) {
                count(&self.left_out, number);
                continue;
            }
            for (at, side) in &self.sides {
                let mut row = Row::new(0, number);
                for column in &self.plan.columns {
                    let cell = match column.as_.meaning {
                        Meaning::Text => record.get(*at),
                        _ if column.at == SIDE => Some(side.as_str()),
                        _ => record.get(column.at),
                    };
                    row.put(column, Cow::Borrowed(cell.unwrap_or_default()));
                }
                each(&row);
            }
            if !self.sides.is_empty() {
                continue;
            }
            let mut row = Row::new(0, number);
            for column in &self.plan.columns {
                let Some(cell) = record.get(column.at) else { continue };
                if over && text == Some(column.at) {
                    count(&self.joined, number);
                    let cells: Vec<&str> = record.iter().skip(column.at).collect();
                    row.put(column, Cow::Owned(cells.join(char::from(self.sign).encode_utf8(&mut [0; 4]))));
                } else {
                    row.put(column, Cow::Borrowed(cell));
                }
            }
            each(&row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{closed, header};

    /// The names of a header and whether it surely is a transcript's.
    fn names(text: &str) -> Option<(Vec<String>, bool)> {
        header(text).map(|header| (header.names().to_vec(), header.is_sure()))
    }

    #[test]
    fn a_header_is_told_whatever_stands_between_its_cells() {
        let want = |sure| Some((["Who", "When", "Text"].map(str::to_owned).to_vec(), sure));
        for text in
            ["Who,When,Text\na,1,b\n", "\nWho;When;Text\n", "\"Who\"\t\"When\"\t\"Text\"\n", "sep=|\nWho|When|Text"]
        {
            assert_eq!(names(text), want(true), "{text}");
        }
        for none in ["Hello, world\n", "Dana: text, you know\n", "text\nhi\n", "a,b\n1,2\n"] {
            assert_eq!(names(none), None, "{none}");
        }
        assert_eq!(names("name,email\nDana,d@borg.example\n").map(|(_, sure)| sure), Some(false));
    }

    #[test]
    fn an_open_quote_does_not_swallow_the_rest() {
        assert_eq!(closed("a,\"b\nc\",d\n", ','), "a,\"b\nc\",d\n");
        assert_eq!(closed("a,\"b\nc,6\",d\n\"e\"\n\"f,g\n", ','), "a,\"b\nc,6\",d\n\"e\"\nf,g\n");
    }
}
