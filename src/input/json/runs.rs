//! Words that are joined while they are read: runs of one speaker. A file with a time for each word is then
//! never held word by word.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};

use super::super::time::Time;
use super::label::Label;
use super::loose::{Text, text};
use super::speech::{self, wants_blank};

/// A pause longer than this ends a run where nothing else does, in seconds.
#[expect(clippy::cast_precision_loss, reason = "a pause is short")]
const PAUSE: f64 = speech::PAUSE as f64 / 1000.0;

/// Runs of words. With `PAUSES` a long pause ends a run, too.
#[derive(Debug, Default)]
pub(super) struct Runs<'t, const PAUSES: bool> {
    /// The runs, in the order of the file.
    pub(super) runs: Vec<Run<'t>>,
    /// True if some word begins with a blank: blanks are then written wherever there are any.
    spaced: bool,
    /// Who spoke last before the last run.
    before: Label<'t>,
}

/// Words of one speaker.
#[derive(Debug)]
pub(super) struct Run<'t> {
    /// The speaker. A word without one goes on with the run that it stands in; where it begins one, it is of the
    /// speaker who goes on, unless another one spoke before: then nobody knows.
    pub(super) speaker: Label<'t>,
    /// The words.
    pub(super) text: String,
    /// How many there are.
    pub(super) words: usize,
    /// When the first begins, if that is written.
    start: Time,
    /// When the last that has a time ends.
    end: Time,
    /// True if words without a time follow.
    open: bool,
}

/// A word; WhisperX leaves out times that it could not find.
#[derive(Deserialize)]
#[serde(expecting = "a word with its times")]
struct Word<'t> {
    #[serde(borrow, alias = "text", deserialize_with = "text")]
    word: Text<'t>,
    #[serde(default)]
    start: Time,
    #[serde(default)]
    end: Time,
    #[serde(borrow, default)]
    speaker: Label<'t>,
}

impl<'t, const PAUSES: bool> Runs<'t, PAUSES> {
    /// The times of each run. Words without a time take none: a run that begins with such begins where the one before
    /// it ended, and only the last one that ends with such lasts until the end of the `whole`.
    pub(super) fn times(&self, whole: (Time, Time)) -> Vec<(Time, Time)> {
        let mut times = Vec::with_capacity(self.runs.len());
        let mut before = whole.0;
        for (index, run) in self.runs.iter().enumerate() {
            let next = self.runs.get(index + 1);
            let start = run.start.or(before);
            let end = match next {
                Some(next) => run.end.or(next.start),
                None if run.open => whole.1.or(run.end),
                None => run.end,
            };
            times.push((start, end));
            before = end.or(start);
        }
        times
    }

    /// Adds a word.
    fn add(&mut self, word: Word<'t>) {
        let raw = word.word.as_deref().unwrap_or_default();
        let text = raw.trim();
        if text.is_empty() {
            return;
        }
        let blank = raw.starts_with(char::is_whitespace);
        self.spaced |= blank;
        let pause = |run: &Run<'t>| match (run.end, word.start) {
            (Time::Number(end), Time::Number(start)) => PAUSES && start - end > PAUSE,
            _ => false,
        };
        let before = &self.before;
        let goes_on = |run: &Run<'t>| {
            let begun = run.speaker.is_none() && (before.is_none() || *before == word.speaker);
            word.speaker.is_none() || word.speaker == run.speaker || begun
        };
        match self.runs.last_mut() {
            Some(run) if goes_on(run) && !pause(run) => {
                if run.speaker.is_none() {
                    run.speaker = word.speaker;
                }
                if if self.spaced { blank } else { wants_blank(&run.text, text) } {
                    run.text.push(' ');
                }
                run.text.push_str(text);
                run.words += 1;
                run.open = word.end == Time::None;
                run.end = word.end.or(run.end);
            }
            last => {
                if let Some(run) = last.filter(|run| !run.speaker.is_none()) {
                    self.before = run.speaker.clone();
                }
                let (start, end) = (word.start, word.end);
                let open = end == Time::None;
                self.runs.push(Run { speaker: word.speaker, text: text.to_owned(), words: 1, start, end, open });
            }
        }
    }
}

impl<'de: 't, 't, const PAUSES: bool> Deserialize<'de> for Runs<'t, PAUSES> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RunsVisitor::<PAUSES>)
    }
}

/// Reads [`Runs`].
struct RunsVisitor<const PAUSES: bool>;

impl<'de, const PAUSES: bool> Visitor<'de> for RunsVisitor<PAUSES> {
    type Value = Runs<'de, PAUSES>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of words")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Runs::default())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut runs = Runs::default();
        while let Some(word) = items.next_element()? {
            runs.add(word);
        }
        Ok(runs)
    }
}

#[cfg(test)]
mod tests {
    use super::{Runs, Time};

    #[test]
    fn speakers_cut_and_missing_times_come_from_the_neighbours() {
        let json = r#"[{"word":"It","start":1.0,"end":1.2,"speaker":"A"},{"word":"costs"},{"word":"£13.60"},
            {"word":"Does","speaker":"B"},{"word":"it?","start":4.0,"end":4.4}]"#;
        let runs: Runs<'_, false> = serde_json::from_str(json).unwrap();
        let said: Vec<_> = runs.runs.iter().map(|run| (&*run.text, run.words)).collect();
        assert_eq!(said, [("It costs £13.60", 3), ("Does it?", 2)]);
        let second = Time::Number;
        let times = runs.times((second(0.5), second(5.0)));
        assert_eq!(times, [(second(1.0), second(1.2)), (second(1.2), second(4.4))]);
    }

    #[test]
    fn a_word_of_nobody_that_begins_a_run_is_of_who_goes_on_alone() {
        let said = |json: &str| {
            let runs: Runs<'_, true> = serde_json::from_str(json).unwrap();
            let said = |run: super::Run<'_>| (run.speaker.speaker().unwrap_or_default().into_owned(), run.text);
            runs.runs.into_iter().map(said).collect::<Vec<_>>()
        };
        let word = |word: &str, start: u32, speaker: &str| {
            let speaker = if speaker.is_empty() { String::new() } else { format!(r#","speaker":"{speaker}""#) };
            format!(r#"{{"word":"{word}","start":{start}.0,"end":{start}.5{speaker}}}"#)
        };
        let of = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let list = |words: &[String]| format!("[{}]", words.join(","));
        let after_a = |next: &str| list(&[word("one", 1, "A"), word("two", 9, ""), word("three", 10, next)]);
        assert_eq!(said(&after_a("A")), [of("Speaker A", "one"), of("Speaker A", "two three")]);
        assert_eq!(said(&after_a("B")), [of("Speaker A", "one"), of("", "two"), of("Speaker B", "three")]);
        assert_eq!(said(&after_a("")), [of("Speaker A", "one"), of("", "two three")]);
        assert_eq!(said(&list(&[word("one", 1, ""), word("two", 2, "A")])), [of("Speaker A", "one two")]);
        assert_eq!(said(&list(&[word("one", 1, "A"), word("two", 2, "")])), [of("Speaker A", "one two")]);
    }

    #[test]
    fn blanks_are_kept_as_they_are_written() {
        let said = |json: &str| {
            let runs: Runs<'_, true> = serde_json::from_str(json).unwrap();
            runs.runs.into_iter().map(|run| run.text).collect::<Vec<_>>()
        };
        assert_eq!(said(r#"[{"word":" all"},{"word":"-female"},{"word":" crew"}]"#), ["all-female crew"]);
        assert_eq!(said(r#"[{"text":"So"},{"text":"what","end":1.0},{"text":"now","start":3.5}]"#), ["So what", "now"]);
    }
}
