//! Lines in cues that name a speaker with a time of their own: `Dana Reyes (01:00:32.856)` in a cue that swallowed the
//! rest of a call (Riverside), `Speaker 1 [00:00:03] words` (Sonix, Descript), `Speaker 1 (00:03):` (Rev).

use std::collections::BTreeMap;

use memchr::{memchr2, memchr2_iter};

use crate::call::Millis;

use super::super::cast::Cast;
use super::super::lines::{beginning, lines};
use super::super::name::{Shape, shape};
use super::super::timestamp::clock;

/// Bytes of a line in which the name must end.
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

/// The name, the time and the words of a line.
fn stamp(line: &str) -> Option<Stamp<'_>> {
    let line = line.trim();
    let near = beginning(line, REACH).as_bytes();
    let digit = |at: usize| near.get(at + 1).is_some_and(u8::is_ascii_digit);
    let at = memchr2_iter(b'(', b'[', near).find(|at| digit(*at))?;
    let (name, rest) = line.split_at_checked(at)?;
    let name = name.trim().trim_end_matches(':');
    let close = if rest.starts_with('(') { ')' } else { ']' };
    let inside = rest.get(1..)?;
    let time = clock(inside)?;
    let words = inside.get(time.len..)?.strip_prefix(close)?.trim_start();
    let named = matches!(shape(name), Shape::Strong | Shape::Label);
    named.then(|| Stamp { name, at: Millis(time.millis), words: words.strip_prefix(':').unwrap_or(words).trim_start() })
}

#[cfg(test)]
mod tests {
    use super::{Stamp, stamp};
    use crate::call::Millis;

    #[test]
    fn a_name_before_a_time_in_brackets_is_read() {
        let found = |name, at, words| Some(Stamp { name, at: Millis(at), words });
        assert_eq!(stamp("RBA (01:00:32.856)"), found("RBA", 3_632_856, ""));
        assert_eq!(stamp("Speaker 1 [00:03] So it is."), found("Speaker 1", 3000, "So it is."));
        assert_eq!(stamp("Ana (Spain): (0:03) Yes."), found("Ana (Spain)", 3000, "Yes."));
        assert_eq!(stamp("Speaker 1 (00:03): Yes."), found("Speaker 1", 3000, "Yes."));
        for none in ["we met (10:30)", "Lee (2024)", "[00:03] words", "Lee (10:30", "no time"] {
            assert_eq!(stamp(none), None, "{none}");
        }
    }
}
