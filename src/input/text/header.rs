//! The lines by which plain text says who speaks and when.
//!
//! The first colon of a line decides what it can be: digits around it make it a time, and the [`ROWS`] know what
//! stands around a time; a blank after it ends a name. A header is only a candidate; the cast of the file decides.

use memchr::{memchr, memchr2};

use super::super::cast;
use super::super::lines::{beginning, trim};
use super::super::name::{Shape, Shapes};
use super::super::timestamp::{Clock, clock, spelled};
use super::rows::{Cut, ROWS, Row, cut};

/// Bytes in which a header must stand.
pub(super) const REACH: usize = 160;
/// Bytes of a name that stands alone on its line.
const LONGEST: usize = 60;
/// Milliseconds of half a day.
const HALF_DAY: i64 = 12 * 3_600_000;
/// What may stand around a name or words: blanks and the marks of bold type.
const DECORATION: [char; 6] = ['*', '_', ' ', '\t', '\u{A0}', '\u{202F}'];

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
    /// `0:03` or `0:00 --> 0:03` and, on the next line, `Name`; or words, where nobody is named.
    TimeAbove,
    /// `SPEAKER: S1`, words below.
    Tagged,
    /// `NAME` alone in capitals, words below.
    Screenplay,
    /// `## Name`, a heading of Markdown, words below.
    Headed,
    /// Zoom's chat: `08:00:01 From Name to Everyone:`, or tabs between time, name and words.
    Chat,
    /// `[Name] words` or `<Name> words`.
    Boxed,
}

/// All forms, for tables by form.
pub(super) const FORMS: [Form; 10] = [
    Form::Colon,
    Form::TimeFirst,
    Form::NameFirst,
    Form::TwoLines,
    Form::TimeAbove,
    Form::Tagged,
    Form::Screenplay,
    Form::Headed,
    Form::Chat,
    Form::Boxed,
];

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

/// Reads a line as a header of the `wanted` form, or of any; `next` is the line below. A heading of Markdown is
/// one only with a time.
pub(super) fn header<'t>(
    line: &'t str,
    next: Option<&'t str>,
    wanted: Option<Form>,
    shapes: &mut Shapes<'t>,
) -> Option<Header<'t>> {
    let heading = line.starts_with('#');
    let bare = undecorated(line.trim_start_matches('#'));
    let near = beginning(bare, REACH);
    let digit = |at: Option<usize>| at.and_then(|at| near.as_bytes().get(at)).is_some_and(u8::is_ascii_digit);
    let is_wanted = |form| wanted.is_none_or(|wanted| wanted == form);
    let first = |colon, shapes: &mut Shapes<'t>| {
        let cut = cut(bare, colon)?;
        let wanted = ROWS.iter().filter(|row| is_wanted(row.form));
        wanted.filter_map(|row| timed(row, &cut, next, shapes)).next()
    };
    let found = match memchr(b':', near.as_bytes()) {
        Some(at) if digit(at.checked_sub(1)) && digit(Some(at + 1)) => {
            let above = next.filter(|_| is_wanted(Form::TimeAbove)).and_then(|next| above(bare, next, shapes));
            above.or_else(|| first(Some(at), shapes)).or_else(|| boxed(bare, shapes))
        }
        _ if heading => next.and_then(|next| headed(bare, next, shapes)),
        at => {
            let spelled = if spells_time(near) { first(None, shapes) } else { None };
            spelled.or_else(|| boxed(bare, shapes)).or_else(|| dashed(near, bare, shapes)).or_else(|| match at {
                None if near.is_ascii() || !near.contains('：') => alone(bare, next?, shapes),
                _ => colon(bare),
            })
        }
    };
    found.filter(|found| is_wanted(found.form))
}

/// True for a line below a header that holds words: it is not blank and opens with neither time nor bracket.
fn opens_words(next: Option<&str>) -> bool {
    next.is_some_and(|next| next.trim_start().starts_with(|c: char| !(c.is_ascii_digit() || matches!(c, '[' | '('))))
}

/// True if a time without a colon may stand in a line: at its start, as in `1h 02m`, or behind a bracket.
fn spells_time(near: &str) -> bool {
    let bytes = near.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    match memchr2(b'[', b'(', bytes) {
        _ if digits(0) > 0 => matches!(bytes.get(digits(0)), Some(b'h' | b'm')),
        Some(at) => digits(at + 1) > 0 && matches!(bytes.get(at + 1 + digits(at + 1)), Some(b'h' | b'm' | b's' | b'.')),
        None => false,
    }
}

/// The line without marks of lists, quotes and bold type before it.
fn undecorated(line: &str) -> &str {
    let line = trim(line);
    if line.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return line;
    }
    line.trim_start_matches(['-', '*', '_', '>', '@', ' ', '\t', '•', '\u{FEFF}'])
}

/// The text without what may stand around it, if anything does.
fn plain(text: &str) -> &str {
    let bare = |end: Option<&u8>| end.is_some_and(|byte| byte.is_ascii_graphic() && !matches!(byte, b'*' | b'_'));
    let bytes = text.as_bytes();
    if bare(bytes.first()) && bare(bytes.last()) { text } else { text.trim_matches(DECORATION) }
}

/// Reads a line by one row and judges what was found.
fn timed<'t>(row: &Row, cut: &Cut<'t>, next: Option<&str>, shapes: &mut Shapes<'t>) -> Option<Header<'t>> {
    let found = row.read(cut)?;
    let (start, half) = moment(cut.start, row.of_day)?;
    let of_day = row.of_day || half;
    let end = cut.end.filter(|_| !of_day).and_then(|end| Some(moment(end, false)?.0));
    let (name, rest) = (found.name.map(plain), plain(found.rest));
    let mut written = |name| match shapes.of(name) {
        Shape::Label => true,
        Shape::Strong => found.set_off || (rest.is_empty() && opens_words(next)),
        Shape::Weak | Shape::No => false,
    };
    let fits = match name {
        None => found.set_off || end.is_some() || !rest.is_empty(),
        Some(_) if row.form == Form::Chat || found.colon => true,
        Some(_) if row.form == Form::NameFirst && rest.is_empty() => true,
        Some(name) => written(name) && (row.form == Form::TimeFirst || found.set_off),
    };
    fits.then_some(Header { form: row.form, name, start: Some(start), end, of_day, rest, whole: found.whole })
}

/// A time in milliseconds, and true if AM or PM makes it one of day. Of a time that is known to be `of_day`, two
/// numbers are hours and minutes.
fn moment(text: &str, of_day: bool) -> Option<(i64, bool)> {
    let Some(Clock { millis, numbers, len }) = clock(text) else { return Some((spelled(text)?, false)) };
    let half = text.get(len..)?.trim_start();
    let since = match half {
        "" => return Some((if of_day && numbers == 2 { millis * 60 } else { millis }, false)),
        half if half.eq_ignore_ascii_case("am") => 0,
        half if half.eq_ignore_ascii_case("pm") => HALF_DAY,
        _ => return None,
    };
    let millis = if numbers == 2 { millis * 60 } else { millis };
    Some((millis % HALF_DAY + since, true))
}

/// `Name: words`, `Name: [00:03] words`, or the tag `SPEAKER: S1`.
fn colon(line: &str) -> Option<Header<'_>> {
    let found = untimed(line)?;
    let inside = |open, close| found.rest.strip_prefix(open)?.split_once(close);
    let time = inside('[', ']').or_else(|| inside('(', ')'));
    let time = time.and_then(|(time, rest)| Some((moment(time, false)?, rest.trim_start())));
    let Some(((start, of_day), rest)) = time.filter(|_| found.form == Form::Colon) else { return Some(found) };
    Some(Header { start: Some(start), of_day, rest, ..found })
}

/// `Name: words`, or the tag `SPEAKER: S1`; what follows the colon is words.
pub(super) fn untimed(line: &str) -> Option<Header<'_>> {
    let (name, rest) = cast::split(undecorated(line))?;
    if name.eq_ignore_ascii_case("speaker") && rest.len() <= 40 && !rest.is_empty() && !rest.ends_with(['.', '?', '!'])
    {
        return Some(Header::untimed(Form::Tagged, rest, ""));
    }
    Some(Header::untimed(Form::Colon, name, rest))
}

/// `[Name] words` or `<Name> words`; the name must be written like one, as noises and tags stand in brackets, too.
fn boxed<'t>(line: &'t str, shapes: &mut Shapes<'t>) -> Option<Header<'t>> {
    let close = match line.as_bytes().first()? {
        b'[' => ']',
        b'<' => '>',
        _ => return None,
    };
    let (name, rest) = line.get(1..)?.split_once(close)?;
    let said = rest.starts_with([' ', '\t']) && !rest.trim().is_empty() && !(close == '>' && rest.contains("</"));
    let named = said && matches!(shapes.of(name), Shape::Strong | Shape::Label);
    named.then(|| Header::untimed(Form::Boxed, name, rest.trim()))
}

/// `AGENT.--words`: a name in capitals, set off by a full stop and a dash.
fn dashed<'t>(near: &'t str, line: &'t str, shapes: &mut Shapes<'t>) -> Option<Header<'t>> {
    let at = memchr(b'.', near.as_bytes())?;
    let rest = line.get(at + 1..)?;
    let rest = ["--", "—", "–"].iter().find_map(|dash| rest.strip_prefix(dash))?;
    let name = near.get(..at)?;
    let written = capitals(name) && matches!(shapes.of(name), Shape::Strong | Shape::Label);
    written.then(|| Header::untimed(Form::Colon, name, rest.trim_start_matches(['-', ' '])))
}

/// A heading of Markdown that may be a name; words stand somewhere below it.
fn headed<'t>(line: &'t str, next: &str, shapes: &mut Shapes<'t>) -> Option<Header<'t>> {
    let line = line.trim_end_matches(['*', '_', ' ']);
    let named = line.len() <= LONGEST && matches!(shapes.of(line), Shape::Strong | Shape::Label);
    (named && !next.starts_with('#')).then(|| Header::untimed(Form::Headed, line, ""))
}

/// A time alone on its line: below it stands a name, or words where nobody is named.
fn above<'t>(line: &str, next: &'t str, shapes: &mut Shapes<'t>) -> Option<Header<'t>> {
    let line = line.trim_end_matches(['*', '_', ' ']);
    if line.len() > LONGEST {
        return None;
    }
    let next = plain(next);
    let (start, end) = line.split_once("-->").map_or((line, None), |(start, end)| (start, Some(end)));
    let bare = |time: &'_ str| moment(time.trim().trim_matches(['[', ']', '(', ')']), false);
    let (start, of_day) = bare(start)?;
    let end = match end {
        Some(end) => Some(bare(end)?.0),
        None => None,
    };
    let named = next.len() <= LONGEST && matches!(shapes.of(next), Shape::Strong | Shape::Label);
    let said =
        !named && line.starts_with(|c: char| c.is_ascii_digit()) && opens_words(Some(next)) && untimed(next).is_none();
    let name = named.then_some(next.trim_end_matches(':'));
    let found = Header { name, start: Some(start), end, of_day, ..Header::untimed(Form::TimeAbove, "", "") };
    (named || said).then_some(found)
}

/// True for text in capitals.
fn capitals(text: &str) -> bool {
    !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase)
}

/// A name alone on its line: a time stands below it, or it is in capitals and words stand below it.
fn alone<'t>(line: &'t str, next: &str, shapes: &mut Shapes<'t>) -> Option<Header<'t>> {
    let line = line.trim_end_matches(['*', '_', ' ']);
    if line.len() > LONGEST || line.is_empty() {
        return None;
    }
    let below = next.trim();
    if let Some((start, of_day)) = moment(below.trim_matches(['[', ']', '(', ')']), false) {
        let named = matches!(shapes.of(line), Shape::Strong | Shape::Label);
        let found = Header { start: Some(start), of_day, ..Header::untimed(Form::TwoLines, line, "") };
        return named.then_some(found);
    }
    // How the voice sounds stands behind the name: `(CONT'D)`, `(V.O.)`.
    let noted = line.ends_with(')').then(|| line.split_once(" (")).flatten();
    let name = noted.map_or(line, |(name, _)| name).trim();
    let fits = capitals(name) && name.split_whitespace().count() <= 4 && !name.ends_with(['.', '!', '?', ',']);
    (fits && name.len() > 1 && !below.is_empty() && !capitals(below))
        .then(|| Header::untimed(Form::Screenplay, name, ""))
}

#[cfg(test)]
mod tests {
    use super::super::super::name::Shapes;
    use super::super::rows::ROWS;
    use super::header;

    #[test]
    fn each_row_reads_its_own_example() {
        for row in &ROWS {
            let found = header(row.example, None, None, &mut Shapes::default()).expect("a header");
            assert_eq!((found.form, found.of_day, found.start.is_some()), (row.form, row.of_day, true), "{row:?}");
            assert!([Some("Dana Reyes"), Some("SPEAKER_01"), None].contains(&found.name), "{found:?}");
            assert!(["words", ""].contains(&found.rest), "{found:?}");
        }
    }

    #[test]
    fn a_time_in_speech_is_no_header() {
        for line in ["10:75 is no time", "[0:03 words", "0:03abc", "10:30", "we met at 10:30 and left"] {
            assert_eq!(header(line, None, None, &mut Shapes::default()), None, "{line}");
        }
    }

    #[test]
    fn a_noise_in_brackets_is_no_name() {
        let found = header("[00:01:02] [laughs] so yes", None, None, &mut Shapes::default()).expect("a header");
        assert_eq!((found.name, found.rest), (None, "[laughs] so yes"));
    }
}
