//! Lines in cues that name a speaker with a time of their own: `Dana Reyes (01:00:32.856)` in a cue that swallowed the
//! rest of a call (Riverside), `Speaker 1 [00:00:03] words` (Sonix, Descript), `Speaker 1 (00:03):` (Rev).

use std::collections::BTreeMap;

use memchr::{memchr2, memchr2_iter};

use crate::call::Millis;

use super::super::cast::Cast;
use super::super::lines::{beginning, lines};
use super::super::name::{Shape, shape};
use super::super::timestamp::clock;

/// Bytes at the start of a line in which a name must end, or before a time in which it must start.
const REACH: usize = 80;

/// What such a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp<'t> {
    /// Who, raw.
    pub(super) name: &'t str,
    /// When.
    pub(super) at: Millis,
    /// Words on the same line.
    pub(super) words: &'t str,
}

/// The names that stand before times, by how often they do.
#[derive(Debug, Default)]
pub(super) struct Stamps(BTreeMap<String, usize>);

impl Stamps {
    /// Looks at the words of a cue.
    pub(super) fn see(&mut self, text: &str) {
        if memchr2(b'(', b'[', text.as_bytes()).is_none() {
            return;
        }
        for stamp in lines(text).filter_map(|line| stamp(line.text)) {
            *self.0.entry(stamp.name.to_owned()).or_default() += 1;
        }
    }

    /// Reads a line whose name recurs, is a label or is a speaker of the `cast`.
    pub(super) fn read<'t>(&self, line: &'t str, cast: Option<&Cast>) -> Option<Stamp<'t>> {
        if self.0.is_empty() {
            return None;
        }
        let found = stamp(line)?;
        let count = self.0.get(found.name).copied().unwrap_or_default();
        let known = cast.is_some_and(|cast| cast.has(found.name)) || shape(found.name) == Shape::Label;
        (count >= 2 || known).then_some(found)
    }
}

/// Words of a name in the midst of a line.
const WORDS: usize = 5;

/// The first place in the midst of words where a speaker of the cast stands before a time in brackets: what was said
/// before it, and what follows. Riverside writes the rest of a call into its last cue that way.
pub(super) fn inside<'t>(words: &'t str, cast: &Cast) -> Option<(&'t str, Stamp<'t>)> {
    memchr2_iter(b'(', b'[', words.as_bytes()).find_map(|at| {
        let (before, rest) = words.split_at_checked(at)?;
        let (at, words) = bracketed(rest)?;
        let before = before.trim_end();
        let far = (before.len().saturating_sub(REACH)..=before.len()).find(|at| before.is_char_boundary(*at))?;
        let near = before.get(far..)?;
        let starts = near.rmatch_indices(' ').map(|(at, _)| at + 1).take(WORDS).chain([0]);
        let name = starts.filter_map(|start| near.get(start..)).filter(|name| cast.has(name)).last()?;
        Some((before.get(..before.len() - name.len())?, Stamp { name, at, words }))
    })
}

/// A time in brackets at the start of a text, and what follows it.
fn bracketed(text: &str) -> Option<(Millis, &str)> {
    let close = if text.starts_with('(') { ')' } else { ']' };
    let inside = text.get(1..)?;
    let time = clock(inside)?;
    let words = inside.get(time.len..)?.strip_prefix(close)?.trim_start();
    Some((Millis::new(time.millis), words.strip_prefix(':').unwrap_or(words).trim_start()))
}

/// The name, the time and the words of a line.
fn stamp(line: &str) -> Option<Stamp<'_>> {
    let line = line.trim();
    let near = beginning(line, REACH).as_bytes();
    let digit = |at: usize| near.get(at + 1).is_some_and(u8::is_ascii_digit);
    let at = memchr2_iter(b'(', b'[', near).find(|at| digit(*at))?;
    let (name, rest) = line.split_at_checked(at)?;
    let name = name.trim().trim_end_matches(':');
    let (at, words) = bracketed(rest)?;
    matches!(shape(name), Shape::Strong | Shape::Label).then_some(Stamp { name, at, words })
}

#[cfg(test)]
mod tests {
    use super::super::super::cast::Cast;
    use super::{Stamp, inside, stamp};
    use crate::call::Millis;

    #[test]
    fn a_name_before_a_time_in_brackets_is_read() {
        let found = |name, at, words| Some(Stamp { name, at: Millis::new(at), words });
        assert_eq!(stamp("RBA (01:00:32.856)"), found("RBA", 3_632_856, ""));
        assert_eq!(stamp("Speaker 1 [00:03] So it is."), found("Speaker 1", 3000, "So it is."));
        assert_eq!(stamp("Ana (Spain): (0:03) Yes."), found("Ana (Spain)", 3000, "Yes."));
        assert_eq!(stamp("Speaker 1 (00:03): Yes."), found("Speaker 1", 3000, "Yes."));
        let mut cast = Cast::default();
        ["Ana Ito", "RBA", "RBA"].into_iter().for_each(|name| cast.see(name, false));
        cast.close(3);
        let words = "not in lock-in. Ana Ito (01:00:02) So (1:02) when";
        assert_eq!(
            inside(words, &cast),
            found("Ana Ito", 3_602_000, "So (1:02) when").map(|s| ("not in lock-in. ", s))
        );
        assert_eq!(inside("So Lee (1:02) when", &cast), None);
        for none in ["we met (10:30)", "Lee (2024)", "[00:03] words", "Lee (10:30", "no time"] {
            assert_eq!(stamp(none), None, "{none}");
        }
    }
}
