//! A sketch of all words of a take: enough to tell whether words were said in it, not to read them.
//!
//! Another transcription of the same take hears some words otherwise, cuts its sentences elsewhere, and so finds a phrase
//! that the first did not find. That is no new lapse: the words were there. The sketch keeps a short hash of every three
//! words in a row, as the phrases see them.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::print::normal;
use crate::call::Span;

/// Words of a hit and around it that are looked for: those of the hit, and so many on either side. Judgement.
const AROUND: usize = 4;
/// The share of them, in hundredths, from which they were said before. Judgement: of three words in a row, seven in ten
/// survive where a transcription loses one word in ten; of another sentence hardly any are the same.
const SAID: usize = 50;

/// The hashes, three bytes each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sketch(BTreeSet<u32>);

impl Sketch {
    /// The sketch of these texts, in a row.
    #[must_use]
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Self {
        let words = texts.map(normal).collect::<Vec<_>>().join(" ");
        Self(threes(&words).collect())
    }

    /// As text.
    #[must_use]
    pub fn text(&self) -> String {
        let bytes: Vec<u8> = self.0.iter().flat_map(|hash| hash.to_be_bytes().into_iter().skip(1)).collect();
        STANDARD_NO_PAD.encode(bytes)
    }

    /// From its text; `None` if that is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let bytes = STANDARD_NO_PAD.decode(text).ok().filter(|bytes| bytes.len() % 3 == 0)?;
        let number = |three: &[u8]| three.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
        Some(Self(bytes.chunks(3).map(number).collect()))
    }

    /// Were these words said? Too few to tell were not.
    #[must_use]
    pub fn holds(&self, words: &str) -> bool {
        let all: Vec<u32> = threes(&normal(words)).collect();
        let known = all.iter().filter(|hash| self.0.contains(hash)).count();
        !all.is_empty() && known * 100 >= all.len() * SAID
    }
}

/// A hash of every three words in a row.
fn threes(words: &str) -> impl Iterator<Item = u32> {
    let words: Vec<&str> = words.split(' ').collect();
    let hash = |three: &[&str]| {
        let hash = blake3::hash(three.join(" ").as_bytes());
        hash.as_bytes().iter().take(3).fold(0, |number, byte| number << 8 | u32::from(*byte))
    };
    words.windows(3).map(hash).collect::<Vec<_>>().into_iter()
}

/// The words of a span and those around it in the text of its turn.
pub(super) fn around(text: &str, span: Span) -> &str {
    let (start, end) = (span.start as usize, span.end as usize);
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let blank = |letter: char| letter.is_whitespace();
    let from = before.trim_end().rmatch_indices(blank).nth(AROUND - 1).map_or(0, |(at, _)| at);
    let skipped = after.len() - after.trim_start().len();
    let to = after.trim_start().match_indices(blank).nth(AROUND - 1).map_or(after.len(), |(at, _)| at + skipped);
    text.get(from..end + to).unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::{Sketch, around};
    use crate::call::Span;

    const SAID: &str =
        "I left you a couple of messages. I just wanted to check in before it does, because I'd hate to lose you.";

    #[test]
    fn a_sketch_knows_its_words_again_however_they_are_written() {
        let sketch = Sketch::of([SAID, "Only every day."].into_iter());
        assert!(sketch.holds("couple of messages i just wanted to check in"));
        assert!(sketch.holds("UM JUST WANTED TO, CHECK IN BEFORE IT"));
        assert!(!sketch.holds("I just wanted to ask whether you could sign it by Friday"));
        assert!(!sketch.holds("check in"), "two words tell nothing");
        assert_eq!(Sketch::read(&sketch.text()), Some(sketch));
        assert_eq!([Sketch::read("!"), Sketch::read("AA")], [None, None]);
    }

    #[test]
    fn words_around_a_hit_are_cut_at_blanks() {
        let span = |words: &str| {
            let start = SAID.find(words).unwrap();
            Span { start: start as u32, end: (start + words.len()) as u32 }
        };
        assert_eq!(around(SAID, span("check in")), "I just wanted to check in before it does, because");
        assert_eq!(around(SAID, span("I left")), "I left you a couple of");
        assert_eq!(around(SAID, span("lose you.")), "because I'd hate to lose you.");
    }
}
