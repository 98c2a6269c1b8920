//! Labels before a colon that are not written like names: `me`, `the rep`, `Nadia from Acme`.
//!
//! In a file whose lines are mostly `label: words`, words after a label that is overlooked would be
//! put in the mouth of the speaker before. So a label that recurs there is a speaker whatever its words,
//! and one that does not is a speaker of its own or is noted.

use std::collections::BTreeMap;

use super::super::cast::Cast;
use super::super::name::{Shape, is_short_label, shape};

/// Paragraphs a file needs before their first lines are judged by themselves; judgement.
const PARAGRAPHS: usize = 4;
/// Words that call a person and end no piece of speech before a colon.
const PEOPLE: &[&str] = &["he", "her", "him", "i", "me", "she", "them", "they", "us", "we"];

/// What a label at the start of a line turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A speaker.
    Speaker,
    /// Taken as a speaker of its own, though it stands only once: every line or paragraph of the file begins with
    /// a label, or it is a word such as `me`.
    Own,
    /// It may be a speaker, but the file does not say.
    Unclear,
    /// Speech or a heading.
    Speech,
}

/// Lines, and how many of them have a label.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    /// All.
    lines: usize,
    /// Those with a label.
    labelled: usize,
}

impl Tally {
    /// Counts a line.
    fn count(&mut self, labelled: bool) {
        self.lines += 1;
        self.labelled += usize::from(labelled);
    }
}

/// The labels of one file.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// How often each stands at the start of a line, as it stands there, and whether that began a paragraph.
    seen: BTreeMap<String, (usize, bool)>,
    /// All lines that could have one.
    all: Tally,
    /// Of these, the first lines of paragraphs.
    first: Tally,
    /// True if most lines of the file have a label.
    mostly: bool,
    /// True if all lines have one, and those of known speakers are half of them or more.
    fully: bool,
    /// The same of the first lines of paragraphs.
    fully_apart: bool,
}

impl Labels {
    /// Shows a line by the text before its colon, if it has one; `first` for the first line of a paragraph.
    pub(super) fn see(&mut self, name: Option<&str>, first: bool) {
        let known = name.and_then(|name| self.seen.get_mut(name));
        let labelled = known.is_some() || name.is_some_and(|name| is_short_label(name) || is_written(name));
        match (known, name.filter(|_| labelled)) {
            (Some((count, began)), _) => (*count, *began) = (*count + 1, *began | first),
            (None, Some(name)) => drop(self.seen.insert(name.to_owned(), (1, first))),
            (None, None) => {}
        }
        self.all.count(labelled);
        if first {
            self.first.count(labelled);
        }
    }

    /// True for a label that was shown: it is neither a heading nor the word of a mail.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.seen.contains_key(name)
    }

    /// Ends the showing. Returns how many lines have a label that is a speaker here and not in the cast.
    pub(super) fn close(&mut self, cast: &Cast) -> usize {
        let apart = self.first.lines >= PARAGRAPHS && self.first.labelled * 4 >= self.first.lines * 3;
        self.mostly = self.all.labelled * 2 > self.all.lines || apart;
        let known = |name: &str, count: usize| count >= 2 || cast.has(name);
        let firm: usize =
            self.seen.iter().filter(|(name, (count, _))| known(name, *count)).map(|(_, (count, _))| count).sum();
        let firm = firm * 2 >= self.all.labelled;
        self.fully = firm && self.all.labelled == self.all.lines;
        self.fully_apart = firm && self.first.lines >= PARAGRAPHS && self.first.labelled == self.first.lines;
        let taken = |name: &str| matches!(self.verdict(name), Verdict::Speaker | Verdict::Own);
        self.seen.iter().filter(|(name, _)| !cast.has(name) && taken(name)).map(|(_, (count, _))| count).sum()
    }

    /// What a text before a colon is that the cast does not know.
    pub(super) fn verdict(&self, name: &str) -> Verdict {
        match self.seen.get(name) {
            Some(_) if !self.mostly => Verdict::Speech,
            Some(_) if is_written(name) => Verdict::Speaker,
            Some((2.., _)) => Verdict::Speaker,
            Some((_, began)) if self.fully || (self.fully_apart && *began) => Verdict::Own,
            Some(_) if PEOPLE.iter().any(|word| word.eq_ignore_ascii_case(name)) => Verdict::Own,
            Some(_) => Verdict::Unclear,
            None => Verdict::Speech,
        }
    }
}

/// True for a text that is written like a name, or is a label such as `Speaker 1`.
fn is_written(name: &str) -> bool {
    matches!(shape(name), Shape::Strong | Shape::Label)
}

#[cfg(test)]
mod tests {
    use super::super::super::cast::Cast;
    use super::{Labels, Verdict};

    /// The verdict over the last label of a file with these labels; an empty one is a line without.
    fn last(names: &[&str]) -> Verdict {
        let (mut cast, mut labels) = (Cast::default(), Labels::default());
        for name in names {
            labels.see(Some(*name).filter(|name| !name.is_empty()), false);
            cast.see(name, false);
        }
        cast.close(names.len());
        labels.close(&cast);
        labels.verdict(names.last().copied().unwrap_or_default())
    }

    #[test]
    fn a_label_that_recurs_is_a_speaker_whatever_its_words() {
        for label in
            ["me", "us", "so", "the rep", "my wife", "Jim at Acme Roofing", "Nadia (Account Executive at Acme)"]
        {
            assert_eq!(last(&["Dan", label, "Sue", "", label]), Verdict::Speaker, "{label}");
        }
    }

    #[test]
    fn a_label_that_stands_once_is_its_own_or_unclear() {
        assert_eq!(last(&["Dan", "Sue", "me"]), Verdict::Own);
        assert_eq!(last(&["Dan", "Sue", "the rep"]), Verdict::Own);
        assert_eq!(last(&["Dan", "Sue", "Dan", "", "me"]), Verdict::Own);
        assert_eq!(last(&["Dan", "Sue", "Dan", "", "the rep"]), Verdict::Unclear);
    }

    #[test]
    fn speech_headings_mail_and_times_are_no_labels() {
        for text in ["here's the thing", "Subject", "Fwd", "next steps", "10 am", "https", "Great. So the point is"] {
            assert_eq!(last(&["Dan", "Sue", "Dan", text, text]), Verdict::Speech, "{text}");
        }
        assert_eq!(last(&["", "", "", "the point", "the point"]), Verdict::Speech);
    }
}
