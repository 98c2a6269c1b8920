//! The lines by which plain text says who speaks and when, one function per shape of line.
//!
//! The first colon of a line decides what it can be: digits around it make it a time, a blank
//! after it ends a name. A header is only a candidate; the cast of the file decides.

use memchr::memchr;

use super::super::cast;
use super::super::lines::beginning;
use super::super::name::{Shape, shape};
use super::super::timestamp::{Clock, clock, whole_clock};

/// Bytes in which a header must stand.
const REACH: usize = 160;
/// Milliseconds of half a day.
const HALF_DAY: i64 = 12 * 3_600_000;

/// The shapes of header lines. The form with most headers wins a file; a tie goes to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// `Name: words`.
    Colon,
    /// `[00:01:02] Name: words`, `0:12 | Name`, `[a --> b] words`.
    TimeFirst,
    /// `Name  0:03`, `Name (00:03): words`, `[Name] 08:03:17`.
    NameFirst,
    /// `Name` and, on the next line, `0:03`.
    TwoLines,
    /// `SPEAKER: S1`, words below.
    Tagged,
    /// `NAME` alone in capitals, words below.
    Screenplay,
    /// Zoom's chat: `08:00:01 From Name to Everyone:`, or tabs between time, name and words.
    Chat,
}

/// All forms, for tables by form.
pub(super) const FORMS: [Form; 7] =
    [Form::Colon, Form::TimeFirst, Form::NameFirst, Form::TwoLines, Form::Tagged, Form::Screenplay, Form::Chat];

/// A line that may start a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header<'t> {
    /// Its shape.
    pub(super) form: Form,
    /// Who, raw.
    pub(super) name: Option<&'t str>,
    /// When, in milliseconds.
    pub(super) start: Option<i64>,
    /// Until when, in milliseconds.
    pub(super) end: Option<i64>,
    /// True if the time is a time of day.
    pub(super) of_day: bool,
    /// Words on the same line.
    pub(super) rest: &'t str,
    /// The name and the words together, for when the name turns out to be speech; empty where a name must be one.
    pub(super) whole: &'t str,
}

impl<'t> Header<'t> {
    /// A header without times.
    fn untimed(form: Form, name: &'t str, rest: &'t str) -> Self {
        Self { form, name: Some(name), start: None, end: None, of_day: false, rest, whole: "" }
    }
}

/// A time with its end and the bytes read.
#[derive(Clone, Copy, Debug)]
struct Range {
    /// Milliseconds.
    start: i64,
    /// Milliseconds.
    end: Option<i64>,
    /// True if AM or PM follows.
    of_day: bool,
    /// Bytes.
    len: usize,
}

/// Reads a line as a header; `next` is the line below. A heading of Markdown is one only with a time.
pub(super) fn header<'t>(line: &'t str, next: Option<&str>) -> Option<Header<'t>> {
    let heading = line.starts_with('#');
    let bare = undecorated(line.trim_start_matches('#'));
    let near = beginning(bare, REACH);
    let opens = near.starts_with(['[', '(', '<']) || near.starts_with(|c: char| c.is_ascii_digit());
    if let Some(found) = opens.then(|| time_first(bare)).flatten() {
        return Some(found);
    }
    let digit = |at: Option<usize>| at.and_then(|at| near.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    match memchr(b':', near.as_bytes()) {
        Some(at) if digit(at.checked_sub(1)) && digit(Some(at + 1)) => name_first(bare, at),
        _ if heading => None,
        Some(_) => colon(bare),
        None if !near.is_ascii() && near.contains('：') => colon(bare),
        None => alone(bare, next?),
    }
}

/// The line without marks of lists, quotes and bold type before it.
fn undecorated(line: &str) -> &str {
    line.trim().trim_start_matches(['-', '*', '_', '>', '@', ' ', '\t', '•', '\u{FEFF}'])
}

/// `Name: words`, or the tag `SPEAKER: S1`.
fn colon(line: &str) -> Option<Header<'_>> {
    let (name, rest) = cast::split(line)?;
    if name.eq_ignore_ascii_case("speaker") && rest.len() <= 40 && !rest.is_empty() && !rest.ends_with(['.', '?', '!'])
    {
        return Some(Header::untimed(Form::Tagged, rest, ""));
    }
    Some(Header::untimed(Form::Colon, name, rest))
}

/// A time, perhaps a range, at the start of `text`; AM and PM are read.
fn range(text: &str) -> Option<Range> {
    let Clock { millis, numbers, len } = clock(text)?;
    let rest = text.get(len..)?;
    let spaces = rest.len() - rest.trim_start_matches([' ', '\u{202F}', '\u{A0}']).len();
    let day = rest.get(spaces..)?;
    let half = beginning(day, 2).to_ascii_lowercase();
    if (half == "am" || half == "pm") && !day.get(2..)?.starts_with(char::is_alphanumeric) {
        let millis = if numbers == 2 { millis * 60 } else { millis };
        let start = millis % HALF_DAY + if half == "pm" { HALF_DAY } else { 0 };
        return Some(Range { start, end: None, of_day: true, len: len + spaces + 2 });
    }
    for arrow in ["-->", "->", "–", "—", "-"] {
        let Some(after) = day.strip_prefix(arrow) else { continue };
        let Some(end) = clock(after.trim_start()) else { continue };
        let read = text.len() - after.trim_start().len() + end.len;
        return Some(Range { start: millis, end: Some(end.millis), of_day: false, len: read });
    }
    Some(Range { start: millis, end: None, of_day: false, len })
}

/// Lines that start with a time, in brackets or not.
fn time_first(line: &str) -> Option<Header<'_>> {
    let (date, undated) = match line.get(..11) {
        Some(date) if date.ends_with(' ') && date.matches('-').count() == 2 => (true, line.get(11..)?),
        _ => (false, line),
    };
    let closer = match undated.as_bytes().first()? {
        b'[' => Some(']'),
        b'(' => Some(')'),
        b'<' => Some('>'),
        _ => None,
    };
    let inner = if closer.is_some() { undated.get(1..)? } else { undated };
    let time = range(inner)?;
    let mut rest = inner.get(time.len..)?;
    if let Some(closer) = closer {
        rest = rest.trim_start().strip_prefix(closer)?;
    }
    let (start, end, day) = (Some(time.start), time.end, time.of_day);
    let header = |form, name, said, of_day| {
        Some(Header { form, name, start, end, of_day: of_day || day, rest: said, whole: "" })
    };
    if let Some((name, words)) = from_to(rest.trim_start()) {
        return header(Form::Chat, Some(name), words, true);
    }
    if let Some((name, words)) = rest.trim_start_matches(' ').strip_prefix('\t').and_then(|rest| rest.split_once(":\t"))
    {
        return header(Form::Chat, Some(name.trim_start_matches("From ").trim()), words.trim(), false);
    }
    if date || rest.starts_with(|c: char| c.is_alphanumeric()) {
        return None;
    }
    let parted = rest.trim_start().trim_start_matches(['-', '–', '—', '|', ':']);
    let marked = parted.len() < rest.trim_start().len();
    let words = parted.trim().trim_start_matches(['*', '_']);
    if let Some((name, said)) = words.strip_prefix('[').and_then(|words| words.split_once(']'))
        && shape(name) != Shape::No
    {
        let said = said.trim_start_matches([':', ' ']).trim();
        return header(Form::TimeFirst, Some(name.trim()), said, false).map(|header| Header { whole: words, ..header });
    }
    if let Some((name, said)) = cast::split(words) {
        return header(Form::TimeFirst, Some(name), said, false).map(|header| Header { whole: words, ..header });
    }
    let alone = words.trim_end_matches(['*', '_', ' ']);
    let short = alone.split_whitespace().count() <= 4 && !alone.ends_with(['.', ',']);
    let kind = if short { shape(alone) } else { Shape::No };
    if kind == Shape::Label || (kind == Shape::Strong && (marked || closer.is_some())) {
        return header(Form::TimeFirst, Some(alone), "", false).map(|header| Header { whole: words, ..header });
    }
    (closer.is_some() || marked || time.end.is_some() || !words.is_empty())
        .then(|| header(Form::TimeFirst, None, words, false))?
}

/// `From Name to Everyone: words`, as Zoom's chat writes; whom it is to is left out.
fn from_to(text: &str) -> Option<(&str, &str)> {
    let near = beginning(text.strip_prefix("From ")?, REACH);
    let colon = near.find(':')?;
    let (people, _) = near.split_at(colon);
    let to = people.rfind(" to ").or_else(|| people.rfind(" To "))?;
    let words = text.get("From ".len() + colon + 1..)?;
    Some((people.get(..to)?.trim(), words.trim()))
}

/// Lines that start with a name and go on with a time; `at` is the colon inside the time.
fn name_first(line: &str, at: usize) -> Option<Header<'_>> {
    let before = line.get(..at)?;
    let name_end = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (name, timed) = line.split_at(name_end);
    let time = range(timed)?;
    let mut rest = timed.get(time.len..)?;
    let mut name = name.trim_end();
    let mut enclosed = false;
    for (open, close) in [('(', ')'), ('[', ']'), ('<', '>')] {
        if let Some(bare) = name.strip_suffix(open) {
            rest = rest.trim_start().strip_prefix(close)?;
            name = bare.trim_end();
            enclosed = true;
            break;
        }
    }
    let parted = name.trim_end_matches(['-', '–', '—', '|', ',', ':', ' ', '*', '_', '@']);
    if name.is_empty() || parted.is_empty() || !(enclosed || name_end > name.len() || parted.len() < name.len()) {
        return None;
    }
    let tail = rest.trim().trim_start_matches(['*', '_']);
    let said = match tail.strip_prefix(':') {
        Some(said) => said.trim_start_matches(['*', '_', ' ']),
        None if tail.is_empty() => "",
        None if enclosed && matches!(shape(parted), Shape::Strong | Shape::Label) => tail,
        None => return None,
    };
    let of_day = time.of_day || (parted.starts_with('[') && !enclosed);
    Some(Header {
        form: Form::NameFirst,
        name: Some(parted),
        start: Some(time.start),
        end: time.end,
        of_day,
        rest: said,
        whole: "",
    })
}

/// A name alone on its line: a time stands below it, or it is in capitals and words stand below it.
fn alone<'t>(line: &'t str, next: &str) -> Option<Header<'t>> {
    let line = line.trim_end_matches(['*', '_', ' ']);
    if line.len() > 60 || line.is_empty() {
        return None;
    }
    let below = next.trim();
    if let Some(time) = whole_clock(below.trim_matches(['[', ']', '(', ')'])) {
        let named = matches!(shape(line), Shape::Strong | Shape::Label);
        let found = Header { start: Some(time.millis), ..Header::untimed(Form::TwoLines, line, "") };
        return named.then_some(found);
    }
    let name = line.strip_suffix("(CONT'D)").unwrap_or(line).trim();
    let capitals = |text: &str| text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
    let fits = capitals(name) && name.split_whitespace().count() <= 4 && !name.ends_with(['.', '!', '?', ',']);
    (fits && name.len() > 1 && !below.is_empty() && !capitals(below))
        .then(|| Header::untimed(Form::Screenplay, name, ""))
}
