//! Turns: neighbouring utterances of one party, joined by one space.

use std::borrow::Cow;
use std::fmt;
use std::mem;
use std::sync::Arc;

use super::{Call, Millis, PartyId, Role, Span, Utterance, latest};

/// One utterance of a turn, but for its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the turn's text.
    pub at: u32,
    /// As [`Utterance::line`].
    pub line: u32,
    /// As [`Utterance::start`].
    pub start: Option<Millis>,
    /// As [`Utterance::end`].
    pub end: Option<Millis>,
}

/// The pieces of a turn: a part of the list of the whole call, as a list of its own for each turn took twice as much.
#[derive(Clone)]
pub struct Pieces {
    all: Arc<All>,
    first: u32,
    end: u32,
}

/// The pieces of a whole call.
#[derive(Debug, Default)]
struct All {
    /// `at` and `line` of each.
    places: Vec<(u32, u32)>,
    /// Start and end of each; none in a call without times, as they are two thirds of all.
    times: Vec<(Option<Millis>, Option<Millis>)>,
}

/// What one party said until another spoke. Spans point into `text`.
#[derive(Clone, Debug)]
pub struct Turn<'c> {
    /// Who; `None` where the export names nobody.
    pub party: Option<PartyId>,
    /// The utterances joined by one space each.
    pub text: Cow<'c, str>,
    /// The way back to the utterances, by rising `at`. Never empty.
    pub pieces: Pieces,
    /// Words between blanks.
    pub words: u32,
}

/// A silence that ends a clause where there is no punctuation; METHOD 2.1.8.
const PAUSE: i64 = 700;

impl All {
    /// Those of all turns of a call, one turn behind the other.
    fn of(call: &Call) -> Self {
        let mut places = Vec::with_capacity(call.utterances.len());
        for run in call.utterances.chunk_by(one_speaks) {
            let mut at = 0;
            for utterance in run {
                places.push((narrow(at), utterance.line));
                at += utterance.text.len() + 1;
            }
        }
        let is_timed = call.utterances.iter().any(|utterance| utterance.start.or(utterance.end).is_some());
        let timed = if is_timed { call.utterances.as_slice() } else { &[] };
        Self { places, times: timed.iter().map(|utterance| (utterance.start, utterance.end)).collect() }
    }

    fn piece(&self, place: usize) -> Option<Piece> {
        let &(at, line) = self.places.get(place)?;
        let (start, end) = self.times.get(place).copied().unwrap_or_default();
        Some(Piece { at, line, start, end })
    }
}

impl Pieces {
    /// That of a turn that stands alone, without line and times.
    #[must_use]
    pub fn alone() -> Self {
        Self { first: 0, end: 1, all: Arc::new(All { places: vec![(0, 0)], times: Vec::new() }) }
    }

    /// One after the other.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Piece> + Clone {
        (self.first as usize..self.end as usize).map(|place| self.all.piece(place).unwrap_or_default())
    }

    /// The last one that begins at a byte of the turn's text, or before.
    fn up_to(&self, byte: u32) -> Option<Piece> {
        let (first, end) = (self.first as usize, self.end as usize);
        let before = self.all.places.get(first..end)?.partition_point(|(at, _)| *at <= byte).checked_sub(1)?;
        self.all.piece(first + before)
    }
}

impl fmt::Debug for Pieces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

/// A place or a number of things in a call; beyond the last that has 32 bits, that one.
pub(crate) fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl<'c> Turn<'c> {
    /// The turn of neighbouring utterances of one party, the first of that number.
    fn of(run: &[Utterance], first: usize, all: &Arc<All>, text: Cow<'c, str>) -> Self {
        let pieces = Pieces { all: Arc::clone(all), first: narrow(first), end: narrow(first + run.len()) };
        let party = run.first().and_then(|utterance| utterance.party);
        Self { party, pieces, words: narrow(count_words(&text)), text }
    }

    /// The piece that holds the first byte of `span`.
    #[must_use]
    pub fn piece_of(&self, span: Span) -> Option<Piece> {
        self.pieces.up_to(span.start)
    }

    /// Start of the piece that holds the first byte of `span`.
    #[must_use]
    pub fn start_of(&self, span: Span) -> Option<Millis> {
        self.piece_of(span)?.start
    }

    /// Start of the first piece.
    #[must_use]
    pub fn start(&self) -> Option<Millis> {
        self.pieces.iter().next()?.start
    }

    /// The latest end among the pieces.
    #[must_use]
    pub fn end(&self) -> Option<Millis> {
        self.pieces.iter().filter_map(|piece| piece.end).max()
    }

    /// Bytes before which the party paused for longer than 0.7 seconds between pieces, rising.
    pub fn pauses(&self) -> impl Iterator<Item = u32> {
        let paused = |(before, piece): (Piece, Piece)| {
            let pause = piece.start?.get() - before.end?.get();
            (pause > PAUSE).then_some(piece.at)
        };
        self.pieces.iter().zip(self.pieces.iter().skip(1)).filter_map(paused)
    }

    /// The party's role in a table by party, [`Role::Unknown`] without a party.
    #[must_use]
    pub fn role(&self, roles: &[Role]) -> Role {
        self.party.and_then(|party| roles.get(party.0 as usize).copied()).unwrap_or_default()
    }
}

/// The call's turns in order.
#[must_use]
pub fn turns(call: &Call) -> Vec<Turn<'_>> {
    with_text(call, &Arc::new(All::of(call)), joined)
}

/// The turns of a call, each with a text.
fn with_text<'c, 'u>(
    call: &'u Call,
    pieces: &Arc<All>,
    mut text: impl FnMut(&'u [Utterance]) -> Cow<'c, str>,
) -> Vec<Turn<'c>> {
    let (mut first, mut all) = (0, Vec::with_capacity(call.utterances.chunk_by(one_speaks).count()));
    all.extend(call.utterances.chunk_by(one_speaks).map(|run| {
        first += run.len();
        Turn::of(run, first - run.len(), pieces, text(run))
    }));
    all
}

/// The texts of all turns in one piece of memory, taken from the utterances: a long call gives that back as a whole, which
/// of hundreds of thousands of small pieces it can't.
#[derive(Debug)]
pub struct Words {
    all: String,
    /// By turn: where its text ends.
    ends: Vec<usize>,
    pieces: Arc<All>,
}

impl Words {
    /// Takes them; the texts of the utterances are empty then.
    #[must_use]
    pub fn take(call: &mut Call) -> Self {
        let pieces = All::of(call);
        let bytes = call.utterances.iter().map(|utterance| utterance.text.len() + 1).sum();
        let (mut all, mut ends) = (String::with_capacity(bytes), Vec::new());
        for run in call.utterances.chunk_by_mut(one_speaks) {
            for (place, utterance) in run.iter_mut().enumerate() {
                all.push_str(if place > 0 { " " } else { "" });
                all.push_str(&mem::take(&mut utterance.text));
            }
            ends.push(all.len());
        }
        // Made behind the small texts, it would keep their memory from being given back.
        Self { all, ends, pieces: Arc::new(pieces) }
    }

    /// The turns of the call that they were taken from.
    #[must_use]
    pub fn turns(&self, call: &Call) -> Vec<Turn<'_>> {
        let (mut start, mut ends) = (0, self.ends.iter());
        with_text(call, &self.pieces, |_| {
            let end = ends.next().map_or(start, |end| *end);
            Cow::Borrowed(self.all.get(mem::replace(&mut start, end)..end).unwrap_or_default())
        })
    }

    /// Gives back their memory, and that of the utterances of their call, once neither is needed.
    pub fn give_back(&mut self, call: &mut Call) {
        self.all.truncate(0);
        self.all.shrink_to(1);
        give_back(&mut call.utterances);
    }
}

/// Gives back the memory of a long list that is not needed any more. It is shrunk and not dropped: behind a large block that
/// is freed whole, glibc takes blocks of up to that size from heaps of its own, of which little is given back, and a long
/// call took a fifth more.
pub(crate) fn give_back<T>(list: &mut Vec<T>) {
    list.clear();
    list.shrink_to(1);
}

/// The turns without their texts, for who has those elsewhere.
#[must_use]
pub fn wordless(turns: Vec<Turn<'_>>) -> Vec<Turn<'static>> {
    turns.into_iter().map(|Turn { party, pieces, words, .. }| Turn { party, text: "".into(), pieces, words }).collect()
}

/// As [`Call::duration`], of turns whose call has given its utterances away.
#[must_use]
pub fn duration(turns: &[Turn<'_>]) -> Option<Millis> {
    latest(turns.iter().flat_map(|turn| turn.pieces.iter()).map(|piece| (piece.start, piece.end)))
}

/// Are two neighbours of one turn?
fn one_speaks(one: &Utterance, next: &Utterance) -> bool {
    one.party == next.party
}

/// The texts of neighbouring utterances as that of a turn.
fn joined(run: &[Utterance]) -> Cow<'_, str> {
    if let [alone] = run {
        return Cow::Borrowed(&alone.text);
    }
    let mut text = String::with_capacity(run.iter().map(|utterance| utterance.text.len() + 1).sum());
    for (place, utterance) in run.iter().enumerate() {
        if place > 0 {
            text.push(' ');
        }
        text.push_str(&utterance.text);
    }
    Cow::Owned(text)
}

/// Words between blanks, as [`str::split_whitespace`] cuts them. Nearly all text has blanks of ASCII alone, in which no
/// character need be decoded: the first bytes of words are counted, many at a time, ten times as fast.
pub(crate) fn count_words(text: &str) -> usize {
    // Blanks beyond ASCII begin with one of these bytes; so do curly quotes, but a single piece of speech is short.
    if !text.is_ascii() && text.bytes().any(|byte| matches!(byte, 0xC2 | 0xE1..=0xE3)) {
        return text.split_whitespace().count();
    }
    let blank = |byte: u8| byte == b' ' || byte.wrapping_sub(b'\t') < 5;
    let begins = |(before, byte): (&u8, &u8)| u8::from(blank(*before) & !blank(*byte));
    let bytes = text.as_bytes();
    let Some((first, rest)) = bytes.split_first() else { return 0 };
    // So few at a time that their number fits a byte.
    let counts =
        bytes.chunks(128).zip(rest.chunks(128)).map(|(before, after)| before.iter().zip(after).map(begins).sum());
    usize::from(!blank(*first)) + counts.map(|count: u8| usize::from(count)).sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::{Words, count_words, duration, turns};
    use crate::call::{Draft, Millis};

    #[test]
    fn turns_are_the_same_whether_their_words_are_taken_or_not() {
        let mut draft = Draft::new();
        let parties = ["Ann", "Ben"].map(|name| draft.party(name));
        for n in 0..40_i64 {
            let party = parties.get(usize::try_from(n * n % 7 / 2).unwrap()).copied();
            let start = Millis::new(n * 1000);
            draft.say(party, &format!("piece {n} of it"), Some(start), Some(Millis::new(n * 1000 + n * 37 % 1000)), 1);
        }
        let call = draft.finish();
        let mut wordless = call.clone();
        let words = Words::take(&mut wordless);
        assert_eq!(format!("{:?}", words.turns(&wordless)), format!("{:?}", turns(&call)));
        let turns = turns(&call);
        assert!(wordless.utterances.iter().all(|said| said.text.is_empty()) && duration(&turns) == call.duration());
        assert!(turns.iter().any(|turn| turn.pieces.iter().len() > 1 && turn.pauses().next().is_some()));
        let mut said = call.utterances.iter();
        for turn in &turns {
            let pieces: Vec<&str> =
                said.by_ref().take(turn.pieces.iter().len()).map(|said| said.text.as_str()).collect();
            assert_eq!((pieces.join(" "), turn.words), (turn.text.to_string(), 4 * pieces.len() as u32));
        }
    }

    #[test]
    fn words_are_counted_as_they_are_cut() {
        for blank in (0..=0x3100).filter_map(char::from_u32) {
            let text = format!("{blank}a b{blank}{blank}c{blank}é{blank}");
            assert_eq!(count_words(&text), text.split_whitespace().count(), "{blank:?}");
        }
        assert_eq!((count_words(""), count_words(" "), count_words("a")), (0, 0, 1));
        for length in 0..600 {
            let text: String = "ab c  d\te".chars().cycle().take(length).collect();
            assert_eq!(count_words(&text), text.split_whitespace().count(), "{length}");
        }
    }
}
