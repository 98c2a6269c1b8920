//! A file as it stands, for those who point into it: at which line and column, or under which keys, words of a call are.
//!
//! Readers say in which line (or record) a piece of speech begins; where in it the words are is looked for here, and only
//! when somebody asks. What can't be found is not guessed: the place then says less.

use std::ops::Range;
use std::sync::OnceLock;

use super::json::Strings;
use super::{Export, decode, documents, lines};

/// Where words stand in a file. Lines and columns count from 1, columns in characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The line in which the words begin.
    pub line: Option<u32>,
    /// The column of their first character in it; `None` where only the line is known.
    pub column: Option<u32>,
    /// One past the column of the last of their characters that stands in that line.
    pub end_column: Option<u32>,
    /// Of JSON: the value that holds them, as a JSON Pointer (RFC 6901).
    pub pointer: Option<String>,
    /// Of what has no lines: the number of the paragraph, row or piece, from 1.
    pub record: Option<u32>,
    /// The line as it stands, cut to what is worth showing; empty where there is none.
    pub excerpt: String,
    /// The bytes of the excerpt at which the words stand; empty where only the line is known.
    pub mark: Range<usize>,
}

/// The text of a file, with its lines found once.
#[derive(Debug)]
pub struct Original {
    /// Empty for what is no text.
    text: String,
    /// The same as the readers of JSON see it, if anything in it had to be mended for them; as many bytes, so that all
    /// places are the same.
    mended: OnceLock<Option<String>>,
    /// The byte at which each line begins.
    starts: OnceLock<Vec<usize>>,
    /// Its strings, if all of it is one JSON value.
    whole: OnceLock<Option<Strings>>,
    /// Of JSON: each document, in the order of the calls; `None` for one that can't be told.
    documents: OnceLock<Vec<Option<Document>>>,
}

/// A JSON document in a file.
#[derive(Debug)]
struct Document {
    /// Its bytes.
    range: Range<usize>,
    /// Its strings, once somebody looks for one; `None` if it can't be walked through.
    strings: OnceLock<Option<Strings>>,
}

impl PartialEq for Original {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Original {}

/// Lines in which words are looked for, from the line in which their piece of speech begins. Judgement: no speaker of a
/// written talk goes on for longer without a line of its own.
const LINES: usize = 400;
/// Lines after one in which words go on: blank, the number and the times of a cue, and a speaker of his own may lie between.
const NEXT: usize = 5;
/// Characters of a line shown on either side of the words. Judgement: JSON may stand in one line of a megabyte.
const AROUND: usize = 2000;

impl Original {
    /// Decodes a file as the readers do.
    #[must_use]
    pub fn new(bytes: &[u8]) -> Self {
        let text = decode::decode(bytes).map(|decoded| decoded.text.into_owned()).unwrap_or_default();
        Self {
            text,
            mended: OnceLock::new(),
            starts: OnceLock::new(),
            whole: OnceLock::new(),
            documents: OnceLock::new(),
        }
    }

    /// Where `quote` stands, which belongs to a piece of speech that begins in `line` (or record) of the call at `place`
    /// in its file, from 0. `line` is 0 where the reader knew none.
    #[must_use]
    pub fn find(&self, place: usize, line: u32, quote: &str) -> Place {
        let record = Place { record: (line > 0).then_some(line), ..Place::default() };
        if self.text.is_empty() {
            return record;
        }
        if self.text.trim_start().starts_with(['{', '[']) {
            match self.in_json(place, line, quote) {
                Some(place) => return place,
                // Rows of a talk, one a line, are no document.
                None if self.whole().is_some() || self.documents().iter().any(Option::is_some) => return record,
                None => {}
            }
        }
        self.in_lines(line, quote).unwrap_or(record)
    }

    /// The words in JSON: the string that holds them, in the document of the call.
    fn in_json(&self, place: usize, record: u32, quote: &str) -> Option<Place> {
        let document = |place: usize| self.documents().get(place).and_then(Option::as_ref);
        let (found, base) = match self.whole() {
            // What comes first is the first call's, so that nobody need ask where its document ends.
            Some(strings) if place == 0 => (strings.find(self.json(), 0..self.text.len(), record, quote)?, 0),
            Some(strings) => (strings.find(self.json(), document(place)?.range.clone(), record, quote)?, 0),
            None => {
                let Document { range, strings } = document(place)?;
                let text = self.json().get(range.clone())?;
                let strings = strings.get_or_init(|| Strings::of(text)).as_ref()?;
                (strings.find(text, 0..text.len(), record, quote)?, range.start)
            }
        };
        let at = base + found.at;
        let line = self.line_at(at);
        let mut place = Place { pointer: Some(found.pointer), ..self.whole_line(line)? };
        if found.exact {
            place = Place { pointer: place.pointer, ..self.marked(line, at, quote.len())? };
        }
        Some(place)
    }

    /// The text as the readers of JSON see it.
    fn json(&self) -> &str {
        let mended = self.mended.get_or_init(|| {
            let export = Export::new(self.text.as_bytes());
            let is_mended = export.text() != self.text && export.text().len() == self.text.len();
            is_mended.then(|| export.text().to_owned())
        });
        mended.as_deref().unwrap_or(&self.text)
    }

    /// The strings of the file, if it is one JSON value.
    fn whole(&self) -> Option<&Strings> {
        self.whole.get_or_init(|| Strings::of(self.json())).as_ref()
    }

    /// The words in the lines from that one on.
    fn in_lines(&self, line: u32, quote: &str) -> Option<Place> {
        let first = (line as usize).checked_sub(1)?;
        let mut split = None;
        for number in first..first + LINES {
            let Some(text) = self.line(number) else { break };
            if let Some(at) = text.find(quote) {
                return self.marked(number, self.starts().get(number)? + at, quote.len());
            }
            // Words that go on in a later line end with theirs.
            split = split.or_else(|| self.end_of(number, text, quote).map(|(at, length)| (number, at, length)));
        }
        match split {
            Some((number, at, length)) => self.marked(number, self.starts().get(number)? + at, length),
            None => self.whole_line(first),
        }
    }

    /// The longest beginning of `quote`, in whole words, with which the words of a line end, if the rest of it is in the
    /// next lines: its byte and its length.
    fn end_of(&self, number: usize, line: &str, quote: &str) -> Option<(usize, usize)> {
        let words = line.trim_end();
        // A voice span may end with the line.
        let words = words.strip_suffix('>').and_then(|open| Some(open.rsplit_once("</")?.0)).unwrap_or(words);
        let mut blanks = quote.match_indices(' ').map(|(at, _)| at).collect::<Vec<_>>();
        blanks.reverse();
        blanks.into_iter().find_map(|end| {
            let (start, rest) = (quote.get(..end)?, quote.get(end + 1..)?);
            let at = words.len().checked_sub(start.len()).filter(|_| words.ends_with(start))?;
            let is_whole = !words.get(..at)?.ends_with(char::is_alphanumeric);
            let next = rest.split(' ').next()?;
            let goes_on =
                (number + 1..=number + NEXT).any(|number| self.line(number).is_some_and(|line| line.contains(next)));
            (is_whole && goes_on).then_some((at, end))
        })
    }

    /// A place in a line, from 0, at a byte of the text.
    fn marked(&self, number: usize, at: usize, length: usize) -> Option<Place> {
        let start = *self.starts().get(number)?;
        let line = self.line(number)?;
        let from = at.checked_sub(start)?;
        let (before, words) = (line.get(..from)?, line.get(from..(from + length).min(line.len()))?);
        let column = before.chars().count() + 1;
        let cut = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(byte, _)| byte);
        let rest = line.get(from + words.len()..)?;
        let after = rest.char_indices().nth(AROUND).map_or(rest.len(), |(byte, _)| byte);
        Some(Place {
            line: u32::try_from(number + 1).ok(),
            column: u32::try_from(column).ok(),
            end_column: u32::try_from(column + words.chars().count()).ok(),
            excerpt: line.get(cut..from + words.len() + after)?.to_owned(),
            mark: from - cut..from - cut + words.len(),
            ..Place::default()
        })
    }

    /// A line, from 0, in which the words can't be found.
    fn whole_line(&self, number: usize) -> Option<Place> {
        let line = self.line(number)?;
        let end = line.char_indices().nth(AROUND).map_or(line.len(), |(byte, _)| byte);
        let excerpt = line.get(..end)?.to_owned();
        Some(Place { line: u32::try_from(number + 1).ok(), excerpt, ..Place::default() })
    }

    /// A line, from 0, without its end.
    fn line(&self, number: usize) -> Option<&str> {
        let starts = self.starts();
        let end = starts.get(number + 1).map_or(self.text.len(), |next| next - 1);
        let line = self.text.get(*starts.get(number)?..end)?;
        Some(line.strip_suffix('\r').unwrap_or(line))
    }

    /// The line, from 0, that holds a byte.
    fn line_at(&self, at: usize) -> usize {
        self.starts().partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| lines::lines(&self.text).map(|line| line.at).collect())
    }

    fn documents(&self) -> &[Option<Document>] {
        self.documents.get_or_init(|| {
            let mut all = Vec::new();
            let base = self.json().as_ptr() as usize;
            documents(self.json().as_bytes(), &mut |text, _| {
                let start = (text.as_ptr() as usize).wrapping_sub(base);
                let inside = start.checked_add(text.len()).is_some_and(|end| end <= self.text.len());
                let range = start..start + text.len();
                all.push((inside && !text.is_empty()).then(|| Document { range, strings: OnceLock::new() }));
            });
            all
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Original, Place};

    fn shown(place: &Place) -> (Option<u32>, Option<u32>, Option<u32>, &str) {
        (place.line, place.column, place.end_column, place.excerpt.get(place.mark.clone()).unwrap_or_default())
    }

    #[test]
    fn words_of_a_cue_have_their_line_and_column() {
        let file = Original::new(
            "WEBVTT\r\n\r\n1\r\n00:01.000 --> 00:02.000\r\n<v Sam>é, so the offer\r\nends Friday, ok\r\n".as_bytes(),
        );
        assert_eq!(shown(&file.find(0, 4, "the offer ends Friday")), (Some(5), Some(14), Some(23), "the offer"));
        assert_eq!(shown(&file.find(0, 4, "ends Friday")), (Some(6), Some(1), Some(12), "ends Friday"));
        assert_eq!(shown(&file.find(0, 4, "not there")), (Some(4), None, None, ""));
        assert_eq!(file.find(0, 99, "so"), Place { record: Some(99), ..Place::default() });
    }

    #[test]
    fn words_of_a_json_document_have_their_pointer_and_their_line() {
        let turn = |text: &str| format!("    {{\"speaker\": \"Sam\", \"text\": \"{text}\"}}");
        let text = format!(
            "{{\n \"turns\": [\n{},\n{},\n{}\n ]}}",
            turn("today only"),
            turn("Oh."),
            turn("\\u00e9, today only")
        );
        let file = Original::new(text.as_bytes());
        let first = file.find(0, 1, "today only");
        assert_eq!((first.pointer.as_deref(), first.line, first.column), (Some("/turns/0/text"), Some(3), Some(33)));
        let third = file.find(0, 3, "today only");
        assert_eq!((third.pointer.as_deref(), third.line, third.column), (Some("/turns/2/text"), Some(5), None));
        assert_eq!(file.find(0, 2, "nowhere"), Place { record: Some(2), ..Place::default() });
    }

    #[test]
    fn what_is_mended_for_the_readers_moves_no_place() {
        let call = |half: &str, time: &str| {
            format!("{{\"id\": \"{half}\", \"turns\": [\n{{\"t\": {time}, \"text\": \"{half}, today only\"}}]}}")
        };
        for together in [|a: &str, b: &str| format!("[{a},\n{b}]"), |a: &str, b: &str| format!("{a}\n{b}\n")] {
            let place = |half, time| {
                Original::new(together(&call("é", "1"), &call(half, time)).as_bytes()).find(1, 1, "today only")
            };
            let whole = place("\\uabcd", "100");
            assert_eq!(whole.line, Some(4));
            for (half, time) in [("\\ud83d", "100"), ("\\udE00", "NaN")] {
                let mended = place(half, time);
                assert_eq!((&mended.pointer, mended.line, mended.column), (&whole.pointer, whole.line, whole.column));
                assert!(mended.excerpt.contains(half), "the excerpt is of the file: {}", mended.excerpt);
            }
        }
    }

    #[test]
    fn of_several_calls_each_has_its_own_place() {
        let call =
            |id: u8| format!("{{\"id\": \"{id}\", \"turns\": [{{\"speaker\": \"Rep\", \"text\": \"today only\"}}]}}");
        let rows: [(String, &str, u32); 2] = [
            (format!("{}\n{}\n", call(1), call(2)), "/turns/0/text", 2),
            (format!("[\n{},\n{}]", call(1), call(2)), "/1/turns/0/text", 3),
        ];
        for (text, pointer, line) in rows {
            let second = Original::new(text.as_bytes()).find(1, 1, "today only");
            assert_eq!((second.pointer.as_deref(), second.line), (Some(pointer), Some(line)), "{text}");
        }
    }
}
