//! `story.toml`: words that the story of a call looks for.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::load::Place;
use crate::error::Error;

/// Words, or words in a row, as they stand in a normalised text. For display alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct StoryWords {
    /// Said at the beginning of a call that nobody waited for.
    pub cold: Rows,
    /// Said at the beginning of a call that goes on from another.
    pub follow_up: Rows,
    /// In a question about the size of a problem.
    pub size: Rows,
    /// Among the first words of a reply that takes a problem up.
    pub attention: Rows,
    /// In questions that are there for the call itself.
    pub of_the_call: Rows,
    /// Last words of a question that says which answer is wanted.
    pub tags: Vec<String>,
    /// First words of such a tag, before "not".
    pub tag_verbs: Vec<String>,
    /// Last words of such a tag, behind "not".
    pub tag_pronouns: Vec<String>,
    /// Beginnings of a question that says which answer is wanted.
    pub denials: Vec<String>,
}

/// Words, or words in a row, by the letter with which they begin: a word of a text is held against a few rows of many.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct Rows {
    /// Sorted.
    rows: Vec<String>,
    /// By the last five bits of a first letter: the first row that begins so, and the end of them.
    begins: [(usize, usize); 32],
    /// The same: those bits of the letters, or the blank, that stand second then.
    seconds: [u32; 32],
}

/// The last five bits of a byte; none for a blank and for no byte.
fn bits(words: &str, place: usize) -> usize {
    words.as_bytes().get(place).map_or(0, |letter| usize::from(letter & 31))
}

impl Rows {
    /// Does one of the rows stand among these words?
    #[must_use]
    pub fn stand_in<'w>(&self, mut words: impl Iterator<Item = &'w str> + Clone) -> bool {
        while let Some(word) = words.next() {
            let letter = bits(word, 0);
            // Most words begin otherwise than any row.
            if self.seconds[letter] >> bits(word, 1) & 1 == 0 {
                continue;
            }
            let (first, end) = self.begins[letter];
            let mut rows = self.rows.get(first..end).unwrap_or_default().iter();
            let follows = |rest: &str| match rest.strip_prefix(' ') {
                Some(rest) => {
                    let mut behind = words.clone();
                    rest.split(' ').all(|word| behind.next() == Some(word))
                }
                None => rest.is_empty(),
            };
            if rows.any(|row| row.strip_prefix(word).is_some_and(follows)) {
                return true;
            }
        }
        false
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

impl From<Vec<String>> for Rows {
    fn from(mut rows: Vec<String>) -> Self {
        rows.sort_unstable_by(|a, b| (bits(a, 0), a).cmp(&(bits(b, 0), b)));
        let (mut begins, mut seconds) = ([(0, 0); 32], [0; 32]);
        for (place, row) in rows.iter().enumerate() {
            let (first, end) = &mut begins[bits(row, 0)];
            if *end == 0 {
                *first = place;
            }
            *end = place + 1;
            seconds[bits(row, 0)] |= 1 << bits(row, 1);
        }
        Self { rows, begins, seconds }
    }
}

impl From<Rows> for Vec<String> {
    fn from(rows: Rows) -> Self {
        rows.rows
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[expect(dead_code, reason = "for the reader of the file")]
    why: String,
    cold: Vec<Spanned<String>>,
    follow_up: Vec<Spanned<String>>,
    size: Vec<Spanned<String>>,
    attention: Vec<Spanned<String>>,
    of_the_call: Vec<Spanned<String>>,
    tags: Vec<Spanned<String>>,
    tag_verbs: Vec<Spanned<String>>,
    tag_pronouns: Vec<Spanned<String>>,
    denials: Vec<Spanned<String>>,
}

/// Reads the file.
///
/// # Errors
/// With path, line and column, as [`load`](super::load()): rows that no text can hold.
pub fn load_story(path: &str, source: &str) -> Result<StoryWords, Error> {
    let place = Place::new(path, source);
    let file: File = toml::from_str(source).map_err(|error| place.toml(&error))?;
    let row = |row: Spanned<String>| {
        let is_plain = |word: &str| !word.is_empty() && word.chars().all(|letter| letter.is_ascii_lowercase());
        if row.get_ref().split(' ').all(is_plain) {
            return Ok(row.into_inner());
        }
        Err(place.wrong(&row, "write words in small letters, one blank between them, contractions written out"))
    };
    let rows = |rows: Vec<Spanned<String>>| rows.into_iter().map(row).collect::<Result<Vec<String>, Error>>();
    Ok(StoryWords {
        cold: rows(file.cold)?.into(),
        follow_up: rows(file.follow_up)?.into(),
        size: rows(file.size)?.into(),
        attention: rows(file.attention)?.into(),
        of_the_call: rows(file.of_the_call)?.into(),
        tags: rows(file.tags)?,
        tag_verbs: rows(file.tag_verbs)?,
        tag_pronouns: rows(file.tag_pronouns)?,
        denials: rows(file.denials)?,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Rows, load_story};
    use crate::lexicon::STORY;

    proptest! {
        #[test]
        fn a_row_stands_in_words_where_they_hold_its_words_in_a_row(
            rows in prop::collection::vec("[ab1](b|a|é)?( [ab](a)?){0,2}", 0..6),
            said in prop::collection::vec("[ab1é]?[ab]?", 0..9),
        ) {
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let holds = |row: &String| {
                let row: Vec<&str> = row.split(' ').collect();
                said.windows(row.len()).any(|words| words == row)
            };
            let plain = rows.iter().any(holds);
            prop_assert_eq!(Rows::from(rows).stand_in(said.iter().copied()), plain);
        }
    }

    #[test]
    fn a_row_that_no_text_can_hold_is_refused_with_its_line() {
        assert!(load_story(STORY.0, STORY.1).is_ok_and(|words| !words.attention.is_empty()));
        for row in ["Bad time", "don't know me", "bad  time", ""] {
            let error = load_story("story.toml", &STORY.1.replacen("bad time", row, 1)).unwrap_err();
            assert!(error.to_string().contains("small letters"), "{row}: {error}");
            assert_eq!(error.place().line, Some(8));
        }
    }
}
