//! JSON values one after another: one a line, or one behind the other as `jq` and `>>` write them.

use serde_json::value::RawValue;

use super::json::{Outline, offset};
use super::lines::{Line, lines};

/// Parts looked at to tell how they stand.
const LOOK: usize = 8;

/// How the values of a text stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Apart {
    /// One a line.
    Lines,
    /// One behind the other, over as many lines as they need.
    Values,
}

/// How the values of a text stand, with the outline of a list of the first of them; `None` if it is not several.
///
/// One a line: an object ends on its own line, and another stands on a line beside it; no single JSON text has that.
/// One behind the other: the first is whole, and so is one of the next. A broken one costs only itself.
pub(super) fn outline(text: &str) -> Option<(Apart, Outline)> {
    if text.trim_start().starts_with('{') {
        let first: Vec<(&str, bool)> =
            parts(text, Apart::Lines).take(LOOK).map(|line| (line.text.trim(), is_whole(line.text))).collect();
        let apart = first
            .windows(2)
            .any(|pair| pair.iter().all(|(line, _)| line.starts_with('{')) && pair.iter().any(|(_, whole)| *whole));
        if apart {
            let whole: Vec<&str> = first.iter().filter(|(_, whole)| *whole).map(|(line, _)| *line).collect();
            return Some((Apart::Lines, Outline::of_list(&whole)));
        }
    }
    let mut values = parts(text, Apart::Values);
    let first = values.next().filter(|first| is_whole(first.text))?;
    let next = values.take(LOOK - 1).map(|part| part.text).filter(|part| is_whole(part));
    let whole: Vec<&str> = std::iter::once(first.text).chain(next).collect();
    (whole.len() > 1).then(|| (Apart::Values, Outline::of_list(&whole)))
}

/// The parts of a text that are not blank, broken ones among them.
pub(super) fn parts(text: &str, apart: Apart) -> impl Iterator<Item = Line<'_>> {
    let (by_line, by_value) = match apart {
        Apart::Lines => (Some(lines(text).filter(|line| !line.is_blank())), None),
        Apart::Values => (None, Some(Values { text, at: 0, number: 1 })),
    };
    by_line.into_iter().flatten().chain(by_value.into_iter().flatten())
}

/// True if a text is one JSON object or list.
fn is_whole(text: &str) -> bool {
    Outline::of(text).is_some_and(|outline| outline.broken().is_none())
}

/// Values one behind the other.
struct Values<'t> {
    /// The whole text.
    text: &'t str,
    /// The byte from which on nothing was read yet.
    at: usize,
    /// Its line, from 1.
    number: u32,
}

impl<'t> Values<'t> {
    /// Goes on to a later byte.
    fn go(&mut self, to: usize) {
        let passed = self.text.get(self.at..to).unwrap_or_default();
        let ends = memchr::memchr_iter(b'\n', passed.as_bytes()).count();
        self.number = self.number.saturating_add(u32::try_from(ends).unwrap_or(u32::MAX));
        self.at = to;
    }
}

impl<'t> Iterator for Values<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let rest = self.text.get(self.at..)?;
        let rest_trimmed = rest.trim_start();
        self.go(self.text.len() - rest_trimmed.len());
        if rest_trimmed.is_empty() {
            return None;
        }
        let len = length(rest_trimmed);
        let part = Line { number: self.number, at: self.at, text: rest_trimmed.get(..len)?.trim_end() };
        self.go(self.at + len);
        Some(part)
    }
}

/// The bytes of the first value of a text. What is no value is one line, and a value that breaks ends before the next
/// line that begins one, as it can be found only behind the break: so nothing is read more than twice.
fn length(text: &str) -> usize {
    let line = || text.find('\n').map_or(text.len(), |end| end + 1);
    if !text.starts_with(['{', '[']) {
        return line();
    }
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<&RawValue>();
    match values.next() {
        Some(Ok(value)) => value.get().len(),
        Some(Err(error)) if !error.is_eof() => {
            let broken = offset(text, &error);
            let from = text.get(..broken).and_then(|before| before.rfind('\n')).unwrap_or_else(|| line() - 1);
            let rest = text.get(from..).unwrap_or_default();
            let mut starts = memchr::memchr_iter(b'\n', rest.as_bytes()).map(|end| end + 1);
            let opens = |start: &usize| rest.get(*start..).is_some_and(|next| next.starts_with(['{', '[']));
            starts.find(opens).map_or(text.len(), |start| from + start)
        }
        _ => text.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Apart, outline, parts};

    /// The values of a text, each with its line.
    fn values(text: &str) -> Vec<(u32, &str)> {
        parts(text, Apart::Values).map(|part| (part.number, part.text)).collect()
    }

    #[test]
    fn values_stand_one_behind_the_other_and_a_broken_one_ends_where_the_next_begins() {
        assert_eq!(values("{\n\"a\":1\n}\n\n{\"b\":2}[3]"), [(1, "{\n\"a\":1\n}"), (5, "{\"b\":2}"), (5, "[3]")]);
        assert_eq!(
            values("{\n 1\n}\n{}\noops\nmore\n{}"),
            [(1, "{\n 1\n}"), (4, "{}"), (5, "oops"), (6, "more"), (7, "{}")]
        );
        assert_eq!(values("{\n \"a\": 1\n{}"), [(1, "{\n \"a\": 1"), (3, "{}")]);
        assert_eq!(values("{}\n{\n \"a\""), [(1, "{}"), (2, "{\n \"a\"")]);
    }

    #[test]
    fn only_several_whole_values_are_several() {
        let apart = |text: &str| outline(text).map(|(apart, _)| apart);
        assert_eq!(apart("{\"a\":1}\noops\n{\"b\":1}"), Some(Apart::Values));
        assert_eq!(apart("{\"a\":1}\n{\"b\"\n{\"c\":1}"), Some(Apart::Lines));
        assert_eq!((apart("{\"a\":1}\n}"), apart("{\n\"a\":[\n{\"b\":1},\n{\"c\" 1}]}")), (None, None));
    }

    #[test]
    fn many_openings_that_never_close_are_read_but_twice() {
        let text = format!("{{}}\n{}oops", "{\"a\":\n".repeat(20_000));
        assert!(values(&text).len() > 1);
    }
}
