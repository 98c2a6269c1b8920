//! Where a finding is, for those who draw it at a line: the file, the file packed in it, and the words that say the rest.

use std::borrow::Cow;
use std::path::{MAIN_SEPARATOR, Path};

use super::text::said;
use crate::check::{Checked, Finding, Spot, State, UNREAD};
use crate::error::Error;
use crate::report::words::line;
use crate::report::{label, visible};

/// Extensions of files that hold others.
const ARCHIVES: &[&str] = &["bz2", "gz", "tar", "tbz", "tbz2", "tgz", "tzst", "zip", "zst"];

/// A file of the repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Home<'p> {
    /// Its path as it was given or found, with `/`; no `./` before it.
    pub(super) file: Cow<'p, str>,
    /// The file packed in it that is meant: of `calls.zip!a/b.vtt` the part behind the `!`.
    pub(super) member: Option<&'p str>,
}

impl<'p> Home<'p> {
    /// The home of an input of that name.
    pub(super) fn of(path: &'p str) -> Self {
        let is_archive = |file: &str| {
            let extension = Path::new(file).extension().map(|extension| extension.to_string_lossy().to_lowercase());
            extension.is_some_and(|extension| ARCHIVES.contains(&extension.as_str()))
        };
        let mut marks = path.match_indices('!').map(|(at, _)| at);
        let split = marks.find(|at| path.get(..*at).is_some_and(is_archive));
        let (file, member) = match split.and_then(|at| path.split_at_checked(at)) {
            Some((file, member)) => (file, member.strip_prefix('!')),
            None => (path, None),
        };
        let file = match MAIN_SEPARATOR {
            '/' => Cow::Borrowed(file),
            other => Cow::Owned(file.replace(other, "/")),
        };
        let file = match file {
            Cow::Borrowed(file) => Cow::Borrowed(file.strip_prefix("./").unwrap_or(file)),
            Cow::Owned(file) => Cow::Owned(file.strip_prefix("./").map(str::to_owned).unwrap_or(file)),
        };
        Self { file, member }
    }

    /// The line of the file in which words stand; a line of a packed file is none of the file that packs it.
    pub(super) fn line(&self, spot: &Spot) -> Option<u32> {
        spot.place.line.filter(|_| self.member.is_none())
    }

    /// What the file, the line and the column do not say of a place: the packed file with its line, the key of JSON, the
    /// paragraph. `None` where they say it all.
    pub(super) fn more(&self, spot: &Spot) -> Option<String> {
        let place = &spot.place;
        let mut parts: Vec<String> = self.member.map(|member| visible(member).into_owned()).into_iter().collect();
        if let (Some(line), Some(_)) = (place.line, self.member) {
            parts.push(format!("line {line}"));
        }
        if let Some(pointer) = &place.pointer {
            parts.push(format!("the value at {}", visible(pointer)));
        }
        if let (Some(record), None) = (place.record, place.line) {
            parts.push(format!("piece {record}"));
        }
        (!parts.is_empty()).then(|| parts.join(", "))
    }
}

/// The call as people name it; an input that could not be read has no id beside its path.
pub(super) fn title(call: &Checked) -> String {
    if call.result.is_ok() { label(&call.path, &call.id) } else { call.path.clone() }
}

/// The words, who said them and when.
pub(super) fn heard(spot: &Spot) -> String {
    format!("“{}” ({})", visible(&line(&spot.quote)), said(spot))
}

/// The error of an input that could not be read, unless an acceptance covers it.
pub(super) fn unread(call: &Checked) -> Option<&Error> {
    let is_accepted = |one: &Finding| one.rule == UNREAD && matches!(one.state, State::Accepted { .. });
    call.result.as_ref().err().filter(|_| !call.findings.iter().any(is_accepted))
}

/// What there is to say of an input that could not be read, in one line.
pub(super) fn why_unread(error: &Error) -> String {
    let next = error.advice().map(|next| format!("; {}", line(next))).unwrap_or_default();
    visible(&format!("{}{next}", line(error.what()))).into_owned()
}

/// The findings of a call without the one that it could not be read, of which [`unread`] tells more.
pub(super) fn findings(call: &Checked) -> impl Iterator<Item = &Finding> {
    let is_told = call.result.is_err() && unread(call).is_some();
    call.findings.iter().filter(move |one| !(is_told && one.rule == UNREAD))
}

#[cfg(test)]
mod tests {
    use super::Home;

    #[test]
    fn a_packed_file_is_told_from_a_name_with_a_mark_in_it() {
        let of = |path| {
            let home = Home::of(path);
            (home.file.into_owned(), home.member.map(str::to_owned))
        };
        assert_eq!(of("./a/calls.ZIP!b/c!.vtt"), ("a/calls.ZIP".to_owned(), Some("b/c!.vtt".to_owned())));
        assert_eq!(of("wow!.vtt"), ("wow!.vtt".to_owned(), None));
        assert_eq!(of("wow!/x.tgz!y"), ("wow!/x.tgz".to_owned(), Some("y".to_owned())));
    }
}
