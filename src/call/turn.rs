//! Turns: neighbouring utterances of one party, joined by one space.

use std::borrow::Cow;

use super::{Call, Millis, PartyId, Role, Span, Utterance};

/// Where one utterance stands in the text of its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the turn's text.
    pub at: u32,
    /// Index into [`Call::utterances`].
    pub utterance: u32,
}

/// What one party said until another spoke. Spans point into `text`.
#[derive(Clone, Debug)]
pub struct Turn<'c> {
    /// Who; `None` where the export names nobody.
    pub party: Option<PartyId>,
    /// The utterances joined by one space each.
    pub text: Cow<'c, str>,
    /// The way back to the utterances, by rising `at`. Never empty.
    pub pieces: Vec<Piece>,
    /// Bytes before which the party paused for longer than 0.7 seconds between utterances, rising.
    pub pauses: Vec<u32>,
    /// Words between blanks.
    pub words: u32,
}

/// A silence that ends a clause where there is no punctuation; METHOD 2.1.8.
const PAUSE: i64 = 700;

impl Turn<'_> {
    /// The utterance that holds the first byte of `span`.
    #[must_use]
    pub fn utterance_of<'c>(&self, span: Span, call: &'c Call) -> Option<&'c Utterance> {
        let piece = self.pieces.partition_point(|piece| piece.at <= span.start).checked_sub(1)?;
        call.utterances.get(self.pieces.get(piece)?.utterance as usize)
    }

    /// Start of the utterance that holds the first byte of `span`.
    #[must_use]
    pub fn start_of(&self, span: Span, call: &Call) -> Option<Millis> {
        self.utterance_of(span, call)?.start
    }

    /// Start of the first utterance.
    #[must_use]
    pub fn start(&self, call: &Call) -> Option<Millis> {
        self.pieces.first().and_then(|piece| call.utterances.get(piece.utterance as usize)?.start)
    }

    /// The latest end among the utterances.
    #[must_use]
    pub fn end(&self, call: &Call) -> Option<Millis> {
        self.pieces.iter().filter_map(|piece| call.utterances.get(piece.utterance as usize)?.end).max()
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
    let mut out: Vec<Turn<'_>> = Vec::new();
    for (index, utterance) in call.utterances.iter().enumerate() {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        let words = u32::try_from(count_words(&utterance.text)).unwrap_or(u32::MAX);
        match out.last_mut() {
            Some(turn) if turn.party == utterance.party => {
                let text = turn.text.to_mut();
                text.push(' ');
                let at = u32::try_from(text.len()).unwrap_or(u32::MAX);
                let before = turn.pieces.last().and_then(|piece| call.utterances.get(piece.utterance as usize)?.end);
                if before.zip(utterance.start).is_some_and(|(end, start)| start.get() - end.get() > PAUSE) {
                    turn.pauses.push(at);
                }
                turn.pieces.push(Piece { at, utterance: index });
                text.push_str(&utterance.text);
                turn.words = turn.words.saturating_add(words);
            }
            _ => out.push(Turn {
                party: utterance.party,
                text: Cow::Borrowed(&utterance.text),
                pieces: vec![Piece { at: 0, utterance: index }],
                pauses: Vec::new(),
                words,
            }),
        }
    }
    out
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
    use super::count_words;

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
