//! Every word that any phrase names, as small numbers.
//!
//! A word of a call is looked up once; from then on phrases compare numbers. A word that no
//! phrase names is [`UNKNOWN`], unless it is a number or starts like a `prefix*`: then it
//! is known by the longest such prefix.

use serde::{Deserialize, Serialize};

use super::numbers;
use super::row::Bits;
use crate::call::narrow;
use crate::lexicon::phrase::{Node, Sequence};
use crate::text::{CURRENCIES, NUMBERS, is_amount, is_currency, is_number};

/// The number of a word, or of a class of words.
pub(super) type WordId = u16;

/// A word that no phrase can ask for.
pub(super) const UNKNOWN: WordId = 0;
/// Digits, and number words that no phrase names.
pub(super) const NUMERIC: WordId = 1;
/// A sum with a currency sign.
pub(super) const AMOUNT: WordId = 2;
/// Ids below this are classes without a spelling.
const FIRST_WORD: usize = 3;

/// May be skipped between two words of a phrase, two in a row at most (METHOD 2.1.5).
const SOFTENERS: &[&str] = &[
    "actually",
    "also",
    "definitely",
    "even",
    "honestly",
    "just",
    "now",
    "pretty",
    "quite",
    "really",
    "so",
    "still",
    "very",
];

/// Softeners that may be skipped before a word; METHOD 2.1.5.
pub(super) const SOFTENERS_SKIPPED: usize = 2;
/// Number words that make one amount; METHOD 2.1.7, judgement.
pub(super) const AMOUNT_WORDS: usize = 5;
/// What may stand before an amount.
const ARTICLE: &str = "a";

/// The words of all phrases.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Vocabulary {
    /// All spellings one after another.
    letters: String,
    /// Start of each id's spelling in `letters`, and the end of the last.
    #[serde(with = "numbers")]
    starts: Vec<u32>,
    /// By id: the head of its spelling, which is all of it for most.
    #[serde(with = "numbers")]
    heads: Vec<u64>,
    /// Open addressing, a power of two long; [`UNKNOWN`] is a free slot.
    #[serde(with = "numbers")]
    slots: Vec<WordId>,
    /// Per first byte the prefixes that start with it, longest first.
    prefixes: Vec<Vec<Stem>>,
    kinds: Vec<Kind>,
    /// The word that may stand before an amount.
    article: WordId,
    /// Every id in order. Those of words lie below `first_stem`, those of stems from it on; both are sorted by spelling.
    #[serde(with = "numbers")]
    ids: Vec<WordId>,
    first_stem: usize,
}

/// The word of a `prefix*`.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Stem {
    /// The head of its spelling, and the bytes of a head that it fills.
    head: u64,
    mask: u64,
    /// All of it, where that is more than a head.
    long: Option<String>,
    id: WordId,
}

impl Stem {
    fn new(spelling: &str, id: WordId) -> Self {
        let long = (spelling.len() > HEAD).then(|| spelling.to_owned());
        let mask = if spelling.len() >= HEAD { u64::MAX } else { (1 << (spelling.len() * 8)) - 1 };
        Self { head: head(spelling.as_bytes()), mask, long, id }
    }

    /// Does the word, whose head is given, start so?
    fn begins(&self, word: &str, head: u64) -> bool {
        head & self.mask == self.head && self.long.as_ref().is_none_or(|long| word.starts_with(long.as_str()))
    }
}

/// What can be said of a word without its phrase.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Kind {
    number: bool,
    currency: bool,
    softener: bool,
    bits: Bits,
}

impl Vocabulary {
    /// The vocabulary of all sequences; `None` if they name more than 65,000 words.
    pub(super) fn of<'s>(sequences: impl Iterator<Item = &'s Sequence>) -> Option<Self> {
        let numbers: Vec<String> = NUMBERS.iter().flat_map(|word| [(*word).to_owned(), format!("{word}s")]).collect();
        let mut words: Vec<&str> = SOFTENERS.iter().chain(CURRENCIES).copied().chain([ARTICLE]).collect();
        let mut stems: Vec<&str> = Vec::new();
        for sequence in sequences {
            collect(sequence, &mut words, &mut stems);
        }
        // What has a meaning of its own is known by itself, also where it begins like a stem: *billions* and `bill*`.
        let begins = |word: &&str| stems.iter().any(|stem| word.starts_with(stem));
        words.extend(numbers.iter().map(String::as_str).filter(begins));
        words.sort_unstable();
        words.dedup();
        stems.sort_unstable();
        stems.dedup();
        let total = FIRST_WORD + words.len() + stems.len();
        if total >= WordId::MAX as usize {
            return None;
        }
        let mut vocabulary = Self {
            letters: String::new(),
            starts: vec![0; FIRST_WORD],
            heads: vec![0; FIRST_WORD],
            slots: vec![UNKNOWN; (words.len() * 4).next_power_of_two()],
            prefixes: vec![Vec::new(); 256],
            kinds: vec![Kind { bits: Bits::UNKNOWN, ..Kind::default() }; FIRST_WORD],
            article: UNKNOWN,
            ids: (0..).take(total).collect(),
            first_stem: FIRST_WORD + words.len(),
        };
        for id in [NUMERIC, AMOUNT] {
            vocabulary.kinds[id as usize] = Kind { number: true, bits: Bits::NUMBER, ..Kind::default() };
        }
        for word in words {
            let id = vocabulary.push(word, true);
            let mut slot = vocabulary.slot(word.len(), head(word.as_bytes()));
            while vocabulary.slots[slot] != UNKNOWN {
                slot = (slot + 1) & (vocabulary.slots.len() - 1);
            }
            vocabulary.slots[slot] = id;
        }
        for &stem in &stems {
            vocabulary.push(stem, false);
        }
        // The longest first.
        stems.sort_by_key(|stem| std::cmp::Reverse(stem.len()));
        for stem in stems {
            let id = vocabulary.stem_id(stem);
            let first = stem.bytes().next().unwrap_or_default();
            vocabulary.prefixes[first as usize].push(Stem::new(stem, id));
        }
        vocabulary.article = vocabulary.id(ARTICLE);
        Some(vocabulary)
    }

    /// Adds a word, or a stem, of which nothing can be said without its phrase.
    fn push(&mut self, spelling: &str, is_word: bool) -> WordId {
        let id = self.kinds.len();
        self.starts.push(narrow(self.letters.len()));
        self.letters.push_str(spelling);
        self.heads.push(head(spelling.as_bytes()));
        let id = WordId::try_from(id).unwrap_or(UNKNOWN);
        // What begins with digits is a number, whatever follows; *ten* begins other words, too.
        let is_digits = || spelling.bytes().any(|byte| byte.is_ascii_digit());
        let number = is_number(spelling) && (is_word || is_digits());
        let softener = is_word && SOFTENERS.contains(&spelling);
        let bits = if number { Bits::NUMBER } else { Bits::of(id, spelling) };
        let bits = if softener { bits.or(Bits::SOFTENER) } else { bits };
        self.kinds.push(Kind { number, currency: is_word && is_currency(spelling), softener, bits });
        id
    }

    /// Where to look for a word first: by its length and its head, the upper bits of a product of both.
    fn slot(&self, length: usize, head: u64) -> usize {
        let hash = (head ^ length as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        (hash >> 32) as usize & (self.slots.len() - 1)
    }

    fn spelling(&self, id: WordId) -> &str {
        let start = self.starts.get(id as usize).map_or(0, |&start| start as usize);
        let end = self.starts.get(id as usize + 1).map_or(self.letters.len(), |&end| end as usize);
        self.letters.get(start..end).unwrap_or_default()
    }

    /// The id of a stem.
    fn stem_id(&self, stem: &str) -> WordId {
        let stems = self.ids.get(self.first_stem..).unwrap_or_default();
        let place = stems.partition_point(|&id| self.spelling(id) < stem);
        stems.get(place).copied().unwrap_or(UNKNOWN)
    }

    /// The id of a normalised word.
    pub(super) fn id(&self, word: &str) -> WordId {
        let head = head(word.as_bytes());
        let mut slot = self.slot(word.len(), head);
        loop {
            match self.slots[slot] {
                UNKNOWN => break,
                // A length that differs shows in the head of all but long words.
                id if self.heads[id as usize] == head && (word.len() < HEAD || self.spelling(id) == word) => return id,
                _ => slot = (slot + 1) & (self.slots.len() - 1),
            }
        }
        let Some(&first) = word.as_bytes().first() else { return UNKNOWN };
        if let Some(stem) = self.prefixes[first as usize].iter().find(|stem| stem.begins(word, head)) {
            return stem.id;
        }
        match (is_number(word), is_amount(word)) {
            (true, true) => AMOUNT,
            (true, false) => NUMERIC,
            _ => UNKNOWN,
        }
    }

    /// Every id whose words start with `stem`, sorted: a run of the words and a run of the stems, which are sorted both.
    pub(super) fn starting_with(&self, stem: &str) -> Vec<WordId> {
        let run = |ids: &[WordId]| {
            let first = ids.partition_point(|&id| self.spelling(id) < stem);
            let ids = ids.get(first..).unwrap_or_default();
            let count = ids.partition_point(|&id| self.spelling(id).starts_with(stem));
            ids.get(..count).unwrap_or_default().to_vec()
        };
        let (words, stems) = self.ids.split_at(self.first_stem);
        [run(words.get(FIRST_WORD..).unwrap_or_default()), run(stems)].concat()
    }

    pub(super) fn len(&self) -> usize {
        self.kinds.len()
    }

    pub(super) fn is_article(&self, id: WordId) -> bool {
        id == self.article
    }

    /// The word that may stand before an amount.
    pub(super) fn article(&self) -> WordId {
        self.article
    }

    /// The bits of a word.
    pub(super) fn bits(&self, id: WordId) -> Bits {
        self.kinds.get(id as usize).map_or(Bits::UNKNOWN, |kind| kind.bits)
    }

    pub(super) fn is_number(&self, id: WordId) -> bool {
        self.kinds.get(id as usize).is_some_and(|kind| kind.number)
    }

    pub(super) fn is_currency(&self, id: WordId) -> bool {
        self.kinds.get(id as usize).is_some_and(|kind| kind.currency)
    }

    pub(super) fn is_softener(&self, id: WordId) -> bool {
        self.kinds.get(id as usize).is_some_and(|kind| kind.softener)
    }
}

/// Bytes in a head.
const HEAD: usize = 8;

/// The first bytes of a word, the others of eight 0: words shorter than that have the same head only if they are the
/// same, as no word holds a 0.
fn head(word: &[u8]) -> u64 {
    if let Some(head) = word.first_chunk::<HEAD>() {
        return u64::from_le_bytes(*head);
    }
    // Two loads that overlap are quicker than one byte after the other.
    if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let (first, last) = (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)));
        return first | last << ((word.len() - 4) * 8);
    }
    word.iter().rev().fold(0, |head, &byte| head << 8 | u64::from(byte))
}

fn collect<'s>(sequence: &'s Sequence, words: &mut Vec<&'s str>, stems: &mut Vec<&'s str>) {
    for node in sequence {
        match node {
            Node::Word(word) => words.push(word),
            Node::Prefix(stem) => stems.push(stem),
            Node::OneOf(branches) | Node::Maybe(branches) | Node::Not(branches) => {
                for branch in branches {
                    collect(branch, words, stems);
                }
            }
            Node::Number | Node::Any | Node::Gap(_) | Node::Start | Node::End => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{AMOUNT, NUMERIC, SOFTENERS, UNKNOWN, Vocabulary};
    use crate::lexicon::phrase::{Lists, parse};

    #[test]
    fn words_are_known_by_themselves_or_by_their_longest_prefix() {
        let phrases = ["integrate with", "integrat* it", "in* the"].map(|says| parse(says, &Lists::new()).unwrap());
        let words = Vocabulary::of(phrases.iter()).unwrap();
        let [known, longest, shortest] = ["integrate", "integration", "inside"].map(|word| words.id(word));
        assert!(known != longest && longest != shortest && longest == words.id("integrates"));
        assert_eq!(
            [words.id("zebra"), words.id("42"), words.id("$42"), words.id("")],
            [UNKNOWN, NUMERIC, AMOUNT, UNKNOWN]
        );
        assert!(words.is_number(words.id("thousands")) && words.is_softener(words.id("just")));
        let stem = words.starting_with("integrat");
        assert!(stem.contains(&known) && stem.contains(&longest) && !stem.contains(&shortest));
        assert!(SOFTENERS.is_sorted());
    }

    #[test]
    fn a_prefix_changes_no_other_word() {
        let phrases =
            ["bill* #", "ten* a", "just* a", "pound* a", "in 20*"].map(|says| parse(says, &Lists::new()).unwrap());
        let words = Vocabulary::of(phrases.iter()).unwrap();
        let told = |word: &str| {
            let id = words.id(word);
            (words.is_number(id), words.is_softener(id), words.is_currency(id))
        };
        assert_eq!(["billions", "tens", "ten", "2026", "20"].map(told), [(true, false, false); 5]);
        assert_eq!(["bills", "tenants", "justified", "pounding"].map(told), [(false, false, false); 4]);
        assert_eq!([told("just"), told("pounds")], [(false, true, false), (false, false, true)]);
        assert!(words.starting_with("bill").contains(&words.id("billions")));
    }
}
