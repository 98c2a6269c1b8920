//! Fingerprints: what of a finding stays the same when a demo is transcribed again, timed anew or its speakers renamed.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::call::{Pieces, Turn};
use crate::text;

/// Gives fingerprints: the code, the words as the phrases see them, and which of several alike it is. Neither file, line,
/// time nor speaker.
#[derive(Debug, Default)]
pub(super) struct Prints {
    /// How often each was given.
    given: BTreeMap<(String, String), u32>,
}

impl Prints {
    /// The fingerprint of the next finding with these words.
    pub(super) fn next(&mut self, code: &str, words: &str) -> String {
        self.numbered(code, words).0
    }

    /// The same, and which of several alike it is, from 1.
    pub(super) fn numbered(&mut self, code: &str, words: &str) -> (String, u32) {
        let words = normal(words);
        let number = self.given.entry((code.to_owned(), words.clone())).or_default();
        *number += 1;
        let mut hasher = blake3::Hasher::new();
        for part in [code, &words, &number.to_string()] {
            hasher.update(&(part.len() as u64).to_le_bytes()).update(part.as_bytes());
        }
        // Half of the hash tells any number of findings apart.
        (hasher.finalize().to_hex().as_str().chars().take(32).collect(), *number)
    }
}

/// The words without case, punctuation, fillers and repeats, with contractions written out.
pub(super) fn normal(words: &str) -> String {
    let turn = Turn { party: None, text: Cow::Borrowed(words), pieces: Pieces::alone(), words: 0 };
    let text = text::prepare(&[turn]);
    text.tokens().iter().map(|token| text.word(*token)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Prints, normal};

    #[test]
    fn another_transcription_of_the_words_has_their_fingerprint() {
        assert_eq!(normal("You can't, uh, wait -- it's TODAY only!"), "you can not wait it is today only");
        let of = |words| Prints::default().next("pressure.urgency", words);
        assert_eq!(of("Today only, I'm afraid."), of("today only im afraid"));
        assert_ne!(of("today only"), of("tomorrow only"));
    }

    #[test]
    fn the_second_of_two_alike_has_another() {
        let mut prints = Prints::default();
        let first = prints.next("a", "b");
        assert_ne!(prints.next("a", "b"), first);
        assert_eq!(first.len(), 32);
    }
}
