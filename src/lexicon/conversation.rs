//! Conversation fixtures: a talk with marks on its turns that say what must be heard there.
//!
//! ```text
//! # What the talk shows.
//! verdict: seller_pursuing
//!
//! seller: Morning, Dana. Did you get a chance to look at the quote?
//!   expect: pressure.chasing "did you get a chance"
//! buyer: The last firm told me today only, and I hung up.
//!   never: pressure.urgency by reported
//!   todo: expect resist.brush_off      told as a story, not found yet
//! ```
//!
//! `expect` is met by evidence that weighs at least a half, `never` by none; `family.*` stands for all of a family.
//! `never … by GUARD` asks besides that the guard spoke. `todo` holds a mark that is not met yet, and why; one that
//! is met is a failure, so that the list stays true. `verdict` may stand at the head.

use crate::call::Role;
use crate::error::{Error, ErrorKind};

/// A talk and what must be heard in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversation {
    /// Its file, as messages call it.
    pub path: String,
    /// A team's own, not one of ours.
    pub is_team: bool,
    /// Class of the verdict that it must get, and the line that says so.
    pub verdict: Option<(String, u64)>,
    /// Side, words and line of each turn; neighbours of one side are one turn in the end.
    pub turns: Vec<(Role, String, u64)>,
    /// The marks, by line.
    pub marks: Vec<Mark>,
}

/// What one turn must or must not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Place of the turn among [`Conversation::turns`].
    pub turn: usize,
    /// The lexicon's id, `structure.…`, or `family.*`.
    pub id: String,
    /// It must be heard, or must not.
    pub wants: bool,
    /// Words that the quote must hold, if any were given.
    pub quote: Option<String>,
    /// The guard that must have spoken.
    pub by: Option<String>,
    /// Why it is not so yet.
    pub todo: Option<String>,
    /// Line in the file, from 1.
    pub line: u64,
}

/// Reads a conversation; `path` is how messages call it.
///
/// # Errors
/// With path and line: a line that is neither a turn nor a mark, a mark before the first turn, an unknown side.
pub fn load_conversation(path: &str, source: &str) -> Result<Conversation, Error> {
    let mut talk =
        Conversation { path: path.to_owned(), is_team: false, verdict: None, turns: Vec::new(), marks: Vec::new() };
    for (line, text) in (1..).zip(source.lines()) {
        let wrong =
            |what: &str, next: &str| Error::new(ErrorKind::Lexicon, what).in_file(path).at_line(line).next(next);
        if text.trim().is_empty() || text.starts_with('#') {
            continue;
        }
        let way = "write `seller: words`, `buyer: words`, or an indented mark: expect, never, todo";
        let (head, rest) = text.trim().split_once(':').ok_or_else(|| wrong("this is no turn and no mark", way))?;
        let (head, rest) = (head.trim_end(), rest.trim());
        if text.starts_with([' ', '\t']) {
            let turn = talk.turns.len().checked_sub(1);
            let turn =
                turn.ok_or_else(|| wrong("a mark stands under the turn it speaks of", "write the turn first"))?;
            let mark = mark(head, rest).ok_or_else(|| {
                let next = "write `expect: ID \"words\"`, `never: ID by GUARD`, or `todo: expect ID why not yet`";
                wrong("this mark can't be read", next)
            })?;
            talk.marks.push(Mark { turn, line, ..mark });
        } else if head == "verdict" {
            talk.verdict = Some((rest.to_owned(), line));
        } else {
            let role = Role::parse(head).filter(|role| *role != Role::Unknown);
            let role = role.ok_or_else(|| wrong("a turn is said by seller, buyer or other", way))?;
            talk.turns.push((role, rest.to_owned(), line));
        }
    }
    Ok(talk)
}

/// Reads what stands on both sides of a mark's first colon.
fn mark(head: &str, rest: &str) -> Option<Mark> {
    let (head, rest, is_todo) = match head {
        "todo" => {
            let (head, rest) = rest.split_once(' ')?;
            (head, rest.trim(), true)
        }
        _ => (head, rest, false),
    };
    let wants = match head.trim_end_matches(':') {
        "expect" => true,
        "never" => false,
        _ => return None,
    };
    let (id, mut rest) = rest.split_once(' ').map_or((rest, ""), |(id, rest)| (id, rest.trim()));
    let mut mark = Mark { turn: 0, id: id.to_owned(), wants, quote: None, by: None, todo: None, line: 0 };
    if let Some(quoted) = rest.strip_prefix('"') {
        let (quote, behind) = quoted.split_once('"')?;
        mark.quote = Some(quote.to_owned());
        rest = behind.trim();
    }
    if let Some(named) = rest.strip_prefix("by ") {
        let (guard, behind) = named.split_once(' ').unwrap_or((named, ""));
        mark.by = Some(guard.to_owned());
        rest = behind.trim();
    }
    match (is_todo, rest.is_empty()) {
        (true, false) => mark.todo = Some(rest.to_owned()),
        (false, true) => {}
        _ => return None,
    }
    (!id.is_empty()).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::{Mark, load_conversation};
    use crate::call::Role;

    #[test]
    fn marks_stand_under_their_turns() {
        let source = "# why\nverdict: mutual\n\nseller: Sign today?\n  expect: pressure.hard_ask \"sign today\"\n\
                      buyer: No.\n  never: pain.* by negated\n  todo: expect resist.x  too short\n";
        let talk = load_conversation("x.txt", source).unwrap();
        let mark = |turn, id: &str, wants, line| Mark {
            turn,
            id: id.to_owned(),
            wants,
            quote: None,
            by: None,
            todo: None,
            line,
        };
        assert_eq!(talk.verdict, Some(("mutual".to_owned(), 2)));
        assert_eq!(talk.turns, [(Role::Seller, "Sign today?".to_owned(), 4), (Role::Buyer, "No.".to_owned(), 6)]);
        let quoted = Mark { quote: Some("sign today".to_owned()), ..mark(0, "pressure.hard_ask", true, 5) };
        let guarded = Mark { by: Some("negated".to_owned()), ..mark(1, "pain.*", false, 7) };
        let later = Mark { todo: Some("too short".to_owned()), ..mark(1, "resist.x", true, 8) };
        assert_eq!(talk.marks, [quoted, guarded, later]);
    }

    #[test]
    fn what_cannot_be_read_says_its_line() {
        for (source, line) in [
            ("hello", 1),
            ("  expect: a.b", 1),
            ("boss: hi", 1),
            ("seller: hi\n  expects: a.b", 2),
            ("seller: hi\n  todo: expect a.b", 2),
            ("seller: hi\n  expect: a.b because", 2),
        ] {
            let error = load_conversation("x.txt", source).unwrap_err();
            assert_eq!((error.place().path.as_str(), error.place().line), ("x.txt", Some(line)), "{source}");
        }
    }
}
