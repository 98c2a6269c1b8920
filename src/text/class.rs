//! What this module knows of a word, looked up once when the word is read.
//!
//! All its lists stand in one table, by the first sixteen bytes of a word as two numbers: one multiplication and one
//! comparison tell a word of a call from a filler, a number word, a function word and the rest. Each list searched by
//! itself took about ten comparisons of strings a word, and three times as long as all of reading does now.

use std::hint::select_unpredictable;

use super::{clause, contraction, filler, language, lexeme, number};

/// The lists that a word stands in, one bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u32);

impl Class {
    /// A single filler.
    pub(super) const FILLER: Self = Self(1);
    /// A contraction that needs no apostrophe, or *lets*.
    pub(super) const CONTRACTION: Self = Self(1 << 1);
    /// A subject that starts a new clause after a comma, or *but*.
    pub(super) const SUBJECT: Self = Self(1 << 2);
    /// *but*.
    pub(super) const BUT: Self = Self(1 << 3);
    /// A word of an acknowledgement.
    pub(super) const ACKNOWLEDGEMENT: Self = Self(1 << 4);
    /// An English function word.
    pub(super) const ENGLISH: Self = Self(1 << 5);
    /// A function word of another language.
    pub(super) const OTHER: Self = Self(1 << 6);
    /// Digits or a number word.
    pub(super) const NUMBER: Self = Self(1 << 7);
    /// A short form whose full stop ends nothing.
    pub(super) const SHORT_FORM: Self = Self(1 << 8);
    /// No word: a comma that stands in the clause in the making.
    pub(super) const COMMA: Self = Self(1 << 9);
    /// It holds an apostrophe, and is not yet what it stands for.
    pub(super) const APOSTROPHE: Self = Self(1 << 16);
    /// First words of the pairs of fillers, three kinds; what may follow them stands [`PAIRED`](Self::PAIRED) bits higher.
    const FIRST: u32 = 0b111 << 10;
    const PAIRED: u32 = 3;

    /// Classes that are any of both.
    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A word's classes, and above them a part of its hash: words of different marks differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark(u32);

/// Bytes of a word that are looked up. Every word of a list is shorter, so that none is the beginning of a longer word.
const REACH: usize = 16;
/// Bits of a mark that hold classes.
const CLASSES: u32 = 17;
/// Slots of the table; its words fill about half.
const SLOTS: usize = 512;
/// Groups of words; each is moved as a whole until all its words have slots of their own.
const GROUPS: usize = 128;

/// A word of the table: its bytes as two little-endian numbers, filled up with zeros.
#[derive(Clone, Copy)]
struct Slot {
    head: u64,
    tail: u64,
    class: Class,
}

/// No two words share a slot, so that one look tells and no branch is guessed wrong: with the usual search for the next
/// free slot, whether there was one to search for was a guess for each word (a fifth of the time of reading).
struct Table {
    /// How far each group is moved.
    moves: [u16; GROUPS],
    slots: [Slot; SLOTS],
}

static TABLE: Table = table();

impl Mark {
    /// The mark of what is no word.
    pub(super) const NONE: Self = Self(0);

    /// The mark of a word.
    pub(super) fn of(word: &str) -> Self {
        let (head, tail) = halves(word.as_bytes());
        Self::known(head, tail)
    }

    /// The mark of a word of which the first sixteen bytes are known as two numbers.
    #[inline]
    pub(super) fn known(head: u64, tail: u64) -> Self {
        let hash = spread(head, tail);
        let slot = &TABLE.slots[slot_of(hash, TABLE.moves[group_of(hash)])];
        let found = (slot.head ^ head) | (slot.tail ^ tail) == 0;
        // Half of the words are found, and which is anybody's guess: no branch, but both values.
        Self(select_unpredictable(found, slot.class.0, 0) | (hash >> 32) as u32 & !0 << CLASSES)
    }

    /// The mark, of that class too.
    pub(super) const fn with(self, class: Class) -> Self {
        Self(self.0 | class.0)
    }

    /// Is the word of the class, or one of the classes?
    #[inline]
    pub(super) const fn is(self, class: Class) -> bool {
        self.0 & class.0 != 0
    }

    /// Is the word with the next one a pair in [`filler::PAIRS`]?
    #[inline]
    pub(super) const fn pairs_with(self, next: Self) -> bool {
        (self.0 & Class::FIRST) & (next.0 >> Class::PAIRED) != 0
    }

    /// May the words be the same? Different ones are told in nearly all cases.
    #[inline]
    pub(super) const fn agrees(self, other: Self) -> bool {
        self.0 == other.0
    }
}

/// The first sixteen bytes as two numbers.
const fn halves(word: &[u8]) -> (u64, u64) {
    let mut halves = [0_u64; 2];
    let mut at = 0;
    while at < word.len() && at < REACH {
        halves[at / 8] |= (word[at] as u64) << (8 * (at % 8));
        at += 1;
    }
    (halves[0], halves[1])
}

/// Multiplied by the golden ratio, as Knuth has it: the upper bits are the best.
const fn spread(head: u64, tail: u64) -> u64 {
    (head ^ tail.rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

const fn group_of(hash: u64) -> usize {
    (hash >> (64 - GROUPS.trailing_zeros())) as usize
}

const fn slot_of(hash: u64, moved: u16) -> usize {
    ((hash >> 40) as usize + moved as usize * ((hash >> 20) as usize | 1)) % SLOTS
}

/// The words of the lists, each once, with their classes; and how many.
const fn words() -> ([Slot; SLOTS], usize) {
    let mut words = ([Slot { head: 0, tail: 0, class: Class(0) }; SLOTS], 0);
    let mut row = 0;
    while row < LISTS.len() {
        let (list, class) = LISTS[row];
        let mut at = 0;
        while at < list.len() {
            words = with(words, list[at], "", class);
            at += 1;
        }
        row += 1;
    }
    let mut at = 0;
    while at < number::WORDS.len() {
        words = with(words, number::WORDS[at], "", Class::NUMBER);
        words = with(words, number::WORDS[at], "s", Class::NUMBER);
        at += 1;
    }
    let mut at = 0;
    while at < contraction::WHOLE.len() {
        words = with(words, contraction::WHOLE[at].0, "", Class::CONTRACTION);
        at += 1;
    }
    words
}

/// The words with one more.
const fn with(words: ([Slot; SLOTS], usize), word: &str, ending: &str, class: Class) -> ([Slot; SLOTS], usize) {
    let (mut words, mut count) = words;
    let (word, ending) = (word.as_bytes(), ending.as_bytes());
    assert!(word.len() + ending.len() < REACH, "a word of a list is too long");
    let mut whole = [0; REACH];
    let mut at = 0;
    while at < word.len() + ending.len() {
        whole[at] = if at < word.len() { word[at] } else { ending[at - word.len()] };
        at += 1;
    }
    let (head, tail) = halves(&whole);
    let mut at = 0;
    while at < count && (words[at].head != head || words[at].tail != tail) {
        at += 1;
    }
    if at == count {
        count += 1;
    }
    words[at] = Slot { head, tail, class: Class(words[at].class.0 | class.0) };
    (words, count)
}

/// Every word in its slot. The largest groups are put first, as they are the hardest to fit in.
const fn table() -> Table {
    let (words, count) = words();
    let mut sizes = [0; GROUPS];
    let mut at = 0;
    while at < count {
        sizes[group_of(spread(words[at].head, words[at].tail))] += 1;
        at += 1;
    }
    let mut table = Table { moves: [0; GROUPS], slots: [Slot { head: 0, tail: 0, class: Class(0) }; SLOTS] };
    let mut size = count;
    while size > 0 {
        let mut group = 0;
        while group < GROUPS {
            if sizes[group] == size {
                table = with_group(table, &words, count, group);
            }
            group += 1;
        }
        size -= 1;
    }
    table
}

/// The table with one more group, moved to where all its words fit. One that fits nowhere does not compile.
const fn with_group(table: Table, words: &[Slot; SLOTS], count: usize, group: usize) -> Table {
    let mut moved = 0;
    loop {
        let Table { mut moves, mut slots } = table;
        moves[group] = moved;
        let (mut at, mut fits) = (0, true);
        while at < count && fits {
            let hash = spread(words[at].head, words[at].tail);
            if group_of(hash) == group {
                let slot = slot_of(hash, moved);
                fits = slots[slot].class.0 == 0;
                slots[slot] = words[at];
            }
            at += 1;
        }
        if fits {
            return Table { moves, slots };
        }
        moved += 1;
        assert!((moved as usize) < SLOTS, "the words of a group have one hash");
    }
}

/// The lists but for those of number words and contractions.
const LISTS: &[(&[&str], Class)] = &[
    (filler::SINGLE, Class::FILLER),
    (&["lets"], Class::CONTRACTION),
    (clause::SUBJECTS, Class::SUBJECT),
    (&["but"], Class::BUT),
    (clause::ACKNOWLEDGEMENTS, Class::ACKNOWLEDGEMENT),
    (language::FUNCTION_WORDS, Class::ENGLISH),
    (language::OTHER_WORDS, Class::OTHER),
    (lexeme::SHORT_FORMS, Class::SHORT_FORM),
    (filler::PAIRS[0].0, Class(1 << 10)),
    (filler::PAIRS[1].0, Class(1 << 11)),
    (filler::PAIRS[2].0, Class(1 << 12)),
    (filler::PAIRS[0].1, Class(1 << (10 + Class::PAIRED))),
    (filler::PAIRS[1].1, Class(1 << (11 + Class::PAIRED))),
    (filler::PAIRS[2].1, Class(1 << (12 + Class::PAIRED))),
];

#[cfg(test)]
mod tests {
    use super::super::{clause, contraction, filler, is_number, language, lexeme, number};
    use super::{Class, LISTS, Mark};

    /// Every word of every list, with a plural, and words that stand in none.
    fn words() -> Vec<String> {
        let lists = LISTS.iter().flat_map(|(words, _)| *words).chain(number::WORDS);
        let known = lists.copied().chain(contraction::WHOLE.iter().map(|(word, _)| *word));
        let bare = known.flat_map(|word| [word.to_owned(), format!("{word}s"), format!("a{word}")]);
        bare.chain(["", "pricing", "internationalisation", "understandings and more"].map(str::to_owned)).collect()
    }

    #[test]
    fn the_table_says_what_the_lists_say() {
        for word in words() {
            let mark = Mark::of(&word);
            let stands = |list: &[&str]| list.contains(&word.as_str());
            for (bit, want) in [
                (Class::FILLER, stands(filler::SINGLE)),
                (Class::CONTRACTION, word == "lets" || contraction::WHOLE.iter().any(|(whole, _)| *whole == word)),
                (Class::SUBJECT, stands(clause::SUBJECTS)),
                (Class::BUT, word == "but"),
                (Class::ACKNOWLEDGEMENT, stands(clause::ACKNOWLEDGEMENTS)),
                (Class::ENGLISH, stands(language::FUNCTION_WORDS)),
                (Class::OTHER, stands(language::OTHER_WORDS)),
                (Class::NUMBER, is_number(&word)),
                (Class::SHORT_FORM, stands(lexeme::SHORT_FORMS)),
                (Class::COMMA, false),
            ] {
                assert_eq!(mark.is(bit), want, "{word} {bit:?}");
            }
        }
    }

    #[test]
    fn pairs_are_those_of_the_fillers() {
        let words = words();
        for first in &words {
            for second in &words {
                let pair = Mark::of(first).pairs_with(Mark::of(second));
                let want = filler::PAIRS
                    .iter()
                    .any(|(firsts, seconds)| firsts.contains(&first.as_str()) && seconds.contains(&second.as_str()));
                assert_eq!(pair, want, "{first} {second}");
            }
        }
    }
}
