//! The header lines that hold a time, as a table: the next form is one row.
//!
//! A line is [`cut`] at its first time; a row says what must stand before and after that.

use std::sync::LazyLock;

use memchr::{memchr, memchr2, memchr3};
use regex::Regex;

use super::super::lines::beginning;
use super::super::timestamp::clock;
use super::header::{Form, REACH};

/// A line at its first time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut<'t> {
    /// What stands before the time; a date and an opening bracket are left out.
    before: &'t str,
    /// True if a date stands before the time.
    dated: bool,
    /// The time.
    pub(super) start: &'t str,
    /// The time until which, behind a dash or an arrow.
    pub(super) end: Option<&'t str>,
    /// True if the times stand in brackets.
    opened: bool,
    /// What stands behind the times and their bracket.
    after: &'t str,
}

impl<'t> Cut<'t> {
    /// What stands behind the time, if nothing but a date stands before it.
    fn first(&self) -> Option<&'t str> {
        self.before.is_empty().then_some(self.after)
    }

    /// What stands behind the time, if nothing stands before it.
    fn undated_first(&self) -> Option<&'t str> {
        self.first().filter(|_| !self.dated)
    }
}

/// What a row found in a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Found<'t> {
    /// Who speaks.
    pub(super) name: Option<&'t str>,
    /// True if a sign sets time and name off from each other: a bracket, a bar, a dash.
    pub(super) set_off: bool,
    /// True if a colon ends the header.
    pub(super) colon: bool,
    /// The words on the line.
    pub(super) rest: &'t str,
    /// The words with the name before them, for when it turns out to be speech; empty where it must be a name.
    pub(super) whole: &'t str,
}

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
    /// Reads a line that is cut at its first time.
    read: for<'t> fn(&Cut<'t>) -> Option<Found<'t>>,
}

/// All rows; the first that fits reads the line.
pub(super) const ROWS: [Row; 11] = [
    Row {
        form: Form::Chat,
        of_day: true,
        example: "2026-03-02 08:00:01 From Dana Reyes to Everyone: words",
        read: chat,
    },
    Row { form: Form::Chat, of_day: true, example: "08:00:01\t From  Dana Reyes : words", read: old_chat },
    Row { form: Form::Chat, of_day: false, example: "00:11:09\tDana Reyes:\twords", read: cloud_chat },
    Row { form: Form::TimeFirst, of_day: true, example: "2026-03-02T10:32:03Z Dana Reyes: words", read: log },
    Row { form: Form::TimeFirst, of_day: false, example: "00:01:02 | Dana Reyes | words", read: cells },
    Row {
        form: Form::TimeFirst,
        of_day: false,
        example: "[00:01:02.345 --> 00:01:05.000] [SPEAKER_01]: words",
        read: boxed_name,
    },
    Row { form: Form::TimeFirst, of_day: false, example: "[00:01:02] **Dana Reyes**: words", read: name_and_colon },
    Row { form: Form::TimeFirst, of_day: false, example: "0:12 | Dana Reyes", read: name_alone },
    Row { form: Form::TimeFirst, of_day: false, example: "[0:00 - 0:04] words", read: words },
    Row { form: Form::NameFirst, of_day: true, example: "[Dana Reyes] 08:03:17", read: caption },
    Row { form: Form::NameFirst, of_day: false, example: "Dana Reyes (00:03.608): words", read: name_before },
];

impl Row {
    /// Reads a line that is cut at its first time.
    pub(super) fn read<'t>(&self, cut: &Cut<'t>) -> Option<Found<'t>> {
        let found = (self.read)(cut)?;
        Some(Found { set_off: found.set_off || cut.opened, ..found })
    }
}

/// Cuts a line at its first time: a clock around the `colon`, or else a time that is spelled out, at the start or
/// behind a bracket. `None` if a bracket stands on one side of it only.
pub(super) fn cut(line: &str, colon: Option<usize>) -> Option<Cut<'_>> {
    let at = match colon {
        Some(colon) => line.get(..colon)?.trim_end_matches(|c: char| c.is_ascii_digit()).len(),
        None if line.starts_with(|c: char| c.is_ascii_digit()) => 0,
        None => memchr2(b'[', b'(', line.as_bytes())? + 1,
    };
    let (before, rest) = line.split_at_checked(at)?;
    let (before, behind) = unopened(before);
    let (before, dated) = undated(before);
    let (before, ahead) = if dated { unopened(before) } else { (before, false) };
    let time = |text| if colon.is_some() { clock_len(text, dated) } else { spelled_len(text) };
    let (start, rest) = rest.split_at_checked(time(rest)?)?;
    let rest = if dated { unzoned(rest) } else { rest };
    let until = || {
        let rest = rest.trim_start();
        let rest = DASHES.iter().find_map(|dash| rest.strip_prefix(dash))?.trim_start();
        rest.split_at_checked(time(rest)?)
    };
    let (end, rest) = until().map_or((None, rest), |(end, rest)| (Some(end), rest));
    let inside = rest.trim_start().strip_prefix([']', ')', '>']);
    let (opened, after) = (behind || ahead, inside.unwrap_or(rest));
    (opened == inside.is_some()).then_some(Cut { before, dated, start, end, opened, after })
}

/// What stands between the times of a range.
const DASHES: [&str; 6] = ["-->", "->", "--", "-", "–", "—"];

/// A text without the opening bracket at its end, and true if there is one.
fn unopened(text: &str) -> (&str, bool) {
    text.strip_suffix(['[', '(', '<']).map_or((text, false), |rest| (rest, true))
}

/// A text without the date in figures at its end, and true if it ends in one, behind nothing but a bracket:
/// 2026-03-02T, `02/03/2026, `.
fn undated(text: &str) -> (&str, bool) {
    let date = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, 'T' | ','));
    let digits = date.trim_start_matches('[');
    let mut numbers = digits.split(['-', '/', '.']);
    let mut number = |most| {
        numbers.next().is_some_and(|n| (1..=most).contains(&n.len()) && n.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let dated = date.len() < text.len() && number(4) && number(2) && number(4) && numbers.next().is_none();
    if dated { (text.get(..date.len() - digits.len()).unwrap_or_default(), true) } else { (text, false) }
}

/// Bytes of a time with colons at the start of a text, AM or PM included: 0:03, 00:01:02.345, 10:32 AM. Behind a date
/// it may end in its zone.
fn clock_len(text: &str, dated: bool) -> Option<usize> {
    let len = clock(text)?.len;
    let rest = text.get(len..)?;
    let half = rest.trim_start();
    let is_half = half.get(..2).is_some_and(|two| two.eq_ignore_ascii_case("am") || two.eq_ignore_ascii_case("pm"));
    if is_half && ends_word(half.get(2..)?) {
        return Some(text.len() - half.len() + 2);
    }
    (ends_word(rest) || dated).then_some(len)
}

/// Bytes of a time that is spelled out at the start of a text: 1h 02m 03s, 12.5s, and seconds alone, 12.5.
fn spelled_len(text: &str) -> Option<usize> {
    const SPELLED: &str =
        r"(?x-u) ^ (?: (?: [0-9]{1,6} (?: \.[0-9]{1,9} )? [hms] \ ? ){1,3} \b | [0-9]{1,6} \. [0-9]{1,9} \b )";
    static REGEX: LazyLock<Regex> = LazyLock::new(|| Regex::new(SPELLED).expect("the pattern of times is a regex"));
    REGEX.find(beginning(text, REACH)).map(|found| found.end())
}

/// True if no word goes on at the start of a text.
fn ends_word(text: &str) -> bool {
    !text.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
}

/// Signs that set a time off from what stands behind it.
const GAP: [char; 5] = ['-', '–', '—', '|', ':'];

/// What stands behind a time and the signs that set it off; and true if there are such.
fn past_gap(after: &str) -> (&str, bool) {
    let after = after.trim_start();
    let rest = after.trim_start_matches(GAP);
    let blank = |c: char| c.is_whitespace() || matches!(c, '>' | '*' | '_' | '•' | '-');
    (rest.trim_start_matches(blank), rest.len() < after.len())
}

/// `name: words` at the start of a text, bold or not, with the colon of any width.
fn split(text: &str) -> Option<(&str, &str)> {
    let near = beginning(text, REACH);
    let wide = if near.is_ascii() { None } else { near.find('：') };
    let at = match (memchr(b':', near.as_bytes()), wide) {
        (narrow, Some(wide)) if narrow.is_none_or(|narrow| wide < narrow) => {
            return Some((text.get(..wide)?, text.get(wide + '：'.len_utf8()..)?));
        }
        (at, _) => at?,
    };
    let rest = text.get(at + 1..)?;
    let rest = rest.strip_prefix("**").or_else(|| rest.strip_prefix("__")).unwrap_or(rest);
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some((text.get(..at)?, rest))
}

/// The text without the zone of a time at its start: Z, +02:00.
fn unzoned(text: &str) -> &str {
    let offset = || {
        let (hours, rest) = text.strip_prefix(['+', '-'])?.split_at_checked(2)?;
        let (minutes, rest) = rest.strip_prefix(':').unwrap_or(rest).split_at_checked(2)?;
        [hours, minutes].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    };
    text.strip_prefix('Z').or_else(offset).unwrap_or(text)
}

/// Zoom's saved chat, dated in newer versions; whom it is to is left out.
fn chat<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let (people, rest) = cut.first()?.trim_start().strip_prefix("From")?.split_once(':')?;
    let to = people.rfind(" to ").or_else(|| people.rfind(" To "))?;
    let name = people.get(..to)?.strip_prefix(char::is_whitespace)?;
    Some(Found { name: Some(name), rest, ..Found::default() })
}

/// Zoom's saved chat in old versions.
fn old_chat<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let after = cut.undated_first()?;
    let from = after.trim_start();
    let (name, rest) = from.strip_prefix("From")?.split_once(" : ")?;
    let name = name.strip_prefix(char::is_whitespace).filter(|name| !name.contains(':'))?;
    after.strip_suffix(from)?.contains('\t').then_some(Found { name: Some(name), rest, ..Found::default() })
}

/// The chat of a recording in Zoom's cloud.
fn cloud_chat<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let (name, rest) = cut.undated_first()?.strip_prefix('\t')?.split_once('\t')?;
    let name = name.strip_suffix(':').filter(|name| !name.is_empty())?;
    Some(Found { name: Some(name), rest, ..Found::default() })
}

/// Logs, and the export of a messenger, `02/03/2026, 10:32 - Dana Reyes: words`.
fn log<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    named(cut.first().filter(|_| cut.dated)?)
}

/// Cells of a table, between bars or tabs.
fn cells<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let blank = [' ', '\t'];
    let after = cut.undated_first()?;
    let gap = after.trim_start_matches(blank);
    let whole = gap.strip_prefix('|').map_or(gap, |rest| rest.trim_start_matches(blank));
    let set_off = after.strip_suffix(whole)?.contains(['|', '\t']);
    let at = memchr3(b'|', b'\t', b':', whole.as_bytes())?;
    let (name, rest) = whole.split_at_checked(at)?;
    let fits = set_off && !name.is_empty() && !rest.starts_with(':');
    fits.then_some(Found { name: Some(name), set_off, colon: true, rest: rest.get(1..)?, whole })
}

/// A name in brackets behind the time, with a colon or without.
fn boxed_name<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let whole = cut.undated_first()?.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '|' | ':' | '-'));
    let (name, rest) = whole.strip_prefix('[')?.split_once(']')?;
    let words = rest.trim_start().strip_prefix(':');
    Some(Found { name: Some(name), set_off: true, colon: words.is_some(), rest: words.unwrap_or(rest), whole })
}

/// A name and a colon behind the time.
fn name_and_colon<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    named(cut.undated_first()?)
}

/// A name and a colon behind what sets them off from a time.
fn named(after: &str) -> Option<Found<'_>> {
    let (whole, set_off) = past_gap(after);
    let (name, rest) = split(whole).filter(|(name, _)| !name.is_empty() && !name.starts_with('['))?;
    Some(Found { name: Some(name), set_off, colon: true, rest, whole })
}

/// A name alone behind the time: at most four words that do not end a sentence.
fn name_alone<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let (whole, set_off) = past_gap(cut.undated_first()?);
    let name = whole.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let fits = !name.is_empty() && name.len() <= REACH && !name.ends_with(['.', ',']) && !name.contains(':');
    let short = fits && name.split_whitespace().nth(4).is_none();
    short.then_some(Found { name: Some(name), set_off, whole, ..Found::default() })
}

/// Words behind the time.
fn words<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let after = cut.undated_first()?.trim_start();
    let rest = after.trim_start_matches(GAP);
    Some(Found { set_off: rest.len() < after.len(), rest, ..Found::default() })
}

/// Zoom's saved captions.
fn caption<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let name = cut.before.strip_prefix('[')?.trim_end().strip_suffix(']')?;
    let fits = !cut.opened && cut.end.is_none() && cut.after.trim_start().is_empty() && !name.contains(']');
    fits.then_some(Found { name: Some(name), ..Found::default() })
}

/// A name before the time. Otter and Teams have `Dana Reyes   0:03`; people also write commas, dashes and bars.
fn name_before<'t>(cut: &Cut<'t>) -> Option<Found<'t>> {
    let sign = |c: char| c.is_whitespace() || matches!(c, '@' | '*' | '_' | ',' | '|' | '–' | '—' | '-');
    let name = cut.before.trim_end_matches(sign);
    let after = cut.after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let words = after.strip_prefix(':');
    let fits = !name.is_empty() && (cut.opened || name.len() < cut.before.len());
    fits.then_some(Found { name: Some(name), colon: words.is_some(), rest: words.unwrap_or(after), ..Found::default() })
}
