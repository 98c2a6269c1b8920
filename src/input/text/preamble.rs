//! What stands before the talk and is no part of it: the head of a document or of a telephone log.
//!
//! A document says `Transcript` where the talk begins. A log has lines such as `Date: ...` and `Agent: ...`
//! first, which would otherwise look like speech.

use super::super::cast;
use super::super::lines::Line;
use super::super::name::{Shape, shape};

/// Lines in which a preamble must end; judgement.
const REACH: usize = 60;
/// Bytes of a value in a log's head that may be a name.
const LONGEST: usize = 60;

/// The line by which documents say that the talk begins, lower case: Google Meet and Word in the languages of most
/// rooms, Gong, Fireflies.
const BEGINS: &[&str] = &[
    "call transcript",
    "full transcript",
    "meeting transcript",
    "transcripción",
    "transcript",
    "transcriptie",
    "transcription",
    "transcrição",
    "transkript",
    "transkription",
    "transkrypcja",
    "trascrizione",
    "расшифровка",
    "文字起こし",
];
/// Keys in the head of a log or a document that nobody is called by, lower case.
const KEYS: &[&str] = &[
    "account",
    "account name",
    "agent id",
    "agent name",
    "attendees",
    "call date",
    "call duration",
    "call id",
    "call time",
    "call type",
    "caller id",
    "campaign",
    "case id",
    "company",
    "conversation id",
    "customer name",
    "date",
    "date & time",
    "date and time",
    "date/time",
    "deal",
    "direction",
    "disposition",
    "duration",
    "end time",
    "ended",
    "file",
    "filename",
    "from",
    "id",
    "industry",
    "language",
    "length",
    "location",
    "meeting",
    "meeting date",
    "meeting id",
    "meeting title",
    "number",
    "opportunity",
    "participants",
    "phone",
    "phone number",
    "priority",
    "product",
    "queue",
    "recorded",
    "recording",
    "recording id",
    "reference",
    "scenario",
    "scene",
    "session id",
    "setting",
    "start time",
    "started",
    "status",
    "subject",
    "ticket id",
    "time",
    "timezone",
    "title",
    "to",
    "topic",
    "transcript id",
    "website",
];

/// The number of the last line of the preamble; 0 if there is none.
pub(super) fn preamble<'t>(lines: impl Iterator<Item = Line<'t>>) -> u32 {
    let lines: Vec<Line<'_>> = lines.take(REACH).collect();
    let begins = lines.iter().rfind(|line| is_beginning(line.text)).map_or(0, |line| line.number);
    begins.max(log(&lines))
}

/// The key in the head of a log and its value, if a line has one.
pub(super) fn entry(line: &str) -> Option<(&str, &str)> {
    let (key, value) = cast::split(line.trim_start_matches('#'))?;
    let lower = || key.bytes().map(|byte| byte.to_ascii_lowercase());
    KEYS.binary_search_by(|known| known.bytes().cmp(lower())).is_ok().then_some((key, value))
}

/// True for a line that says that the talk begins below it.
fn is_beginning(line: &str) -> bool {
    let bare = line.trim_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '*' | '_' | ':'));
    // Nothing of a name before a colon begins a talk.
    bare.len() <= LONGEST && !bare.contains(':') && BEGINS.binary_search(&bare.to_lowercase().as_str()).is_ok()
}

/// The last line of the head of a log: paragraphs of keys and values at the start, a line without a colon or two
/// above them. In a paragraph of its own a line such as `Agent: Sam Reyes` belongs to it; `Agent: Sam` needs two keys.
fn log(lines: &[Line<'_>]) -> u32 {
    let mut last = 0;
    let gap = |a: &Line<'_>, b: &Line<'_>| a.is_blank() || b.is_blank() || b.number > a.number + 1;
    let paragraphs = lines.chunk_by(|a, b| !gap(a, b)).filter(|lines| lines.iter().any(|line| !line.is_blank()));
    for paragraph in paragraphs {
        let keys = paragraph.iter().filter(|line| once(line, lines)).count();
        if keys == 0 && (last > 0 || paragraph.iter().any(|line| cast::split(line.text).is_some())) {
            break;
        }
        let end = lines.iter().rfind(|line| !line.is_blank()).map_or(0, |line| line.number);
        let goes_on = paragraph.last().is_some_and(|line| line.number < end);
        let least = if keys > 1 { 1 } else { 2 };
        let whole = goes_on && keys > 0 && paragraph.iter().all(|line| once(line, lines) || is_side(line.text, least));
        let read = paragraph.iter().rev().find(|line| whole || once(line, lines));
        let until = read.map_or(0, |line| line.number);
        let plain = paragraph.iter().take_while(|line| line.number < until);
        if plain.clone().any(|line| !once(line, lines) && !whole && cast::split(line.text).is_some()) {
            break;
        }
        last = last.max(until);
        if keys > 0 && paragraph.last().is_some_and(|line| line.number > until) {
            break;
        }
    }
    last
}

/// True for a line with a key that stands only once: one that recurs may be a speaker.
fn once(line: &Line<'_>, lines: &[Line<'_>]) -> bool {
    let Some((key, _)) = entry(line.text) else { return false };
    lines.iter().filter(|other| entry(other.text).is_some_and(|(other, _)| other.eq_ignore_ascii_case(key))).count()
        == 1
}

/// True for `Agent: Sam Reyes`, a name of so many words at `least`, or a line without a colon.
fn is_side(line: &str, least: usize) -> bool {
    let words = |value: &str| value.split_whitespace().count();
    let named = |value: &str| value.len() <= LONGEST && words(value) >= least && shape(value) == Shape::Strong;
    cast::split(line).is_none_or(|(key, value)| shape(key) == Shape::Label && named(value))
}

#[cfg(test)]
mod tests {
    use super::super::super::lines::lines;
    use super::{BEGINS, KEYS, preamble};

    #[test]
    fn heads_of_logs_end_where_the_talk_begins() {
        for (text, last) in [
            ("Call from +1 (415) 555-0100\nDate: today\nAgent: Sam Reyes\nDuration: 3 min\n\nSam: Hi.\nDana: Hi.", 4),
            ("Customer: Dana Ng\nAgent: Sam Reyes\nDate: today\n\nAgent: Hello.", 3),
            ("Date: today\nAgent: Hello.\nCustomer: Hi.\n\nAgent: Yes.", 1),
            ("Title: Demo\nDate: today\nSam: Hello.\nDana: Hi.", 2),
            ("Title: Demo\nDate: today\nAgent: Hello.\nCustomer: Hi.", 2),
            ("Demo\n\nDate: today\n\nSam: Hello there, all.\nDana: Hi.", 3),
            ("Company: We sell.\nClient: We buy.\nCompany: Fine.", 0),
            ("Sam: Hello.\nDate: today", 0),
            ("We had a look.\nIt was fine.", 0),
            ("Demo\n\n# Transcript\n\nSam: Hello.", 3),
        ] {
            assert_eq!(preamble(lines(text)), last, "{text}");
        }
    }

    #[test]
    fn word_lists_are_sorted_and_lower_case() {
        assert!(BEGINS.is_sorted() && KEYS.is_sorted());
        assert!(BEGINS.iter().chain(KEYS).all(|word| *word == word.to_lowercase() && !word.contains(':')));
    }
}
