//! `story.toml`: words that the story of a call looks for.

use serde::{Deserialize, Serialize};
use toml::Spanned;

use super::load::Place;
use crate::error::Error;

/// Words, or words in a row, as they stand in a normalised text. For display alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct StoryWords {
    /// Said at the beginning of a call that nobody waited for.
    pub cold: Vec<String>,
    /// Said at the beginning of a call that goes on from another.
    pub follow_up: Vec<String>,
    /// In a question about the size of a problem.
    pub size: Vec<String>,
    /// Among the first words of a reply that takes a problem up.
    pub attention: Vec<String>,
    /// In questions that are there for the call itself.
    pub of_the_call: Vec<String>,
    /// Last words of a question that says which answer is wanted.
    pub tags: Vec<String>,
    /// First words of such a tag, before "not".
    pub tag_verbs: Vec<String>,
    /// Last words of such a tag, behind "not".
    pub tag_pronouns: Vec<String>,
    /// Beginnings of a question that says which answer is wanted.
    pub denials: Vec<String>,
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
        cold: rows(file.cold)?,
        follow_up: rows(file.follow_up)?,
        size: rows(file.size)?,
        attention: rows(file.attention)?,
        of_the_call: rows(file.of_the_call)?,
        tags: rows(file.tags)?,
        tag_verbs: rows(file.tag_verbs)?,
        tag_pronouns: rows(file.tag_pronouns)?,
        denials: rows(file.denials)?,
    })
}

#[cfg(test)]
mod tests {
    use super::load_story;
    use crate::lexicon::STORY;

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
