//! A call as it was exported: parties and what they said. Types only; nothing here reads or writes.
//!
//! `input/` fills a [`Draft`], which becomes a [`Call`]; [`turns`] joins neighbouring
//! utterances of one party. Everything downstream points into the text of those turns.

mod draft;
mod house;
mod note;
mod party;
mod points;
mod span;
mod time;
mod turn;

pub use draft::{Draft, Identity};
pub use house::domain;
pub use note::Note;
pub use party::{Given, Party, PartyId, Role, RoleSource};
pub use points::{Points, Small, divide};
pub use span::Span;
pub use time::Millis;
pub use turn::{Piece, Pieces, Turn, Words, duration, turns, wordless};
pub(crate) use turn::{count_words, give_back, narrow};

/// One piece of speech by one party as it was read, in file order after sorting by time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utterance {
    /// Who; `None` where the export names nobody.
    pub party: Option<PartyId>,
    /// The words as read, trimmed, markup removed, entities decoded. Never empty.
    pub text: String,
    /// Start, from the start of the call.
    pub start: Option<Millis>,
    /// End; not before `start`.
    pub end: Option<Millis>,
    /// Line (text) or record (JSON array) of the original, from 1; 0 where there is none.
    pub line: u32,
}

/// One conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The export's own id; the batch falls back to the file's stem.
    pub id: Option<String>,
    /// Date as the export wrote it (ISO 8601 where it can be had).
    pub date: Option<String>,
    /// Title of the meeting.
    pub title: Option<String>,
    /// Everybody named, in order of first appearance.
    pub parties: Vec<Party>,
    /// All speech.
    pub utterances: Vec<Utterance>,
    /// Trouble that was mended on the way.
    pub notes: Vec<Note>,
}

impl Call {
    /// The latest end (or start) of any utterance, or `None` without times.
    #[must_use]
    pub fn duration(&self) -> Option<Millis> {
        latest(self.utterances.iter().map(|said| (said.start, said.end)))
    }
}

/// The latest end, or start of what has no end, of these starts and ends.
fn latest(times: impl Iterator<Item = (Option<Millis>, Option<Millis>)>) -> Option<Millis> {
    times.filter_map(|(start, end)| end.or(start)).max()
}
