//! Speech from single words: utterances by speaker and pause.
//!
//! Engines that give only words, or words with their speakers, are read through [`Speech`], so that all of
//! them cut and join alike.

use crate::call::{Draft, Millis, PartyId};

use super::floor::Floor;

/// A pause longer than this ends an utterance, in milliseconds; judgement, FORMATS 0.5 names 2 s as a common choice.
pub(super) const PAUSE: i64 = 2_000;

/// Words in the making.
pub(super) struct Speech<'d> {
    /// Where the utterances go.
    pub(super) draft: &'d mut Draft,
    /// Who speaks.
    party: Option<PartyId>,
    /// The words so far.
    text: String,
    /// When the first began.
    start: Option<Millis>,
    /// When the last ended.
    end: Option<Millis>,
    /// Number of the record of the first word, from 1.
    record: usize,
    /// True if the next word stands against the last one.
    joined: bool,
}

/// The times of a word.
pub(super) type Times = (Option<Millis>, Option<Millis>);

impl<'d> Speech<'d> {
    /// Nothing said yet.
    pub(super) fn new(draft: &'d mut Draft) -> Self {
        Self { draft, party: None, text: String::new(), start: None, end: None, record: 0, joined: false }
    }

    /// Adds a word of a speaker; another speaker or a long pause starts a new utterance.
    pub(super) fn word(&mut self, party: Option<PartyId>, text: &str, (start, end): Times, record: usize) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let pause = matches!((start, self.end), (Some(start), Some(end)) if start.get() - end.get() > PAUSE);
        if party != self.party || pause {
            self.cut();
        }
        self.party = party;
        self.begin(record);
        if !std::mem::take(&mut self.joined) && wants_blank(&self.text, text) {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.start = self.start.or(start);
        self.end = self.end.max(end.or(start));
    }

    /// The same for a word of one of several channels recorded side by side: the utterance ends, too, where another
    /// channel has the floor before it.
    pub(super) fn word_on(
        &mut self,
        (floor, channel): (&Floor, i64),
        party: Option<PartyId>,
        text: &str,
        times: Times,
        record: usize,
    ) {
        if floor.taken(channel, self.end, times.0) {
            self.cut();
        }
        self.word(party, text, times, record);
    }

    /// Adds punctuation, or any text, to the last word as it stands, blanks included.
    pub(super) fn mark(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(text);
        }
    }

    /// Lets the next word stand against the last one, without a blank.
    pub(super) fn join_next(&mut self) {
        self.joined = !self.text.is_empty();
    }

    /// Ends the utterance.
    pub(super) fn cut(&mut self) {
        self.draft.say(self.party, &self.text, self.start, self.end, self.record);
        self.text.clear();
        (self.start, self.end, self.joined) = (None, None, false);
    }

    /// Notes the record of the first word.
    fn begin(&mut self, record: usize) {
        if self.text.is_empty() {
            self.record = record;
        }
    }
}

impl Drop for Speech<'_> {
    /// What was said last is never lost.
    fn drop(&mut self) {
        self.cut();
    }
}

/// True if a blank belongs between two pieces of speech: not before punctuation, nor inside Chinese or Japanese.
pub(super) fn wants_blank(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    let closing = matches!(first, '.' | ',' | '?' | '!' | ';' | ':' | '%' | ')' | '。' | '，' | '、' | '？' | '！');
    !(last.is_whitespace() || closing || (is_dense(last) && is_dense(first)))
}

/// True for letters and marks of scripts written without blanks.
fn is_dense(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::{Speech, wants_blank};
    use crate::call::{Draft, Millis};

    #[test]
    fn speakers_and_pauses_cut_and_punctuation_does_not() {
        let mut draft = Draft::new();
        let (ann, bo) = (Some(draft.party("Ann")), Some(draft.party("Bo")));
        let at = |start: i64, end: i64| (Some(Millis::new(start)), Some(Millis::new(end)));
        let mut speech = Speech::new(&mut draft);
        speech.word(ann, "Hi", at(0, 200), 1);
        speech.mark(",");
        speech.word(ann, "there", at(300, 500), 2);
        speech.word(ann, ".", (None, None), 3);
        speech.word(bo, "Hello", at(600, 900), 4);
        speech.word(bo, "again", at(3_000, 3_500), 5);
        drop(speech);
        let said: Vec<_> =
            draft.finish().utterances.into_iter().map(|said| (said.text, said.start, said.end, said.line)).collect();
        let want = [("Hi, there.", 0, 500, 1), ("Hello", 600, 900, 4), ("again", 3_000, 3_500, 5)];
        let want = want
            .map(|(text, start, end, line)| (text.to_owned(), Some(Millis::new(start)), Some(Millis::new(end)), line));
        assert_eq!(said, want);
    }

    #[test]
    fn blanks_stand_where_people_write_them() {
        for (before, after, want) in [
            ("one", "two", true),
            ("one", ", two", false),
            ("你好", "世界", false),
            ("is 你", "ok", true),
            ("", "a", false),
        ] {
            assert_eq!(wants_blank(before, after), want, "{before}{after}");
        }
    }
}
