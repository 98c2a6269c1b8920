//! The cast of one file: which of the texts before a colon are its speakers.
//!
//! A reader shows every candidate first, then asks which hold. A name that is written like one
//! holds where the file names its speakers; one that is not must recur.

use std::collections::BTreeMap;

use memchr::memchr;

use super::lines::{beginning, trim};
use super::name::{Shape, shape};

/// Bytes of a line in which a speaker's colon must stand.
const REACH: usize = 100;

/// What is known of one candidate.
#[derive(Clone, Copy, Debug)]
struct Seen {
    /// How it is written.
    shape: Shape,
    /// How often it was shown.
    count: usize,
}

/// All candidates of one file, by the text as it stands there.
#[derive(Debug, Default)]
pub(super) struct Cast {
    /// The candidates.
    seen: BTreeMap<String, Seen>,
    /// True if the file's first block names a speaker in more than one word, or by a label.
    opens: bool,
    /// True once [`Cast::close`] found that the file names its speakers.
    named: bool,
}

impl Cast {
    /// Shows a candidate; `opening` for the first block of the file.
    pub(super) fn see(&mut self, name: &str, opening: bool) {
        if let Some(seen) = self.seen.get_mut(name) {
            seen.count += 1;
            return;
        }
        let shape = shape(name);
        if shape == Shape::No {
            return;
        }
        self.opens |= opening && (shape == Shape::Label || (shape == Shape::Strong && name.contains(' ')));
        self.seen.insert(name.to_owned(), Seen { shape, count: 1 });
    }

    /// Ends the showing; `blocks` is the number of cues or lines of the file. Returns how many of the shown hold.
    pub(super) fn close(&mut self, blocks: usize) -> usize {
        let written = self.seen.values().filter(|seen| matches!(seen.shape, Shape::Strong | Shape::Label));
        let shown: usize = written.clone().map(|seen| seen.count).sum();
        let recurring = written.filter(|seen| seen.count >= 2 || seen.shape == Shape::Label).count();
        let repeated: usize = self.seen.values().map(|seen| seen.count).filter(|count| *count >= 2).sum();
        self.named = self.opens || recurring >= 2 || shown.max(repeated) * 5 >= blocks * 2;
        self.seen.values().filter(|seen| self.holds(seen)).map(|seen| seen.count).sum()
    }

    /// True if a candidate is a speaker.
    fn holds(&self, seen: &Seen) -> bool {
        match seen.shape {
            Shape::No => false,
            Shape::Weak => self.named && seen.count >= 2,
            Shape::Strong => self.named,
            Shape::Label => self.named || seen.count >= 2,
        }
    }

    /// True if that text, exactly as shown, is a speaker.
    pub(super) fn has(&self, name: &str) -> bool {
        self.seen.get(name).is_some_and(|seen| self.holds(seen))
    }

    /// True if two speakers are written like names and recur, or are labels: the file surely is a talk.
    pub(super) fn is_sure(&self) -> bool {
        let recurs = |seen: &&Seen| {
            self.holds(seen) && (seen.shape == Shape::Label || (seen.shape == Shape::Strong && seen.count >= 2))
        };
        self.seen.values().filter(recurs).count() >= 2
    }
}

/// Splits `Name: words` at the first colon that blanks or the line's end follow; both sides trimmed.
/// Marks of a new speaker (`>>`, `- `, `**`) before the name are left out. The name is not judged here.
pub(super) fn split(line: &str) -> Option<(&str, &str)> {
    let near = beginning(line, REACH);
    let (at, wide) = match memchr(b':', near.as_bytes()) {
        Some(at) => (at, 1),
        None => (near.find('：').filter(|_| !near.is_ascii())?, '：'.len_utf8()),
    };
    let name = line.get(..at)?;
    let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    let name = if is_bare(name.as_bytes().first()) && is_bare(name.as_bytes().last()) {
        name
    } else {
        name.trim_start_matches(['>', '-', '*', '_', ' ', '\t', '•']).trim_end_matches(['*', '_', ' ', '\t'])
    };
    let rest = line.get(at + wide..)?;
    let rest = rest.strip_prefix("**").or_else(|| rest.strip_prefix("__")).unwrap_or(rest);
    let spaced = wide > 1 || rest.is_empty() || rest.starts_with(char::is_whitespace);
    (spaced && !name.is_empty()).then(|| (name, trim(rest)))
}

#[cfg(test)]
mod tests {
    use super::{Cast, split};

    #[test]
    fn a_line_splits_at_its_first_colon_only() {
        assert_eq!(split("Dana: here: now"), Some(("Dana", "here: now")));
        assert_eq!(split("**Agent:** Hi"), Some(("Agent", "Hi")));
        assert_eq!(split("- **Agent**: Hi"), Some(("Agent", "Hi")));
        assert_eq!(split(">> DANA: Hi"), Some(("DANA", "Hi")));
        assert_eq!(split("王小明：你好"), Some(("王小明", "你好")));
        for none in ["see https://x.example: yes", "at 10:30 sharp", ": hi", "no colon"] {
            assert_eq!(split(none), None, "{none}");
        }
    }

    #[test]
    fn a_colon_in_speech_makes_no_speaker() {
        let mut cast = Cast::default();
        for (at, name) in
            ["Priya Raman", "Tom Able", "Great. So here's the thing", "my point", "Agenda"].iter().enumerate()
        {
            cast.see(name, at == 0);
        }
        assert_eq!(cast.close(6), 2);
        assert!(cast.has("Tom Able") && !cast.has("my point") && !cast.has("Agenda"));
    }
}
